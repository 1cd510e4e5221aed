"""Icons, styles and help texts that are shipped with the plugin."""

from __future__ import annotations

from pathlib import Path

from qgis.PyQt.QtGui import QIcon

ROOT = Path(__file__).parents[1] / "resources"


def icon() -> QIcon:
    """The plugin's icon."""
    return QIcon(str(ROOT / "icons" / "trajganr.svg"))


def style(task_id: str) -> Path:
    """The QML file that draws a task's prediction."""
    return ROOT / "styles" / f"{task_id}.qml"


def help_text(algorithm: str) -> str:
    """What an algorithm does, as HTML."""
    return (ROOT / "help" / f"{algorithm}.html").read_text(encoding="utf-8")

"""Icons, styles, models and help texts that are shipped with the plugin."""

from __future__ import annotations

import re
from html import escape, unescape
from pathlib import Path

from qgis.PyQt.QtGui import QIcon

from trajganr_core.layer_styles import RIGHT, on_side

from .i18n import tr

ROOT = Path(__file__).parents[1] / "resources"
#: Begins the address of a picture in a help text, which lies beside it.
PICTURES = 'src="pictures/'
#: What the legend says of a class, in QML.
LABEL = re.compile(r'(?<= label=)"([^"]*)"')


def icon(name: str = "trajganr") -> QIcon:
    """The plugin's icon, or that of a group of its algorithms."""
    return QIcon(str(ROOT / "icons" / f"{name}.svg"))


def style(name: str, side: str = RIGHT) -> str:
    """The QML that draws a task's prediction or the like, its legend in the person's language.

    Args:
        name: of the file.
        side: on which side of the road vehicles drive, ``right`` or ``left``.
    """
    qml = on_side((ROOT / "styles" / f"{name}.qml").read_text(encoding="utf-8"), side)
    return LABEL.sub(lambda label: f'"{escape(tr(unescape(label[1])))}"', qml)


def model(file: str) -> Path:
    """A model of the Model Designer."""
    return ROOT / "models" / file


def layout(name: str) -> Path:
    """A template of a print layout."""
    return ROOT / "layouts" / f"{name}.qpt"


def help_text(algorithm: str) -> str:
    """What an algorithm does, as HTML; its pictures are addressed by where they are installed."""
    folder = (ROOT / "help" / "pictures").as_uri()
    text = (ROOT / "help" / f"{algorithm}.html").read_text(encoding="utf-8")
    said = "\n".join(tr(line) for line in text.splitlines())
    return said.replace(PICTURES, f'src="{folder}/')

"""The QGIS styles that are shipped with this software."""

from __future__ import annotations

from pathlib import Path

from ..contract.geopackage_styles import on_side

__all__ = ["shipped_style"]

_PACKAGE = Path(__file__).parents[1]
#: Inside the package in the wheel, beside it in the repository and the plugin.
_STYLES = next(
    folder
    for folder in (_PACKAGE / "styles", _PACKAGE.parent / "resources" / "styles")
    if folder.is_dir()
)


def shipped_style(name: str, side: str) -> str:
    """The QML of a style of ``resources/styles``, for the side on which vehicles drive."""
    return on_side((_STYLES / f"{name}.qml").read_text(encoding="utf-8"), side)

"""The QGIS styles that are shipped with this software."""

from __future__ import annotations

from ..contract.layers.geopackage_styles import on_side
from .shipped_files import shipped_folder

__all__ = ["shipped_style"]


def shipped_style(name: str, side: str) -> str:
    """The QML of a style of ``resources/styles``, for the side on which vehicles drive."""
    qml = (shipped_folder("styles") / f"{name}.qml").read_text(encoding="utf-8")
    return on_side(qml, side)

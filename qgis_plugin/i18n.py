"""Translation of what a person reads."""

from __future__ import annotations

from qgis.PyQt.QtCore import QCoreApplication


def tr(text: str) -> str:
    """``text`` in the person's language."""
    return QCoreApplication.translate("TrajGANR", text)

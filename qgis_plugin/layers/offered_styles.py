"""Styles in the menu of a layer."""

from __future__ import annotations

from collections.abc import Mapping

from qgis.core import QgsMapLayerStyle, QgsVectorLayer

SPARE_STYLE = "trajganr-spare"


def offer_styles(layer: QgsVectorLayer, styles: Mapping[str, str]) -> None:
    """Add QML styles by their titles to the layer's style menu, and apply the first."""
    if not styles:
        return
    manager = layer.styleManager()
    # The current style, from the file, may have the name of a new one.
    manager.renameStyle(manager.currentStyle(), SPARE_STYLE)
    for title, qml in styles.items():
        manager.removeStyle(title)
        manager.addStyle(title, QgsMapLayerStyle(qml))
    manager.setCurrentStyle(next(iter(styles)))
    manager.removeStyle(SPARE_STYLE)

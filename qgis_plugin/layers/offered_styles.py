"""Several styles of one layer, to choose from in its menu."""

from __future__ import annotations

from collections.abc import Mapping

from qgis.core import QgsMapLayerStyle, QgsVectorLayer

SPARE_STYLE = "trajganr-spare"


def offer_styles(layer: QgsVectorLayer, styles: Mapping[str, str]) -> None:
    """Offer styles, QML by their titles, in the layer's style menu, and draw the first."""
    if not styles:
        return
    manager = layer.styleManager()
    # QGIS may have named the style that it found in the file as one of ours.
    manager.renameStyle(manager.currentStyle(), SPARE_STYLE)
    for title, qml in styles.items():
        manager.removeStyle(title)
        manager.addStyle(title, QgsMapLayerStyle(qml))
    manager.setCurrentStyle(next(iter(styles)))
    manager.removeStyle(SPARE_STYLE)

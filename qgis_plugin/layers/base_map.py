"""A base map below the layers of a project."""

from __future__ import annotations

from qgis.core import QgsProject, QgsRasterLayer

from .described import credit

#: The tiles that QGIS' own connection to OpenStreetMap has.
TILES = "type=xyz&url=https://tile.openstreetmap.org/%7Bz%7D/%7Bx%7D/%7By%7D.png&zmin=0&zmax=19"
OWNERS = "© OpenStreetMap contributors"


def add_base_map(project: QgsProject) -> QgsRasterLayer | None:
    """Add OpenStreetMap below all layers, unless the project has a map of raster tiles or images.

    Nothing is fetched before it is drawn; without a network the map stays empty.
    """
    if any(isinstance(layer, QgsRasterLayer) for layer in project.mapLayers().values()):
        return None
    layer = QgsRasterLayer(TILES, "OpenStreetMap", "wms")
    about = layer.metadata()
    about.setRights([OWNERS])
    layer.setMetadata(about)
    credit(layer)
    project.addMapLayer(layer, False)
    project.layerTreeRoot().addLayer(layer)
    return layer

"""Roads with joined predictions: their metadata, and their styles in the file and when loaded."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from qgis.core import (
    QgsLayerMetadata,
    QgsMapLayer,
    QgsProviderRegistry,
    QgsVectorLayer,
)

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.geopackage_styles import store_styles

from ..i18n import tr
from .described import credit, origin_of, save_metadata, side_of
from .joined_styles import joined_styles
from .offered_styles import offer_styles


def joined_metadata(roads: QgsMapLayer | None, predictions: QgsMapLayer | None) -> QgsLayerMetadata:
    """What made the predictions, and whose data both layers are."""
    made = QgsLayerMetadata() if predictions is None else predictions.metadata().clone()
    made.setTitle(tr("Roads with predictions by TrajGANR"))
    origins = [origin_of(layer) for layer in (roads, predictions)]
    licences, rights = (
        list(dict.fromkeys(filter(None, (origin[name] for origin in origins))))
        for name in ("licence", "attribution")
    )
    made.setLicenses(licences)
    made.setRights(rights)
    return made


def save_joined(output: str, made: QgsLayerMetadata, directions: str, prefix: str) -> None:
    """Write metadata and styles into a GeoPackage; other formats keep neither.

    Args:
        output: what QGIS calls the layer.
        made: the metadata.
        directions, prefix: as :func:`~.joined_styles.joined_styles` takes them.

    Raises:
        TrajganrError: ``RESOURCE.DISK``.
    """
    if ".gpkg" not in output.lower():
        return
    known = QgsProviderRegistry.instance().querySublayers(output)[0]
    layer = QgsVectorLayer(known.uri(), known.name(), "ogr")
    styles = joined_styles(layer, directions, prefix, side_of(made))
    del layer  # closes the file, which is written into next
    path = QgsProviderRegistry.instance().decodeUri("ogr", known.uri())["path"]
    try:
        store_styles(Path(path), known.name(), styles)
        reason = save_metadata(known.uri(), made)
    except sqlite3.Error as error:
        reason = str(error)
    if reason:
        raise TrajganrError(
            Code.RESOURCE_DISK,
            "Styles and metadata could not be written into {source}: {reason}",
            "Close other programs that have the file open, and join again.",
            source=output,
            reason=reason,
        )


def show_joined(
    layer: QgsVectorLayer, made: QgsLayerMetadata, directions: str, prefix: str
) -> None:
    """Give a layer that QGIS has loaded what :func:`save_joined` writes into its file."""
    offer_styles(layer, joined_styles(layer, directions, prefix, side_of(made)))
    layer.setMetadata(made)
    credit(layer)

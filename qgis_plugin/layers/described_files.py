"""Files of a job's result: aliases, styles and metadata are added to them."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from osgeo import gdal, ogr
from qgis.core import (
    QgsLayerMetadata,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsVectorLayer,
)

from trajganr_core.contract.geopackage_styles import store_styles

from ..i18n import tr
from .described import describe_layer, known_aliases, save_metadata
from .offered_styles import offer_styles
from .when_loaded import when_loaded

GEOPACKAGE = ".gpkg"


@dataclass(frozen=True)
class Presentation:
    """How a layer is shown.

    Attributes:
        aliases: by the names of columns.
        styles: QML by titles, the default first.
    """

    aliases: Mapping[str, str] = field(default_factory=known_aliases)
    styles: Mapping[str, str] = field(default_factory=dict)


def describe_file(
    path: Path,
    layer: str,
    presentation: Presentation,
    made: QgsLayerMetadata,
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
) -> None:
    """Write aliases, styles and metadata into a GeoPackage, and apply them when the file is loaded.

    Args:
        path: the file, as the algorithm returns it.
        layer: its name in the file.
        presentation: of the layer.
        made: its metadata.
        context, feedback: of the algorithm.
    """
    if path.suffix.lower() == GEOPACKAGE:
        for reason in filter(None, _save(path, layer, presentation, made)):
            feedback.pushWarning(
                tr("Some metadata could not be written: {reason}").format(reason=reason)
            )

    def show(loaded: QgsVectorLayer) -> None:
        describe_layer(loaded, made, presentation.aliases)
        offer_styles(loaded, presentation.styles)

    when_loaded(str(path), context, show)


def _save(path: Path, layer: str, presentation: Presentation, made: QgsLayerMetadata) -> list[str]:
    """Write aliases, styles and metadata into a GeoPackage; returns the reasons of failures."""
    reasons = []
    _save_aliases(path, layer, presentation.aliases)
    if presentation.styles:
        try:
            store_styles(path, layer, presentation.styles)
        except sqlite3.Error as error:
            reasons.append(str(error))
    return [*reasons, save_metadata(f"{path}|layername={layer}", made)]


def _save_aliases(path: Path, layer: str, aliases: Mapping[str, str]) -> None:
    dataset = gdal.OpenEx(str(path), gdal.OF_VECTOR | gdal.OF_UPDATE)
    table = dataset.GetLayerByName(layer)
    definition = table.GetLayerDefn()
    for index in range(definition.GetFieldCount()):
        known = definition.GetFieldDefn(index)
        if known.GetName() in aliases:
            changed = ogr.FieldDefn(known.GetName(), known.GetType())
            changed.SetAlternativeName(aliases[known.GetName()])
            table.AlterFieldDefn(index, changed, ogr.ALTER_ALTERNATIVE_NAME_FLAG)
    dataset.Close()

"""Aliases, styles and metadata of files that a job has written."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from osgeo import gdal, ogr
from qgis.core import QgsLayerMetadata, QgsProcessingContext, QgsProcessingFeedback

from .described import describe_output, known_aliases

GEOPACKAGE = ".gpkg"


def describe_file(
    path: Path,
    about: QgsLayerMetadata,
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
    styles: Mapping[str, str] | None = None,
    aliases: Mapping[str, str] | None = None,
) -> None:
    """Describe a file with one layer as :func:`.described.describe_output`, with aliases in it."""
    aliases = known_aliases() if aliases is None else aliases
    if path.suffix.lower() == GEOPACKAGE:
        _save_aliases(path, aliases)
    describe_output(str(path), about, context, feedback, styles, aliases)


def _save_aliases(path: Path, aliases: Mapping[str, str]) -> None:
    dataset = gdal.OpenEx(str(path), gdal.OF_VECTOR | gdal.OF_UPDATE)
    table = dataset.GetLayer(0)
    definition = table.GetLayerDefn()
    for index in range(definition.GetFieldCount()):
        field = definition.GetFieldDefn(index)
        if field.GetName() in aliases:
            changed = ogr.FieldDefn(field.GetName(), field.GetType())
            changed.SetAlternativeName(aliases[field.GetName()])
            table.AlterFieldDefn(index, changed, ogr.ALTER_ALTERNATIVE_NAME_FLAG)
    dataset.Close()

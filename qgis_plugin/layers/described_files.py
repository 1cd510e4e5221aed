"""Aliases, styles and metadata of files that a job has written."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from osgeo import ogr
from qgis.core import QgsLayerMetadata, QgsProcessingContext, QgsProcessingFeedback

from trajganr_core.contract.kinds.export import EXPORTED

from ..i18n import tr
from .described import ColumnOf, alias, describe_output, metadata
from .geopackages import add_index, open_dataset
from .roads import complete_roads

GEOPACKAGE = ".gpkg"
#: The layer of predictions has its own styles.
PREDICTIONS = "predictions"


def describe_file(
    path: Path,
    about: QgsLayerMetadata,
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
    column_of: ColumnOf,
    styles: Mapping[str, str] = MappingProxyType({}),
) -> None:
    """Describe a fetched file with one layer as :func:`.described.describe_output`.

    A GeoPackage also gets its spatial index and aliases.
    """
    if path.suffix.lower() == GEOPACKAGE:
        add_index(path)
        _save_aliases(path, column_of)
    describe_output(str(path), about, context, feedback, column_of, styles)


def describe_export(
    path: Path,
    facts: Mapping[str, str],
    origin: Mapping[str, str],
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
) -> None:
    """Describe an exported file if it is a GeoPackage.

    Args:
        path: the file, named after its layer.
        facts: its provenance.
        origin: ``licence`` and ``attribution`` of its sources.
        context, feedback: of the algorithm.
    """
    if path.suffix != GEOPACKAGE:
        return
    if path.stem == PREDICTIONS:
        complete_roads(path, facts)
        return
    title = tr("{layer} exported by TrajGANR").format(layer=path.stem)
    column_of = EXPORTED[path.stem].column
    describe_file(path, metadata(title, facts, origin), context, feedback, column_of)


def _save_aliases(path: Path, column_of: ColumnOf) -> None:
    dataset = open_dataset(path, update=True)
    dataset.StartTransaction()  # else each field waits for the disk
    table = dataset.GetLayer(0)
    definition = table.GetLayerDefn()
    for index in range(definition.GetFieldCount()):
        field = definition.GetFieldDefn(index)
        if (column := column_of(field.GetName())) is not None:
            changed = ogr.FieldDefn(field.GetName(), field.GetType())
            changed.SetAlternativeName(alias(column))
            table.AlterFieldDefn(index, changed, ogr.ALTER_ALTERNATIVE_NAME_FLAG)
    dataset.CommitTransaction()
    dataset.Close()

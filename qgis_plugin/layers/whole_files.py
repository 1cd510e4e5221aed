"""Files of a job's result that are kept as they came; aliases, styles and metadata are added."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar

from osgeo import gdal, ogr
from qgis.core import (
    QgsLayerMetadata,
    QgsMapLayer,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingLayerPostProcessorInterface,
    QgsVectorLayer,
)

from ..i18n import tr
from .described import COLUMNS, alias, save_metadata

GEOPACKAGE = ".gpkg"
SPARE_STYLE = "trajganr-spare"


def known_aliases() -> dict[str, str]:
    """What a person calls the columns that the worker's layers have."""
    return {name: alias(column) for name, column in COLUMNS.items()}


@dataclass(frozen=True)
class Looks:
    """How a layer is shown.

    Attributes:
        aliases: what a person calls a column, by its name.
        styles: files of QML by the titles that a person chooses them by, the usual one first.
    """

    aliases: Mapping[str, str] = field(default_factory=known_aliases)
    styles: Mapping[str, Path] = field(default_factory=dict)


def describe_file(
    path: Path,
    layer: str,
    looks: Looks,
    made: QgsLayerMetadata,
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
) -> None:
    """Write looks and metadata into a GeoPackage, and have any file shown so when it is loaded.

    Args:
        path: the file, as the algorithm answers it.
        layer: its name in the file.
        looks: of it.
        made: where it comes from.
        context, feedback: of the algorithm.
    """
    if path.suffix.lower() == GEOPACKAGE:
        source = f"{path}|layername={layer}"
        _save_aliases(path, layer, looks.aliases)
        reasons = (*_save_styles(source, looks), save_metadata(source, made))
        for reason in filter(None, reasons):
            feedback.pushWarning(tr("The file does not say all: {reason}").format(reason=reason))
    if context.willLoadLayerOnCompletion(str(path)):
        details = context.layerToLoadOnCompletionDetails(str(path))
        details.setPostProcessor(ShowingPostProcessor.create(looks, made))


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


def _save_styles(source: str, looks: Looks) -> list[str]:
    """Write the styles into the file, the first as its default; answers why some could not be."""
    layer = QgsVectorLayer(source, "styled", "ogr")
    reasons = []
    for number, (title, path) in enumerate(looks.styles.items()):
        _draw(layer, path)
        reasons.append(layer.saveStyleToDatabase(title, title, number == 0, ""))
    return reasons


def _draw(layer: QgsVectorLayer, path: Path) -> None:
    layer.loadNamedStyle(str(path), True, QgsMapLayer.StyleCategory.Symbology)


class ShowingPostProcessor(QgsProcessingLayerPostProcessorInterface):
    """Gives a layer its looks when QGIS has loaded it.

    Processing does not own its post-processors, so each is kept here until it was used.
    """

    _waiting: ClassVar[set[ShowingPostProcessor]] = set()

    def __init__(self, looks: Looks, made: QgsLayerMetadata) -> None:
        super().__init__()
        self._looks = looks
        self._metadata = made

    @classmethod
    def create(cls, looks: Looks, made: QgsLayerMetadata) -> ShowingPostProcessor:
        """A post-processor for one layer."""
        processor = cls(looks, made)
        cls._waiting.add(processor)
        return processor

    def postProcessLayer(
        self, layer: QgsMapLayer, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> None:
        """Show the layer, on the main thread."""
        if isinstance(layer, QgsVectorLayer):
            for index, name in enumerate(layer.fields().names()):
                if name in self._looks.aliases:
                    layer.setFieldAlias(index, self._looks.aliases[name])
            self._add_styles(layer)
        layer.setMetadata(self._metadata)
        self._waiting.discard(self)

    def _add_styles(self, layer: QgsVectorLayer) -> None:
        """Offer the styles in the layer's menu, and draw it in the first."""
        if not self._looks.styles:
            return
        manager = layer.styleManager()
        # QGIS may have named the style that it found in the file as one of ours.
        manager.renameStyle(manager.currentStyle(), SPARE_STYLE)
        for title, path in self._looks.styles.items():
            _draw(layer, path)
            manager.addStyleFromLayer(title)
        manager.setCurrentStyle(next(iter(self._looks.styles)))
        manager.removeStyle(SPARE_STYLE)

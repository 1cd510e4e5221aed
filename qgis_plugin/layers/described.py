"""Aliases with units, provenance, licence and styles of layers, in their files and when loaded."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from qgis.core import (
    QgsField,
    QgsFields,
    QgsLayerMetadata,
    QgsMapLayer,
    QgsMapLayerStyle,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputLayerDefinition,
    QgsProviderRegistry,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QMetaType
from qgis.PyQt.QtXml import QDomDocument

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.layers.columns import Column, ColumnType
from trajganr_core.contract.layers.geopackage_styles import DRIVING_SIDE, LEFT, RIGHT, store_styles

from ..i18n import said, tr
from ..untrusted_text import literal, unmarked
from .links import link, links_of
from .temporal import set_times
from .when_loaded import when_loaded

SPARE_STYLE = "trajganr-spare"
#: Entries of a layer's metadata: what it contains, the English title of an output, and the names of
#: the times of the week of predictions.
CONTENT, TIME_SETS = "content", "time_sets"
#: Types of fields that the plugin makes.
TYPES = {
    ColumnType.NUMBER: QMetaType.Type.Double,
    ColumnType.WHOLE: QMetaType.Type.LongLong,
    ColumnType.TEXT: QMetaType.Type.QString,
}
#: Gives the declaration of a column by its name; None for other columns.
ColumnOf = Callable[[str], Column | None]


def alias(column: Column) -> str:
    """The alias of a column, with its unit."""
    name = said(column.alias)
    return f"{name} ({tr(column.unit)})" if name and column.unit else name


def fields_of(columns: Iterable[Column]) -> QgsFields:
    """The fields of a layer that the plugin makes, with aliases."""
    fields = QgsFields()
    for column in columns:
        field = QgsField(column.name, TYPES[column.type])
        field.setAlias(alias(column))
        fields.append(field)
    return fields


def described(fields: QgsFields, output: Any, column_of: ColumnOf) -> QgsFields:
    """The fields of an output without ``fid``, with aliases if it is a GeoPackage.

    QGIS warns of every alias that a format cannot store.

    Args:
        fields: of the layer that is written.
        output: the value of the parameter.
        column_of: of the columns of the layer.
    """
    keeps_aliases = keeps_descriptions(output)
    written = QgsFields()
    for field in fields.toList():
        column = column_of(field.name())
        if not keeps_aliases:
            field.setAlias("")
        elif column is not None:
            field.setAlias(alias(column))
        if field.name() != "fid":
            written.append(field)
    return written


def keeps_descriptions(output: Any) -> bool:
    """Whether an output, the value of its parameter, is a GeoPackage, which stores aliases."""
    if isinstance(output, QgsProcessingOutputLayerDefinition):
        output = output.sink.staticValue()
    return ".gpkg" in str(output).lower()


def metadata(title: str, facts: Mapping[str, str], origin: Mapping[str, Any]) -> QgsLayerMetadata:
    """The metadata of a layer.

    Args:
        title: of the layer.
        facts: the entries of its history, such as ``job``.
        origin: ``licence`` and ``attribution`` of its sources, if any.
    """
    about = QgsLayerMetadata()
    about.setIdentifier(facts.get("job", ""))
    about.setType("dataset")
    about.setTitle(literal(unmarked(title)))
    # QGIS shows metadata as HTML, and what layouts take from it may be evaluated.
    about.setHistory([literal(unmarked(f"{name}: {value}")) for name, value in facts.items()])
    if origin.get("licence"):
        about.setLicenses([literal(unmarked(origin["licence"]))])
    if origin.get("attribution"):
        about.setRights([literal(unmarked(origin["attribution"]))])
    return about


def fact_of(about: QgsLayerMetadata, name: str) -> str:
    """An entry of the history of :func:`metadata`; '' if there is none."""
    begin = f"{name}: "
    return next((line[len(begin) :] for line in about.history() if line.startswith(begin)), "")


def side_of(about: QgsLayerMetadata) -> str:
    """The side of the road on which vehicles drive, from the metadata of a layer of roads."""
    return LEFT if f"{DRIVING_SIDE.lower()}: {LEFT}" in about.history() else RIGHT


def origin_of(layer: QgsMapLayer | None) -> dict[str, str]:
    """``licence`` and ``attribution`` in a layer's metadata, '' if absent."""
    about = layer.metadata() if layer is not None else QgsLayerMetadata()
    return {"licence": "; ".join(about.licenses()), "attribution": "; ".join(about.rights())}


def describe_output(
    output: str,
    about: QgsLayerMetadata,
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
    column_of: ColumnOf,
    styles: Mapping[str, str] = MappingProxyType({}),
) -> None:
    """Write metadata and styles of an algorithm's output, and apply them when it is loaded.

    Args:
        output: its id in QGIS, or the path of its file.
        about: the metadata.
        context, feedback: of the algorithm.
        column_of: of the columns of the layer.
        styles: QML by titles, the default first; QGIS' own style if there are none.
    """
    if ".gpkg" in output.lower():
        try:
            save_description(output, about, styles)
        except TrajganrError as error:
            feedback.pushWarning(error.message)

    def show(layer: QgsVectorLayer) -> None:
        describe_layer(layer, about, column_of)
        offer_styles(layer, styles)

    when_loaded(output, context, show)


def save_description(source: str, about: QgsLayerMetadata, styles: Mapping[str, str]) -> None:
    """Write metadata and styles into the GeoPackage of a layer, which must not be open.

    Args:
        source: the layer; the file's first one if it is a path.
        about: the metadata.
        styles: QML by titles, the default first.

    Raises:
        TrajganrError: ``RESOURCE.DISK``.
    """
    registry = QgsProviderRegistry.instance()
    # Other providers would write errors about the source to the terminal.
    layer = registry.providerMetadata("ogr").querySublayers(source)[0]
    path = Path(registry.decodeUri("ogr", layer.uri())["path"])
    try:
        if styles:
            store_styles(path, layer.name(), styles)
        is_saved, reason = registry.saveLayerMetadata("ogr", layer.uri(), about)
    except sqlite3.Error as error:
        is_saved, reason = False, str(error)
    if not is_saved:
        raise TrajganrError(
            Code.RESOURCE_DISK,
            "Styles and metadata could not be written into {source}: {reason}",
            "Close other programs that have the file open, and run the algorithm again.",
            source=source,
            reason=reason,
        )


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


def draw(
    layer: QgsVectorLayer,
    style: str,
    categories: QgsMapLayer.StyleCategories
    | QgsMapLayer.StyleCategory = QgsMapLayer.StyleCategory.Symbology,
) -> None:
    """Apply some categories of a QML style to a layer."""
    document = QDomDocument()
    document.setContent(style)
    layer.importNamedStyle(document, categories)


def describe_layer(layer: QgsVectorLayer, about: QgsLayerMetadata, column_of: ColumnOf) -> None:
    """Set aliases, temporal properties, metadata, attribution and links of a loaded layer."""
    for index, name in enumerate(layer.fields().names()):
        if (column := column_of(name)) is not None:
            layer.setFieldAlias(index, alias(column))
    set_times(layer)
    layer.setMetadata(about)
    credit(layer)
    link(layer, links_of(layer))


def credit(layer: QgsMapLayer) -> None:
    """Set the attribution that maps and print layouts show, from the metadata."""
    owners = layer.metadata().rights() or layer.metadata().licenses()
    layer.serverProperties().setAttribution(literal("; ".join(owners)))

"""What columns mean and where a layer comes from: aliases with units, licence, and history."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from qgis.core import (
    QgsFields,
    QgsLayerMetadata,
    QgsMapLayer,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputLayerDefinition,
    QgsProviderRegistry,
    QgsVectorLayer,
)
from qgis.PyQt.QtXml import QDomDocument

from trajganr_core.contract.geopackage_styles import DRIVING_SIDE, LEFT, RIGHT
from trajganr_core.contract.tasks import AOI_CATEGORIES, COMMON_FIELDS
from trajganr_core.contract.tasks import Field as Column

from ..i18n import tr
from ..untrusted_text import unmarked
from .links import link, links_of
from .temporal import set_times
from .when_loaded import when_loaded

#: Columns of all layers that the worker makes, but for predictions.
COLUMNS = {
    column.name: column
    for column in (
        *COMMON_FIELDS,
        Column("trip_id", "Trip"),
        Column("driver_id", "Driver or vehicle"),
        Column("start_time", "Start"),
        Column("end_time", "End"),
        Column("time", "Time"),
        Column("fixes", "Number of fixes"),
        Column("speeds", "Measured speed at each fix", "km/h"),
        Column("piece", "Piece of a trip"),
        Column("rms_m", "Distance of its fixes to the path, root mean square", "m"),
        Column("share_matched", "Share of the trip's fixes that were matched"),
        Column("lon", "Measured longitude", "°"),
        Column("lat", "Measured latitude", "°"),
        Column("matched_lon", "Longitude on the road", "°"),
        Column("matched_lat", "Latitude on the road", "°"),
        Column("distance_m", "Distance along the path", "m"),
        Column("edge_offset_m", "Distance along the segment", "m"),
        Column("osm_type", "OpenStreetMap type"),
        Column("oneway", "One-way"),
        Column("junction", "Junction"),
        Column("access", "Access"),
        Column("maxspeed", "Speed limit"),
        Column("lanes", "Lanes"),
        Column("category", "Category"),
        Column("tag", "Tag"),
        Column("image_id", "Picture"),
        Column("path", "File of the picture"),
        Column("heading", "Direction of view, clockwise from north", "°"),
        Column("captured_at", "Taken at"),
        Column("quality", "Quality, 0 to 1"),
        Column("images", "Pictures"),
        Column("panoramas", "Panoramas"),
        Column("sequences", "Sequences"),
        Column("first", "Oldest picture"),
        Column("last", "Newest picture"),
        Column("speed_kmh", "Speed", "km/h"),
        Column("speed_ms", "Speed", "m/s"),
        Column("speed_mph", "Speed", "mph"),
        Column("speed_knots", "Speed", "knots"),
        Column("speed_passes", "Passes behind the speed"),
        Column("reverse", "Directed segment of the other direction"),
        Column("road_edge", "Directed segment of the nearest road"),
        Column("road_fid", "Id of the nearest road's source feature"),
        Column("road_osm_id", "OpenStreetMap id of the nearest road"),
        Column("trip_count", "Trips"),
        Column("braking_per_km", "Hard braking", "events per vehicle-km"),
        Column("braking_events", "Hard-braking events"),
        Column("braking_km", "Distance driven with measured speed", "vehicle-km"),
        Column("braking_passes", "Passes behind the braking rate"),
        Column("slowdown_mps2", "Slow-down intensity", "m/s²"),
        Column("slowdown_km", "Distance behind the slow-down intensity", "vehicle-km"),
        Column("slowdown_passes", "Passes behind the slow-down intensity"),
        Column("poi_count", "Places around"),
        *(Column(f"aoi_{name}", f"Share of {name} places") for name in AOI_CATEGORIES),
    )
}


def alias(column: Column) -> str:
    """The alias of a column, with its unit."""
    return f"{tr(column.alias)} ({tr(column.unit)})" if column.unit else tr(column.alias)


def known_aliases() -> dict[str, str]:
    """Aliases of the columns of the worker's layers."""
    return {name: alias(column) for name, column in COLUMNS.items()}


def described(fields: QgsFields, output: Any) -> QgsFields:
    """Fields of an output, with their aliases where it is a GeoPackage, which keeps them.

    QGIS warns of every alias that a format cannot keep. ``fid`` is the file's own.

    Args:
        fields: of the layer that is written there.
        output: the value of the parameter.
    """
    keeps_aliases = keeps_descriptions(output)
    known = QgsFields()
    for field in fields:
        if not keeps_aliases:
            field.setAlias("")
        elif field.name() in COLUMNS:
            field.setAlias(alias(COLUMNS[field.name()]))
        if field.name() != "fid":
            known.append(field)
    return known


def keeps_descriptions(output: Any) -> bool:
    """Whether an output, the value of its parameter, is a GeoPackage, which keeps aliases."""
    if isinstance(output, QgsProcessingOutputLayerDefinition):
        output = output.sink.staticValue()
    return ".gpkg" in str(output).lower()


def metadata(title: str, facts: Mapping[str, str], origin: Mapping[str, Any]) -> QgsLayerMetadata:
    """Where a layer comes from.

    Args:
        title: of the layer.
        facts: what made it, such as ``job``, in the words of its history.
        origin: ``licence`` and ``attribution`` of what it was made from, where there are any.
    """
    made = QgsLayerMetadata()
    made.setIdentifier(facts.get("job", ""))
    made.setType("dataset")
    made.setTitle(title)
    # QGIS shows metadata as HTML.
    made.setHistory([unmarked(f"{name}: {value}") for name, value in facts.items()])
    if origin.get("licence"):
        made.setLicenses([unmarked(origin["licence"])])
    if origin.get("attribution"):
        made.setRights([unmarked(origin["attribution"])])
    return made


def side_of(made: QgsLayerMetadata) -> str:
    """The side of the road on which vehicles drive, as the history of a layer of roads says."""
    return LEFT if f"{DRIVING_SIDE.lower()}: {LEFT}" in made.history() else RIGHT


def origin_of(layer: QgsMapLayer | None) -> dict[str, str]:
    """The ``licence`` and ``attribution`` that a layer's metadata name, '' where they do not."""
    known = layer.metadata() if layer is not None else QgsLayerMetadata()
    return {"licence": "; ".join(known.licenses()), "attribution": "; ".join(known.rights())}


def describe_output(
    output: str,
    made: QgsLayerMetadata,
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
    style: str = "",
) -> None:
    """Give an output of an algorithm its metadata and style, in its file and when it is loaded.

    Args:
        output: what QGIS calls it.
        made: the metadata.
        context, feedback: of the algorithm.
        style: QML; QGIS' own where empty.
    """
    if ".gpkg" in output.lower():
        reasons = (save_metadata(output, made), save_style(output, style) if style else "")
        for reason in filter(None, reasons):
            feedback.pushWarning(
                tr("Some metadata could not be written: {reason}").format(reason=reason)
            )

    def show(layer: QgsVectorLayer) -> None:
        describe_layer(layer, made, known_aliases())
        if style:
            draw(layer, style)

    when_loaded(output, context, show)


def save_metadata(source: str, made: QgsLayerMetadata) -> str:
    """Write metadata into a layer's GeoPackage; answer why they could not be, or ''."""
    registry = QgsProviderRegistry.instance()
    if "|layername=" not in source:
        # QGIS finds metadata only by the layer's name.
        source = registry.querySublayers(source)[0].uri()
    saved, reason = registry.saveLayerMetadata("ogr", source, made)
    return "" if saved else reason


def save_style(source: str, style: str) -> str:
    """Write QML into a layer's GeoPackage, as its default; answer why it could not be, or ''."""
    layer = QgsVectorLayer(source, "styled", "ogr")
    draw(layer, style)
    return str(layer.saveStyleToDatabase("TrajGANR", "", True, ""))


def draw(
    layer: QgsVectorLayer,
    style: str,
    categories: QgsMapLayer.StyleCategory = QgsMapLayer.StyleCategory.Symbology,
) -> None:
    """Draw a layer as QML says; ``said`` is the part of it that counts."""
    document = QDomDocument()
    document.setContent(style)
    layer.importNamedStyle(document, categories)


def describe_layer(
    layer: QgsVectorLayer, made: QgsLayerMetadata, aliases: Mapping[str, str]
) -> None:
    """Give a layer that QGIS has loaded aliases, times and metadata, and tie it to its job."""
    for index, name in enumerate(layer.fields().names()):
        if name in aliases:
            layer.setFieldAlias(index, aliases[name])
    set_times(layer)
    layer.setMetadata(made)
    credit(layer)
    link(layer, links_of(layer))


def credit(layer: QgsMapLayer) -> None:
    """Name whose data a layer is where maps and printed pages look for it."""
    owners = layer.metadata().rights() or layer.metadata().licenses()
    layer.serverProperties().setAttribution("; ".join(owners))

"""Aliases with units, provenance, licence and styles of layers, in their files and when loaded."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from qgis.core import (
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
from qgis.PyQt.QtXml import QDomDocument

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.layers.geopackage_styles import DRIVING_SIDE, LEFT, RIGHT, store_styles
from trajganr_core.contract.tasks import AOI_CATEGORIES, COMMON_FIELDS
from trajganr_core.contract.tasks import Field as Column

from ..i18n import tr
from ..untrusted_text import literal, unmarked
from .links import link, links_of
from .temporal import set_times
from .when_loaded import when_loaded

SPARE_STYLE = "trajganr-spare"
#: The entry of a layer's metadata with what it contains: the English title of an output.
CONTENT = "content"
#: Columns of all layers of the worker except predictions.
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
        Column("headings", "Heading at each fix, clockwise from north", "°"),
        Column("piece", "Piece of a trip"),
        Column("rms_m", "Distance of its fixes to the path, root mean square", "m"),
        Column("share_matched", "Share of the trip's fixes that were matched"),
        Column("confidence", "Probability that a fix is on the path, mean"),
        Column("lon", "Measured longitude", "°"),
        Column("lat", "Measured latitude", "°"),
        Column("matched_lon", "Longitude on the road", "°"),
        Column("matched_lat", "Latitude on the road", "°"),
        Column("distance_m", "Distance along the path", "m"),
        Column("road_distance_m", "Distance from the road", "m"),
        Column("edge_offset_m", "Distance along the segment", "m"),
        Column("number", "Number in the path"),
        Column("enter_t", "Time at which the segment is entered"),
        Column("exit_t", "Time at which the segment is left"),
        Column("enter_m", "Position on the segment where it is entered", "m"),
        Column("exit_m", "Position on the segment where it is left", "m"),
        Column("inferred", "Between distant fixes"),
        Column("certain", "No other way is about as fast"),
        Column("osm_type", "OpenStreetMap type"),
        Column("oneway", "One-way"),
        Column("junction", "Junction"),
        Column("access", "Access"),
        Column("maxspeed", "Speed limit"),
        Column("lanes", "Lanes"),
        Column("signals", "Traffic signals"),
        Column("stop_signs", "Stop signs and give-way signs"),
        Column("crossings", "Pedestrian crossings"),
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
        Column("time_set", "Times of the week"),
        Column("passes", "Passes"),
        Column("vehicles", "Drivers or vehicles"),
        Column("passes_per_hour", "Passes in an hour with trips", "per hour"),
        Column("speed_kmh_low", "Speed, 90 % interval from", "km/h"),
        Column("speed_kmh_high", "Speed, 90 % interval to", "km/h"),
        Column("speed_p15_kmh", "Speed, 15th percentile", "km/h"),
        Column("speed_p15_kmh_low", "Speed, 15th percentile, 90 % interval from", "km/h"),
        Column("speed_p15_kmh_high", "Speed, 15th percentile, 90 % interval to", "km/h"),
        Column("speed_p50_kmh", "Speed, median", "km/h"),
        Column("speed_p50_kmh_low", "Speed, median, 90 % interval from", "km/h"),
        Column("speed_p50_kmh_high", "Speed, median, 90 % interval to", "km/h"),
        Column("speed_p85_kmh", "Speed, 85th percentile", "km/h"),
        Column("speed_p85_kmh_low", "Speed, 85th percentile, 90 % interval from", "km/h"),
        Column("speed_p85_kmh_high", "Speed, 85th percentile, 90 % interval to", "km/h"),
        Column("buffer_index", "Buffer index"),
        Column("buffer_index_low", "Buffer index, 90 % interval from"),
        Column("buffer_index_high", "Buffer index, 90 % interval to"),
        Column("planning_time_index", "Planning-time index"),
        Column("planning_time_index_low", "Planning-time index, 90 % interval from"),
        Column("planning_time_index_high", "Planning-time index, 90 % interval to"),
        Column("origin_fid", "Origin"),
        Column("destination_fid", "Destination"),
        Column("minutes", "Mean travel time", "min"),
        Column("minutes_low", "Mean travel time, interval from", "min"),
        Column("minutes_high", "Mean travel time, interval to", "min"),
        Column("drive_minutes_median", "Median of drives", "min"),
        Column("drive_minutes_low", "Nine of ten drives, from", "min"),
        Column("drive_minutes_high", "Nine of ten drives, to", "min"),
        Column("within_min", "Reached within", "min"),
        Column("from_min", "Not reached within", "min"),
        Column("area_km2", "Area", "km²"),
        Column("begin_min", "Travel time to the start of the part", "min"),
        Column("end_min", "Travel time to the end of the part", "min"),
        Column("free_flow_kmh", "Free-flow speed", "km/h"),
        Column("free_flow_of", "Times of the free-flow speed"),
        Column("chosen", "Chosen road: through, or then"),
        Column("share", "Share of the trips, 0 to 1"),
        Column("end", "Origin or destination"),
        Column("origin", "Zone where the trips begin"),
        Column("destination", "Zone where the trips end"),
        Column("district", "District of the road"),
        Column("known", "Known on both sides, or before or after only"),
        Column("trips_before", "Trips before"),
        Column("trips_after", "Trips after"),
        Column("vehicles_before", "Drivers or vehicles before"),
        Column("vehicles_after", "Drivers or vehicles after"),
        Column("speed_kmh_before", "Speed before", "km/h"),
        Column("speed_kmh_after", "Speed after", "km/h"),
        Column("speed_kmh_change", "Change of speed", "km/h"),
        Column("speed_kmh_change_low", "Change of speed, 90 % interval from", "km/h"),
        Column("speed_kmh_change_high", "Change of speed, 90 % interval to", "km/h"),
        Column("speed_p", "Change of speed, probability by chance"),
        Column("speed_q", "Change of speed, false-discovery rate"),
        Column("speed_changed", "Speed changed: up, down or no"),
        Column("trip_share_before", "Share of the trips before, 0 to 1"),
        Column("trip_share_after", "Share of the trips after, 0 to 1"),
        Column("trip_share_change", "Change of the share of the trips"),
        Column("trip_share_change_low", "Change of the share of the trips, 90 % interval from"),
        Column("trip_share_change_high", "Change of the share of the trips, 90 % interval to"),
        Column("popularity_p", "Change of popularity, probability by chance"),
        Column("popularity_q", "Change of popularity, false-discovery rate"),
        Column("popularity_changed", "Popularity changed: up, down or no"),
        Column("slowdown_mps2_before", "Slow-down intensity before", "m/s²"),
        Column("slowdown_mps2_after", "Slow-down intensity after", "m/s²"),
        Column("slowdown_mps2_change", "Change of slow-down intensity", "m/s²"),
        Column("slowdown_mps2_change_low", "Change of slow-down, 90 % interval from", "m/s²"),
        Column("slowdown_mps2_change_high", "Change of slow-down, 90 % interval to", "m/s²"),
        Column("slowdown_p", "Change of slow-down, probability by chance"),
        Column("slowdown_q", "Change of slow-down, false-discovery rate"),
        Column("slowdown_changed", "Slow-down changed: up, down or no"),
        Column("predicted_speed_kmh_before", "Predicted speed before", "km/h"),
        Column("predicted_speed_kmh_after", "Predicted speed after", "km/h"),
        Column("predicted_speed_kmh_change", "Change of predicted speed", "km/h"),
        Column("predicted_popularity_class_before", "Predicted class of popularity before"),
        Column("predicted_popularity_class_after", "Predicted class of popularity after"),
        Column("predicted_popularity_class_change", "Change of predicted class of popularity"),
        Column("predicted_slowdown_mps2_before", "Predicted slow-down intensity before", "m/s²"),
        Column("predicted_slowdown_mps2_after", "Predicted slow-down intensity after", "m/s²"),
        Column("predicted_slowdown_mps2_change", "Change of predicted slow-down", "m/s²"),
        Column("measure", "Compared measure"),
        Column("kind", "Kind of group: road class or district"),
        Column("group", "Road class or district"),
        Column("roads", "Compared roads"),
        Column("km", "Length of the compared roads", "km"),
        Column("roads_up", "Roads that are flagged as up"),
        Column("roads_down", "Roads that are flagged as down"),
        Column("change_p25", "Change, 25th percentile of the roads"),
        Column("change_median", "Change, median of the roads"),
        Column("change_p75", "Change, 75th percentile of the roads"),
        Column("day", "Weekday or weekend"),
        Column("hour", "Hour of the day, local time"),
        Column("trips_per_day", "Trips per weekday, or per day of weekends"),
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
    """The fields of an output without ``fid``, with aliases if it is a GeoPackage.

    QGIS warns of every alias that a format cannot store.

    Args:
        fields: of the layer that is written.
        output: the value of the parameter.
    """
    keeps_aliases = keeps_descriptions(output)
    written = QgsFields()
    for field in fields.toList():
        if not keeps_aliases:
            field.setAlias("")
        elif field.name() in COLUMNS:
            field.setAlias(alias(COLUMNS[field.name()]))
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
    styles: Mapping[str, str] | None = None,
    aliases: Mapping[str, str] | None = None,
) -> None:
    """Write metadata and styles of an algorithm's output, and apply them when it is loaded.

    Args:
        output: its id in QGIS, or the path of its file.
        about: the metadata.
        context, feedback: of the algorithm.
        styles: QML by titles, the default first; QGIS' own style if None or empty.
        aliases: by columns; :func:`known_aliases` if None.
    """
    if ".gpkg" in output.lower():
        try:
            save_description(output, about, styles or {})
        except TrajganrError as error:
            feedback.pushWarning(error.message)

    def show(layer: QgsVectorLayer) -> None:
        describe_layer(layer, about, known_aliases() if aliases is None else aliases)
        offer_styles(layer, styles or {})

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


def describe_layer(
    layer: QgsVectorLayer, about: QgsLayerMetadata, aliases: Mapping[str, str]
) -> None:
    """Set aliases, temporal properties, metadata, attribution and links of a loaded layer."""
    for index, name in enumerate(layer.fields().names()):
        if name in aliases:
            layer.setFieldAlias(index, aliases[name])
    set_times(layer)
    layer.setMetadata(about)
    credit(layer)
    link(layer, links_of(layer))


def credit(layer: QgsMapLayer) -> None:
    """Set the attribution that maps and print layouts show, from the metadata."""
    owners = layer.metadata().rights() or layer.metadata().licenses()
    layer.serverProperties().setAttribution(literal("; ".join(owners)))

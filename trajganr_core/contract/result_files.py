"""The files of each kind of job: their names, formats, tables, and columns with types.

The check of fetched files (:mod:`.received_files`) and the plugin share these declarations. A file,
table or column that is not declared is refused: who adds one to a writer declares it here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum

from .choices import EXPORT_LAYERS, VECTOR_SUFFIXES
from .results import (
    AreaReportResult,
    ChangesResult,
    EmbedResult,
    EvaluateResult,
    ExportResult,
    FetchOsmResult,
    FetchStreetViewResult,
    FilesResult,
    LabelsResult,
    LoadOsmResult,
    LoadTripsResult,
    MatchResult,
    ObserveResult,
    OdMatrixResult,
    PredictResult,
    ReportResult,
    RoutingExportResult,
    SelectLinkResult,
    TravelTimesResult,
    WebpageResult,
)
from .road_times import TIME_FIELDS, hour_columns
from .tasks import AOI_CATEGORIES, COMMON_FIELDS, TASKS, Kind

__all__ = ["ColumnType", "File", "Format", "Table", "declared_file"]

GEOPACKAGE, CSV = VECTOR_SUFFIXES["gpkg"], VECTOR_SUFFIXES["csv"]


class Format(Enum):
    """What is in a file."""

    GEOPACKAGE = "a GeoPackage"
    CSV = "a table of text"
    PARQUET = "GeoParquet"
    FLATGEOBUF = "FlatGeobuf"
    JSON = "JSON"
    PDF = "a PDF"
    ZIP = "an archive of pictures"
    OSM = "an OpenStreetMap extract"
    DOCUMENT = "a page of text and pictures"
    ROADS_PAGE = "a page with a map of roads"


class ColumnType(Enum):
    """What is in a column."""

    NUMBER = "numbers"
    TEXT = "texts"
    TIME = "times"
    FLAG = "yes or no"


#: Columns that are not numbers; a name means the same in every table.
TEXTS = frozenset(
    {
        *("direction", "highway", "name", "basis", "caution", "trip_id", "driver_id"),
        *("speeds", "headings", "times", "category", "osm_type", "tag", "path", "file", "image_id"),
        *("captured_at", "first", "last", "time_set", "free_flow_of", "chosen", "end", "day"),
        *("origin", "destination", "district", "known", "measure", "kind", "group"),
        *("popularity", "popularity_set", "aoi_main", "key", "value"),
        *(f"{task}_changed" for task in ("speed", "popularity", "slowdown")),
    }
)
TIMES = frozenset({"start_time", "end_time", "time", "enter_t", "exit_t"})
FLAGS = frozenset({"certain", "inferred", "makes_labels"})
#: Ends of the columns of an evaluation.
COMPARED = ("_true", "_predicted", "_residual")

ROAD = tuple(field.name for field in COMMON_FIELDS)
PERIOD = ("start_time", "end_time", "fixes")
TRIP = ("trip_id", "driver_id", *PERIOD)
PIECE = (*TRIP, "piece", "length_m", "rms_m", "share_matched", "confidence")
COUNTS = ("trip_count", "share", "vehicles")
INTERVAL = ("", "_low", "_high")
SPEED_LABELS = ("speed_kmh", "speed_ms", "speed_mph", "speed_knots")
LABELS = (
    *ROAD,
    *SPEED_LABELS,
    "speed_passes",
    *(
        name
        for task in TASKS.values()
        for name in (*task.labels, task.support, *task.counts, *task.extras)
    ),
)
PREDICTED = (
    *ROAD,
    *(field.name for task in TASKS.values() for field in task.fields),
    *hour_columns(),
)
#: A column of a time set: a usual name, and the time set's.
AT_TIMES = re.compile(rf"(?:{'|'.join(field.name for field in TIME_FIELDS)})_[a-z0-9_]+")
OBSERVED = tuple(
    f"{name}{end}"
    for name in (
        *("speed_kmh", "speed_p15_kmh", "speed_p50_kmh", "speed_p85_kmh"),
        *("buffer_index", "planning_time_index"),
    )
    for end in INTERVAL
)
CHANGED = (
    *(f"{name}_{side}" for name in ("trips", "vehicles") for side in ("before", "after")),
    *(
        f"{name}_{end}"
        for name in ("speed_kmh", "trip_share", "slowdown_mps2")
        for end in ("before", "after", "change", "change_low", "change_high")
    ),
    *(
        f"{name}_{end}"
        for name in ("speed", "popularity", "slowdown")
        for end in ("p", "q", "changed")
    ),
    *(
        f"predicted_{name}_{end}"
        for name in ("speed_kmh", "popularity_class", "slowdown_mps2")
        for end in ("before", "after", "change")
    ),
)
EVALUATED = tuple(
    f"{name}{end}"
    for task in TASKS.values()
    for name in (
        (task.fields[0].name, *(f"aoi_{each}" for each in AOI_CATEGORIES))
        if task.kind is Kind.DISTRIBUTION
        else (task.fields[0].name,)
    )
    for end in COMPARED
)
EMBEDDED = ("road_edge", "road_fid", "road_osm_id", "distance_m")
DIMENSION = re.compile(r"e_\d{3,5}")
#: What QGIS would evaluate.
EXPRESSION = re.compile(r"\[%.*%\]")
#: Tags of OpenStreetMap as columns.
TAG = re.compile(r"[a-z][a-z_:]*")


@dataclass(frozen=True)
class Table:
    """A table of a GeoPackage, or the columns of a CSV.

    Attributes:
        name: of the layer; '' for a CSV.
        columns: names that it may have, beside ``fid`` and the geometry.
        generated: what further names look like; None if there are none.
        has_own: whether columns of the user's own layer are passed on, whatever their names.
        texts: whether the generated ones are texts.
    """

    name: str
    columns: tuple[str, ...]
    generated: re.Pattern[str] | None = None
    has_own: bool = False
    texts: bool = False

    def type_of(self, column: str) -> ColumnType | None:
        """The type of a column; None if the table may not have it."""
        if column in self.columns:
            return type_of(column)
        if self.generated is not None and self.generated.fullmatch(column):
            return ColumnType.TEXT if self.texts else type_of(column)
        return None

    def may_be_own(self, column: str) -> bool:
        """Whether a column may be passed on from the user's layer; QGIS must not evaluate it."""
        is_own = self.has_own and column not in self.columns
        return is_own and column.isprintable() and not EXPRESSION.search(column)


def type_of(column: str) -> ColumnType:
    """The type of a declared column, by its name."""
    name = column.removesuffix("_true").removesuffix("_predicted")
    if name in TEXTS or name.startswith("basis_"):
        return ColumnType.TEXT
    if name in TIMES:
        return ColumnType.TIME
    return ColumnType.FLAG if name in FLAGS else ColumnType.NUMBER


@dataclass(frozen=True)
class File:
    """A file of a result.

    Attributes:
        name: what its name is, as a regular expression.
        format: of its content.
        tables: that it may have.
    """

    name: re.Pattern[str]
    format: Format
    tables: tuple[Table, ...] = ()


def _named(name: str, format: Format, *tables: Table) -> File:
    return File(re.compile(re.escape(name)), format, tables)


def _layer(layer: str, *tables: Table) -> Iterable[File]:
    """A layer in each of the formats of layers."""
    table = tables[0]
    csv = Table("", ("WKT", "fid", *table.columns), table.generated, table.has_own, table.texts)
    yield _named(layer + VECTOR_SUFFIXES["gpkg"], Format.GEOPACKAGE, *tables)
    yield _named(layer + VECTOR_SUFFIXES["csv"], Format.CSV, csv)
    yield _named(layer + VECTOR_SUFFIXES["geoparquet"], Format.PARQUET)
    yield _named(layer + VECTOR_SUFFIXES["flatgeobuf"], Format.FLATGEOBUF)


_PREDICTIONS = Table(PredictResult.LAYER, PREDICTED, AT_TIMES)
_EMBEDDINGS = Table(EmbedResult.LAYER, (*ROAD, *EMBEDDED, "wkt"), DIMENSION, has_own=True)
_OSM = _named(
    LoadOsmResult.FILE,
    Format.GEOPACKAGE,
    Table(LoadOsmResult.ROADS, ("osm_id",), TAG, texts=True),
    Table(LoadOsmResult.PLACES, ("osm_id", "osm_type", "name", "category", "tag")),
)
_EXPORTED = {
    "roads": Table("roads", (*ROAD, "reverse", "source", "target")),
    "trips": Table("trips", (*PIECE, "makes_labels", "times")),
    "images": Table(
        "images",
        (*ROAD, "image_id", "file", "heading", "captured_at", "offset_m", "distance_m"),
    ),
    "labels": Table("labels", LABELS),
    "predictions": _PREDICTIONS,
    "embeddings": _EMBEDDINGS,
}

#: The files of each result.
FILES: Mapping[type[FilesResult], tuple[File, ...]] = {
    LoadTripsResult: (
        _named(
            LoadTripsResult.FILE,
            Format.GEOPACKAGE,
            Table(LoadTripsResult.LAYER, (*TRIP, "speeds", "headings")),
        ),
    ),
    LoadOsmResult: (_OSM,),
    FetchOsmResult: (_OSM, _named(FetchOsmResult.EXTRACT, Format.OSM)),
    FetchStreetViewResult: (
        _named(FetchStreetViewResult.PICTURES, Format.ZIP),
        _named(
            FetchStreetViewResult.COVERAGE_FILE,
            Format.GEOPACKAGE,
            Table(
                FetchStreetViewResult.COVERAGE,
                ("images", "panoramas", "sequences", "first", "last"),
            ),
        ),
    ),
    MatchResult: (
        _named(
            MatchResult.FILE,
            Format.GEOPACKAGE,
            Table(MatchResult.PATHS, PIECE),
            Table(
                MatchResult.FIXES,
                (
                    *(*ROAD, "trip_id", "driver_id", "piece", "time", "lon", "lat", "speed_kmh"),
                    *("matched_lon", "matched_lat", "distance_m", "road_distance_m"),
                    "edge_offset_m",
                ),
            ),
            Table(
                MatchResult.EDGES,
                (
                    *(*ROAD, "trip_id", "piece", "number", "enter_t", "exit_t", "enter_m"),
                    *("exit_m", "inferred", "certain"),
                ),
            ),
        ),
    ),
    LabelsResult: (
        _named(LabelsResult.FILE, Format.GEOPACKAGE, Table(LabelsResult.LAYER, LABELS)),
    ),
    ObserveResult: (
        _named(
            ObserveResult.FILE,
            Format.GEOPACKAGE,
            Table(
                ObserveResult.LAYER,
                (
                    *(*ROAD, "time_set", "passes", "vehicles", "passes_per_hour"),
                    *(*OBSERVED, "free_flow_kmh", "free_flow_of"),
                ),
            ),
        ),
    ),
    SelectLinkResult: (
        _named(
            SelectLinkResult.FILE,
            Format.GEOPACKAGE,
            Table(SelectLinkResult.ROADS, (*ROAD, "time_set", "chosen", *COUNTS)),
            Table(SelectLinkResult.ENDS, ("time_set", "end", *COUNTS)),
            Table(SelectLinkResult.HOURS, ("time_set", "day", "hour", *COUNTS, "trips_per_day")),
        ),
    ),
    OdMatrixResult: (
        _named(
            OdMatrixResult.FILE,
            Format.GEOPACKAGE,
            Table(OdMatrixResult.MATRIX, ("time_set", "origin", "destination", *COUNTS)),
            Table(OdMatrixResult.LINES, ("time_set", "origin", "destination", *COUNTS)),
        ),
    ),
    ChangesResult: (
        _named(
            ChangesResult.FILE,
            Format.GEOPACKAGE,
            Table(ChangesResult.LAYER, (*ROAD, "district", "known", *CHANGED)),
            Table(
                ChangesResult.GROUPS,
                (
                    *("measure", "kind", "group", "roads", "km", "roads_up", "roads_down"),
                    *("change_p25", "change_median", "change_p75"),
                ),
            ),
        ),
    ),
    PredictResult: (
        _named(
            PredictResult.FILE,
            Format.GEOPACKAGE,
            Table(PredictResult.LAYER, PREDICTED, AT_TIMES, has_own=True),
        ),
    ),
    TravelTimesResult: (
        _named(
            TravelTimesResult.FILE,
            Format.GEOPACKAGE,
            Table(
                TravelTimesResult.TIMES,
                (
                    *("origin_fid", "destination_fid", "minutes", "minutes_low", "minutes_high"),
                    *("drive_minutes_median", "drive_minutes_low", "drive_minutes_high"),
                ),
            ),
            Table(
                TravelTimesResult.REACHED,
                (*ROAD, "origin_fid", "within_min", "begin_min", "end_min"),
            ),
            Table(
                TravelTimesResult.ISOCHRONES,
                ("origin_fid", "time_set", "from_min", "within_min", "area_km2"),
            ),
        ),
    ),
    EmbedResult: tuple(_layer(EmbedResult.LAYER, _EMBEDDINGS)),
    ExportResult: tuple(file for name in EXPORT_LAYERS for file in _layer(name, _EXPORTED[name])),
    RoutingExportResult: (
        _named(RoutingExportResult.CSV, Format.CSV, Table("", ROAD, AT_TIMES)),
        _named(RoutingExportResult.PARQUET, Format.PARQUET),
        File(re.compile(rf"{RoutingExportResult.OSRM}/[a-z0-9_]+\.csv"), Format.CSV),
        File(re.compile(rf"{RoutingExportResult.VALHALLA}/[0-9/]+\.csv"), Format.CSV),
    ),
    EvaluateResult: (
        _named(EvaluateResult.REPORT, Format.JSON),
        _named(
            EvaluateResult.FILE,
            Format.GEOPACKAGE,
            Table(EvaluateResult.LAYER, (*ROAD, *EVALUATED)),
        ),
    ),
    ReportResult: (_named(ReportResult.FILE, Format.DOCUMENT),),
    WebpageResult: (_named(WebpageResult.FILE, Format.ROADS_PAGE),),
    AreaReportResult: (_named(AreaReportResult.FILE, Format.PDF),),
}


def declared_file(kind: str, name: str) -> File | None:
    """What a job of a kind declares about a file of that name; None if it has no such file."""
    files = next((files for result, files in FILES.items() if result.kind == kind), ())
    return next((file for file in files if file.name.fullmatch(name)), None)

"""Files that jobs write: their formats, tables, and columns with types.

The check of fetched files (:mod:`..files.received_files`) and the plugin share these declarations.
A file, table or column that is not declared is refused: who adds one to a writer declares it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from ..options.choices import VECTOR_SUFFIXES
from ..tasks import COMMON_FIELDS

__all__ = [
    "CSV",
    "EXPRESSION",
    "FLAGS",
    "GEOPACKAGE",
    "PERIOD",
    "PIECE",
    "ROAD",
    "TEXTS",
    "TIMES",
    "TRIP",
    "ColumnType",
    "Format",
    "OutputFile",
    "Table",
    "layer_in_each_format",
    "named",
    "type_of",
]

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
ROAD = tuple(field.name for field in COMMON_FIELDS)
PERIOD = ("start_time", "end_time", "fixes")
TRIP = ("trip_id", "driver_id", *PERIOD)
PIECE = (*TRIP, "piece", "length_m", "rms_m", "share_matched", "confidence")
#: What QGIS would evaluate.
EXPRESSION = re.compile(r"\[%.*%\]")


@dataclass(frozen=True)
class Table:
    """A table of a GeoPackage, or the columns of a CSV.

    Attributes:
        name: of the layer; '' for a CSV.
        columns: names that it may have, beside ``fid`` and the geometry.
        generated: what further names look like; None if there are none.
        has_own: whether columns of the user's own layer are passed on, whatever their names.
        texts: whether the generated ones are texts.
        output: the name of the output of an algorithm that has the table as a layer.
        title, help: of this output, and of the layer.
        geometry: ``points``, ``lines`` or ``polygons``; empty for a table.
        is_optional: whether the output is left out unless somebody asks for it.
    """

    name: str
    columns: tuple[str, ...]
    generated: re.Pattern[str] | None = None
    has_own: bool = False
    texts: bool = False
    output: str = ""
    title: str = ""
    help: str = ""
    geometry: str = ""
    is_optional: bool = False

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
class OutputFile:
    """A file of a result.

    Attributes:
        name: what its name is, as a regular expression.
        format: of its content.
        tables: that it may have.
        output: the name of the output of an algorithm that has the whole file.
        title, help: of this output.
    """

    name: re.Pattern[str]
    format: Format
    tables: tuple[Table, ...] = ()
    output: str = ""
    title: str = ""
    help: str = ""


def named(name: str, format: Format, *tables: Table, **output: str) -> OutputFile:
    """A file that always has this name, with its tables, and what it is as an output."""
    return OutputFile(re.compile(re.escape(name)), format, tables, **output)


def layer_in_each_format(layer: str, *tables: Table) -> Iterable[OutputFile]:
    """A layer in each of the formats of layers."""
    table = tables[0]
    csv = Table("", ("WKT", "fid", *table.columns), table.generated, table.has_own, table.texts)
    yield named(layer + VECTOR_SUFFIXES["gpkg"], Format.GEOPACKAGE, *tables)
    yield named(layer + VECTOR_SUFFIXES["csv"], Format.CSV, csv)
    yield named(layer + VECTOR_SUFFIXES["geoparquet"], Format.PARQUET)
    yield named(layer + VECTOR_SUFFIXES["flatgeobuf"], Format.FLATGEOBUF)

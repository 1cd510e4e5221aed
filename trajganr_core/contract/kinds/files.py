"""Files that jobs write: their formats, and tables with their columns and styles.

The check of fetched files (:mod:`..files.received_files`) and the plugin share these declarations.
A file, table or column that is not declared is refused: who adds one to a writer declares it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from functools import cached_property
from typing import Any

from ..layers.columns import Column
from ..layers.styles import Style
from ..options.choices import VECTOR_SUFFIXES

GEOPACKAGE, CSV = VECTOR_SUFFIXES["gpkg"], VECTOR_SUFFIXES["csv"]


class Format(Enum):
    """What is in a file."""

    GEOPACKAGE = "a GeoPackage"
    CSV = "a table of text"
    PARQUET = "GeoParquet"
    FLATGEOBUF = "FlatGeobuf"
    JSON = "JSON"
    PDF = "a PDF"
    PNG = "a picture"
    ZIP = "an archive of pictures"
    FEEDS = "an archive of feeds"
    OSM = "an OpenStreetMap extract"
    OMX = "matrices"
    DOCUMENT = "a page of text and pictures"
    ROADS_PAGE = "a page with a map of roads"
    TILES = "vector tiles"


#: What QGIS would evaluate.
EXPRESSION = re.compile(r"\[%.*%\]")


@dataclass(frozen=True)
class Table:
    """A table of a GeoPackage, or the columns of a CSV.

    Attributes:
        name: of the layer; '' for a CSV.
        columns: that it may have, beside ``fid`` and the geometry.
        generated: gives a further column by its name, None for other names; None if there are none.
        has_own: whether columns of the user's own layer are passed on, whatever their names.
        styles: gives the styles of the layer, the default first, from the result of the job and the
            names of the layer's columns; None for QGIS' own style.
        output: the name of the output of an algorithm that has the table as a layer.
        title, help: of this output, and of the layer.
        geometry: ``points``, ``lines`` or ``polygons``; empty for a table.
        is_optional: whether the output is left out unless somebody asks for it.
    """

    name: str
    columns: tuple[Column, ...]
    generated: Callable[[str], Column | None] | None = None
    has_own: bool = False
    styles: Callable[[Any, Collection[str]], Iterable[Style]] | None = None
    output: str = ""
    title: str = ""
    help: str = ""
    geometry: str = ""
    is_optional: bool = False

    @cached_property
    def _by_name(self) -> dict[str, Column]:
        return {column.name: column for column in self.columns}

    def column(self, name: str) -> Column | None:
        """The declaration of a column; None if the table may not have it."""
        found = self._by_name.get(name)
        return self.generated(name) if found is None and self.generated else found

    def may_be_own(self, name: str) -> bool:
        """Whether a column may be passed on from the user's layer; QGIS must not evaluate it."""
        is_own = self.has_own and name not in self._by_name
        return is_own and name.isprintable() and not EXPRESSION.search(name)


@dataclass(frozen=True)
class OutputFile:
    """A file of a result.

    Attributes:
        name: what its name is, as a regular expression.
        format: of its content.
        tables: that it may have.
        output: the name of the output of an algorithm that has the whole file.
        title, help: of this output.
        asked_by: the options with which it is written, if somebody asks for its output; empty for a
            file that is always written.
    """

    name: re.Pattern[str]
    format: Format
    tables: tuple[Table, ...] = ()
    output: str = ""
    title: str = ""
    help: str = ""
    asked_by: Mapping[str, Any] = field(default_factory=dict)


def named(name: str, format: Format, *tables: Table, **output: Any) -> OutputFile:
    """A file that always has this name, with its tables, and what it is as an output."""
    return OutputFile(re.compile(re.escape(name)), format, tables, **output)


def matrices(name: str, help: str) -> OutputFile:
    """A file of matrices beside another file."""
    asked_by = {"format": "omx"}
    return named(name, Format.OMX, output="OMX", title="Matrices", help=help, asked_by=asked_by)


def layer_in_each_format(layer: str, *tables: Table) -> Iterable[OutputFile]:
    """A file of layers as GeoPackage; in each of the other formats, it has the first of them."""
    table = tables[0]
    columns = (Column("WKT"), Column("fid"), *table.columns)
    csv = replace(table, name="", columns=columns, styles=None, output="")
    yield named(layer + VECTOR_SUFFIXES["gpkg"], Format.GEOPACKAGE, *tables)
    yield named(layer + VECTOR_SUFFIXES["csv"], Format.CSV, csv)
    yield named(layer + VECTOR_SUFFIXES["geoparquet"], Format.PARQUET)
    yield named(layer + VECTOR_SUFFIXES["flatgeobuf"], Format.FLATGEOBUF)

"""Tables of any storage as Arrow batches of the columns that are asked for."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from contextlib import ExitStack
from typing import Any, Protocol

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq
from pyproj import CRS

from ...errors import Code, TrajganrError
from ..files import InputFile
from ..tables import csv_header, not_a_table
from .source import Dropped

__all__ = ["BATCH_ROWS", "GEOMETRY", "CsvRows", "ParquetRows", "Rows", "kind_of"]

#: The column of geometries, Well-Known Binary, in batches of rows that have them.
GEOMETRY = "\0geometry"
BATCH_ROWS = 1 << 16
#: A row must fit in a block; the longest polyline of the challenge is about 90 kB.
BLOCK_BYTES = 16 << 20
MISSING = ["", "NULL", "null", "NaN", "nan", "NA", "N/A", "None", "\\N"]


class Rows(Protocol):
    """A table.

    Attributes:
        where: what it is called in messages.
        names: of its columns, without that of geometries.
        geometry: ``point``, ``line`` or ``other``, ``mixed`` where the table does not say it, or
            empty where rows have none.
        crs: of the geometries, None where unknown.
    """

    where: str
    names: list[str]
    geometry: str
    crs: CRS | None

    def batches(
        self, names: Sequence[str], dropped: Dropped, rows: int = BATCH_ROWS
    ) -> Iterator[pa.RecordBatch]:
        """The columns, and that of geometries, from the beginning, about ``rows`` at a time."""


class CsvRows:
    """A CSV with a header; all values are text, whatever they look like."""

    def __init__(self, file: InputFile) -> None:
        self._file = file
        self.where = str(file)
        self.geometry = ""
        self.crs: CRS | None = None
        self.names, self._separator = csv_header(file)

    def batches(
        self, names: Sequence[str], dropped: Dropped, rows: int = BATCH_ROWS
    ) -> Iterator[pa.RecordBatch]:
        """The columns, a block of 16 MB at a time; rows of too few or many values are dropped.

        Raises:
            TrajganrError: ``INPUT.FORMAT`` for text that is not UTF-8 or a damaged zip.
        """
        chosen = [str(self.names.index(name)) for name in names]

        def drop(row: pyarrow.csv.InvalidRow) -> str:
            # A quotation mark that is never closed makes one row of many.
            dropped["rows with too few or too many values"] += row.text.count("\n") + 1
            return "skip"

        with self._file.open() as content:
            content.readline()
            if not content.peek(1):
                return
            try:
                batches = pyarrow.csv.open_csv(
                    content,
                    # By number, because a name may occur twice.
                    read_options=pyarrow.csv.ReadOptions(
                        block_size=BLOCK_BYTES,
                        column_names=[str(number) for number in range(len(self.names))],
                    ),
                    parse_options=pyarrow.csv.ParseOptions(
                        delimiter=self._separator, invalid_row_handler=drop
                    ),
                    convert_options=pyarrow.csv.ConvertOptions(
                        include_columns=list(dict.fromkeys(chosen)),
                        column_types=dict.fromkeys(chosen, pa.string()),
                        null_values=MISSING,
                        strings_can_be_null=True,
                    ),
                )
                for batch in batches:
                    yield pa.record_batch(
                        [batch.column(number) for number in chosen], names=list(names)
                    )
            except pa.ArrowInvalid as error:
                raise not_a_table(self._file, str(error)) from error


class ParquetRows:
    """A Parquet table of one or more files, GeoParquet if it says so.

    Raises:
        TrajganrError: ``INPUT.FORMAT`` for a damaged file or geometries that are not WKB.
    """

    def __init__(self, files: Sequence[InputFile]) -> None:
        self._files = files
        self.where = str(files[0])
        with ExitStack() as stack:
            schema = self._opened(files[0], stack).schema_arrow
        geo = json.loads((schema.metadata or {}).get(b"geo", b"{}"))
        self._geometry_column = geo.get("primary_column", "")
        column = geo.get("columns", {}).get(self._geometry_column, {})
        self.names = [name for name in schema.names if name != self._geometry_column]
        self.geometry = self._kind(column) if self._geometry_column else ""
        self.crs = _crs(column)

    def batches(
        self, names: Sequence[str], dropped: Dropped, rows: int = BATCH_ROWS
    ) -> Iterator[pa.RecordBatch]:
        """The columns, and that of geometries.

        Raises:
            TrajganrError: ``INPUT.FORMAT`` for a damaged file; ``INPUT.FIELD`` where another file
                of the table lacks a column.
        """
        columns = [*names, *([self._geometry_column] if self._geometry_column else [])]
        for file in self._files:
            with ExitStack() as stack:
                table = self._opened(file, stack)
                if missing := set(columns) - set(table.schema_arrow.names):
                    raise TrajganrError(
                        Code.INPUT_FIELD,
                        "{path} has no column {missing}, which {first} has.",
                        "Read files of different columns apart.",
                        path=str(file),
                        missing=", ".join(sorted(missing)),
                        first=self.where,
                    )
                try:
                    for batch in table.iter_batches(batch_size=rows, columns=columns):
                        yield pa.record_batch(
                            [batch.column(column) for column in columns],
                            names=[*names, *([GEOMETRY] if self._geometry_column else [])],
                        )
                except (pa.ArrowException, OSError) as error:
                    raise _not_parquet(file, error) from error

    def _opened(self, file: InputFile, stack: ExitStack) -> pq.ParquetFile:
        source: Any = file.path
        if file.member:
            source = pa.PythonFile(stack.enter_context(file.open()), mode="r")
        try:
            return stack.enter_context(pq.ParquetFile(source))
        except (pa.ArrowException, OSError) as error:
            raise _not_parquet(file, error) from error

    def _kind(self, column: dict[str, Any]) -> str:
        if column.get("encoding", "WKB") != "WKB":
            raise TrajganrError(
                Code.INPUT_FORMAT,
                "The geometries of {path} are stored as {encoding}.",
                "Save them as Well-Known Binary, the usual form of GeoParquet.",
                path=self.where,
                encoding=column["encoding"],
            )
        return kind_of({kind.split()[0] for kind in column.get("geometry_types", [])})


def kind_of(types: Collection[str]) -> str:
    """``point`` or ``line`` where all types of geometry are, ``mixed`` if not said, else ``other``.

    Args:
        types: of simple features, without Z and M.
    """
    if not types or "Unknown" in types:
        return "mixed"
    if set(types) <= {"Point", "MultiPoint"}:
        return "point"
    return "line" if set(types) <= {"LineString", "MultiLineString"} else "other"


def _crs(column: dict[str, Any]) -> CRS | None:
    """As GeoParquet has it: longitude and latitude unless it says otherwise."""
    known = column.get("crs", "OGC:CRS84")
    return None if known is None else CRS.from_user_input(known)


def _not_parquet(file: InputFile, error: Exception) -> TrajganrError:
    return TrajganrError(
        Code.INPUT_FORMAT,
        "{path} cannot be read as Parquet: {reason}",
        "Write the file again, or save the table as CSV or GeoPackage.",
        path=str(file),
        reason=str(error),
    )

"""Parquet as rows."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from ...errors import Code, TrajganrError
from ..files import InputFile
from ..layers import crs_of
from .rows import BATCH_ROWS, GEOMETRY, kind_of
from .source import Dropped

__all__ = ["ParquetRows"]


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
        try:
            geo = json.loads((schema.metadata or {}).get(b"geo", b"{}"))
            self._geometry_column = geo.get("primary_column", "")
            column = geo["columns"][self._geometry_column] if self._geometry_column else {}
            # Longitude and latitude unless it says otherwise.
            self.crs = crs_of(column.get("crs", "OGC:CRS84"))
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise _not_parquet(files[0], error) from error
        self.names = [name for name in schema.names if name != self._geometry_column]
        self.geometry = self._kind(column) if self._geometry_column else ""

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
                            [_filterable(batch.column(column)) for column in columns],
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


def _filterable(column: pa.Array) -> pa.Array:
    """Text that is stored as views (as Polars does) in the form that Arrow can work with."""
    return column.cast(pa.string()) if pa.types.is_string_view(column.type) else column


def _not_parquet(file: InputFile, error: Exception) -> TrajganrError:
    return TrajganrError(
        Code.INPUT_FORMAT,
        "{path} cannot be read as Parquet: {reason}",
        "Write the file again, or save the table as CSV or GeoPackage.",
        path=str(file),
        reason=str(error),
    )

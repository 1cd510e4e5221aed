"""Parquet as rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from ...contract.errors import Code, TrajganrError
from ...contract.records import plain_json
from ..files import InputFile, in_brackets
from ..layers import crs_of
from .rows import BATCH_ROWS, GEOMETRY, kind_of
from .source import Dropped

__all__ = ["ParquetRows"]

#: Longest repeated value, bytes: a batch has about 65,000 rows, which may all hold the same value.
MAX_DECODED_BYTES = 1 << 30


class ParquetRows:
    """A Parquet table of one or more files, or GeoParquet, by its metadata.

    Raises:
        TrajganrError: ``INPUT.FORMAT`` for a damaged file or geometries that are not WKB.
    """

    def __init__(self, files: Sequence[InputFile]) -> None:
        self._files = files
        self.where = str(files[0])
        self.share = 0.0
        with ExitStack() as stack:
            schema = self._opened(files[0], stack).schema_arrow
        try:
            geo = plain_json.loads((schema.metadata or {}).get(b"geo", b"{}"))
            self._geometry_column = geo.get("primary_column", "")
            column = geo["columns"][self._geometry_column] if self._geometry_column else {}
            # Longitude and latitude by default.
            self.crs = crs_of(column.get("crs", "OGC:CRS84"))
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise _not_parquet(files[0], error) from error
        self.names = [name for name in schema.names if name != self._geometry_column]
        self.geometry = self._kind(column) if self._geometry_column else ""

    def batches(
        self, names: Sequence[str], dropped: Dropped, rows: int = BATCH_ROWS
    ) -> Iterator[pa.RecordBatch]:
        """The columns and geometries.

        Raises:
            TrajganrError: ``INPUT.FORMAT`` for a damaged file; ``INPUT.FIELD`` if another file of
                the table lacks a column.
        """
        columns = [*names, *([self._geometry_column] if self._geometry_column else [])]
        for number, file in enumerate(self._files):
            with ExitStack() as stack:
                table = self._opened(file, stack)
                read, most = 0, max(table.metadata.num_rows, 1)
                if missing := set(columns) - set(table.schema_arrow.names):
                    raise TrajganrError(
                        Code.INPUT_FIELD,
                        "{path} has no column {missing}, which {first} has.",
                        "Load files with different columns separately.",
                        path=str(file),
                        missing=", ".join(sorted(missing)),
                        first=self.where,
                    )
                try:
                    for batch in table.iter_batches(batch_size=rows, columns=columns):
                        read += len(batch)
                        self.share = (number + read / most) / len(self._files)
                        yield pa.record_batch(
                            [_decoded(batch.column(name), name, str(file)) for name in columns],
                            names=[*names, *([GEOMETRY] if self._geometry_column else [])],
                        )
                except (pa.ArrowException, OSError) as error:
                    raise _not_parquet(file, error) from error

    def _opened(self, file: InputFile, stack: ExitStack) -> pq.ParquetFile:
        # Opened by Arrow itself: its threads would otherwise need the GIL, even at exit.
        path = stack.enter_context(file.unpacked())
        try:
            metadata = pq.read_metadata(path)
            return stack.enter_context(
                pq.ParquetFile(
                    path, metadata=metadata, pre_buffer=False, read_dictionary=_texts_in(metadata)
                )
            )
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


def _texts_in(metadata: pq.FileMetaData) -> list[str]:
    """String and binary columns, which stay dictionary-encoded until their size is checked."""
    if not metadata.num_row_groups:
        return []
    columns = map(metadata.row_group(0).column, range(metadata.num_columns))
    return [column.path_in_schema for column in columns if column.physical_type == "BYTE_ARRAY"]


def _decoded(column: pa.Array, name: str, where: str) -> pa.Array:
    """A column without dictionary encoding and string views (Polars), for Arrow's functions.

    Raises:
        TrajganrError: ``INPUT.FORMAT`` if repeated values are too long.
    """
    if pa.types.is_dictionary(column.type):
        lengths = pc.take(pc.binary_length(column.dictionary), column.indices)
        size = pc.sum(lengths).as_py() or 0
        if size > MAX_DECODED_BYTES:
            raise TrajganrError(
                Code.INPUT_FORMAT,
                "{path}: {rows:,} values of column {column} take {size:,} MB; at most {most:,} MB "
                "are read at once.",
                "Shorten the values, or write the file with fewer rows.",
                path=where,
                rows=len(column),
                column=name,
                size=size >> 20,
                most=MAX_DECODED_BYTES >> 20,
            )
        column = column.dictionary_decode()
    return column.cast(pa.string()) if pa.types.is_string_view(column.type) else column


def _not_parquet(file: InputFile, error: Exception) -> TrajganrError:
    return TrajganrError(
        Code.INPUT_FORMAT,
        "{path} cannot be read as Parquet: it is damaged or in another format ({reason}).",
        "Write the file again, or save the table as CSV or GeoPackage.",
        path=str(file),
        reason=in_brackets(error),
    )

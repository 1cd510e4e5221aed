"""CSV as rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pyarrow as pa
import pyarrow.csv
import shapely
from pyproj import CRS

from ...contract.texts.text import Text
from ..csv_blocks import row_blocks, tables_of_blocks, unreadable_rows
from ..files import InputFile
from ..tables import csv_header, skip_header
from .rows import BATCH_ROWS, GEOMETRY
from .source import Dropped

__all__ = ["CsvRows"]

MISSING = ["", "NULL", "null", "NaN", "nan", "NA", "N/A", "None", "\\N"]


class CsvRows:
    """A CSV with a header; all values are strings.

    ``wkt`` are accepted names, in lower case, of a column of Well-Known Text geometries.
    """

    def __init__(self, file: InputFile, wkt: Sequence[str] = ()) -> None:
        self._file = file
        self.where = str(file)
        self.crs: CRS | None = None
        self.share = 0.0
        self.names, self._separator = csv_header(file)
        self._columns = list(self.names)
        self._wkt = next((name for name in self.names if name.lower() in wkt), "")
        self.geometry = "mixed" if self._wkt else ""
        if self._wkt:
            self.names.remove(self._wkt)

    def batches(
        self, names: Sequence[str], dropped: Dropped, rows: int = BATCH_ROWS
    ) -> Iterator[pa.RecordBatch]:
        """The columns, in blocks of some MB; rows with too few or too many values are dropped.

        Raises:
            TrajganrError: ``INPUT.FORMAT`` for text that is not UTF-8, an unclosed quotation mark,
                or a damaged ZIP.
        """
        wanted = [*names, *([self._wkt] if self._wkt else [])]
        # By index, because names may occur twice.
        chosen = [str(self._columns.index(name)) for name in wanted]
        for batch in self._blocks(list(dict.fromkeys(chosen)), dropped):
            columns = [batch.column(number) for number in chosen]
            if self._wkt:
                columns[-1] = _binary(columns[-1])
            yield pa.record_batch(columns, names=[*names, *([GEOMETRY] if self._wkt else [])])

    def _blocks(self, chosen: list[str], dropped: Dropped) -> Iterator[pa.RecordBatch]:
        def drop(row: pyarrow.csv.InvalidRow) -> str:
            # A quotation mark that is closed too late merges several rows.
            dropped[Text("rows with too few or too many values")] += row.text.count("\n") + 1
            return "skip"

        with self._file.open() as content:
            if not skip_header(content):
                return
            try:
                for table in tables_of_blocks(
                    self._counted(row_blocks(self._file, content, self._separator)),
                    [str(number) for number in range(len(self._columns))],
                    self._separator,
                    drop,
                    include=chosen,
                    text=chosen,
                    missing=MISSING,
                ):
                    yield from table.combine_chunks().to_batches()
            except pa.ArrowInvalid as error:
                raise unreadable_rows(self._file, error) from error

    def _counted(self, blocks: Iterator[bytes]) -> Iterator[bytes]:
        size, read = self._file.unpacked_bytes, 0
        for block in blocks:
            read += len(block)
            self.share = min(read / size, 1.0) if size else 0.0
            yield block


def _binary(column: pa.Array) -> pa.Array:
    """Well-Known Text as Well-Known Binary; null where it cannot be read."""
    geometries = shapely.from_wkt(column.to_numpy(zero_copy_only=False), on_invalid="ignore")
    return pa.array(shapely.to_wkb(geometries, flavor="iso"), pa.binary())

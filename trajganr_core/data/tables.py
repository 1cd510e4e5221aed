"""CSV files, plain or zipped, read in Arrow batches."""

from __future__ import annotations

import zipfile
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import pandas as pd
import pyarrow as pa
import pyarrow.csv

from ..errors import Code, TrajganrError
from .files import existing_file, nothing_in

__all__ = ["csv_columns", "open_csv", "read_csv", "require_columns"]

#: A row must fit in a block; the longest polyline of the challenge is about 90 kB.
BLOCK_BYTES = 16 << 20


@contextmanager
def open_csv(
    path: Path, types: Mapping[str, pa.DataType]
) -> Iterator[pyarrow.csv.CSVStreamingReader]:
    """Batches of a CSV file, or of the one CSV in a zip.

    Args:
        path: the file.
        types: of the columns that must not be guessed.

    Raises:
        TrajganrError: ``INPUT.FORMAT`` for a file that is no CSV; ``INPUT.EMPTY`` for one
            without rows.
    """
    with _csv_bytes(path) as file:
        try:
            yield pyarrow.csv.open_csv(
                file,
                read_options=pyarrow.csv.ReadOptions(block_size=BLOCK_BYTES),
                convert_options=pyarrow.csv.ConvertOptions(column_types=types),
            )
        except pa.ArrowInvalid as error:
            raise TrajganrError(
                Code.INPUT_FORMAT,
                "{path} cannot be read as CSV: {reason}",
                "Correct the row, or save the table as CSV in UTF-8 with a header.",
                path=str(path),
                reason=str(error),
            ) from error


def csv_columns(path: Path) -> list[str]:
    """Names in the header of a CSV file, or of the one CSV in a zip.

    Raises:
        TrajganrError: ``INPUT.FORMAT`` when the first line is no text; ``INPUT.EMPTY``.
    """
    with _csv_bytes(path) as file:
        header = file.readline()
    if not header.strip():
        raise nothing_in(path)
    try:
        text = header.decode("utf-8-sig").strip()
    except UnicodeDecodeError as error:
        raise TrajganrError(
            Code.INPUT_FORMAT,
            "{path} is not a text table in UTF-8.",
            "Give a CSV file with a header, or a GeoPackage.",
            path=str(path),
        ) from error
    return [name.strip().strip('"') for name in text.split(",")]


def require_columns(path: Path, found: Collection[str], needed: Collection[str]) -> None:
    """Refuse a table that lacks a column.

    Raises:
        TrajganrError: ``INPUT.FIELD``, naming what is missing and what is there.
    """
    missing = [name for name in needed if name not in found]
    if missing:
        raise TrajganrError(
            Code.INPUT_FIELD,
            "{path} has no column {missing}; it has {found}.",
            "Rename the column, or choose another file.",
            path=str(path),
            missing=", ".join(missing),
            found=", ".join(found),
        )


@contextmanager
def _csv_bytes(path: Path) -> Iterator[IO[bytes]]:
    if not zipfile.is_zipfile(path):
        with path.open("rb") as file:
            yield file
        return
    with zipfile.ZipFile(path) as archive:
        tables = [name for name in archive.namelist() if name.lower().endswith(".csv")]
        if len(tables) != 1:
            raise TrajganrError(
                Code.INPUT_FORMAT,
                "{path} holds {count} CSV files.",
                "Give a zip with exactly one CSV file.",
                path=str(path),
                count=len(tables),
            )
        with archive.open(tables[0]) as file:
            yield file


def read_csv(path: Path, text: Collection[str] = ()) -> pd.DataFrame:
    """A small CSV file as a data frame.

    Args:
        path: the file, plain or zipped.
        text: columns that are text even where they look like numbers or times.

    Raises:
        TrajganrError: ``INPUT.NOT_FOUND``, ``INPUT.EMPTY``, ``INPUT.FORMAT``.
    """
    csv_columns(existing_file(path))
    with open_csv(path, dict.fromkeys(text, pa.string())) as batches:
        table = batches.read_all().to_pandas()
    if table.empty:
        raise nothing_in(path)
    return table

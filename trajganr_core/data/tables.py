"""CSV files: their header, and small ones as data frames."""

from __future__ import annotations

import csv
from collections.abc import Collection
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.csv

from ..errors import Code, TrajganrError
from .files import InputFile, input_files, nothing_in

__all__ = ["csv_header", "not_a_table", "read_csv", "require_columns"]

#: Where two split a header alike, the comma belongs to a name.
SEPARATORS = (";", "\t", "|", ",")
#: A header is within so many bytes.
HEADER_BYTES = 1 << 16


def csv_header(file: InputFile) -> tuple[list[str], str]:
    """Names in the first line of a CSV, and the separator between them: ``, ; |`` or a tab.

    Raises:
        TrajganrError: ``INPUT.FORMAT`` when the first line is no text; ``INPUT.EMPTY``.
    """
    line = file.head(HEADER_BYTES).partition(b"\n")[0]
    if not line.strip():
        raise nothing_in(file)
    try:
        text = line.decode("utf-8-sig").strip()
    except UnicodeDecodeError as error:
        raise not_a_table(file, "it is not a text in UTF-8.") from error
    if "\0" in text:
        raise not_a_table(file, "it is not a text in UTF-8.")
    try:
        columns = {separator: _split(text, separator) for separator in SEPARATORS}
    except csv.Error as error:
        raise not_a_table(file, str(error)) from error
    separator = max(SEPARATORS, key=lambda separator: len(columns[separator]))
    return [name.strip() for name in columns[separator]], separator


def read_csv(path: Path | InputFile, text: Collection[str] = ()) -> pd.DataFrame:
    """A small CSV file as a data frame.

    Args:
        path: the file, plain, in a zip, or a zip with only one CSV.
        text: columns that are text even where they look like numbers or times.

    Raises:
        TrajganrError: ``INPUT.NOT_FOUND``, ``INPUT.EMPTY``, ``INPUT.FORMAT``.
    """
    file = path if isinstance(path, InputFile) else _only_csv(path)
    names, separator = csv_header(file)
    try:
        with file.open() as content:
            content.readline()
            if not content.peek(1):
                raise nothing_in(path)
            table = pyarrow.csv.read_csv(
                content,
                read_options=pyarrow.csv.ReadOptions(column_names=names),
                parse_options=pyarrow.csv.ParseOptions(delimiter=separator),
                convert_options=pyarrow.csv.ConvertOptions(
                    column_types=dict.fromkeys(text, pa.string())
                ),
            )
    except pa.ArrowInvalid as error:
        raise not_a_table(file, str(error)) from error
    if not len(table):
        raise nothing_in(path)
    for column in table.schema:
        # Arrow leaves what is not UTF-8 as bytes.
        if pa.types.is_binary(column.type):
            raise not_a_table(file, f"column {column.name} is not a text in UTF-8.")
    return table.to_pandas()


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


def not_a_table(file: InputFile, reason: str) -> TrajganrError:
    """The error of a CSV that cannot be read."""
    return TrajganrError(
        Code.INPUT_FORMAT,
        "{path} cannot be read as CSV: {reason}",
        "Correct the row, or save the table as CSV in UTF-8 with a header.",
        path=str(file),
        reason=reason,
    )


def _only_csv(path: Path) -> InputFile:
    files = input_files(path)
    if len(files) > 1:
        files = [file for file in files if file.name.lower().endswith(".csv")]
    if len(files) != 1:
        raise TrajganrError(
            Code.INPUT_FORMAT,
            "{path} holds {count} CSV files.",
            "Give a zip with exactly one CSV file.",
            path=str(path),
            count=len(files),
        )
    return files[0]


def _split(line: str, separator: str) -> list[str]:
    return next(csv.reader([line], delimiter=separator, skipinitialspace=True))

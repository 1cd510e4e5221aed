"""CSV files: headers, and small files as data frames."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Collection, Iterable, Iterator
from io import BufferedReader
from pathlib import Path
from typing import TypeVar

import pandas as pd
import pyarrow as pa

from ..contract.errors import Code, TrajganrError
from ..contract.layers.spreadsheets import not_a_formula
from .csv_blocks import not_a_table, row_blocks, tables_of_blocks, unreadable_rows
from .files import InputFile, in_brackets, input_files, nothing_in

Frame = TypeVar("Frame", bound=pd.DataFrame)

#: Byte order marks of UTF-16, as written by spreadsheets.
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)

#: Separators by priority: the comma is last, because it may be part of a name.
SEPARATORS = (";", "\t", "|", ",")
#: Longest header, bytes.
HEADER_BYTES = 1 << 16
#: Largest table that is read whole: about ten million places or pictures.
MAX_TABLE_BYTES = 2 << 30


def csv_header(file: InputFile) -> tuple[list[str], str]:
    """Column names of a CSV, and the separator: ``, ; |`` or a tab.

    Raises:
        TrajganrError: ``INPUT.FORMAT`` when the first line is not text; ``INPUT.EMPTY``.
    """
    line, *_ = file.head(HEADER_BYTES).partition(b"\n")
    if not line.strip():
        raise nothing_in(file)
    if len(line) == HEADER_BYTES:
        raise not_a_table(file, f"its first line is longer than {HEADER_BYTES >> 10} kB.")
    try:
        text = line.decode("utf-8-sig").strip()
    except UnicodeDecodeError as error:
        raise not_utf_8(file) from error
    if "\0" in text:
        raise not_utf_8(file)
    try:
        columns = {
            separator: next(csv.reader([text], delimiter=separator, skipinitialspace=True))
            for separator in SEPARATORS
        }
    except csv.Error as error:
        raise not_a_table(file, f"its header is damaged ({in_brackets(error)}).") from error
    separator = max(SEPARATORS, key=lambda separator: len(columns[separator]))
    return [name.strip() for name in columns[separator]], separator


def not_utf_8(file: InputFile) -> TrajganrError:
    """The error for a table in another encoding."""
    return not_a_table(file, "it is not text in UTF-8.")


def skip_header(content: BufferedReader) -> bool:
    """Skip the header line; returns whether there is one."""
    content.readline(HEADER_BYTES)
    return bool(content.peek(1))


def read_csv(path: Path | InputFile, text: Collection[str] = ()) -> pd.DataFrame:
    """A small CSV file, or the only one of a ZIP, as a data frame.

    Columns in ``text`` are read as strings even if they look like numbers or times.

    Raises:
        TrajganrError: ``INPUT.NOT_FOUND``, ``INPUT.EMPTY``, ``INPUT.FORMAT``.
    """
    file = path if isinstance(path, InputFile) else _only_csv(path)
    names, separator = csv_header(file)
    try:
        with file.open() as content:
            if not skip_header(content):
                raise nothing_in(path)
            # As one block, so that each column has a single type.
            rows = b"".join(_limited(file, row_blocks(file, content, separator)))
            tables = tables_of_blocks(iter([rows]), names, separator, text=text)
            table = next(tables)
    except pa.ArrowInvalid as error:
        raise unreadable_rows(file, error) from error
    if not len(table):
        raise nothing_in(path)
    for column in table.schema:
        # Arrow reads strings that are not UTF-8 as bytes.
        if pa.types.is_binary(column.type):
            raise not_a_table(file, f"column {column.name} is not text in UTF-8.")
    return table.to_pandas()


def _limited(file: InputFile, blocks: Iterable[bytes]) -> Iterator[bytes]:
    size = 0
    for block in blocks:
        size += len(block)
        if size > MAX_TABLE_BYTES:
            raise TrajganrError(
                Code.INPUT_FORMAT,
                "{path} is larger than {most} MB, the limit for this table.",
                "Save it as GeoPackage, or use a part of it.",
                path=str(file),
                most=MAX_TABLE_BYTES >> 20,
            )
        yield block


def require_columns(path: Path, names: Collection[str], needed: Collection[str]) -> None:
    """Refuse a table that lacks a column.

    Raises:
        TrajganrError: ``INPUT.FIELD``, naming the missing and the existing columns.
    """
    missing = [name for name in needed if name not in names]
    if missing:
        raise missing_field(path, ", ".join(missing), names)


def missing_field(source: Path | str, field: str, names: Collection[str]) -> TrajganrError:
    """The error for a table or layer without a field; ``names`` are the existing ones."""
    return TrajganrError(
        Code.INPUT_FIELD,
        "{path} has no field {field}; it has {names}.",
        "Choose one of its fields, or rename the field.",
        path=str(source),
        field=field,
        names=", ".join(map(str, names)) or "none",
    )


def _only_csv(path: Path) -> InputFile:
    files = input_files(path)
    if len(files) > 1:
        files = [file for file in files if file.name.lower().endswith(".csv")]
    if len(files) != 1:
        raise TrajganrError(
            Code.INPUT_FORMAT,
            "{path} contains {count} CSV files.",
            "Use a ZIP with exactly one CSV file.",
            path=str(path),
            count=len(files),
        )
    return files[0]


def without_formulas(frame: Frame) -> Frame:
    """A table for a CSV file: texts and names of columns that no spreadsheet evaluates."""
    texts = frame.select_dtypes(["object", "string", "category"]).columns
    safe = {name: frame[name].astype(object).map(not_a_formula) for name in texts}
    return frame.assign(**safe).rename(columns=not_a_formula)

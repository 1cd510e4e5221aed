"""CSV text in blocks of whole rows, and each block as an Arrow table.

Arrow reads a Python file in its own threads, which may still be reading when the interpreter
exits, and that aborts the process. So files are read here, in the calling thread, and Arrow gets
bytes. Splitting at row ends also detects a quotation mark that is never closed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import cache
from io import BufferedReader

import numpy as np
import pyarrow as pa
import pyarrow.csv

from ..contract.errors import Code, TrajganrError
from .files import InputFile, in_brackets

BLOCK_BYTES = 4 << 20
#: A line may hold a vehicle's whole day; the longest polyline of the challenge is about 90 kB.
MAX_ROW_BYTES = 64 << 20
QUOTE = b'"'


def row_blocks(
    file: InputFile, content: BufferedReader, separator: str, *, first_line: int = 2
) -> Iterator[bytes]:
    """The rows after the header, some MB at a time; blocks contain whole rows.

    ``content`` is open after its header; ``first_line`` is the number of the first row's line.

    Raises:
        TrajganrError: ``INPUT.FORMAT`` for an unclosed quotation mark or a row longer
            than :data:`MAX_ROW_BYTES`.
    """
    rows = b""
    line = first_line
    while chunk := content.read(BLOCK_BYTES):
        rows += chunk
        end = _end_of_rows(rows, separator)
        if end:
            _refuse_open_quote(file, rows[:end], separator, line)
            yield rows[:end]
            line += rows.count(b"\n", 0, end)
            rows = rows[end:]
        elif len(rows) > MAX_ROW_BYTES:
            _refuse_open_quote(file, rows, separator, line)
            raise not_a_table(
                file, f"line {line} is longer than {MAX_ROW_BYTES >> 20} MB, the longest read."
            )
    _refuse_open_quote(file, rows, separator, line)
    if rows.strip():
        yield rows


def tables_of_blocks(
    blocks: Iterator[bytes],
    columns: Sequence[str],
    separator: str,
    on_bad_row: Callable[[pyarrow.csv.InvalidRow], str] | None = None,
    *,
    include: Sequence[str] = (),
    text: Collection[str] = (),
    missing: Sequence[str] | None = None,
) -> Iterator[pa.Table]:
    """Each block as a table.

    Args:
        blocks: of whole rows.
        columns: the names of all columns.
        separator: of values.
        on_bad_row: handles rows with too few or too many values.
        include: the columns to read; all if empty.
        text: columns that are read as text.
        missing: strings that are read as null; Arrow's defaults if None.

    Raises:
        pyarrow.ArrowInvalid: for unreadable rows.
    """
    types = dict.fromkeys(text, pa.string())
    nulls = {} if missing is None else {"null_values": missing, "strings_can_be_null": True}
    for block in blocks:
        yield pyarrow.csv.read_csv(
            pa.BufferReader(block),
            read_options=pyarrow.csv.ReadOptions(
                block_size=len(block) + 1, column_names=list(columns)
            ),
            parse_options=pyarrow.csv.ParseOptions(
                delimiter=separator, newlines_in_values=True, invalid_row_handler=on_bad_row
            ),
            convert_options=pyarrow.csv.ConvertOptions(
                include_columns=list(include), column_types=types, **nulls
            ),
        )


def not_a_table(file: InputFile, reason: str) -> TrajganrError:
    """The error for a CSV that cannot be read."""
    return TrajganrError(
        Code.INPUT_FORMAT,
        "{path} cannot be read as CSV: {reason}",
        "Correct the row, or save the table as CSV in UTF-8 with a header.",
        path=str(file),
        reason=reason,
    )


def unreadable_rows(file: InputFile, error: Exception) -> TrajganrError:
    """The error for rows that Arrow cannot read."""
    return not_a_table(
        file,
        f"a row has too many or too few values, or text that is not UTF-8 ({in_brackets(error)}).",
    )


def _end_of_rows(rows: bytes, separator: str) -> int:
    """Offset of the end of the last whole row; 0 if there is none."""
    end = rows.rfind(b"\n") + 1
    # After an even number of quotation marks, a line end is not within a quoted value.
    if rows.count(QUOTE, 0, end) % 2 == 0:
        return end
    return _quoted(separator).sub(lambda value: b"-" * len(value[0]), rows).rfind(b"\n") + 1


def _refuse_open_quote(file: InputFile, rows: bytes, separator: str, line: int) -> None:
    """Refuse a quoted value that does not end, or ends where another one should begin."""
    if not _has_quoted_line_end(rows):
        return
    for value in _quoted(separator).finditer(rows):
        if not value["end"] or (b"\n" in value[0] and value["more"]):
            line += rows.count(b"\n", 0, value.start())
            text = value[0][:40].partition(b"\n")[0].decode("utf-8", errors="replace")
            raise TrajganrError(
                Code.INPUT_FORMAT,
                "{path} has a quotation mark in line {line} that is not closed: {text!r}.",
                "Close the quotation mark or remove it.",
                path=str(file),
                line=line,
                text=text,
            )


def _has_quoted_line_end(rows: bytes) -> bool:
    """Whether a line may end within a quoted value; false positives are possible."""
    if QUOTE not in rows:
        return False
    characters = np.frombuffer(rows, dtype=np.uint8)
    marks = np.flatnonzero(characters == ord(QUOTE))
    line_ends = np.r_[np.flatnonzero(characters == ord(b"\n")), len(rows)]
    return bool((np.searchsorted(marks, line_ends) % 2).any())


@cache
def _quoted(separator: str) -> re.Pattern[bytes]:
    """Pattern of quoted values at the start of a value.

    The last value may have no ``end``; group ``more`` is text after it that is not a separator.
    """
    mark = re.escape(separator.encode())
    begin = rb"(?<![^\r\n" + mark + rb'])"[^"]*+(?:""[^"]*+)*+'
    return re.compile(begin + rb'(?P<end>"?)(?P<more>(?<=")[ ]*+[^ \r\n' + mark + rb"])?")

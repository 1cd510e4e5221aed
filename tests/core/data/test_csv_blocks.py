"""CSV text in blocks of whole rows."""

from __future__ import annotations

import csv
import io
import threading
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading import read

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.data import csv_blocks
from trajganr_core.data.csv_blocks import row_blocks
from trajganr_core.data.files import InputFile

VALUES = st.text(st.sampled_from('ab,"\n; '), max_size=6)


def blocks_of(text: str, size: int, separator: str = ",") -> list[str]:
    """The blocks of a text that is read so many bytes at a time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(csv_blocks, "BLOCK_BYTES", size)
        content = io.BufferedReader(io.BytesIO(text.encode()))  # type: ignore[arg-type]
        found = row_blocks(InputFile(Path("a.csv")), content, separator)
        return [block.decode() for block in found]


@settings(max_examples=200)
@given(
    st.lists(st.lists(VALUES, min_size=3, max_size=3), min_size=1),
    st.integers(1, 40),
    st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]),
)
def test_no_block_cuts_a_row(rows: list[list[str]], size: int, quoting: int) -> None:
    text = io.StringIO()
    csv.writer(text, quoting=quoting, lineterminator="\n").writerows(rows)
    blocks = blocks_of(text.getvalue(), size)
    assert "".join(blocks) == text.getvalue()
    assert [row for block in blocks for row in csv.reader(io.StringIO(block))] == rows


@given(st.integers(1, 40))
def test_a_mark_within_a_value_is_a_character(size: int) -> None:
    text = 'a,5" pipe\n' * 7
    assert "".join(blocks_of(text, size)) == text


@pytest.mark.malformed
@given(st.integers(1, 40), st.sampled_from(['"open', 'a,"', 'a,"b""']))
def test_a_mark_that_is_not_closed_is_refused_by_its_line(size: int, row: str) -> None:
    with pytest.raises(TrajganrError) as error:
        blocks_of(f'a,"b\nc"\n{row}\nd,e\n', size)
    assert (error.value.code, error.value.parameters["line"]) == (Code.INPUT_FORMAT, 4)


@pytest.mark.malformed
def test_a_row_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_blocks, "MAX_ROW_BYTES", 100)
    with pytest.raises(TrajganrError, match="line 3 is longer") as error:
        blocks_of("a,b\n" + "x" * 10_000, 50)
    assert error.value.code is Code.INPUT_FORMAT


@pytest.mark.parametrize("end", ["a,9,1,2\n", "x" * 1_000_000])
def test_files_are_read_in_the_calling_thread(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, end: str
) -> None:
    """Another thread may still be reading when the interpreter ends, which aborts the process."""
    monkeypatch.setattr(csv_blocks, "BLOCK_BYTES", 1000)
    monkeypatch.setattr(csv_blocks, "MAX_ROW_BYTES", 10_000)
    monkeypatch.setattr("trajganr_core.data.files.BUFFER_BYTES", 1000)
    threads = set()

    class Watched(io.FileIO):
        def readinto(self, buffer: bytearray) -> int | None:  # type: ignore[override]
            threads.add(threading.get_ident())
            return super().readinto(buffer)

    path = tmp_path / "a.csv"
    path.write_text("trip,t,lon,lat\n" + "a,0,1,2\n" * 1000 + end)
    monkeypatch.setattr(Path, "open", lambda self, mode: io.BufferedReader(Watched(self)))
    try:
        read(path)
    except TrajganrError as error:
        assert error.code is Code.INPUT_FORMAT
    assert threads == {threading.get_ident()}

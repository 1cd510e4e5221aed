"""Frames come out of a pipe as they went in; nothing else does."""

from __future__ import annotations

import io

import pytest

from trajganr_worker.processes.frames import read_frame, write_frame


def test_parts_of_any_bytes_come_as_they_were_written() -> None:
    pipe = io.BytesIO()
    frames = [[b"{}"], [b"a\nb", b"", b"\0\xff"]]
    for parts in frames:
        write_frame(pipe, parts)
    pipe.seek(0)
    assert [read_frame(pipe, 100), read_frame(pipe, 100), read_frame(pipe, 100)] == [*frames, []]


def test_a_frame_that_is_cut_is_the_end() -> None:
    assert read_frame(io.BytesIO(b"2 3\nabcd"), 100) == []
    assert read_frame(io.BytesIO(b"2 3"), 100) == []


@pytest.mark.parametrize("raw", [b"\n", b"x\n", b"-1\n", b"60 60\n", b"9" * 5000, b"1" * 5000])
def test_an_invalid_or_too_large_frame_is_refused(raw: bytes) -> None:
    with pytest.raises(ValueError):
        read_frame(io.BytesIO(raw), 100)

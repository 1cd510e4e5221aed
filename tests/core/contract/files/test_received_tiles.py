"""Vector tiles of a worker have their parts in their places, and owners that are a text."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from fake_data import no_tiles

from trajganr_core.contract.errors import TrajganrError
from trajganr_core.contract.files import received_tiles
from trajganr_core.contract.files.received_files import declared, receive

FINE = no_tiles("© people")


def is_received(path: Path, content: bytes) -> bool:
    """Whether a page's tiles with this content are accepted."""
    path.write_bytes(content)
    try:
        receive(declared("webpage", "roads.pmtiles"), path.name, path, lambda: None)
    except TrajganrError as error:
        assert error.code == "INPUT.FORMAT"
        return False
    return True


@pytest.mark.parametrize(
    ("at", "value"),
    [
        (0, b"SQLite format 3\0"),
        (7, b"\2"),  # of another version
        (24, b"\xff" * 16),  # metadata elsewhere
        (56, b"\0"),  # tiles over the header
        (98, b"\3"),  # tiles in Brotli
        (99, b"\2"),  # pictures
        (140, b"\0\0\0\0"),  # damaged metadata
        (len(FINE), b"more"),
    ],
)
def test_anything_else_in_the_file_is_refused(at: int, value: bytes, tmp_path: Path) -> None:
    assert is_received(tmp_path / "a", FINE)
    assert not is_received(tmp_path / "a", FINE[:at] + value + FINE[at + len(value) :])
    assert not is_received(tmp_path / "a", FINE[:-1])


@pytest.mark.parametrize("owners", ["<script>1</script>", "<a href=javascript:1>", 7, None])
def test_owners_that_would_become_markup_are_refused(owners: object, tmp_path: Path) -> None:
    assert not is_received(tmp_path / "a", no_tiles(owners))


def test_metadata_that_unpack_to_too_much_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = no_tiles(" " * 10_000)
    assert len(gzip.compress(b" " * 10_000)) < 500
    assert is_received(tmp_path / "a", content)
    monkeypatch.setattr(received_tiles, "MAX_METADATA", 500)
    assert not is_received(tmp_path / "a", content)

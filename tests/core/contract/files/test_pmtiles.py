"""Files of vector tiles, read by the package ``pmtiles``."""

from __future__ import annotations

import gzip
import itertools
import json
import random
from pathlib import Path

import pytest

from trajganr_core.contract.files import pmtiles as ours
from trajganr_core.contract.files.pmtiles import check_pmtiles, tile_number, write_pmtiles
from trajganr_core.contract.files.refused_file import RefusedFileError

reader = pytest.importorskip("pmtiles.reader", reason="the package pmtiles is not installed")
ABOUT = {"attribution": "© people", "vector_layers": []}
BOUNDS = (-9.0, 41.0, -8.0, 42.5)


def written(path: Path, count: int, **about: object) -> dict[int, bytes]:
    """A file of so many tiles of any contents."""
    chance = random.Random(0)
    steps = itertools.accumulate(chance.choices(range(1, 2000), k=count))
    tiles = {number: chance.randbytes(chance.randrange(1, 500)) for number in steps}
    write_pmtiles(path, tiles.items(), ABOUT | about, (0, 13), BOUNDS)
    return tiles


@pytest.mark.parametrize("count", [1, 9000])
def test_another_reader_finds_every_tile_also_through_leaves(count: int, tmp_path: Path) -> None:
    tiles = written(tmp_path / "a.pmtiles", count)
    content = (tmp_path / "a.pmtiles").read_bytes()
    source = reader.MemorySource(content)
    head = reader.Reader(source).header()
    assert bool(head["leaf_directory_length"]) == (count > 1)
    assert head["root_length"] + ours.HEADER.size <= 16384
    assert (head["min_zoom"], head["max_zoom"], head["clustered"]) == (0, 13, True)
    assert (head["min_lon_e7"], head["max_lat_e7"]) == (-90_000_000, 425_000_000)
    assert reader.Reader(source).metadata() == ABOUT
    found = [tile for _, tile in reader.all_tiles(source)]
    assert found == list(tiles.values())
    zoom, column, row = reader.tileid_to_zxy(max(tiles))
    assert reader.Reader(source).get(zoom, column, row) == tiles[max(tiles)]
    check_pmtiles(tmp_path / "a.pmtiles")


def test_tiles_have_the_numbers_of_the_specification() -> None:
    chance = random.Random(0)
    for zoom in range(20):
        column, row = chance.randrange(1 << zoom), chance.randrange(1 << zoom)
        assert reader.tileid_to_zxy(tile_number(zoom, column, row)) == (zoom, column, row)


def change(path: Path, at: int, value: bytes) -> None:
    content = bytearray(path.read_bytes())
    content[at : at + len(value)] = value
    path.write_bytes(content)


@pytest.mark.parametrize(
    ("at", "value"),
    [
        (0, b"SQLite format 3\0"),
        (7, b"\2"),  # of another version
        (24, b"\xff" * 16),  # metadata elsewhere
        (56, b"\0"),  # tiles over the header
        (98, b"\3"),  # tiles in Brotli
        (99, b"\2"),  # pictures
    ],
)
def test_a_header_of_another_kind_is_refused(at: int, value: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.pmtiles"
    written(path, 3)
    change(path, at, value)
    with pytest.raises(RefusedFileError):
        check_pmtiles(path)


@pytest.mark.parametrize("owners", ["<script>1</script>", "<a href=javascript:1>", 7, None])
def test_owners_that_would_become_markup_are_refused(owners: object, tmp_path: Path) -> None:
    written(tmp_path / "a.pmtiles", 3, attribution=owners)
    with pytest.raises(RefusedFileError):
        check_pmtiles(tmp_path / "a.pmtiles")


@pytest.mark.parametrize(
    "metadata",
    [b"nothing", gzip.compress(b"[" * 10**6), gzip.compress(json.dumps([1]).encode())],
)
def test_metadata_that_are_damaged_are_refused(
    metadata: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    packed = ours._packed
    monkeypatch.setattr(ours, "_packed", lambda text: metadata if b"own" in text else packed(text))
    written(tmp_path / "a.pmtiles", 3, own=1)
    with pytest.raises(RefusedFileError):
        check_pmtiles(tmp_path / "a.pmtiles")


def test_metadata_that_unpack_to_too_much_are_refused(tmp_path: Path) -> None:
    written(tmp_path / "a.pmtiles", 3, name=" " * (ours.MAX_METADATA + 1))
    with pytest.raises(RefusedFileError):
        check_pmtiles(tmp_path / "a.pmtiles")

"""Edges of Valhalla's tiles, from bytes that were put together by hand."""

from __future__ import annotations

import gzip
from pathlib import Path

import numpy as np
import pytest
from small_tiles import Edge, tile, write_archive

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.routing.valhalla_tiles import read_tiles

LINE = [(41_150_000, -8_610_000), (41_151_000, -8_610_500), (41_151_000, -8_612_000)]


def test_edges_have_their_way_and_their_line_in_the_direction_of_travel(tmp_path: Path) -> None:
    edges = [Edge(7_000_000_123, LINE, names=2), Edge(7_000_000_123, LINE, is_forward=False)]
    archive = write_archive(tmp_path / "tiles.tar", ("2/000/755/245.gph", tile(2, 755245, edges)))
    (found,) = read_tiles(archive)
    assert (found.level, found.tile, found.path) == (2, 755245, "2/000/755/245")
    assert found.name(1) == "2/755245/1"
    pieces = found.pieces
    assert pieces.lines == 2
    assert pieces.line.tolist() == [0, 0, 1, 1]
    assert pieces.way.tolist() == [7_000_000_123] * 4
    there = [[-8.61, 41.15], [-8.6105, 41.151], [-8.612, 41.151]]
    np.testing.assert_allclose(pieces.begin, [*there[:2], *there[:0:-1]], atol=1e-9)
    np.testing.assert_allclose(pieces.end, [*there[1:], *there[1::-1]], atol=1e-9)


def test_tiles_of_main_roads_have_shorter_paths(tmp_path: Path) -> None:
    archive = write_archive(tmp_path / "t.tar", ("0.gph", tile(0, 2922, [Edge(1, LINE)])))
    (found,) = read_tiles(archive)
    assert found.path == "0/002/922"


def test_a_tile_without_edges_has_no_pieces(tmp_path: Path) -> None:
    (found,) = read_tiles(write_archive(tmp_path / "t.tar", ("1.gph", tile(1, 3, []))))
    assert (found.pieces.lines, len(found.pieces.begin)) == (0, 0)


@pytest.mark.parametrize(
    "fault", ["release", "cut", "no tile", "no archive", "no room", "far", "compressed"]
)
def test_other_files_are_refused_with_what_to_do(tmp_path: Path, fault: str) -> None:
    line = [*LINE, (1 << 80, 0)] if fault == "far" else LINE
    content = bytearray(tile(2, 1, [Edge(1, line)]))
    if fault == "release":
        content[16:17] = b"2"
    if fault == "no room":
        content[43:45] = b"\xff\xff"
    path = write_archive(
        tmp_path / "t.tar",
        ("a.txt" if fault == "no tile" else "a.gph", content[:-3] if fault == "cut" else content),
    )
    if fault == "no archive":
        path.write_bytes(b"roads")
    if fault == "compressed":
        path.write_bytes(gzip.compress(path.read_bytes()))
    with pytest.raises(TrajganrError) as caught:
        list(read_tiles(path))
    assert caught.value.code == Code.INPUT_FORMAT
    assert "valhalla_build_tiles" in str(caught.value.to_dict())


def test_a_missing_archive_is_named(tmp_path: Path) -> None:
    with pytest.raises(TrajganrError) as caught:
        list(read_tiles(tmp_path / "none.tar"))
    assert caught.value.code == Code.INPUT_NOT_FOUND

"""Splits of roads into training and held-out parts."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.options.choices import FOLDS, SPLITS
from trajganr_core.data.roads.network import Network, road_of_edge
from trajganr_core.data.roads.noding import node_parts, parts_of_lines
from trajganr_core.evaluation.splits import BLOCK_M, PARTS, split_edges
from trajganr_core.utils.study_area import StudyArea

AREA = StudyArea(-8.63, 41.14, -8.58, 41.175)


def grid(side: int, spacing_m: float) -> Network:
    """A network of streets that cross every ``spacing_m``; every third runs one way."""
    ticks = spacing_m * (np.arange(side) - (side - 1) / 2)
    streets = [np.column_stack([ticks, np.full(side, y)]) for y in ticks]
    streets += [street[:, ::-1] for street in streets]
    lines = np.array([shapely.LineString(AREA.to_geographic(street)) for street in streets])
    text = np.full(len(lines), "", dtype=object)
    oneway = (np.arange(len(lines)) % 3 == 0).astype(np.int8)
    fid = np.arange(len(lines))
    return node_parts(parts_of_lines(lines), AREA, fid=fid, oneway=oneway, highway=text, name=text)


@pytest.fixture(scope="module")
def network() -> Network:
    return grid(side=24, spacing_m=130.0)


@pytest.mark.parametrize("kind", SPLITS)
def test_over_the_folds_every_road_is_tested_once(network: Network, kind: str) -> None:
    tested = np.zeros(len(network), dtype=int)
    for fold in range(FOLDS):
        tested[split_edges(network, AREA, kind, fold, seed=1).edges("test")] += 1
    assert (tested == 1).all()


@pytest.mark.parametrize("kind", SPLITS)
def test_both_directions_of_a_road_are_in_one_part_except_with_random(
    network: Network, kind: str
) -> None:
    split = split_edges(network, AREA, kind, 2, seed=0)
    two_way = network.reverse >= 0
    assert 0 < two_way.sum() < len(network)
    together = split.part[two_way] == split.part[network.reverse[two_way]]
    assert together.all() == (kind != "random")


def test_parts_have_their_shares_of_the_roads(network: Network) -> None:
    split = split_edges(network, AREA, "segment", 3, seed=0)
    shares = {part: len(split.edges(part)) / len(network) for part in PARTS}
    expected = {"train": 0.6, "validation": 0.1, "calibration": 0.1, "test": 0.2, "buffer": 0}
    assert shares == pytest.approx(expected, abs=0.01)


def test_blocks_are_held_out_whole_with_a_buffer(network: Network) -> None:
    split = split_edges(network, AREA, "block", 0, seed=0)
    lines = network.local_lines(AREA)
    middle = AREA.to_local(*network.locate(road_of_edge(network), network.length_m / 2).T)
    cell = np.floor(middle / BLOCK_M)
    test, others = split.edges("test"), np.flatnonzero(split.part < PARTS.index("test"))
    assert {len(split.edges(part)) > 0 for part in PARTS} == {True}
    corners = np.unique(cell[test], axis=0) * BLOCK_M
    for x, y in corners:
        square = shapely.box(x, y, x + BLOCK_M, y + BLOCK_M)
        assert shapely.distance(lines[others], square).min() > 100
    assert not {*map(tuple, cell[test])} & {*map(tuple, cell[split.edges("train")])}
    buffer = split.edges("buffer")
    nearest = np.array([shapely.distance(lines[test], lines[edge]).min() for edge in buffer])
    assert (nearest < 100 + BLOCK_M).all()


def test_labels_of_places_have_a_wider_buffer(network: Network) -> None:
    split = split_edges(network, AREA, "block", 0, seed=0)
    lines, test = network.local_lines(AREA), split.edges("test")
    for part in ("train", "validation", "calibration"):
        used = split.edges_of_task(part, "aoi")
        # So that no place is within 100 m of both.
        assert not shapely.union_all(lines[test]).dwithin(lines[used], 200).any()
        left_out = np.setdiff1d(split.edges(part), used)
        assert len(left_out) > 0
        assert np.array_equal(split.edges_of_task(part, "speed"), split.edges(part))
    assert np.array_equal(split.edges_of_task("test", "aoi"), test)


@pytest.mark.parametrize("kind", ["segment", "random"])
def test_without_blocks_there_is_no_buffer(network: Network, kind: str) -> None:
    split = split_edges(network, AREA, kind, 0, seed=0)
    assert len(split.edges("buffer")) == 0
    assert np.array_equal(split.edges_of_task("train", "aoi"), split.edges("train"))


def test_the_seed_determines_the_draw(network: Network) -> None:
    def tested(seed: int) -> list[int]:
        return split_edges(network, AREA, "segment", 0, seed).edges("test").tolist()

    assert tested(3) == tested(3)
    assert tested(3) != tested(4)


def test_too_few_places_are_refused() -> None:
    with pytest.raises(TrajganrError) as caught:
        split_edges(grid(side=4, spacing_m=130.0), AREA, "block", 0, seed=0)
    assert caught.value.code is Code.INPUT_EMPTY

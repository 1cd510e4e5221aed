"""Scores of map matchers by OpenStreetMap way and direction."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from benchmarks.data.matching import Score, _Ways, mean_of, quality_table
from trajganr_core.data.roads.noding import node_parts, parts_of_lines
from trajganr_core.utils.study_area import StudyArea

AREA = StudyArea(-8.65, 41.14, -8.59, 41.155)


@pytest.fixture
def ways() -> _Ways:
    """Way 7, two-way and to the east; way 8, driven against its digitised direction only."""
    lines = [[(-8.63, 41.147), (-8.62, 41.147)], [(-8.62, 41.148), (-8.61, 41.148)]]
    text = np.full(2, "", dtype=object)
    network = node_parts(
        parts_of_lines(np.array([shapely.LineString(line) for line in lines])),
        AREA,
        fid=np.arange(2),
        oneway=np.array([0, -1], dtype=np.int8),
        highway=text,
        name=text,
        osm_id=np.array([7, 8]),
    )
    return _Ways(network, AREA)


@pytest.mark.parametrize(
    ("way", "line", "key"),
    [
        (7, [(-8.629, 41.147), (-8.622, 41.147)], 7),
        (7, [(-8.622, 41.147), (-8.629, 41.147)], -7),
        (8, [(-8.612, 41.148), (-8.618, 41.148)], -8),
        (8, [(-8.618, 41.148), (-8.612, 41.148)], 8),
        (9, [(-8.618, 41.148), (-8.612, 41.148)], 9),
    ],
)
def test_a_part_of_a_way_has_the_direction_in_which_it_is_driven(
    ways: _Ways, way: int, line: list[tuple[float, float]], key: int
) -> None:
    assert ways.key_of(way, np.array(line)) == key


def test_metres_of_edges_are_summed_by_way_and_direction(ways: _Ways) -> None:
    assert ways.metres([{0: 10.0, 1: 4.0}, {2: 3.0}]) == [{7: 10.0, -7: 4.0}, {-8: 3.0}]


def test_an_absent_matcher_has_no_figures() -> None:
    scores = [Score("ours", 15, 10, seed, 0.9 + seed / 10, 0.8, 1.0, 100, 1.0) for seed in (0, 1)]
    assert mean_of(scores, "ours", "iou", 15, 10) == pytest.approx(0.95)
    assert mean_of(scores, "meili", "iou", 15, 10) is None
    assert "| 15 s, 10 m | 0.950 ± 0.071 | absent |" in quality_table(scores)

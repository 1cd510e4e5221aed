"""Candidate ways between two positions."""

from itertools import pairwise

import numpy as np
import pytest
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from benchmarks.sparse.overlap import Driven, metres_in_common
from benchmarks.sparse.ways import Turns, candidate_ways, edges_of
from trajganr_core.utils.ragged import offsets_of

#: From edge 0 by 1, or by 2 and 3, to edge 4; edge 5 is elsewhere.
PAIRS = np.array([(0, 1), (0, 2), (1, 4), (2, 3), (3, 4)])


def _turns(pairs, edges):
    pairs = pairs[np.lexsort(pairs.T[::-1])]
    return Turns(offsets_of(np.bincount(pairs[:, 0], minlength=edges)), *pairs.T.copy())


def _ways(turns, cost, start, end, *, rounds=3, start_m=0.0, end_m=1.0):
    positions = (np.array([start]), np.array([start_m]), np.array([end]), np.array([end_m]))
    ways = candidate_ways(turns, cost[None], np.array([rounds]), *positions)
    edges, offsets = edges_of(ways, turns, positions[0])
    return [edges[slice(*each)].tolist() for each in pairwise(offsets.tolist())]


def test_both_sides_of_a_block_are_found_the_cheaper_first():
    turns = _turns(PAIRS, 6)
    cost = np.array([1.0, 1.0, 1.0, 1.0, 1.1, 1.0])[turns.head]
    assert _ways(turns, cost, 0, 4, rounds=9) == [[0, 1, 4], [0, 2, 3, 4]]


@pytest.mark.parametrize(
    ("start", "end", "start_m", "end_m", "found"),
    [
        (0, 0, 2.0, 5.0, [[0]]),  # ahead on the same edge
        (0, 0, 5.0, 2.0, []),  # behind, and nothing leads back
        (0, 5, 0.0, 1.0, []),  # nothing leads there
    ],
)
def test_ways_on_one_edge_and_none_at_all(start, end, start_m, end_m, found):
    turns = _turns(PAIRS, 6)
    ways = _ways(turns, np.ones(5), start, end, start_m=start_m, end_m=end_m)
    assert ways == found


def test_round_a_block_a_way_leads_back_to_its_own_edge():
    turns = _turns(np.array([(0, 1), (1, 2), (2, 0)]), 3)
    assert _ways(turns, np.ones(3), 0, 0, rounds=1, start_m=5.0, end_m=2.0) == [[0, 1, 2, 0]]


def test_the_first_way_is_the_cheapest():
    edges, rng = 60, np.random.default_rng(0)
    pairs = np.unique(rng.integers(0, edges, (240, 2)), axis=0)
    turns = _turns(pairs[pairs[:, 0] != pairs[:, 1]], edges)
    cost = rng.uniform(0.1, 3.0, len(turns.head))
    least = dijkstra(csr_array((cost, (turns.tail, turns.head)), shape=(edges, edges)))
    for start, end in rng.permuted(np.indices((edges, edges)).reshape(2, -1), axis=1).T[:200]:
        if start == end or not np.isfinite(least[start, end]):
            continue
        first = np.array(_ways(turns, cost, start, end)[0])
        total = cost[turns.number(first[:-1], first[1:])].sum()
        assert total == pytest.approx(least[start, end])


def test_metres_in_common_leave_out_what_is_not_driven_of_both_ends():
    metres = np.array([100.0, 50.0, 30.0, 40.0, 100.0])
    start_m, end_m = np.array([60.0]), np.array([90.0])
    way = Driven.of(np.array([0, 1, 4]), np.array([0, 3]), start_m, end_m, metres)
    true = Driven.of(np.array([0, 2, 3, 4]), np.array([0, 4]), start_m - 10, end_m, metres)
    parts = metres_in_common(way, true, np.array([0]), len(metres))
    assert [each[0] for each in parts] == [130.0, 180.0, 210.0]

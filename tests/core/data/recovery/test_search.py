"""The search of ways against the shortest paths of a general library."""

from __future__ import annotations

import numpy as np
import pytest
import town
from scipy.sparse import coo_array
from scipy.sparse.csgraph import dijkstra

from trajganr_core.data.recovery.search import (
    SECONDS_WEIGHT,
    Costs,
    Found,
    Positions,
    find_ways,
)
from trajganr_core.data.recovery.turns import Roads
from trajganr_core.data.roads.network import Network


def between(roads: Roads, costs: Costs, start: int, end: int) -> Found:
    """The ways between the starts of two edges."""
    positions = Positions(
        np.ones(2, np.int64), np.array([[start], [end]]), np.zeros((2, 1)), np.zeros((2, 1))
    )
    nothing = np.array([0, 1, 2]), np.full(2, -1)
    return find_ways(roads.turns, costs, positions, np.array([120.0, -1.0]), *nothing)


@pytest.fixture(scope="module")
def roads(network: Network) -> Roads:
    return Roads.of(network, town.AREA)


@pytest.fixture(scope="module")
def costs(roads: Roads) -> Costs:
    rng = np.random.default_rng(0)
    turn = rng.uniform(0.1, 2.0, len(roads.turns.head))
    return Costs(turn, roads.metres / 7.0, roads.metres)


def test_the_cheapest_way_is_found_between_all_edges(roads: Roads, costs: Costs) -> None:
    turns, edges = roads.turns, len(roads.metres)
    value = costs.turn + SECONDS_WEIGHT * costs.seconds[turns.head]
    least = dijkstra(coo_array((value, (turns.tail, turns.head)), shape=(edges, edges)).tocsr())
    for start in range(edges):
        for end in range(edges):
            found = between(roads, costs, start, end)
            if start == end:
                continue
            assert len(found.fix) > 0, (start, end)
            cost = [
                value[found.turn[found.offsets[way] : found.offsets[way + 1]]].sum()
                for way in range(len(found.fix))
            ]
            assert min(cost) == pytest.approx(least[start, end])


def test_ways_are_different_and_drive_permitted_turns(roads: Roads, costs: Costs) -> None:
    turns = roads.turns
    found = between(roads, costs, 0, len(roads.metres) - 1)
    ways = [
        tuple(found.turn[found.offsets[way] : found.offsets[way + 1]].tolist())
        for way in range(len(found.fix))
    ]
    assert len(set(ways)) == len(ways) > 1
    for way in ways:
        assert turns.tail[way[0]] == 0
        assert turns.head[way[-1]] == len(roads.metres) - 1
        np.testing.assert_array_equal(turns.head[list(way[:-1])], turns.tail[list(way[1:])])
        assert len(set(turns.head[list(way)].tolist())) == len(way)

"""Second ways between distant fixes."""

from __future__ import annotations

import dataclasses
from itertools import pairwise

import networkx as nx
import numpy as np
import pytest
import town
from matched_trips import match_trips

from trajganr_core.data.matching.matched import MatchedTrips
from trajganr_core.data.matching.second_ways import certain_edges
from trajganr_core.data.matching.shortest_paths import Graph
from trajganr_core.data.roads.network import Network

RATIO = 1.2


def matched_gap(network: Network, *path: tuple[float, float], seconds: float = 60) -> MatchedTrips:
    return match_trips(town.trips([path], seconds=seconds), network, town.AREA)


def test_a_way_around_the_block_makes_both_ways_uncertain(network: Network) -> None:
    matched = matched_gap(network, (10, 0), (390, 390))
    assert (matched.pass_probability[[0, -1]] == 1).all()
    assert (matched.pass_probability[1:-1] < 0.5).all()


def test_the_only_straight_way_is_certain(network: Network) -> None:
    # From the first street to the third along the middle one; around the block is thrice as long.
    matched = matched_gap(network, (20, 200), (380, 200))
    assert matched.pass_probability.min() == 1


def test_fixes_that_follow_each_other_are_certain(network: Network) -> None:
    fast = dataclasses.replace(network, highway=np.full(len(network), "motorway", dtype=object))
    assert matched_gap(fast, (150, 0), (400, 250), seconds=16).pass_probability.min() < 0.5
    assert matched_gap(fast, (150, 0), (400, 250), seconds=15).pass_probability.min() == 1


def test_a_fast_road_is_certain_where_only_a_slow_one_is_as_short(network: Network) -> None:
    matched = matched_gap(network, (10, 0), (390, 390))
    driven = np.isin(np.arange(len(network)), matched.pass_edge)
    classes = np.where(driven | driven[network.reverse], "motorway", "living_street")
    fast = dataclasses.replace(network, highway=classes.astype(object))
    assert matched_gap(fast, (10, 0), (390, 390)).pass_probability.min() == 1


@pytest.mark.parametrize("seed", range(5))
def test_certain_edges_are_those_of_a_naive_search(winding: Network, seed: int) -> None:
    rng = np.random.default_rng(seed)
    graph = Graph.of(winding, town.AREA.to_local(winding.lon, winding.lat))
    roads = nx.MultiDiGraph()
    for edge in range(len(winding)):
        seconds = float(graph.usual_s[edge])
        roads.add_edge(winding.source[edge], winding.target[edge], key=edge, weight=seconds)
    compared = 0
    for _ in range(60):
        first, last = rng.integers(0, len(winding), 2)
        if not nx.has_path(roads, winding.target[first], winding.source[last]):
            continue
        nodes = nx.shortest_path(roads, winding.target[first], winding.source[last], "weight")
        inner = [fastest(roads, *pair) for pair in pairwise(nodes)]
        edges = np.array([first, *inner, last])
        if len(inner) < 1 or winding.reverse[first] in inner or winding.reverse[last] in inner:
            continue
        found = certain_edges(
            edges, np.array([0, len(edges)]), np.ones(1, dtype=bool), graph, RATIO
        )
        assert found[[0, -1]].all()
        expected = certain_by_networkx(roads, winding, first, last, inner)
        assert found[1:-1].tolist() == expected
        compared += 1
    assert compared > 10


def fastest(roads: nx.MultiDiGraph, source: int, target: int) -> int:
    return int(min(roads[source][target], key=lambda key: roads[source][target][key]["weight"]))


def certain_by_networkx(
    roads: nx.MultiDiGraph, network: Network, first: int, last: int, inner: list[int]
) -> list[bool]:
    """Which edges the fastest way keeps if they take longer, and nobody turns on the ends."""
    slower = nx.DiGraph()
    for source, target, key, seconds in roads.edges(keys=True, data="weight"):
        if key in (network.reverse[first], network.reverse[last]):
            continue
        weight = seconds * (RATIO if key in inner else 1.0)
        if not slower.has_edge(source, target) or weight < slower[source][target]["weight"]:
            slower.add_edge(source, target, weight=weight, key=key)
    nodes = nx.shortest_path(slower, network.target[first], network.source[last], "weight")
    kept = {slower[a][b]["key"] for a, b in pairwise(nodes)}
    return [edge in kept for edge in inner]

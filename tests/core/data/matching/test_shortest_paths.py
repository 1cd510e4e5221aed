"""The table of shortest paths, and the search for what it lacks."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from drives import drives, fixes_of
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra
from town import edge_between
from winding import AREA

from trajganr_core.data.matching import road_graph
from trajganr_core.data.matching.matcher import Matcher
from trajganr_core.data.matching.shortest_paths import (
    ALL_NODES,
    Graph,
    PathTable,
    find_paths,
    first_edge,
    new_search,
    slot_of,
)
from trajganr_core.data.roads.network import Network
from trajganr_core.utils.arrays import FloatArray, IntArray


def graph_of(network: Network, forbidden_turns: IntArray | None = None) -> Graph:
    """The graph of a network, with other forbidden turns."""
    if forbidden_turns is not None:
        network = dataclasses.replace(network, forbidden_turns=forbidden_turns)
    return Graph.of(network, AREA.to_local(network.lon, network.lat))


def all_paths_m(network: Network) -> FloatArray:
    """Lengths of all shortest paths between nodes, by scipy."""
    nodes = int(max(network.source.max(), network.target.max())) + 1
    order = np.argsort(-network.length_m, kind="stable")  # of parallel edges the shortest is last
    dense = np.full((nodes, nodes), np.inf)
    dense[network.source[order], network.target[order]] = network.length_m[order]
    rows, columns = np.nonzero(np.isfinite(dense))
    graph = csr_array((dense[rows, columns], (rows, columns)), shape=dense.shape)
    return np.asarray(dijkstra(graph))


def test_the_table_has_all_paths_up_to_its_limit(winding: Network) -> None:
    expected = all_paths_m(winding)
    graph = graph_of(winding)
    table = PathTable.of(graph, 700.0)
    for origin in range(0, graph.nodes, 7):
        for node in range(graph.nodes):
            slot = slot_of(table, origin, node)
            if origin != node and expected[origin, node] <= 700.0:
                assert table.paths[slot]["length_m"] == pytest.approx(
                    expected[origin, node], rel=1e-6
                )
                first = table.paths[slot]["first"]
                rest = expected[graph.target[first], node]
                assert winding.source[first] == origin
                assert graph.length_m[first] + rest == pytest.approx(expected[origin, node])
            else:
                assert slot == -1


def test_the_search_finds_the_same_paths(winding: Network) -> None:
    expected = all_paths_m(winding)
    graph = graph_of(winding)
    table, search = PathTable.of(graph, 700.0), new_search(graph)
    for origin in range(0, graph.nodes, 11):
        reached = search.visited[: find_paths(graph, search, origin, 700.0, ALL_NODES)]
        assert set(reached) == set(np.flatnonzero(expected[origin] <= 700.0))
        for node in set(reached) - {origin}:
            slot = slot_of(table, origin, node)
            assert np.float32(search.length_m[node]) == table.paths[slot]["length_m"]
            assert first_edge(search, origin, node) == table.paths[slot]["first"]


def test_a_search_with_goals_finds_the_same_paths_to_them(winding: Network) -> None:
    graph = graph_of(winding)
    whole, search = new_search(graph), new_search(graph)
    rng = np.random.default_rng(3)
    visited = all_visited = 0
    for origin in range(0, graph.nodes, 11):
        goals = rng.integers(graph.nodes, size=5).astype(np.int32)
        for limit_m in (300.0, 900.0, 5000.0):
            all_visited += find_paths(graph, whole, origin, limit_m, ALL_NODES)
            visited += find_paths(graph, search, origin, limit_m, goals)
            for goal in goals:
                is_found = whole.search_of[goal] == whole.searches[0]
                assert (search.search_of[goal] == search.searches[0]) == is_found
                if is_found:
                    assert search.length_m[goal] == whole.length_m[goal]
                    assert search.by[goal] == whole.by[goal]
    assert visited < all_visited


@pytest.mark.parametrize("threads", [1, 3])
def test_the_table_is_the_same_for_any_number_of_threads(
    winding: Network, threads: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    graph = graph_of(winding)
    whole = PathTable.of(graph, 500.0)
    monkeypatch.setattr("trajganr_core.data.matching.shortest_paths.NODES_OF_A_TASK", 10)
    table = PathTable.of(graph, 500.0, threads)
    np.testing.assert_array_equal(table.paths, whole.paths)


def test_results_do_not_depend_on_the_size_of_the_table(
    winding: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    rng = np.random.default_rng(5)
    driven = drives(winding, rng, 10, 500, 2000)
    fixes = fixes_of(driven, winding, AREA, rng, seconds=30, noise_m=10)
    expected, _ = Matcher(winding, AREA).match(fixes)
    monkeypatch.setattr(road_graph, "MAX_TABLE_BYTES", 20_000)
    limited, _ = Matcher(winding, AREA).match(fixes)
    for field in dataclasses.fields(expected):
        np.testing.assert_array_equal(
            getattr(limited, field.name), getattr(expected, field.name), err_msg=field.name
        )


def test_a_table_that_would_be_too_large_has_shorter_paths(
    winding: Network, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    most = 20_000
    monkeypatch.setattr(road_graph, "MAX_TABLE_BYTES", most)
    vertices = AREA.to_local(winding.lon, winding.lat)
    graph = road_graph.RoadGraph(winding, vertices, 50.0, threads=1)
    with caplog.at_level("INFO"):
        table = graph._new_table(2500.0)
    assert 0 < table.bytes < 1.5 * most
    assert table.longest_m < 2500.0
    assert f"all paths up to {table.longest_m:.0f} m" in caplog.text


def turns(network: Network) -> IntArray:
    """The turn from the town's southern street into its middle avenue, which is then forbidden."""
    last = edge_between(network, (0, 1), (1, 1))
    into = edge_between(network, (1, 1), (1, 2))
    return np.array([[last, into]])


def test_a_table_that_was_made_smaller_serves_all_batches(
    winding: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(road_graph, "MAX_TABLE_BYTES", 20_000)
    rng = np.random.default_rng(5)
    fixes = fixes_of(drives(winding, rng, 4, 1000, 2000), winding, AREA, rng, seconds=60, noise_m=5)
    matcher = Matcher(winding, AREA)
    matcher.match(fixes)
    monkeypatch.setattr(road_graph.PathTable, "of", lambda *_: pytest.fail("made again"))
    matcher.match(fixes)


def test_a_table_is_made_even_if_none_is_small_enough(
    winding: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(road_graph, "MAX_TABLE_BYTES", 1)
    vertices = AREA.to_local(winding.lon, winding.lat)
    table = road_graph.RoadGraph(winding, vertices, 50.0, threads=1)._new_table(2500.0)
    assert table.longest_m <= road_graph.MIN_PATHS_M


def test_a_path_takes_no_forbidden_turn(network: Network) -> None:
    (last, into) = turns(network)[0]
    free, bound = graph_of(network), graph_of(network, turns(network))
    direct, around = (PathTable.of(graph, 2000.0) for graph in (free, bound))
    goal = network.target[into]
    before = slot_of(direct, free.target[last], goal)
    after = slot_of(around, bound.target[last], goal)
    assert direct.paths[before]["first"] == into
    assert around.paths[after]["first"] != into
    assert around.paths[after]["length_m"] > direct.paths[before]["length_m"]
    # The same turn from any other edge is allowed.
    other = edge_between(network, (2, 1), (1, 1))
    assert around.paths[slot_of(around, bound.target[other], goal)]["first"] == into
    # Straight on, the forbidden turn changes nothing.
    ahead = edge_between(network, (1, 1), (2, 1))
    assert (
        ahead
        in bound.out_edge[
            bound.first_out[bound.target[last]] : bound.first_out[bound.target[last] + 1]
        ]
    )


def test_zero_length_edges_end_no_search(network: Network) -> None:
    flat = dataclasses.replace(network, length_m=np.zeros(len(network)))
    graph = graph_of(flat)
    search = new_search(graph)
    assert find_paths(graph, search, 0, 1.0, ALL_NODES) == len(np.unique(network.source))

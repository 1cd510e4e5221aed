"""Noding of lines: nodes, completeness, directions and reverse edges."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from random import Random

import numpy as np
import pytest
import shapely
import town
from hypothesis import assume, given
from hypothesis import strategies as st
from town import noded

from trajganr_core.data.roads.network import Network
from trajganr_core.data.roads.noding import Parts, node_parts, parts_of_lines

Place = tuple[int, int]

#: Paths on a lattice, which therefore often meet, repeat a vertex or come back to themselves.
paths_strategy = st.lists(
    st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=2, max_size=6),
    min_size=1,
    max_size=6,
)
PLACES = {
    tuple(np.round(town.lon_lat([(100 * x, 100 * y)])[0], 7)): (x, y)
    for x in range(4)
    for y in range(4)
}


def without_standing(paths: list[list[Place]]) -> list[list[Place]]:
    moving = [[p for i, p in enumerate(path) if i == 0 or p != path[i - 1]] for path in paths]
    return [path for path in moving if len(path) > 1]


def lines_of(paths: list[list[Place]]) -> list[shapely.LineString]:
    return [town.line(np.array(path) * 100) for path in paths]


def edges_of(network: Network) -> list[list[Place]]:
    """The lattice places along each edge."""
    return [
        [PLACES[xy] for xy in zip(network.lon[a:b], network.lat[a:b], strict=True)]
        for a, b in pairwise(network.offsets)
    ]


@given(paths_strategy)
def test_noding_keeps_every_hop_and_puts_nodes_where_lines_meet(paths: list[list[Place]]) -> None:
    """Against a plain count of vertices."""
    lattice = without_standing(paths)
    assume(lattice)
    network = noded(lines_of(paths_of(paths)), oneway=1)
    visits = Counter(p for path in lattice for p in path)
    nodes = {p for p, count in visits.items() if count > 1} | {
        end for path in lattice for end in (path[0], path[-1])
    }
    hops = []
    for edge in edges_of(network):
        assert edge[0] in nodes
        assert edge[-1] in nodes
        assert not nodes & set(edge[1:-1])
        hops += pairwise(edge)
    assert sorted(hops) == sorted(hop for path in lattice for hop in pairwise(path))


def paths_of(paths: list[list[Place]]) -> list[list[Place]]:
    """Only paths that leave their place: others are no lines."""
    return [path for path in paths if len(set(path)) > 1]


@given(paths_strategy)
def test_every_vertex_survives_and_lengths_add_up(paths: list[list[Place]]) -> None:
    lines = lines_of(paths_of(paths))
    assume(lines)
    network = noded(lines, oneway=1)
    expected = {xy for line in lines for xy in line.coords}
    assert set(zip(network.lon, network.lat, strict=True)) == expected
    local = [
        shapely.LineString(town.AREA.to_local(*np.array(line.coords).T)).length for line in lines
    ]
    assert network.length_m.sum() == pytest.approx(sum(local), abs=1e-6)


@given(paths_strategy)
def test_a_noded_network_is_not_split_again(paths: list[list[Place]]) -> None:
    lines = lines_of(paths_of(paths))
    assume(lines)
    once = noded(lines, oneway=1)
    again = noded(list(once.lines), oneway=1)
    assert edges_of(again) == edges_of(once)


@given(paths_strategy, st.randoms(use_true_random=False))
def test_the_order_of_lines_does_not_matter(paths: list[list[Place]], random: Random) -> None:
    lines = lines_of(paths_of(paths))
    assume(lines)
    mixed = list(lines)
    random.shuffle(mixed)
    assert sorted(edges_of(noded(mixed))) == sorted(edges_of(noded(lines)))


@given(paths_strategy, st.lists(st.sampled_from([-1, 0, 1]), min_size=6, max_size=6))
def test_directions_and_reverses_agree(paths: list[list[Place]], oneway: list[int]) -> None:
    lines = lines_of(paths_of(paths))
    assume(lines)
    network = noded(lines, oneway[: len(lines)])
    edges = edges_of(network)
    for edge, (fid, forward, back) in enumerate(
        zip(network.source_fid, network.forward, network.reverse, strict=True)
    ):
        allowed = oneway[fid]
        assert forward if allowed == 1 else not forward if allowed == -1 else True
        assert (back >= 0) == (allowed == 0)
        if back >= 0:
            assert network.reverse[back] == edge
            assert network.forward[back] != forward
            assert edges[back] == edges[edge][::-1]
            assert network.source[back] == network.target[edge]
            assert network.target[back] == network.source[edge]


@given(paths_strategy)
def test_edges_meet_only_at_nodes_and_a_node_is_one_place(paths: list[list[Place]]) -> None:
    lines = lines_of(paths_of(paths))
    assume(lines)
    network = noded(lines)
    place: dict[int, Place] = {}
    inner: list[Place] = []
    for edge, source, target in zip(edges_of(network), network.source, network.target, strict=True):
        assert place.setdefault(source, edge[0]) == edge[0]
        assert place.setdefault(target, edge[-1]) == edge[-1]
        inner += edge[1:-1]
    assert len(set(place.values())) == len(place)
    assert not set(inner) & set(place.values())


def test_lines_that_cross_without_a_shared_vertex_stay_apart() -> None:
    bridge = noded([town.line([(0, 0), (100, 0)]), town.line([(50, -50), (50, 50)])])
    assert len(bridge) == 4


def test_parts_meet_by_their_numbers_not_by_their_places() -> None:
    """As two ways of OSM whose nodes lie at the same place."""
    cross = [town.line([(0, 0), (50, 0), (100, 0)]), town.line([(50, -50), (50, 0), (50, 50)])]
    joined = parts_of_lines(np.array(cross, dtype=object))
    apart = Parts(joined.xy, np.arange(6), joined.offsets, joined.line)
    text = np.full(2, "", dtype=object)

    def edges(parts: Parts) -> int:
        return len(
            node_parts(
                parts,
                town.AREA,
                fid=np.arange(2),
                oneway=np.ones(2, dtype=np.int8),
                highway=text,
                name=text,
            )
        )

    assert (edges(joined), edges(apart)) == (4, 2)


def test_a_loop_of_one_line_is_split_where_it_meets_itself() -> None:
    lollipop = noded([town.line([(0, 0), (50, 0), (80, 30), (80, -30), (50, 0)])], oneway=1)
    assert sorted(np.diff(lollipop.offsets).tolist()) == [2, 4]
    assert (lollipop.source == lollipop.target).sum() == 1


def test_repeated_vertices_make_no_edges() -> None:
    repeated = noded([town.line([(0, 0), (0, 0), (50, 0), (50, 0), (100, 0)])], oneway=1)
    assert np.diff(repeated.offsets).tolist() == [3]
    assert (repeated.length_m > 0).all()


def test_a_line_of_zero_length_makes_no_edge() -> None:
    network = noded([town.line([(0, 0), (0, 0)]), town.line([(50, 0), (100, 0)])])
    assert set(network.source_fid) == {1}


def test_no_lines_make_an_empty_network() -> None:
    assert len(noded([])) == 0


def test_edges_that_touch_the_area_are_kept_whole() -> None:
    west, _, _, north = town.AREA.bbox
    inside, far = (west + 0.001, north - 0.001), (west - 0.02, north - 0.001)
    farther = (west - 0.03, north)
    network = noded(
        [shapely.LineString([inside, far]), shapely.LineString([far, farther])], oneway=1
    )
    assert network.lon.tolist() == [inside[0], far[0]]


def test_lines_are_chosen_with_all_their_parts() -> None:
    lines = [
        town.line([(0, 0), (50, 0)]),
        shapely.MultiLineString([town.line([(0, 9), (50, 9)]), town.line([(60, 9), (99, 9)])]),
        town.line([(0, 20), (50, 20)]),
    ]
    parts = parts_of_lines(np.array(lines, dtype=object))
    chosen = parts.of_lines(np.array([False, True, True]))
    assert chosen.line.tolist() == [0, 0, 1]
    assert [piece.coords[0] for piece in chosen.geometries()] == [
        lines[1].geoms[0].coords[0],
        lines[1].geoms[1].coords[0],
        lines[2].coords[0],
    ]

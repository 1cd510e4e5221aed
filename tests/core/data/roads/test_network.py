"""Positions along edges, and connectivity of the network."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
import town
from hypothesis import given
from hypothesis import strategies as st
from town import noded

from trajganr_core.data.roads.network import Network, connectivity

SQUARE = [(0, 0), (100, 0), (100, 100), (0, 100), (0, 0)]


@given(st.integers(0, 21), st.floats(0, 1))
def test_a_point_on_an_edge_is_that_far_from_its_start(
    network: Network, edge: int, share: float
) -> None:
    offset = share * network.length_m[edge]
    point = network.locate(np.array([edge]), np.array([offset]))[0]
    start = network.offsets[edge]
    xy = town.AREA.to_local(
        np.array([point[0], network.lon[start]]), np.array([point[1], network.lat[start]])
    )
    assert np.hypot(*(xy[0] - xy[1])) == pytest.approx(offset, abs=0.01)


def test_places_on_a_bent_road_are_found_in_metres_not_in_degrees() -> None:
    bend = noded([town.line([(0, 0), (300, 0), (300, 200)])], oneway=1)
    offsets = np.array([0.0, 150.0, 300.0, 400.0, 500.0])
    places = bend.locate(np.zeros(5, dtype=np.int64), offsets)
    expected = town.lon_lat([(0, 0), (150, 0), (300, 0), (300, 100), (300, 200)])
    np.testing.assert_allclose(places, expected, atol=3e-7)  # about 3 cm


def test_chosen_edges_are_a_network_with_valid_reverse_edges(network: Network) -> None:
    edges = np.flatnonzero(network.reverse >= 0)[:5]
    edges = np.concatenate([edges, network.reverse[edges[:4]]])[::-1]
    part = network.take(edges)
    assert [line.wkb for line in part.lines] == [line.wkb for line in network.lines[edges]]
    for number, edge in enumerate(edges):
        if network.reverse[edge] in edges:
            assert edges[part.reverse[number]] == network.reverse[edge]
        else:
            assert part.reverse[number] == -1
    joined = network.target[edges][:, None] == network.source[edges]
    np.testing.assert_array_equal(part.target[:, None] == part.source, joined)
    assert part.target.max() < len(np.union1d(part.source, part.target))


def test_turns_between_chosen_edges_remain_forbidden(network: Network) -> None:
    turns = np.argwhere(network.target[:, None] == network.source)[::3]
    restricted = dataclasses.replace(network, forbidden_turns=turns)
    edges = np.arange(len(network))[::-1][:15]
    part = restricted.take(edges)
    kept = turns[np.isin(turns, edges).all(axis=1)]
    assert 0 < len(kept) < len(turns)
    assert {tuple(edges[turn]) for turn in part.forbidden_turns} == set(map(tuple, kept))
    assert (np.diff(part.forbidden_turns[:, 0]) >= 0).all()
    assert restricted.take(edges[:0]).forbidden_turns.shape == (0, 2)


def test_the_box_of_an_edge_is_that_of_its_line(network: Network) -> None:
    np.testing.assert_array_equal(network.boxes, [line.bounds for line in network.lines])


def test_a_town_of_two_way_streets_hangs_together(network: Network) -> None:
    assert connectivity(network) == (0, 0)


def test_a_street_on_its_own_is_isolated() -> None:
    square = [town.line(SQUARE[i : i + 2]) for i in range(4)]
    island = town.line([(300, 300), (350, 300)])
    assert connectivity(noded([*square, island])) == (2, 0)


def test_a_one_way_dead_end_is_a_trap() -> None:
    square = [town.line(SQUARE[i : i + 2]) for i in range(4)]
    lines = [*square, town.line([(100, 100), (200, 100)]), town.line([(200, 100), (250, 100)])]
    assert connectivity(noded(lines, oneway=[1, 1, 1, 1, 1, 1])) == (0, 2)


def test_an_empty_network_has_no_edges_that_cannot_be_reached() -> None:
    assert connectivity(noded([])) == (0, 0)

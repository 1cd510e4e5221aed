"""Nodes that are one junction."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import numpy as np
import pytest
from junction_roads import AREA, DIVIDED, DIVIDED_ROADS, ROUNDABOUT, ROUNDABOUT_ROADS, roads

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.traffic.junctions import consolidation
from trajganr_core.traffic.junctions.consolidation import LARGE_RING, Junctions


def test_a_crossing_of_a_dual_carriageway_is_one_junction_of_four_arms():
    network = roads(DIVIDED, **DIVIDED_ROADS)
    junctions = Junctions.of(network, AREA)
    names = list(DIVIDED)
    assert len(junctions) == 1
    assert junctions.of_node[[names.index("a"), names.index("b")]].tolist() == [0, 0]
    assert junctions.of_node[names.index("w")] == -1
    assert (junctions.nodes[0], junctions.arms[0], junctions.first_node[0]) == (2, 4, 1)
    assert network.length_m[junctions.is_inner].round().tolist() == [20.0, 20.0]
    heading = junctions.legs(network, AREA).heading_deg
    np.testing.assert_allclose(heading, [0, 90, 180, 270], atol=1.0)


@pytest.mark.parametrize("mirrored", [False, True])
def test_a_roundabout_is_one_junction_with_the_ends_of_its_splitters(mirrored):
    junctions = Junctions.of(roads(ROUNDABOUT, **ROUNDABOUT_ROADS, mirrored=mirrored), AREA)
    assert (len(junctions), junctions.nodes[0], junctions.arms[0]) == (1, 5, 4)
    assert junctions.is_roundabout[0]
    np.testing.assert_allclose(junctions.points[0], [0, 0], atol=0.5)


def test_a_ring_that_is_too_large_is_no_roundabout_and_is_said():
    places = {"a": (0, 0), "b": (900, 0), "c": (900, 900), "d": (0, 900)}
    places |= {name.upper(): (2 * x - 450, 2 * y - 450) for name, (x, y) in places.items()}
    ring = ("ab", "bc", "cd", "da")
    network = roads(places, one_way=ring, two_way=("aA", "bB", "cC", "dD"), rings=ring)
    dropped = Counter()
    junctions = Junctions.of(network, AREA, dropped=dropped)
    assert (len(junctions), junctions.is_roundabout.any(), dropped[LARGE_RING]) == (4, False, 1)


def test_a_row_of_close_crossings_does_not_become_one():
    names = "abcdefghijk"
    places = {name: (10.0 * k, 0.0) for k, name in enumerate(names)}
    places |= {name.upper(): (10.0 * k, 100.0) for k, name in enumerate(names)}
    streets = [a + b for a, b in pairwise(names)]
    network = roads(places, two_way=[*streets, *(name + name.upper() for name in names)])
    junctions = Junctions.of(network, AREA)
    assert len(junctions) > 1
    assert junctions.nodes.max() * 10.0 <= consolidation.ACROSS_M + 10.0


def test_roads_that_come_back_are_no_part_of_their_junction():
    places = {"a": (0, 0), "b": (5, 0), "c": (-100, 0), "f": (100, -50)}
    network = roads(places, one_way=("ab", "ba"), two_way=("ca", "bf"))
    network.length_m[1] = 300.0
    junctions = Junctions.of(network, AREA)
    assert len(junctions) == 1
    assert np.flatnonzero(junctions.is_inner).tolist() == [0]


def test_dividing_of_a_road_is_no_junction():
    places = {"a": (0, 0), "w": (-100, 0), "e": (100, 8), "E": (100, -8)}
    assert len(Junctions.of(roads(places, one_way=("ae", "Ea"), two_way=("wa",)), AREA)) == 0


@pytest.mark.parametrize(
    ("one_way", "signals", "expected"),
    [
        ((), (), False),
        ((), ("ca",), True),
        ((), ("ac", "ad"), False),
        (("ae",), ("ca",), False),
        (("ae",), ("ca", "da"), True),
        (("ae", "ad"), ("ca",), True),
    ],
)
def test_signals_on_approaches_but_one_of_two_make_a_signalised_junction(
    one_way, signals, expected
):
    places = {"a": (0, 0), "c": (-100, 0), "d": (0, -100), "e": (100, 0)}
    two_way = {"ac", "ad", "ae"} - {*one_way}
    network = roads(places, one_way=one_way, two_way=sorted(two_way), signals=signals)
    assert Junctions.of(network, AREA).has_signal.tolist() == [expected]


def test_a_network_without_junctions_has_none():
    assert len(Junctions.of(roads({"a": (0, 0), "b": (100, 0)}, two_way=("ab",)), AREA)) == 0


def test_too_many_arms_are_refused(monkeypatch):
    monkeypatch.setattr(consolidation, "MOST_PAIRS", 8)
    places = {"a": (0, 0), "c": (-100, 0), "d": (0, -100), "e": (100, 0)}
    network = roads(places, two_way=("ac", "ad", "ae"))
    with pytest.raises(TrajganrError, match="3 arms") as caught:
        Junctions.of(network, AREA)
    assert caught.value.code is Code.INPUT_GEOMETRY

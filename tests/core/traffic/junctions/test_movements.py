"""Movements through junctions, and the trips that make them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from junction_roads import (
    AREA,
    DIVIDED,
    DIVIDED_ROADS,
    ROUNDABOUT,
    ROUNDABOUT_ROADS,
    road,
    roads,
    trips_along,
)

from trajganr_core.traffic.junctions.consolidation import Junctions
from trajganr_core.traffic.junctions.movements import TURNS, Crossings, Movements


def _turns(places, network):
    """Kinds of all movements by the places from and to which they lead, and their metres."""
    found = Movements.of(network, AREA, Junctions.of(network, AREA))
    names = list(places)
    ends = zip(network.source[found.approach], network.target[found.exit], strict=True)
    keys = [names[a] + names[b] for a, b in ends]
    turns = dict(zip(keys, (TURNS[turn] for turn in found.turn), strict=True))
    return turns, dict(zip(keys, found.inner_m, strict=True))


@pytest.mark.parametrize("mirrored", [False, True])
def test_movements_at_a_dual_carriageway_go_over_inner_segments(mirrored):
    turns, inner_m = _turns(DIVIDED, roads(DIVIDED, **DIVIDED_ROADS, mirrored=mirrored))
    left, right = ("right", "left") if mirrored else ("left", "right")
    expected = {
        "through": "we EW sn ns",
        left: "sW ne wn Es",
        right: "se nW ws En",
        "u_turn": "wW Ee ss nn",
    }
    assert turns == {pair: turn for turn, pairs in expected.items() for pair in pairs.split()}
    assert inner_m["sW"] == pytest.approx(20.0)
    assert inner_m["se"] == 0.0


@pytest.mark.parametrize("mirrored", [False, True])
def test_movements_at_a_roundabout_are_named_by_its_arms(mirrored):
    turns, inner_m = _turns(ROUNDABOUT, roads(ROUNDABOUT, **ROUNDABOUT_ROADS, mirrored=mirrored))
    left, right = ("right", "left") if mirrored else ("left", "right")
    from_south = {name: turns[f"s{name}"] for name in "senw"}
    assert from_south == {"s": "u_turn", "e": right, "n": "through", "w": left}
    assert {name: turns[f"{name}s"] for name in "ewn"} == {"e": left, "w": right, "n": "through"}
    assert inner_m["sw"] > inner_m["sn"] > inner_m["se"] > 28.0


@pytest.mark.parametrize(
    ("ends", "expected"),
    [
        ({"l": (-60, 100), "r": (60, 110)}, {"l": "left", "r": "through"}),
        ({"l": (-10, 100), "r": (70, 100)}, {"l": "through", "r": "right"}),
        ({"l": (-5, 100), "r": (5, 100)}, {"l": "through", "r": "through"}),
        ({"l": (-100, 10), "r": (100, 10)}, {"l": "left", "r": "right"}),
    ],
)
def test_at_a_fork_the_straightest_way_is_through(ends, expected):
    places = {"a": (0, 0), "s": (0, -100), **ends}
    turns, _ = _turns(places, roads(places, two_way=("sa", "al", "ar")))
    assert {name: turns[f"s{name}"] for name in "lr"} == expected


def test_forbidden_turns_are_no_movements():
    places = {"a": (0, 0), "c": (-100, 0), "d": (0, -100), "e": (100, 0)}
    network = roads(places, two_way=("ca", "ad", "ae"), forbidden=[("ca", "ad")])
    turns, _ = _turns(places, network)
    assert "cd" not in turns
    assert len(turns) == 8


def test_a_roundabout_of_one_arm_has_its_u_turn_only():
    places = {"a": (0, 0), "b": (15, 10), "c": (15, -10), "w": (-100, 0)}
    ring = ("ac", "cb", "ba")
    turns, _ = _turns(places, roads(places, one_way=ring, two_way=("wa",), rings=ring))
    assert turns == {"ww": "u_turn"}


def _crossings(ways, **changed):
    network = roads(DIVIDED, **DIVIDED_ROADS, forbidden=[("sa", "ae")])
    ends = [[road(network, DIVIDED, name) for name in way.split()] for way in ways]
    trips = replace(trips_along(network, ends), **changed)
    junctions = Junctions.of(network, AREA)
    found = Movements.of(network, AREA, junctions)
    return (*Crossings.of(trips, network, junctions, found), found, network)


def test_trips_cross_a_junction_by_one_movement_of_all():
    crossings, report, movements, network = _crossings(["wa ae", "sa ab bW", "nb ba ae"])
    assert crossings.piece.tolist() == [0, 1, 2]
    assert (crossings.approach_pass.tolist(), crossings.exit_pass.tolist()) == (
        [0, 2, 5],
        [1, 4, 7],
    )
    west = road(network, DIVIDED, "sa"), road(network, DIVIDED, "bW")
    assert crossings.movement[1] == movements.number(*map(np.atleast_1d, west))
    assert (
        movements.approach[crossings.movement[1]],
        movements.exit[crossings.movement[1]],
    ) == west
    assert len(movements) > len(np.unique(crossings.movement))
    assert (report.crossings, report.lines()) == (3, [])


def test_trips_that_begin_or_end_in_a_junction_are_counted_apart():
    crossings, report, _, _ = _crossings(["ab bW", "sa ab", "wa"])
    assert (len(crossings), report.begin, report.end) == (0, 1, 1)
    assert len(report.lines()) == 2


def test_forbidden_passes_and_uncertain_ones_and_turning_back_are_no_crossings():
    crossings, report, _, _ = _crossings(["sa ae", "wa ae"])
    assert (len(crossings), report.not_permitted) == (1, 1)
    certain = np.array([1, 1, 0.4, 1], dtype=np.float32)
    crossings, report, _, _ = _crossings(["sa ab bn", "wa ae"][1:] * 2, pass_probability=certain)
    assert (len(crossings), report.uncertain) == (1, 1)
    short = np.array([150.0, 200.0])
    crossings, report, _, _ = _crossings(["sa as"], pass_exit_m=short)
    assert (len(crossings), report.turned_back) == (0, 1)

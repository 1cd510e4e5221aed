"""Arrows of movements: beside each other, on the driving side, through the junction."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
import shapely
from junction_roads import AREA, ROUNDABOUT, ROUNDABOUT_ROADS, roads

from trajganr_core.traffic.junctions.arrows import movement_arrows
from trajganr_core.traffic.junctions.consolidation import Junctions
from trajganr_core.traffic.junctions.movements import U_TURN, Movements
from trajganr_core.utils.arrays import GeometryArray

CROSS = {"o": (0, 0), "n": (0, 200), "e": (200, 0), "s": (0, -200), "w": (-200, 0)}


def drawn(side: str, places: dict, **of_roads: tuple) -> tuple[Movements, GeometryArray]:
    """All movements of a network, and their arrows in local metres."""
    network = roads(places, **of_roads, mirrored=side == "left")
    junctions = Junctions.of(network, AREA)
    movements = Movements.of(network, AREA, junctions)
    lines = movement_arrows(
        *(network, AREA, movements.approach, movements.exit),
        junctions.points[movements.junction],
        junctions.is_roundabout[movements.junction],
        side,
    )
    return movements, shapely.transform(lines, lambda xy: AREA.to_local(*xy.T))


@pytest.mark.parametrize("side", ["right", "left"])
def test_arrows_of_a_crossing_cover_each_other_at_most_where_they_cross(side: str) -> None:
    movements, lines = drawn(side, CROSS, two_way=("on", "oe", "os", "ow"))
    assert len(movements) == 16
    for first, second in combinations(lines, 2):
        shared = first.buffer(0.5).intersection(second.buffer(0.5))
        # Where two arrows merge into an exit or part at an approach they would share 15 m.
        assert shared.area < 8


@pytest.mark.parametrize(("side", "sign"), [("right", 1), ("left", -1)])
def test_arrows_are_on_the_driving_side_and_in_the_direction_of_travel(
    side: str, sign: int
) -> None:
    _, lines = drawn(side, CROSS, two_way=("on", "oe", "os", "ow"))
    for line in lines:
        first, second, *_, before, last = np.array(line.coords)
        assert np.hypot(*first) > np.hypot(*second)  # towards the junction
        assert np.hypot(*last) > np.hypot(*before)  # and away from it
        for here, step in ((first, second - first), (last, last - before)):
            assert sign * (here[0] * step[1] - here[1] * step[0]) > 0  # right of the middle


@pytest.mark.parametrize(("side", "sign"), [("right", 1), ("left", -1)])
def test_arrows_go_round_a_roundabout(side: str, sign: int) -> None:
    movements, lines = drawn(side, ROUNDABOUT, **ROUNDABOUT_ROADS)
    assert len(movements)
    for line, turn in zip(lines, movements.turn, strict=True):
        x, y = np.array(line.coords).T
        angle = np.unwrap(np.arctan2(y, x))
        round_it = sign * (angle[-1] - angle[0])
        assert round_it > (np.pi if turn == U_TURN else 0.5)  # against the clock at the right
        assert np.hypot(x, y).min() > 5


def test_a_short_road_between_junctions_holds_the_arrows_of_both() -> None:
    places = {**CROSS, "p": (16, 0), "q": (16, 100), "r": (16, -100)}
    movements, lines = drawn("right", places, two_way=("on", "op", "os", "ow", "pe", "pq", "pr"))
    ends = np.array([np.array(line.coords)[[0, -1]] for line in lines])
    between = (np.abs(ends[..., 1]) < 12) & (np.abs(ends[..., 0] - 8) < 8)
    is_west = movements.junction == 0
    assert between[is_west].any() and between[~is_west].any()
    assert ((ends[..., 0] < 8) == is_west[:, None])[between].all()

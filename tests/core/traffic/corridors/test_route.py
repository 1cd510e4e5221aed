"""Routes by segments, along a line and between points, and what is wrong with others."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import shapely
from junction_roads import AREA, road, roads

from trajganr_core.contract.errors import TrajganrError
from trajganr_core.traffic.corridors.route import (
    route_along,
    route_between,
    route_of_segments,
)

#: A street from a to d, whose last part is one-way, and a way around its middle over n and m.
PLACES = {"a": (0, 0), "b": (300, 0), "c": (420, 0), "d": (700, 0), "n": (300, 200),
          "m": (420, 200), "z": (420, -400)}  # fmt: skip
NETWORK = roads(
    PLACES, one_way=("cd",), two_way=("ab", "bc", "bn", "nm", "mc"), forbidden=[("bc", "cm")]
)
STREET = ("ab", "bc", "cd")


def numbers(*names: str) -> list[int]:
    return [road(NETWORK, PLACES, name) for name in names]


def line(*xy: tuple[float, float]) -> shapely.LineString:
    return shapely.LineString(xy)


@pytest.mark.parametrize("chosen", [("cd", "ab", "bc"), ("ab", "cd")])
def test_chosen_segments_are_ordered_and_a_small_gap_is_closed_and_said(
    chosen: tuple[str, ...],
) -> None:
    route = route_of_segments(NETWORK, numbers(*chosen))
    assert route.edge.tolist() == numbers(*STREET)
    closed = [remark for remark in route.remarks if "were closed" in remark]
    assert len(closed) == 3 - len(chosen)
    assert route.bounds_m(NETWORK).round().tolist() == [0, 300, 420, 700]


def test_a_line_is_followed_along_the_roads_however_it_is_drawn() -> None:
    drawn = line((3, 8), (310, -7), (430, 6), (690, 2))
    assert route_along(NETWORK, AREA, drawn).edge.tolist() == numbers(*STREET)
    around = line((0, 0), (300, 0), (300, 200), (420, 200), (420, 0), (700, 0))
    expected = numbers("ab", "bn", "nm", "mc", "cd")
    assert route_along(NETWORK, AREA, around).edge.tolist() == expected


def test_between_points_the_fastest_way_through_all_of_them_is_taken() -> None:
    def at(name: str, metres: float) -> tuple[Any, Any]:
        return np.array(numbers(name)), np.array([metres])

    pace = np.full(len(NETWORK), 0.1)
    ends = at("ab", 10.0), at("cd", 270.0)
    assert route_between(NETWORK, pace, ends).edge.tolist() == numbers(*STREET)
    over = (ends[0], at("nm", 50.0), ends[1])
    assert route_between(NETWORK, pace, over).edge.tolist() == numbers("ab", "bn", "nm", "mc", "cd")
    pace[numbers("bc")] = 1.0
    assert numbers("nm")[0] in route_between(NETWORK, pace, ends).edge
    blind = np.array(numbers("ab", "ba")), np.array([10.0, 290.0])
    for unreachable in (ends[::-1], (ends[0], ends[1], blind), (blind, ends[1], blind)):
        with pytest.raises(TrajganrError, match="No permitted way leads from"):
            route_between(NETWORK, pace, unreachable)


@pytest.mark.parametrize(
    ("chosen", "message"),
    [
        (("ab", "bc", "bn"), "fork or meet at segment"),
        (("ab", "ba"), "twice"),
        (("bc",) * 2 + ("cb",), "twice"),
        (("bn", "nm", "mc", "cb"), "are a ring through"),
        (("nm", "cd", "ab"), "has a gap after"),
        (("ab", "cb"), "two opposite directions, which meet at"),
        (("bc", "cm"), "makes a forbidden turn"),
        (("nm",), ""),
        ((), "no directed segment"),
    ],
)
def test_segments_that_are_no_route_are_refused_with_the_place(
    chosen: tuple[str, ...], message: str
) -> None:
    if not message:
        assert route_of_segments(NETWORK, numbers(*chosen)).edge.tolist() == numbers(*chosen)
        return
    with pytest.raises(TrajganrError, match=message) as caught:
        route_of_segments(NETWORK, numbers(*chosen))
    assert caught.value.next_action


@pytest.mark.parametrize(
    ("drawn", "message"),
    [
        (line((700, 0), (420, 0), (300, 0)), "against the one-way street segment"),
        (line((0, 0), (300, 0), (420, 0), (420, 200)), "makes a forbidden turn"),
        (line((0, 0), (300, 0), (300, -300)), "No road of the study area follows"),
        (line((0, 0), (300, 0), (420, 0), (700, 0), (9000, 0)), "leaves the study area"),
        (line((0, 4000), (200, 4000)), "leaves the study area"),
        (line((10, 0), (90, 0)), None),
        (line((300, 0), (300, 90), (300, 0), (0, 0)), "twice|No road"),
    ],
)
def test_a_line_that_roads_do_not_follow_is_refused_with_the_place(
    drawn: shapely.LineString, message: str | None
) -> None:
    if message is None:  # the segment on which it is drawn is long enough
        assert route_along(NETWORK, AREA, drawn).edge.tolist() == numbers("ab")
        return
    with pytest.raises(TrajganrError, match=message):
        route_along(NETWORK, AREA, drawn)


def test_a_route_that_is_too_short_is_refused() -> None:
    places = {"a": (0, 0), "b": (60, 0)}
    network = roads(places, one_way=("ab",))
    with pytest.raises(TrajganrError, match="60 m long"):
        route_of_segments(network, [0])

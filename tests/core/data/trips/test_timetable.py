"""When vehicles are where, between fixes too."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import town

from trajganr_core.data.matching.matched import MatchedTrips
from trajganr_core.data.matching.matcher import Matcher
from trajganr_core.data.roads.network import Network
from trajganr_core.data.trips.timetable import Timetable

EAST = [(20, 200), (350, 200)]
STANDING = [(40, 200), (160, 200), (160, 200), (300, 200)]


@pytest.fixture
def matched(network: Network) -> MatchedTrips:
    return Matcher(network, town.AREA).match(town.trips([EAST, STANDING], seconds=60.0))[0]


def test_between_fixes_a_vehicle_is_where_the_times_of_its_passes_say(
    matched: MatchedTrips,
) -> None:
    """The first of three segments takes 40 s of the minute."""
    first, last = matched.pass_offsets[:2]
    seconds, t = matched.pass_seconds.copy(), matched.pass_t.copy()
    seconds[first:last] = [40.0, *np.full(last - first - 1, 20.0 / (last - first - 1))]
    t[first:last] = town.START + np.concatenate([[0.0], np.cumsum(seconds[first : last - 1])])
    table = Timetable.of(replace(matched, pass_seconds=seconds, pass_t=t))
    piece, crossing = np.array([0, 0]), matched.pass_s[first + 1]
    at = np.array([crossing / 2, crossing])
    assert table.time_at(piece, at) - town.START == pytest.approx([20.0, 40.0])
    assert table.distance_at(piece, town.START + np.array([20.0, 40.0])) == pytest.approx(at)


def test_a_standing_vehicle_is_there_until_it_leaves(matched: MatchedTrips) -> None:
    table, piece = Timetable.of(matched), np.array([1, 1, 1])
    at = table.distance_at(piece, town.START + np.array([60.0, 90.0, 120.0]))
    assert at == pytest.approx(np.full(3, 120.0), abs=1.0)
    assert table.time_at(piece[:1], at[:1]) == pytest.approx([town.START + 120.0])


def test_times_that_contradict_the_fixes_are_held_between_them(matched: MatchedTrips) -> None:
    table = Timetable.of(replace(matched, pass_t=matched.pass_t + 1000.0))
    for piece in range(2):
        rows = slice(*table.offsets[piece : piece + 2])
        assert (np.diff(table.t[rows]) >= 0).all()
        assert table.t[rows][-1] == matched.t[matched.offsets[piece + 1] - 1]

"""How long trips took from the middle of a segment to that of the next one."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from junction_roads import trips_along
from road_passes import chain

from trajganr_core.data import turn_passes as module
from trajganr_core.data.matching.matched import MatchedTrips
from trajganr_core.data.recovery.turns import Turns
from trajganr_core.data.turn_passes import TurnPasses

NETWORK = chain(5)
TURNS = Turns.of(NETWORK)


def driven(*seconds: tuple[float, ...]) -> MatchedTrips:
    """Trips over all segments, 100 m each, with a fix every 50 m after so many seconds each."""
    trips = trips_along(NETWORK, [range(5)] * len(seconds))
    t = np.concatenate([np.cumsum((0.0, *each)) for each in seconds])
    fixes = len(t)
    return replace(
        trips,
        offsets=11 * np.arange(len(seconds) + 1),
        s=np.tile(50.0 * np.arange(11), len(seconds)),
        t=t,
        edge=np.zeros(fixes, dtype=np.int64),
        **{name: np.zeros(fixes) for name in ("lon", "lat", "edge_offset")},
        speed=np.zeros(fixes, dtype=np.float32),
    )


def turns_of(trips: MatchedTrips) -> TurnPasses:
    return TurnPasses.of(trips, np.arange(len(trips)), NETWORK, TURNS, "UTC")


STEADY = (5.0,) * 10


def test_a_delay_before_or_after_a_junction_is_in_the_time_of_its_turn() -> None:
    before, after = list(STEADY), list(STEADY)
    before[3] += 20  # the second half of the second segment
    after[4] += 20  # the first half of the third one
    found = turns_of(driven(tuple(before), tuple(after), STEADY))
    assert found.turn.tolist() == [0, 1, 2, 3] * 3
    np.testing.assert_allclose(found.seconds[found.turn == 1], [30, 30, 10])
    np.testing.assert_allclose(found.seconds[found.turn != 1], 10)
    assert found.piece.tolist() == [0] * 4 + [1] * 4 + [2] * 4
    np.testing.assert_allclose(found.minute_of_week[:2], 3 * 1440 + np.array([5, 15]) / 60)


@pytest.mark.parametrize(("hop_s", "kept"), [(59.0, True), (61.0, False)])
def test_trips_with_distant_fixes_are_left_out(hop_s: float, kept: bool) -> None:
    found = turns_of(driven((*STEADY[:5], hop_s, *STEADY[6:]), STEADY))
    assert set(found.piece.tolist()) == ({0, 1} if kept else {1})


def test_a_trip_that_took_too_long_for_a_turn_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_TURN_S", 80.0)
    slow = (*STEADY[:4], 50.0, 40.0, *STEADY[6:])
    assert set(turns_of(driven(slow, STEADY)).piece.tolist()) == {0, 1}  # in two turns
    slow = (*STEADY[:3], 50.0, 40.0, *STEADY[5:])
    assert set(turns_of(driven(slow, STEADY)).piece.tolist()) == {1}


def test_numbers_of_pieces_and_drivers_go_on_where_pieces_are_read_in_parts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    trips = driven(STEADY, STEADY, STEADY)
    whole = turns_of(trips)
    monkeypatch.setattr(module, "PIECES_TOGETHER", 2)
    parts = turns_of(trips)
    np.testing.assert_array_equal(parts.piece, whole.piece)
    np.testing.assert_array_equal(parts.driver, whole.driver)
    np.testing.assert_array_equal(parts.seconds, whole.seconds)


def test_of_very_many_passes_those_of_some_pieces_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    trips = driven(*[STEADY] * 60)
    monkeypatch.setattr(module, "MAX_PASSES", 150)  # of 300
    found = turns_of(trips)
    pieces, counts = np.unique(found.piece, return_counts=True)
    assert 15 < len(pieces) < 45
    assert (counts == 4).all()
    np.testing.assert_array_equal(found.driver, turns_of(trips).piece)  # one driver a piece

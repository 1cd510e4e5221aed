"""Times of passes in gaps between fixes."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

import numpy as np
import pytest
import town
from matched_trips import match_trips
from town import edge_between

from trajganr_core.data.matching.gap_efforts import KNOWN, PARTS, EffortWeights
from trajganr_core.data.matching.matched import MatchedTrips
from trajganr_core.data.matching.pass_times import (
    LONGEST_WAIT_S,
    Paces,
    has_gaps,
    learn_paces,
    with_even_times,
    with_times,
)
from trajganr_core.data.roads.network import Network
from trajganr_core.utils.arrays import IntArray

#: The southern street has a fast half and a slow half, m/s.
FAST, SLOW = 20.0, 5.0


def drive(start_m: float, every_s: float) -> list[tuple[float, float]]:
    """Positions along the middle street, fast before the crossing and slow after it."""
    seconds = np.arange(0, 60, every_s)
    at = start_m + FAST * seconds
    slow = 200 + SLOW * (seconds - (200 - start_m) / FAST)
    x = np.where(at <= 200, at, slow)
    return [(float(each), 200.0) for each in x[x < 395]]


def halves(network: Network) -> tuple[int, int]:
    return edge_between(network, (0, 1), (1, 1)), edge_between(network, (1, 1), (2, 1))


def speed_on(trips: MatchedTrips, edge: int) -> float:
    """Space-mean speed of the passes over an edge, m/s."""
    on = trips.pass_edge == edge
    return float((trips.pass_exit_m - trips.pass_enter_m)[on].sum() / trips.pass_seconds[on].sum())


def one_side(trips: MatchedTrips) -> Iterator[tuple[MatchedTrips, IntArray]]:
    yield trips, np.zeros(len(trips), dtype=np.int64)


def weigh(monkeypatch: pytest.MonkeyPatch, **logs: float) -> None:
    """Weights of efforts: usual paces, and other parts by their logarithms."""
    weights = np.zeros((len(KNOWN), len(PARTS)))
    weights[0] = [logs.get(part, 0.0 if part == "pace" else -12.0) for part in PARTS]
    own = EffortWeights(*[weights] * 4, widening=(1.0, 0.0))
    monkeypatch.setattr(EffortWeights, "shipped", classmethod(lambda _: own))


@pytest.fixture
def sparse(network: Network) -> MatchedTrips:
    """Drives with a fix every 20 s at different places."""
    paths = [drive(start, 20) for start in np.linspace(2, 190, 40)]
    return match_trips(town.trips(paths, seconds=20), network, town.AREA)


def test_between_close_fixes_time_is_even_and_nothing_is_learned(network: Network) -> None:
    matched = match_trips(town.trips([drive(10, 5)], seconds=5), network, town.AREA)
    paces = Paces(np.linspace(0.01, 1, len(network)))
    assert not has_gaps(matched)
    same = with_times(matched, network, paces)
    np.testing.assert_array_equal(same.pass_seconds, matched.pass_seconds)
    np.testing.assert_array_equal(same.pass_t, matched.pass_t)


def test_in_a_gap_time_is_divided_by_pace(
    network: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    weigh(monkeypatch)
    fast, slow = halves(network)
    # A minute: 190 m on one half and 190 m on the other.
    matched = match_trips(town.trips([[(10, 200), (390, 200)]], seconds=60), network, town.AREA)
    pace = np.ones(len(network))
    pace[slow] = 3.0
    divided = with_times(matched, network, Paces(pace))
    assert divided.pass_edge.tolist() == [fast, slow]
    np.testing.assert_allclose(divided.pass_seconds, [15, 45], atol=0.2)
    np.testing.assert_allclose(divided.pass_t - town.START, [0, 15], atol=0.2)
    np.testing.assert_allclose(matched.pass_seconds, [30, 30], atol=0.2)


def test_a_stay_at_the_ends_of_a_trip_is_no_time_on_the_road(
    network: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    matched = match_trips(town.trips([[(10, 200), (390, 200)]], seconds=60), network, town.AREA)
    weigh(monkeypatch, begin=np.log(3), end=0.0)  # 15 and 5 s
    paces = Paces(np.full(len(network), 40 / 380))  # the drive takes 40 s
    divided = with_times(matched, network, paces)
    np.testing.assert_allclose(divided.pass_seconds, [20, 20], atol=0.2)
    assert divided.pass_t[0] - town.START == pytest.approx(15, abs=0.1)


def test_nobody_gets_in_on_a_motorway(network: Network, monkeypatch: pytest.MonkeyPatch) -> None:
    motorway = dataclasses.replace(network, highway=np.full(len(network), "motorway", dtype=object))
    matched = match_trips(town.trips([[(10, 200), (390, 200)]], seconds=60), motorway, town.AREA)
    weigh(monkeypatch, begin=np.log(3), end=0.0)
    divided = with_times(matched, motorway, Paces(np.full(len(network), 0.1)))
    assert divided.pass_seconds.sum() == pytest.approx(60)


def test_a_gap_far_longer_than_its_drive_holds_a_stay(network: Network) -> None:
    x = [(10.0, 200.0), (200.0, 200.0), (390.0, 200.0)]
    matched = match_trips(town.trips([x], seconds=3600), network, town.AREA)
    divided = with_times(matched, network, Paces(np.full(len(network), 0.1)))
    assert len(matched) == 1
    assert divided.pass_seconds.max() < LONGEST_WAIT_S + 100


def test_paces_of_fast_and_slow_roads_are_told_apart(
    network: Network, sparse: MatchedTrips, monkeypatch: pytest.MonkeyPatch
) -> None:
    weigh(monkeypatch)
    fast, slow = halves(network)
    even = with_even_times(sparse)
    # The lengths of gaps are stretched, so that they are divided by paces alone.
    (paces,) = learn_paces(lambda: one_side(sparse), network, 1)
    divided = with_times(sparse, network, paces)
    assert speed_on(even, fast) / speed_on(even, slow) < FAST / SLOW
    assert speed_on(even, fast) < speed_on(divided, fast) < 1.3 * FAST
    assert speed_on(divided, slow) > 0.7 * SLOW


def test_a_side_learns_from_its_own_trips_only(network: Network, sparse: MatchedTrips) -> None:
    side = np.arange(len(sparse)) % 2

    def batches(late: float) -> Iterator[tuple[MatchedTrips, IntArray]]:
        t = sparse.t + late * side[np.repeat(np.arange(len(sparse)), np.diff(sparse.offsets))]
        t = t + late * np.arange(sparse.fixes) * (t > sparse.t)
        yield with_even_times(dataclasses.replace(sparse, t=t)), side

    first, second = (learn_paces(lambda late=late: batches(late), network, 2) for late in (0.0, 7))
    np.testing.assert_array_equal(first[0].s_per_m, second[0].s_per_m)
    assert (first[1].s_per_m != second[1].s_per_m).any()


def test_without_trips_there_are_finite_paces(network: Network) -> None:
    (paces,) = learn_paces(lambda: one_side(MatchedTrips.empty()), network, 1)
    assert np.isfinite(paces.s_per_m).all()
    assert (paces.s_per_m > 0).all()
    assert len(with_times(MatchedTrips.empty(), network, paces)) == 0

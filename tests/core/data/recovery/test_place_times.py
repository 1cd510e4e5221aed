"""Quantiles of the time at places between fixes."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
import town
from matched_trips import match_trips

from trajganr_core.data.matching.footprints import interpolate_time
from trajganr_core.data.matching.gap_efforts import KNOWN, PARTS, EffortWeights
from trajganr_core.data.matching.matched import MatchedTrips
from trajganr_core.data.matching.pass_times import Paces
from trajganr_core.data.recovery.place_times import place_times
from trajganr_core.data.roads.network import Network

PLACES = np.linspace(0.0, 380.0, 60)
PIECE = np.zeros(len(PLACES), dtype=np.int64)


@pytest.mark.parametrize("seed", [None, 0, 1])
def test_quantiles_grow_along_the_way_and_stay_between_the_fixes(
    network: Network, seed: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    if seed is not None:  # whatever the weights are
        sets = np.random.default_rng(seed).normal(0, 2, (4, len(KNOWN), len(PARTS)))
        own = EffortWeights(*sets, widening=(1.3, 0.2))
        monkeypatch.setattr(EffortWeights, "shipped", classmethod(lambda _: own))
    x = [(10.0, 200.0), (100.0, 200.0), (390.0, 200.0)]
    trips = match_trips(town.trips([x], seconds=60), network, town.AREA)
    times = place_times(trips, network, Paces(np.full(len(network), 0.1)), PIECE, PLACES)
    assert (np.diff(times, axis=0) >= 0).all()
    assert (times >= town.START).all()
    assert (times <= town.START + 120).all()
    if seed is None:
        assert (np.diff(times, axis=1) >= -1e-6).all()
        assert (times[2] - times[0]).max() > 10
    else:
        assert (np.diff(times[1]) >= -1e-6).all()


def test_between_close_fixes_the_time_is_interpolated(network: Network) -> None:
    x = [(float(each), 200.0) for each in np.arange(10, 400, 50)]
    trips = match_trips(town.trips([x], seconds=5), network, town.AREA)
    places = np.linspace(0, trips.s[-1], 9)
    piece = np.zeros(9, dtype=np.int64)
    times = place_times(trips, network, Paces(np.full(len(network), 0.1)), piece, places)
    np.testing.assert_array_equal(times, [interpolate_time(trips, piece, places)] * 3)


def test_a_vehicle_that_was_slow_before_a_fix_leaves_it_late(network: Network) -> None:
    x = [(10.0, 200.0), (20.0, 200.0), (390.0, 200.0)]
    slow = match_trips(town.trips([x], seconds=60), network, town.AREA)
    fast = dataclasses.replace(slow, t=slow.t + np.array([55.0, 0.0, 0.0]))
    paces = Paces(np.full(len(network), 0.1))
    after = np.array([slow.s[1] + 60.0])
    piece = np.zeros(1, dtype=np.int64)
    late, early = (place_times(each, network, paces, piece, after)[1] for each in (slow, fast))
    assert late > early + 1


def test_where_a_vehicle_stayed_in_a_gap_is_not_known(network: Network) -> None:
    x = [(10.0, 200.0), (200.0, 200.0), (390.0, 200.0)]
    trips = match_trips(town.trips([x], seconds=3600), network, town.AREA)
    piece, paces = np.zeros(1, dtype=np.int64), Paces(np.full(len(network), 0.1))
    low, _, high = place_times(trips, network, paces, piece, np.array([100.0]))[:, 0]
    assert low < town.START + 600
    assert high > town.START + 3000


def test_no_trips_have_no_times(network: Network) -> None:
    none = np.empty(0, dtype=np.int64)
    paces = Paces(np.full(len(network), 0.1))
    assert place_times(MatchedTrips.empty(), network, paces, none, np.empty(0)).shape == (3, 0)

"""Waypoints on the segments that trips pass."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from benchmarks.waypoints import shares_of_the_way, waypoints_of_passes
from trajganr_core.data.bundle import Bundle
from trajganr_core.data.matching.matched import MatchedTrips
from trajganr_core.features.location_features import LONGEST

#: Two trips over three segments and one, of 100 m each.
TWO = dataclasses.replace(
    MatchedTrips.empty(),
    offsets=np.array([0, 3, 5]),
    s=np.array([0.0, 40.0, 250.0, 0.0, 90.0]),
    pass_offsets=np.array([0, 3, 4]),
    pass_s=np.array([0.0, 100.0, 200.0, 0.0]),
    pass_enter_m=np.zeros(4),
    pass_exit_m=np.full(4, 100.0),
)


def test_each_fix_counts_on_the_pass_where_it_lies() -> None:
    assert waypoints_of_passes(TWO).tolist() == [2, 0, 1, 2]


def test_shares_are_of_the_metres_driven() -> None:
    assert shares_of_the_way(TWO).tolist() == [0.25, 0.25, 0.5]
    longer = dataclasses.replace(TWO, pass_exit_m=np.array([100.0, 500.0, 100.0, 100.0]))
    assert shares_of_the_way(longer).tolist() == [0.625, 0.125, 0.25]


def test_of_a_long_trip_the_waypoints_count_that_the_encoder_sees(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("benchmarks.waypoints.LONGEST", 2)
    assert waypoints_of_passes(TWO).tolist() == [1, 0, 1, 2]


def test_no_fix_of_a_bundle_is_lost(bundle: Bundle) -> None:
    assert np.diff(bundle.trips.offsets).max() < LONGEST
    assert waypoints_of_passes(bundle.trips).sum() == bundle.trips.fixes
    assert shares_of_the_way(bundle.trips).sum() == pytest.approx(1)

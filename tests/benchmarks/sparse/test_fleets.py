"""Ways and speeds of thinned trips against those of all fixes."""

from dataclasses import replace

import numpy as np
import pytest

from benchmarks.sparse.fleets import RoadPasses, error_ratio, f1_difference, thinned, way_overlap
from trajganr_core.data.trips.trajectories import Trajectories


@pytest.fixture
def full(trips):
    """The trip with all columns."""
    columns = dict.fromkeys(("matched_share", "rms_m", "confidence"), np.ones(1, np.float32))
    probability = np.ones(len(trips.pass_edge), dtype=np.float32)
    return replace(trips, pass_probability=probability, **columns)


@pytest.fixture
def fixes(full):
    """Its fixes."""
    columns = (full.lon, full.lat, full.t, full.speed, full.speed)
    return Trajectories(full.offsets, *columns, full.trip_id, full.driver_id)


def test_thinned_trips_keep_their_last_fix(fixes):
    assert thinned(fixes, 150).t.tolist() == [0, 150, 300, 450, 585]


def test_a_thinned_trip_on_the_same_path_has_all_ways(full, fixes):
    few = thinned(fixes, 150)
    found = full.with_fixes(np.isin(full.t, few.t))
    overlap = way_overlap(full, found, few, 150)
    assert len(overlap) == 3
    assert overlap.true_m.tolist() == overlap.found_m.tolist() == [500.0] * 3
    assert overlap.f1 == 1.0
    assert overlap.was.all()


def test_another_road_counts_as_metres_found_and_not_driven(full, fixes):
    few = thinned(fixes, 150)
    edge = np.where(full.pass_edge == 7, 99, full.pass_edge)
    found = replace(full, pass_edge=edge).with_fixes(np.isin(full.t, few.t))
    overlap = way_overlap(full, found, few, 150)
    assert overlap.common_m.tolist() == [500.0, 400.0, 500.0]
    assert overlap.f1 == pytest.approx(14 / 15)
    assert overlap.metres[overlap.was == 0].tolist() == [100.0]
    assert f1_difference(overlap, overlap) == (0.0, 0.0, 0.0)


def test_a_trip_that_was_cut_is_found_in_part(full, fixes):
    few = thinned(fixes, 150)
    found = full.with_fixes(np.isin(full.t, few.t) & (full.t <= 300))
    overlap = way_overlap(full, found, few, 150)
    assert overlap.found_m.tolist() == [500.0, 500.0, 0.0]
    assert overlap.true_m.tolist() == [500.0] * 3


def test_half_the_error_on_roads_that_both_cover_is_a_ratio_of_a_half():
    driver = np.arange(10)
    edge, one = np.zeros(10, dtype=np.int64), np.ones(10)
    full, thin, before = (
        RoadPasses(edge, driver, one, 100 * one, seconds * one, edges=2)
        for seconds in (10.0, 12.0, 15.0)
    )
    ratio, low, high = error_ratio(full, thin, before)
    assert ratio == pytest.approx(0.5)
    assert low == high == pytest.approx(ratio)

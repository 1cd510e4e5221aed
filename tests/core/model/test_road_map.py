"""What a road map tells along paths."""

import dataclasses

import numpy as np
import pytest

from trajganr_core.data.bundle import Bundle
from trajganr_core.features.input_trips import bundle_road_map
from trajganr_core.model.road_map import PACE, WAY_FEATURES, RoadMap, Way, driven


@pytest.fixture(scope="module")
def road_map(bundle: Bundle) -> RoadMap:
    return bundle_road_map(bundle)


@pytest.fixture(scope="module")
def way(bundle: Bundle, road_map: RoadMap) -> Way:
    return road_map.way(bundle.matched.take(np.flatnonzero(~bundle.is_label)), is_known=True)


def test_expected_seconds_are_metres_times_the_pace_of_each_segment(way: Way) -> None:
    trips = way.trips
    last = trips.offsets[1:] - 1
    piece = np.arange(len(trips))
    found = way.expected(piece, trips.s[last]) - way.expected(piece, np.zeros(len(trips)))
    for one in range(5):
        passes = slice(trips.pass_offsets[one], trips.pass_offsets[one + 1])
        metres = trips.pass_exit_m[passes] - trips.pass_enter_m[passes]
        assert found[one] == pytest.approx((metres * way.pace[passes]).sum(), rel=1e-3)


def test_a_place_is_found_by_its_expected_seconds(way: Way) -> None:
    trips = way.trips
    piece = np.repeat(np.arange(len(trips)), 7)
    s = np.linspace(0.05, 0.95, 7) * trips.s[trips.offsets[1:] - 1][:, None]
    found = way.place_at(piece, way.expected(piece, s.ravel()))
    np.testing.assert_allclose(found, s.ravel(), atol=1e-3)


def test_a_trips_own_passes_do_not_count(bundle: Bundle) -> None:
    """With a map of this trip alone nothing is known of its segments but their kind's pace."""
    trip = bundle.matched.take(np.array([3]))
    alone = RoadMap.of(bundle.network, bundle.area, driven(trip, bundle.network))
    hidden, seen = (alone.way(trip, is_known=known) for known in (True, False))
    np.testing.assert_allclose(hidden.known, 0, atol=1e-6)
    np.testing.assert_allclose(hidden.pace, alone.usual[0, trip.pass_edge], rtol=1e-6)
    assert (seen.known > 0).any()
    nothing = RoadMap.of(bundle.network, bundle.area, 0 * alone.driven)
    np.testing.assert_allclose(nothing.way(trip, is_known=False).pace, PACE, rtol=1e-6)


def test_segments_whose_passes_differ_more_have_a_larger_variance(
    bundle: Bundle, road_map: RoadMap
) -> None:
    trips = bundle.matched.take(np.arange(20))
    seconds, squares, metres = road_map.driven
    wilder = dataclasses.replace(road_map, driven=np.stack([seconds, 4 * squares, metres]))
    one, other = (each.way(trips, is_known=False) for each in (road_map, wilder))
    assert (other.variance >= one.variance).all() and (other.variance > one.variance).any()
    np.testing.assert_array_equal(one.pace, other.pace)


def test_features_are_numbers_at_fixes_and_between_them(way: Way) -> None:
    trips = way.trips
    at_fixes = way.at_fixes()
    assert at_fixes.shape == (trips.fixes, WAY_FEATURES)
    piece = np.repeat(np.arange(len(trips)), 5)
    s = np.linspace(0, 1, 5) * trips.s[trips.offsets[1:] - 1][:, None]
    between = way.at(piece, s.ravel())
    assert between.shape == (len(piece), WAY_FEATURES)
    assert np.isfinite(at_fixes).all() and np.isfinite(between).all()

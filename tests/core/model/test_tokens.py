"""Trips as padded tensors."""

import dataclasses

import numpy as np
import pytest

from trajganr_core.data.bundle import Bundle
from trajganr_core.data.matching.footprints import interpolate_time
from trajganr_core.model.tokens import TripTokens, pad, visible_columns


@pytest.fixture(scope="module")
def tokens(bundle: Bundle) -> TripTokens:
    return TripTokens(bundle.matched, bundle.area)


def test_a_fix_has_its_location_and_the_time_since_the_start_of_the_trip(
    tokens: TripTokens,
) -> None:
    trips = tokens.trips
    points = tokens.fixes(np.array([3]), longest=1000)
    rows = slice(trips.offsets[3], trips.offsets[4])
    elapsed = (trips.t[rows] - trips.t[rows][0]) / 600
    np.testing.assert_allclose(points.time[0, :, 0].numpy(), elapsed, rtol=1e-6)
    assert points.mask.all()
    assert (points.xy.abs() <= 1).all()


def test_time_of_week_resolves_a_second_far_from_the_epoch() -> None:
    monday = 4 * 86_400.0 + 52_000 * 7 * 86_400.0  # Unix time began on a Thursday
    clock = TripTokens._clocks(np.array([monday, monday + 1]), np.array([monday, monday]))
    assert clock[0, 1] == 0
    assert np.isclose(clock[1, 1] * 86_400, 1, atol=1e-3)


def test_speed_at_a_fix_is_metres_along_the_path_over_seconds(tokens: TripTokens) -> None:
    trips = tokens.trips
    first = trips.offsets[5]
    speed = (trips.s[first + 2] - trips.s[first + 1]) / (trips.t[first + 2] - trips.t[first + 1])
    motion = tokens.fixes(np.array([5]), longest=1000).motion[0].numpy()
    assert np.isclose(motion[1, 1] * 15, speed, rtol=1e-5)  # to the next fix
    assert np.isclose(motion[2, 0] * 15, speed, rtol=1e-5)  # from the one before
    assert np.isfinite(tokens.motion).all()


def test_a_measured_speed_replaces_the_distance_between_two_fixes(bundle: Bundle) -> None:
    trips = bundle.matched
    speed = np.full(len(trips.t), np.nan, dtype=np.float32)
    first = trips.offsets[5]
    speed[first + 1], speed[first + 2] = 6.0, 9.0
    motion = TripTokens(dataclasses.replace(trips, speed=speed), bundle.area).motion
    unmeasured = TripTokens(trips, bundle.area).motion
    assert np.isclose(motion[first + 1, 1] * 15, 7.5)
    assert np.isclose(motion[first, 1], unmeasured[first, 1])


def test_a_query_between_two_fixes_has_the_motion_of_their_hop(tokens: TripTokens) -> None:
    trips = tokens.trips
    first = trips.offsets[5]
    s = np.array([[(trips.s[first + 1] + trips.s[first + 2]) / 2]])
    t = interpolate_time(trips, np.array([5]), s[0])[None]
    query = tokens.queries(np.array([5]), s, t, np.zeros((1, 1, 2)), np.ones((1, 1), bool))
    assert np.isclose(query.motion[0, 0, 0], tokens.motion[first + 1, 1])
    gaps = np.expm1(query.motion[0, 0, 7:].numpy())
    assert np.isclose(gaps.sum(), trips.t[first + 2] - trips.t[first + 1], rtol=1e-4)


def test_a_long_trip_is_downsampled_at_random_only_with_a_generator(tokens: TripTokens) -> None:
    longest = int(np.diff(tokens.trips.offsets).argmax())
    trip = np.array([longest])
    even = tokens.fixes(trip, longest=8).time[0, :, 0]
    counts = np.diff(tokens.trips.offsets)[trip]
    drawn, again = (
        tokens.fixes_at(trip, *visible_columns(counts, 8, rng)).time[0, :, 0]
        for rng in map(np.random.default_rng, (0, 1))
    )
    assert even.shape == drawn.shape == (8,)
    assert (even.diff() > 0).all()
    assert (drawn.diff() > 0).all()
    assert not np.array_equal(drawn, again)


def test_shorter_trips_are_padded_and_masked(tokens: TripTokens) -> None:
    counts = np.diff(tokens.trips.offsets)
    trip = np.array([int(counts.argmin()), int(counts.argmax())])
    points = tokens.fixes(trip, longest=1000)
    assert points.mask.sum(1).tolist() == counts[trip].tolist()


def test_pad_puts_every_item_in_its_row() -> None:
    index, mask = pad(np.array([0, 0, 2, 2, 2]), rows=4)
    assert mask.sum(1).tolist() == [2, 0, 3, 0]
    assert index[mask].tolist() == [0, 1, 2, 3, 4]

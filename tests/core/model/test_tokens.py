"""Trips as padded tensors."""

import dataclasses

import numpy as np
import pytest

from trajganr_core.data.bundle import Bundle
from trajganr_core.data.matching.footprints import interpolate_time
from trajganr_core.model.tokens import Hidden, TripTokens, hidden_columns, pad, visible_columns


@pytest.fixture(scope="module")
def tokens(bundle: Bundle) -> TripTokens:
    return TripTokens(bundle.trips, bundle.area)


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
    trips = bundle.trips
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


def hide(tokens: TripTokens, trip: np.ndarray, *, count: int, seed: int) -> Hidden:
    """Some fixes of each trip hidden, drawn as in training."""
    rng = np.random.default_rng(seed)
    counts = np.diff(tokens.trips.offsets)[trip]
    columns, mask = visible_columns(counts, 64, rng)
    return tokens.hide(trip, columns, mask, *hidden_columns(counts, columns, mask, count, rng))


def test_hidden_fixes_are_interior_and_never_neighbours(tokens: TripTokens) -> None:
    trips = tokens.trips
    trip = np.flatnonzero(np.diff(trips.offsets) >= 8)[:20]
    hidden = hide(tokens, trip, count=3, seed=0)
    assert hidden.queries.mask.all()
    for row, one in enumerate(trip):
        all_s = trips.s[trips.offsets[one] : trips.offsets[one + 1]] / 1000
        queried = np.sort(hidden.queries.place[row, :, 2].numpy())
        left = hidden.fixes.place[row, hidden.fixes.mask[row], 2].numpy()
        np.testing.assert_allclose(np.sort([*queried, *left]), all_s, atol=1e-5)
        assert np.isclose(left[[0, -1]], all_s[[0, -1]], atol=1e-5).all()


def test_motion_of_visible_fixes_is_computed_without_the_hidden_ones(tokens: TripTokens) -> None:
    """As if the hidden fixes had never been recorded: features of the thinned trip are equal."""
    trips = tokens.trips
    trip = np.flatnonzero(np.diff(trips.offsets) >= 8)[:20]
    hidden = hide(tokens, trip, count=3, seed=1)
    for row, one in enumerate(trip):
        rows = slice(trips.offsets[one], trips.offsets[one + 1])
        s, t = trips.s[rows], trips.t[rows]
        mask = hidden.fixes.mask[row]
        elapsed = hidden.fixes.time[row, mask, 0].numpy() * 600
        kept = np.searchsorted(t - t[0], elapsed - 0.01)
        speed = np.diff(s[kept]) / np.diff(t[kept])
        motion = hidden.fixes.motion[row, mask].numpy()
        np.testing.assert_allclose(motion[:-1, 1] * 15, np.minimum(speed, 60), atol=1e-2)
        np.testing.assert_allclose(motion[1:, 0] * 15, np.minimum(speed, 60), atol=1e-2)
        np.testing.assert_allclose(np.expm1(motion[1:, 7]), np.diff(t[kept]), rtol=1e-3)


def test_a_hidden_fix_is_queried_at_the_interpolated_time(tokens: TripTokens) -> None:
    trips = tokens.trips
    trip = np.flatnonzero(np.diff(trips.offsets) >= 8)[:20]
    hidden = hide(tokens, trip, count=1, seed=2)
    for row, one in enumerate(trip):
        rows = slice(trips.offsets[one], trips.offsets[one + 1])
        s, t = trips.s[rows], trips.t[rows] - trips.t[rows][0]
        place = float(hidden.queries.place[row, 0, 2]) * 1000
        fix = int(np.abs(s - place).argmin())
        before, after = fix - 1, fix + 1
        if not (s[before] < s[fix] < s[after]):
            continue  # it stood: several fixes at one place
        share = (s[fix] - s[before]) / (s[after] - s[before])
        expected = t[before] + share * (t[after] - t[before])
        assert np.isclose(float(hidden.queries.time[row, 0, 0]) * 600, expected, atol=0.1)
        target = hidden.target[row, 0].numpy()
        speeds = [
            (s[fix] - s[before]) / (t[fix] - t[before]),
            (s[after] - s[fix]) / (t[after] - t[fix]),
        ]
        np.testing.assert_allclose(np.expm1(target[:2]) * 15, speeds, rtol=1e-3, atol=1e-3)


def test_a_trip_of_two_fixes_has_nothing_to_hide(tokens: TripTokens) -> None:
    counts = np.diff(tokens.trips.offsets)
    longest = int(counts.argmax())
    rows = slice(tokens.trips.offsets[longest], tokens.trips.offsets[longest] + 2)
    short = two_fixes(tokens, longest)
    hidden = hide(short, np.array([0]), count=2, seed=0)
    assert not hidden.queries.mask.any()
    assert hidden.fixes.mask.sum() == 2
    assert np.isfinite(hidden.queries.motion.numpy()).all()
    np.testing.assert_allclose(hidden.fixes.xy[0].numpy(), tokens.xy[rows])


def test_without_a_fix_to_hide_there_are_no_queries(tokens: TripTokens) -> None:
    whole = two_fixes(tokens, 0)
    short = TripTokens(whole.trips.take(np.array([0, 0])), tokens.area)
    hidden = hide(short, np.array([0, 1]), count=2, seed=0)
    assert hidden.queries.mask.shape == (2, 0)
    assert hidden.target.shape == (2, 0, 4)
    assert hidden.fixes.mask.all()


def two_fixes(tokens: TripTokens, trip: int) -> TripTokens:
    """The first two fixes of a trip, as a trip of its own, beside the whole one."""
    trips = tokens.trips.take(np.array([trip, trip]))
    count = int(trips.offsets[1])
    fixes = np.r_[0, 1, np.arange(count, 2 * count)]
    cut = dataclasses.replace(
        trips,
        offsets=np.array([0, 2, 2 + count]),
        **{
            name: getattr(trips, name)[fixes]
            for name in ("lon", "lat", "t", "speed", "s", "edge", "edge_offset")
        },
    )
    return TripTokens(cut, tokens.area)

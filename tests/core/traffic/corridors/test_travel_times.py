"""Whole and composed travel times, the profile, and what may be published of them."""

from __future__ import annotations

from dataclasses import replace

import differencing
import numpy as np
import pytest
from junction_roads import road, roads, trips_along

from trajganr_core.contract.kinds.corridor import MEASURED
from trajganr_core.contract.options.time_sets import parse_time_set
from trajganr_core.data.matching.matched import MatchedTrips
from trajganr_core.traffic.corridors.composed import Block, blocks_of
from trajganr_core.traffic.corridors.profile import Bins, bottlenecks_of, profile_of
from trajganr_core.traffic.corridors.slices import Slice, Sliced
from trajganr_core.traffic.corridors.travel_times import (
    COMPOSED,
    MEASURES,
    WHOLE,
    TravelTimes,
    travel_times,
)
from trajganr_core.traffic.corridors.traversals import Traversals, traversals_of

PLACES = {name: (200 * number, 0) for number, name in enumerate("abcdefg")}
PLACES |= {"x": (400, 200), "y": (800, 200)}
NETWORK = roads(PLACES, one_way=("ab", "bc", "cd", "de", "ef", "fg", "xc", "cx", "ey", "ye"))
ROUTE = np.array([road(NETWORK, PLACES, name) for name in ("ab", "bc", "cd", "de", "ef", "fg")])
#: Monday, 1 July 2013, 8:00 UTC.
MONDAY = 1_372_665_600.0
WEEK = Slice(parse_time_set("whole week"))


def driven(ways: list[tuple[str, ...]], mps: float = 10.0) -> MatchedTrips:
    """Trips along roads, with a fix where each begins and ends."""
    edges = [[road(NETWORK, PLACES, name) for name in way] for way in ways]
    trips = trips_along(NETWORK, edges, mps)
    length = np.array([200.0 * len(way) for way in ways])
    return replace(
        trips,
        offsets=2 * np.arange(len(ways) + 1),
        s=np.column_stack([0 * length, length]).ravel(),
        t=np.column_stack([0 * length, length / mps]).ravel() + MONDAY,
        pass_t=trips.pass_t + MONDAY,
    )


def found_in(trips: MatchedTrips) -> Traversals:
    return traversals_of(trips, NETWORK, ROUTE, np.zeros(len(trips.pass_edge), dtype=bool))


def sliced(found: Traversals, driver: list[int], least: int = 1, *slices: Slice) -> Sliced:
    sides = np.ones((len(found), 1), dtype=bool)
    return Sliced(slices or (WEEK,), np.array(driver, dtype=np.int32), sides, "UTC", least)


def test_a_traversal_comes_from_the_route_and_stays_on_it() -> None:
    ways = [
        ("ab", "bc", "cd", "de", "ef", "fg"),
        ("xc", "cd", "de", "ey"),  # turns onto it and off again
        ("ab", "bc", "cx", "xc", "cd", "de", "ef", "fg"),  # leaves it for a while
    ]
    found = found_in(driven(ways))
    assert found.first_pass.tolist() == [0, 7, 10, 14]
    assert found.are_whole.tolist() == [True, False, False, False]
    assert found.through(2, 3).tolist() == [True, False, False, False]
    assert found.through(3, 5).tolist() == [True, False, False, True]
    row, position = found.passes()
    assert position[row == 2].tolist() == [0]
    assert position[row == 3].tolist() == [3, 4, 5]
    assert found.seconds(0, 5)[0] == 120


def times_of(found: Traversals, driver: list[int], blocks: list[Block]) -> TravelTimes:
    return travel_times(found, sliced(found, driver), blocks, 60.0, seed=1)


def test_composed_times_are_those_of_whole_trips_where_blocks_are_correlated() -> None:
    rng = np.random.default_rng(4)
    count = 3000
    slow = np.exp(0.4 * rng.standard_normal(count))  # of a trip on all its segments
    seconds = 20.0 * slow[:, None] * np.exp(0.2 * rng.standard_normal((count, 6)))
    bounds = MONDAY + np.concatenate([np.zeros((count, 1)), seconds.cumsum(axis=1)], axis=1)
    part = rng.integers(3, size=count)  # all of it, all but the begin, or all but the end
    first, last = np.where(part == 1, 1, 0), np.where(part == 2, 4, 5)
    bounds[part == 1, 0] = bounds[part == 2, 6] = np.nan
    all_or_none = np.ones(count, dtype=bool)
    found = Traversals(
        *(np.arange(count), first, last, all_or_none, all_or_none),
        *(bounds, np.zeros(count)),
    )
    partial = found.take(np.flatnonzero(part > 0))
    blocks = blocks_of(partial, np.arange(7) * 200.0, np.arange(len(partial), dtype=np.int32), 5)
    assert len(blocks) == 3
    every = times_of(found, list(range(count)), [])
    composed = times_of(partial, list(range(len(partial))), blocks)
    assert every.source.tolist() == [WHOLE] and composed.source.tolist() == [COMPOSED]
    for name, most in (("mean_s", 0.02), ("p50_s", 0.04), ("p95_s", 0.06)):
        at = MEASURES.index(name)
        assert composed.values[0, at] == pytest.approx(every.values[0, at], rel=most)
        low, high = (each[0, at] for each in composed.bounds())
        assert low < composed.values[0, at] < high


def test_indices_are_ratios_of_the_travel_times() -> None:
    found = found_in(driven([("ab", "bc", "cd", "de", "ef", "fg")] * 20))
    (values,) = times_of(found, list(range(20)), []).values
    of = dict(zip(MEASURES, values, strict=True))
    assert tuple(column.name for column in MEASURED) == MEASURES
    assert of["mean_s"] == of["p95_s"] == 120
    times = times_of(found, list(range(20)), [])
    low, high = (each[0, MEASURES.index("mean_s")] for each in times.bounds())
    assert 110 < low < 120 * 0.97 and 120 * 1.03 < high < 130  # all took as long: measured so
    assert (of["travel_time_index"], of["planning_time_index"], of["buffer_index"]) == (2, 2, 0)


def test_no_times_are_composed_where_too_few_trips_drive_from_a_part_to_the_next() -> None:
    ways = [("ab", "bc", "cd")] * 40 + [("cd", "de", "ef", "fg")] * 40
    found = found_in(driven(ways))
    assert blocks_of(found, np.arange(7) * 200.0, np.arange(80, dtype=np.int32), 5) == []


def test_the_profile_sums_to_the_time_of_segments_and_bottlenecks_are_ranked_by_delay() -> None:
    trips = driven([("ab", "bc", "cd", "de", "ef", "fg")] * 6)
    late = 60.0 * (trips.pass_s > 300) + 20.0 * (trips.pass_s > 900)
    seconds = trips.pass_seconds + 60.0 * (trips.pass_s == 200) + 20.0 * (trips.pass_s == 800)
    t, s = (
        MONDAY + np.array([0, 20, 100, 140, 180, 200.0]),
        np.array([0, 200, 400, 800, 1000, 1200.0]),
    )
    trips = replace(
        trips,
        offsets=6 * np.arange(7),
        t=np.tile(t, 6),
        s=np.tile(s, 6),
        pass_t=trips.pass_t + late,
        pass_seconds=seconds,
    )
    found = found_in(trips)
    bins = Bins.of(200.0 * np.arange(7), np.full(6, 0.08))
    profile = profile_of(found, sliced(found, [*range(6)]), trips, bins)
    assert len(profile) == len(bins) == 48 and (profile.traversals == 6).all()
    of_segment = np.bincount(bins.segment, profile.seconds)
    assert of_segment == pytest.approx([20, 80, 20, 20, 40, 20])
    slow = bottlenecks_of(profile, bins, 0.6)
    assert slow.from_m.tolist() == [200, 800] and slow.to_m.tolist() == [400, 1000]
    assert slow.delay_s == pytest.approx([64, 24])


@pytest.mark.parametrize("seed", range(12))
def test_nothing_of_few_drivers_follows_by_subtraction(seed: int) -> None:
    rng = np.random.default_rng(seed)
    street = ("ab", "bc", "cd", "de", "ef", "fg")
    begins, ends = rng.choice([0, 0, 2], 24), rng.choice([4, 6, 6], 24)
    trips = driven([street[a:b] for a, b in zip(begins, ends, strict=True)])
    later = 3600.0 * rng.integers(3, size=24)
    trips = replace(trips, pass_t=trips.pass_t + later[trips.trip_of_pass])
    found = found_in(trips)
    driver = rng.integers(9, size=24)
    texts = ("whole week", "08:00-09:00", "09:00-10:00", "08:00-10:00")
    slices = [Slice(parse_time_set(text), is_asked=len(text) == 10) for text in texts]
    of = sliced(found, driver.tolist(), 3, *slices)
    bins = Bins.of(200.0 * np.arange(7), np.full(6, 0.1))
    profile = profile_of(found, of, trips, bins)
    times = travel_times(found, of, [], 60.0, seed=0)
    row, position = found.passes()
    inside = of.inside(row, found.begins(row, position))
    shown = {*zip(profile.slice.tolist(), bins.segment[profile.bin].tolist(), strict=True)}
    cells = [inside[:, each] & (position == segment) for each, segment in shown]
    cells += [inside[:, each] & found.are_whole[row] for each in times.slice.tolist()]
    assert cells or seed
    if cells:
        assert differencing.found_by_subtraction(np.array(cells), of.driver[row], 3) is None

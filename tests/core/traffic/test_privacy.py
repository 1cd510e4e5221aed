"""What is published cannot be added and subtracted to what fewer drivers did."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest
from differencing import found_by_subtraction
from hypothesis import given, settings
from hypothesis import strategies as st

from trajganr_core.contract.options.time_sets import MINUTES_PER_DAY, TimeSet, parse_time_sets
from trajganr_core.data.local_time import is_in
from trajganr_core.data.passes import PassReport, PassTable
from trajganr_core.jobs.od_matrix import _Journeys, _rows
from trajganr_core.traffic import driver_bootstrap
from trajganr_core.traffic.changes.estimates import compare_sides
from trajganr_core.traffic.changes.published import published_sides, withhold
from trajganr_core.traffic.changes.sums import SidePasses, TwoSides
from trajganr_core.traffic.flows.zones import Zones
from trajganr_core.traffic.junctions.delays import CrossingDelays
from trajganr_core.traffic.junctions.movement_statistics import observe_movements
from trajganr_core.traffic.junctions.movements import Movements
from trajganr_core.traffic.observed_traffic import observe_traffic
from trajganr_core.traffic.privacy import (
    are_enough,
    published_number,
    published_percentiles,
    published_roads,
    published_sets,
    published_shares,
    published_time_sets,
    published_totals,
)
from trajganr_core.traffic.published_layers import Asked

MIN_COUNT, MAX_DRIVERS = 3, 9
SEEDS = st.integers(0, 2**32 - 1)
#: Time sets that overlap, are nested, and have nothing in common.
TIMES = (
    *("whole week", "weekdays", "weekend", "night free flow", "weekday morning peak"),
    *("Mon", "Mon-Wed 06:00-20:00", "Tue,Sat", "07:00-09:00", "08:00-10:00", "Fri-Sun"),
)
many = settings(max_examples=40, deadline=None)


def some_times(rng: np.random.Generator) -> tuple[TimeSet, ...]:
    return parse_time_sets(rng.permutation(TIMES)[: rng.integers(1, 6)].tolist())


def some_minutes(rng: np.random.Generator, count: int) -> np.ndarray:
    day, hour = rng.integers(0, 7, count), rng.choice([2, 7, 8, 9, 15], count)
    return (MINUTES_PER_DAY * day + 60 * hour + 5).astype(np.float32)


def some_passes(rng: np.random.Generator) -> PassTable:
    """Passes of few drivers over three roads."""
    count = int(rng.integers(5, 80))
    zeros = np.zeros(count, dtype=np.int32)
    return PassTable.certain(
        edge=rng.integers(0, 3, count).astype(np.int32),
        piece=zeros,
        driver=rng.integers(0, MAX_DRIVERS, count).astype(np.int32),
        enter_t=np.zeros(count),
        seconds=rng.uniform(5, 50, count).astype(np.float32),
        metres=np.full(count, 100, dtype=np.float32),
        minute_of_week=some_minutes(rng, count),
        local_day=zeros,
    )


@many
@given(SEEDS)
def test_rows_of_observed_traffic_cannot_be_subtracted(seed: int) -> None:
    rng = np.random.default_rng(seed)
    passes, times = some_passes(rng), some_times(rng)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(driver_bootstrap, "REPLICATES", 2)
        traffic = observe_traffic(passes, times, min_drivers=MIN_COUNT, seed=0)
    for edge in np.unique(traffic.edge):
        here = passes.take(passes.edge == edge)
        rows = traffic.edge == edge
        cells = np.array(
            [is_in(times[number], here.minute_of_week) for number in traffic.time_set[rows]]
        )
        assert traffic.passes[rows].tolist() == cells.sum(axis=1).tolist()
        assert found_by_subtraction(cells, here.driver, MIN_COUNT) is None


@many
@given(SEEDS)
def test_percentiles_of_observed_traffic_have_enough_drivers_beyond(seed: int) -> None:
    rng = np.random.default_rng(seed)
    passes, times = some_passes(rng), some_times(rng)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(driver_bootstrap, "REPLICATES", 20)
        traffic = observe_traffic(passes, times, min_drivers=MIN_COUNT, seed=0)
    for row, (edge, number) in enumerate(zip(traffic.edge, traffic.time_set, strict=True)):
        inside = (passes.edge == edge) & is_in(times[number], passes.minute_of_week)
        here, kmh = passes.take(inside), passes.speed_kmh[inside].astype(np.float64)
        for published in (traffic.values, traffic.low, traffic.high):
            for speed in published[row, 1:4][np.isfinite(published[row, 1:4])]:
                for beyond in (kmh >= speed - 1e-3, kmh <= speed + 1e-3):
                    assert len(set(here.driver[beyond].tolist())) >= MIN_COUNT


@many
@given(SEEDS)
def test_rows_of_a_matrix_cannot_be_subtracted_from_each_other_or_from_totals(seed: int) -> None:
    """The zones are those of the ends of trips: what overlaps is in the first of them."""
    rng = np.random.default_rng(seed)
    count, times = int(rng.integers(5, 80)), some_times(rng)
    driver = rng.integers(0, MAX_DRIVERS, count).astype(np.int32)
    zone = rng.integers(-1, 3, (count, 2))
    minute = some_minutes(rng, count)
    names = np.array(["a", "b", "c"], dtype=object)
    zones = Zones(names, np.array([None] * 3, dtype=object), dropped={})  # type: ignore[arg-type]
    asked = Asked("od_matrix", None, None, times, "all", MIN_COUNT)  # type: ignore[arg-type]
    journeys = _Journeys(asked, zones, driver, zone, minute, in_several=False)
    within = [is_in(each, minute) & journeys.is_inside for each in times]
    rows = _rows(journeys)[0].frame
    cells = [
        mask & (names[zone[:, 0]] == row.origin) & (names[zone[:, 1]] == row.destination)
        for each, mask in zip(times, within, strict=True)
        for row in rows[rows.time_set == each.name].itertuples()
    ]
    for each, mask in zip(times, within, strict=True):
        shares = rows["share"][rows.time_set == each.name]
        if abs(shares.sum() - 1) > 0.002 and len(shares):  # then the total has other trips too
            cells.append(mask)
    if cells:
        assert found_by_subtraction(np.array(cells), driver, MIN_COUNT) is None


@many
@given(SEEDS)
def test_sides_of_a_comparison_cannot_be_subtracted(seed: int) -> None:
    """The days of one side may be among those of the other."""
    rng = np.random.default_rng(seed)
    count = int(rng.integers(5, 60))
    edge, day = rng.integers(0, 3, count), rng.integers(0, 6, count)
    driver = rng.integers(0, MAX_DRIVERS, count)
    sides, inside = [], []
    for _ in range(2):
        first, last = np.sort(rng.integers(0, 6, 2))
        mask = (day >= first) & (day <= last)
        inside.append(mask)
        count_inside = int(mask.sum())
        zeros = np.zeros(count_inside, dtype=np.float32)
        sides.append(
            SidePasses(
                edge=edge[mask].astype(np.int32),
                trip=np.arange(count_inside, dtype=np.int32),
                km=zeros + 1,
                hours=zeros + 1,
                slowed=zeros,
                slowdown_m=zeros + 1,
                hour=zeros.astype(np.int32),
                second=np.flatnonzero(mask),
                name=np.flatnonzero(mask).astype(str).astype(object),
                driver=driver[mask].astype(str).astype(object),
                day=day[mask].astype(np.int32),
                report=PassReport(),
            )
        )
    if not all(len(side) for side in sides):
        return
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(driver_bootstrap, "REPLICATES", 2)
        both = TwoSides(*sides)
        changes = compare_sides(both.parts(), both.trips, min_drivers=MIN_COUNT, seed=0)
    changes = withhold(changes, published_sides(*sides, MIN_COUNT))
    for row, road in enumerate(changes.edge):
        here = edge == road
        for published in (
            changes.trips[row] > 0,
            np.isfinite(changes.measures["speed"].values[row]),
        ):
            cells = np.array(inside)[published][:, here]
            if len(cells):
                assert found_by_subtraction(cells, driver[here], MIN_COUNT) is None


@many
@given(SEEDS)
def test_cells_and_roads_cannot_be_subtracted_from_the_totals_of_times(seed: int) -> None:
    rng = np.random.default_rng(seed)
    count, times = int(rng.integers(5, 80)), some_times(rng)
    driver = rng.integers(0, MAX_DRIVERS, count)
    minute, cell = some_minutes(rng, count), rng.integers(0, 4, count)
    one = np.zeros(count, dtype=np.int64)
    (may,) = published_time_sets(one, driver, minute, times, MIN_COUNT, places=1)
    inside = np.column_stack([is_in(each, minute) for each in times]) & may
    totals = [mask for mask in inside.T if mask.any()]
    published = published_shares(cell, driver, inside, MIN_COUNT, places=4)
    cells = [inside[:, s] & (cell == c) for c, s in np.argwhere(published)]
    if totals:
        assert found_by_subtraction(np.array([*totals, *cells]), driver, MIN_COUNT) is None
    over = rng.random((count, 3)) < 0.6  # which trip drives over which road
    trip, road = np.nonzero(over)
    published = published_roads(trip, road, driver, inside, MIN_COUNT, roads=3)
    for number in range(3):
        cells = [inside[:, s] & over[:, number] for s in np.flatnonzero(published[number])]
        if totals:
            assert found_by_subtraction(np.array([*totals, *cells]), driver, MIN_COUNT) is None


@many
@given(SEEDS)
def test_movements_cannot_be_subtracted_from_totals_of_approaches_and_junctions(seed: int) -> None:
    """A total that may not have all passes is the sum of the published movements."""
    rng = np.random.default_rng(seed)
    count, times = int(rng.integers(5, 80)), some_times(rng)
    driver, minute = rng.integers(0, MAX_DRIVERS, count), some_minutes(rng, count)
    wider = [np.array([0, 0, 0, 1, 1, 2]), np.array([0, 0, 1])]
    movement = rng.choice(6, count, p=rng.dirichlet(np.ones(6)))
    published = published_totals(movement, wider, driver, minute, times, MIN_COUNT)
    inside = np.column_stack([is_in(each, minute) for each in times])
    shown = inside & published[0][movement]
    place, cells = movement, [inside[:, s] & (movement == m) for m, s in np.argwhere(published[0])]
    for own, of in zip(published[1:], wider, strict=True):
        place = of[place]
        counted = shown | (inside & own[place])
        cells += [counted[:, s] & (place == p) for p, s in np.ndindex(own.shape)]
    cells = [cell for cell in cells if cell.any()]
    if cells:
        assert found_by_subtraction(np.array(cells), driver, MIN_COUNT) is None


@settings(max_examples=15, deadline=None)
@given(SEEDS)
def test_rows_of_junctions_cannot_be_subtracted(seed: int) -> None:
    """Neither numbers of passes, nor means of delays, nor shares of delayed passes."""
    rng = np.random.default_rng(seed)
    count, times = int(rng.integers(5, 80)), some_times(rng)
    # Crossings 0 and 1 have movements 0 to 2 and 3.
    junction, approach = np.array([0, 0, 0, 1]), np.array([0, 0, 1, 2])
    movements = Movements(junction, approach, approach, approach, 1.0 * approach)
    minute, ones = some_minutes(rng, count), np.ones(count)
    t = 4 * 60 * MINUTES_PER_DAY + 60.0 * minute
    delays = CrossingDelays(
        movement=rng.choice(4, count, p=rng.dirichlet(np.ones(4))),
        driver=rng.integers(0, MAX_DRIVERS, count).astype(np.int32),
        t=t,
        weight=ones.astype(np.float32),
        delay_s=np.where(rng.random(count) < 0.3, np.nan, 2.0 ** rng.integers(0, 6, count)),
        **dict.fromkeys(("free_s", "from_m", "to_m", "spacing_s"), ones),
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(driver_bootstrap, "REPLICATES", 2)
        options = {"zone": "UTC", "min_drivers": MIN_COUNT, "seed": 0}
        junctions = SimpleNamespace(has_signal=np.zeros(2, dtype=bool))
        observed = observe_movements(delays, movements, junctions, times, **options)  # type: ignore[arg-type]
    inside = [is_in(each, minute) for each in times]
    known, late = delays.is_measured, delays.is_delayed
    numbers, means, shares = [], [], []
    rows = observed.movements
    for row in range(len(rows)):
        here = inside[rows.time_set[row]] & (delays.movement == rows.movement[row])
        assert rows.passes[row] == here.sum()
        numbers.append(here)
        if np.isfinite(rows.delay_s[row]):
            assert rows.delay_s[row] == pytest.approx(delays.delay_s[here & known].mean())
            means.append(here & known)
        if np.isfinite(rows.delayed_share[row]):
            shares += [here & known & late, here & known & ~late]
    totals = observed.junctions
    for row in range(len(totals)):
        here = inside[totals.time_set[row]] & (junction[delays.movement] == totals.junction[row])
        of_rows = rows.movement[rows.time_set == totals.time_set[row]]
        # Either all passes are in the total, or those of published movements only.
        every = (
            here if totals.passes[row] == here.sum() else here & np.isin(delays.movement, of_rows)
        )
        assert totals.passes[row] == every.sum()
        numbers.append(every)
    for cells in (numbers, means, shares):
        cells = [cell for cell in cells if cell.any()]
        if cells:
            assert found_by_subtraction(np.array(cells), delays.driver, MIN_COUNT) is None


def test_the_smaller_of_two_sets_is_withheld_where_they_differ_by_few_drivers() -> None:
    driver = np.array([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1])
    minute = np.r_[np.full(10, 60.0), np.full(2, 5 * MINUTES_PER_DAY + 60.0)].astype(np.float32)
    place = np.zeros(12, dtype=np.int64)
    sets = parse_time_sets(["weekdays", "whole week", "weekend"])
    published = published_time_sets(place, driver, minute, sets, 3, places=1)
    assert published.tolist() == [[False, True, False]]
    # Without the whole week, the weekdays are published.
    assert published_time_sets(place, driver, minute, sets[::2], 3, places=1).tolist() == [
        [True, False]
    ]
    # With three drivers at the weekend, everything is.
    assert published_time_sets(
        np.r_[place, 0], np.r_[driver, 2], np.r_[minute, minute[-1]], sets, 3, places=1
    ).all()


def test_sets_that_go_first_are_told_before_longer_ones() -> None:
    minute = np.r_[np.full(3, 60.0), np.full(2, 120.0)].astype(np.float32)
    sets = parse_time_sets(["Mon 00:00-01:30", "Mon"])
    for first, expected in ((0, [False, True]), (1, [True, False])):
        published = published_time_sets(
            *(np.zeros(5, dtype=np.int64), np.arange(5), minute, sets, 3), places=1, first=first
        )
        assert published.tolist() == [expected]


def test_sets_that_differ_by_nobody_are_both_published() -> None:
    both = np.ones((5, 2), dtype=bool)
    published = published_sets(np.zeros(5, dtype=np.int64), np.arange(5), both, 5, places=1)
    assert published.tolist() == [[True, True]]


def test_the_cell_of_the_fewest_drivers_is_withheld_with_another_of_too_few() -> None:
    cell = np.repeat([0, 1, 2], [7, 5, 2])
    total = np.ones((14, 1), dtype=bool)
    assert published_shares(cell, np.arange(14), total, 3, places=3)[:, 0].tolist() == [
        *(True, False, False)
    ]
    # Two cells of two drivers are of four together.
    cell = np.repeat([0, 1, 2], [8, 2, 2])
    assert published_shares(cell, np.arange(12), total[:12], 3, places=3)[:, 0].tolist() == [
        *(True, False, False)
    ]
    cell = np.repeat([0, 1, 2, 3], [7, 5, 2, 2])
    published = published_shares(cell, np.arange(16), np.ones((16, 1), dtype=bool), 3, places=4)
    assert published[:, 0].tolist() == [True, True, False, False]


def test_a_road_that_nearly_all_trips_drive_over_tells_of_the_others() -> None:
    trip, road = np.arange(9), np.zeros(9, dtype=np.int64)
    total = np.ones((10, 1), dtype=bool)
    assert not published_roads(trip, road, np.arange(10), total, 2, roads=1).any()
    assert published_roads(trip, road, np.arange(10), total, 1, roads=1).all()
    # The driver of the tenth trip drives over the road too, but not on that trip.
    assert not published_roads(trip, road, np.r_[np.arange(9), 0], total, 2, roads=1).any()
    # Over a road of all trips, nobody does not drive.
    every = np.arange(10)
    assert published_roads(every, 0 * every, every, total, 5, roads=1).all()


def test_percentiles_are_those_between_the_drives_of_enough_drivers() -> None:
    driver = np.array([0, 0, 1, 2, 3, 4, 4, 4])
    value = np.array([1.0, 2, 3, 4, 5, 6, 7, 8])
    zeros = np.zeros(8, dtype=np.int64)
    low, high = published_percentiles(zeros, driver, value, 3, groups=1)
    assert (low[0], high[0]) == (4, 4)
    low, high = published_percentiles(zeros, driver, value, 2, groups=2)
    assert (low[0], high[0]) == (3, 5)
    assert (low[1], high[1]) == (np.inf, -np.inf)
    low, high = published_percentiles(zeros, driver, value, 1, groups=1)
    assert (low[0], high[0]) == (1, 8)


def test_numbers_are_told_of_enough_drivers_or_of_none() -> None:
    driver = np.array([0, 0, 1, 2])
    assert published_number(np.array([True, True, True, False]), driver, 2) == 3
    assert published_number(np.array([True, True, False, False]), driver, 2) is None
    assert published_number(np.zeros(4, dtype=bool), driver, 2) == 0
    assert are_enough(np.array([4, 5]), 5).tolist() == [False, True]

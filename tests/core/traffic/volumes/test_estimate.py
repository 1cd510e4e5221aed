"""Volumes from a sample of passes and counts at few stations."""

from __future__ import annotations

from dataclasses import fields, replace

import numpy as np
import pytest
from road_passes import AREA, chain, passes

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.options.time_sets import parse_time_set
from trajganr_core.data.counts.counts import Counts
from trajganr_core.data.passes import PassTable
from trajganr_core.data.roads.network import Network
from trajganr_core.traffic.volumes.estimate import (
    COUNTED,
    FROM_TRIPS,
    PREDICTED,
    VolumeReport,
    Volumes,
    estimate_volumes,
)

EDGES, LEAST = 80, 5
#: Segments with passes of too few drivers.
WITHHELD = np.array([7, 33, 61])


def sample(on_withheld: int = 2, seed: int = 1) -> PassTable:
    """Passes that become more along the road, by drivers with one each, at any hour of a week."""
    rng = np.random.default_rng(seed)
    count = 20 + np.arange(EDGES)
    count[WITHHELD] = on_withheld
    edge = np.repeat(np.arange(EDGES), count)
    driver = np.concatenate([np.arange(each) for each in count])
    minute = 10080 * rng.random(len(edge))
    table = passes(edge, driver, minute, np.full(len(edge), 10.0))
    return replace(table, local_day=(4 + minute // 1440).astype(np.int32))


def counted(edges: np.ndarray, vehicles: np.ndarray, other: np.ndarray | None = None) -> Counts:
    """An average day at stations on segments, of both directions where there is another."""
    other = np.full(len(edges), -1) if other is None else other
    hours = np.full((len(edges), 168), 1 / 7)
    return Counts(np.arange(len(edges)), np.column_stack([edges, other]), hours, vehicles)


def estimated(
    table: PassTable, counts: Counts, network: Network | None = None
) -> tuple[Volumes, VolumeReport]:
    roads = network or chain(EDGES)
    return estimate_volumes(table, roads, AREA, counts, min_drivers=LEAST)


STATIONS = np.arange(1, EDGES, 4)
#: About one pass in forty vehicles.
TRUTH = 40.0 * (20 + np.arange(EDGES)) / 7 * np.exp(np.random.default_rng(0).normal(0, 0.1, EDGES))
COUNTS = counted(STATIONS, TRUTH[STATIONS])


def test_volumes_are_the_passes_over_the_penetration() -> None:
    volumes, report = estimated(sample(), COUNTS)
    free = volumes.source == FROM_TRIPS
    assert np.median(np.abs(volumes.daily / TRUTH - 1)[free]) < 0.1
    assert np.nanmedian(volumes.penetration) == pytest.approx(1 / 40, rel=0.1)
    assert (volumes.low < volumes.daily).all() and (volumes.daily < volumes.high).all()
    assert ((volumes.low < TRUTH) & (volumes.high > TRUTH))[free].mean() > 0.8
    assert report.stations == len(STATIONS)
    assert np.median(np.abs(report.held_out / COUNTS.vehicles - 1)) < 0.1
    days = volumes.hourly @ np.repeat([5 / 7, 2 / 7], 24)
    np.testing.assert_allclose(days, volumes.daily)


def test_counted_segments_have_their_count() -> None:
    volumes, _ = estimated(sample(), COUNTS)
    assert (volumes.source[STATIONS] == COUNTED).all()
    np.testing.assert_allclose(volumes.daily[STATIONS], COUNTS.vehicles, rtol=0.01)


def test_no_volume_follows_from_passes_that_are_withheld() -> None:
    expected, report = estimated(sample(), COUNTS)
    assert (expected.source[WITHHELD] != FROM_TRIPS).all()
    table = sample()
    secret = np.isin(table.edge, WITHHELD)
    later = np.where(secret, (table.minute_of_week + 3000) % 10080, table.minute_of_week)
    # The first segment has published passes, but in no hour those of enough drivers.
    day, time = np.divmod(table.minute_of_week, 1440)
    shifted = np.where(table.edge == 0, 1440 * day + (time + 60) % 1440, table.minute_of_week)
    attacks = {
        "in other withheld hours": replace(table, minute_of_week=shifted.astype(np.float32)),
        "removed": table.take(~secret),
        "doubled": table.take(np.r_[np.arange(len(table)), np.flatnonzero(secret)]),
        "at other times": replace(table, minute_of_week=later.astype(np.float32)),
        "on another day": replace(table, local_day=table.local_day + 100 * secret),
    }
    for name, attack in attacks.items():
        found, said = estimated(attack, COUNTS)
        for each in fields(Volumes):
            before, after = (getattr(x, each.name) for x in (expected, found))
            np.testing.assert_array_equal(after, before, err_msg=f"{name}: {each.name}")
        np.testing.assert_array_equal(said.held_out, report.held_out)


def test_a_segment_of_withheld_passes_is_predicted() -> None:
    volumes, _ = estimated(sample(), COUNTS)
    rows = np.setdiff1d(WITHHELD, STATIONS)
    assert (volumes.source[rows] == PREDICTED).all() and np.isnan(volumes.penetration[rows]).all()


def test_a_count_of_both_directions_is_divided() -> None:
    both = counted(STATIONS, TRUTH[STATIONS] + TRUTH[STATIONS - 1], STATIONS - 1)
    volumes, _ = estimated(sample(), both)
    total = volumes.daily[STATIONS] + volumes.daily[STATIONS - 1]
    np.testing.assert_allclose(total, both.vehicles, rtol=0.01)
    assert np.median(np.abs(volumes.daily / TRUTH - 1)) < 0.1


def test_hours_are_those_of_counts_where_they_differ_from_the_passes() -> None:
    hours = np.zeros((2 * len(STATIONS), 168))
    hours[::2, 8], hours[1::2, np.r_[0:8, 9:24]] = 1, 1
    vehicles = np.repeat(TRUTH[STATIONS], 2) * np.tile([0.3, 0.7], len(STATIONS))
    edge = np.column_stack([np.repeat(STATIONS, 2), np.full(len(vehicles), -1)])
    counts = Counts(np.repeat(np.arange(len(STATIONS)), 2), edge, hours, vehicles)
    volumes, _ = estimated(sample(), counts)
    peak, monday = (volumes.at(parse_time_set(each)) for each in ("Mon 08:00-09:00", "Mon"))
    assert np.median(peak / (24 * monday)) == pytest.approx(0.3, abs=0.05)
    low, high = volumes.interval_at(parse_time_set("Mon 08:00-09:00"))
    assert ((low < peak) & (peak < high)).all()
    assert np.isnan(estimated(sample(), COUNTS)[0].hourly_high).all()


def test_few_stations_give_volumes_without_intervals() -> None:
    few = COUNTS.take(slice(4))
    volumes, report = estimated(sample(), few)
    assert np.isfinite(volumes.daily).all()
    assert np.isnan(volumes.high[volumes.source != COUNTED]).all()
    assert report.error_percent is None and np.isnan(report.held_out).all()


def test_without_counts_there_are_no_volumes() -> None:
    with pytest.raises(TrajganrError) as caught:
        estimated(sample(), COUNTS.take(slice(0)))
    assert caught.value.code == Code.INPUT_EMPTY

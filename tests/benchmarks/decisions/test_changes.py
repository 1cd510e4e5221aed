"""Figures of the benchmark of changes, from small cases computed by hand."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.decisions import changes
from benchmarks.decisions.changes import (
    Halves,
    _halves,
    _row,
    _rows,
    false_discovery,
    known_changes,
    simulated_coverage,
    simulated_days,
    summary,
)
from trajganr_core.data.passes import PassReport
from trajganr_core.traffic.changes.estimates import Change
from trajganr_core.traffic.changes.sums import SidePasses


def side_passes(roads: int, drivers: int, spread: float = 0.05) -> SidePasses:
    """Each driver drives 100 m over each road in one trip, at about 36 km/h."""
    road, driver = (each.ravel() for each in np.meshgrid(np.arange(roads), np.arange(drivers)))
    count = len(road)
    hours = 0.1 / 36 * np.random.default_rng(0).lognormal(0, spread, count)
    names = np.array([f"driver {each}" for each in range(drivers)], dtype=object)
    zeros = np.zeros(count, dtype=np.float32)
    return SidePasses(
        edge=road.astype(np.int32),
        trip=driver.astype(np.int32),
        km=zeros + np.float32(0.1),
        hours=hours.astype(np.float32),
        slowed=zeros,
        slowdown_m=zeros + 100,
        hour=zeros.astype(np.int32),
        second=zeros.astype(np.int64),
        name=names,
        driver=names,
        day=np.zeros(drivers, dtype=np.int32),
        report=PassReport(),
    )


def test_a_row_counts_what_is_flagged_and_what_intervals_contain() -> None:
    nan = np.nan
    change = Change(
        drivers=np.full((5, 2), 9),
        values=np.ones((5, 2)),
        change=np.array([1, 1, -1, 0, nan]),
        low=np.array([0.5, -1, -2, nan, nan]),
        high=np.array([2, 3, -0.1, nan, nan]),
        probability=np.array([0.0005, 0.2, 0.04, 0.009, nan]),
        adjusted=np.array([0.002, 0.2, 0.0533, 0.018, nan]),
    )
    row = _row(3, "speed", change)
    assert (row.seed, row.measure, row.tested, row.flagged) == (3, "speed", 4, 2)
    assert row.small == (0.75, 0.5, 0.25)  # up to 0.05, 0.01 and 0.001
    assert row.covered == pytest.approx(1 / 3)


def test_false_discovery_is_the_share_of_all_tested_roads() -> None:
    rows = [
        Halves(0, "speed", tested=100, flagged=3, small=(0.06, 0.02, 0.0), covered=0.88),
        Halves(1, "speed", tested=300, flagged=0, small=(0.04, 0.0, 0.0), covered=0.93),
    ]
    assert false_discovery(rows) == 3 / 400
    assert summary(rows) == {
        "tested": 400,
        "flagged": 3,
        "seeds_with_flags": 1,
        "small": [0.05, 0.01, 0.0],
        "covered": 0.905,
    }


def test_halves_are_of_all_drivers_and_have_none_in_common() -> None:
    passes = side_passes(roads=3, drivers=11)
    one, two = _halves(passes, 0)
    assert len(one) + len(two) == len(passes)
    assert (one.drivers, two.drivers) == (5, 6)
    assert not {*one.driven} & {*two.driven}
    assert {*_halves(passes, 1)[0].driven} != {*one.driven}


def test_halves_of_drivers_who_agree_have_no_flagged_road() -> None:
    rows = _rows(side_passes(roads=40, drivers=40), 0)
    assert [row.measure for row in rows] == ["speed", "popularity", "slowdown"]
    assert (rows[0].tested, rows[0].flagged) == (40, 0)
    assert 0.8 < rows[0].covered <= 1


def test_roads_that_were_made_slower_are_found_among_those_that_changed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(changes, "DECREASES", (0.0, 0.3))
    # All passes take the same time, so that nothing changes by chance.
    found = known_changes(side_passes(roads=40, drivers=40, spread=0), [0, 1]).loc["speed"]
    columns = ["changed", "found", "flagged", "false"]
    assert found.loc[(0.0, "all"), columns].tolist() == [8, 0, 0, 0]
    assert found.loc[(0.3, "all"), columns].tolist() == [8, 1, 8, 0]  # a tenth of 40, twice
    assert found.loc[0.3].drop("all").changed.sum() == 8


def test_intervals_of_simulated_drivers_contain_most_of_the_true_changes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(changes, "ROADS", 60)
    monkeypatch.setattr(changes, "DRIVERS_ON_ROADS", (10, 30))
    table = simulated_coverage([0, 1])
    assert table.drivers.tolist() == [10, 30]
    assert table.roads.between(80, 120).all()
    assert table.covered.between(0.8, 0.98).all()


def test_simulated_days_are_flagged_only_if_they_do_not_count(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(changes, "ROADS", 80)
    monkeypatch.setattr(changes, "DAYS", (7,))
    monkeypatch.setattr(changes, "DAY_DEVIATIONS", (0.3,))
    table = simulated_days([0, 1]).set_index("days count")
    assert table.tested.tolist() == [160, 160]
    assert table.flagged[True] == 0 < table.flagged[False]
    assert table.covered[True] > 0.8 > table.covered[False]

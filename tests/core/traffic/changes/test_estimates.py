"""Changes of roads, against sums by hand and against all signs."""

from __future__ import annotations

import dataclasses
import itertools

import numpy as np
import pytest

from trajganr_core.traffic import driver_bootstrap
from trajganr_core.traffic.changes.estimates import Changes, adjusted, compare_sides
from trajganr_core.traffic.changes.sums import SUMS, DrivenTrips, Sums

Counted = tuple[Sums, DrivenTrips]


def sums(
    *rows: tuple[int, int, dict[str, float], dict[str, float]], trips: list[tuple[int, int]]
) -> Counted:
    """Sums of (segment, driver, before, after), one day each, and the trips of each driver."""
    ordered = sorted(rows, key=lambda row: row[:2])
    values = np.array(
        [[[float(side.get(name, 0)) for name in SUMS] for side in row[2:]] for row in ordered]
    )
    one_side = np.eye(2)[:, :, None]
    found = Sums(
        edge=np.repeat(np.array([row[0] for row in ordered], dtype=np.int64), 2),
        driver=np.repeat(np.array([row[1] for row in ordered], dtype=np.int64), 2),
        day=np.tile([0, 1], len(ordered)),
        sums=(values[:, None] * one_side).reshape(-1, 2, len(SUMS)),
    )
    count = (np.array(trips, dtype=np.float64)[:, None] * np.eye(2)).reshape(-1, 2)
    driver = np.repeat(np.arange(len(trips)), 2)
    return found, DrivenTrips(driver, np.tile([0, 1], len(trips)), count, (1, 1))


def drive(kmh: float, km: float = 1.0, trips: int = 1, slowed: float = 0.0) -> dict[str, float]:
    return {"km": km, "hours": km / kmh, "trips": trips, "slowed": slowed, "slowdown_m": 1000 * km}


def compared(found: Counted, least: int = 1) -> Changes:
    part, trips = found
    return compare_sides([part], trips, min_drivers=least, seed=0)


def test_changes_are_those_computed_by_hand() -> None:
    found = sums(
        # 3 km in 1/20 + 2/40 = 0.1 h before; 1 km at 60 km/h after
        (4, 0, drive(20, 1, slowed=100), drive(60, slowed=50)),
        (4, 1, drive(40, 2, slowed=200), {}),
        trips=[(2, 4), (3, 0)],
    )
    changes = compared(found)
    assert changes.edge.tolist() == [4]
    assert changes.trips.tolist() == [[2, 1]]
    assert changes.drivers.tolist() == [[2, 1]]
    speed, popularity, slowdown = changes.measures.values()
    np.testing.assert_allclose(speed.values, [[30, 60]])
    np.testing.assert_allclose(popularity.values, [[2 / 5, 1 / 4]])
    np.testing.assert_allclose(slowdown.values, [[0.1, 0.05]])
    np.testing.assert_allclose(speed.change, 30)
    np.testing.assert_allclose(popularity.change, -0.15)
    np.testing.assert_allclose(slowdown.change, -0.05)


def test_roads_of_few_drivers_on_a_side_are_withheld_there_and_not_tested() -> None:
    found = sums(
        (0, 0, drive(20), drive(30)),
        (0, 1, drive(20), {}),
        (1, 0, drive(20), {}),
        trips=[(2, 1), (1, 0)],
    )
    changes = compared(found, least=2)
    assert changes.edge.tolist() == [0]  # no side of segment 1 has two drivers
    assert changes.trips.tolist() == [[2, 0]]
    assert changes.drivers.tolist() == [[2, 0]]
    assert changes.withheld.tolist() == [1, 1]
    for change in changes.measures.values():
        assert np.isnan(change.values[0, 1])
        assert not change.is_tested.any()
        assert np.isnan([*change.change, *change.low, *change.high, *change.adjusted]).all()
    assert changes.measures["speed"].values[0, 0] == pytest.approx(20)


def test_intervals_are_those_of_drivers_drawn_with_both_sides(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(driver_bootstrap, "LEVEL", 1 - 1e-9)  # the bounds are the ends
    rng = np.random.default_rng(0)
    before, after = rng.uniform(20, 60, (2, 7))
    rows = [(0, d, drive(before[d]), drive(after[d])) for d in range(7)]
    changes = compared(sums(*rows, trips=[(1, 1)] * 7))
    weights = driver_bootstrap.driver_weights(7, 0)[1:].astype(float)
    total = weights.sum(axis=1)
    expected = total / (weights @ (1 / after)) - total / (weights @ (1 / before))
    speed = changes.measures["speed"]
    np.testing.assert_allclose([speed.low[0], speed.high[0]], [expected.min(), expected.max()])


def test_intervals_contain_nine_tenths_of_true_changes_with_few_drivers() -> None:
    # Six drivers before and seven after on each of 600 roads, 30 and 25 km/h, independent.
    rng = np.random.default_rng(0)
    pace = rng.gamma(4, 1 / 4, (600, 13)) / np.repeat([30, 25], [6, 7])
    rows = [
        (road, driver, *((drive(1 / each), {}) if driver < 6 else ({}, drive(1 / each))))
        for road in range(600)
        for driver, each in enumerate(pace[road])
    ]
    speed = compared(sums(*rows, trips=[(600, 0)] * 6 + [(0, 600)] * 7)).measures["speed"]
    covered = (speed.low <= -5) & (speed.high >= -5)
    assert 0.87 < covered.mean() < 0.93


def test_there_are_no_intervals_of_fewer_than_five_drivers_on_a_side() -> None:
    rows = [(0, d, drive(20 + d), drive(30) if d < 4 else {}) for d in range(7)]
    speed = compared(sums(*rows, trips=[(1, 1)] * 7)).measures["speed"]
    assert speed.is_tested.all()
    assert np.isnan([*speed.low, *speed.high]).all()


@pytest.mark.parametrize("seed", range(3))
def test_probabilities_are_the_share_of_all_signs_with_as_large_a_sum(seed: int) -> None:
    rng = np.random.default_rng(seed)
    pace = rng.uniform(1 / 60, 1 / 20, (8, 2)) + np.array([0.01, 0])
    rows = [(0, d, drive(1 / pace[d, 0]), drive(1 / pace[d, 1])) for d in range(8)]
    speed = compared(sums(*rows, trips=[(1, 1)] * 8)).measures["speed"]
    terms = (pace[:, 1] - pace.mean()) / 8 - (pace[:, 0] - pace.mean()) / 8
    signs = np.array(list(itertools.product((-1, 1), repeat=8)))
    expected = np.mean(np.abs(signs @ terms) >= abs(terms.sum()) - 1e-12)
    # 20 draws that are as far: the estimate has a standard deviation of 22 %
    assert speed.probability[0] == pytest.approx(expected, rel=0.7)


def test_the_smallest_probability_needs_many_drivers() -> None:
    def smallest(drivers: int) -> float:
        rows = [(0, d, drive(20 + d / 100), drive(60)) for d in range(drivers)]
        found = sums(*rows, trips=[(1, 1)] * drivers)
        return float(compared(found).measures["speed"].probability[0])

    assert smallest(5) == pytest.approx(2 / 2**5, rel=0.7)
    assert smallest(30) < 1e-4


def test_drivers_who_never_drive_over_a_road_are_part_of_its_popularity() -> None:
    # Five drivers of each side, of 5 or of 200: the same numbers, but not the same certainty.
    def probability(others: int) -> float:
        rows = [(0, d, drive(30, trips=4), {}) for d in range(5)]
        rows += [(0, d, {}, drive(30, trips=1)) for d in range(5, 10)]
        trips = [(4, 0)] * 5 + [(0, 4)] * 5 + [(4, 4)] * others
        return float(compared(sums(*rows, trips=trips)).measures["popularity"].probability[0])

    assert probability(0) < 0.02
    assert probability(1000) == pytest.approx(probability(100), rel=0.7)


def test_one_parked_vehicle_does_not_flag_a_road() -> None:
    rows = [(0, d, drive(30 + d % 3), {}) for d in range(20)]
    rows += [(0, d, {}, drive(30 + d % 3)) for d in range(20, 40)]
    rows[39] = (0, 39, {}, drive(0.2))
    speed = compared(sums(*rows, trips=[(1, 0)] * 20 + [(0, 1)] * 20)).measures["speed"]
    assert speed.change[0] < -20
    assert speed.probability[0] > 0.3


def test_where_all_drive_alike_rounding_is_no_change() -> None:
    rows = []
    for road in range(30):
        rows += [(road, driver, drive(36, 0.1), {}) for driver in range(20)]
        rows += [(road, driver, {}, drive(36, 0.1)) for driver in range(20, 41 + road)]
    changes = compared(sums(*rows, trips=[(30, 0)] * 20 + [(0, 30)] * 50), least=5)
    np.testing.assert_array_equal(changes.measures["speed"].probability, 1)


def test_where_nothing_changed_probabilities_are_uniform() -> None:
    rng = np.random.default_rng(5)
    own = rng.normal(0, 0.004, 30)  # drivers differ
    rows = [
        (edge, d, *(drive(1 / (0.03 + own[d] + rng.exponential(0.005))) for _ in range(2)))
        for edge in range(800)
        for d in rng.permutation(30)[:12].tolist()
    ]
    speed = compared(sums(*rows, trips=[(1, 1)] * 30)).measures["speed"]
    for level in (0.05, 0.2, 0.5):
        deviation = np.sqrt(level * (1 - level) / 800)
        assert abs(np.mean(speed.probability <= level) - level) < 4 * deviation
    assert not (speed.adjusted <= 0.05).any()


def test_adjusted_probabilities_are_those_of_benjamini_and_hochberg() -> None:
    # 0.01 × 4/1, then min(0.03 × 4/2, 0.04 × 4/3), 0.04 × 4/3 and 0.9 × 4/4
    found = adjusted(np.array([0.03, np.nan, 0.9, 0.01, 0.04]))
    np.testing.assert_allclose(found, [0.16 / 3, np.nan, 0.9, 0.04, 0.16 / 3])
    assert adjusted(np.zeros(0)).tolist() == []


def ordinary_days(days: int, change: float = 0.0, roads: int = 500) -> Counted:
    """Thirty drivers on both sides; each road has better and worse days, which all of them share.

    Args:
        change: of the pace after, a share of it.
    """
    rng = np.random.default_rng(7)
    there = rng.random((roads, 30, 2 * days)) < 0.2
    road, driver, day = np.nonzero(there)
    pace = np.exp(rng.normal(0, 0.15, (roads, 2 * days))[road, day] + rng.normal(0, 0.2, len(road)))
    side = (day >= days).astype(np.int64)
    rows = np.zeros((len(road), 2, len(SUMS)))
    for name, values in (("km", 1.0), ("hours", pace * (1 + change * side)), ("trips", 1.0)):
        rows[np.arange(len(road)), side, SUMS.index(name)] = values
    drivers, all_days = np.divmod(np.arange(30 * 2 * days), 2 * days)
    count = 100 * np.eye(2)[(all_days >= days).astype(np.int64)]
    return Sums(road, driver, day, rows), DrivenTrips(drivers, all_days, count, (days, days))


@pytest.mark.parametrize("days", [5, 7, 20])
def test_days_that_all_drivers_share_are_chance_too(days: int) -> None:
    part, trips = ordinary_days(days)
    changes = compared((part, trips), least=5)
    assert changes.by_days
    speed = changes.measures["speed"]
    assert np.mean(speed.probability <= 0.05) < 0.05 + 4 * np.sqrt(0.05 * 0.95 / 500)
    assert not (speed.adjusted <= 0.05).any()
    assert np.mean((speed.low <= 0) & (speed.high >= 0)) > 0.87
    # the same, if chance were drivers only
    by_driver = compared((part, dataclasses.replace(trips, days=(days, 1))), least=5)
    assert not by_driver.by_days
    speed = by_driver.measures["speed"]
    assert np.mean(speed.probability <= 0.05) > 0.15
    assert np.mean((speed.low <= 0) & (speed.high >= 0)) < 0.8


def test_a_change_on_all_days_is_more_than_chance() -> None:
    speed = compared(ordinary_days(7, change=0.7), least=5).measures["speed"]
    assert np.mean(speed.adjusted <= 0.05) > 0.9


def test_roads_that_were_driven_on_one_day_of_a_side_are_not_tested() -> None:
    part, trips = ordinary_days(7, roads=2)
    kept = (part.edge == 0) | (part.day <= 7)
    some = Sums(*(getattr(part, name)[kept] for name in ("edge", "driver", "day", "sums")))
    changes = compared((some, trips), least=2)
    assert changes.measures["speed"].is_tested.tolist() == [True, False]
    assert np.isfinite(changes.measures["speed"].change).all()
    assert changes.measures["popularity"].is_tested.all()  # on the other days, nobody drove there

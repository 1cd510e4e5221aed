"""Statistics of observed traffic, against loops and hand-made passes."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from road_passes import halves

from trajganr_core.contract.options.time_sets import (
    MINUTES_PER_WEEK,
    WHOLE_WEEK,
    parse_time_set,
    parse_time_sets,
)
from trajganr_core.data.passes import PassTable
from trajganr_core.traffic import driver_bootstrap, observed_traffic
from trajganr_core.traffic.observed_traffic import MEASURES, Traffic, observe_traffic

NOON, MIDNIGHT = 12 * 60.0, 60.0


def table(
    *,
    edge: list[int],
    driver: list[int],
    kmh: list[float],
    minute: list[float] | None = None,
    metres: list[float] | None = None,
) -> PassTable:
    """Passes of these speeds, at noon of Monday by default."""
    count = len(edge)
    length = np.array(metres or [100.0] * count, dtype=np.float32)
    zeros = np.zeros(count, dtype=np.int32)
    return PassTable.certain(
        edge=np.array(edge, dtype=np.int32),
        piece=zeros,
        driver=np.array(driver, dtype=np.int32),
        enter_t=np.zeros(count),
        seconds=length * np.float32(3.6) / np.array(kmh, dtype=np.float32),
        metres=length,
        minute_of_week=np.array(minute or [NOON] * count, dtype=np.float32),
        local_day=zeros,
    )


def random_table(seed: int, passes: int = 400) -> PassTable:
    rng = np.random.default_rng(seed)
    return table(
        edge=rng.integers(0, 12, passes).tolist(),
        driver=rng.integers(0, 9, passes).tolist(),
        kmh=rng.uniform(5, 60, passes).tolist(),
        minute=rng.integers(0, MINUTES_PER_WEEK, passes).tolist(),
        metres=rng.uniform(20, 300, passes).tolist(),
    )


def measure(traffic: Traffic, name: str, row: int = 0) -> float:
    return float(traffic.values[row, MEASURES.index(name)])


def is_published(passes: PassTable, rows: list[int], pace: float, least: int = 3) -> bool:
    """Whether enough drivers are at a pace or beyond, on either side."""
    own = [(passes.seconds[row] / passes.metres[row], int(passes.driver[row])) for row in rows]
    return all(
        len({driver for each, driver in own if sign * (each - pace) >= -1e-6}) >= least
        for sign in (1, -1)
    )


def plain_quantile(passes: PassTable, rows: list[int], share: float) -> float:
    paces = np.sort([passes.seconds[row] / passes.metres[row] for row in rows])
    return float(np.quantile(paces, share, method="inverted_cdf"))


def uses_night(passes: PassTable, night: list[int]) -> bool:
    return len(night) >= 10 and is_published(passes, night, plain_quantile(passes, night, 0.15))


def published_by_loops(passes: PassTable, edge: int, inside: np.ndarray) -> list[bool]:
    """Which statistics of a segment are published."""

    def published(some: list[int], share: float) -> bool:
        return is_published(passes, some, plain_quantile(passes, some, share))

    everything = [row for row in range(len(passes)) if passes.edge[row] == edge]
    rows = [row for row in everything if inside[row]]
    night = [row for row in everything if passes.minute_of_week[row] % 1440 < 300]
    free = uses_night(passes, night) or published(everything, 0.15)
    fast, median, slow, late = (published(rows, share) for share in (0.15, 0.5, 0.85, 0.95))
    return [True, slow, median, fast, late, late and free]


def by_loops(
    passes: PassTable, edge: int, inside: np.ndarray, weights: np.ndarray
) -> dict[str, float]:
    """The statistics of a segment, pass by pass, with a weight for each driver."""

    def quantile(rows: list[int], share: float) -> float:
        rows = sorted(rows, key=lambda row: passes.pace[row])
        total = sum(int(weights[passes.driver[row]]) for row in rows)
        reached = 0
        for row in rows:
            reached += int(weights[passes.driver[row]])
            if reached >= share * total - 1e-9 and reached:
                return float(passes.pace[row])
        raise AssertionError

    everything = [row for row in range(len(passes)) if passes.edge[row] == edge]
    rows = [row for row in everything if inside[row]]
    night = [row for row in everything if passes.minute_of_week[row] % 1440 < 300]
    is_night = uses_night(passes, night)
    weight = [int(weights[passes.driver[row]]) for row in rows]
    seconds = sum(w * float(passes.seconds[row]) for w, row in zip(weight, rows, strict=True))
    metres = sum(w * float(passes.metres[row]) for w, row in zip(weight, rows, strict=True))
    mean = seconds / metres
    return {
        "speed": 3.6 / mean,
        "p15": 3.6 / quantile(rows, 0.85),
        "p50": 3.6 / quantile(rows, 0.5),
        "p85": 3.6 / quantile(rows, 0.15),
        "buffer_index": (quantile(rows, 0.95) - mean) / mean,
        "planning_time_index": quantile(rows, 0.95)
        / quantile(night if is_night else everything, 0.15),
    }


@pytest.mark.parametrize("seed", range(3))
def test_statistics_and_replicates_are_those_of_loops(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(driver_bootstrap, "REPLICATES", 3)
    monkeypatch.setattr(observed_traffic, "PASSES_TOGETHER", 50)
    monkeypatch.setattr(driver_bootstrap, "LEVEL", 1.0)  # so that the bounds are replicates
    passes = random_table(seed)
    sets = parse_time_sets(["06:00-20:00", "whole week"])
    traffic = observe_traffic(passes, sets, min_drivers=3, seed=seed)
    weights = driver_bootstrap.driver_weights(9, seed)
    assert len(traffic.edge) > 15
    for row in range(len(traffic.edge)):
        intervals = sets[traffic.time_set[row]].intervals
        inside = np.array(
            [any(begin <= m < end for begin, end in intervals) for m in passes.minute_of_week]
        )
        edge = int(traffic.edge[row])
        expected = by_loops(passes, edge, inside, weights[0])
        published = published_by_loops(passes, edge, inside)
        np.testing.assert_array_equal(np.isfinite(traffic.values[row]), published)
        np.testing.assert_allclose(
            traffic.values[row][published], np.array(list(expected.values()))[published], rtol=1e-5
        )
        replicates = np.array(
            [list(by_loops(passes, edge, inside, each).values()) for each in weights[1:]]
        )
        known = np.isfinite(traffic.low[row])
        assert known[0]  # an interval of the mean has no percentile
        np.testing.assert_array_equal(known, np.isfinite(traffic.high[row]))
        np.testing.assert_allclose(
            traffic.low[row][known], replicates.min(axis=0)[known], rtol=1e-5
        )
        np.testing.assert_allclose(
            traffic.high[row][known], replicates.max(axis=0)[known], rtol=1e-5
        )
        here = inside & (passes.edge == edge)
        assert traffic.passes[row] == here.sum()
        assert traffic.vehicles[row] == len(set(passes.driver[here].tolist()))


def test_steady_traffic_needs_no_buffer_and_no_planning() -> None:
    passes = table(edge=[0] * 20, driver=list(range(20)), kmh=[36.0] * 20)
    traffic = observe_traffic(passes, [WHOLE_WEEK], min_drivers=5, seed=0)
    assert measure(traffic, "speed") == pytest.approx(36)
    assert measure(traffic, "buffer_index") == pytest.approx(0, abs=1e-6)
    assert measure(traffic, "planning_time_index") == pytest.approx(1)
    assert traffic.low[0, 0] == traffic.high[0, 0] == pytest.approx(36)


def test_the_mean_is_metres_by_seconds_and_not_the_mean_of_speeds() -> None:
    passes = table(edge=[0] * 10, driver=list(range(10)), kmh=[20.0, 60.0] * 5)
    traffic = observe_traffic(passes, [WHOLE_WEEK], min_drivers=5, seed=0)
    assert measure(traffic, "speed") == pytest.approx(30)


def test_free_flow_is_that_of_the_night_where_it_has_enough_passes() -> None:
    for at_night in (4, 20):
        day, night = [30.0] * 40, [50.0] * at_night
        count = len(day) + at_night
        passes = table(
            edge=[0] * count,
            driver=[i % 20 for i in range(count)],
            kmh=day + night,
            minute=[NOON] * len(day) + [MIDNIGHT] * at_night,
        )
        noon = parse_time_set("12:00-13:00")
        traffic = observe_traffic(passes, [noon], min_drivers=3, seed=0)
        assert traffic.is_night.tolist() == [at_night == 20]
        expected = 50 if at_night == 20 else 30
        assert traffic.free_flow_kmh[0] == pytest.approx(expected)
        assert measure(traffic, "planning_time_index") == pytest.approx(expected / 30)


def test_what_fewer_drivers_made_is_withheld_and_counted() -> None:
    # Five drivers on the first segment, four on the second, of which one passes often.
    passes = table(
        edge=[0] * 5 + [1] * 14, driver=[*range(5), *range(4), *[0] * 10], kmh=[30.0] * 19
    )
    traffic = observe_traffic(passes, [WHOLE_WEEK], min_drivers=5, seed=0)
    assert traffic.edge.tolist() == [0]
    (counts,) = traffic.counts
    # The number of all passes, less that of the first segment, would be that of the second.
    assert (counts.segments, counts.withheld, counts.passes) == (1, 1, 5)
    assert traffic.published_passes == 5


def test_free_flow_of_too_few_drivers_at_night_is_not_used() -> None:
    passes = table(
        edge=[0] * 50,
        driver=[i % 20 for i in range(30)] + [0] * 20,
        kmh=[30.0] * 30 + [80.0] * 20,
        minute=[NOON] * 30 + [MIDNIGHT] * 20,
    )
    noon = parse_time_set("12:00-13:00")
    traffic = observe_traffic(passes, [noon], min_drivers=5, seed=0)
    assert traffic.is_night.tolist() == [False]


def test_a_time_set_without_passes_has_a_count_of_zero_and_no_rows() -> None:
    passes = table(edge=[0] * 6, driver=list(range(6)), kmh=[30.0] * 6)
    sets = parse_time_sets(["weekend", "weekdays"])
    traffic = observe_traffic(passes, sets, min_drivers=5, seed=0)
    assert [each.passes for each in traffic.counts] == [0, 6]
    assert traffic.time_set.tolist() == [1]


def test_intervals_are_wider_where_passes_are_of_fewer_drivers() -> None:
    rng = np.random.default_rng(0)
    of_driver = rng.uniform(20, 60, 60)
    few = [i % 6 for i in range(120)]
    many = [i % 60 for i in range(120)]
    passes = table(
        edge=[0] * 120 + [1] * 120,
        driver=few + many,
        kmh=of_driver[few + many].tolist(),
    )
    traffic = observe_traffic(passes, [WHOLE_WEEK], min_drivers=5, seed=0)
    width = traffic.high[:, 0] - traffic.low[:, 0]
    assert width[0] > 2 * width[1] > 0
    assert (traffic.low[:, 0] < traffic.values[:, 0]).all()
    assert (traffic.values[:, 0] < traffic.high[:, 0]).all()


def test_there_are_no_intervals_from_fewer_than_five_drivers() -> None:
    passes = table(edge=[0] * 8, driver=[0, 1, 2, 3] * 2, kmh=[20.0, 30.0] * 4)
    traffic = observe_traffic(passes, [WHOLE_WEEK], min_drivers=1, seed=0)
    assert np.isfinite(traffic.values).all()
    assert np.isnan(traffic.low).all()
    assert np.isnan(traffic.high).all()


def test_the_same_seed_gives_the_same_intervals() -> None:
    first, again, other = (
        observe_traffic(random_table(1), [WHOLE_WEEK], min_drivers=2, seed=seed)
        for seed in (4, 4, 5)
    )
    np.testing.assert_array_equal(first.low, again.low)
    assert not np.array_equal(first.low, other.low)


def test_no_passes_give_no_rows() -> None:
    nothing = table(edge=[], driver=[], kmh=[])
    traffic = observe_traffic(nothing, [WHOLE_WEEK], min_drivers=5, seed=0)
    assert len(traffic.edge) == 0
    assert traffic.counts[0].passes == 0
    assert not math.isnan(traffic.counts[0].withheld)


def test_means_and_percentiles_are_weighted_by_the_probability_of_passes() -> None:
    passes = random_table(3)
    sets, asked = parse_time_sets(["whole week", "22:00-05:00"]), {"min_drivers": 3, "seed": 0}
    one, twice = (observe_traffic(each, sets, **asked) for each in (passes, halves(passes)))
    for name in ("edge", "vehicles", "values", "low", "high"):
        np.testing.assert_allclose(getattr(one, name), getattr(twice, name))


def test_numbers_of_passes_are_whole_and_some_are_recovered() -> None:
    passes = table(edge=[0] * 4, driver=[0, 1, 2, 3], kmh=[30.0, 40.0, 50.0, 60.0])
    weight = np.array([1, 1, 0.6, 0.9], dtype=np.float32)
    passes = replace(passes, weight=weight, is_recovered=weight < 1)
    found = observe_traffic(passes, [WHOLE_WEEK], min_drivers=3, seed=0)
    assert found.passes.tolist() == found.vehicles.tolist() == [4]
    assert found.recovered_share.tolist() == [0.5]
    pace = (weight / np.array([30, 40, 50, 60])).sum() / weight.sum()
    assert measure(found, "speed") == pytest.approx(1 / pace)

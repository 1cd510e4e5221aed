"""Intervals of single passes: coverage in each group, and which group a pass is in."""

from __future__ import annotations

import numpy as np

from trajganr_core.evaluation.pace_intervals import (
    DAY_PARTS,
    DENSITIES,
    PaceIntervals,
    day_part_of,
    density_of,
)

Z = 1.644854


def passes(rng: np.random.Generator, count: int) -> tuple[np.ndarray, ...]:
    """Log-normal paces whose predicted spread is too small at night and too large by day."""
    part, density = (
        rng.integers(len(DAY_PARTS), size=count),
        rng.integers(len(DENSITIES), size=count),
    )
    centre, spread = rng.uniform(-3, -1, count), rng.uniform(0.2, 0.6, count)
    pace = np.exp(centre + spread * np.where(part == 0, 2.0, 0.5) * rng.normal(size=count))
    quantiles = np.exp(centre[:, None] + spread[:, None] * np.array([-Z, 0.0, Z]))
    return pace, quantiles, part, density


def test_each_group_is_covered_although_the_predicted_spread_is_wrong() -> None:
    rng = np.random.default_rng(0)
    pace, quantiles, part, density = passes(rng, 50_000)
    intervals = PaceIntervals.fit(PaceIntervals.scores(pace, quantiles), part, density)
    pace, quantiles, part, density = passes(rng, 50_000)
    low, high = intervals.bounds(quantiles, part, density)
    inside = (low <= pace) & (pace <= high)
    for row in range(len(DAY_PARTS)):
        for column in range(len(DENSITIES)):
            assert 0.86 < inside[(part == row) & (density == column)].mean() < 0.94


def test_an_interval_is_as_wide_as_predicted_relative_to_others() -> None:
    quantiles = np.exp(np.array([[-0.2, 0.0, 0.3], [-0.4, 0.0, 0.6]]))
    group = np.zeros(2, dtype=np.int64)
    low, high = PaceIntervals(np.full((5, 5), 1.5)).bounds(quantiles, group, group)
    np.testing.assert_allclose(np.log(low), [-0.3, -0.6])
    np.testing.assert_allclose(np.log(high), [0.45, 0.9])


def test_groups_with_few_passes_use_all_times_of_the_day() -> None:
    scores = np.arange(1000) / 1000
    part = np.zeros(1000, dtype=np.int64)
    intervals = PaceIntervals.fit(scores, part, np.full(1000, 2))
    assert np.unique(intervals.factors).size == 1
    assert 0.9 <= intervals.factors[3, 2] < 0.91


def test_parts_of_the_day_and_densities_begin_at_their_bounds() -> None:
    assert day_part_of(np.array([0.0, 5.99, 6.0, 18.9, 23.9])).tolist() == [0, 0, 1, 3, 4]
    assert density_of(np.array([0, 1, 4, 5, 100, 9999])).tolist() == [0, 1, 1, 2, 4, 4]

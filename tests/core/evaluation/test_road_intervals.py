"""Intervals of roads: of their own mean, although only means of few passes are observed."""

from __future__ import annotations

import json

import numpy as np

from trajganr_core.evaluation.road_intervals import (
    ANY_TIME,
    DENSITIES,
    RoadIntervals,
    day_part_of,
    density_of,
)

#: Passes of a context in each class of density.
CONTEXT = np.array([1, 3, 10, 50, 400])


def roads(rng: np.random.Generator, count: int) -> dict[str, np.ndarray]:
    """Roads whose predicted variations are too small by a third."""
    density = rng.integers(len(DENSITIES), size=count)
    of_pass, passes = rng.uniform(0.2, 0.8, count), rng.integers(5, 40, count)
    variation, noise = of_pass / np.sqrt(CONTEXT[density]), of_pass / np.sqrt(passes)
    own = np.exp(1.5 * variation * rng.normal(size=count))
    observed = own * np.exp(1.5 * noise * rng.normal(size=count))
    names = ("density", "variation", "both", "own", "observed")
    return dict(
        zip(names, (density, variation, np.hypot(variation, noise), own, observed), strict=True)
    )


def fitted(rng: np.random.Generator) -> RoadIntervals:
    """Calibrated on observed means over all times."""
    known = roads(rng, 20_000)
    scores = np.abs(np.log(known["observed"])) / known["both"]
    return RoadIntervals.fit(scores, np.full(20_000, ANY_TIME), known["density"])


def test_intervals_of_roads_cover_their_own_means_and_those_of_observed_means_cover_these() -> None:
    rng = np.random.default_rng(0)
    intervals, new = fitted(rng), roads(rng, 20_000)
    group = np.full(20_000, ANY_TIME), new["density"]
    for variation, truth in (("variation", "own"), ("both", "observed")):
        low, high = intervals.bounds(np.ones(20_000), new[variation], *group)
        inside = (low <= new[truth]) & (new[truth] <= high)
        for each in range(len(DENSITIES)):
            assert 0.88 < inside[new["density"] == each].mean() < 0.92


def test_well_known_roads_have_narrow_intervals() -> None:
    intervals = fitted(np.random.default_rng(0))
    density = np.arange(len(DENSITIES))
    part = np.full(len(density), ANY_TIME)
    low, high = intervals.bounds(np.ones(5), 0.5 / np.sqrt(CONTEXT), part, density)
    assert (np.diff(np.log(high / low)) < 0).all()


def test_groups_with_few_roads_use_all_times_and_then_all_roads() -> None:
    part = np.repeat([ANY_TIME, ANY_TIME, 2], [500, 500, 50])
    density = np.repeat([1, 3, 3], [500, 500, 50])
    scores = np.repeat([1.0, 2.0, 9.0], [500, 500, 50])
    factors = RoadIntervals.fit(scores, part, density).factors
    np.testing.assert_array_equal(factors[:, 1], 1.0)
    np.testing.assert_array_equal(factors[:, 3], 2.0)
    np.testing.assert_array_equal(factors[:, 4], 2.0)


def test_factors_are_the_same_after_json_also_where_nothing_was_calibrated() -> None:
    factors = fitted(np.random.default_rng(0)).factors
    factors[0, 0] = np.inf
    written = json.dumps(RoadIntervals(factors).to_dict(), allow_nan=False)
    np.testing.assert_array_equal(RoadIntervals.from_dict(json.loads(written)).factors, factors)


def test_what_has_too_few_data_has_the_factors_of_another_calibration() -> None:
    rng = np.random.default_rng(0)
    shape = ANY_TIME + 1, len(DENSITIES)
    own = RoadIntervals(np.where(rng.random(shape) < 0.5, np.inf, 1.0))
    other = RoadIntervals(np.full(shape, 2.0))
    both = own.or_else(other).factors
    assert (both[np.isfinite(own.factors)] == 1).all()
    assert (both[np.isinf(own.factors)] == 2).all()


def test_parts_of_the_day_and_densities_begin_at_their_bounds() -> None:
    assert day_part_of(np.array([0.0, 5.99, 6.0, 18.9, 23.9])).tolist() == [0, 0, 1, 3, 4]
    assert density_of(np.array([0, 1, 4, 5, 100, 9999])).tolist() == [0, 1, 1, 2, 4, 4]

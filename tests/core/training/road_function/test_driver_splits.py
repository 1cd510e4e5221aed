"""Random splits of drivers into context and target drivers."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from road_passes import AREA, chain, passes

from trajganr_core.features.pass_context import Surroundings
from trajganr_core.training.road_function.driver_splits import (
    City,
    context_and_targets,
    folds_of_days,
)

EDGES = 200


def test_no_driver_is_on_both_sides_and_some_segments_of_the_context_are_hidden() -> None:
    edge, driver = np.tile(np.arange(EDGES), 6), np.repeat(np.arange(6), EDGES)
    every = passes(edge, driver, np.zeros(len(edge)), np.full(len(edge), 10.0))
    city = City(every, Surroundings.of(chain(EDGES), AREA))
    for seed in range(5):
        known, is_target = context_and_targets(city, np.arange(5), np.random.default_rng(seed))
        np.testing.assert_array_equal(known.timed, known.rows)
        context, targets = (set(driver[rows].tolist()) for rows in (known.rows, is_target))
        assert context | targets == set(range(5))
        assert not context & targets
        assert context
        assert targets
        assert 0 < (known.counts == 0).mean() < 0.4
        assert (np.bincount(edge[is_target], minlength=EDGES) == len(targets)).all()


def test_two_drivers_are_one_on_either_side() -> None:
    edge, driver = np.tile(np.arange(EDGES), 2), np.repeat([4, 7], EDGES)
    every = passes(edge, driver, np.zeros(len(edge)), np.full(len(edge), 10.0))
    city = City(every, Surroundings.of(chain(EDGES), AREA))
    for seed in range(5):
        known, is_target = context_and_targets(city, np.array([4, 7]), np.random.default_rng(seed))
        sides = [np.unique(driver[rows]).tolist() for rows in (known.rows, is_target)]
        assert sorted(sides) == [[4], [7]]


def test_targets_are_of_other_days_than_those_that_show_differences_between_times() -> None:
    city, day = of_days(4)
    for seed in range(8):
        rng = np.random.default_rng(seed)
        known, is_target = context_and_targets(city, np.arange(6), rng)
        shown, asked = (set(day[rows].tolist()) for rows in (known.timed, is_target))
        assert shown
        assert asked
        assert shown | asked == set(range(4))
        assert not shown & asked
        assert set(day[known.rows].tolist()) == set(range(4))
        known, is_target = context_and_targets(city, np.arange(6), rng, own_days=True)
        np.testing.assert_array_equal(known.timed, known.rows)
        assert set(day[is_target].tolist()) == set(range(4))


def test_held_out_drivers_are_asked_on_days_that_the_context_does_not_have() -> None:
    city, day = of_days(3)
    folds = folds_of_days(city, np.arange(4), np.array([4, 5]))
    asked = [set(day[rows].tolist()) for _, rows in folds]
    assert asked == [{0, 2}, {1}]
    for known, rows in folds:
        assert not set(day[known.timed].tolist()) & set(day[rows].tolist())
        assert set(city.passes.driver[known.rows].tolist()) == {0, 1, 2, 3}
    of_one_day, _ = of_days(1)
    assert len(folds_of_days(of_one_day, np.arange(4), np.array([4, 5]))) == 1


def of_days(days: int) -> tuple[City, np.ndarray]:
    """Six drivers along all segments on each of the days; and the day of each pass."""
    edge, driver, day = (
        axis.ravel() for axis in np.meshgrid(np.arange(EDGES), np.arange(6), np.arange(days))
    )
    every = passes(edge, driver, 1440.0 * day, np.full(len(edge), 10.0))
    every = replace(every, local_day=day.astype(np.int32))
    return City(every, Surroundings.of(chain(EDGES), AREA)), day

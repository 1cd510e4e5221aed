"""Random splits of drivers into context and target drivers."""

from __future__ import annotations

import numpy as np
from road_passes import AREA, chain, passes

from trajganr_core.features.pass_context import Surroundings
from trajganr_core.training.road_function.driver_splits import context_and_targets

EDGES = 200


def test_no_driver_is_on_both_sides_and_some_segments_of_the_context_are_hidden() -> None:
    edge, driver = np.tile(np.arange(EDGES), 6), np.repeat(np.arange(6), EDGES)
    every = passes(edge, driver, np.zeros(len(edge)), np.full(len(edge), 10.0))
    surroundings = Surroundings.of(chain(EDGES), AREA)
    for seed in range(5):
        known, is_target = context_and_targets(
            every, surroundings, np.arange(5), np.random.default_rng(seed)
        )
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
    surroundings = Surroundings.of(chain(EDGES), AREA)
    for seed in range(5):
        known, is_target = context_and_targets(
            every, surroundings, np.array([4, 7]), np.random.default_rng(seed)
        )
        sides = [np.unique(driver[rows]).tolist() for rows in (known.rows, is_target)]
        assert sorted(sides) == [[4], [7]]

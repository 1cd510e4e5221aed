"""A road function learns from passes how fast roads are, and when."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
import torch
from road_passes import AREA, chain, halves, passes

from trajganr_core.contract.errors import TrajganrError
from trajganr_core.features.pass_context import PassContext, Surroundings
from trajganr_core.model.road_function import PaceDistribution, RoadFunction
from trajganr_core.training.road_function import train_road_function as train_road_function_module
from trajganr_core.training.road_function.driver_splits import City
from trajganr_core.training.road_function.train_road_function import (
    RoadTraining,
    train_road_function,
)

EDGES, DRIVERS = 12, 160
MORNING, NIGHT = 8 * 60.0, 2 * 60.0


@pytest.fixture(scope="module")
def city() -> tuple[Surroundings, PassContext]:
    """Drivers along all segments at 8:00 or at 2:00; the mornings are twice as slow."""
    rng = np.random.default_rng(0)
    edge, driver = np.tile(np.arange(EDGES), DRIVERS), np.repeat(np.arange(DRIVERS), EDGES)
    minute = np.where(rng.random(DRIVERS) < 0.5, MORNING, NIGHT)[driver]
    usual = np.where(edge < EDGES / 2, 5.0, 10.0) * np.where(minute == MORNING, 2.0, 1.0)
    seconds = usual * np.exp(rng.normal(0, 0.2, len(edge)))
    surroundings = Surroundings.of(chain(EDGES), AREA)
    return surroundings, PassContext(surroundings, passes(edge, driver, minute, seconds))


def test_the_mean_and_the_spread_depend_on_segment_and_time(
    city: tuple[Surroundings, PassContext],
) -> None:
    surroundings, known = city
    training = RoadTraining(rounds=16, pieces=8, learning_rate=1e-2)
    trained = train_road_function([City(known.table, surroundings)], training)
    assert trained.losses[-1] < trained.losses[0]
    edge = np.array([2, 2, 9, 9])
    asked = known.queries(edge, np.array([MORNING, NIGHT, MORNING, NIGHT]))
    with torch.no_grad():
        answer = trained.function(asked)
        before = RoadFunction(asked.features.shape[1])(asked)
    np.testing.assert_allclose(answer.mean, [0.1, 0.05, 0.2, 0.1], rtol=0.15)
    assert (width(answer) < 0.8 * width(before)).all()
    assert np.isfinite(trained.road_intervals.factors).all()


def test_other_numbers_of_passes_than_all_of_the_training_do_not_widen_the_distribution(
    city: tuple[Surroundings, PassContext],
) -> None:
    surroundings, known = city
    training = RoadTraining(rounds=4, pieces=8, learning_rate=1e-2)
    trained = train_road_function([City(known.table, surroundings)], training)
    # All segments have the same number of passes of the drivers that are trained on.
    for drivers in (DRIVERS, 3):
        some = known.table.take(known.table.driver < drivers)
        asked = PassContext(surroundings, some).queries(np.arange(EDGES), np.full(EDGES, np.nan))
        with torch.no_grad():
            assert (trained.function(asked).variation < 1).all()


def width(answer: PaceDistribution) -> torch.Tensor:
    """``(q,)`` of 90 % bands, of the logarithm of the pace."""
    return (answer.quantile(0.95) / answer.quantile(0.05)).log()


def test_training_again_gives_the_same_function(city: tuple[Surroundings, PassContext]) -> None:
    surroundings, known = city
    one, other = (
        train_road_function([City(known.table, surroundings)], RoadTraining(rounds=1))
        for _ in range(2)
    )
    assert one.losses == other.losses
    np.testing.assert_array_equal(one.held_out[0], other.held_out[0])


def test_a_function_that_is_adapted_is_never_worse_on_held_out_drivers_than_before(
    city: tuple[Surroundings, PassContext],
) -> None:
    surroundings, known = city
    one = City(known.table, surroundings)
    start = train_road_function([one], RoadTraining(rounds=4, learning_rate=1e-2)).function
    asked = known.queries(np.arange(EDGES), np.full(EDGES, MORNING))
    with torch.no_grad():
        before = start(asked).mean
    # So large a step that no round is better.
    bad = RoadTraining(rounds=1, learning_rate=10.0, seed=1)
    adapted = train_road_function([one], bad, start=start)
    assert adapted.function is start
    with torch.no_grad():
        assert start(asked).mean.equal(before)


def test_many_cities_are_learned_at_once(city: tuple[Surroundings, PassContext]) -> None:
    surroundings, known = city
    slow = dataclasses.replace(known.table, seconds=2 * known.table.seconds)
    cities = [City(table, surroundings) for table in (known.table, slow)]
    trained = train_road_function(cities, RoadTraining(rounds=2))
    assert len(trained.held_out) == 2
    assert np.isfinite(trained.road_intervals.factors).all()


def test_too_few_drivers_are_refused(city: tuple[Surroundings, PassContext]) -> None:
    surroundings, known = city
    with pytest.raises(TrajganrError, match=r"4 drivers"):
        train_road_function([City(known.table.take(known.table.driver < 4), surroundings)])


def test_of_very_many_passes_some_whole_trips_are_predicted_in_a_round(
    city: tuple[Surroundings, PassContext],
) -> None:
    _, known = city
    rng = np.random.default_rng(0)
    rows = known.table.edge > 0
    all_of_them = train_road_function_module._sampled(known.table, rows, 10**6, rng)
    assert np.array_equal(all_of_them.piece, known.table.piece[rows])
    some = train_road_function_module._sampled(known.table, rows, 40 * EDGES, rng)
    assert 20 * EDGES < len(some) < 60 * EDGES
    assert len(some) == (EDGES - 1) * len(np.unique(some.piece))


def test_a_budget_leaves_time_for_as_many_rounds_as_fit() -> None:
    training = RoadTraining(rounds=40, budget_s=100)
    assert training.rounds_within(1, before_s=10, rounds_s=2) == 35  # of 80 s, 70 are left
    assert training.rounds_within(20, before_s=10, rounds_s=20) == 40
    assert training.rounds_within(1, before_s=90, rounds_s=2) == 1
    assert RoadTraining(rounds=40).rounds_within(1, before_s=90, rounds_s=2) == 40


def test_passes_count_by_their_weight_in_the_loss(city: tuple[Surroundings, PassContext]) -> None:
    _, known = city
    torch.manual_seed(0)
    function = RoadFunction(known.queries(np.zeros(1, dtype=int), np.zeros(1)).features.shape[1])
    losses = []
    for table in (known.table, halves(known.table)):
        targets = train_road_function_module._Targets.of(
            table, known, np.random.default_rng(0), together=50, is_timed=True
        )
        found = [targets.loss(function, step) for step in range(targets.steps)]
        losses.append(torch.stack(found).tolist())
    assert losses[0] == pytest.approx(losses[1], rel=1e-5)

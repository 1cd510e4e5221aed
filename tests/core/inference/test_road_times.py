"""Predictions of segments at sets of times."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from road_passes import AREA, chain, passes

from trajganr_core.contract.time_sets import WHOLE_WEEK, parse_time_set
from trajganr_core.features.pass_context import KERNELS, PassContext, Surroundings
from trajganr_core.inference.road_times import predict_times, times_of
from trajganr_core.model.road_function import RoadFunction

MORNINGS = parse_time_set("Mon-Fri 07:00-09:00")
WEEKEND = parse_time_set("weekend")
EDGES, DRIVERS = 4, 300


@pytest.fixture(scope="module")
def context() -> PassContext:
    """Monday mornings at 18 km/h and Monday nights at 36 km/h, as often; none at weekends."""
    edge, driver = np.tile(np.arange(EDGES), DRIVERS), np.repeat(np.arange(DRIVERS), EDGES)
    is_morning = driver % 2 == 0
    minute, seconds = np.where(is_morning, 480.0, 120.0), np.where(is_morning, 20.0, 10.0)
    return PassContext(Surroundings.of(chain(EDGES), AREA), passes(edge, driver, minute, seconds))


@pytest.fixture(scope="module")
def function(context: PassContext) -> RoadFunction:
    """Untrained: it returns weighted means of the passes."""
    torch.manual_seed(0)
    features = context.queries(np.array([0]), np.array([0.0])).features.shape[1]
    return RoadFunction(features, KERNELS).eval()


def test_times_of_a_set_are_spread_evenly_over_its_intervals() -> None:
    times = times_of(parse_time_set("Mon 07:00-09:00; Wed 07:00-08:00"), 3)
    np.testing.assert_allclose(times, [450, 510, 2 * 1440 + 450])


def test_the_morning_is_slower_than_the_whole_week(
    function: RoadFunction, context: PassContext
) -> None:
    morning, week = predict_times(function, context, [MORNINGS, WHOLE_WEEK])
    assert (morning.speed_kmh < 21).all()
    # The space mean of both is 24 km/h.
    np.testing.assert_allclose(week.speed_kmh, 24, atol=1.5)
    assert morning.passes.tolist() == [DRIVERS / 2] * EDGES
    assert week.passes.tolist() == [DRIVERS] * EDGES
    assert (morning.p15_kmh < morning.p50_kmh).all()
    assert (morning.p50_kmh < morning.p85_kmh).all()


def test_a_set_without_passes_is_marked_as_a_prior(
    function: RoadFunction, context: PassContext
) -> None:
    weekend, morning = predict_times(function, context, [WEEKEND, MORNINGS])
    assert weekend.is_prior
    assert not morning.is_prior
    assert np.isfinite(weekend.speed_kmh).all()
    assert not weekend.passes.any()

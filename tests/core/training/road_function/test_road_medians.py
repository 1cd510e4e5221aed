"""The median of a road's own mean pace is learned from splits of the drivers."""

from __future__ import annotations

import numpy as np
import torch
from road_passes import AREA, chain, passes

from trajganr_core.features.pass_context import PassContext, Surroundings
from trajganr_core.model.road_function import RoadFunction
from trajganr_core.training.road_function.driver_splits import City
from trajganr_core.training.road_function.road_medians import train_medians

EDGES, DRIVERS = 600, 20
#: Every fourth segment has a tenth of the speed of the others.
SECONDS = np.where(np.arange(EDGES) % 4 == 0, 100.0, 10.0)


def city(drivers: int) -> City:
    """Drivers along all segments."""
    edge, driver = np.tile(np.arange(EDGES), drivers), np.repeat(np.arange(drivers), EDGES)
    own = passes(edge, driver, np.full(len(edge), 480.0), SECONDS[edge])
    return City(own, Surroundings.of(chain(EDGES), AREA))


def function(known: PassContext) -> RoadFunction:
    """An untrained function."""
    torch.manual_seed(0)
    features = known.queries(np.zeros(1, dtype=np.int64), np.zeros(1)).features.shape[1]
    return RoadFunction(features).eval()


def speeds(roads: RoadFunction, known: PassContext) -> tuple[np.ndarray, np.ndarray]:
    """``(E,)`` by the predicted mean and by the median, km/h."""
    asked = known.queries(np.arange(EDGES), np.full(EDGES, np.nan))
    with torch.no_grad():
        answer = roads(asked)
        return 3.6 / answer.mean.numpy(), 3.6 / roads.median(asked, answer).numpy()


def test_speeds_by_the_median_of_roads_without_passes_have_smaller_errors() -> None:
    every = city(DRIVERS)
    hidden = np.arange(EDGES) % 5 == 0
    known = PassContext(every.surroundings, every.passes.take(~hidden[every.passes.edge]))
    roads = function(known)
    before = speeds(roads, known)[0]
    train_medians(roads, [(every, np.arange(DRIVERS))], np.random.default_rng(0))
    mean, median = speeds(roads, known)
    np.testing.assert_array_equal(mean, before)
    actual = 360.0 / SECONDS
    errors = [np.abs(each - actual)[hidden].mean() for each in (mean, median)]
    assert errors[1] < 0.95 * errors[0]
    assert not roads.training


def test_without_enough_target_passes_the_median_remains_the_mean() -> None:
    every = city(2)
    known = PassContext(every.surroundings, every.passes)
    roads = function(known)
    train_medians(roads, [(every, np.arange(2))], np.random.default_rng(0))
    mean, median = speeds(roads, known)
    np.testing.assert_allclose(median, mean, rtol=1e-6)

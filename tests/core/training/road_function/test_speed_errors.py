"""Speeds of held-out drivers are compared with those of functions and of the other drivers."""

import numpy as np
import pytest

from trajganr_core.contract.records.model_card import SHIPPED_FOLDER
from trajganr_core.data.bundle import Bundle
from trajganr_core.data.input_passes import input_passes
from trajganr_core.features.pass_context import Surroundings
from trajganr_core.model.model_folder import load_road_function, read_card
from trajganr_core.model.road_function import RoadFunction
from trajganr_core.training.road_function.driver_splits import City
from trajganr_core.training.road_function.learn_roads import speed_errors


@pytest.fixture
def city(bundle: Bundle) -> City:
    return City(input_passes(bundle), Surroundings.of(bundle.network, bundle.area))


@pytest.fixture
def shipped() -> RoadFunction:
    function = load_road_function(SHIPPED_FOLDER, read_card(SHIPPED_FOLDER))
    assert function is not None
    return function


def test_the_mean_of_the_passes_is_that_of_the_other_drivers(
    city: City, shipped: RoadFunction
) -> None:
    passes, held_out = city.passes, city.passes.drivers[::2]
    is_own = np.isin(passes.driver, held_out)
    errors = []
    for edge in np.unique(passes.edge):
        here = passes.edge == edge
        one, other = (passes.take(here & side) for side in (is_own, ~is_own))
        if len(one) >= 5 and len(other):
            errors.append(
                3.6
                * (one.metres.sum() / one.seconds.sum() - other.metres.sum() / other.seconds.sum())
            )
    assert errors
    block = np.arange(len(city.surroundings.length_m))
    found = speed_errors(city, held_out, shipped, block)
    assert found["trips_mean"] == pytest.approx(np.abs(errors).mean(), rel=1e-5)
    assert (found["trips_roads"], found["no_trips_roads"]) == (len(errors), 0)
    assert found["trips_model"] > 0


def test_nothing_is_compared_on_few_passes(city: City, shipped: RoadFunction) -> None:
    passes = city.passes
    few = City(passes.take(np.unique(passes.edge, return_index=True)[1]), city.surroundings)
    assert speed_errors(few, passes.drivers[:1], shipped, np.arange(0)) == {}

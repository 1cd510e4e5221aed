"""Speeds of held-out drivers are compared with those of functions and of the other drivers."""

import numpy as np
import pytest

from trajganr_core.data.bundle import Bundle
from trajganr_core.data.input_passes import input_passes
from trajganr_core.features.pass_context import Surroundings
from trajganr_core.training.road_function.driver_splits import City
from trajganr_core.training.road_function.learn_roads import speed_errors


@pytest.fixture
def city(bundle: Bundle) -> City:
    return City(input_passes(bundle), Surroundings.of(bundle.network, bundle.area))


def test_the_mean_of_the_passes_is_that_of_the_other_drivers(city: City) -> None:
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
    found = speed_errors(city, held_out, {}, np.arange(len(city.surroundings.length_m)))
    assert found == {
        "passes": pytest.approx(np.abs(errors).mean(), rel=1e-5),
        "roads": len(errors),
    }


def test_nothing_is_compared_on_few_passes(city: City) -> None:
    passes = city.passes
    few = City(passes.take(np.unique(passes.edge, return_index=True)[1]), city.surroundings)
    assert speed_errors(few, passes.drivers[:1], {}, np.arange(0)) == {}

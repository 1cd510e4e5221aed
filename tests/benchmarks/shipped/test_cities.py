"""The made-up cities that the shipped weights are trained on."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
import torch
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from benchmarks.shipped.cities import made_up_cities
from benchmarks.shipped.membership import membership
from benchmarks.shipped.streets import AREA, made_up
from benchmarks.shipped.traffic import drives_in
from trajganr_core.features.pass_context import PassContext, Surroundings
from trajganr_core.model.road_function import RoadQueries
from trajganr_core.training.road_function.train_road_function import (
    RoadTraining,
    train_road_function,
)


@pytest.mark.parametrize("seed", range(3))
def test_streets_are_connected_and_of_several_classes(seed: int) -> None:
    network = made_up(np.random.default_rng(seed))
    nodes = network.source.max() + 1
    graph = csr_array((np.ones(len(network)), (network.source, network.target)), shape=(nodes,) * 2)
    used = np.unique(network.source)
    part = connected_components(graph, directed=False)[1][used]
    assert (part == part[0]).all()
    two_way = np.flatnonzero(network.reverse >= 0)
    back = network.reverse[two_way]
    assert (network.source[back] == network.target[two_way]).all()
    assert (network.reverse[back] == two_way).all()
    assert len(np.unique(network.highway.astype(str))) == 4
    assert np.median(network.length_m) < 250


@pytest.mark.parametrize("seed", range(3))
def test_a_fleet_drives_at_plausible_speeds_on_several_days(seed: int) -> None:
    rng = np.random.default_rng(seed)
    network = made_up(rng)
    passes = drives_in(network, AREA, rng)
    assert (np.diff(passes.piece) >= 0).all()
    assert len(passes.drivers) >= 8
    assert len(np.unique(passes.local_day)) >= 2
    assert 5 < 3.6 * passes.metres.sum() / passes.seconds.sum() < 60
    assert np.isfinite(passes.pace).all()
    assert (passes.seconds > 0).all()
    # Passes of a piece follow each other on the network.
    same = np.flatnonzero(np.diff(passes.piece) == 0)
    follows = network.target[passes.edge[same]] == network.source[passes.edge[same + 1]]
    assert follows.mean() > 0.95
    assert ((passes.minute_of_week >= 0) & (passes.minute_of_week < 10_080)).all()


def test_the_same_seed_gives_the_same_cities() -> None:
    one, other = (next(made_up_cities(1, seed=5)) for _ in range(2))
    for name in ("edge", "driver", "seconds", "minute_of_week", "local_day"):
        np.testing.assert_array_equal(getattr(one.passes, name), getattr(other.passes, name))


def test_a_road_function_sees_no_difference_between_driving_on_the_left_and_on_the_right() -> None:
    """So training cities with left-hand traffic would be the same cities again."""
    rng = np.random.default_rng(5)
    network = made_up(rng)
    passes = drives_in(network, AREA, rng)
    mirrored = dataclasses.replace(network, lon=2 * AREA.centre[0] - network.lon)
    edge = np.arange(len(network))
    one, other = (
        PassContext(Surroundings.of(each, AREA), passes).queries(edge, np.full(len(edge), 480.0))
        for each in (network, mirrored)
    )
    for each in dataclasses.fields(RoadQueries):
        torch.testing.assert_close(getattr(one, each.name), getattr(other, each.name))


@pytest.mark.slow
def test_no_trip_of_the_training_can_be_told_from_others_by_its_loss() -> None:
    city = next(made_up_cities(1, seed=4))
    training = RoadTraining(rounds=12, targets=20_000, seed=1)
    trained = train_road_function([city], training)
    told = membership(trained.function, city, trained.held_out[0])
    assert told.low <= 0.5
    assert told.auc < 0.55

"""The path step is learned from trips whose drivers the sums do not know."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch
from road_passes import AREA, chain, passes

from trajganr_core.data.passes import PassTable
from trajganr_core.features.pass_context import PassContext, Surroundings
from trajganr_core.model.road_function import RoadFunction
from trajganr_core.training.road_function import learn_path_step as learning
from trajganr_core.training.road_function.driver_splits import City
from trajganr_core.training.road_function.learn_path_step import SummedTrips, learn_path_step

ROADS, DRIVERS = 12, 60
NETWORK = chain(ROADS)
SURROUNDINGS = Surroundings.of(NETWORK, AREA)


@pytest.fixture(scope="module")
def driven() -> PassTable:
    """Each driver drives all segments, 10 s each; a driver is up to 30 % faster or slower."""
    rng = np.random.default_rng(0)
    own = np.exp(rng.uniform(-0.3, 0.3, DRIVERS))
    driver = np.repeat(np.arange(DRIVERS), ROADS)
    edge = np.tile(np.arange(ROADS), DRIVERS)
    return passes(edge, driver, np.full(len(driver), 500.0), 10 * own[driver])


@pytest.fixture(scope="module")
def function() -> RoadFunction:
    """An untrained one, whose means are near those of the passes."""
    torch.manual_seed(0)
    known = PassContext(SURROUNDINGS, passes(*np.ones((4, 1))))
    features = known.queries(np.zeros(1, dtype=np.int64), np.zeros(1)).features.shape[1]
    return RoadFunction(features).eval()


def test_the_mean_of_drives_is_that_of_the_trips(function: RoadFunction, driven: PassTable) -> None:
    step = learn_path_step(function, City(driven, SURROUNDINGS), np.arange(12), 0)
    slower = PassTable(**{**vars(driven), "seconds": driven.seconds * 2})
    twice = learn_path_step(function, City(slower, SURROUNDINGS), np.arange(12), 0)
    # Twice the seconds, in the context as in the trips, need no other level.
    assert twice.mean == pytest.approx(step.mean, rel=0.05)
    assert 0.8 < step.median < 1.2


def test_waits_where_trips_begin_and_end_are_no_time_on_the_road(
    function: RoadFunction, driven: PassTable
) -> None:
    step = learn_path_step(function, City(driven, SURROUNDINGS), np.arange(12), 0)
    waits = np.isin(driven.edge, (0, ROADS - 1))
    long = replace(driven, seconds=np.where(waits, 8, 1).astype(np.float32) * driven.seconds)
    found = learn_path_step(function, City(long, SURROUNDINGS), np.arange(12), 0)
    assert found.mean == pytest.approx(step.mean, rel=0.1)  # else twice as much


def test_trips_of_ends_alone_teach_no_level(function: RoadFunction, driven: PassTable) -> None:
    short = driven.take(driven.edge < 2)
    step = learn_path_step(function, City(short, SURROUNDINGS), np.arange(12), 0)
    assert (step.mean, step.median, step.longer) == (1.0, 1.0, np.inf)


def test_each_trip_is_predicted_once_and_never_from_its_own_driver(
    function: RoadFunction, driven: PassTable, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    plain = SummedTrips.of.__func__  # type: ignore[attr-defined]

    def of(cls: type, roads: RoadFunction, known: PassContext, *rest: object) -> SummedTrips:
        found: SummedTrips = plain(cls, roads, known, *rest)
        drivers = set(driven.driver[known.rows].tolist())
        assert drivers.isdisjoint(found.piece.tolist())  # a driver has one piece, of this number
        assert len(drivers) == DRIVERS - len(found.piece)
        asked.extend(found.piece.tolist())
        return found

    monkeypatch.setattr(learning.SummedTrips, "of", classmethod(of))
    learn_path_step(function, City(driven, SURROUNDINGS), np.arange(12), 0)
    assert sorted(asked) == list(range(DRIVERS))


def test_of_very_many_passes_some_trips_are_predicted(
    function: RoadFunction, driven: PassTable, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = PassContext(SURROUNDINGS, driven)
    whole = SummedTrips.of(function, known, driven)
    assert len(whole.actual) == DRIVERS
    np.testing.assert_allclose(whole.actual, np.bincount(driven.piece, driven.seconds))
    monkeypatch.setattr(learning, "MAX_PASSES", len(driven) // 4)
    lengths = []
    monkeypatch.setattr(
        learning.PathStep, "fit", classmethod(lambda cls, actual, *_: lengths.append(len(actual)))
    )
    learn_path_step(function, City(driven, SURROUNDINGS), np.arange(12), 0)
    assert 0 < lengths[0] < DRIVERS / 2

"""What turns take beyond the mean paces of their segments."""

from __future__ import annotations

import numpy as np
import pytest
from road_passes import AREA, chain, city_turns, passes

from trajganr_core.features import turn_times as module
from trajganr_core.features.pass_context import PassContext, Surroundings
from trajganr_core.features.turn_times import CityTurns, TurnTimes
from trajganr_core.model.road_function import RoadFunction

ROADS, DRIVERS = 12, 400
NETWORK = chain(ROADS)
#: The turn in which vehicles wait, and another one.
SLOW, OTHER = 4, 7


@pytest.fixture(scope="module")
def known() -> PassContext:
    """Each driver drives all segments, 10 s each."""
    driver, edge = np.repeat(np.arange(DRIVERS), ROADS), np.tile(np.arange(ROADS), DRIVERS)
    minute = np.full(len(edge), 480.0)
    table = passes(edge, driver, minute, np.full(len(edge), 10.0))
    return PassContext(Surroundings.of(NETWORK, AREA), table)


@pytest.fixture(scope="module")
def function(known: PassContext) -> RoadFunction:
    """An untrained one, whose means are near those of the passes."""
    features = known.queries(np.zeros(1, dtype=np.int64), np.zeros(1)).features.shape[1]
    return RoadFunction(features).eval()


def extra(times: TurnTimes, turn: int, halves_s: float = 10.0) -> float:
    return float(times.extra_s(np.array([turn]), np.array([halves_s]))[0])


def test_a_turn_takes_what_its_passes_took_beyond_the_halves_of_its_segments(
    function: RoadFunction, known: PassContext
) -> None:
    city = city_turns(NETWORK, [SLOW] * 300 + [OTHER] * 100)
    city.passes.seconds[:300] += 9
    times = TurnTimes.learn(function, known, city)
    mean = (300 * 19 + 100 * 10) / 400  # the level of all turns is not theirs
    assert extra(times, SLOW) == pytest.approx(19 - mean, abs=0.3)
    assert extra(times, OTHER) == pytest.approx(10 - mean, abs=1.5)
    assert abs(extra(times, 0)) < 0.1  # nothing tells it from the others


def test_the_passes_of_drivers_that_are_not_known_are_not_learned_from(
    function: RoadFunction, known: PassContext
) -> None:
    city = city_turns(NETWORK, [SLOW] * 300 + [OTHER] * 100)
    half = PassContext(known.surroundings, known.table, known.table.driver >= 300)
    before = TurnTimes.learn(function, half, city)
    city.passes.seconds[:300] = 200.0
    after = TurnTimes.learn(function, half, city)
    np.testing.assert_array_equal(after.own_s, before.own_s)
    assert extra(after, SLOW) == extra(before, SLOW)


def test_a_turn_of_too_few_drivers_takes_what_the_trees_say(
    function: RoadFunction, known: PassContext
) -> None:
    city = city_turns(NETWORK, [SLOW] * 4 + [OTHER] * 300)
    city.passes.seconds[:4] += 60
    assert TurnTimes.learn(function, known, city).own_s[SLOW] == 0
    city = city_turns(NETWORK, [SLOW] * 5 + [OTHER] * 300)
    city.passes.seconds[:5] += 60
    assert TurnTimes.learn(function, known, city).own_s[SLOW] > 10


def test_the_mean_seconds_are_never_from_the_own_driver(
    function: RoadFunction, known: PassContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []

    def mean(_: object, others: PassContext, city: CityTurns, own: object) -> np.ndarray:
        drivers = set(known.table.driver[others.rows].tolist())
        assert drivers.isdisjoint(own.driver.tolist())  # type: ignore[attr-defined]
        asked.extend(own.driver.tolist())  # type: ignore[attr-defined]
        return np.full(len(own.driver), 10.0)  # type: ignore[attr-defined]

    monkeypatch.setattr(module, "mean_halves_s", mean)
    TurnTimes.learn(function, known, city_turns(NETWORK, [SLOW] * DRIVERS))
    assert sorted(asked) == list(range(DRIVERS))


def test_without_trips_through_turns_these_take_nothing(
    function: RoadFunction, known: PassContext
) -> None:
    times = TurnTimes.learn(function, known, city_turns(NETWORK))
    np.testing.assert_array_equal(times.between(np.full(ROADS, 10.0)), np.zeros(ROADS - 1))


def test_a_turn_is_never_faster_than_a_fifth_of_its_segments(
    function: RoadFunction, known: PassContext
) -> None:
    city = city_turns(NETWORK, [SLOW] * 300 + [OTHER] * 100, seconds=100.0)
    city.passes.seconds[300:] = 1.0
    times = TurnTimes.learn(function, known, city)
    assert extra(times, OTHER, 10.0) == pytest.approx(-8)
    assert np.isnan(times.between(np.full(ROADS, np.nan))).all()

"""The road function of a model, learned from a bundle."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from ...contract.model_card import RoadFunctionCard
from ...data.bundle import Bundle
from ...data.input_passes import input_passes
from ...features.pass_context import KERNELS, Surroundings
from ...model.model_folder import load_road_function, read_card
from ...model.road_function import RoadFunction
from ...utils.progress import Progress, silent
from .driver_splits import City
from .train_road_function import FEWEST_DRIVERS, RoadTraining, train_road_function

__all__ = ["learn_roads", "time_roads"]

log = logging.getLogger(__name__)

#: Rounds of the training, and of those that are timed for an estimate.
ROUNDS, TIMED_ROUNDS = 40, 2
#: How a trained function is adapted.
ADAPTING = RoadTraining(rounds=8, learning_rate=5e-4)


def time_roads(bundle: Bundle, seed: int, check: Callable[[], None] = lambda: None) -> float:
    """Seconds of :func:`learn_roads` without a budget, from two real rounds.

    Args:
        check: called after each of them; raises to cancel.
    """
    passes = input_passes(bundle)
    if len(passes.drivers) < FEWEST_DRIVERS:
        return 0.0
    times = [time.perf_counter()]

    def record(stage: str, fraction: float, /, **_: float) -> None:
        times.append(time.perf_counter())
        check()

    surroundings = Surroundings.of(bundle.network, bundle.area)
    city = City(passes, surroundings)
    train_road_function([city], RoadTraining(TIMED_ROUNDS, seed=seed), record)
    a_round = times[TIMED_ROUNDS] - times[TIMED_ROUNDS - 1]
    return time.perf_counter() - times[0] + (ROUNDS - TIMED_ROUNDS) * a_round


def learn_roads(
    bundle: Bundle,
    seed: int,
    progress: Progress = silent,
    budget_s: float | None = None,
    start: Path | None = None,
) -> tuple[RoadFunction | None, RoadFunctionCard | None]:
    """Learn how fast roads are driven at times of the week from a bundle's input trips.

    Args:
        budget_s: seconds by the clock, into which fewer rounds may fit.
        start: the folder of a model whose road function is adapted; a new one is trained if absent.

    Returns:
        The function and its entry in the card. Both are None where the drivers are too few, which
        the log says.
    """
    passes = input_passes(bundle)
    drivers = len(passes.drivers)
    if drivers < FEWEST_DRIVERS:
        log.warning(
            "The model does not predict times of the week: passes of %d drivers are too few to "
            "learn how fast roads are driven, %d are needed",
            drivers,
            FEWEST_DRIVERS,
        )
        return None, None
    city = City(passes, Surroundings.of(bundle.network, bundle.area))
    if start is None:
        training, begin = RoadTraining(ROUNDS, seed=seed, budget_s=budget_s), None
    else:
        training = replace(ADAPTING, seed=seed, budget_s=budget_s)
        begin = load_road_function(start, read_card(start))
    trained = train_road_function([city], training, progress, begin)
    function = trained.function
    return function, RoadFunctionCard(
        features=len(function.centre),
        kernels=KERNELS,
        hidden=function.hidden,
        components=function.components,
        bundle=bundle.manifest.id,
        passes=len(passes),
        drivers=drivers,
        losses=trained.losses,
        intervals=trained.road_intervals.to_dict(),
    )

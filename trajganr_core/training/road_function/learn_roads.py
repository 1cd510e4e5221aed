"""The road function of a model, learned from a bundle."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

from ...contract.model_card import RoadFunctionCard
from ...data.bundle import Bundle
from ...data.input_passes import input_passes
from ...features.pass_context import KERNELS, Surroundings
from ...model.road_function import RoadFunction
from ...utils.progress import Progress, silent
from .train_road_function import FEWEST_DRIVERS, RoadTraining, train_road_function

__all__ = ["learn_roads", "time_roads"]

log = logging.getLogger(__name__)

#: Rounds of the training, and of those that are timed for an estimate.
ROUNDS, TIMED_ROUNDS = 40, 2


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
    train_road_function(passes, surroundings, RoadTraining(TIMED_ROUNDS, seed=seed), record)
    a_round = times[TIMED_ROUNDS] - times[TIMED_ROUNDS - 1]
    return time.perf_counter() - times[0] + (ROUNDS - TIMED_ROUNDS) * a_round


def learn_roads(
    bundle: Bundle, seed: int, progress: Progress = silent, budget_s: float | None = None
) -> tuple[RoadFunction | None, RoadFunctionCard | None]:
    """Learn how fast roads are driven at times of the week from a bundle's input trips.

    Args:
        budget_s: seconds by the clock, into which fewer rounds may fit.

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
    surroundings = Surroundings.of(bundle.network, bundle.area)
    training = RoadTraining(ROUNDS, seed=seed, budget_s=budget_s)
    trained = train_road_function(passes, surroundings, training, progress)
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

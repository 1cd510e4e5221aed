"""The road function of a model, learned from a bundle."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch

from ...contract.errors import Code, TrajganrError
from ...contract.records.model_card import RoadFunctionCard
from ...contract.tasks import Kind
from ...contract.texts.verdicts import speeds_text
from ...data.bundle import Bundle, title_of
from ...data.input_passes import input_passes
from ...evaluation.own_trips import OwnTrips, trip_figures
from ...evaluation.road_intervals import RoadIntervals
from ...evaluation.splits import block_of_edge
from ...features.pass_context import PassContext, SegmentSums, Surroundings
from ...model.model_folder import load_road_function, read_card
from ...model.road_function import RoadFunction
from ...utils.arrays import IntArray
from ...utils.progress import Progress, silent
from .driver_splits import City, driven_by
from .learn_path_step import learn_path_step
from .train_road_function import MIN_SPLIT_DRIVERS, RoadTraining, TrainedRoads, train_road_function

log = logging.getLogger(__name__)

#: Rounds of the training, and of those that are timed for an estimate.
ROUNDS, TIMED_ROUNDS = 40, 2
#: How a trained function is adapted. A larger rate is as good in a large city, worse in small ones.
ADAPTING = RoadTraining(rounds=16, learning_rate=7e-4)
#: Fewest held-out passes of a road whose mean speed is compared.
MIN_PASSES = 5


def time_roads(bundle: Bundle, seed: int, check: Callable[[], None] = lambda: None) -> float:
    """Seconds of :func:`learn_roads` without a budget, from two real rounds.

    Args:
        check: called after each of them; raises to cancel.
    """
    passes = input_passes(bundle)
    if len(passes.drivers) < MIN_SPLIT_DRIVERS:
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
        The function and its entry in the card. Both are None with fewer drivers than
        :data:`.MIN_SPLIT_DRIVERS`.

    Raises:
        TrajganrError: ``MODEL.MISSING``, ``MODEL.HASH`` or ``MODEL.INCOMPATIBLE`` for ``start``.
    """
    passes = input_passes(bundle)
    drivers = len(passes.drivers)
    if drivers < MIN_SPLIT_DRIVERS:
        return None, None
    city = City(passes, Surroundings.of(bundle.network, bundle.area))
    if start is None:
        trained = train_road_function(
            [city], RoadTraining(ROUNDS, seed=seed, budget_s=budget_s), progress
        )
        intervals = trained.road_intervals
    else:
        trained, intervals = _adapted(
            city, start, replace(ADAPTING, seed=seed, budget_s=budget_s), progress
        )
    function = trained.function
    step = learn_path_step(function, city, trained.held_out[0], seed)
    block = block_of_edge(bundle.network, bundle.area)
    errors = speed_errors(city, trained.held_out[0], function, block)
    if verdict := speeds_text(errors):
        log.info("Times of the week: %s", verdict)
    calibrates = bool(np.isfinite(trained.road_intervals.factors).any())
    return function, RoadFunctionCard(
        features=len(function.centre),
        hidden=function.hidden,
        components=function.components,
        bundle=bundle.manifest.id,
        passes=len(passes),
        drivers=drivers,
        held_out=len(trained.held_out[0]) if calibrates else 0,
        losses=trained.losses,
        intervals=intervals.to_dict(),
        figures=errors or None,
        path_step=step.to_dict(),
    )


def _adapted(
    city: City, start: Path, training: RoadTraining, progress: Progress
) -> tuple[TrainedRoads, RoadIntervals]:
    """The road function of a model adapted to a city.

    Its intervals are of the city where that has enough held-out drivers, else those of the model.
    """
    card = read_card(start)
    function = load_road_function(start, card)
    if function is None or card.road_function is None:
        raise TrajganrError(
            Code.MODEL_MISSING,
            "The model {name!r} has no road function that could be adapted.",
            "Start from the shipped model, or train a new road function.",
            name=title_of(card.name, start),
        )
    before = RoadIntervals.from_dict(card.road_function.intervals)
    trained = train_road_function([city], training, progress, function)
    return trained, trained.road_intervals.or_else(before)


def speed_errors(
    city: City, held_out: IntArray, function: RoadFunction, block: IntArray
) -> dict[str, float | None]:
    """Errors of the roads' mean speeds, km/h: of a function, and of the other drivers' mean.

    They are :func:`.trip_figures` of the roads that held-out drivers pass often and others at all.

    Args:
        held_out: numbers of drivers.
        block: ``(E,)`` in which errors are alike.

    Returns:
        Nothing where held-out drivers have too few passes on every road.
    """
    is_own = driven_by(city.passes, held_out)
    edges = len(city.surroundings.length_m)
    own, others = (SegmentSums.of(city.passes, edges, side) for side in (is_own, ~is_own))
    edge = np.flatnonzero((own.passes >= MIN_PASSES) & (others.passes > 0))
    truth, mean = (3.6 * each.metres[edge] / each.seconds[edge] for each in (own, others))
    if not len(edge):
        return {}
    asked = PassContext(city.surroundings, city.passes, ~is_own).queries(
        edge, np.full(len(edge), np.nan)
    )
    with torch.no_grad():
        speed = 3.6 / function.median(asked, function(asked)).double().numpy()
    of_others = OwnTrips(mean[:, None], np.ones(len(edge), np.bool_))
    given = speed[:, None], truth[:, None], of_others, block[edge]
    return trip_figures(Kind.REGRESSION, *given)

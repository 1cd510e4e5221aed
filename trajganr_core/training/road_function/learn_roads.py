"""The road function of a model, learned from a bundle."""

from __future__ import annotations

import logging

from ...contract.model_card import RoadFunctionCard
from ...data.bundle import Bundle
from ...data.input_passes import input_passes
from ...features.pass_context import KERNELS, Surroundings
from ...model.road_function import RoadFunction
from ...utils.progress import Progress, silent
from .train_road_function import FEWEST_DRIVERS, RoadTraining, train_road_function

__all__ = ["learn_roads"]

log = logging.getLogger(__name__)

#: Rounds of the training.
ROUNDS = 40


def learn_roads(
    bundle: Bundle, seed: int, progress: Progress = silent
) -> tuple[RoadFunction | None, RoadFunctionCard | None]:
    """Learn how fast roads are driven at times of the week from a bundle's input trips.

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
    trained = train_road_function(passes, surroundings, RoadTraining(ROUNDS, seed=seed), progress)
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

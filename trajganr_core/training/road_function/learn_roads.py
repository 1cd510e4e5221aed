"""The road function of a model, learned from a bundle."""

from __future__ import annotations

import logging

from ...contract.errors import TrajganrError
from ...contract.model_card import PASSES, ROADS, RoadFunctionCard
from ...data.bundle import Bundle
from ...data.passes import input_passes
from ...features.pass_context import KERNELS, Surroundings
from ...model.road_function import RoadFunction
from ...utils.progress import Progress, silent
from .train_road_function import RoadTraining, train_road_function

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
    surroundings = Surroundings.of(bundle.network, bundle.area)
    try:
        trained = train_road_function(
            passes, surroundings, RoadTraining(ROUNDS, seed=seed), progress
        )
    except TrajganrError as error:
        log.warning("The model does not predict times of the week. %s", error)
        return None, None
    function = trained.function
    return function, RoadFunctionCard(
        features=len(function.centre),
        kernels=KERNELS,
        hidden=function.hidden,
        components=function.components,
        bundle=bundle.manifest.id,
        passes=len(passes),
        drivers=len(set(passes.driver.tolist())),
        losses=trained.losses,
        intervals={
            PASSES: trained.pace_intervals.to_dict(),
            ROADS: trained.road_intervals.to_dict(),
        },
    )

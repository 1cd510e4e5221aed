"""UniTraj as a system of the benchmark: under weights from a file, else trained on the area."""

from __future__ import annotations

import time
from pathlib import Path

from torch import Tensor

from ..data.matching.matched import MatchedTrips
from ..features.location_features import input_tokens
from ..utils.progress import Progress
from .study import Features, Study
from .unitraj_encoder import Unitraj, load_unitraj
from .unitraj_training import UnitrajTraining, train_unitraj
from .unitraj_trips import PUBLISHED_SCALE, PaddedTrips, Scale, pool

__all__ = ["UnitrajSystem"]


class UnitrajSystem:
    """What UniTraj says of the fixes at the middle of each edge, the mean over its passes.

    Beside it, how many trips passed and whether any did; a road without is all zeros. Trips are
    read whole, none of their points hidden and without padding.

    Args:
        weights: a published file (``.pt``); trained on the study area where absent.
        training: how, where there is no file.
    """

    id = "unitraj"
    title = "UniTraj"

    def __init__(
        self, weights: Path | None = None, training: UnitrajTraining | None = None
    ) -> None:
        self.weights = weights
        self.training = training or UnitrajTraining()

    def features(self, study: Study, progress: Progress) -> Features:
        """Describe the edges.

        Raises:
            TrajganrError: as :func:`~..features.location_features.input_trips`,
                :func:`.unitraj_encoder.load_unitraj` and :func:`.unitraj_training.train_unitraj`.
        """
        bundle = study.bundle
        trips = input_tokens(bundle, bundle.area).trips
        started = time.perf_counter()
        model, scale, origin = self._model(study, trips, progress)
        model = model.to(study.device)
        trained = time.perf_counter()

        def describe(batch: PaddedTrips) -> Tensor:
            there = batch.to(study.device)
            return model.encode(there.places, there.intervals, there.real)

        values = pool(describe, trips, bundle.network, scale, progress)
        query_us = 1e6 * (time.perf_counter() - trained) / len(values)
        if self.weights:
            return Features(values, origin, 0, 0.0, query_us)
        return Features(values, origin, model.describing(), trained - started, query_us)

    def _model(
        self, study: Study, trips: MatchedTrips, progress: Progress
    ) -> tuple[Unitraj, Scale, str]:
        """The model, the scale of the places that it reads, and where its weights come from."""
        if self.weights:
            origin = f"published weights, from {self.weights.name}"
            return load_unitraj(self.weights), PUBLISHED_SCALE, origin
        trained = train_unitraj(study, trips, self.training, progress)
        return (
            trained.model,
            trained.scale,
            "not the published weights: the architecture, trained on the input trips of this "
            "study area with its own objective, to say where hidden points are (squared error "
            f"{trained.loss:.2g}; saying their mean is {trained.guessing:.2g})",
        )

"""UniTraj as a system of the benchmark, with published weights or trained on the study area."""

from __future__ import annotations

import time
from pathlib import Path

from torch import Tensor

from trajganr_core.features.input_trips import input_trips
from trajganr_core.utils.progress import Progress

from .study import Features, Study
from .unitraj_encoder import load_unitraj
from .unitraj_training import UnitrajTraining, train_unitraj
from .unitraj_trips import PUBLISHED_SCALE, PaddedTrips, pool


class UnitrajSystem:
    """UniTraj's encoding of the fixes near the middle of each edge, the mean over its passes.

    Two more columns are the number of trips and whether there is one; a road without trips is all
    zeros. Whole trips are encoded, without hidden points and padding.

    Args:
        weights: a published file (``.pt``); trained on the study area where absent.
        training: options of that training.
    """

    id = "unitraj"
    title = "UniTraj"

    def __init__(
        self, weights: Path | None = None, training: UnitrajTraining | None = None
    ) -> None:
        self.weights = weights
        self.training = training or UnitrajTraining()

    def features(self, study: Study, progress: Progress) -> Features:
        """See :class:`~.study.Extractor`.

        Raises:
            TrajganrError: as :func:`~trajganr_core.features.input_trips.input_trips`,
                :func:`.unitraj_encoder.load_unitraj` and :func:`.unitraj_training.train_unitraj`.
        """
        bundle = study.bundle
        trips = input_trips(bundle)
        started = time.perf_counter()
        if self.weights:
            model, scale = load_unitraj(self.weights), PUBLISHED_SCALE
            origin = f"published weights, from {self.weights.name}"
        else:
            trained = train_unitraj(study, trips, self.training, progress)
            model, scale = trained.model, trained.scale
            origin = (
                "not the published weights: the architecture, trained on the input trips of this "
                "study area with its own objective, to predict hidden points (squared error "
                f"{trained.loss:.2g}; that of their mean {trained.of_mean:.2g})"
            )
        model = model.to(study.device)
        seconds = time.perf_counter() - started

        def encode(batch: PaddedTrips) -> Tensor:
            batch = batch.to(study.device)
            return model.encode(batch.places, batch.intervals, batch.real)

        begun = time.perf_counter()
        values = pool(encode, trips, bundle.network, scale, progress)
        query_us = 1e6 * (time.perf_counter() - begun) / len(values)
        if self.weights:
            return Features(values, origin, query_us)
        return Features(values, origin, query_us, model.encoder_size(), seconds)

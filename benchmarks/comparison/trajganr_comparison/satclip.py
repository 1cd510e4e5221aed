"""SatCLIP as a system of the benchmark, with published weights or trained on the study area."""

from __future__ import annotations

import time
from pathlib import Path

from trajganr_core.utils.progress import Progress

from .location_features import embed_places, places_of
from .satclip_encoder import load_satclip
from .satclip_training import SatclipTraining, train_satclip
from .study import Features, Study


class Satclip:
    """SatCLIP's embedding of the middle of each edge.

    Args:
        weights: a published checkpoint (``.ckpt``); trained on the study area where absent.
        training: options of that training.
    """

    id = "satclip"
    title = "SatCLIP"

    def __init__(
        self, weights: Path | None = None, training: SatclipTraining | None = None
    ) -> None:
        self.weights = weights
        self.training = training or SatclipTraining()

    def features(self, study: Study, progress: Progress) -> Features:
        """See :class:`~.study.Extractor`.

        Raises:
            TrajganrError: as :func:`.satclip_encoder.load_satclip` and
                :func:`.satclip_training.train_satclip`.
        """
        started = time.perf_counter()
        if self.weights:
            encoder = load_satclip(self.weights)
            origin = f"published weights, from {self.weights.name}"
        else:
            trained = train_satclip(study, self.training, progress)
            encoder = trained.encoder
            origin = (
                "not the published weights: the architecture, trained on this study area with its "
                "own objective on statistics of the input trips of each road instead of satellite "
                f"pictures (loss {trained.loss:.2f}; chance level {trained.chance_level:.2f})"
            )
        seconds = time.perf_counter() - started
        values, query_us = embed_places(
            encoder.to(study.device), places_of(study), study.device, progress
        )
        parameters = 0 if self.weights else sum(p.numel() for p in encoder.parameters())
        seconds = 0.0 if self.weights else seconds
        is_at = study.at is not None
        return Features(values, origin, query_us, parameters, seconds, at_locations=is_at)

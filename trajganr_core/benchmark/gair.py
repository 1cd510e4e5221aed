"""GAIR as a system of the benchmark: under weights from a file, else trained on the area.

Liu et al., "GAIR: Location-Aware Self-Supervised Contrastive Pre-Training with Geo-Aligned
Implicit Representations" (ISPRS Journal 2026). Its location encoder is GeoCLIP's, 768 wide.
"""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np
import torch

from ..features.query_locations import edge_locations
from ..utils.progress import Progress
from .checkpoints import fill, read_checkpoint, tensors_of
from .fourier_encoder import FourierLocationEncoder
from .gair_training import DIMENSION, GairTraining, train_gair
from .location_features import edge_middles, embed_places
from .study import Features, Study

__all__ = ["Gair", "load_gair"]

#: What the model calls its location encoder.
PREFIX = "location_encoder."


class Gair:
    """GAIR's embedding of the middle of each edge, and of its street view where one is learned.

    Under a file the location encoder alone speaks. Trained here, the embedding of the street view
    nearest to the middle stands beside it, zero where there is none, and whether there is one.

    Args:
        weights: a checkpoint of GAIR's model; trained on the study area where absent.
        training: how, where there is no checkpoint.
    """

    id = "gair"
    title = "GAIR"

    def __init__(self, weights: Path | None = None, training: GairTraining | None = None) -> None:
        self.weights = weights
        self.training = training or GairTraining()

    def features(self, study: Study, progress: Progress) -> Features:
        """Describe the edges.

        Raises:
            TrajganrError: as :func:`load_gair` and :func:`.gair_training.train_gair`: without a
                checkpoint it needs street views.
        """
        if self.weights:
            return self._read(study, self.weights, progress)
        return self._trained(study, progress)

    def _read(self, study: Study, weights: Path, progress: Progress) -> Features:
        values, query_us = embed_places(
            load_gair(weights).to(study.device),
            edge_middles(study.bundle.network),
            study.device,
            progress,
        )
        origin = f"its authors' weights, from {weights.name}; location alone"
        return Features(values, origin, 0, 0.0, query_us)

    def _trained(self, study: Study, progress: Progress) -> Features:
        started = time.perf_counter()
        gair, seen = train_gair(study, self.training, progress)
        trained = time.perf_counter()
        network = study.bundle.network
        places, place_us = embed_places(
            gair.location_encoder, edge_middles(network), study.device, progress
        )
        asked = time.perf_counter()
        image = edge_locations(study.bundle, np.arange(len(network))).image
        views = np.zeros((len(network), DIMENSION), dtype=np.float32)
        with torch.no_grad():
            embedded = gair.optical_proj(seen.to(study.device)).cpu().numpy()
        views[image >= 0] = embedded[image[image >= 0]]
        view_us = 1e6 * (time.perf_counter() - asked) / len(network)
        return Features(
            np.column_stack([places, views, image >= 0]).astype(np.float32),
            "not its authors' weights: location encoder and street-view projection, trained on "
            "this study area with the location and street-view part of its objective, on a frozen "
            f"{self.training.backbone}",
            sum(p.numel() for p in gair.parameters()),
            trained - started,
            place_us + view_us,
        )


def load_gair(path: Path) -> FourierLocationEncoder:
    """The location encoder of a checkpoint of GAIR's model, for evaluation.

    Raises:
        TrajganrError: ``MODEL.MISSING`` without the file, ``MODEL.INCOMPATIBLE`` for another.
    """
    content = read_checkpoint(path, "GAIR")
    state = content["model"] if isinstance(content.get("model"), dict) else content
    encoder = FourierLocationEncoder(DIMENSION)
    fill(encoder, tensors_of(state, PREFIX), "GAIR", path)
    return encoder.eval()

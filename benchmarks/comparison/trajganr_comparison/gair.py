"""GAIR as a system of the benchmark, with weights from a file or trained on the study area.

Liu et al., "GAIR: Location-Aware Self-Supervised Contrastive Pre-Training with Geo-Aligned
Implicit Representations" (ISPRS Journal 2026). Its location encoder is GeoCLIP's, 768 wide.
"""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np
import torch

from trajganr_core.features.query_locations import edge_locations
from trajganr_core.utils.progress import Progress

from .checkpoints import fill, read_checkpoint, tensors_of
from .fourier_encoder import FourierLocationEncoder
from .gair_training import DIMENSION, GairTraining, train_gair
from .location_features import embed_places, places_of
from .study import Features, Study

#: Prefix of the location encoder's tensors.
PREFIX = "location_encoder."


class Gair:
    """GAIR's embedding of the middle of each edge.

    With a checkpoint, it is that of the location encoder. Trained on the study area, the embedding
    of the street view nearest to the middle (zero without one) and whether there is one are added.

    Args:
        weights: a checkpoint of GAIR's model; trained on the study area where absent.
        training: options of that training.
    """

    id = "gair"
    title = "GAIR"

    def __init__(self, weights: Path | None = None, training: GairTraining | None = None) -> None:
        self.weights = weights
        self.training = training or GairTraining()

    def features(self, study: Study, progress: Progress) -> Features:
        """See :class:`~.study.Extractor`.

        Raises:
            TrajganrError: as :func:`load_gair` and :func:`.gair_training.train_gair`: without a
                checkpoint it needs street views.
        """
        places, is_at = places_of(study), study.at is not None
        if self.weights:
            encoder = load_gair(self.weights).to(study.device)
            origin = f"its authors' weights, from {self.weights.name}; location only"
            values, query_us = embed_places(encoder, places, study.device, progress)
            return Features(values, origin, query_us, at_locations=is_at)
        started = time.perf_counter()
        gair, image_features = train_gair(study, self.training, progress)
        trained = time.perf_counter()
        embedded, place_us = embed_places(gair.location_encoder, places, study.device, progress)
        begun = time.perf_counter()
        every = np.arange(len(study.bundle.network))
        locations = study.at.locations if study.at else edge_locations(study.bundle, every)
        image = locations.image
        views = np.zeros((len(image), DIMENSION), dtype=np.float32)
        with torch.no_grad():
            projected = gair.optical_proj(image_features.to(study.device)).cpu().numpy()
        views[image >= 0] = projected[image[image >= 0]]
        view_us = 1e6 * (time.perf_counter() - begun) / len(image)
        return Features(
            np.column_stack([embedded, views, image >= 0]).astype(np.float32),
            "not its authors' weights: location encoder and street-view projection, trained on "
            "this study area with the location and street-view part of its objective, on a frozen "
            f"{self.training.backbone}",
            place_us + view_us,
            sum(p.numel() for p in gair.parameters()),
            trained - started,
            at_locations=is_at,
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

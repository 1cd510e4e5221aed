"""GAIR's location encoder trained on a study area, for use without its published weights.

The objective is the part of GAIR's for which a bundle has data: find the location of a street view
among many (InfoNCE with a queue of locations). The other parts need satellite pictures.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.evaluation.splits import PARTS
from trajganr_core.model.street_view import create_backbone, image_features
from trajganr_core.training.engine.seeding import keyed_rng, seed_libraries
from trajganr_core.training.pretraining.objective import info_nce
from trajganr_core.training.pretraining.training_area import NEAR_POSITIVE_M, NegativeQueue
from trajganr_core.utils.arrays import FloatArray, IntArray
from trajganr_core.utils.progress import Progress
from trajganr_core.utils.study_area import StudyArea

from .fourier_encoder import FourierLocationEncoder
from .study import Study

DIMENSION = 768


@dataclass(frozen=True)
class GairTraining:
    """Options; temperature and decay are those of GAIR.

    Attributes:
        backbone: timm's name of the street-view backbone, which is frozen.
        backbone_weights: ``hub``, ``none`` or a file.
        epochs: the minimum; ours, because no data are held out to choose it.
        batch_size: street views per step.
        queue: number of negative locations; ours: GAIR has 4096 for the whole earth.
        learning_rate, weight_decay: of AdamW.
        temperature: fixed.
    """

    backbone: str = "vit_small_patch14_dinov2"
    backbone_weights: str = "hub"
    epochs: int = 20
    batch_size: int = 128
    queue: int = 512
    learning_rate: float = 1e-4
    weight_decay: float = 0.05
    temperature: float = 0.07


class TrainedGair(nn.Module):
    """The two encoders that are aligned.

    Args:
        image_features: size of the backbone's features.
    """

    def __init__(self, image_features: int) -> None:
        super().__init__()
        self.location_encoder = FourierLocationEncoder(DIMENSION)
        self.optical_proj = nn.Linear(image_features, DIMENSION)


def train_gair(
    study: Study, config: GairTraining, progress: Progress
) -> tuple[TrainedGair, Tensor]:
    """Train on the street views of roads that are not held out.

    Returns:
        The encoders, and the backbone's features ``(images, F)`` of all street views.

    Raises:
        TrajganrError: ``INPUT.EMPTY`` with fewer than two such street views; as
            :func:`~trajganr_core.model.street_view.create_backbone` and
            :func:`~trajganr_core.model.street_view.image_features`; ``JOB.CANCELLED``.
    """
    images, area = study.bundle.images, study.bundle.area
    learned = _learned_images(study)
    seed_libraries(study.seed, 0)
    backbone = create_backbone(config.backbone, config.backbone_weights)
    paths = images["path"].tolist()
    features = image_features(backbone, paths, device=study.device, progress=progress)[:, 0]
    xy = _normalised(area, images[["lon", "lat"]].to_numpy(dtype=np.float64))
    gair = TrainedGair(features.shape[1]).to(study.device)
    optimiser = torch.optim.AdamW(
        gair.parameters(), lr=config.learning_rate, weight_decay=config.weight_decay
    )
    queue = _queue(area, xy[learned], config.queue, study.seed)
    epochs = study.epochs(config.epochs, len(learned), config.batch_size)
    for epoch in range(1, epochs + 1):
        losses = []
        order = keyed_rng(study.seed, epoch).permutation(learned)
        for rows in np.array_split(order, math.ceil(len(order) / config.batch_size)):
            row = torch.from_numpy(rows)
            loss = _loss(gair, features[row].to(study.device), xy[row], queue.xy, area, config)
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            queue.push(xy[row])
            losses.append(float(loss.detach()))
        progress("Training GAIR", epoch / epochs, loss=sum(losses) / len(losses))
    return gair.eval(), features


def _loss(
    gair: TrainedGair,
    features: Tensor,
    own: Tensor,
    others: Tensor,
    area: StudyArea,
    config: GairTraining,
) -> Tensor:
    """InfoNCE of each street view's own location, with the distant locations of the queue."""
    near = torch.cdist(own, others) * area.half_extent_m < NEAR_POSITIVE_M
    xy = torch.cat([own, others]).double().numpy() * area.half_extent_m
    places = gair.location_encoder(torch.from_numpy(area.to_geographic(xy)).to(features.device))
    return info_nce(
        gair.optical_proj(features),
        places[: len(own)],
        places[len(own) :],
        near.to(features.device),
        config.temperature,
    ).mean()


def _learned_images(study: Study) -> IntArray:
    """Rows of the street views that are not on held-out roads."""
    edge = study.bundle.images["edge"].to_numpy(dtype=np.int64)
    held_out = [PARTS.index("test"), PARTS.index("buffer")]
    rows = np.flatnonzero(~np.isin(study.split.part[edge], held_out))
    if len(rows) < 2:
        raise TrajganrError(
            Code.INPUT_EMPTY,
            "GAIR needs two street views off the test roads; the study area has {count}.",
            "Prepare the study area with street views, or give a file with GAIR's weights.",
            count=len(rows),
        )
    return rows


def _queue(area: StudyArea, places: Tensor, size: int, seed: int) -> NegativeQueue:
    """A queue: half locations of street views, half random locations of the area."""
    _, _, east, north = area.bbox
    half_extent = _normalised(area, np.array([[east, north]]))[0].abs()
    rng = keyed_rng(seed, 0)
    some = places[torch.from_numpy(rng.integers(len(places), size=size // 2))]
    return NegativeQueue(size, half_extent, some, rng)


def _normalised(area: StudyArea, lon_lat: FloatArray) -> Tensor:
    """Locations ``(n, 2)`` in the frame of the queue."""
    return torch.from_numpy(area.normalise(lon_lat)).float()

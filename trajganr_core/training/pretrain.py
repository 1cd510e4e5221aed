"""Pretraining: trajectories, street views and locations aligned without labels (paper, 3.3)."""

from __future__ import annotations

import dataclasses
import logging
import math
import random
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor
from torch.nn import functional

from ..data.bundle import Bundle
from ..data.footprints import interpolate_time, passes_through, position_at
from ..errors import Code, TrajganrError
from ..evidence import LONGEST, input_trips
from ..locations import image_locations
from ..model.street_view import create_backbone, image_features
from ..model.tokens import TripTokens
from ..model.points import Points
from ..model.trajganr import ModelConfig, TrajGANR
from ..progress import Progress, silent
from ..storage import atomic_folder
from .checkpoint import CARD, bundle_reference, new_card, save_model
from .device import resolve_device
from .losses import info_nce, paired_info_nce
from .options import check_choice, check_positive
from .queue import LocationQueue

__all__ = ["PretrainConfig", "pretrain"]

log = logging.getLogger(__name__)

IntArray = npt.NDArray[np.int64]
FloatArray = npt.NDArray[np.float64]

QUEUE = 4096
TEMPERATURE = 0.07
#: A queued location nearer than this to the positive is no negative, metres (ours).
NEAR_POSITIVE_M = 50.0
#: Images or places asked of a trip in a step (M).
QUERIES = 4
#: Augmented views kept of each image.
VIEWS = 3
WEIGHT_DECAY = 1e-4
WARM_UP = 0.05
LARGEST_GRADIENT = 1.0
#: Share of the trips that are held out to watch the alignment.
HELD_OUT = 0.05


@dataclass(frozen=True)
class PretrainConfig:
    """How to pretrain; the fields are those of :class:`~..protocol.jobs.PretrainParams`."""

    name: str = ""
    seed: int = 0
    epochs: int = 100
    batch_size: int = 256
    learning_rate: float = 1e-4
    dimension: int = 256
    layers: int = 4
    attention: str = "encode_once"
    query_time: str = "synthetic"
    motion: bool = True
    backbone: str = "vit_small_patch14_dinov2"
    weights: str = "hub"
    device: str = "auto"

    def __post_init__(self) -> None:
        check_positive(
            epochs=self.epochs,
            batch_size=self.batch_size,
            learning_rate=self.learning_rate,
            layers=self.layers,
            dimension=self.dimension,
        )
        check_choice("attention", self.attention, ("encode_once", "joint"))
        check_choice("query_time", self.query_time, ("synthetic", "masked"))
        if self.dimension % ModelConfig.heads:
            raise TrajganrError(
                Code.INPUT_FIELD,
                "dimension is {dimension}; the transformer's {heads} heads cannot share it.",
                "Choose a multiple of {heads}.",
                dimension=self.dimension,
                heads=ModelConfig.heads,
            )


@dataclass(frozen=True)
class _Batch:
    """A step's trips, the places asked of them, and the images there (-1: none)."""

    fixes: Points
    queries: Points
    image: Tensor


class _Sampler:
    """Trajectory-centric samples (paper A.1.2): a trip and up to M places along it.

    Images that the trip passes come first; a trip that passes fewer than M gets random places of
    its path instead, at which only trajectory and location are aligned.
    """

    def __init__(self, bundle: Bundle, tokens: TripTokens) -> None:
        self.tokens = tokens
        self.network = bundle.network
        self.area = bundle.area
        locations = image_locations(bundle)
        passes = passes_through(tokens.trips, locations.edge, locations.offset_m)
        order = np.argsort(passes.trip, kind="stable")
        self.image = locations.image[passes.query[order]]
        self.s, self.t = passes.s[order], passes.t[order]
        self.first = np.searchsorted(passes.trip[order], np.arange(len(tokens.trips) + 1))
        local = self.area.to_local(locations.lon_lat[:, 0], locations.lon_lat[:, 1])
        self.image_xy = self.area.normalise(local)[: len(bundle.images)]

    def batch(self, trip: IntArray, rng: np.random.Generator) -> _Batch:
        """Waypoints, queries and images for trips ``(B,)``."""
        image, s, t, xy = self._random_places(trip, rng)
        for row, one in enumerate(trip):
            passed = self.first[one] + rng.permutation(self.first[one + 1] - self.first[one])
            passed = passed[:QUERIES]
            slots = np.arange(len(passed))
            image[row, slots] = self.image[passed]
            s[row, slots], t[row, slots] = self.s[passed], self.t[passed]
            xy[row, slots] = self.image_xy[self.image[passed]]
        everywhere = np.ones(s.shape, dtype=np.bool_)
        return _Batch(
            fixes=self.tokens.fixes(trip, LONGEST, rng),
            queries=self.tokens.queries(trip, s, t, xy, everywhere),
            image=torch.from_numpy(image),
        )

    def _random_places(
        self, trip: IntArray, rng: np.random.Generator
    ) -> tuple[IntArray, FloatArray, FloatArray, FloatArray]:
        trips = self.tokens.trips
        shape = (len(trip), QUERIES)
        s = rng.random(shape) * trips.s[trips.offsets[trip + 1] - 1][:, None]
        flat_trip = np.repeat(trip, QUERIES)
        t = interpolate_time(trips, flat_trip, s.ravel()).reshape(shape)
        edge, offset = position_at(trips, flat_trip, s.ravel())
        lon, lat = self.network.locate(edge, offset).T
        xy = self.area.normalise(self.area.to_local(lon, lat)).reshape(*shape, 2)
        return np.full(shape, -1), s, t, xy


class _Objective:
    """``L(v, g) + L(z, g) + L(z, v)`` (paper, equation 7) with its queue."""

    def __init__(
        self, model: TrajGANR, queue: LocationQueue, features: Tensor, near: float
    ) -> None:
        self.model = model
        self.queue = queue
        self.features = features
        self.near = near

    def __call__(self, batch: _Batch) -> dict[str, Tensor]:
        """The terms of the loss; those with images are absent where no trip passes one."""
        device = next(self.model.parameters()).device
        xy = batch.queries.xy.flatten(0, 1).to(device)
        g = self.model.embed_location(xy)
        z = self.model.embed_trajectory(batch.fixes.to(device), batch.queries.to(device))
        z = z.flatten(0, 1)
        queued = self.queue.xy.to(device)
        negatives = self.model.embed_location(queued)
        excluded = torch.cdist(xy, queued) < self.near
        terms = {"zg": info_nce(z, g, negatives, excluded, TEMPERATURE)}
        image = batch.image.flatten()
        seen = (image >= 0).nonzero()[:, 0]
        if len(seen):
            v = self.model.embed_image(self._views(image[seen]).to(device))
            seen = seen.to(device)
            terms["vg"] = info_nce(v, g[seen], negatives, excluded[seen], TEMPERATURE)
            terms["zv"] = paired_info_nce(z[seen], v, image.to(device)[seen], TEMPERATURE)
        return terms

    def _views(self, image: Tensor) -> Tensor:
        """A random augmented view of each image, the same one for its repeats in the batch."""
        view = torch.randint(1, self.features.shape[1], (len(self.features),))
        return self.features[image, view[image]]


def pretrain(
    bundle: Bundle, config: PretrainConfig, out: Path, progress: Progress = silent
) -> dict[str, Any]:
    """Pretrain the encoders on a bundle's input trips and images, and write the model.

    Args:
        bundle: the prepared study area.
        config: how.
        out: the model's folder, written only when training is complete.
        progress: told the loss; may cancel.

    Returns:
        The model's card.
    """
    torch.manual_seed(config.seed)
    random.seed(config.seed)  # timm's augmentations draw from it
    rng = np.random.default_rng(config.seed)
    device = resolve_device(config.device)
    tokens = input_trips(bundle, bundle.area)
    backbone = create_backbone(config.backbone, config.weights) if len(bundle.images) else None
    features = torch.zeros(0, 1 + VIEWS, 0)
    if backbone is not None:
        paths = bundle.images["path"].tolist()
        features = image_features(backbone, paths, views=VIEWS, device=device, progress=progress)
    model = TrajGANR(
        ModelConfig(
            dimension=config.dimension,
            layers=config.layers,
            ffn=4 * config.dimension,
            attention=config.attention,
            query_time=config.query_time,
            motion=config.motion,
            backbone=config.backbone if backbone is not None else "",
            image_features=features.shape[-1],
        )
    ).to(device)
    losses, figures = _train(model, bundle, tokens, features, config, rng, progress)
    card = new_card(
        name=config.name,
        area=bundle.area,
        bundle=bundle_reference(bundle),
        seed=config.seed,
        device=device,
    )
    card["pretraining"] = {
        "config": dataclasses.asdict(config),
        "losses": losses,
        "figures": figures,
    }
    with atomic_folder(out, CARD) as folder:
        save_model(folder, card, encoders=model, backbone=backbone)
    return card


def _train(
    model: TrajGANR,
    bundle: Bundle,
    tokens: TripTokens,
    features: Tensor,
    config: PretrainConfig,
    rng: np.random.Generator,
    progress: Progress,
) -> tuple[list[float], dict[str, float]]:
    """Train in place; the answer is the mean loss of each epoch, and the final figures."""
    sampler = _Sampler(bundle, tokens)
    shuffled = rng.permutation(len(tokens.trips))
    held_out, trips = np.split(shuffled, [max(1, round(len(shuffled) * HELD_OUT))])
    objective = _Objective(
        model,
        _new_queue(bundle, tokens, config.seed),
        features,
        NEAR_POSITIVE_M / bundle.area.half_extent_m,
    )
    optimiser = torch.optim.Adam(
        model.parameters(), lr=config.learning_rate, weight_decay=WEIGHT_DECAY
    )
    steps = config.epochs * math.ceil(len(trips) / config.batch_size)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: _warm_cosine(step, steps))
    losses: list[float] = []
    for epoch in range(config.epochs):
        total = 0.0
        batches = _batches(rng.permutation(trips), config.batch_size)
        for number, batch in enumerate(batches):
            sample = sampler.batch(batch, rng)
            terms = objective(sample)
            loss = torch.stack(list(terms.values())).sum()
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), LARGEST_GRADIENT)
            optimiser.step()
            schedule.step()
            objective.queue.push(sample.queries.xy[:, 0])
            total += float(loss.detach())
            done = (epoch + (number + 1) / len(batches)) / config.epochs
            progress("Pretraining", done, epoch=epoch + 1, loss=float(loss.detach()))
        losses.append(total / len(batches))
    recall = _recall(model, sampler, held_out, rng)
    log.info("Held-out trips find their location among %d: recall@10 %.2f", *recall)
    return losses, {
        "loss": losses[-1],
        "held_out_locations": recall[0],
        "recall_at_10": recall[1],
        "trips": len(trips),
        "images": len(features),
    }


@torch.no_grad()
def _recall(
    model: TrajGANR, sampler: _Sampler, trips: IntArray, rng: np.random.Generator
) -> tuple[int, float]:
    """How often a held-out trip's embedding has its location among the ten nearest."""
    device = next(model.parameters()).device
    model.eval()
    batch = sampler.batch(trips, rng)
    z = model.embed_trajectory(batch.fixes.to(device), batch.queries.to(device)).flatten(0, 1)
    g = model.embed_location(batch.queries.xy.flatten(0, 1).to(device))
    similarity = functional.normalize(z, dim=-1) @ functional.normalize(g, dim=-1).T
    rank = (similarity > similarity.diagonal()[:, None]).sum(1)
    return len(z), float((rank < 10).float().mean())


def _new_queue(bundle: Bundle, tokens: TripTokens, seed: int) -> LocationQueue:
    _, _, east, north = bundle.area.bbox
    corner = bundle.area.normalise(bundle.area.to_local(np.array([east]), np.array([north])))
    return LocationQueue(
        QUEUE,
        torch.from_numpy(np.abs(corner[0])).float(),
        torch.from_numpy(tokens.xy),
        torch.Generator().manual_seed(seed),
    )


def _batches(trips: IntArray, size: int) -> list[IntArray]:
    return np.array_split(trips, math.ceil(len(trips) / size))


def _warm_cosine(step: int, steps: int) -> float:
    """Share of the learning rate: a linear rise over the warm-up, then half a cosine to zero."""
    warm = max(1, round(steps * WARM_UP))
    if step < warm:
        return (step + 1) / warm
    return (1 + math.cos(math.pi * (step - warm) / max(1, steps - warm))) / 2

"""Pretraining as a learner: its batches, its loss and its held-out figures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from ..configuration import PretrainConfig
from ..data.bundle import Bundle
from ..evaluation.retrieval import motion_error_kmh, pair_figures, uniformity
from ..model.street_view import ImageFeatures
from ..model.trajganr import TrajGANR
from .batch import Batch, make_batch
from .distributed import Ranks
from .learner import Choice, Learner
from .losses import Temperature
from .objective import NEAR_POSITIVE_M, Objective
from .queue import LocationQueue
from .randomness import keyed_rng
from .sampling import TripSampler, bucketed_batches

__all__ = ["Pretraining"]

IntArray = npt.NDArray[np.int64]

QUEUE = 4096
#: Share of the trips that are held out to watch the training by, and at most so many.
HELD_OUT, MOST_HELD_OUT = 0.05, 1024
#: Keys of what is drawn before training: see :func:`keyed_rng`.
_SPLIT, _QUEUE, _HELD_OUT_QUEUE, _HELD_OUT = 1, 2, 3, 4


class Pretraining(Learner[Batch]):
    """The encoders while they are pretrained.

    Args:
        bundle: the study area.
        sampler: of its trips.
        model: the encoders, on ``device``.
        images: of the bundle, None for a model without.
        config: how.
        terms: of the loss; none for a model that stays untrained.
        device: of the steps.
        ranks: this process among those that train.
    """

    stage = "Pretraining"

    def __init__(
        self,
        bundle: Bundle,
        sampler: TripSampler,
        model: TrajGANR,
        images: ImageFeatures | None,
        config: PretrainConfig,
        *,
        terms: frozenset[str],
        device: torch.device,
        ranks: Ranks,
    ) -> None:
        self.sampler = sampler
        self.model = model
        self.images = images
        self.batch_size = config.batch_size
        self.seed = config.seed
        self.device = device
        self.ranks = ranks
        self.temperature = Temperature(config.temperature, learned=config.learn_temperature)
        self.temperature.to(device)
        near = NEAR_POSITIVE_M / bundle.area.half_extent_m
        self.objective = Objective(model, images, self.temperature, terms, near)
        self.modules = {"model": model, "temperature": self.temperature}
        if images is not None and any(p.requires_grad for p in images.parameters()):
            self.modules["images"] = images
        self.weights = {"motion": config.motion_weight}
        self.choices = (Choice("held_out_loss", tuple(self.modules)),)
        self._freeze_the_rest()
        self.trips, self.held_out = self._hold_out()
        self.half_extent = _half_extent(bundle)
        self.queue = self._new_queue(_QUEUE)

    def counts(self) -> dict[str, int]:
        """How many trips and images are learned from."""
        return {
            "trips": len(self.trips),
            "images": len(np.unique(self.sampler.image)),
            "held_out_trips": len(self.held_out),
        }

    def batches(self, rng: np.random.Generator) -> list[IntArray]:
        lengths = self.sampler.lengths[self.trips]
        return [self.trips[rows] for rows in bucketed_batches(lengths, self.batch_size, rng)]

    def prepare(self, rows: IntArray, rng: np.random.Generator) -> Batch:
        batch = self._draw(rows, rng, self.ranks)
        return batch.pin_memory() if self.device.type == "cuda" else batch

    def terms(self, batch: Batch) -> dict[str, Tensor]:
        batch = batch.to(self.device)
        return self.objective(batch, self.objective.embed(batch), self.queue, self.ranks)

    def stepped(self, batch: Batch) -> None:
        self.queue.push(batch.fresh)
        self.temperature.clamp()

    def state(self) -> dict[str, Tensor]:
        return self.queue.state()

    def load_state(self, state: Mapping[str, Tensor]) -> None:
        self.queue.load_state(state)

    def parameter_groups(self) -> list[dict[str, Any]]:
        # Decay would pull the logarithm of a temperature to 0, which is a temperature of 1.
        decayed = [p for p in self.parameters() if p is not self.temperature.log]
        groups: list[dict[str, Any]] = [{"params": decayed}]
        if self.temperature.log.requires_grad:
            groups.append({"params": [self.temperature.log], "weight_decay": 0.0})
        return groups

    def evaluate(self) -> dict[str, float]:
        """Loss, retrieval and motion error on held-out trips, always from the same draws."""
        rng = keyed_rng(self.seed, 0, _HELD_OUT)
        queue = self._new_queue(_HELD_OUT_QUEUE)
        sums: dict[str, float] = {}
        seen = _HeldOut()
        by_length = self.held_out[np.argsort(self.sampler.lengths[self.held_out], kind="stable")]
        for trip in np.array_split(by_length, -(-len(by_length) // self.batch_size)):
            batch = self._draw(trip, rng, Ranks(), augment=False).to(self.device)
            embedded = self.objective.embed(batch)
            for name, term in self.objective(batch, embedded, queue, Ranks()).items():
                share = self.weights.get(name, 1.0) * len(trip) / len(by_length)
                sums[name] = sums.get(name, 0.0) + share * float(term)
            g = self.model.embed_location(batch.sample.places.xy).float()
            seen.add(batch, embedded.z, g, embedded.v, embedded.motion)
        figures = {"held_out_loss": sum(sums.values())}
        return figures | seen.figures(self.objective.wanted)

    def _draw(
        self, rows: IntArray, rng: np.random.Generator, ranks: Ranks, *, augment: bool = True
    ) -> Batch:
        wanted = self.objective.wanted & {"vg", "zv"}
        return make_batch(
            self.sampler,
            self.images if wanted else None,
            rows,
            rng,
            half_extent=self.half_extent,
            ranks=ranks,
            augment=augment,
        )

    def _freeze_the_rest(self) -> None:
        """Only what a term reaches learns; weight decay would eat at the rest."""
        reached = {id(p) for part in self.objective.learning() for p in part.parameters()}
        for parameter in self.model.parameters():
            parameter.requires_grad_(id(parameter) in reached)
        for name, module in self.modules.items():
            if name != "model" and module not in self.objective.learning():
                module.requires_grad_(False)

    def _hold_out(self) -> tuple[IntArray, IntArray]:
        """Pieces to learn from and pieces to watch; those of one trip are on one side."""
        candidates = np.arange(len(self.sampler.lengths))
        if self.objective.wanted == {"vg"}:  # trips only lead to images here
            candidates = self.sampler.with_images
        trip_ids = self.sampler.tokens.trips.trip_id[candidates]
        _, trip = np.unique(trip_ids.astype(str), return_inverse=True)
        shuffled = keyed_rng(self.seed, 0, _SPLIT).permutation(trip.max() + 1)
        count = max(1, min(MOST_HELD_OUT, round(len(shuffled) * HELD_OUT)))
        is_held_out = np.isin(trip, shuffled[:count])
        if is_held_out.all():  # a single trip is watched while it is learned
            return candidates, candidates
        return candidates[~is_held_out], candidates[is_held_out]

    def _new_queue(self, key: int) -> LocationQueue:
        return LocationQueue(
            QUEUE,
            self.half_extent,
            torch.from_numpy(self.sampler.tokens.xy),
            keyed_rng(self.seed, 0, key),
        )


class _HeldOut:
    """What held-out trips were embedded as, batch by batch."""

    def __init__(self) -> None:
        self.z: list[Tensor] = []
        self.g: list[Tensor] = []
        self.at_image: list[Tensor] = []
        self.v: dict[int, Tensor] = {}
        self.told: list[Tensor] = []
        self.target: list[Tensor] = []

    def add(self, batch: Batch, z: Tensor, g: Tensor, v: Tensor, told: Tensor) -> None:
        """Keep a batch."""
        self.z.append(z.flatten(0, 1))
        self.g.append(g.flatten(0, 1))
        self.at_image.append(batch.sample.image.flatten())
        self.v |= dict(zip(batch.image.tolist(), v, strict=True))
        is_hidden = batch.sample.hidden.mask
        self.told.append(told[is_hidden])
        self.target.append(batch.sample.target[is_hidden])

    def figures(self, terms: frozenset[str]) -> dict[str, float]:
        """Of the modalities that the terms align, and of the motion task."""
        g = torch.cat(self.g)
        image = torch.cat(self.at_image).cpu().numpy()
        # Trips at one image are at one place; every other place is its own.
        place = np.where(image >= 0, image, -1 - np.arange(len(image)))
        figures: dict[str, float] = {}
        if "zg" in terms:
            z = torch.cat(self.z)
            figures |= pair_figures("zg", z, g, place)
            figures |= {"z_uniformity": uniformity(z), "g_uniformity": uniformity(g)}
        if terms & {"vg", "zv"} and self.v:
            at_image = np.flatnonzero(image >= 0)
            v = torch.stack([self.v[row] for row in image[at_image].tolist()])
            rows = torch.from_numpy(at_image).to(g.device)
            figures["v_uniformity"] = uniformity(torch.stack(list(self.v.values())))
            if "vg" in terms:
                figures |= pair_figures("vg", v, g[rows], image[at_image])
            if "zv" in terms:
                figures |= pair_figures("zv", torch.cat(self.z)[rows], v, image[at_image])
        told = torch.cat(self.told)
        if "motion" in terms and len(told):
            figures["motion_error_kmh"] = motion_error_kmh(told, torch.cat(self.target))
        return figures


def _half_extent(bundle: Bundle) -> Tensor:
    """Half width and height of the area, normalised frame."""
    _, _, east, north = bundle.area.bbox
    corner = bundle.area.normalise(bundle.area.to_local(np.array([east]), np.array([north])))
    return torch.from_numpy(np.abs(corner[0])).float()

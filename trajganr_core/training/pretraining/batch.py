"""The data of a step: a rank's share, and what it needs of the whole batch."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import torch
from torch import Tensor

from ...model.street_view import ImageFeatures
from ...utils.arrays import IntArray
from ..engine.distributed import Ranks
from .negative_queue import random_locations
from .training_area import TrainingArea
from .trip_sampler import Sample

__all__ = ["Batch", "make_batch"]


@dataclass(frozen=True)
class Batch:
    """A rank's share of a step.

    Each distinct image of the batch is encoded once; the images are distributed among the ranks,
    and their embeddings are gathered like those of the trips.

    Attributes:
        area: number of the study area that all of it is of.
        near: distance in that area's normalised frame within which a place is no negative.
        sample: the rank's trips.
        sizes: of the whole batch: ``trips``, ``places`` and ``images``.
        image: ``(u,)`` the rank's images, rows of the area's.
        loaded: their data from :meth:`ImageFeatures.load`.
        image_xy: ``(u, 2)`` where they were taken, normalised frame.
        image_order: ``(U,)`` index of each distinct image of the batch among the gathered ones.
        pair: ``(p, 2)`` row and place of the rank's trips at images.
        pair_image: ``(P,)`` the distinct image of every trip at an image, rank by rank.
        own: which of those are the rank's.
        fresh: ``(2B, 2)`` locations that are added to the queue after the step: a place of each
            trip of the whole batch, and as many random ones.
    """

    area: int
    near: float
    sample: Sample
    sizes: dict[str, int]
    image: IntArray
    loaded: Tensor
    image_xy: Tensor
    image_order: Tensor
    pair: Tensor
    pair_image: Tensor
    own: slice
    fresh: Tensor

    def to(self, device: torch.device) -> Batch:
        """The same batch on a device; from pinned memory the copy overlaps with the computation."""
        return self._mapped(lambda tensor: tensor.to(device, non_blocking=True))

    def pin_memory(self) -> Batch:
        """The same batch in page-locked memory."""
        return self._mapped(lambda tensor: tensor.pin_memory())

    def _mapped(self, move: Callable[[Tensor], Tensor]) -> Batch:
        names = ("loaded", "image_xy", "image_order", "pair", "pair_image")
        tensors: dict[str, Any] = {name: move(getattr(self, name)) for name in names}
        # ``fresh`` stays on the CPU, where the queue is.
        return replace(self, sample=self.sample.mapped(move), **tensors)


def make_batch(
    area: TrainingArea,
    images: ImageFeatures | None,
    trip: IntArray,
    rng: np.random.Generator,
    *,
    ranks: Ranks,
    augment: bool = True,
) -> Batch:
    """Draw a step for all ranks, and take this rank's share.

    Args:
        images: of all areas; None for a model without images.
        trip: ``(B,)`` of the whole batch.
        augment: whether images are augmented.
    """
    draw = area.sampler.draw(trip, rng)
    key = rng.integers(2**31, size=2).tolist()
    anywhere = random_locations(len(trip), area.half_extent, rng)
    sample = area.sampler.sample(draw.of_rank(ranks.rank, ranks.world))
    image = draw.image if images is not None else np.full(draw.image.shape, -1)
    distinct = np.unique(image[image >= 0])
    of_rank = [image[rank :: ranks.world] for rank in range(ranks.world)]
    images_of_rank = [part[part >= 0] for part in of_rank]
    begin = sum(len(part) for part in images_of_rank[: ranks.rank])
    order = np.concatenate([np.arange(len(distinct))[r :: ranks.world] for r in range(ranks.world)])
    own = distinct[ranks.rank :: ranks.world]
    loaded = torch.zeros(0, 0)
    if images is not None:
        loaded = images.load(area.first_image + own, key if augment else None)
    return Batch(
        area=area.number,
        near=area.near,
        sample=sample,
        sizes={"trips": len(trip), "places": image.size, "images": len(distinct)},
        image=own,
        loaded=loaded,
        image_xy=torch.from_numpy(area.sampler.image_xy[own]).float(),
        image_order=torch.from_numpy(np.argsort(order)),
        pair=torch.from_numpy(np.argwhere(of_rank[ranks.rank] >= 0)),
        pair_image=torch.from_numpy(np.searchsorted(distinct, np.concatenate(images_of_rank))),
        own=slice(begin, begin + len(images_of_rank[ranks.rank])),
        fresh=torch.cat([area.sampler.first_places(draw), anywhere]),
    )

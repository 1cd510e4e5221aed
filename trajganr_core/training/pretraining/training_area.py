"""A study area in pretraining: its trips, its queue of negative locations, the data of a step."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import torch
from torch import Tensor

from ...data.bundle import Bundle
from ...model.street_view import ImageFeatures
from ...utils.arrays import IntArray, TextArray
from ..engine.distributed import Ranks
from ..engine.seeding import keyed_rng
from .trip_sampler import Sample, TripSampler, bucketed_batches

QUEUE = 4096
#: Share and maximum number of the trips that are held out for evaluation during training.
HELD_OUT, MAX_HELD_OUT = 0.05, 1024
#: Keys of the draws before training, and how many an area has: see :func:`keyed_rng`.
_SPLIT, _QUEUE, _HELD_OUT_QUEUE, _HELD_OUT = 1, 2, 3, 4
_KEYS = 4
#: A queued location nearer than this to the positive is no negative, metres (ours).
NEAR_POSITIVE_M = 50.0


class TrainingArea:
    """Training trips and held-out trips, in the area's own normalised frame.

    A place is a negative in its own area alone, as in the paper, whose study areas are trained one
    by one. Places of another city differ by their frame and not by their traffic, and would make
    the task easier without improving the encoders. Therefore each area has its own queue, and a
    batch is of one area.

    Args:
        number: of the area among those that are trained on together, from zero.
        first_image: of its images among those of all areas.
        images_alone: whether only trips that pass images are used.

    Attributes:
        trips, held_out: rows of the sampler.
        half_extent: ``(2,)`` half width and height of the area, normalised frame.
        near: distance in that frame within which a place is no negative of another.
    """

    def __init__(
        self,
        bundle: Bundle,
        sampler: TripSampler,
        *,
        number: int,
        first_image: int,
        images_alone: bool,
        seed: int,
    ) -> None:
        self.bundle = bundle
        self.sampler = sampler
        self.number = number
        self.first_image = first_image
        self._seed = seed
        candidates = sampler.with_images if images_alone else np.arange(len(sampler))
        self.trips, self.held_out = self._hold_out(candidates)
        corner = bundle.area.normalise([bundle.area.bbox[2:]])
        self.half_extent = torch.from_numpy(np.abs(corner[0])).float()
        self.near = NEAR_POSITIVE_M / bundle.area.half_extent_m
        self.queue = self._new_queue(_QUEUE)

    def batches(self, size: int, rng: np.random.Generator) -> list[IntArray]:
        """Rows of each step of an epoch; see :func:`~.trip_sampler.bucketed_batches`."""
        lengths = self.sampler.lengths[self.trips]
        return [self.trips[rows] for rows in bucketed_batches(lengths, size, rng)]

    def held_out_batches(self, size: int) -> list[IntArray]:
        """Rows of the held-out trips, of similar lengths together."""
        lengths = self.sampler.lengths[self.held_out]
        by_length = self.held_out[np.argsort(lengths, kind="stable")]
        return np.array_split(by_length, -(-len(by_length) // size))

    def longest(self, size: int) -> IntArray:
        """Rows of a step of the longest trips."""
        return self.trips[np.argsort(-self.sampler.lengths[self.trips])][:size]

    def held_out_draws(self) -> tuple[np.random.Generator, NegativeQueue]:
        """A generator and a queue of negatives for evaluation, the same each time."""
        return self._rng(_HELD_OUT), self._new_queue(_HELD_OUT_QUEUE)

    def _rng(self, key: int) -> np.random.Generator:
        return keyed_rng(self._seed, 0, key + _KEYS * self.number)

    def _hold_out(self, candidates: IntArray) -> tuple[IntArray, IntArray]:
        """Training pieces and held-out pieces; all pieces of a driver are on one side.

        A trip without a driver is alone. Where most drivers have more trips than are held out, only
        the pieces of a trip stay together.
        """
        trip = _numbered(self.sampler.trip_id[candidates])
        driver_ids = self.sampler.driver_id[candidates]
        # Trips without a driver get numbers after those of all drivers.
        driver = _numbered(driver_ids)
        driver = _numbered(np.where(driver_ids == "", len(candidates) + trip, driver))
        count = max(1, min(MAX_HELD_OUT, round((trip.max() + 1) * HELD_OUT)))
        held_out = self._drawn(driver, trip, count)
        if 2 * len(held_out) < count:
            held_out = self._drawn(trip, trip, count)
        is_held_out = np.isin(trip, held_out)
        if is_held_out.all():  # a single trip is used for both
            return candidates, candidates
        return candidates[~is_held_out], candidates[is_held_out]

    def _drawn(self, group: IntArray, trip: IntArray, count: int) -> IntArray:
        """Trips of random groups, up to ``count``; a group with more trips than fit is skipped.

        Args:
            group: ``(n,)`` of the pieces; all pieces of a trip are of one.
            trip: ``(n,)`` of the pieces.
        """
        trips, first = np.unique(trip, return_index=True)
        group_of_trip = group[first]
        sizes = np.bincount(group_of_trip)
        chosen = []
        for number in self._rng(_SPLIT).permutation(len(sizes)).tolist():
            if sizes[number] <= count:
                chosen.append(number)
                count -= int(sizes[number])
        return trips[np.isin(group_of_trip, chosen)]

    def _new_queue(self, key: int) -> NegativeQueue:
        rng = self._rng(key)
        driven = torch.from_numpy(self.sampler.random_fixes(QUEUE // 2, rng)).float()
        return NegativeQueue(QUEUE, self.half_extent, driven, rng)


def _numbered(ids: TextArray | IntArray) -> IntArray:
    """``(n,)`` the rank of each id among the different ones."""
    return np.unique(ids.astype(str) if ids.dtype == object else ids, return_inverse=True)[1]


class NegativeQueue:
    """A ring buffer of normalised coordinates, half random in the area, half from trajectories.

    Paper, section 3.3: "a MoCo-style queue of random and trajectory locations". As in GeoCLIP and
    GAIR no momentum encoder is needed, because a coordinate is cheap to encode at every step.

    Every rank of a distributed run keeps all coordinates (8 bytes each, and drawn alike), so that
    the first one can write a checkpoint alone at any moment; each encodes only its shard.

    Args:
        size: number of locations.
        half_extent: ``(2,)`` half width and height of the area in the normalised frame.
        driven: ``(size // 2, 2)`` the first half, locations of trajectories or images.
        rng: of the random half, and of the order.
    """

    def __init__(
        self, size: int, half_extent: Tensor, driven: Tensor, rng: np.random.Generator
    ) -> None:
        self._next = 0
        xy = torch.cat([driven, random_locations(size - len(driven), half_extent, rng)])
        self.xy = xy[torch.from_numpy(rng.permutation(size))]

    def push(self, locations: Tensor) -> None:
        """Replace the oldest entries by ``(N, 2)`` locations."""
        new = locations[-len(self.xy) :]
        slots = (self._next + torch.arange(len(new))) % len(self.xy)
        self.xy[slots] = new
        self._next = int((self._next + len(new)) % len(self.xy))

    def shard(self, rank: int, world: int) -> Tensor:
        """The locations ``(n, 2)`` that a rank encodes."""
        return self.xy[rank::world]

    def state(self) -> dict[str, Tensor]:
        """The state for a checkpoint."""
        return {"xy": self.xy, "next": torch.tensor(self._next)}

    def load_state(self, state: Mapping[str, Tensor]) -> None:
        """Restore :meth:`state`."""
        self.xy, self._next = state["xy"].clone(), int(state["next"])


def random_locations(count: int, half_extent: Tensor, rng: np.random.Generator) -> Tensor:
    """Locations ``(count, 2)`` anywhere in the area, normalised frame."""
    return torch.from_numpy(rng.uniform(-1, 1, (count, 2))).float() * half_extent


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

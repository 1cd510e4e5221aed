"""A study area in pretraining, alone or among others."""

from __future__ import annotations

import numpy as np
import torch

from ...data.bundle import Bundle
from ...utils.arrays import IntArray, TextArray
from ..engine.seeding import keyed_rng
from .negative_queue import NEAR_POSITIVE_M, NegativeQueue
from .trip_sampler import TripSampler, bucketed_batches

__all__ = ["TrainingArea"]

QUEUE = 4096
#: Share and maximum number of the trips that are held out for evaluation during training.
HELD_OUT, MAX_HELD_OUT = 0.05, 1024
#: Keys of the draws before training, and how many an area has: see :func:`keyed_rng`.
_SPLIT, _QUEUE, _HELD_OUT_QUEUE, _HELD_OUT = 1, 2, 3, 4
_KEYS = 4


class TrainingArea:
    """Training trips and held-out trips, in the area's own normalised frame.

    A place is a negative in its own area alone, as in the paper, whose study areas are trained one
    by one. Places of another city differ by their frame and not by their traffic, and would make
    the task easier without improving the encoders. Therefore each area has its own queue, and a
    batch is of one area.

    Args:
        sampler: of its trips.
        number: of the area among those that are trained on together, from zero.
        first_image: of its images among those of all areas.
        images_alone: whether only trips that pass images are used.

    Attributes:
        trips, held_out: rows of the sampler.
        half_extent: ``(2,)`` half width and height of the area, normalised frame.
        near: distance in that frame within which a place is no negative of another.
        queue: of negative locations.
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

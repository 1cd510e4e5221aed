"""The order in which input trips describe locations: few trips cover all roads.

A location is described by the first trips through it in this order. Encoding a trip costs the more
the longer it is, and serves all locations on its way. So the order begins with trips that are
needed on most of their way: a greedy cover, in which each road needs so many trips. It depends on
the bundle's roads and trips and on the seed, not on the locations that are queried.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import torch

from ..contract.version import __version__
from ..data.bundle import Bundle
from ..utils.arrays import BoolArray, IntArray
from ..utils.ragged import offsets_of, row_of_each
from ..utils.tensor_cache import TensorCache
from .candidate_trips import candidate_passes
from .input_trips import InputTrips
from .query_locations import Locations, edge_locations

__all__ = ["bundle_priorities", "covering_priorities", "random_priorities"]

#: Numbers of trips that a location needs. The cover for the first is part of that for the second.
LEVELS = (16, 32, 64)
#: Least shares of a trip's passes that must still be needed, in turn. They do not depend on the
#: length or speed of a trip: a preference for long trips would be one for fast roads.
SHARES = (0.8, 0.6, 0.4, 0.2, 0.0)
#: Passes of a location, drawn at random, from which the cover chooses; bounds memory and time.
MAX_PASSES = 256
#: Trips that are considered at once; with more, trips are chosen for the same need.
TRIPS_AT_ONCE = 32


def bundle_priorities(bundle: Bundle, inputs: InputTrips, seed: int) -> IntArray:
    """The :func:`covering_priorities` for all roads of a bundle; they are cached on disk.

    Args:
        inputs: all of its input trips.
    """
    cache = TensorCache(
        "covers", release=__version__, bundle=bundle.cache_key, trips=len(inputs), seed=seed
    )
    shapes = {"priority": (len(inputs),)}
    if (cached := cache.load(shapes)) is not None:
        return np.asarray(cached["priority"].numpy())
    roads = edge_locations(bundle, np.arange(len(bundle.network)))
    priorities = covering_priorities(inputs, roads, seed)
    cache.save({"priority": torch.from_numpy(priorities)})
    return priorities


def covering_priorities(inputs: InputTrips, locations: Locations, seed: int) -> IntArray:
    """``(trips,)`` a permutation: the priority of each input trip, 0 the highest.

    The trips of the cover come first, in the order in which they are chosen, then all others. Both
    are considered in a random order.

    Args:
        inputs: all input trips.
        locations: to cover.
        seed: of the random order.
    """
    random = random_priorities(len(inputs), seed)
    query, number, _ = candidate_passes(inputs, locations, MAX_PASSES, random)
    order = np.argsort(random[number], kind="stable")
    cover = _Cover(inputs, query[order], number[order], len(locations))
    chosen = [cover.extend(level, share) for level in LEVELS for share in SHARES]
    # The first of each trip counts: that in the cover.
    every = np.concatenate([*chosen, np.argsort(random)])
    _, first = np.unique(every, return_index=True)
    priorities = np.empty(len(inputs), dtype=np.int64)
    priorities[every[np.sort(first)]] = np.arange(len(inputs))
    return priorities


class _Cover:
    """The trips that are not chosen yet, and how often each location is covered.

    Args:
        query, number: ``(p,)`` location and trip of passes; those of a trip are together.
        locations: how many there are.
    """

    def __init__(
        self, inputs: InputTrips, query: IntArray, number: IntArray, locations: int
    ) -> None:
        self._query = query
        begins = np.flatnonzero(np.diff(number, prepend=-1))
        self._number = number[begins]
        self._counts = np.diff(begins, append=len(number))
        pieces, offsets = inputs.rows[self._number], inputs.trips.pass_offsets
        self._passes = offsets[pieces + 1] - offsets[pieces]
        self._covered = np.zeros(locations, dtype=np.int64)

    def extend(self, level: int, share: float) -> IntArray:
        """Choose trips of which a share of the passes, at least, is needed; their numbers.

        Args:
            level: number of trips that a location needs.
        """
        offsets = offsets_of(self._counts)
        is_chosen = np.zeros(len(self._number), dtype=np.bool_)
        for begin in range(0, len(self._number), TRIPS_AT_ONCE):
            end = min(begin + TRIPS_AT_ONCE, len(self._number))
            own = self._query[offsets[begin] : offsets[end]]
            needed = self._covered[own] < level
            count = np.add.reduceat(needed, offsets[begin:end] - offsets[begin], dtype=np.int64)
            useful = (count > 0) & (count >= share * self._passes[begin:end])
            is_chosen[begin:end] = useful
            covered = own[np.repeat(useful, self._counts[begin:end])]
            self._covered += np.bincount(covered, minlength=len(self._covered))
        chosen = self._number[is_chosen]
        self._keep(~is_chosen, row_of_each(offsets))
        return chosen

    def _keep(self, rows: BoolArray, row: IntArray) -> None:
        self._query = self._query[rows[row]]
        self._number, self._counts = self._number[rows], self._counts[rows]
        self._passes = self._passes[rows]


@lru_cache(maxsize=4)
def random_priorities(trips: int, seed: int) -> IntArray:
    """``(trips,)`` a random permutation: the priority of each input trip, 0 the highest."""
    return np.random.default_rng(seed).permutation(trips)

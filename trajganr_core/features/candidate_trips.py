"""The trips that may describe locations: of each location, the passes of highest priority.

Encoding a trip costs the more the longer it is, and serves all locations on its way. So the order
begins with trips that are needed on most of their way: a greedy cover, in which each road needs so
many trips. It depends on the bundle's roads and trips and on the seed, not on the locations that
are queried.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import torch

from ..contract.version import __version__
from ..data.bundle import Bundle
from ..data.matching.matched import MatchedTrips
from ..utils.arrays import BoolArray, IntArray
from ..utils.ragged import offsets_of, row_of_each
from ..utils.tensor_cache import TensorCache
from .input_trips import InputTrips
from .query_locations import Locations, edge_locations

#: Passes of locations processed together; bounds memory and does not change the result.
PASSES_TOGETHER = 2_000_000
#: Locations with more passes than this are filtered before they are sorted.
BUSY = 1024
#: Numbers of trips that a location needs. The cover for the first is part of that for the second.
LEVELS = (16, 32, 64)
#: Least shares of a trip's passes that must still be needed, in turn. They do not depend on the
#: length or speed of a trip: a preference for long trips would be one for fast roads.
SHARES = (0.8, 0.6, 0.4, 0.2, 0.0)
#: Passes of a location, drawn at random, from which the cover chooses; bounds memory and time.
MAX_PASSES = 256
#: Trips that are considered at once; with more, trips are chosen for the same need.
TRIPS_AT_ONCE = 32


@dataclass(frozen=True)
class CandidateTrips:
    """The trips that may describe the locations of a set.

    Attributes:
        trips: for each location, the passing trips of highest priority.
        number: ``(trips,)`` number of each among all input trips, ascending.
        row: ``(trips,)`` row of each among all pieces of the bundle.
        priorities: ``(trips,)`` of each.
        passing: ``(n,)`` how many trips pass each location, whether or not they are candidates.
        per_location: at most this many passes of a location are kept.
    """

    trips: MatchedTrips
    number: IntArray
    row: IntArray
    priorities: IntArray
    passing: IntArray
    per_location: int
    inputs: InputTrips


def candidate_trips(
    inputs: InputTrips, locations: Locations, per_location: int, priorities: IntArray
) -> CandidateTrips:
    """The trips that may describe locations; no others are read.

    Args:
        per_location: largest number of passes kept for a location.
        priorities: ``(trips,)`` a permutation, 0 the highest; see :mod:`.candidate_trips`.
    """
    _, kept, passing = candidate_passes(inputs, locations, per_location, priorities)
    number = np.unique(kept)
    return CandidateTrips(
        trips=inputs.take(number),
        number=number,
        row=inputs.rows[number],
        priorities=priorities[number],
        passing=passing,
        per_location=per_location,
        inputs=inputs,
    )


def candidate_passes(
    inputs: InputTrips, locations: Locations, per_location: int, priorities: IntArray
) -> tuple[IntArray, IntArray, IntArray]:
    """Location and trip number of every pass that is kept, sorted by location and priority.

    Args:
        inputs, locations, per_location, priorities: as for :func:`candidate_trips`.

    Returns:
        Both, and the number of passes of each location.
    """
    passing = np.zeros(len(locations), dtype=np.int64)
    nothing = np.zeros(0, dtype=np.int64)
    queries, numbers = [nothing], [nothing]
    on_network = np.flatnonzero(locations.edge >= 0)
    passes = inputs.trips.edge_passes.counts(locations.edge[on_network])
    together = np.cumsum(passes) // PASSES_TOGETHER
    for rows in np.split(on_network, np.flatnonzero(np.diff(together)) + 1):
        query, number = inputs.passing(locations.edge[rows], locations.offset_m[rows])
        passing[rows] = np.bincount(query, minlength=len(rows))
        kept = at_most(query, number, per_location, priorities)
        queries.append(rows[query[kept]])
        numbers.append(number[kept])
    return np.concatenate(queries), np.concatenate(numbers), passing


def at_most(query: IntArray, trip: IntArray, count: int, priorities: IntArray) -> IntArray:
    """Rows of at most ``count`` passes ``(p,)`` of each query; the order by query is kept.

    Passes of the trips with the highest priority are kept. So a location is described by the same
    trips in any batch, and neighbouring locations share trips where possible.
    """
    priority = priorities[trip]
    rows = np.flatnonzero(_needs_sorting(query, priority, count))
    order = rows[np.lexsort([priority[rows], query[rows]])]
    by_query = query[order]
    rank = np.arange(len(order)) - np.searchsorted(by_query, by_query, side="left")
    return order[rank < count]


def _needs_sorting(query: IntArray, priority: IntArray, count: int) -> BoolArray:
    """Which passes ``(p,)`` to sort: a cheap filter for queries with many passes."""
    possible = np.ones(len(query), dtype=np.bool_)
    first = np.searchsorted(query, np.arange(query.max(initial=-1) + 2))
    for busy in np.flatnonzero(np.diff(first) > max(BUSY, count)):
        own = slice(first[busy], first[busy + 1])
        possible[own] = priority[own] <= np.partition(priority[own], count - 1)[count - 1]
    return possible


def bundle_priorities(bundle: Bundle, inputs: InputTrips, seed: int) -> IntArray:
    """The :func:`covering_priorities` for all roads of a bundle; they are cached on disk."""
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

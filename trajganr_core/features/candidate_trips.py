"""The trips that may describe locations: of each location, the passes of highest priority."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..data.matching.matched import MatchedTrips
from ..utils.arrays import BoolArray, IntArray
from .input_trips import InputTrips
from .query_locations import Locations

__all__ = ["CandidateTrips", "at_most", "candidate_passes", "candidate_trips"]

#: Passes of locations processed together; bounds memory and does not change the result.
PASSES_TOGETHER = 2_000_000
#: Locations with more passes than this are filtered before they are sorted.
BUSY = 1024


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
        inputs: all input trips.
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
        inputs: all input trips.
        locations: n locations.
        per_location: largest number of passes kept for a location.
        priorities: ``(trips,)`` a permutation, 0 the highest; see :mod:`.trip_cover`.
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

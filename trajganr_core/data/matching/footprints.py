"""Passes of trips through locations, interpolated between their fixes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ...utils.arrays import FloatArray, IntArray
from ...utils.columns import Columns
from ...utils.ragged import concatenated_ranges, last_before, row_of_each
from .edge_passes import passes_of_edges
from .matched import MatchedTrips


@dataclass(frozen=True)
class Passes(Columns):
    """Passes of trips through query locations, sorted by query.

    Attributes:
        query: ``(p,)`` index of the query location.
        trip: ``(p,)`` index of the matched piece that passes it.
        s: ``(p,)`` metres along the matched path at the location.
        t: ``(p,)`` Unix seconds at the location, interpolated.
    """

    query: IntArray
    trip: IntArray
    s: FloatArray
    t: FloatArray


def passes_through(trips: MatchedTrips, edge: IntArray, offset_m: FloatArray) -> Passes:
    """All passes through locations on edges.

    Args:
        trips: matched pieces.
        edge, offset_m: ``(q,)`` the locations, metres from the start of their edge.
    """
    query, passed = passes_of(trips, edge)
    inside = (trips.pass_enter_m[passed] <= offset_m[query]) & (
        offset_m[query] <= trips.pass_exit_m[passed]
    )
    query, passed = query[inside], passed[inside]
    trip = trips.trip_of_pass[passed]
    s = trips.pass_s[passed] + offset_m[query] - trips.pass_enter_m[passed]
    return Passes(query=query, trip=trip, s=s, t=interpolate_time(trips, trip, s))


def passes_of(trips: MatchedTrips, edge: IntArray) -> tuple[IntArray, IntArray]:
    """All passes of each of the edges ``(q,)``: ``(query, passed)``, sorted by query."""
    rows, offsets = concatenated_ranges(*edge_rows(trips, edge))
    return row_of_each(offsets), trips.passes_by_edge[0][rows]


def edge_rows(trips: MatchedTrips, edge: IntArray) -> tuple[IntArray, IntArray]:
    """Start and stop of each edge in ``passes_by_edge``, both ``(q,)``."""
    return passes_of_edges(trips.passes_by_edge[1], edge)


def interpolate_time(trips: MatchedTrips, trip: IntArray, s: FloatArray) -> FloatArray:
    """Time of pieces at ``s`` metres along their paths: ``t`` linear over ``s`` (paper A.2.1).

    Where the vehicle stood at exactly ``s``, this is the time at which it left.
    """
    return at_distance(trips, trips.t, trip, s)


def at_distance(
    trips: MatchedTrips, values: FloatArray, trip: IntArray, s: FloatArray
) -> FloatArray:
    """A quantity given at the fixes, linearly interpolated over ``s``.

    Args:
        trips: matched pieces.
        values: ``(fixes,)``.
        trip, s: ``(q,)`` pieces and metres along them; clipped to the ends of the piece.
    """
    return interpolated(values, trips.s, s, hop_at(trips, trip, s))


def interpolated(
    values: FloatArray, known_s: FloatArray, s: FloatArray, before: IntArray
) -> FloatArray:
    """``values`` given at ``known_s``, linearly interpolated between items ``before`` and next.

    Args:
        values, known_s: ``(items,)``.
        s, before: ``(q,)``.
    """
    gap = known_s[before + 1] - known_s[before]
    alpha = np.divide(s - known_s[before], gap, out=np.ones_like(s), where=gap > 0)
    return np.asarray(values[before] + np.clip(alpha, 0, 1) * (values[before + 1] - values[before]))


def position_at(trips: MatchedTrips, trip: IntArray, s: FloatArray) -> tuple[IntArray, FloatArray]:
    """Position of pieces at ``s`` metres along their paths: edge and metres from its start."""
    passed = last_before(trips.pass_s, trips.pass_offsets, s, trip)
    offset = trips.pass_enter_m[passed] + s - trips.pass_s[passed]
    return trips.pass_edge[passed], np.minimum(offset, trips.pass_exit_m[passed])


def hop_at(trips: MatchedTrips, trip: IntArray, s: FloatArray) -> IntArray:
    """The last fix before ``s`` metres along the paths of pieces, never a piece's last fix."""
    before = last_before(trips.s, trips.offsets, s, trip)
    return np.minimum(before, trips.offsets[trip + 1] - 2)

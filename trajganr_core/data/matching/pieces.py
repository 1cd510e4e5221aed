"""Assembly of paths between fixes into pieces of trips."""

from __future__ import annotations

import numpy as np

from ...utils.arrays import BoolArray, Float32Array, FloatArray, IntArray
from ...utils.ragged import concatenated_ranges, row_of_each
from ..roads.network import Network
from ..trips.trajectories import Trajectories
from .compiled import njit
from .edge_passes import ROUNDING_M
from .hops import Hops
from .matched import MatchedTrips
from .ordered_search import last_in_order
from .pass_times import with_even_times


def assemble(
    hops: Hops,
    is_off_path: BoolArray,
    probability: Float32Array,
    edge_probability: Float32Array,
    trips: Trajectories,
    network: Network,
    xy: FloatArray,
    vertices: FloatArray,
) -> tuple[MatchedTrips, IntArray]:
    """Join hops into pieces and their edges into passes, and position all fixes.

    Args:
        hops: at least one.
        is_off_path: ``(fixes,)`` fixes that are no part of a piece.
        probability: ``(fixes,)`` as of :func:`~.confidence.path_probability`.
        edge_probability: ``(e,)`` as of :meth:`~.road_graph.RoadGraph.edge_probability`.
        trips: whose fixes they join.
        network: whose edges they drive.
        xy, vertices: ``(fixes, 2)`` and ``(vertices, 2)`` local metres of trips and network.

    Returns:
        The pieces, and the index in ``trips`` of each of their fixes.
    """
    enter, leave = hops.spans(network.length_m)
    carries_on = _carries_on(hops)
    opening_hop = np.flatnonzero(~carries_on)
    piece_of_hop = np.cumsum(~carries_on) - 1

    # Within a hop every edge is a new pass; a hop that carries on continues the pass it is in.
    is_new = np.ones(len(hops.edges), dtype=bool)
    is_new[hops.first[carries_on]] = False
    pass_of = np.cumsum(is_new) - 1
    opening = np.flatnonzero(is_new)
    closing = np.r_[opening[1:], len(is_new)] - 1
    # A hop that ends behind an earlier one on the same edge counts as standing.
    reached = _running_maximum(leave, pass_of)
    reached = np.maximum(reached, enter[opening][pass_of])
    pass_enter, pass_exit = enter[opening], reached[closing]
    pass_offsets = np.r_[pass_of[hops.first[opening_hop]], len(opening)]
    pass_s = _sum_before(pass_exit - pass_enter, row_of_each(pass_offsets))

    in_last = pass_of[hops.last]
    end_s = pass_s[in_last] + reached[hops.last] - pass_enter[in_last]
    start_s = np.where(carries_on, np.r_[0.0, end_s[:-1]], 0.0)
    fix, offsets, s = _place_fixes(hops, is_off_path, start_s, end_s, piece_of_hop, xy)
    in_pass = last_in_order(pass_s, pass_offsets, s + ROUNDING_M, offsets)
    edge = hops.edges[opening][in_pass]
    edge_offset = np.clip(
        pass_enter[in_pass] + s - pass_s[in_pass], pass_enter[in_pass], pass_exit[in_pass]
    )
    off_road = xy[fix] - network.locate(edge, edge_offset, vertices)
    trip = np.searchsorted(trips.offsets, hops.start[opening_hop], side="right") - 1
    matched = MatchedTrips(
        offsets=offsets,
        lon=trips.lon[fix],
        lat=trips.lat[fix],
        t=trips.t[fix],
        speed=trips.speed[fix],
        s=s,
        edge=edge,
        edge_offset=edge_offset,
        trip_id=trips.trip_id[trip],
        driver_id=trips.driver_id[trip],
        matched_share=_matched_share(trips, trip, offsets),
        rms_m=_root_mean_square(off_road, offsets),
        confidence=_confidence(hops, probability, opening_hop),
        pass_offsets=pass_offsets,
        pass_edge=hops.edges[opening],
        pass_s=pass_s,
        pass_enter_m=pass_enter,
        pass_exit_m=pass_exit,
        pass_t=np.zeros(len(opening)),
        pass_seconds=np.zeros(len(opening)),
        pass_probability=np.minimum.reduceat(edge_probability, opening),
    )
    return with_even_times(matched), fix


def _carries_on(hops: Hops) -> BoolArray:
    """Which hops start where the one before ended."""
    carries_on = np.zeros(len(hops), dtype=bool)
    carries_on[1:] = (
        (hops.start[1:] == hops.end[:-1])
        & (hops.edges[hops.first[1:]] == hops.edges[hops.last[:-1]])
        & (hops.start_offset[1:] == hops.end_offset[:-1])
    )
    return carries_on


def _place_fixes(
    hops: Hops,
    is_off_path: BoolArray,
    start_s: FloatArray,
    end_s: FloatArray,
    piece_of_hop: IntArray,
    xy: FloatArray,
) -> tuple[IntArray, IntArray, FloatArray]:
    """All fixes of each piece that are on its path, and their positions along it.

    A fix between the two of a hop, which is near the first, is projected onto the straight line
    between them; its share of the line is its share of the path. Positions never decrease.

    Returns:
        ``(fix, offsets, s)``: fixes of the pieces, offsets of the pieces in them, metres.
    """
    is_opening = np.diff(piece_of_hop, prepend=-1) > 0
    # The fixes of a hop are those after its start; a piece's first hop includes its start.
    fix, hop_offsets = concatenated_ranges(
        np.where(is_opening, hops.start, hops.start + 1), hops.end + 1
    )
    is_on_path = ~is_off_path[fix]
    fix, hop = fix[is_on_path], row_of_each(hop_offsets)[is_on_path]
    opening = np.append(np.flatnonzero(is_opening), len(hops))
    offsets = np.asarray(np.searchsorted(hop, opening), dtype=np.int64)

    along = xy[hops.end] - xy[hops.start]
    length = _products(along, along)
    projected = _products(xy[fix] - xy[hops.start][hop], along[hop])
    share = np.divide(projected, length[hop], out=np.zeros(len(fix)), where=length[hop] > 0)
    share[fix == hops.start[hop]] = 0.0
    share[fix == hops.end[hop]] = 1.0
    s = start_s[hop] + np.clip(share, 0.0, 1.0) * (end_s - start_s)[hop]
    return fix, offsets, _running_maximum(s, row_of_each(offsets))


@njit
def _sum_before(values: FloatArray, row: IntArray) -> FloatArray:
    """Exclusive cumulative sum within each row, by Kahan's compensated summation."""
    before = np.empty(len(values))
    total = lost = 0.0
    for at in range(len(values)):
        if at and row[at] != row[at - 1]:
            total = lost = 0.0
        added = values[at] - lost
        sum_ = total + added
        lost = sum_ - total - added
        total = sum_
        before[at] = total - values[at]
    return before


@njit
def _running_maximum(values: FloatArray, row: IntArray) -> FloatArray:
    """Running maximum within each row; rows are consecutive."""
    highest = values.copy()
    for at in range(1, len(values)):
        if row[at] == row[at - 1]:
            highest[at] = max(highest[at], highest[at - 1])
    return highest


def _matched_share(trips: Trajectories, trip_of_piece: IntArray, offsets: IntArray) -> Float32Array:
    matched = np.bincount(trip_of_piece, weights=np.diff(offsets), minlength=len(trips))
    return (matched / np.maximum(np.diff(trips.offsets), 1))[trip_of_piece].astype(np.float32)


def _confidence(hops: Hops, probability: Float32Array, opening_hop: IntArray) -> Float32Array:
    """Mean probability at the matched fixes of each piece."""
    total = probability[hops.start[opening_hop]] + np.add.reduceat(
        probability[hops.end].astype(np.float64), opening_hop
    )
    return (total / (1 + np.diff(opening_hop, append=len(hops)))).astype(np.float32)


def _root_mean_square(vectors: FloatArray, offsets: IntArray) -> Float32Array:
    """Root mean square of the vectors' lengths, for each piece."""
    squares = np.add.reduceat(_products(vectors, vectors), offsets[:-1])
    return np.sqrt(squares / np.diff(offsets)).astype(np.float32)


def _products(one: FloatArray, other: FloatArray) -> FloatArray:
    """Scalar products ``(n,)`` of vectors ``(n, 2)``; several times as fast as a sum over rows."""
    return one[:, 0] * other[:, 0] + one[:, 1] * other[:, 1]

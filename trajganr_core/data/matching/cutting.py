"""Restriction of matched trips to a subset of the roads."""

from __future__ import annotations

import numpy as np

from ...utils.arrays import IntArray
from ...utils.ragged import concatenated_ranges, last_before, offsets_of, row_of_each, runs
from .edge_passes import ROUNDING_M
from .matched import PIECE_COLUMNS, MatchedTrips


def cut_to(trips: MatchedTrips, number: IntArray) -> MatchedTrips:
    """The parts of pieces that are on a subset of edges; pieces are cut where they leave it.

    Parts with fewer than two fixes are dropped.

    Args:
        trips: matched pieces.
        number: ``(E,)`` the new number of each edge, -1 for edges outside the subset.

    Returns:
        The pieces; their other columns, such as ``rms_m``, are those of the original pieces.
    """
    in_pass = last_before(
        trips.pass_s, trips.pass_offsets, trips.s + ROUNDING_M, row_of_each(trips.offsets)
    )
    run_of_fix = _runs_of_passes(trips, number)[in_pass]
    count = np.bincount(run_of_fix[run_of_fix >= 0])
    fix = np.flatnonzero(np.append(count > 1, False)[run_of_fix])
    offsets = offsets_of(count[count > 1])
    first, last = fix[offsets[:-1]], fix[offsets[1:] - 1]
    passed, pass_offsets = concatenated_ranges(in_pass[first], in_pass[last] + 1)
    enter, leave = trips.pass_enter_m[passed], trips.pass_exit_m[passed]
    enter[pass_offsets[:-1]] = trips.edge_offset[first]
    leave[pass_offsets[1:] - 1] = trips.edge_offset[last]
    pass_s = trips.pass_s[passed] - trips.s[first][row_of_each(pass_offsets)]
    pass_t, pass_seconds = trips.pass_t[passed], trips.pass_seconds[passed]
    # The first and the last pass of a part are cut at its fixes, and so are their times.
    exit_t = pass_t + pass_seconds
    opening, closing = pass_offsets[:-1], pass_offsets[1:] - 1
    pass_t[opening] = np.maximum(pass_t[opening], trips.t[first])
    exit_t[closing] = np.minimum(exit_t[closing], trips.t[last])
    piece = trips.trip_of_pass[in_pass[first]]
    return MatchedTrips(
        offsets=offsets,
        s=trips.s[fix] - trips.s[first][row_of_each(offsets)],
        edge=number[trips.edge[fix]],
        pass_offsets=pass_offsets,
        pass_edge=number[trips.pass_edge[passed]],
        pass_s=np.maximum(pass_s, 0.0),  # the first pass began before the first fix
        pass_enter_m=enter,
        pass_exit_m=leave,
        pass_t=pass_t,
        pass_seconds=np.maximum(exit_t - pass_t, 0.0),
        pass_probability=trips.pass_probability[passed],
        **{name: getattr(trips, name)[fix] for name in ("lon", "lat", "t", "speed", "edge_offset")},
        **{name: getattr(trips, name)[piece] for name in PIECE_COLUMNS},
    )


def _runs_of_passes(trips: MatchedTrips, number: IntArray) -> IntArray:
    """``(passes,)`` number of the contiguous run on edges of the subset, -1 elsewhere."""
    begins = np.zeros(len(trips.pass_edge), dtype=np.bool_)
    begins[trips.pass_offsets[:-1]] = True
    passes, offsets = concatenated_ranges(*runs(number[trips.pass_edge] >= 0, begins))
    run = np.full(len(trips.pass_edge), -1)
    run[passes] = row_of_each(offsets)
    return run

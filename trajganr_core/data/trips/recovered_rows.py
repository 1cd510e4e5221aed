"""Trips between their fixes as layers: positions every so many seconds, and the ways in gaps."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import shapely

from ...utils.arrays import Float32Array, IntArray
from ...utils.ragged import concatenated_ranges, last_before, offsets_of, row_of_each
from ..matching.edge_passes import ROUNDING_M
from ..matching.gaps import gap_seconds
from ..matching.matched import MatchedTrips
from ..roads.network import Network
from .measured_lines import GEOMETRY, measured_lines, path_places, source_of, timestamps
from .timetable import Timetable

KMH = 3.6


def position_rows(
    trips: MatchedTrips, network: Network, every_s: float, first_piece: int = 0
) -> pa.Table:
    """Each fix on its road, and between two fixes a position at least every ``every_s`` seconds.

    Args:
        trips: matched pieces with the times of their passes.
        network: the roads.
        every_s: seconds between positions.
        first_piece: number of the first piece.
    """
    fix_piece = row_of_each(trips.offsets)
    wait_s = np.diff(trips.t, append=trips.t[-1:])
    wait_s[trips.offsets[1:] - 1] = 0.0
    positions = np.maximum(np.ceil(wait_s / every_s).astype(np.int64), 1)
    offsets = offsets_of(positions)
    fix = row_of_each(offsets)
    number = np.arange(len(fix)) - offsets[fix]
    piece, t = fix_piece[fix], trips.t[fix] + every_s * number
    is_fix = number == 0
    s = np.where(is_fix, trips.s[fix], Timetable.of(trips).distance_at(piece, t))
    passed = last_before(trips.pass_s, trips.pass_offsets, s, piece)
    on_edge = np.minimum(
        trips.pass_enter_m[passed] + s - trips.pass_s[passed], trips.pass_exit_m[passed]
    )
    edge = trips.pass_edge[passed]
    points = shapely.points(network.locate(edge, on_edge))
    return pa.table(
        {
            "trip_id": pa.array(trips.trip_id[piece], pa.string()),
            "driver_id": pa.array(trips.driver_id[piece], pa.string()),
            "piece": first_piece + piece,
            "time": timestamps(t),
            "recovered": ~is_fix,
            "probability": trips.pass_probability[passed],
            "distance_m": s,
            **source_of(edge, network),
            "name": pa.array(network.name[edge], pa.string()),
            GEOMETRY: pa.array(shapely.to_wkb(points), pa.binary()),
        }
    )


def gap_rows(
    trips: MatchedTrips, network: Network, min_gap_s: float, first_piece: int = 0
) -> pa.Table:
    """The way between each two fixes that are at least ``min_gap_s`` apart, with times as M.

    Its probability is that of its least certain segment.
    """
    fix = np.flatnonzero(gap_seconds(trips) >= min_gap_s)
    piece = row_of_each(trips.offsets)[fix]
    vertex_piece, vertex_t, lon_lat = path_places(trips, network)
    rows = offsets_of(np.bincount(vertex_piece, minlength=len(trips)))
    first, last = (last_before(vertex_t, rows, trips.t[at], piece) for at in (fix, fix + 1))
    vertex, offsets = concatenated_ranges(first, last + 1)
    seconds, metres = trips.t[fix + 1] - trips.t[fix], trips.s[fix + 1] - trips.s[fix]
    return pa.table(
        {
            "trip_id": pa.array(trips.trip_id[piece], pa.string()),
            "driver_id": pa.array(trips.driver_id[piece], pa.string()),
            "piece": first_piece + piece,
            "start_time": timestamps(trips.t[fix]),
            "end_time": timestamps(trips.t[fix + 1]),
            "seconds": seconds,
            "length_m": metres,
            "speed_kmh": KMH * metres / seconds,
            "probability": _least_likely(trips, piece, fix),
            GEOMETRY: measured_lines(*lon_lat[vertex].T, vertex_t[vertex], offsets),
        }
    )


def _least_likely(trips: MatchedTrips, piece: IntArray, fix: IntArray) -> Float32Array:
    """``(gaps,)`` the lowest probability of the passes from each fix to the next one."""
    first, last = (
        last_before(trips.pass_s, trips.pass_offsets, s, piece)
        for s in (trips.s[fix] + ROUNDING_M, trips.s[fix + 1] - ROUNDING_M)
    )
    bounds = np.column_stack([first, np.maximum(last, first) + 1]).ravel()
    return np.minimum.reduceat(np.append(trips.pass_probability, 1.0), bounds)[::2]

"""Trips between their fixes as layers: positions every so many seconds, and the ways in gaps."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import shapely

from ...utils.ragged import concatenated_ranges, last_before, offsets_of, row_of_each, runs
from ..matching.footprints import hop_at
from ..matching.gaps import gap_seconds
from ..matching.matched import MatchedTrips
from ..matching.pass_times import Paces
from ..recovery.place_times import place_times
from ..roads.network import Network
from .measured_lines import GEOMETRY, measured_lines, path_places, source_of, timestamps
from .timetable import Timetable

KMH = 3.6


def position_rows(
    trips: MatchedTrips, network: Network, paces: Paces, every_s: float, first_piece: int = 0
) -> pa.Table:
    """Each fix on its road, and between two fixes a position at least every ``every_s`` seconds.

    Args:
        trips: matched pieces with the times of their passes.
        network: the roads.
        paces: what the quantiles of times follow from.
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
    low, _, high = place_times(trips, network, paces, piece, s)
    points = shapely.points(network.locate(edge, on_edge))
    return pa.table(
        {
            "trip_id": pa.array(trips.trip_id[piece], pa.string()),
            "driver_id": pa.array(trips.driver_id[piece], pa.string()),
            "piece": first_piece + piece,
            "time": timestamps(t),
            "time_low": timestamps(np.where(is_fix, t, np.minimum(low, t))),
            "time_high": timestamps(np.where(is_fix, t, np.maximum(high, t))),
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

    A way has a row for each stretch of one probability, so that a map shows which part is certain.
    """
    piece, s, t, lon_lat = path_places(trips, network)
    moves = (np.diff(piece) == 0) & (np.diff(s) > 0)
    here, middle = piece[:-1][moves], (s[:-1] + np.diff(s) / 2)[moves]
    fix = np.full(len(moves), -1)
    fix[moves] = hop_at(trips, here, middle)
    percent = np.zeros(len(moves))
    passed = last_before(trips.pass_s, trips.pass_offsets, middle, here)
    percent[moves] = np.rint(100 * trips.pass_probability[passed])
    is_gap = moves & (gap_seconds(trips)[fix] >= min_gap_s)
    begins = (np.diff(fix, prepend=-1) != 0) | (np.diff(percent, prepend=-1) != 0)
    first, end = runs(is_gap, begins)  # of lines between two vertices
    vertex, offsets = concatenated_ranges(first, end + 1)
    own, fix = piece[first], fix[first]
    seconds, metres = t[end] - t[first], s[end] - s[first]
    return pa.table(
        {
            "trip_id": pa.array(trips.trip_id[own], pa.string()),
            "driver_id": pa.array(trips.driver_id[own], pa.string()),
            "piece": first_piece + own,
            "gap": fix - trips.offsets[own],
            "start_time": timestamps(t[first]),
            "end_time": timestamps(t[end]),
            "length_m": metres,
            "speed_kmh": np.divide(
                KMH * metres, seconds, out=np.full(len(seconds), np.nan), where=seconds > 0
            ),
            "probability": percent[first] / 100,
            GEOMETRY: measured_lines(lon_lat[vertex, 0], lon_lat[vertex, 1], t[vertex], offsets),
        }
    )

"""The trips that pass places: time, speed and path."""

from __future__ import annotations

from typing import Any

import numpy as np

from ...data.matching.footprints import hop_at
from ...data.matching.matched import MatchedTrips
from ...data.roads.network import Network
from ...data.trips.measured_lines import path_places
from ...features.location_features import LocationFeatureTable
from ...utils.arrays import FloatArray, IntArray
from ...utils.ragged import last_before, offsets_of

#: Maximum vertices of a path, and of all paths in an answer, so that it stays small.
MAX_VERTICES, MAX_OF_ALL = 100, 10_000
#: Decimals of degrees (a tenth of a metre) and of seconds.
PLACE_DECIMALS, TIME_DECIMALS = 6, 3
KMH = 3.6


def list_passes(
    table: LocationFeatureTable, network: Network, most: int
) -> list[list[dict[str, Any]]]:
    """Up to ``most`` passing trips of each location, in the order in which a model uses them.

    Args:
        table: of trips that the model may use.
        network: that they were matched to.
        most: of a location; the table has to keep as many.

    Returns:
        ``trip``, its id; ``at``, Unix seconds at the location; ``speed_kmh`` there, None where it
        is not known; ``path`` ``(n, 3)``, lon, lat and t of the vertices around it.
    """
    passes = table.passes
    kept = np.flatnonzero(np.arange(len(passes.query)) - table.first[passes.query] < most)
    rows: list[list[dict[str, Any]]] = [[] for _ in range(len(table))]
    if not len(kept):
        return rows
    driven, piece = np.unique(passes.trip[kept], return_inverse=True)
    trips = table.tokens.trips.take(driven)
    columns = (
        passes.query[kept].tolist(),
        trips.trip_id[piece],
        passes.t[kept].round(TIME_DECIMALS).tolist(),
        _speeds(trips, piece, passes.s[kept]),
        _ways(trips, network, piece, passes.t[kept]),
    )
    for row, trip, at, speed, path in zip(*columns, strict=True):
        rows[row].append({"trip": trip, "at": at, "speed_kmh": speed, "path": path})
    return rows


def _speeds(trips: MatchedTrips, piece: IntArray, s: FloatArray) -> list[float | None]:
    """Speed between the two fixes around metres ``s`` of pieces, km/h."""
    before = hop_at(trips, piece, s)
    metres, seconds = np.diff(trips.s)[before], np.diff(trips.t)[before]
    moves = seconds > 0
    speed = np.divide(KMH * metres, seconds, out=np.zeros(len(s)), where=moves).round(1)
    return [value if known else None for value, known in zip(speed.tolist(), moves, strict=True)]


def _ways(
    trips: MatchedTrips, network: Network, piece: IntArray, t: FloatArray
) -> list[FloatArray]:
    """The vertices of pieces that are nearest to their positions at times ``t``."""
    of_piece, _, times, lon_lat = path_places(trips, network)
    offsets = offsets_of(np.bincount(of_piece, minlength=len(trips)))
    vertices = np.column_stack([lon_lat.round(PLACE_DECIMALS), times.round(TIME_DECIMALS)])
    most = max(2, min(MAX_VERTICES, MAX_OF_ALL // len(piece)))
    here = last_before(times, offsets, t, piece)
    last = np.minimum(here + most // 2 + 1, offsets[piece + 1])
    first = np.maximum(last - most, offsets[piece])
    last = np.minimum(first + most, offsets[piece + 1])
    bounds = zip(first.tolist(), last.tolist(), strict=True)
    return [vertices[begin:end] for begin, end in bounds]

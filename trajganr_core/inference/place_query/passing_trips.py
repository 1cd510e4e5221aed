"""The trips that pass places: when, how fast, and along which way."""

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

__all__ = ["passes_told"]

#: Vertices of a way that is told, and of all ways in an answer, so that it stays small.
MOST_VERTICES, MOST_OF_ALL = 100, 10_000
#: Of degrees (a tenth of a metre) and of seconds.
PLACE_DECIMALS, TIME_DECIMALS = 6, 3
KMH = 3.6


def passes_told(
    table: LocationFeatureTable, network: Network, most: int
) -> list[list[dict[str, Any]]]:
    """Of each location up to ``most`` trips that pass it, those first that a model sees first.

    Args:
        table: of trips that the model may see.
        network: what they were matched to.
        most: of a location; the table has to keep as many.

    Returns:
        ``trip``, its id; ``at``, Unix seconds at the location; ``speed_kmh`` there, None where it
        is not known; ``path``, ``[lon, lat, t]`` of the vertices around it.
    """
    passes = table.passes
    told = np.flatnonzero(np.arange(len(passes.query)) - table.first[passes.query] < most)
    rows: list[list[dict[str, Any]]] = [[] for _ in range(len(table))]
    if not len(told):
        return rows
    driven, piece = np.unique(passes.trip[told], return_inverse=True)
    trips = table.tokens.trips.take(driven)
    columns = (
        passes.query[told].tolist(),
        trips.trip_id[piece],
        passes.t[told].round(TIME_DECIMALS).tolist(),
        _speeds(trips, piece, passes.s[told]),
        _ways(trips, network, piece, passes.t[told]),
    )
    for row, trip, at, speed, path in zip(*columns, strict=True):
        rows[row].append({"trip": trip, "at": at, "speed_kmh": speed, "path": path})
    return rows


def _speeds(trips: MatchedTrips, piece: IntArray, s: FloatArray) -> list[float | None]:
    """Between the two fixes around metres ``s`` of pieces, km/h."""
    before = hop_at(trips, piece, s)
    metres, seconds = np.diff(trips.s)[before], np.diff(trips.t)[before]
    known = seconds > 0
    speed = np.divide(KMH * metres, seconds, out=np.zeros(len(s)), where=known).round(1)
    return [value if told else None for value, told in zip(speed.tolist(), known, strict=True)]


def _ways(
    trips: MatchedTrips, network: Network, piece: IntArray, t: FloatArray
) -> list[list[list[float]]]:
    """The vertices of pieces that are nearest to where they are at times ``t``."""
    of_piece, times, lon_lat = path_places(trips, network)
    offsets = offsets_of(np.bincount(of_piece, minlength=len(trips)))
    vertices = np.column_stack([lon_lat.round(PLACE_DECIMALS), times.round(TIME_DECIMALS)])
    most = max(2, min(MOST_VERTICES, MOST_OF_ALL // len(piece)))
    here = last_before(times, offsets, t, piece)
    last = np.minimum(here + most // 2 + 1, offsets[piece + 1])
    first = np.maximum(last - most, offsets[piece])
    last = np.minimum(first + most, offsets[piece + 1])
    bounds = zip(first.tolist(), last.tolist(), strict=True)
    return [vertices[begin:end].tolist() for begin, end in bounds]

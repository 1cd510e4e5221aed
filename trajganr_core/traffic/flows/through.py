"""Trips that drive through chosen roads, or through some and later through others."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

import numpy as np
import pandas as pd

from ...data.bundle import Bundle
from ...data.matching.edge_passes import passes_of_edges
from ...data.passes import PassReport, PassTable, passes_of_trips
from ...utils.arrays import BoolArray, Float32Array, Int32Array, IntArray
from ...utils.ragged import concatenated_ranges


@dataclass(frozen=True)
class ThroughTrips:
    """Trips through chosen roads, and the segments on which each of them drives.

    Attributes:
        trip: ``(t,)`` number of the trip, ascending.
        driver: ``(t,)`` number of its driver.
        minute_of_week: ``(t,)`` local time at which it first drives onto the chosen roads (of trips
            through A and then B: onto A, on the way to B), minutes since the beginning of Monday.
        row, edge: ``(p,)`` row in ``trip`` and directed segment, each pair once, sorted.
    """

    trip: IntArray
    driver: Int32Array
    minute_of_week: Float32Array
    row: IntArray
    edge: IntArray

    def __len__(self) -> int:
        return len(self.trip)


def candidate_passes(
    bundle: Bundle, pieces: IntArray, through: IntArray
) -> tuple[PassTable, IntArray, PassReport]:
    """The passes of all trips that may drive through some roads.

    Args:
        bundle: has the trips.
        pieces: ``(n,)`` the matched pieces that are considered, all those of a trip.
        through: directed segments of the bundle.

    Returns:
        The passes with ``piece`` as a row of the bundle's trips; ``(pieces of the bundle,)`` the
        number of the trip of each piece; and what was left out.
    """
    trips = bundle.matched
    trip = trip_numbers(bundle)
    rows, _ = concatenated_ranges(*passes_of_edges(trips.edge_passes.first, through))
    near = np.unique(trip[np.intersect1d(trips.edge_passes.piece[rows], pieces)])
    chosen = pieces[np.isin(trip[pieces], near)]
    zone = bundle.manifest.time_zone
    table, report = passes_of_trips(trips.take(chosen), bundle.network, zone)
    table = dataclasses.replace(table, piece=chosen[table.piece].astype(np.int32))
    return table, trip, report


def trip_numbers(bundle: Bundle) -> IntArray:
    """``(n,)`` the number of the trip of each piece of a bundle."""
    return pd.factorize(bundle.matched.trip_id)[0].astype(np.int64)


def trips_through(
    table: PassTable, trip_of_piece: IntArray, through: IntArray, then: IntArray
) -> ThroughTrips:
    """The trips with a pass over one of the roads ``through``.

    If ``then`` is not empty, only trips that later pass over one of these roads.

    Args:
        table: all passes of the trips.
        trip_of_piece: the number of the trip of each piece.
        through, then: directed segments.
    """
    trip = trip_of_piece[table.piece]
    chosen = np.isin(table.edge, through)
    if len(then):
        chosen &= _goes_on(table, trip, np.isin(table.edge, then))
    rows = np.flatnonzero(chosen)
    rows = rows[np.argsort(table.enter_t[rows], kind="stable")]
    found, first = np.unique(trip[rows], return_index=True)
    first = rows[first]
    inside = np.isin(trip, found)
    pairs = np.unique(
        np.column_stack([np.searchsorted(found, trip[inside]), table.edge[inside]]), axis=0
    )
    return ThroughTrips(
        trip=found,
        driver=table.driver[first],
        minute_of_week=table.minute_of_week[first],
        row=pairs[:, 0],
        edge=pairs[:, 1],
    )


def first_and_last_fix(bundle: Bundle, trip_of_piece: IntArray, trip: IntArray) -> IntArray:
    """``(t, 2)`` indices of the first and the last matched fix of trips ``(t,)``, sorted."""
    trips = bundle.matched
    pieces = np.flatnonzero(np.isin(trip_of_piece, trip))
    row = np.searchsorted(trip, trip_of_piece[pieces])
    first, last = trips.offsets[pieces], trips.offsets[pieces + 1] - 1
    by_start = np.lexsort((trips.t[first], row))
    by_end = np.lexsort((-trips.t[last], row))
    _, begins = np.unique(row[by_start], return_index=True)
    _, ends = np.unique(row[by_end], return_index=True)
    return np.column_stack([first[by_start][begins], last[by_end][ends]])


def _goes_on(table: PassTable, trip: IntArray, is_then: BoolArray) -> BoolArray:
    """``(p,)`` whether the trip of a pass later passes over the further roads."""
    latest = np.full(int(trip.max(initial=-1)) + 1, -np.inf)
    np.maximum.at(latest, trip[is_then], table.enter_t[is_then])
    return np.asarray(table.enter_t < latest[trip])

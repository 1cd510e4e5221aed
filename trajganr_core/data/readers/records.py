"""Cutting of vehicles' continuous records into trips."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from ...contract.options.data_config import TripOptions
from ...contract.texts.text import Text
from ...utils.arrays import BoolArray
from ...utils.ragged import row_of_each, runs
from ..trips.report_gaps import is_after_gap
from ..trips.trajectories import Trajectories, is_first
from .source import Dropped

#: A gap is longer than this, seconds, unless the vehicle reports seldom.
USUAL_GAP_S = 300.0


def cuts_by_occupancy(options: TripOptions, has_occupancy: bool) -> bool:
    """Whether records are cut at changes of occupancy."""
    return has_occupancy and options.cut_by != "gap"


def how_cut(options: TripOptions, has_occupancy: bool) -> Text:
    """How records are cut, as a clause for users."""
    if cuts_by_occupancy(options, has_occupancy):
        return Text("a trip is a ride with a passenger")
    if options.trip_gap_s is None:
        return Text(
            "a trip ends at a gap of more than {seconds:g} s, or of more than three of the usual "
            "intervals of a vehicle that reports seldom",
            seconds=USUAL_GAP_S,
        )
    return Text("a trip ends at a gap of more than {seconds:g} s", seconds=options.trip_gap_s)


def cut_into_trips(
    records: Trajectories, occupied: BoolArray | None, options: TripOptions, dropped: Dropped
) -> Trajectories:
    """Cut records of vehicles into trips.

    Args:
        records: one row per vehicle, with all of its fixes in any order; times are finite.
        occupied: ``(fixes,)`` whether there is a passenger, if records are cut by occupancy: then
            trips are the rides of passengers, and fixes in between are dropped.
        options: otherwise a trip ends before a gap, see
            :func:`..trips.report_gaps.is_after_gap`.
        dropped: counts the fixes without passengers.

    Returns:
        Trips sorted by time; their ids are the vehicle's id and the time of the first fix.
    """
    order = np.lexsort((records.t, row_of_each(records.offsets)))
    records = records.in_order(order)
    begins = is_first(records)
    keep = np.ones(records.fixes, dtype=bool)
    if occupied is None:
        begins |= is_after_gap(records, options.trip_gap_s, USUAL_GAP_S)[0]
    else:
        keep = occupied[order]
        dropped[Text("fixes without a passenger")] += int((~keep).sum())
    trips = records.pieces(*runs(keep, begins))
    starts = trips.t[trips.offsets[:-1]]
    seconds = np.datetime_as_string(np.floor(starts).astype("datetime64[s]"))
    return replace(trips, trip_id=trips.driver_id + " " + seconds.astype(object) + "Z")

"""Passes of buses between consecutive stops: runs of feeds, matched to the shapes of a schedule."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
import shapely
from shapely.ops import substring

from ...contract.texts.text import Text
from ...data.readers.gtfs_rt import Runs
from ...data.readers.source import Dropped
from ...data.transit.gtfs import Schedule
from ...utils.arrays import FloatArray
from ...utils.progress import Progress
from ...utils.ragged import row_of_each
from ...utils.study_area import StudyArea
from .along_shape import follow
from .passes import Positions, Times, times_of

#: Vertices of shapes move by at most this, metres; positions × vertices of a run at most.
SIMPLIFIED_M, MOST_COMPARED = 1.0, 20_000_000
#: Shorter ways have no speed, metres; delays beyond this are of another day or trip, seconds.
SHORTEST_M, LARGEST_DELAY_S = 30.0, 7200.0
HALF_DAY_S = 43_200.0
#: Between these shares of the positions, with a margin in degrees, is the area of vehicles.
USUAL, MARGIN = (0.01, 0.99), 0.01
#: The columns of :class:`Observed` ``.passes``.
PASSES = (
    *("way", "vehicle", "t", "metres", "running_s", "error_s", "dwell_s"),
    *("left_late_s", "late_s", "change_s"),
)


@dataclass(frozen=True)
class Observed:
    """What vehicles took from a stop to the next one.

    Attributes:
        ways: ``route``, ``direction_id``, ``stop_id`` and ``next_stop_id``, a row each.
        lines: of ways, degrees.
        passes: ``way`` (its row), ``vehicle`` (or the run, if unknown), ``t`` when it left,
            ``metres``, ``running_s`` without dwell and ``error_s`` of it, ``dwell_s`` at the stop
            before, ``left_late_s`` and ``late_s`` (delays there and at the next stop) and
            ``change_s`` between them; NaN where unknown.
    """

    ways: pd.DataFrame
    lines: list[shapely.LineString]
    passes: pd.DataFrame


def observe(runs: Runs, schedule: Schedule, dropped: Dropped, progress: Progress) -> Observed:
    """The passes of runs whose trips the schedule has; ``dropped`` counts unused positions."""
    fixes = pd.Series(np.diff(runs.trips.offsets))
    trips = schedule.trips.reindex(runs.trip_id).reset_index(drop=True)
    calls = dict(iter(schedule.calls.groupby(level=0)))
    trips["stops"] = [tuple(calls[each]["stop"]) if each in calls else () for each in runs.trip_id]
    lacking = trips["stops"].str.len() < 2
    dropped[Text("positions of trips that the schedule lacks")] += int(fixes[lacking].sum())
    area = _area_of(runs)
    ways: dict[tuple[str, str, str, str], int] = {}
    lines: list[shapely.LineString] = []
    parts = [pd.DataFrame(columns=PASSES, dtype=np.float64)]
    patterns = trips[~lacking].groupby(["route", "direction", "shape", "stops"], sort=False)
    for done, ((route, direction, shape, stops), rows) in enumerate(patterns):
        progress("Following buses", done / len(patterns))
        at_stops = schedule.stops.loc[list(stops), ["lon", "lat"]].to_numpy()
        points = area.to_local(*schedule.shapes.get(shape, at_stops).T)
        line = shapely.LineString(points if len(points) > 1 else np.repeat(points, 2, axis=0))
        line = shapely.remove_repeated_points(line.simplify(SIMPLIFIED_M), 0.1)
        stop_m = _along(area.to_local(*at_stops.T), line)
        driven = runs.trips.take_trips(rows.index.to_numpy())
        places = np.split(area.to_local(driven.lon, driven.lat), driven.offsets[1:-1])
        at_m = np.concatenate([_along(each, line) for each in places])
        on = np.isfinite(at_m) & np.isfinite(stop_m).all()
        dropped[Text("positions more than 100 m from the shape, or with such a stop")] += int(
            (~on).sum()
        )
        if not on.any():
            continue
        there, run = np.unique(row_of_each(driven.offsets)[on], return_inverse=True)
        members = rows.index.to_numpy()[there]
        times = times_of(Positions(run, driven.t[on], at_m[on]), stop_m)
        due = [calls[each] for each in runs.trip_id[members]]
        late, left_late = _late(times, due, runs.start_date[members], schedule.time_zone, dropped)
        own = []
        for stop, after, from_m, to_m in zip(stops, stops[1:], stop_m, stop_m[1:], strict=False):
            own.append(ways.setdefault((route, direction, stop, after), len(ways)))
            if own[-1] == len(lines):
                part = substring(line, from_m, to_m)
                lines.append(shapely.transform(part, area.to_geographic))
        metres, vehicle = np.diff(stop_m), runs.trips.driver_id[members]
        vehicle = np.where(vehicle == "", runs.trips.trip_id[members], vehicle)
        at = run, number = np.nonzero(np.isfinite(times.running_s) & (metres > SHORTEST_M))
        found = (
            *(np.array(own)[number], vehicle[run], times.departure[at], metres[number]),
            *(times.running_s[at], times.error_s[at], times.dwell_s[at], left_late[at]),
            *(late[run, number + 1], late[run, number + 1] - left_late[at]),
        )
        parts.append(pd.DataFrame(dict(zip(PASSES, found, strict=True))))
    names = ["route", "direction_id", "stop_id", "next_stop_id"]
    passes = pd.concat(parts, ignore_index=True)
    return Observed(pd.DataFrame(list(ways), columns=names), lines, passes)


def _area_of(runs: Runs) -> StudyArea:
    """Where vehicles drive, whatever a few positions and the schedule's stops say."""
    places = np.column_stack([runs.trips.lon, runs.trips.lat])
    low, high = np.quantile(places, USUAL, axis=0)
    (west, south), (east, north) = (
        np.clip(each, (-180, -90), (180, 90)).tolist() for each in (low - MARGIN, high + MARGIN)
    )
    return StudyArea(west, south, east, north)


def _along(xy: FloatArray, line: shapely.LineString) -> FloatArray:
    """Metres along a line; NaN off it, of a point, and for more positions than can be compared."""
    vertices = shapely.get_coordinates(line)
    if not line.length or len(xy) * len(vertices) > MOST_COMPARED:
        return np.full(len(xy), np.nan)
    return follow(*xy.T, *vertices.T)


def _late(
    times: Times, due: list[pd.DataFrame], start_date: object, zone: str, dropped: Dropped
) -> tuple[FloatArray, FloatArray]:
    """Delays of arrivals and departures ``(runs, m)``; NaN where unknown."""
    arrival, departure = (
        np.array([rows[name] for rows in due]) for name in ("arrival_s", "departure_s")
    )
    date = pd.to_datetime(pd.Series(start_date), format="%Y%m%d", errors="coerce")
    # Without a date it is the day whose times are nearest.
    noon_s = pd.DataFrame(times.arrival - arrival).median(axis=1).fillna(0.0) + HALF_DAY_S
    guessed = pd.to_datetime(noon_s, unit="s", utc=True).dt.tz_convert(zone).dt.tz_localize(None)
    noon = date.fillna(guessed.dt.normalize()) + pd.Timedelta(hours=12)
    utc = noon.dt.tz_localize(zone).dt.tz_convert("UTC").dt.tz_localize(None)
    start = utc.to_numpy().astype("datetime64[s]").astype(np.float64)[:, None] - HALF_DAY_S
    late, left_late = times.arrival - start - arrival, times.departure - start - departure
    wrong = np.abs(late) > LARGEST_DELAY_S
    dropped[Text("delays of more than two hours")] += int(wrong.sum())
    late[wrong] = left_late[wrong] = np.nan
    return late, left_late

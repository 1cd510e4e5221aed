"""Counts of vehicles from a table or layer of counting stations.

A row has

- a place: a point in any CRS, ``lon`` and ``lat``, or a directed segment in ``edge``;
- a direction, unless the segment says it: degrees clockwise from north, a compass word such as
  ``NE``, or ``both``; without one, all vehicles on the road were counted;
- a period: ``begin`` and ``end``, a ``date``, or none for an average day; and, within it, times of
  the week in ``time_set``, such as ``Mon-Fri 07:00-09:00``;
- ``vehicles``, or vehicles on an average day, such as ``aadt``.

Rows of the same station, segments and hours of the week are summed: a year of hours has 168.
"""

from __future__ import annotations

import logging
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pandas as pd

from ...contract.errors import Code, TrajganrError
from ...contract.texts.text import Text
from ...utils.arrays import FloatArray, IntArray, TextArray
from ...utils.columns import Columns
from ...utils.remarks import left_out
from ...utils.study_area import StudyArea
from ..roads.network import Network, road_of_edge
from .counts import Counts
from .periods import hours_of_rows
from .snapping import MAX_DEG, MAX_M, Snapped, snap, stated_segments
from .table import CountRows, read_rows

log = logging.getLogger(__name__)

#: More vehicles in an hour are on no road of ten lanes.
MAX_PER_HOUR = 25_000
#: Most counts after summing.
MAX_COUNTS = 100_000

NO_ROAD = Text(
    "farther than {m:.0f} m from a road that leads within {deg:.0f}° of their direction",
    m=MAX_M,
    deg=MAX_DEG,
)
NO_SEGMENT = Text("whose segment is not in this study area, or not where they are")
TOO_MANY = Text("of more than {n:,} vehicles an hour", n=MAX_PER_HOUR)
NO_TIME = Text("whose period has none of their times of the week")


@dataclass(frozen=True)
class Places(Columns):
    """Where the vehicles of stations were counted: a row for each station and direction.

    Attributes:
        station: ``(p,)`` number of the station.
        edge: ``(p, 2)`` as :class:`.Counts` has it.
        lon, lat: ``(p,)`` degrees; NaN where only the segment was stated.
        metres, degrees: ``(p,)`` as :class:`.Snapped` has them.
    """

    station: IntArray
    edge: IntArray
    lon: FloatArray
    lat: FloatArray
    metres: FloatArray
    degrees: FloatArray


@dataclass(frozen=True)
class CountReport:
    """What was snapped where, and what was left out.

    Attributes:
        name: ``(S,)`` of stations; those without one have a number.
        places: of stations and directions.
        rows: of the file, that were used.
        remarks: sentences about what was left out.
    """

    name: TextArray
    places: Places
    rows: int
    remarks: list[Text]


def read_counts(
    path: Path, network: Network, area: StudyArea, time_zone: str, vehicles_field: str = ""
) -> tuple[Counts, CountReport]:
    """Counts of vehicles on directed segments.

    Args:
        path: a CSV, a Parquet table, or any layer that GDAL reads.
        network, area: the roads.
        time_zone: IANA name of that of the area, and of times without a zone.
        vehicles_field: the column with the vehicles; found by its name if empty.

    Raises:
        TrajganrError: ``INPUT.NOT_FOUND``; ``INPUT.EMPTY``, also without a station on the roads;
            ``INPUT.FORMAT`` for a damaged or too large file, or if more than half of the rows
            cannot be read for one reason; ``INPUT.FIELD`` for a missing column, codes in place of
            directions, a wrong time set or a period that is counted twice; ``INPUT.GEOMETRY`` for
            a layer without points; ``INPUT.CRS``; ``INPUT.TIME``.
    """
    unread: Counter[Text] = Counter()
    rows = read_rows(path, time_zone, vehicles_field, unread)
    hours, period = hours_of_rows(rows, time_zone, path.name)
    dropped: Counter[Text] = Counter()
    name, places, place = _places(network, area, rows, dropped)
    counted_h = hours.sum(axis=1)[period]
    wrong = {
        NO_TIME: counted_h <= 0,
        TOO_MANY: rows.vehicles > MAX_PER_HOUR * counted_h,
    }
    used = place >= 0
    for reason, is_wrong in wrong.items():
        dropped[reason] += int((used & is_wrong).sum())
        used &= ~is_wrong
    remarks = [
        *(Text("Left out {n:,} {what}.", n=n, what=why) for why, n in (+unread).items()),
        *left_out(dropped, "counts"),
    ]
    if not used.any():
        raise TrajganrError(
            Code.INPUT_EMPTY,
            "{path} has no count that can be used ({dropped}).",
            "Check the places, the directions and the CRS of the stations, and the study area.",
            path=path.name,
            dropped=", ".join(f"{n:,} {why}" for why, n in (+dropped).items()),
        )
    rows, period, place = rows.take(used), period[used], place[used]
    kept, place = np.unique(place, return_inverse=True)
    places = places.take(kept)
    names, station = np.unique(places.station, return_inverse=True)
    places = replace(places, station=station)
    report = CountReport(name[names], places, len(rows), remarks)
    _refuse_repeated(rows, period, place, report, path.name)
    for line in remarks:
        log.warning("%s: %s", path.name, line)
    return _summed(rows.vehicles, hours, period, places, place, path.name), report


def _places(
    network: Network, area: StudyArea, rows: CountRows, dropped: Counter[Text]
) -> tuple[TextArray, Places, IntArray]:
    """Names of stations, the places of rows, and the number ``(n,)`` of each row's, -1 for none."""
    stated = pd.DataFrame(
        {name: getattr(rows, name) for name in ("name", "lon", "lat", "edge", "direction")}
    )
    group = stated.groupby(list(stated), dropna=False, sort=False).ngroup().to_numpy()
    first = np.unique(group, return_index=True)[1]
    own = rows.take(first)
    if (own.edge >= 0).any():
        snapped, reason = stated_segments(network, area, own), NO_SEGMENT
    else:
        snapped, reason = snap(network, area, own.lon, own.lat, own.direction), NO_ROAD
    is_placed = snapped.edge[:, 0] >= 0
    dropped[reason] += int((~is_placed[group]).sum())
    name, station = _stations(network, own, snapped)
    # Places of one station on the same segments are one.
    keys = np.column_stack([station, snapped.edge])
    keys[~is_placed] = -1
    kept, chosen, number = np.unique(keys, axis=0, return_index=True, return_inverse=True)
    places = Places(station, snapped.edge, own.lon, own.lat, snapped.metres, snapped.degrees)
    is_none = kept[:, 0] < 0
    shift = int(is_none.any())
    return name, places.take(chosen[~is_none]), number.reshape(-1)[group] - shift


def _stations(network: Network, rows: CountRows, snapped: Snapped) -> tuple[TextArray, IntArray]:
    """Names of stations, and the number ``(n,)`` of the station of each place.

    Those without a name are one where they have the same coordinates, or else the same road.
    """
    road = np.append(road_of_edge(network), -1)[snapped.edge[:, 0]]
    where = pd.DataFrame({"name": rows.name, "lon": rows.lon, "lat": rows.lat, "road": road})
    has_name = rows.name != ""
    where.loc[has_name, ["lon", "lat", "road"]] = 0
    where.loc[~has_name & np.isfinite(rows.lon), "road"] = 0
    number = where.groupby(list(where), dropna=False, sort=False).ngroup().to_numpy()
    first = np.unique(number, return_index=True)[1]
    given = rows.name[first]
    return np.where(given == "", (1 + np.arange(len(first))).astype(str), given), number


def _refuse_repeated(
    rows: CountRows, period: IntArray, place: IntArray, report: CountReport, where: str
) -> None:
    """Refuse two counts of the same vehicles."""
    keys = np.column_stack([place, period, np.nan_to_num(rows.begin)])
    _, first, number, times = np.unique(
        keys, axis=0, return_index=True, return_inverse=True, return_counts=True
    )
    number = number.reshape(-1)
    repeated = np.flatnonzero(first[number] != np.arange(len(rows)))
    if not len(repeated):
        return
    again, one = int(repeated[0]), int(first[number[repeated[0]]])
    raise TrajganrError(
        Code.INPUT_FIELD,
        "{where}: station {name} is counted {n:,} times in the same direction at the same time, "
        "such as {one:,} and {other:,} vehicles.",
        "Sum the vehicles of lanes and classes, name each station in the column station, and state "
        "directions that differ.",
        where=where,
        name=str(report.name[report.places.station[place[again]]]),
        n=int(times[number[again]]),
        one=float(rows.vehicles[one]),
        other=float(rows.vehicles[again]),
    )


def _summed(
    vehicles: FloatArray,
    hours: FloatArray,
    period: IntArray,
    places: Places,
    place: IntArray,
    where: str,
) -> Counts:
    """Counts of the same place and hours of the week are one."""
    keys = np.column_stack([place, period])
    unique, number, times = np.unique(keys, axis=0, return_inverse=True, return_counts=True)
    if len(unique) > MAX_COUNTS:
        raise TrajganrError(
            Code.INPUT_FORMAT,
            "{path} has {n:,} counts of different stations and times of the week; {most:,} are "
            "possible.",
            "Use a part of the stations, or sum the vehicles of longer periods.",
            path=where,
            n=len(unique),
            most=MAX_COUNTS,
        )
    return Counts(
        station=places.station[unique[:, 0]],
        edge=places.edge[unique[:, 0]],
        hours=hours[unique[:, 1]] * times[:, None],
        vehicles=np.bincount(number.reshape(-1), vehicles).astype(np.float64),
    )

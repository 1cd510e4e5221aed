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
from .snapping import MAX_DEG, MAX_M, snap
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
    """Where vehicles were counted: a row for each station and direction.

    Attributes:
        station: ``(p,)`` number of the station.
        edge: ``(p, 2)`` as :class:`.Counts` has it.
        lon, lat: ``(p,)`` degrees; NaN where only the segment was stated.
        metres: ``(p,)`` from the place to the segment.
        degrees: ``(p,)`` between the stated direction and the segment's; NaN if none is stated.
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
        name: ``(S,)`` of stations; those without a name have their place or segment.
        places: of stations and directions.
        remarks: sentences about what was left out.
    """

    name: TextArray
    places: Places
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
            directions, a wrong time set or a period that is counted twice; ``INPUT.CRS``;
            ``INPUT.TIME``.
    """
    unread, dropped = Counter[Text](), Counter[Text]()
    rows = read_rows(path, time_zone, vehicles_field, unread)
    hours, period = hours_of_rows(rows, time_zone, path.name)
    name, places, place = _places(network, area, rows, dropped, path.name)
    used, length_h = place >= 0, hours.sum(axis=1)[period]
    for reason, is_wrong in (
        (NO_TIME, length_h <= 0),
        (TOO_MANY, rows.vehicles > MAX_PER_HOUR * length_h),
    ):
        dropped[reason] += int((used & is_wrong).sum())
        used &= ~is_wrong
    if not used.any():
        raise TrajganrError(
            Code.INPUT_EMPTY,
            "{path} has no count that can be used ({dropped}).",
            "Check the places, the directions and the CRS of the stations, and the study area.",
            path=path.name,
            dropped=", ".join(f"{n:,} {why}" for why, n in (+dropped).items()),
        )
    remarks = [
        *(Text("Left out {n:,} {what}.", n=n, what=why) for why, n in (+unread).items()),
        *left_out(dropped, "counts"),
    ]
    for line in remarks:
        log.warning("%s: %s", path.name, line)
    # Only stations and directions that are left have a number.
    kept, place = np.unique(place[used], return_inverse=True)
    names, station = np.unique(places.station[kept], return_inverse=True)
    report = CountReport(name[names], replace(places.take(kept), station=station), remarks)
    return _summed(rows.take(used), hours, period[used], report, place, path.name), report


def _places(
    network: Network, area: StudyArea, rows: CountRows, dropped: Counter[Text], where: str
) -> tuple[TextArray, Places, IntArray]:
    """Names of stations, the places of rows, and the number ``(n,)`` of each row's, -1 for none."""
    stated = ("name", "lon", "lat", "edge", "direction")
    frame = pd.DataFrame({name: getattr(rows, name) for name in stated})
    group = frame.groupby(list(stated), dropna=False, sort=False).ngroup().to_numpy()
    own = rows.take(np.unique(group, return_index=True)[1])
    _refuse_many(len(own), where)
    edge, metres, turned = snap(network, area, own)
    is_placed = edge[:, 0] >= 0
    reason = NO_SEGMENT if (own.edge >= 0).any() else NO_ROAD
    dropped[reason] += int((~is_placed[group]).sum())
    # Without a name, what is counted at one place or on one road is a station.
    road = road_of_edge(network)[edge[:, 0]]
    places = zip(own.name, own.lon, own.lat, road, strict=True)
    name = [n or (f"{r}" if np.isnan(x) else f"{x:.5f}, {y:.5f}") for n, x, y, r in places]
    station, names = pd.factorize(np.array(name, dtype=object))
    keys = pd.DataFrame(np.column_stack([station, edge]))[is_placed]
    number = np.full(len(own), -1)
    number[is_placed] = keys.groupby(list(keys), sort=False).ngroup()
    first = np.unique(number[is_placed], return_index=True)[1]
    found = Places(station, edge, own.lon, own.lat, metres, turned)
    return names, found.take(is_placed).take(first), number[group]


def _summed(
    rows: CountRows,
    hours: FloatArray,
    period: IntArray,
    report: CountReport,
    place: IntArray,
    where: str,
) -> Counts:
    """Counts of the same place and hours of the week are one, unless it is the same time."""
    again = pd.DataFrame({"a": place, "b": period, "c": rows.begin}).duplicated().to_numpy()
    if again.any():
        raise TrajganrError(
            Code.INPUT_FIELD,
            "{where}: station {name} is counted twice in the same direction at the same time.",
            "Sum the vehicles of lanes and classes, name each station in the column station, and "
            "state directions that differ.",
            where=where,
            name=str(report.name[report.places.station[place[np.argmax(again)]]]),
        )
    keys = np.column_stack([place, period])
    unique, number, times = np.unique(keys, axis=0, return_inverse=True, return_counts=True)
    _refuse_many(len(unique), where)
    return Counts(
        station=report.places.station[unique[:, 0]],
        edge=report.places.edge[unique[:, 0]],
        hours=hours[unique[:, 1]] * times[:, None],
        vehicles=np.bincount(number.reshape(-1), rows.vehicles).astype(np.float64),
    )


def _refuse_many(counts: int, where: str) -> None:
    if counts > MAX_COUNTS:
        raise TrajganrError(
            Code.INPUT_FORMAT,
            "{where} has more than {most:,} counts of different stations and times of the week.",
            "Sum the vehicles of short periods, or use a part of the stations.",
            where=where,
            most=MAX_COUNTS,
        )

"""Counts of vehicles from a table or layer of counting stations, on directed segments.

:data:`.NAMES` has the columns of a row: place or segment, direction, period, vehicles. Rows of the
same station, segments and hours of the week are summed: a year of hours has 168.

A station is snapped to the road that is near and leads into its direction: the metres from it and
the degrees between them add up to a cost, as in map matching. Without a direction, all vehicles on
the nearest road were counted: those of both directions, unless it is one-way.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd
import shapely

from ...contract.errors import Code, TrajganrError
from ...contract.texts.text import Text
from ...utils.arrays import FloatArray
from ...utils.remarks import left_out
from ...utils.study_area import StudyArea
from ..roads.network import Network, headings, road_of_edge
from .counts import Counts
from .table import BOTH, UNSTATED, hours_of_rows, read_rows, refuse_many

#: A station is at most so far from its road, metres, and from its direction, degrees: a compass
#: word is up to 22.5° from what it means, and a road bends.
MAX_M, MAX_DEG = 50.0, 60.0
#: Degrees that cost as much as a metre.
DEG_OF_A_METRE = 3.0
#: The two carriageways of a road are opposite up to so many degrees.
OPPOSITE_DEG = 30.0
#: More vehicles in an hour are on no road of ten lanes.
MAX_PER_HOUR = 25_000
#: Most stations and directions, and most counts after summing.
MAX_COUNTS = 100_000

#: Why counts are left out.
NO_ROAD = Text(
    "farther than {m:.0f} m from a road that leads within {deg:.0f}° of their direction",
    m=MAX_M,
    deg=MAX_DEG,
)
NO_SEGMENT = Text("whose segment is not in this study area, or not where they are")
TOO_MANY = Text("of more than {n:,} vehicles an hour", n=MAX_PER_HOUR)
NO_TIME = Text("whose period has none of their times of the week")
PLACE = ["name", "lon", "lat", "edge", "direction"]
SEGMENTS = ["name", "edge", "other_edge"]


class CountReport(NamedTuple):
    """What was left out, and a row for each station and direction: what was snapped where.

    ``station`` is a number; ``name`` the place or road where none is stated; ``lon`` and ``lat``
    are NaN where only the segment is; ``metres`` and ``degrees`` are those of :func:`snap`.
    """

    places: pd.DataFrame
    remarks: list[Text]


def read_counts(
    path: Path, network: Network, area: StudyArea, time_zone: str
) -> tuple[Counts, CountReport]:
    """Counts of vehicles on directed segments.

    Args:
        path: a CSV, a Parquet table, or any layer that GDAL reads.
        network, area: the roads.
        time_zone: IANA name, also of times without a zone.

    Raises:
        TrajganrError: ``INPUT.NOT_FOUND``; ``INPUT.EMPTY``, also without a station on the roads;
            ``INPUT.FORMAT``, also if most rows cannot be read; ``INPUT.FIELD``, also for a time
            that is counted twice; ``INPUT.CRS``; ``INPUT.TIME``.
    """
    unread, dropped = Counter[Text](), Counter[Text]()
    rows = read_rows(path, time_zone, unread)
    hours, rows["period"] = hours_of_rows(rows, time_zone, path.name)
    rows["at"] = rows.groupby(PLACE, dropna=False, sort=False).ngroup()
    has_segments = bool((rows["edge"] >= 0).any())
    places = _snapped(network, area, rows.drop_duplicates("at")[PLACE], path.name)
    rows = rows[["vehicles", "begin", "period", "at"]].join(places, on="at")
    length_h = hours.sum(axis=1)[rows["period"]]
    used = np.ones(len(rows), dtype=bool)
    for reason, is_wrong in {
        NO_SEGMENT if has_segments else NO_ROAD: rows["edge"] < 0,
        NO_TIME: length_h <= 0,
        TOO_MANY: rows["vehicles"] > MAX_PER_HOUR * length_h,
    }.items():
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
    remarks = [Text("Left out {n:,} {what}.", n=n, what=why) for why, n in (+unread).items()]
    remarks += left_out(dropped, "counts")
    counts, places = _summed(rows[used].reset_index(drop=True), hours, path.name)
    return counts, CountReport(places, remarks)


def _snapped(network: Network, area: StudyArea, places: pd.DataFrame, where: str) -> pd.DataFrame:
    """Places with their segments; without a name, one place or one road is a station."""
    refuse_many(len(places), MAX_COUNTS, where)
    found = snap(network, area, places)
    road = road_of_edge(network)[found["edge"]]
    stated = zip(places["name"], places["lon"], places["lat"], road, strict=True)
    name = [n or (f"{r}" if np.isnan(x) else f"{x:.5f}, {y:.5f}") for n, x, y, r in stated]
    return found.assign(name=name, lon=places["lon"].to_numpy(), lat=places["lat"].to_numpy())


def snap(network: Network, area: StudyArea, places: pd.DataFrame) -> pd.DataFrame:
    """The segments of places ``(n,)`` of :func:`.read_rows`: stated, or near them.

    Returns:
        ``edge``, the directed segment, and ``other_edge`` that is counted with it, -1 for none;
        ``metres`` between the place and the segment; ``degrees`` between the stated direction and
        the segment's, NaN if none is stated.
    """
    lines = network.local_lines(area)
    lon, stated, direction = (places[each].to_numpy() for each in ("lon", "edge", "direction"))
    xy = area.to_local(lon, places["lat"].to_numpy())
    points, is_stated = shapely.points(np.nan_to_num(xy, posinf=0.0)), stated >= 0
    if is_stated.any():
        place = np.flatnonzero(is_stated & (stated < len(network)))
        edge = stated[place]
    else:
        place, edge = shapely.STRtree(lines).query(points, predicate="dwithin", distance=MAX_M)
    at_m = shapely.line_locate_point(lines[edge], points[place])
    east, north = headings(lines[edge], at_m).reshape(-1, 2).T
    bearing = np.degrees(np.arctan2(east, north))
    metres = np.where(np.isnan(lon[place]), 0.0, shapely.distance(lines[edge], points[place]))
    has_bearing = (direction[place] >= 0) & ~is_stated[place]
    off = np.where(has_bearing, _between(bearing, direction[place]), np.nan)
    near = pd.DataFrame(
        {"place": place, "edge": edge, "bearing": bearing, "metres": metres, "degrees": off}
    )
    near["cost"] = metres + np.nan_to_num(off) / DEG_OF_A_METRE
    near = near[metres <= MAX_M]
    best = near[~(near["degrees"] > MAX_DEG)].sort_values(["cost", "edge"])
    found = best.drop_duplicates("place").set_index("place").reindex(range(len(places)))
    own = found["edge"].fillna(-1).to_numpy(dtype=np.int64)
    is_both = (direction == BOTH) | ((direction == UNSTATED) & ~is_stated)
    other = np.where(is_both & (own >= 0), network.reverse[own], -1)
    # Of a divided road, both directions are two one-way roads.
    is_divided = (direction == BOTH) & (own >= 0) & (other < 0)
    pairs = near.merge(found[is_divided].rename_axis("place"), on="place", suffixes=("", "_own"))
    is_opposite = _between(pairs["bearing"], pairs["bearing_own"] + 180) <= OPPOSITE_DEG
    is_alike = network.highway[pairs["edge"]] == network.highway[own[pairs["place"]]]
    across = pairs[is_opposite & is_alike].sort_values("metres").drop_duplicates("place")
    other[across["place"]] = across["edge"]
    columns = {"edge": own, "other_edge": other, "metres": found["metres"]}
    return pd.DataFrame(columns | {"degrees": found["degrees"]})


def _between(one: FloatArray | pd.Series, other: FloatArray | pd.Series) -> FloatArray:
    """Degrees between bearings, 0 to 180."""
    return np.abs((one - other + 180) % 360 - 180)


def _summed(rows: pd.DataFrame, hours: np.ndarray, where: str) -> tuple[Counts, pd.DataFrame]:
    """Counts of the same place and hours of the week are one, unless it is the same time."""
    rows["place"] = rows.groupby(SEGMENTS, sort=False).ngroup()
    again = rows.duplicated(["place", "period", "begin"])
    if again.any():
        raise TrajganrError(
            Code.INPUT_FIELD,
            "{where}: station {name} is counted twice in the same direction at the same time.",
            "Sum the vehicles of lanes and classes, name each station in the column station, and "
            "state directions that differ.",
            where=where,
            name=str(rows["name"][again].iloc[0]),
        )
    places = rows.drop_duplicates("place").reset_index(drop=True)
    places["station"] = pd.factorize(places["name"])[0]
    of = rows.groupby(["place", "period"])["vehicles"].agg(["sum", "size"]).reset_index()
    refuse_many(len(of), MAX_COUNTS, where)
    counts = Counts(
        station=places["station"].to_numpy()[of["place"]],
        edge=places[["edge", "other_edge"]].to_numpy()[of["place"]],
        hours=hours[of["period"]] * of[["size"]].to_numpy(),
        vehicles=of["sum"].to_numpy(dtype=np.float64),
    )
    return counts, places.drop(columns=["vehicles", "begin", "period", "at", "place"])

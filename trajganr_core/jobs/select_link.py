"""Select link: the trips through chosen roads, as layers.

The layers are the other roads on which these trips drive, the cells in which they begin and end,
and the hours at which they drive through. A trip is on a road if it has a pass that *observed
traffic* would count too (:mod:`~..data.passes`). It counts in the time sets, and in the hour, in
which it first drives onto the chosen roads.
:mod:`~..traffic.privacy` says which rows of each layer are published, beside the number of trips at
each time. The hours are the whole week's; their shares are those of the trips in the rows
published.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import numpy as np

from ..contract.errors import Code, TrajganrError
from ..contract.kinds.select_link import ENDS, FlowTimeSet, SelectLinkParams, SelectLinkResult
from ..contract.layers.road_times import DAY_TYPES, HOURS, hour_of
from ..contract.options.time_sets import MINUTES_PER_DAY
from ..contract.texts.text import Text
from ..data.bundle import Bundle
from ..data.local_time import MINUTES_PER_HOUR, are_in, times_of_week
from ..data.pass_shares import remarks_on_passes
from ..data.roads.columns import road_columns
from ..traffic.flows.cells import cell_squares, cells_of
from ..traffic.flows.through import (
    ThroughTrips,
    candidate_passes,
    first_and_last_fix,
    trips_through,
)
from ..traffic.privacy import published_roads, published_shares, published_time_sets
from ..traffic.published_layers import (
    DECIMALS,
    Asked,
    Rows,
    count_published,
    layer_metadata,
    withheld_remark,
    write_layers,
)
from ..utils.arrays import BoolArray, Float32Array, IntArray
from ..utils.progress import Progress
from ..utils.remarks import days_of
from ..utils.study_area import GEOGRAPHIC

#: Values of the column ``chosen`` of the chosen roads; it is empty for the others.
THROUGH, THEN = "through", "then"
#: Segments that are named in a message.
MAX_NAMED = 10
#: The first day of a weekend, Monday is 0.
SATURDAY = 5


@dataclass(frozen=True)
class _Selection:
    """What all layers are made of.

    Attributes:
        asked: has the bundle, the chosen side and the time sets.
        found: the trips through the roads.
        inside: ``(t, s)`` which trips are counted in each time set: none of a set if their number
            is not published.
    """

    asked: Asked
    found: ThroughTrips
    inside: BoolArray


def run(params: SelectLinkParams, out: Path, progress: Progress) -> SelectLinkResult:
    """Write ``select_link.gpkg`` into the folder ``out``.

    Raises:
        TrajganrError: as :meth:`~..data.bundle.Bundle.load`; ``INPUT.FIELD`` for no segment or one
            that the bundle does not have; ``INPUT.EMPTY`` when no trip drives through the roads at
            these times, or only trips of fewer drivers than the minimum.
    """
    asked = Asked.of(params)
    through, then = (_known(asked.bundle, edges) for edges in (params.through, params.then))
    if not len(through):
        raise TrajganrError(
            Code.INPUT_FIELD, "No road is chosen.", "Choose at least one directed segment."
        )
    progress("Finding trips", 0.0)
    table, trip_of_piece, report = candidate_passes(asked.bundle, asked.pieces, through)
    found = trips_through(table, trip_of_piece, through, then)
    at_time = are_in(asked.time_sets, found.minute_of_week)
    hours_of_day = [hour_of(day, hour) for day in DAY_TYPES for hour in range(HOURS)]
    (published,) = published_time_sets(
        *(np.zeros(len(found), dtype=np.int64), found.driver, found.minute_of_week),
        *([*asked.time_sets, *hours_of_day], asked.min_drivers),
        places=1,
        first=len(asked.time_sets),
    )
    of_sets, of_hours = np.split(published, [len(asked.time_sets)])
    selection = _Selection(asked, found, at_time & of_sets)
    _refuse_nothing(selection, at_time, through, then)
    progress("Counting trips", 0.5)
    roads = _roads(selection, through, then)
    ends = _ends(selection, trip_of_piece, params.cell_m)
    days = _days(asked)
    hours = _hours(selection, of_hours, days)
    remarks = asked.published(
        [
            *report.lines(),
            *remarks_on_passes(asked.bundle.manifest),
            *_remarks_on_times(selection, at_time, days),
            withheld_remark(
                asked.min_drivers, segments=roads.tally, cells=ends.tally, hours=hours.tally
            ),
        ],
        f"{through.tolist()}, {then.tolist()}",
    )
    progress("Writing the layers", 0.9)
    _write(asked, roads, ends, hours, out / SelectLinkResult.FILE)
    return SelectLinkResult(
        files=(SelectLinkResult.FILE,),
        counts={
            "trips": int(selection.inside.any(axis=1).sum()),
            "roads": len(roads.frame),
            "cells": len(ends.frame),
            "hours": len(hours.frame),
            "withheld_rows": sum((*roads.withheld, *ends.withheld, *hours.withheld)),
        },
        time_sets=tuple(
            FlowTimeSet(name=each.name, trips=trips, rows=roads.at(each), withheld=withheld)
            for each, trips, withheld in zip(
                asked.time_sets, selection.inside.sum(axis=0).tolist(), roads.withheld, strict=True
            )
        ),
        remarks=remarks,
        **asked.facts,
    )


def _known(bundle: Bundle, edges: Sequence[int]) -> IntArray:
    """Directed segments, each once, which the bundle has."""
    unknown = sorted(edge for edge in edges if not 0 <= edge < len(bundle.network))
    if unknown:
        raise TrajganrError(
            Code.INPUT_FIELD,
            "The bundle has no directed segment {edges}; its segments are 0 to {last}.",
            "Choose ids from the column edge of a layer of this bundle's roads.",
            edges=", ".join(map(str, unknown[:MAX_NAMED])),
            last=len(bundle.network) - 1,
        )
    return np.unique(np.array(edges, dtype=np.int64))


def _refuse_nothing(
    selection: _Selection, at_time: BoolArray, through: IntArray, then: IntArray
) -> None:
    """Refuse a result without any trip that may be shown."""
    if selection.inside.any():
        return
    if not len(selection.found):
        raise TrajganrError(
            Code.INPUT_EMPTY,
            "No trip drives over the segments {through} and later over {then}."
            if len(then)
            else "No trip drives over the segments {through}.",
            "Check the direction and the order of the segments, or choose more of them.",
            through=_named(through),
            then=_named(then),
        )
    asked = selection.asked
    if not at_time.any():
        raise TrajganrError(
            Code.INPUT_EMPTY,
            "No trip drives through the chosen roads in the time set {times}.",
            "Choose other times of the week or other trips.",
            times=asked.times,
        )
    raise TrajganrError(
        Code.INPUT_EMPTY,
        "Trips of fewer than {least} drivers drive through the chosen roads in the time set "
        "{times}.",
        "Choose longer times of the week or more roads, add trips of more drivers, or lower the "
        "minimum number of drivers.",
        least=asked.min_drivers,
        times=asked.times,
    )


def _named(edges: IntArray) -> str:
    more = " …" if len(edges) > MAX_NAMED else ""
    return ", ".join(map(str, edges[:MAX_NAMED].tolist())) + more


def _roads(selection: _Selection, through: IntArray, then: IntArray) -> Rows:
    """A row for each time set and directed segment that is published."""
    asked, found, inside = selection.asked, selection.found, selection.inside
    edges, road = np.unique(found.edge, return_inverse=True)
    published = published_roads(
        *(found.row, road, found.driver, inside, asked.min_drivers), roads=len(edges)
    )
    parts = []
    for time_set, of_set, may in zip(asked.time_sets, inside.T, published.T, strict=True):
        counts = count_published(
            *(road, found.driver[found.row], of_set[found.row], may, int(of_set.sum()))
        )
        edge = edges[counts.place]
        chosen = np.full(len(edge), None, dtype=object)
        chosen[np.isin(edge, then)] = THEN
        chosen[np.isin(edge, through)] = THROUGH
        columns = {
            **road_columns(asked.bundle.network, edge),
            "time_set": time_set.name,
            "chosen": chosen,
            **counts.columns,
        }
        parts.append((columns, counts.withheld))
    return Rows.of(*parts)


def _ends(selection: _Selection, trip_of_piece: IntArray, cell_m: float) -> Rows:
    """A row for each time set and cell in which trips begin, or end, that is published."""
    asked, found, inside = selection.asked, selection.found, selection.inside
    area, trips = asked.bundle.area, asked.bundle.matched
    parts = []
    for end, at in zip(
        ENDS, first_and_last_fix(asked.bundle, trip_of_piece, found.trip).T, strict=True
    ):
        cells, cell = cells_of(area.to_local(trips.lon[at], trips.lat[at]), cell_m)
        published = published_shares(
            cell, found.driver, inside, asked.min_drivers, places=len(cells)
        )
        of_end = []
        for time_set, of_set, may in zip(asked.time_sets, inside.T, published.T, strict=True):
            counts = count_published(cell, found.driver, of_set, may, int(of_set.sum()))
            columns = {
                "time_set": time_set.name,
                "end": end,
                **counts.columns,
                "geometry": cell_squares(cells[counts.place], cell_m, area),
            }
            of_end.append((columns, counts.withheld))
        parts.append(of_end)
    return Rows.of(*(part for of_time in zip(*parts, strict=True) for part in of_time))


def _hours(selection: _Selection, published: BoolArray, days: tuple[int, int]) -> Rows:
    """A row for each hour of weekdays and weekends, over the whole week, that is published.

    Args:
        published: ``(48,)`` which hours of a weekday and of a weekend day are.
        days: as :func:`_days` returns them.
    """
    found = selection.found
    hour = (found.minute_of_week % MINUTES_PER_DAY // MINUTES_PER_HOUR).astype(np.int64)
    group = _is_weekend(found.minute_of_week) * HOURS + hour
    counts = count_published(group, found.driver, np.ones(len(found), dtype=bool), published)
    kind = counts.place // HOURS
    columns = {
        "day": np.array(list(DAY_TYPES), dtype=object)[kind],
        "hour": counts.place % HOURS,
        **counts.columns,
        "trips_per_day": (counts.columns["trip_count"] / np.array(days)[kind]).round(DECIMALS),
    }
    return Rows.of((columns, counts.withheld))


def _days(asked: Asked) -> tuple[int, int]:
    """On how many weekdays, and days of weekends, trips of the chosen side begin."""
    trips = asked.bundle.matched
    begins = trips.t[trips.offsets[asked.pieces]]
    minute, day = times_of_week(begins, asked.bundle.manifest.time_zone)
    weekend = _is_weekend(minute)
    return len(np.unique(day[~weekend])), len(np.unique(day[weekend]))


def _is_weekend(minute_of_week: Float32Array) -> BoolArray:
    return np.asarray(minute_of_week >= SATURDAY * MINUTES_PER_DAY)


def _write(asked: Asked, roads: Rows, ends: Rows, hours: Rows, out: Path) -> None:
    """Write the three layers."""
    bundle = asked.bundle
    lines = bundle.network.lines[roads.frame["edge"].to_numpy()]
    drawn = gpd.GeoDataFrame(roads.frame, geometry=lines, crs=GEOGRAPHIC)
    cells = gpd.GeoDataFrame(ends.frame, crs=GEOGRAPHIC)
    layers = {
        SelectLinkResult.ROADS: (drawn, "LineString"),
        SelectLinkResult.ENDS: (cells, "Polygon"),
        SelectLinkResult.HOURS: (hours.frame, None),
    }
    write_layers(out, layers, layer_metadata(bundle, asked.min_drivers))


def _remarks_on_times(
    selection: _Selection, at_time: BoolArray, days: tuple[int, int]
) -> list[Text]:
    lines = [
        Text(
            "All rows of the time set {name} are withheld."
            if all_trips.any()
            else "No trip drives through the chosen roads in the time set {name}: there "
            "are no rows for it.",
            name=each.name,
        )
        for each, inside, all_trips in zip(
            selection.asked.time_sets, selection.inside.T, at_time.T, strict=True
        )
        if not inside.any()
    ]
    weekdays, weekend = days
    lines.append(
        Text(
            "Trips were recorded on {weekdays} and {weekend} of weekends; the hours are those of "
            "the whole week.",
            weekdays=Text("1 weekday" if weekdays == 1 else "{n:,} weekdays", n=weekdays),
            weekend=days_of(weekend),
        )
    )
    return lines

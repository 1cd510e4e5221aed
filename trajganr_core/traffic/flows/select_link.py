"""Select link: the trips through chosen roads, as layers.

The layers are the other roads on which these trips drive, the cells in which they begin and end,
and the hours at which they drive through. A trip is on a road if it has a pass that *observed
traffic* would count too (:mod:`~...data.passes`).
:mod:`~..privacy` says which rows of each layer are published, beside the number of trips at each
time. The hours are the whole week's; their shares are those of the trips in the rows published.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd

from ...contract.errors import Code, TrajganrError
from ...contract.files.output_paths import refuse_input
from ...contract.kinds.select_link import ENDS, FlowTimeSet, SelectLinkResult
from ...contract.layers.road_times import DAY_TYPES, HOURS, MIN_DRIVERS, hour_of
from ...contract.options.time_sets import MINUTES_PER_DAY, WHOLE_WEEK, TimeSet, parse_time_sets
from ...contract.texts.text import Text
from ...data.bundle import Bundle
from ...data.local_time import is_in, times_of_week
from ...data.pass_shares import remarks_on_passes
from ...data.roads.columns import road_columns
from ...utils.arrays import BoolArray, Float32Array, IntArray
from ...utils.progress import Progress, silent
from ...utils.remarks import days_of
from ...utils.study_area import GEOGRAPHIC
from ..least_drivers import layer_metadata, remarks_on_drivers, withheld_remark
from ..ledger import Output, record_output
from ..privacy import published_roads, published_shares, published_time_sets
from .cells import cell_squares, cells_of
from .group_counts import count_groups
from .rows import DECIMALS, Rows, counted, write_layers
from .through import ThroughTrips, candidate_passes, first_and_last_fix, trips_through

__all__ = ["write_select_link"]

log = logging.getLogger(__name__)

#: Values of the column ``chosen`` of the chosen roads; it is empty for the others.
THROUGH, THEN = "through", "then"
#: Segments that are named in a message.
MAX_NAMED = 10
#: The first day of a weekend, Monday is 0.
SATURDAY = 5
MINUTES_PER_HOUR = 60


@dataclass(frozen=True)
class _Job:
    """What all layers are made of.

    Attributes:
        bundle: has the trips.
        pieces: ``(n,)`` those of the chosen side.
        found: the trips through the roads.
        trip_of_piece: of all pieces of the bundle.
        time_sets: of the request.
        inside: of each time set, ``(t,)`` which trips are counted in it: none if their number is
            not published.
        through, then: the chosen segments.
        hour_published: ``(48,)`` which hours of a weekday and of a weekend day are published.
        min_drivers, cell_m: of the request.
    """

    bundle: Bundle
    pieces: IntArray
    found: ThroughTrips
    trip_of_piece: IntArray
    time_sets: Sequence[TimeSet]
    inside: Sequence[BoolArray]
    through: IntArray
    then: IntArray
    hour_published: BoolArray
    min_drivers: int
    cell_m: float


def write_select_link(
    path: Path,
    out: Path,
    through: Sequence[int],
    then: Sequence[int] = (),
    time_sets: Sequence[str] = (),
    *,
    side: str = "all",
    min_drivers: int = MIN_DRIVERS,
    cell_m: float = 500.0,
    progress: Progress = silent,
) -> SelectLinkResult:
    """Write a GeoPackage of the trips through chosen roads of a bundle.

    A trip counts in the time sets, and in the hour, in which it first drives onto the roads.

    Args:
        path: the bundle.
        out: the file.
        through: directed segments; trips over any of them are counted.
        then: if not empty, only trips that later drive over one of these are counted.
        time_sets: notations or names of :mod:`~trajganr_core.contract.options.time_sets`; the whole
            week if empty.
        side: ``all`` trips, or only the ``input`` or ``label`` trips.
        min_drivers: nothing about fewer is published.
        cell_m: side of the cells of origins and destinations, metres.
        progress: called with the fraction of the work; may raise to stop.

    Raises:
        TrajganrError: as :meth:`~...data.bundle.Bundle.load`; ``INPUT.FIELD`` for a wrong time
            set, and for no segment or one that the bundle does not have; ``INPUT.EMPTY`` when no
            trip drives through the roads at these times, or only trips of fewer drivers than the
            minimum.
    """
    chosen = parse_time_sets(time_sets) or (WHOLE_WEEK,)
    refuse_input(out, (path,))
    bundle = Bundle.load(path)
    first, later = (_known(bundle, edges) for edges in (through, then))
    if not len(first):
        raise TrajganrError(
            Code.INPUT_FIELD, "No road is chosen.", "Choose at least one directed segment."
        )
    progress("Finding trips", 0.0)
    pieces = bundle.pieces_of(side)
    table, trip_of_piece, report = candidate_passes(bundle, pieces, first)
    found = trips_through(table, trip_of_piece, first, later)
    at_time = [is_in(each, found.minute_of_week) for each in chosen]
    one = np.zeros(len(found), dtype=np.int64)
    hours_of_day = [hour_of(day, hour) for day in DAY_TYPES for hour in range(HOURS)]
    (published,) = published_time_sets(
        *(one, found.driver, found.minute_of_week, [*chosen, *hours_of_day], min_drivers),
        places=1,
        first=len(chosen),
    )
    of_sets, of_hours = np.split(published, [len(chosen)])
    inside = [mask & may for mask, may in zip(at_time, of_sets, strict=True)]
    job = _Job(
        *(bundle, pieces, found, trip_of_piece, chosen, inside, first, later, of_hours),
        *(min_drivers, cell_m),
    )
    _refuse_nothing(job, at_time)
    progress("Counting trips", 0.5)
    roads, ends, hours = _roads(job), _ends(job), _hours(job)
    remarks = [
        *bundle.manifest.remarks.get("local time", ()),
        *report.lines(),
        *remarks_on_passes(bundle.manifest),
        *_remarks_on_times(job, at_time),
        withheld_remark(min_drivers, segments=roads.tally, cells=ends.tally, hours=hours.tally),
        *remarks_on_drivers(bundle.trips.driver_id[pieces]),
    ]
    for line in remarks:
        log.info(line)
    choice = f"{first.tolist()}, {later.tolist()}"
    remarks += record_output(
        bundle.path, Output.of("select_link", chosen, side, min_drivers, choice)
    )
    progress("Writing the layers", 0.9)
    _write(job, roads, ends, hours, out)
    return SelectLinkResult(
        files=(SelectLinkResult.FILE,),
        counts={
            "trips": int(np.any(inside, axis=0).sum()),
            "roads": len(roads.frame),
            "cells": len(ends.frame),
            "hours": len(hours.frame),
            "withheld_rows": sum((*roads.withheld, *ends.withheld, *hours.withheld)),
        },
        time_sets=tuple(
            FlowTimeSet(
                name=each.name,
                trips=int(mask.sum()),
                rows=int((roads.frame["time_set"] == each.name).sum()),
                withheld=withheld,
            )
            for each, mask, withheld in zip(chosen, inside, roads.withheld, strict=True)
        ),
        time_zone=bundle.manifest.time_zone,
        min_drivers=min_drivers,
        driving_side=bundle.driving_side,
        remarks=tuple(remarks),
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


def _refuse_nothing(job: _Job, at_time: Sequence[BoolArray]) -> None:
    """Refuse a result without any trip that may be shown."""
    if any(mask.any() for mask in job.inside):
        return
    if not len(job.found):
        raise TrajganrError(
            Code.INPUT_EMPTY,
            "No trip drives over the segments {through} and later over {then}."
            if len(job.then)
            else "No trip drives over the segments {through}.",
            "Check the direction and the order of the segments, or choose more of them.",
            through=_named(job.through),
            then=_named(job.then),
        )
    times = "; ".join(each.name for each in job.time_sets)
    if not any(mask.any() for mask in at_time):
        raise TrajganrError(
            Code.INPUT_EMPTY,
            "No trip drives through the chosen roads in the time set {times}.",
            "Choose other times of the week or other trips.",
            times=times,
        )
    raise TrajganrError(
        Code.INPUT_EMPTY,
        "Trips of fewer than {least} drivers drive through the chosen roads in the time set "
        "{times}.",
        "Choose longer times of the week or more roads, add trips of more drivers, or lower the "
        "minimum number of drivers.",
        least=job.min_drivers,
        times=times,
    )


def _named(edges: IntArray) -> str:
    more = " …" if len(edges) > MAX_NAMED else ""
    return ", ".join(map(str, edges[:MAX_NAMED].tolist())) + more


def _roads(job: _Job) -> Rows:
    """A row for each time set and directed segment that is published."""
    found, parts = job.found, []
    edges, road = np.unique(found.edge, return_inverse=True)
    inside = np.column_stack(job.inside)
    published = published_roads(
        *(found.row, road, found.driver, inside, job.min_drivers), roads=len(edges)
    )
    for number, time_set in enumerate(job.time_sets):
        here = inside[found.row, number]
        shown = here & published[road, number]
        counts = count_groups(found.edge[shown], found.driver[found.row[shown]])
        chosen = np.full(len(counts), None, dtype=object)
        chosen[np.isin(counts.group, job.then)] = THEN
        chosen[np.isin(counts.group, job.through)] = THROUGH
        columns = {
            **road_columns(job.bundle.network, counts.group),
            "time_set": time_set.name,
            "chosen": chosen,
            **counted(counts, int(inside[:, number].sum())),
        }
        withheld = len(np.unique(road[here])) - len(counts)
        parts.append((pd.DataFrame(columns), withheld))
    return Rows.of(parts)


def _ends(job: _Job) -> Rows:
    """A row for each time set and cell in which trips begin, or end, that is published."""
    bundle, found = job.bundle, job.found
    fixes = first_and_last_fix(bundle, job.trip_of_piece, found.trip)
    inside = np.column_stack(job.inside)
    places = []
    for at in fixes.T:
        xy = bundle.area.to_local(bundle.trips.lon[at], bundle.trips.lat[at])
        cells, cell = cells_of(xy, job.cell_m)
        published = published_shares(cell, found.driver, inside, job.min_drivers, places=len(cells))
        places.append((cells, cell, published))
    parts = []
    for number, time_set in enumerate(job.time_sets):
        here = inside[:, number]
        for end, (cells, cell, published) in zip(ENDS, places, strict=True):
            shown = here & published[cell, number]
            counts = count_groups(cell[shown], found.driver[shown])
            columns = {
                "time_set": time_set.name,
                "end": end,
                **counted(counts, int(here.sum())),
                "geometry": cell_squares(cells[counts.group], job.cell_m, bundle.area),
            }
            withheld = len(np.unique(cell[here])) - len(counts)
            parts.append((pd.DataFrame(columns), withheld))
    return Rows.of(parts)


def _hours(job: _Job) -> Rows:
    """A row for each hour of weekdays and weekends, over the whole week, that is published."""
    found = job.found
    weekend = _is_weekend(found.minute_of_week)
    hour = (found.minute_of_week % MINUTES_PER_DAY // MINUTES_PER_HOUR).astype(np.int64)
    group = weekend * HOURS + hour
    shown = job.hour_published[group]
    counts = count_groups(group[shown], found.driver[shown])
    kind = counts.group // HOURS
    days = np.array(_days(job))
    columns = {
        "day": np.array(list(DAY_TYPES), dtype=object)[kind],
        "hour": counts.group % HOURS,
        **counted(counts, int(shown.sum())),
        "trips_per_day": (counts.trips / days[kind]).round(DECIMALS),
    }
    return Rows(pd.DataFrame(columns), (len(np.unique(group)) - len(counts),))


def _days(job: _Job) -> tuple[int, int]:
    """On how many weekdays, and days of weekends, trips of the chosen side begin."""
    trips = job.bundle.trips
    minute, day = times_of_week(trips.t[trips.offsets[job.pieces]], job.bundle.manifest.time_zone)
    weekend = _is_weekend(minute)
    return len(np.unique(day[~weekend])), len(np.unique(day[weekend]))


def _is_weekend(minute_of_week: Float32Array) -> BoolArray:
    return np.asarray(minute_of_week >= SATURDAY * MINUTES_PER_DAY)


def _write(job: _Job, roads: Rows, ends: Rows, hours: Rows, out: Path) -> None:
    """Write the three layers."""
    lines = job.bundle.network.lines[roads.frame["edge"].to_numpy()]
    on_roads = gpd.GeoDataFrame(roads.frame, geometry=lines, crs=GEOGRAPHIC)
    layers = {
        SelectLinkResult.ROADS: (on_roads, "LineString"),
        SelectLinkResult.ENDS: (gpd.GeoDataFrame(ends.frame, crs=GEOGRAPHIC), "Polygon"),
        SelectLinkResult.HOURS: (hours.frame, None),
    }
    write_layers(out, layers, layer_metadata(job.bundle, job.min_drivers))


def _remarks_on_times(job: _Job, at_time: Sequence[BoolArray]) -> list[Text]:
    lines = []
    for each, inside, all_trips in zip(job.time_sets, job.inside, at_time, strict=True):
        if not inside.any():
            lines.append(
                Text(
                    "All rows of the time set {name} are withheld."
                    if all_trips.any()
                    else "No trip drives through the chosen roads in the time set {name}: there "
                    "are no rows for it.",
                    name=each.name,
                )
            )
    weekdays, weekend = _days(job)
    lines.append(
        Text(
            "Trips were recorded on {weekdays} and {weekend} of weekends; the hours are those of "
            "the whole week.",
            weekdays=Text("1 weekday" if weekdays == 1 else "{n:,} weekdays", n=weekdays),
            weekend=days_of(weekend),
        )
    )
    return lines

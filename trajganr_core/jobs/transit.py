"""Times of public transport between stops and at stops, as layers.

Each row of both layers is of a way from a stop to the next one, and of the same passes:
:mod:`~..traffic.privacy` says which are published, with the vehicles as drivers. Percentiles are
written where enough vehicles are at them or beyond.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from ..contract.errors import Code, TrajganrError
from ..contract.kinds.transit import BETWEEN_STOPS, STOPS, TransitParams, TransitResult
from ..contract.options.time_sets import WHOLE_WEEK, TimeSet, parse_time_sets
from ..contract.texts.text import Text
from ..contract.version import __version__
from ..data.files import input_files
from ..data.local_time import is_in, times_of_week
from ..data.readers.gtfs_rt import feeds_among, read_runs
from ..data.readers.source import no_fixes
from ..data.transit.gtfs import read_schedule
from ..traffic.privacy import count_drivers, published_percentiles, published_time_sets
from ..traffic.published_layers import remarks_on_drivers, withheld_remark, write_layers
from ..traffic.transit.observed import Observed, observe
from ..utils.arrays import FloatArray, IntArray
from ..utils.progress import Progress, between
from ..utils.study_area import GEOGRAPHIC

log = logging.getLogger(__name__)

KMH, DECIMALS, SUMS = 3.6, 2, ("metres", "running_s")


def run(params: TransitParams, out: Path, progress: Progress) -> TransitResult:
    """Write ``transit.gpkg`` into the folder ``out``.

    Raises:
        TrajganrError: as the readers of feeds and schedules; ``INPUT.FORMAT`` without feeds;
            ``INPUT.EMPTY`` when nothing may be published.
    """
    progress("Reading feeds", 0.0)
    dropped: Counter[Text] = Counter()
    path = Path(params.feeds)
    feeds = feeds_among(input_files(path))
    if not feeds:
        raise TrajganrError(
            Code.INPUT_FORMAT,
            "{path} has no feeds of GTFS-Realtime.",
            "Choose a folder or a ZIP of saved feeds, as 'trajganr fetch gtfs-rt' makes it.",
            path=str(path),
        )
    runs = read_runs(feeds, str(path), dropped)
    if not len(runs.trip_id):
        raise no_fixes(str(path), dropped)
    progress("Reading the schedule", 0.4)
    schedule = read_schedule(Path(params.schedule), set(runs.trip_id.tolist()), dropped)
    observed = observe(runs, schedule, dropped, between(progress, 0.5, 0.9))
    progress("Writing the layers", 0.9)
    time_sets = parse_time_sets(params.time_sets) or (WHOLE_WEEK,)
    rows, withheld = _rows(observed, time_sets, schedule.time_zone, params.min_drivers)
    if rows.empty:
        raise TrajganrError(
            Code.INPUT_EMPTY,
            "Between no two stops did at least {n} vehicles drive at these times (left out: "
            "{dropped}).",
            "Check that the schedule belongs to the feeds, save feeds for longer, choose longer "
            "times, or lower the minimum number of vehicles.",
            n=params.min_drivers,
            dropped=", ".join(f"{n:,} {reason}" for reason, n in (+dropped).items()) or "nothing",
        )
    about = {"VERSION": __version__, "MIN_DRIVERS": str(params.min_drivers)}
    about |= {"TIME_ZONE": schedule.time_zone, "ATTRIBUTION": schedule.attribution}
    write_layers(out / TransitResult.FILE, _layers(rows, observed.lines, schedule.stops), about)
    remarks = (
        Text("Local times are those of {name}.", name=schedule.time_zone),
        *(Text("Left out {n:,} {what}.", n=n, what=reason) for reason, n in (+dropped).items()),
        *remarks_on_drivers(runs.trips.driver_id),
        withheld_remark(params.min_drivers, stops=(withheld, withheld + len(rows))),
    )
    log.info("%s", " ".join(map(str, remarks)))
    return TransitResult(
        files=(TransitResult.FILE,),
        counts={"rows": len(rows), "runs": len(runs.trip_id), "withheld_rows": withheld},
        licence="",
        attribution=schedule.attribution,
        time_zone=schedule.time_zone,
        min_drivers=params.min_drivers,
        time_sets=tuple(each.name for each in time_sets),
        remarks=remarks,
    )


def _rows(
    observed: Observed, time_sets: Sequence[TimeSet], zone: str, least: int
) -> tuple[pd.DataFrame, int]:
    """Rows of ways at times, with the columns of both layers; how many were withheld."""
    passes = observed.passes.astype({"way": np.int64, "t": np.float64})
    way, driver = passes["way"].to_numpy(), pd.factorize(passes["vehicle"])[0]
    minute, _ = times_of_week(passes["t"].to_numpy(), zone)
    places = len(observed.ways)
    published = published_time_sets(way, driver, minute, time_sets, least, places=places)
    parts, withheld = [], 0
    for number, time_set in enumerate(time_sets):
        inside = is_in(time_set, minute)
        shown = inside & published[way, number]
        own = _statistics(passes[shown], driver[shown], least)
        parts.append(own.assign(time_set=time_set.name))
        withheld += len(np.unique(way[inside])) - len(own)
    return pd.concat(parts, ignore_index=True).join(observed.ways, on="way"), withheld


def _statistics(passes: pd.DataFrame, driver: IntArray, least: int) -> pd.DataFrame:
    """A row for each way; percentiles are NaN where they may not be published."""
    way, group, runs = np.unique(passes["way"], return_inverse=True, return_counts=True)
    passes = passes.assign(speed=passes["metres"] / passes["running_s"] * KMH)

    def percentile(name: str, percent: int) -> FloatArray:
        known = passes[name].notna().to_numpy()
        values, of = passes.loc[known, name], group[known]
        found = values.groupby(of).quantile(percent / 100).reindex(range(len(way))).to_numpy()
        low, high = published_percentiles(
            of, driver[known], values.to_numpy(), least, groups=len(way)
        )
        return np.where((low <= found) & (found <= high), found, np.nan).round(DECIMALS)

    metres, seconds = (np.bincount(group, passes[each], len(way)) for each in SUMS)
    columns = {"way": way, "runs": runs, "vehicles": count_drivers(group, driver, len(way))}
    columns["length_m"] = (metres / runs).round(1)
    columns["speed_kmh"] = (metres / seconds * KMH).round(DECIMALS)
    for percent in (15, 50, 85):
        columns[f"speed_p{percent}_kmh"] = percentile("speed", percent)
        columns[f"dwell_p{percent}_s"] = percentile("dwell_s", percent)
    medians = ("running_s", "error_s", "late_s", "change_s", "left_late_s")
    return pd.DataFrame(columns | {name: percentile(name, 50) for name in medians})


def _layers(
    rows: pd.DataFrame, lines: Sequence[shapely.LineString], stops: pd.DataFrame
) -> dict[str, tuple[pd.DataFrame, str | None]]:
    """Both layers; rows without a dwell or a delay at the stop are in the first one only."""
    here, after = (stops.loc[rows[name]] for name in ("stop_id", "next_stop_id"))
    rows = rows.assign(
        stop=here["stop_name"].to_numpy(),
        next_stop=after["stop_name"].to_numpy(),
        delay_change_s=rows["change_s"],
    )
    columns = [[column.name for column in table] for table in (BETWEEN_STOPS, STOPS)]
    between_stops = rows.assign(delay_s=rows["late_s"])[columns[0]]
    drawn = np.array(lines, dtype=object)[rows["way"]]
    at_stops = rows.assign(delay_s=rows["left_late_s"])[columns[1]]
    at_stops = gpd.GeoDataFrame(
        at_stops, geometry=shapely.points(here[["lon", "lat"]].to_numpy()), crs=GEOGRAPHIC
    )
    known = at_stops.filter(regex="^(dwell|delay)").notna().any(axis=1)
    between_stops = gpd.GeoDataFrame(between_stops, geometry=drawn, crs=GEOGRAPHIC)
    of_stops = (at_stops[known], "Point")
    return {TransitResult.BETWEEN: (between_stops, "LineString"), TransitResult.STOPS: of_stops}

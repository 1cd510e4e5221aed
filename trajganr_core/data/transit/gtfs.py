"""GTFS schedules: the trips that are asked for, with their stops, times and shapes.

https://gtfs.org/documentation/schedule/reference/. Only rows of the asked trips are kept, so that
a country's schedule is read in blocks. The calendar is not read: a feed says a trip's date.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from ...contract.errors import Code, TrajganrError
from ...contract.texts.text import Text
from ...utils.arrays import FloatArray
from ..csv_blocks import not_a_table, row_blocks, tables_of_blocks, unreadable_rows
from ..files import InputFile, input_files
from ..local_time import times_of_week
from ..readers.source import Dropped
from ..tables import csv_header, require_columns, skip_header

NEEDED = ("agency.txt", "routes.txt", "stop_times.txt", "stops.txt", "trips.txt")
#: Most rows of a table that are kept, and longest text that is.
MAX_ROWS, MAX_TEXT = 20_000_000, 200
#: Hours may be more than 24: times count from noon less twelve hours of the trip's date.
CLOCK = r"^(?P<h>\d{1,3}):(?P<m>[0-5]\d):(?P<s>[0-5]\d)$"
#: Values of a column, of which rows are kept.
Only = tuple[str, Collection[str]]


@dataclass(frozen=True)
class Schedule:
    """The asked trips of a schedule; all texts are ids or names, '' where unknown.

    Attributes:
        trips: ``route`` (its name), ``direction`` and ``shape`` by trip id.
        calls: ``stop``, ``arrival_s`` and ``departure_s`` (NaN where unknown) by trip id, in the
            order of each trip.
        stops: ``lon``, ``lat`` and ``stop_name`` by stop id.
        shapes: ``(k, 2)`` degrees, by id.
        time_zone: IANA name.
        attribution: whom the schedule names as its publishers.
    """

    trips: pd.DataFrame
    calls: pd.DataFrame
    stops: pd.DataFrame
    shapes: Mapping[str, FloatArray]
    time_zone: str
    attribution: str


def read_schedule(path: Path, trip_ids: Collection[str], dropped: Dropped) -> Schedule:
    """The trips of these ids in a ZIP or a folder.

    Raises:
        TrajganrError: ``INPUT.FORMAT`` if a table is missing, damaged or too large;
            ``INPUT.FIELD`` for a missing column; ``INPUT.EMPTY`` if it has none of the trips.
    """
    files = {file.name.lower(): file for file in input_files(path)}
    if missing := [name for name in NEEDED if name not in files]:
        raise TrajganrError(
            Code.INPUT_FORMAT,
            "{path} is no GTFS schedule: it lacks {missing}.",
            "Choose the ZIP of one schedule, or the folder of its tables.",
            path=str(path),
            missing=", ".join(missing),
        )

    def read(table: str, *columns: str, only: Only | None = None) -> pd.DataFrame:
        return _read(files.get(f"{table}.txt"), columns, only, dropped)

    asked = ("trip_id", trip_ids)
    trips = read("trips", "trip_id", "route_id", "direction_id", "shape_id", only=asked)
    trips = trips.drop_duplicates("trip_id").set_index("trip_id")
    stops = _placed(read("stops", "stop_id", "stop_lon", "stop_lat", "stop_name"), dropped)
    stops = stops[~stops.index.duplicated()]
    times = ("stop_sequence", "arrival_time", "departure_time")
    calls = _calls(read("stop_times", "trip_id", "stop_id", *times, only=asked), stops, dropped)
    # A trip that repeats all day has no times of its own.
    often = calls.index.isin(read("frequencies", "trip_id", only=asked)["trip_id"])
    calls.loc[often, ["arrival_s", "departure_s"]] = np.nan
    if not trips.index.isin(calls.index).any():
        raise TrajganrError(
            Code.INPUT_EMPTY,
            "{path} has no stops of any of the {n:,} trips of the feeds.",
            "Use the schedule of the same publisher that is valid on the days of the feeds.",
            path=str(path),
            n=len(trip_ids),
        )
    routes = read("routes", "route_id", "route_short_name", "route_long_name")
    names = {id: short or long or id for id, short, long in routes.to_numpy().tolist()}
    agency = read("agency", "agency_timezone", "agency_name", "agency_url")
    zone = next(iter(agency["agency_timezone"]), "")
    times_of_week(np.empty(0), zone)  # refuses an unknown one
    publishers = [
        *read("feed_info", "feed_publisher_name", "feed_publisher_url").to_numpy(),
        *read("attributions", "organization_name", "attribution_url").to_numpy(),
    ] or agency.iloc[:, 1:].to_numpy()
    columns = ("shape_id", "shape_pt_lon", "shape_pt_lat", "shape_pt_sequence")
    points = read("shapes", *columns, only=("shape_id", sorted({*trips["shape_id"]} - {""})))
    points[columns[3]] = pd.to_numeric(points[columns[3]], "coerce")
    shapes = _placed(points.sort_values(columns[3], kind="stable"), dropped)
    route = [names.get(each, each) for each in trips["route_id"]]
    return Schedule(
        trips.set_axis(["route", "direction", "shape"], axis=1).assign(route=route),
        calls,
        stops,
        {id: line[["lon", "lat"]].to_numpy() for id, line in shapes.groupby(level=0)},
        zone,
        "; ".join(dict.fromkeys(f"{name} ({url})" for name, url in publishers))[: 5 * MAX_TEXT],
    )


def _read(
    file: InputFile | None, names: Sequence[str], only: Only | None, dropped: Dropped
) -> pd.DataFrame:
    """Columns of a table as texts, of which the first is needed; '' where there is no value."""
    parts = [pa.table({each: pa.array([], pa.string()) for each in names})]
    if file is None:
        return parts[0].to_pandas()

    def drop(row: object) -> str:
        dropped[Text("rows of the schedule with too few or too many values")] += 1
        return "skip"

    header, separator = csv_header(file)
    require_columns(Path(str(file)), header, names[:1])
    chosen = None if only is None else pa.array(only[1], pa.string())
    try:
        with file.open() as content:
            skip_header(content)
            blocks = row_blocks(file, content, separator)
            for block in tables_of_blocks(blocks, header, separator, drop, text=header):
                if only is not None:
                    block = block.filter(pc.is_in(_plain(block[only[0]]), value_set=chosen))
                absent = pa.repeat("", len(block))
                found = (_plain(block[each]) if each in header else absent for each in names)
                parts.append(pa.table(dict(zip(names, found, strict=True))))
                if sum(map(len, parts)) > MAX_ROWS:
                    raise not_a_table(file, f"it has more than {MAX_ROWS:,} rows.")
    except pa.ArrowInvalid as error:
        raise unreadable_rows(file, error) from error
    return pa.concat_tables(parts).to_pandas()


def _plain(column: pa.ChunkedArray) -> pa.ChunkedArray:
    return pc.utf8_slice_codeunits(pc.utf8_trim_whitespace(column), 0, MAX_TEXT)


def _calls(calls: pd.DataFrame, stops: pd.DataFrame, dropped: Dropped) -> pd.DataFrame:
    calls = calls.set_axis(["trip", "stop", "sequence", "arrival_s", "departure_s"], axis=1)
    calls["sequence"] = pd.to_numeric(calls["sequence"], "coerce")
    usable = calls["stop"].isin(stops.index) & calls["sequence"].notna()
    dropped[Text("calls at unknown stops or without a number")] += int((~usable).sum())
    calls = calls[usable].sort_values(["trip", "sequence"], kind="stable").set_index("trip")
    for name in ("arrival_s", "departure_s"):
        parts = pc.extract_regex(pa.array(calls[name], pa.string()), CLOCK)
        units = zip("hms", (3600.0, 60.0, 1.0), strict=True)
        found = sum(
            pd.to_numeric(pc.struct_field(parts, each).to_pandas()).to_numpy() * seconds
            for each, seconds in units
        )
        unread = np.isnan(found) & (calls[name] != "").to_numpy()
        dropped[Text("times of the schedule that cannot be read")] += int(unread.sum())
        calls[name] = found
    return calls.drop(columns="sequence")


def _placed(rows: pd.DataFrame, dropped: Dropped) -> pd.DataFrame:
    """Rows with a position, by id: the first columns are id, longitude and latitude."""
    rows = rows.set_axis(["id", "lon", "lat", *rows.columns[3:]], axis=1).set_index("id")
    rows = rows.assign(**{name: pd.to_numeric(rows[name], "coerce") for name in ("lon", "lat")})
    good = (rows["lon"].abs() <= 180) & (rows["lat"].abs() <= 90)
    good &= (rows["lon"] != 0) | (rows["lat"] != 0)
    dropped[Text("stops and points of shapes without a position")] += int((~good).sum())
    return rows[good]

"""GTFS schedules: the trips that are asked for, with their stops, times and shapes.

https://gtfs.org/documentation/schedule/reference/. Only rows of the asked trips are kept, so that
a country's schedule is read in blocks. The calendar is not read: a feed says a trip's date.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
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
from ..files import input_files
from ..local_time import zone_of
from ..readers.source import Dropped
from ..tables import csv_header, require_columns, skip_header

NEEDED = ("agency.txt", "routes.txt", "stop_times.txt", "stops.txt", "trips.txt")
#: Most rows of a table that are kept, and longest text that is.
MAX_ROWS, MAX_TEXT = 20_000_000, 200
#: Hours may be more than 24: times count from noon less twelve hours of the trip's date.
CLOCK = r"^\s*(?P<h>\d{1,3}):(?P<m>[0-5]\d):(?P<s>[0-5]\d)\s*$"
Read = Callable[..., pd.DataFrame]


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
    read = _reader_of(path, dropped)
    asked = ("trip_id", trip_ids)
    trips = read("trips.txt", "trip_id", "route_id", "direction_id", "shape_id", only=asked)
    trips = trips.drop_duplicates("trip_id").set_index("trip_id")
    stops = _placed(read("stops.txt", "stop_id", "stop_lon", "stop_lat", "stop_name"), dropped)
    stops = stops[~stops.index.duplicated()]
    calls = _calls(read, asked, stops.index, dropped)
    if not trips.index.isin(calls.index).any():
        raise TrajganrError(
            Code.INPUT_EMPTY,
            "{path} has no stops of any of the {n:,} trips of the feeds.",
            "Use the schedule of the same publisher that is valid on the days of the feeds.",
            path=str(path),
            n=len(trip_ids),
        )
    routes = read("routes.txt", "route_id", "route_short_name", "route_long_name")
    routes = routes.drop_duplicates("route_id").set_index("route_id")
    names = routes["route_short_name"].where(routes["route_short_name"] != "", routes.iloc[:, 1])
    route = trips["route_id"].map(names).fillna("")
    agency = read("agency.txt", "agency_timezone", "agency_name", "agency_url")
    publishers = [
        *read("feed_info.txt", "feed_publisher_name", "feed_publisher_url").to_numpy(),
        *read("attributions.txt", "organization_name", "attribution_url").to_numpy(),
    ] or agency.iloc[:, 1:].to_numpy()
    points = read(
        *("shapes.txt", "shape_id", "shape_pt_lon", "shape_pt_lat", "shape_pt_sequence"),
        only=("shape_id", sorted({*trips["shape_id"]} - {""})),
    )
    shapes = _placed(points, dropped).sort_values(
        "shape_pt_sequence", key=lambda text: pd.to_numeric(text, "coerce"), kind="stable"
    )
    return Schedule(
        pd.DataFrame(
            {
                "route": route.where(route != "", trips["route_id"]),
                "direction": trips["direction_id"],
                "shape": trips["shape_id"],
            }
        ),
        calls,
        stops,
        {id: line[["lon", "lat"]].to_numpy() for id, line in shapes.groupby(level=0)},
        zone_of(next(iter(agency["agency_timezone"]), "")).key,
        "; ".join(dict.fromkeys(f"{name} ({url})" for name, url in publishers))[: 5 * MAX_TEXT],
    )


def _reader_of(path: Path, dropped: Dropped) -> Read:
    files = {file.name.lower(): file for file in input_files(path)}
    if missing := [name for name in NEEDED if name not in files]:
        raise TrajganrError(
            Code.INPUT_FORMAT,
            "{path} is no GTFS schedule: it lacks {missing}.",
            "Choose the ZIP of one schedule, or the folder of its tables.",
            path=str(path),
            missing=", ".join(missing),
        )

    def drop(row: object) -> str:
        dropped[Text("rows of the schedule with too few or too many values")] += 1
        return "skip"

    def read(
        name: str, key: str, *others: str, only: tuple[str, Collection[str]] | None = None
    ) -> pd.DataFrame:
        """Columns of a table as texts, of which the first is needed; '' where there is no value."""
        names = (key, *others)
        parts = [pa.table({each: pa.array([], pa.string()) for each in names})]
        file = files.get(name)
        if file is None:
            return parts[0].to_pandas()
        header, separator = csv_header(file)
        require_columns(Path(str(file)), header, [key])
        chosen = None if only is None else pa.array(only[1], pa.string())
        try:
            with file.open() as content:
                skip_header(content)
                blocks = row_blocks(file, content, separator)
                for block in tables_of_blocks(blocks, header, separator, drop, text=header):
                    if only is not None:
                        is_asked = pc.is_in(_plain(block[only[0]]), value_set=chosen)
                        block = block.filter(is_asked)
                    absent = pa.repeat("", len(block))
                    found = (_plain(block[each]) if each in header else absent for each in names)
                    parts.append(pa.table(dict(zip(names, found, strict=True))))
                    if sum(map(len, parts)) > MAX_ROWS:
                        raise not_a_table(file, f"it has more than {MAX_ROWS:,} rows.")
        except pa.ArrowInvalid as error:
            raise unreadable_rows(file, error) from error
        return pa.concat_tables(parts).to_pandas()

    return read


def _plain(column: pa.ChunkedArray) -> pa.ChunkedArray:
    return pc.utf8_slice_codeunits(pc.utf8_trim_whitespace(column), 0, MAX_TEXT)


def _calls(
    read: Read, asked: tuple[str, Collection[str]], stops: pd.Index, dropped: Dropped
) -> pd.DataFrame:
    names = ("trip_id", "stop_id", "stop_sequence", "arrival_time", "departure_time")
    calls = read("stop_times.txt", *names, only=asked)
    calls.columns = ["trip", "stop", "sequence", "arrival_s", "departure_s"]
    calls["sequence"] = pd.to_numeric(calls["sequence"], "coerce")
    usable = calls["stop"].isin(stops) & calls["sequence"].notna()
    dropped[Text("calls at unknown stops or without a number")] += int((~usable).sum())
    calls = calls[usable].sort_values(["trip", "sequence"], kind="stable").set_index("trip")
    # A trip that repeats all day has no times of its own.
    often = calls.index.isin(read("frequencies.txt", "trip_id", only=asked)["trip_id"])
    for name in ("arrival_s", "departure_s"):
        parts = pc.extract_regex(pa.array(calls[name], pa.string()), CLOCK)
        hours, minutes, seconds = (
            pd.to_numeric(pc.struct_field(parts, each).to_pandas()).to_numpy() for each in "hms"
        )
        found = np.asarray(3600 * hours + 60 * minutes + seconds, dtype=np.float64)
        unread = np.isnan(found) & (calls[name] != "").to_numpy()
        dropped[Text("times of the schedule that cannot be read")] += int(unread.sum())
        calls[name] = np.where(often, np.nan, found)
    return calls.drop(columns="sequence")


def _placed(rows: pd.DataFrame, dropped: Dropped) -> pd.DataFrame:
    """Rows with a position, by id: the first columns are id, longitude and latitude."""
    rows = rows.set_axis(["id", "lon", "lat", *rows.columns[3:]], axis=1).set_index("id")
    rows = rows.assign(**{name: pd.to_numeric(rows[name], "coerce") for name in ("lon", "lat")})
    good = (rows["lon"].abs() <= 180) & (rows["lat"].abs() <= 90)
    dropped[Text("stops and points of shapes without a position")] += int((~good).sum())
    return rows[good]

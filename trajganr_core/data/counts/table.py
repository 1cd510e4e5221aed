"""The rows of a table or layer of counting stations, as it states them, and their hours."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import shapely

from ...contract.errors import Code, TrajganrError
from ...contract.options.time_sets import MINUTES_PER_DAY, MINUTES_PER_WEEK, parse_time_set
from ...contract.texts.text import Text
from ...utils.arrays import FloatArray, IntArray
from ...utils.study_area import on_earth
from ..files import InputFile, existing_file, nothing_in
from ..local_time import FIRST_WEEKDAY, HOURS_PER_WEEK, MINUTES_PER_HOUR, hours_of, times_of_week
from ..readers import is_parquet
from ..readers.columns import LAT_NAMES, LON_NAMES, find_column, matching_names, no_column
from ..readers.crs import crs_of, degrees
from ..readers.rows import GEOMETRY, CsvRows, ParquetRows, Rows, layers_in
from ..readers.source import BadItems, Dropped, readable_text
from ..readers.times import Times
from ..readers.values import numbers, texts

#: Of vehicles on an average day, in English, German and French; and on an average weekday.
DAILY_NAMES = ("vehicles_per_day", "vehicles_a_day", "aadt", "adt", "dtv", "tmja")
WEEKDAY_NAMES = ("vehicles_per_weekday", "aawdt", "aawt", "dtvw")
WEEKDAYS, WHOLE_WEEK = "weekdays", "whole week"
#: The usual names of each column; case and separators do not matter.
NAMES = {
    "name": ("station", "station_id", "counter", "counter_id", "site", "site_id", "detector"),
    "lon": LON_NAMES,
    "lat": LAT_NAMES,
    "edge": ("edge", "segment", "segment_id", "edge_id"),
    "direction": ("direction", "bearing", "heading", "azimuth", "dir"),
    "begin": ("begin", "start", "start_time", "begin_time", "time_from"),
    "end": ("end", "end_time", "time_to", "until"),
    "date": ("date", "day"),
    "times": ("time_set", "times", "hours", "period"),
    "vehicles": ("vehicles", "count", "volume", "veh", *DAILY_NAMES, *WEEKDAY_NAMES),
}
#: The directions of words, degrees clockwise from north.
POINTS = ("n", "nne", "ne", "ene", "e", "ese", "se", "sse", "s", "ssw", "sw", "wsw", "w", "wnw")
COMPASS = {point: 22.5 * number for number, point in enumerate((*POINTS, "nw", "nnw"))}
SHORT = {"bound$|[- ]": "", "north": "n", "east": "e", "south": "s", "west": "w"}
#: What a row may state beside a bearing.
BOTH, UNSTATED = -1.0, -2.0
COMPASS |= dict.fromkeys(("both", "all", "total", "twoway"), BOTH) | {"": UNSTATED}

#: Most rows of a table: some hundred stations for some years of hours; longest name of a station.
MAX_ROWS, MAX_NAME = 3_000_000, 100
#: Most different periods of the week, such as each hour on each day; seconds of the longest one.
MAX_PERIODS, DAY_S, MAX_S = 20_000, 86_400.0, 20 * 366 * 86_400.0
#: Why rows are left out.
NO_PLACE = Text("rows whose place or segment cannot be read")
NO_DIRECTION = Text("rows whose direction is neither degrees, a compass word nor both")
NO_PERIOD = Text(
    "rows whose period cannot be read, ends before it begins or is longer than 20 years"
)
NO_NUMBER = Text("rows whose vehicles are no number of at least 0")


def read_rows(path: Path, zone: str, dropped: Dropped) -> pd.DataFrame:
    """The usable rows of a CSV, a Parquet table or a layer.

    Columns are ``name``; ``lon`` and ``lat``, or NaN; ``edge`` or -1; ``direction``, degrees,
    :data:`BOTH` or :data:`UNSTATED`; ``begin`` and ``end``, Unix seconds, NaN for an average day;
    ``times``, the notation of a time set; and ``vehicles``.
    """
    rows = _opened(path)
    of = {role: find_column(rows, "", usual) for role, usual in NAMES.items()}
    if rows.geometry_column or of["edge"]:
        of |= {"lon": "", "lat": ""}
    if matching_names((*DAILY_NAMES, *WEEKDAY_NAMES), of["vehicles"]):
        of |= {"begin": "", "end": "", "date": ""}
    if not of["vehicles"]:
        raise no_column(rows, "the vehicles", NAMES["vehicles"])
    if not (rows.geometry_column or of["edge"] or (of["lon"] and of["lat"])):
        raise no_column(rows, "the place", (*LON_NAMES, *LAT_NAMES, *NAMES["edge"]))
    if bool(of["begin"]) != bool(of["end"]):
        raise no_column(rows, "the begin or the end", (*NAMES["begin"], *NAMES["end"]))
    parts: list[pa.RecordBatch] = []
    with readable_text(path):
        for batch in rows.batches([*{*of.values()} - {""}], dropped):
            parts.append(batch)
            refuse_many(sum(map(len, parts)), MAX_ROWS, rows.where)
    if not sum(map(len, parts)):
        raise nothing_in(rows.where)
    found = _stated(rows, of, pa.concat_batches(parts), zone)
    if matching_names(WEEKDAY_NAMES, of["vehicles"]):
        found["times"] = WEEKDAYS
    is_dated = bool(of["begin"] or of["date"])
    wrong = {
        NO_PLACE: (found["edge"] < 0) if of["edge"] else (found["lon"] + found["lat"]).isna(),
        NO_DIRECTION: found["direction"].isna(),
        NO_PERIOD: ~(found["end"] - found["begin"]).between(0, MAX_S, "right") & is_dated,
        NO_NUMBER: ~((found["vehicles"] >= 0) & np.isfinite(found["vehicles"])),
    }
    good = np.ones(len(found), dtype=bool)
    for reason, is_wrong in wrong.items():
        first, bad = np.flatnonzero(is_wrong & good), BadItems(reason, rows.where)
        bad.add(len(found), len(first), f"row {1 + first[0]}" if len(first) else "", dropped)
        bad.refuse_most()
        good &= ~is_wrong
    return found[good].reset_index(drop=True)


def _opened(path: Path) -> Rows:
    file = InputFile(existing_file(path))
    if is_parquet(file):
        return ParquetRows([file])
    if path.suffix.lower() in (".csv", ".tsv", ".txt", ".gz"):
        return CsvRows(file)
    layers = layers_in(file)
    if not layers:
        raise nothing_in(path)
    return next((each for each in layers if each.geometry_column), layers[0])


def refuse_many(counts: int, most: int, where: str) -> None:
    """Refuse more counts than anybody has."""
    if counts > most:
        raise TrajganrError(
            Code.INPUT_FORMAT,
            "{where} has more than {most:,} counts of different stations and times.",
            "Sum the vehicles of short periods, or use a part of the stations.",
            where=where,
            most=most,
        )


def _stated(rows: Rows, of: dict[str, str], table: pa.RecordBatch, zone: str) -> pd.DataFrame:
    def read(role: str, reader: Callable[[pa.Array], Any], absent: Any) -> Any:
        return reader(table[of[role]]) if of[role] else np.full(len(table), absent)

    def seconds(column: pa.Array) -> FloatArray:
        times = Times(zone=zone, where=rows.where)
        found = times.read(column)
        found[times.repeated] = np.nan  # which of two hours with the same name is meant is unknown
        return found

    value = {name: read(name, numbers, np.nan) for name in ("lon", "lat", "edge", "direction")}
    word = {
        name: pd.Series(read(name, texts, ""), dtype=object).fillna("")
        for name in ("name", "direction", "times")
    }
    begin, end, date = (read(name, seconds, np.nan) for name in ("begin", "end", "date"))
    lon, lat = value["lon"], value["lat"]
    if rows.geometry_column:
        middle = shapely.centroid(shapely.from_wkb(table[GEOMETRY], on_invalid="ignore"))
        crs = crs_of(rows.where, rows.crs, "")
        lon, lat = degrees(shapely.get_x(middle), shapely.get_y(middle), crs, rows.where)
    placed, edge, turned = on_earth(lon, lat, rows.where), value["edge"], value["direction"]
    if np.isin(turned[np.isfinite(turned)], (0, 1, 2)).all() and (turned > 0).any():
        turned = turned - 3  # they are codes
    plain = word["direction"].str.casefold().replace(SHORT, regex=True)
    in_circle = np.where((turned >= 0) & (turned <= 360), turned % 360, np.nan)
    is_whole = (edge >= 0) & (edge == np.floor(edge))
    return pd.DataFrame(
        {
            "name": word["name"].str.slice(0, MAX_NAME),
            "lon": np.where(placed, lon, np.nan),
            "lat": np.where(placed, lat, np.nan),
            "edge": np.where(is_whole, edge, -1).clip(max=1 << 40).astype(np.int64),
            "direction": np.where(np.isnan(turned), plain.map(COMPASS).astype(float), in_circle),
            "begin": begin if of["begin"] else date,
            "end": end if of["begin"] else date + DAY_S,
            "times": word["times"],
            "vehicles": numbers(table[of["vehicles"]]),
        }
    )


def hours_of_rows(rows: pd.DataFrame, zone: str, where: str) -> tuple[FloatArray, IntArray]:
    """Different periods as hours of each hour of the week ``(p, 168)``, and that of each row.

    A period is that of the clock on the wall, without changes to daylight saving time. A time set
    without a period is a part of an average day: its hours are divided by its number of days.
    """
    clock = []
    for seconds in (rows["begin"], rows["end"]):
        minute, day = times_of_week(np.nan_to_num(seconds.to_numpy()), zone)
        clock.append(day.astype(float) * MINUTES_PER_DAY + np.round(minute) % MINUTES_PER_DAY)
    first = (clock[0] + FIRST_WEEKDAY * MINUTES_PER_DAY) % MINUTES_PER_WEEK
    number, notations = pd.factorize(rows["times"].replace("", WHOLE_WEEK))
    keys = np.column_stack([number, first, clock[1] - clock[0]])
    keys[rows["begin"].isna(), 1:] = -1
    unique, of_row = np.unique(keys, axis=0, return_inverse=True)
    refuse_many(len(unique), MAX_PERIODS, where)
    weeks, rest = np.divmod(unique[:, 2:], MINUTES_PER_WEEK)
    begin, hour = unique[:, 1:2], MINUTES_PER_HOUR * np.arange(2 * HOURS_PER_WEEK)
    last = np.minimum(begin + rest, hour + MINUTES_PER_HOUR)
    inside = np.clip(last - np.maximum(begin, hour), 0, None) / MINUTES_PER_HOUR
    hours = weeks + inside.reshape(len(unique), 2, HOURS_PER_WEEK).sum(axis=1)
    for each, text in enumerate(notations):
        time_set = parse_time_set(text)
        days = {day for _, own in time_set.times_by_days() for day in own}
        hours[unique[:, 0] == each] *= hours_of(time_set)
        hours[(unique[:, 0] == each) & (unique[:, 2] < 0)] = hours_of(time_set) / len(days)
    return hours, of_row.reshape(-1)

"""The rows of a table or layer of counting stations, as it states them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import shapely

from ...contract.errors import Code, TrajganrError
from ...contract.texts.text import Text
from ...utils.arrays import FloatArray, IntArray, TextArray
from ...utils.columns import Columns
from ...utils.study_area import on_earth
from ..files import InputFile, existing_file, nothing_in
from ..readers import is_parquet
from ..readers.columns import LAT_NAMES, LON_NAMES, find_column, matching_names
from ..readers.crs import crs_of, degrees
from ..readers.rows import GEOMETRY, CsvRows, ParquetRows, Rows, layers_in
from ..readers.source import BadItems, Dropped, readable_text
from ..readers.times import UNREADABLE, Times
from ..readers.values import numbers, texts

#: Of vehicles on an average day, in English, German and French; and on an average weekday.
DAILY_NAMES = ("vehicles_per_day", "vehicles_a_day", "aadt", "adt", "dtv", "tmja")
WEEKDAY_NAMES = ("vehicles_per_weekday", "aawdt", "aawt", "dtvw")
WEEKDAYS = "weekdays"
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
#: The directions of words, degrees clockwise from north: N, NNE, …; north, …; and northbound, NB.
POINTS = ("n", "nne", "ne", "ene", "e", "ese", "se", "sse", "s", "ssw", "sw", "wsw", "w", "wnw")
WORDS = ("north", "northeast", "east", "southeast", "south", "southwest", "west", "northwest")
COMPASS = {point: 22.5 * number for number, point in enumerate((*POINTS, "nw", "nnw"))}
COMPASS |= {word: 45.0 * number for number, word in enumerate(WORDS)}
COMPASS |= {f"{each}b": COMPASS[each] for each in "nesw"}
#: What a row may state beside a bearing.
BOTH, UNSTATED = -1.0, -2.0
BOTH_WORDS = ("both", "all", "total", "twoway")

#: Most rows of a table: some hundred stations for some years of hours.
MAX_ROWS, MAX_BYTES = 3_000_000, 1 << 30
MAX_NAME = 100
DAY_S = 86_400.0

#: Why rows are left out.
LONG_NAME = Text("rows whose station has a name of more than {most} characters", most=MAX_NAME)
NO_PLACE = Text("rows whose place or segment cannot be read")
NO_DIRECTION = Text("rows whose direction is neither degrees, a compass word nor both")
BACKWARDS = Text("rows that end before they begin")
NO_NUMBER = Text("rows whose vehicles are no number of at least 0")


@dataclass(frozen=True)
class CountRows(Columns):
    """Rows of a table of counts.

    Attributes:
        name: ``(n,)`` of stations, empty where there is none.
        lon, lat: ``(n,)`` degrees; NaN where the row only has a segment.
        edge: ``(n,)`` directed segments, -1 in tables without them.
        direction: ``(n,)`` degrees clockwise from north, :data:`BOTH` or :data:`UNSTATED`.
        begin, end: ``(n,)`` Unix seconds; NaN for an average day.
        times: ``(n,)`` notations of time sets, empty for all times.
        vehicles: ``(n,)`` that were counted.
    """

    name: TextArray
    lon: FloatArray
    lat: FloatArray
    edge: IntArray
    direction: FloatArray
    begin: FloatArray
    end: FloatArray
    times: TextArray
    vehicles: FloatArray


def read_rows(path: Path, zone: str, vehicles_field: str, dropped: Dropped) -> CountRows:
    """The usable rows of a CSV, a Parquet table or a layer; the others are counted by reason.

    Raises:
        TrajganrError: as :func:`~.reading.read_counts`.
    """
    rows = _opened(path)
    of = _columns(rows, vehicles_field)
    table = _held(rows, list(dict.fromkeys(filter(None, of.values()))), path, dropped)
    found = _stated(rows, of, table, zone)
    is_dated = bool(of["begin"] or of["date"])
    wrong = {
        LONG_NAME: np.array([len(each) > MAX_NAME for each in found.name], dtype=bool),
        NO_PLACE: (found.edge < 0) if of["edge"] else np.isnan(found.lon + found.lat),
        NO_DIRECTION: np.isnan(found.direction),
        UNREADABLE: np.isnan(found.begin + found.end) & is_dated,
        BACKWARDS: found.end <= found.begin,
        NO_NUMBER: ~((found.vehicles >= 0) & np.isfinite(found.vehicles)),
    }
    good = np.ones(len(found), dtype=bool)
    for reason, is_wrong in wrong.items():
        first, bad = np.flatnonzero(is_wrong & good), BadItems(reason, rows.where)
        example = str(table.slice(first[0], 1).to_pylist()[0]) if len(first) else ""
        bad.add(len(found), len(first), example, dropped)
        bad.refuse_most()
        good &= ~is_wrong
    return found.take(good)


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


def _columns(rows: Rows, vehicles_field: str) -> dict[str, str]:
    """The column of each role of :data:`NAMES`, empty where there is none."""
    chosen = {"vehicles": vehicles_field}
    of = {role: find_column(rows, chosen.get(role, ""), usual) for role, usual in NAMES.items()}
    has_place = bool(rows.geometry_column) or bool(of["edge"]) or bool(of["lon"] and of["lat"])
    if rows.geometry_column or of["edge"]:
        of |= {"lon": "", "lat": ""}
    if matching_names((*DAILY_NAMES, *WEEKDAY_NAMES), of["vehicles"]):
        of |= {"begin": "", "end": "", "date": ""}
    missing = {
        Text("how many vehicles were counted"): not of["vehicles"],
        Text("where the stations are"): not has_place,
        Text("when counts begin and end"): bool(of["begin"]) != bool(of["end"]),
    }
    for what, is_missing in missing.items():
        if is_missing:
            raise TrajganrError(
                Code.INPUT_FIELD,
                "{where} does not say {what}; it has {names}.",
                "Name columns vehicles or vehicles_per_day, lon and lat or edge, begin and end; or "
                "choose the field with the vehicles.",
                where=rows.where,
                what=what,
                names=", ".join(rows.names) or "none",
            )
    return of


def _held(rows: Rows, names: list[str], path: Path, dropped: Dropped) -> pa.RecordBatch:
    """All rows with these columns and the geometries."""
    parts, read, size = [], 0, 0
    with readable_text(path):
        for batch in rows.batches(names, dropped):
            parts.append(batch)
            read, size = read + len(batch), size + batch.nbytes
            if read > MAX_ROWS or size > MAX_BYTES:
                raise TrajganrError(
                    Code.INPUT_FORMAT,
                    "{path} has more than {most:,} rows of counts, or more than {size} MB.",
                    "Sum the vehicles of longer periods, such as hours, or use a part.",
                    path=rows.where,
                    most=MAX_ROWS,
                    size=MAX_BYTES >> 20,
                )
    if not read:
        raise nothing_in(rows.where)
    return pa.concat_batches(parts)


def _stated(rows: Rows, of: dict[str, str], table: pa.RecordBatch, zone: str) -> CountRows:
    def words(role: str) -> TextArray:
        found = pc.fill_null(texts(table[of[role]]), "") if of[role] else [""] * len(table)
        return np.asarray(found, dtype=object)

    def values(role: str) -> FloatArray:
        return numbers(table[of[role]]) if of[role] else np.full(len(table), np.nan)

    def seconds(role: str) -> FloatArray:
        times = Times(zone=zone, where=rows.where)
        return times.read(table[of[role]]) if of[role] else np.full(len(table), np.nan)

    lon, lat = values("lon"), values("lat")
    if rows.geometry_column:
        middle = shapely.centroid(shapely.from_wkb(table[GEOMETRY], on_invalid="ignore"))
        crs = crs_of(rows.where, rows.crs, "")
        lon, lat = degrees(shapely.get_x(middle), shapely.get_y(middle), crs, rows.where)
    placed = on_earth(lon, lat, rows.where)
    edge = values("edge")
    is_whole = (edge >= 0) & (edge == np.floor(edge))
    date = seconds("date")
    is_weekday = matching_names(WEEKDAY_NAMES, of["vehicles"])
    return CountRows(
        name=words("name"),
        lon=np.where(placed, lon, np.nan),
        lat=np.where(placed, lat, np.nan),
        edge=np.where(is_whole, edge, -1).clip(max=MAX_ROWS**2).astype(np.int64),
        direction=_directions(rows, of["direction"], values("direction"), words("direction")),
        begin=seconds("begin") if of["begin"] else date,
        end=seconds("end") if of["begin"] else date + DAY_S,
        times=np.full(len(table), WEEKDAYS, dtype=object) if is_weekday else words("times"),
        vehicles=values("vehicles"),
    )


def _directions(rows: Rows, column: str, stated: FloatArray, words: TextArray) -> FloatArray:
    """``(n,)`` degrees, :data:`BOTH` or :data:`UNSTATED`; NaN where it cannot be read."""
    known = np.isfinite(stated)
    if np.isin(stated[known], (0, 1, 2)).all() and (stated[known] > 0).any():
        raise TrajganrError(
            Code.INPUT_FIELD,
            "{where}: the directions in {column} are codes such as {value:g}, not degrees.",
            "Write degrees clockwise from north, compass words such as NE, or both.",
            where=rows.where,
            column=column,
            value=float(stated[known].max()),
        )
    plain = pd.Series(words).str.casefold().str.replace("bound$|[- ]", "", regex=True)
    meant = plain.map(COMPASS | dict.fromkeys(BOTH_WORDS, BOTH) | {"": UNSTATED})
    in_circle = np.where((stated >= 0) & (stated <= 360), stated % 360, np.nan)
    return np.where(known, in_circle, meant.to_numpy(dtype=np.float64))

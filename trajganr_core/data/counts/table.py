"""The rows of a table or layer of counting stations, as it states them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import shapely

from ...contract.errors import Code, TrajganrError
from ...contract.texts.text import Text
from ...utils.arrays import BoolArray, FloatArray, IntArray, TextArray
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
MAX_ROWS = 3_000_000
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
    """The usable rows of a CSV, a Parquet table or a layer.

    Args:
        path: of the file.
        zone: IANA name of the zone of times without one.
        vehicles_field: the column with the vehicles; found by its name if empty.
        dropped: counts the others by reason.

    Raises:
        TrajganrError: as :func:`~.reading.read_counts`.
    """
    rows = _opened(path)
    table = _Table(rows, zone, vehicles_field)
    parts, read = [], 0
    with readable_text(path):
        for batch in rows.batches(table.names, dropped):
            read += len(batch)
            if read > MAX_ROWS:
                raise TrajganrError(
                    Code.INPUT_FORMAT,
                    "{path} has more than {most:,} rows of counts, the limit.",
                    "Sum the vehicles of longer periods, such as hours, or use a part.",
                    path=rows.where,
                    most=MAX_ROWS,
                )
            parts.append(table.part(batch, dropped))
    if not read:
        raise nothing_in(rows.where)
    for bad in table.bad.values():
        bad.refuse_most()
    return CountRows.concatenate(parts)


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


class _Table:
    """The columns of a table, and what is wrong with its rows."""

    def __init__(self, rows: Rows, zone: str, vehicles_field: str) -> None:
        self._rows = rows
        chosen = {"vehicles": vehicles_field}
        self._of = {
            role: find_column(rows, chosen.get(role, ""), usual) for role, usual in NAMES.items()
        }
        self._is_layer = bool(rows.geometry_column)
        self._refuse_incomplete()
        vehicles = self._of["vehicles"]
        self._average = ""
        if matching_names(DAILY_NAMES, vehicles) or matching_names(WEEKDAY_NAMES, vehicles):
            self._of |= {"begin": "", "end": "", "date": ""}
        if matching_names(WEEKDAY_NAMES, vehicles):
            self._average, self._of["times"] = WEEKDAYS, ""
        self._times = {
            role: Times(zone=zone, where=rows.where) for role in ("begin", "end", "date")
        }
        reasons = (LONG_NAME, NO_PLACE, NO_DIRECTION, UNREADABLE, BACKWARDS, NO_NUMBER)
        self.bad = {reason: BadItems(reason, rows.where) for reason in reasons}

    @property
    def names(self) -> list[str]:
        """The columns that are read."""
        return list(dict.fromkeys(filter(None, self._of.values())))

    def part(self, batch: pa.RecordBatch, dropped: Dropped) -> CountRows:
        """The usable rows of a batch."""
        lon, lat = self._positions(batch)
        edge = self._numbers(batch, "edge")
        is_placed = edge == np.floor(edge) if self._of["edge"] else np.isfinite(lon + lat)
        begin, end = self._period(batch)
        rows = CountRows(
            name=self._texts(batch, "name"),
            lon=lon,
            lat=lat,
            edge=np.nan_to_num(edge, nan=-1).clip(-1, 1 << 40).astype(np.int64),
            direction=self._direction(batch),
            begin=begin,
            end=end,
            times=self._texts(batch, "times") if self._of["times"] else self._same(batch),
            vehicles=self._numbers(batch, "vehicles"),
        )
        is_dated = bool(self._of["begin"] or self._of["date"])
        return self._good(
            rows,
            {
                LONG_NAME: np.array([len(each) > MAX_NAME for each in rows.name], dtype=bool),
                NO_PLACE: ~is_placed,
                NO_DIRECTION: np.isnan(rows.direction),
                UNREADABLE: np.isnan(begin + end) & is_dated,
                BACKWARDS: end <= begin,
                NO_NUMBER: ~((rows.vehicles >= 0) & np.isfinite(rows.vehicles)),
            },
            batch.select(self.names),
            dropped,
        )

    def _good(
        self,
        rows: CountRows,
        wrong: dict[Text, BoolArray],
        batch: pa.RecordBatch,
        dropped: Dropped,
    ) -> CountRows:
        """The rows without a mistake; the others count for the first that they have."""
        good = np.ones(len(rows), dtype=bool)
        for reason, is_bad in wrong.items():
            first = np.flatnonzero(is_bad & good)
            example = str(batch.slice(first[0], 1).to_pylist()[0]) if len(first) else ""
            self.bad[reason].add(len(rows), len(first), example, dropped)
            good &= ~is_bad
        return rows.take(good)

    def _refuse_incomplete(self) -> None:
        of, rows = self._of, self._rows
        if self._is_layer or of["edge"]:
            of["lon"] = of["lat"] = ""
        if rows.geometry in ("line", "other") and not of["edge"]:
            raise TrajganrError(
                Code.INPUT_GEOMETRY,
                "{where} has no points.",
                "Choose a layer of points, or of segments with the field edge.",
                where=rows.where,
            )
        if not of["vehicles"]:
            missing = Text("how many vehicles were counted")
        elif not (self._is_layer or of["edge"] or (of["lon"] and of["lat"])):
            missing = Text("where the stations are")
        elif bool(of["begin"]) != bool(of["end"]):
            missing = Text("when counts begin and end")
        else:
            return
        raise TrajganrError(
            Code.INPUT_FIELD,
            "{where} does not say {what}; it has {names}.",
            "Name columns vehicles or vehicles_per_day, lon and lat or edge, begin and end; or "
            "choose the field with the vehicles.",
            where=rows.where,
            what=missing,
            names=", ".join(rows.names) or "none",
        )

    def _same(self, batch: pa.RecordBatch) -> TextArray:
        return np.full(len(batch), self._average, dtype=object)

    def _texts(self, batch: pa.RecordBatch, role: str) -> TextArray:
        """``(n,)`` the texts of a column, empty where there is none."""
        if not self._of[role]:
            return np.full(len(batch), "", dtype=object)
        found = pc.fill_null(texts(batch[self._of[role]]), "")
        return np.asarray(found.to_numpy(zero_copy_only=False), dtype=object)

    def _numbers(self, batch: pa.RecordBatch, role: str) -> FloatArray:
        """``(n,)`` the numbers of a column, NaN where there is none."""
        name = self._of[role]
        return numbers(batch[name]) if name else np.full(len(batch), np.nan)

    def _positions(self, batch: pa.RecordBatch) -> tuple[FloatArray, FloatArray]:
        """Degrees, NaN where unknown or off the Earth."""
        lon, lat = self._numbers(batch, "lon"), self._numbers(batch, "lat")
        if self._is_layer:
            shapes = shapely.from_wkb(batch[GEOMETRY], on_invalid="ignore")
            middle = shapely.centroid(shapes)
            crs = crs_of(self._rows.where, self._rows.crs, "")
            lon, lat = degrees(shapely.get_x(middle), shapely.get_y(middle), crs, self._rows.where)
        placed = on_earth(lon, lat, self._rows.where)
        return np.where(placed, lon, np.nan), np.where(placed, lat, np.nan)

    def _period(self, batch: pa.RecordBatch) -> tuple[FloatArray, FloatArray]:
        """Unix seconds of begin and end, or of a day; NaN without a period."""
        of = self._of
        if of["begin"]:
            begin, end = (self._times[role].read(batch[of[role]]) for role in ("begin", "end"))
            return begin, end
        if not of["date"]:
            return np.full(len(batch), np.nan), np.full(len(batch), np.nan)
        begin = self._times["date"].read(batch[of["date"]])
        return begin, begin + DAY_S

    def _direction(self, batch: pa.RecordBatch) -> FloatArray:
        """``(n,)`` degrees, :data:`BOTH` or :data:`UNSTATED`; NaN where it cannot be read."""
        if not self._of["direction"]:
            return np.full(len(batch), UNSTATED)
        stated = numbers(batch[self._of["direction"]])
        known = np.isfinite(stated)
        if known.any() and np.isin(stated[known], (0, 1, 2)).all() and (stated[known] > 0).any():
            raise TrajganrError(
                Code.INPUT_FIELD,
                "{where}: the directions in {column} are codes such as {value:g}, not degrees.",
                "Write degrees clockwise from north, compass words such as NE, or both.",
                where=self._rows.where,
                column=self._of["direction"],
                value=float(stated[known].max()),
            )
        found = np.where((stated >= 0) & (stated <= 360), stated % 360, np.nan)
        words = self._texts(batch, "direction")
        values = COMPASS | dict.fromkeys(BOTH_WORDS, BOTH) | {"": UNSTATED}
        for row in np.flatnonzero(~known).tolist():
            word = words[row].casefold().removesuffix("bound").replace("-", "").replace(" ", "")
            found[row] = values.get(word, np.nan)
        return found

"""Tables and layers with one fix per row.

Rows of different trips may be mixed, so a table is read whole before the first trip is complete. It
is held as columns, 28 bytes per fix, 4 more with speed and 4 with heading, and another 16 during
sorting. Rows of one
trip keep the table's order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import shapely
from pyproj import CRS

from ...contract.errors import Code, TrajganrError
from ...contract.options.data_config import TripOptions
from ...contract.texts.text import Text
from ...utils.arrays import BoolArray, Float32Array, FloatArray, IntArray, TextArray
from ...utils.ragged import offsets_of
from ...utils.remarks import present
from ...utils.study_area import GEOGRAPHIC, check_not_degrees
from ..files import nothing_in
from ..trips.trajectories import FIXES_OF_A_BATCH, Trajectories
from .columns import LON_NAMES, find_columns, matching_names, to_metres_per_second, unread_columns
from .crs import crs_of, degrees
from .limits import check_held, check_length
from .records import cut_into_trips, cuts_by_occupancy, how_cut
from .rows import GEOMETRY, Rows
from .source import Dropped, Reading
from .times import ROWS_REPEATED, ROWS_SKIPPED, UNREADABLE, Times, resolve_repeated
from .values import UNKNOWN_HEADINGS, first_value, headings, numbers, texts, truths


def read_fixes(rows: Rows, options: TripOptions, kind: str | Text) -> Reading:
    """Recognise the columns of a table of fixes by its first rows; ``kind`` describes it to users.

    Raises:
        TrajganrError: ``INPUT.EMPTY`` without rows; ``INPUT.FIELD`` for a missing column;
            ``INPUT.CRS`` for an unknown CRS; ``INPUT.TIME`` and ``INPUT.FORMAT`` if no time or
            position of the first rows can be read.
    """
    table = _FixTable(rows, options)
    table.try_first_rows()
    return Reading(
        format="fix_table" if table.columns.x else "fix_layer",
        description=Text(
            "{kind} with one fix per row: {columns}", kind=kind, columns=table.description()
        ),
        trips=table.trips,
        share=lambda: table.share,
        warnings=unread_columns(rows, table.columns),
    )


@dataclass
class _Fixes:
    """Columns of a table; ``trip`` is the number of a trip or of a vehicle.

    ``speed``, ``heading`` and ``occupied`` are empty if the table does not have them; ``repeated``
    marks times in the hour that the clock repeats.
    """

    trip: npt.NDArray[np.int32]
    x: FloatArray
    y: FloatArray
    t: FloatArray
    repeated: BoolArray
    speed: Float32Array
    heading: Float32Array
    occupied: BoolArray


class _FixTable:
    def __init__(self, rows: Rows, options: TripOptions) -> None:
        self.rows = rows
        self.options = options
        self.columns = find_columns(rows, options)
        if options.cut_by == "occupancy" and not self.columns.trip and not self.columns.occupied:
            raise TrajganrError(
                Code.INPUT_FIELD,
                "{where} has no occupancy column to split its records by.",
                "Cut the records at gaps, or add a column 'occupied' of 0 and 1.",
                where=rows.where,
            )
        self.crs = self._crs()
        where = f"{rows.where}, {self.columns.time}"
        self.times = Times(options.time_unit, options.time_zone, where)
        self.share = 0.0

    def try_first_rows(self) -> None:
        """Read a batch, to determine units and to report systematic errors early."""
        first = next(self.rows.batches(self.columns.names, Counter()), None)
        if first is None or not len(first):
            raise nothing_in(self.rows.where)
        if not np.isfinite(self.times.read(first[self.columns.time])).any():
            raise self.times.none_readable(f"{self.rows.where}, {self.columns.time}")
        x, y = self._positions(first)
        if not np.isfinite(x + y).any():
            raise TrajganrError(
                Code.INPUT_FORMAT,
                "{where}: no position can be read; the first value is {value!r}.",
                "Write longitude and latitude as numbers, and check which columns contain them.",
                where=self.rows.where,
                value=first_value(first[self.columns.x]) if self.columns.x else "no point",
            )
        check_not_degrees(x, y, self.crs, self.rows.where)
        # A chosen speed column may be empty, but not have other content.
        if (
            self.options.speed_field
            and not np.isfinite(self._speed(first)).any()
            and (value := first_value(first[self.columns.speed]))
        ):
            raise TrajganrError(
                Code.INPUT_FIELD,
                "{where}: no speed can be read in column {column}; the first value is {value!r}.",
                "Choose a column of numbers, or none.",
                where=self.rows.where,
                column=self.columns.speed,
                value=value[:60],
            )

    def description(self) -> list[Text]:
        """The roles of the columns, in words."""
        columns, trip = self.columns, self.columns.trip
        return [
            *present(
                Text("trip in {field}", field=trip),
                Text("driver in {field}", field=columns.driver if trip else ""),
                Text("vehicle in {field}", field="" if trip else columns.driver),
            ),
            *([] if trip else [how_cut(self.options, bool(columns.occupied))]),
            Text("time in {field} ({kind})", field=columns.time, kind=self.times.description),
            Text(
                "position in {x} and {y} ({crs})"
                if columns.x
                else "position in the geometry ({crs})",
                x=columns.x,
                y=columns.y,
                crs=self.crs.name,
            ),
            *present(
                Text("speed in {field} ({unit})", field=columns.speed, unit=columns.speed_unit),
                Text("heading in {field}", field=columns.heading),
            ),
        ]

    def trips(self, dropped: Dropped) -> Iterator[Trajectories]:
        """All trips, or the records of vehicles cut into trips."""
        names = _Names()
        fixes = _joined(list(self._parts(names, dropped)))
        offsets = offsets_of(np.bincount(fixes.trip, minlength=len(names)))
        in_order = bool((fixes.trip[1:] >= fixes.trip[:-1]).all())
        order = None if in_order else np.argsort(fixes.trip, kind="stable")
        ids, drivers = names.ids()
        for first, last in _batches(offsets):
            some: slice | IntArray = slice(offsets[first], offsets[last])
            if order is not None:
                some = order[some]
            lon, lat = degrees(fixes.x[some], fixes.y[some], self.crs, self.rows.where)
            unknown_motion = np.full(len(lon), np.nan, dtype=np.float32)
            of_part = offsets[first : last + 1] - offsets[first]
            t, unknown = resolve_repeated(fixes.t[some], fixes.repeated[some], of_part)
            dropped[ROWS_REPEATED] += int(unknown.sum())
            part = Trajectories(
                offsets=of_part,
                lon=lon,
                lat=lat,
                t=t,
                speed=fixes.speed[some] if len(fixes.speed) else unknown_motion,
                heading=fixes.heading[some] if len(fixes.heading) else unknown_motion,
                trip_id=ids[first:last],
                driver_id=drivers[first:last],
            ).take_fixes(~unknown)
            self.share = float(offsets[last] / offsets[-1])
            if self.columns.trip:
                yield part
                continue
            by_occupancy = cuts_by_occupancy(self.options, bool(self.columns.occupied))
            occupied = fixes.occupied[some][~unknown] if by_occupancy else None
            yield cut_into_trips(part, occupied, self.options, dropped)

    def _parts(self, names: _Names, dropped: Dropped) -> Iterator[_Fixes]:
        """The usable rows, batch by batch; refused if they are too many."""
        columns, rows = self.columns, 0
        for batch in self.rows.batches(columns.names, dropped):
            t = self.times.read(batch[columns.time])
            repeated, skipped = self.times.repeated, self.times.skipped
            x, y = self._positions(batch)
            trip, driver = (
                texts(batch[name]) if name else pa.nulls(len(batch), pa.string())
                for name in (columns.trip, columns.driver)
            )
            named = (trip if columns.trip else driver).is_valid().to_numpy(zero_copy_only=False)
            timed = np.isfinite(t)
            placed = np.isfinite(x) & np.isfinite(y)
            dropped[Text("rows without trip or vehicle")] += int((~named).sum())
            dropped[ROWS_SKIPPED] += int((named & skipped).sum())
            dropped[UNREADABLE] += int((named & ~timed & ~skipped).sum())
            dropped[Text("rows whose position cannot be read")] += int(
                (named & timed & ~placed).sum()
            )
            keep = named & timed & placed
            if not keep.all():
                batch, trip, driver = (c.filter(pa.array(keep)) for c in (batch, trip, driver))
                t, x, y, repeated = t[keep], x[keep], y[keep], repeated[keep]
            number = names.number(trip, driver)
            rows += len(number)
            check_held(rows, self.rows.where)
            check_length(names.longest, names.name_of_longest, self.rows.where)
            yield _Fixes(
                trip=number,
                x=x,
                y=y,
                t=t,
                repeated=repeated,
                speed=self._counted_speed(batch, dropped),
                heading=self._counted_heading(batch, dropped),
                occupied=truths(batch[columns.occupied])
                if columns.occupied
                else np.empty(0, dtype=bool),
            )

    def _speed(self, batch: pa.RecordBatch) -> Float32Array:
        if not self.columns.speed:
            return np.empty(0, dtype=np.float32)
        factor = to_metres_per_second(self.columns.speed_unit)
        return (numbers(batch[self.columns.speed]) * factor).astype(np.float32)

    def _counted_speed(self, batch: pa.RecordBatch, dropped: Dropped) -> Float32Array:
        speed = self._speed(batch)
        if len(speed):
            dropped[Text("speeds that cannot be read")] += _unread(speed, batch[self.columns.speed])
        return speed

    def _counted_heading(self, batch: pa.RecordBatch, dropped: Dropped) -> Float32Array:
        if not self.columns.heading:
            return np.empty(0, dtype=np.float32)
        column = batch[self.columns.heading]
        heading = headings(numbers(column))
        dropped[UNKNOWN_HEADINGS] += _unread(heading, column)
        return heading

    def _positions(self, batch: pa.RecordBatch) -> tuple[FloatArray, FloatArray]:
        """Coordinates of a batch; NaN where a row does not have exactly one point."""
        if self.columns.x:
            return numbers(batch[self.columns.x]), numbers(batch[self.columns.y])
        points = shapely.from_wkb(
            batch[GEOMETRY].to_numpy(zero_copy_only=False), on_invalid="ignore"
        )
        single = shapely.get_num_coordinates(points) == 1
        xy = np.full((len(batch), 2), np.nan)
        xy[single] = shapely.get_coordinates(points[single])
        return xy[:, 0], xy[:, 1]

    def _crs(self) -> CRS:
        """The CRS of the coordinates; EPSG:4326 by default for longitude and latitude columns."""
        if not self.columns.x:
            return crs_of(self.rows.where, self.rows.crs, self.options.crs)
        named = bool(matching_names(LON_NAMES, self.columns.x)) or bool(self.options.lon_field)
        return crs_of(self.rows.where, None, self.options.crs or (GEOGRAPHIC if named else ""))


def _unread(values: Float32Array, column: pa.Array) -> int:
    """Number of values of a column that are present but became NaN."""
    present = texts(column).is_valid().to_numpy(zero_copy_only=False)
    return int((present & ~np.isfinite(values)).sum())


class _Names:
    """Numbers of trips, in order of appearance.

    A trip is identified by its id and its driver, because drivers may use the same trip ids.
    """

    def __init__(self) -> None:
        self._number: dict[tuple[str, str], int] = {}
        self._length: Counter[tuple[str, str]] = Counter()
        #: Fixes of the longest trip so far, and its id.
        self.longest = 0
        self.name_of_longest = ""

    def __len__(self) -> int:
        return len(self._number)

    def number(self, trip: pa.Array, driver: pa.Array) -> npt.NDArray[np.int32]:
        """Trip numbers ``(n,)`` of rows."""
        trip, driver = (pc.fill_null(column, "").dictionary_encode() for column in (trip, driver))
        drivers = driver.dictionary.to_pylist()
        trips = trip.dictionary.to_pylist()
        both = trip.indices.to_numpy() * np.int64(len(drivers)) + driver.indices.to_numpy()
        of_row, pairs = pd.factorize(both)
        named = [
            (trips[pair // len(drivers)], drivers[pair % len(drivers)]) for pair in pairs.tolist()
        ]
        for name, fixes in zip(named, np.bincount(of_row).tolist(), strict=True):
            self._length[name] += fixes
            if self._length[name] > self.longest:
                self.longest, self.name_of_longest = self._length[name], " ".join(name).strip()
        of_pair = [self._number.setdefault(name, len(self._number)) for name in named]
        return np.array(of_pair, dtype=np.int32)[of_row]

    def ids(self) -> tuple[TextArray, TextArray]:
        """Ids of trips and of their drivers; duplicate trip ids are prefixed with the driver's."""
        trip = np.array([trip for trip, _ in self._number], dtype=object)
        driver = np.array([driver for _, driver in self._number], dtype=object)
        number, _ = pd.factorize(trip)
        shared = (np.bincount(number)[number] > 1) & (driver != "")
        trip[shared] = driver[shared] + " " + trip[shared]
        return trip, driver


def _joined(parts: list[_Fixes]) -> _Fixes:
    """All parts as one; the columns of the parts are freed as they are joined."""
    joined = {}
    for name in _Fixes.__dataclass_fields__:
        joined[name] = np.concatenate([getattr(part, name) for part in parts])
        for part in parts:
            delattr(part, name)
    return _Fixes(**joined)


def _batches(offsets: IntArray) -> Iterator[tuple[int, int]]:
    """Ranges of groups with about a batch of fixes each."""
    marks = np.arange(0, offsets[-1] + FIXES_OF_A_BATCH, FIXES_OF_A_BATCH)
    bounds = np.unique(np.searchsorted(offsets, marks))
    bounds = np.unique(np.r_[0, np.minimum(bounds, len(offsets) - 1), len(offsets) - 1])
    return pairwise(bounds.tolist())

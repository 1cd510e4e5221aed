"""Layers of measured lines, one trip per feature: the format in which the plugin sends trips.

LineStringM in any CRS; M is the time of each fix in Unix seconds or milliseconds. Optional fields:
trip, driver, and the measured speed and the heading of each fix, comma-separated, empty where not
measured. Speeds are in km/h if the field is called ``speeds``. The parts of a MultiLineStringM are
pieces of one trip with the same id.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import shapely

from ...contract.errors import Code, TrajganrError
from ...contract.options.data_config import TripOptions
from ...contract.texts.text import Text
from ...utils.arrays import FloatArray, GeometryArray, IntArray, TextArray
from ...utils.ragged import offsets_of, row_of_each
from ...utils.remarks import present
from ..files import nothing_in
from ..trips.trajectories import Trajectories
from .columns import DRIVER_NAMES, TRIP_NAMES, find_column, find_speed, to_metres_per_second
from .crs import crs_of, degrees
from .rows import GEOMETRY, Rows
from .source import BadItems, Dropped, Reading
from .times import Times
from .values import UNKNOWN_HEADINGS, headings, numbers, texts

SPEEDS, HEADINGS = "speeds", "headings"
#: Lines read at a time; each has dozens of fixes.
BATCH_LINES = 1 << 13


def read_lines(rows: Rows, options: TripOptions, kind: str | Text) -> Reading:
    """Recognise a layer of measured lines by its first lines; ``kind`` describes it to users.

    Raises:
        TrajganrError: ``INPUT.EMPTY`` without features; ``INPUT.TIME`` for lines without M;
            ``INPUT.FIELD`` for a chosen field that is missing; ``INPUT.CRS`` for an unknown CRS.
    """
    layer = _LineLayer(rows, options)
    layer.try_first_rows()
    return Reading(
        "trip_layer",
        Text("{kind} of measured lines: {columns}", kind=kind, columns=layer.description()),
        layer.trips,
        share=lambda: rows.share,
    )


class _LineLayer:
    def __init__(self, rows: Rows, options: TripOptions) -> None:
        self._rows = rows
        self._trip = find_column(rows, options.trip_field, TRIP_NAMES)
        self._driver = find_column(rows, options.driver_field, DRIVER_NAMES)
        self._speeds = find_column(rows, options.speed_field, (SPEEDS,))
        has_unit = not self._speeds or self._speeds.lower() == SPEEDS
        self._speed_unit = "km/h" if has_unit else find_speed(rows, options)[1]
        self._headings = find_column(rows, options.heading_field, (HEADINGS,))
        self._crs = crs_of(rows.where, rows.crs, options.crs)
        self._times = Times(options.time_unit, where=f"{rows.where}, M")

    def try_first_rows(self) -> None:
        """Read some lines, to determine the unit of M and to report missing M early."""
        first = next(self._rows.batches([], Counter(), rows=16), None)
        if first is None or not len(first):
            raise nothing_in(self._rows.where)
        lines = _lines(first)
        if shapely.is_missing(lines).all() and first[GEOMETRY].null_count < len(first):
            raise TrajganrError(
                Code.INPUT_FORMAT,
                "{where}: none of the first geometries can be read.",
                "Save the layer again, with geometries as Well-Known Binary.",
                where=self._rows.where,
            )
        if not shapely.has_m(lines).any():
            raise TrajganrError(
                Code.INPUT_TIME,
                "The lines of {where} have no M values, so the fixes have no time.",
                "Load the points of the lines with 'Load trips', or use LineStringM with "
                "Unix seconds as M.",
                where=self._rows.where,
            )
        m = shapely.get_coordinates(lines, include_m=True)[:, 2]
        if not np.isfinite(self._times.read(pa.array(m))).any():
            raise self._times.none_readable(f"{self._rows.where}, M")

    def description(self) -> list[Text]:
        """The roles of the fields, in words."""
        return [
            Text(
                "trip in {field}" if self._trip else "one trip per line, numbered", field=self._trip
            ),
            *present(Text("driver in {field}", field=self._driver)),
            Text("time in {field} ({kind})", field="M", kind=self._times.description),
            Text("position in {crs}", crs=self._crs.name),
            *present(
                Text("speed in {field} ({unit})", field=self._speeds, unit=self._speed_unit),
                Text("heading in {field}", field=self._headings),
            ),
        ]

    def trips(self, dropped: Dropped) -> Iterator[Trajectories]:
        """The trips, batch by batch."""
        fields = (self._trip, self._driver, self._speeds, self._headings)
        columns = [name for name in fields if name]
        bad_speeds, bad_headings = (
            BadItems(Text(reason, field=field), *(self._rows.where, Code.INPUT_FIELD))
            for field, reason in (
                (self._speeds, "lists in field {field} without one speed per fix"),
                (self._headings, "lists in field {field} without one heading per fix"),
            )
        )
        first = 1
        for batch in self._rows.batches(columns, dropped, rows=BATCH_LINES):
            numbered = self._numbered(first, len(batch))
            first += len(batch)
            lines = _lines(batch)
            there = ~(shapely.is_missing(lines) | shapely.is_empty(lines))
            dropped[Text("features without a line")] += int((~there).sum())
            batch, lines = batch.filter(pa.array(there)), lines[there]
            trip = self._texts(batch, self._trip, numbered[there])
            driver = self._texts(batch, self._driver, np.full(len(batch), "", dtype=object))
            count = shapely.get_num_coordinates(lines)
            speed = _measured(batch, self._speeds, count, trip, dropped, bad_speeds)
            listed = _measured(batch, self._headings, count, trip, dropped, bad_headings)
            heading = headings(listed)
            dropped[UNKNOWN_HEADINGS] += int((np.isfinite(listed) & np.isnan(heading)).sum())
            parts, line = shapely.get_parts(lines, return_index=True)
            coordinates = shapely.get_coordinates(parts, include_m=True)
            lon, lat = degrees(coordinates[:, 0], coordinates[:, 1], self._crs, self._rows.where)
            yield Trajectories(
                offsets=offsets_of(shapely.get_num_coordinates(parts)),
                lon=lon,
                lat=lat,
                t=self._times.read(pa.array(coordinates[:, 2])),
                speed=(speed * to_metres_per_second(self._speed_unit)).astype(np.float32),
                heading=heading,
                trip_id=trip[line],
                driver_id=driver[line],
            )
        bad_speeds.refuse_most()

    def _numbered(self, first: int, count: int) -> TextArray:
        """Generated ids of lines without one, distinct from ids in the layer."""
        prefix = "line " if self._trip else ""
        return np.array([f"{prefix}{n}" for n in range(first, first + count)], dtype=object)

    def _texts(self, batch: pa.RecordBatch, name: str, otherwise: TextArray) -> TextArray:
        if not name:
            return otherwise
        values = pc.coalesce(texts(batch[name]), pa.array(otherwise, pa.string()))
        return np.asarray(values.to_numpy(zero_copy_only=False), dtype=object)


def _lines(batch: pa.RecordBatch) -> GeometryArray:
    geometries = batch[GEOMETRY].to_numpy(zero_copy_only=False)
    return np.asarray(shapely.from_wkb(geometries, on_invalid="ignore"))


def _measured(
    batch: pa.RecordBatch,
    name: str,
    count: IntArray,
    trip: TextArray,
    dropped: Dropped,
    bad: BadItems,
) -> FloatArray:
    """The numbers of all fixes listed in a field; NaN where missing, or in lists that do not fit.

    Args:
        name: the field, or "".
        count: ``(lines,)`` number of fixes.
        trip: ``(lines,)`` ids, for examples of lists that do not fit.
    """
    found = np.full(int(count.sum()), np.nan)
    if not name:
        return found
    field = texts(batch[name])
    present = field.is_valid().to_numpy(zero_copy_only=False)
    listed = pc.split_pattern(field.drop_null(), ",")
    lengths = pc.list_value_length(listed).to_numpy(zero_copy_only=False)
    values = texts(pc.list_flatten(listed))
    measured = numbers(values)
    wrong = values.is_valid().to_numpy(zero_copy_only=False) & ~np.isfinite(measured)
    row = row_of_each(offsets_of(lengths))
    fits = (lengths == count[present]) & (np.bincount(row[wrong], minlength=len(lengths)) == 0)
    example = ""
    if not fits.all():
        first = int(np.flatnonzero(present)[np.argmin(fits)])
        example = f"trip {trip[first]!r}: {field[first].as_py()!r}"
    bad.add(len(fits), int((~fits).sum()), example, dropped)
    usable = present.copy()
    usable[present] = fits
    found[np.repeat(usable, count)] = measured[fits[row]]
    return found

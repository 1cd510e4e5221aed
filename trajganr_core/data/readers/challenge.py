"""The CSV of the ECML/PKDD 2015 taxi challenge: a trip a row, its fixes in a JSON POLYLINE.

Columns: ``TRIP_ID, TAXI_ID, TIMESTAMP`` (Unix seconds UTC of the first fix), ``MISSING_DATA`` and
``POLYLINE`` (``[[lon, lat], …]``, a fix every 15 seconds). Read block by block: the full set has
1.7 M trips and 83 M fixes.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from ...errors import Code, TrajganrError
from ..files import InputFile, nothing_in
from ..ragged import offsets_of, row_of_each
from ..trajectories import Trajectories
from .columns import find_column
from .rows import CsvRows
from .source import Dropped, Reading
from .values import numbers, texts

__all__ = ["POLYLINE", "read_challenge"]

IntArray = npt.NDArray[np.int64]
FloatArray = npt.NDArray[np.float64]

POLYLINE = "POLYLINE"
COLUMNS = ("TRIP_ID", "TAXI_ID", "TIMESTAMP", "MISSING_DATA", POLYLINE)
SECONDS_BETWEEN_FIXES = 15.0

OPEN, CLOSE, COMMA = b"[],"
#: The brackets and commas of a coordinate, and the comma to the next.
COORDINATE = np.frombuffer(b"[,],", dtype=np.uint8)


def read_challenge(file: InputFile) -> Reading:
    """Recognise a challenge CSV, plain or zipped.

    Trips with ``MISSING_DATA`` are dropped and counted: a gap of unknown place shifts the times
    of all fixes after it.

    Raises:
        TrajganrError: ``INPUT.FIELD`` for a missing column, ``INPUT.EMPTY`` without rows; while
            it is read, ``INPUT.FORMAT`` for a polyline that is none.
    """
    rows = CsvRows(file)
    for name in COLUMNS:
        find_column(rows, name, ())
    with file.open() as content:
        content.readline()
        if not content.peek(1).strip():
            raise nothing_in(file)

    def trips(dropped: Dropped) -> Iterator[Trajectories]:
        for batch in rows.batches(COLUMNS, dropped):
            yield _trips(batch, dropped, rows.where)

    return Reading(
        format="challenge",
        description=(
            "CSV of the ECML/PKDD 2015 taxi challenge: a trip a row, driver in TAXI_ID, a fix "
            "every 15 s in POLYLINE (EPSG:4326), the first at TIMESTAMP (Unix seconds)"
        ),
        trips=trips,
        has_local_ids=False,
    )


def _trips(batch: pa.RecordBatch, dropped: Dropped, where: str) -> Trajectories:
    incomplete = pc.equal(pc.utf8_lower(batch["MISSING_DATA"]), "true")
    incomplete = pc.fill_null(incomplete, False).to_numpy(zero_copy_only=False)
    start = numbers(batch["TIMESTAMP"])
    timeless = ~incomplete & ~np.isfinite(start)
    dropped["trips whose row says that fixes are missing"] += int(incomplete.sum())
    dropped["trips whose TIMESTAMP is no number"] += int(timeless.sum())
    usable = ~incomplete & ~timeless
    batch, start = batch.filter(pa.array(usable)), start[usable]

    values, counts = _coordinates(batch, where)
    offsets = offsets_of(counts)
    trip = row_of_each(offsets)
    return Trajectories(
        offsets=offsets,
        lon=values[0::2].copy(),
        lat=values[1::2].copy(),
        t=start[trip] + SECONDS_BETWEEN_FIXES * (np.arange(offsets[-1]) - offsets[trip]),
        speed=np.full(offsets[-1], np.nan, dtype=np.float32),
        trip_id=_names(batch["TRIP_ID"]),
        driver_id=_names(batch["TAXI_ID"]),
    )


def _coordinates(batch: pa.RecordBatch, where: str) -> tuple[FloatArray, IntArray]:
    """Longitudes and latitudes in turn, and the number of fixes of each row.

    The brackets and commas of all rows together are checked and taken out, and what is left
    between them is read as numbers: nothing is done trip by trip, and twice as fast as by
    splitting each text.
    """
    polylines = batch[POLYLINE].fill_null("[]")
    if pc.any(pc.match_substring(polylines, " ")).as_py():
        polylines = pc.replace_substring(polylines, " ", "")
    text, bounds = _bytes_of(polylines)
    place = np.flatnonzero((text == COMMA) | (text == OPEN) | (text == CLOSE))
    first, last = np.searchsorted(place, bounds[:-1]), np.searchsorted(place, bounds[1:])
    # A list of n coordinates has 4 n + 1 brackets and commas, and an empty one has two.
    counts = np.maximum(last - first - 1, 0) // 4
    row = np.repeat(np.arange(len(counts)), last - first)
    part = np.arange(len(place)) - first[row] - 1  # -1 for the bracket that opens the list
    is_last = np.zeros(len(place), dtype=bool)
    is_last[last[last > first] - 1] = True
    right = np.where(part < 0, OPEN, COORDINATE[part & 3])
    right[is_last] = CLOSE
    number_follows = (part >= 0) & ((part & 3) < 2) & ~is_last
    touches_next = np.diff(place, append=-1) == 1
    as_it_should = (text[place] == right) & (touches_next | number_follows | is_last)
    well_formed = np.bincount(row[~as_it_should], minlength=len(counts)) == 0
    well_formed &= np.where(counts > 0, last - first == 4 * counts + 1, last - first == 2)
    well_formed[last > first] &= place[first[last > first]] == bounds[:-1][last > first]
    well_formed[last > first] &= place[last[last > first] - 1] == bounds[1:][last > first] - 1
    if not well_formed.all():
        raise _not_a_polyline(batch, int(np.argmin(well_formed)), where)

    # What is left when they are taken out are numbers, each up to the next of them.
    ends = (place - np.arange(len(place)))[np.r_[False, number_follows[:-1]]]
    digits = text.tobytes().translate(None, b"[],")
    offsets = np.r_[0, ends].astype(np.int32)
    listed = pa.StringArray.from_buffers(len(ends), pa.py_buffer(offsets), pa.py_buffer(digits))
    try:
        values = pc.cast(listed, pa.float64())
    except pa.ArrowInvalid as error:
        bad = int(np.argmin(np.isfinite(numbers(listed))))
        raise _not_a_polyline(
            batch, int(np.searchsorted(np.cumsum(2 * counts), bad, "right")), where
        ) from error
    return values.to_numpy(zero_copy_only=False), counts


def _bytes_of(column: pa.StringArray) -> tuple[npt.NDArray[np.uint8], IntArray]:
    """The texts of a column as one run of bytes, and where each begins and the last ends."""
    _, offsets, content = column.buffers()
    ends = np.frombuffer(offsets, dtype=np.int32)[column.offset : column.offset + len(column) + 1]
    if content is None:
        return np.empty(0, dtype=np.uint8), np.zeros(len(column) + 1, dtype=np.int64)
    text = np.frombuffer(content, dtype=np.uint8)[ends[0] : ends[-1]]
    return text, (ends - ends[0]).astype(np.int64)


def _not_a_polyline(batch: pa.RecordBatch, row: int, where: str) -> TrajganrError:
    text = batch[POLYLINE][row].as_py() or ""
    return TrajganrError(
        Code.INPUT_FORMAT,
        "The POLYLINE of trip {trip} of {where} is not a list of [lon, lat] pairs: {text}",
        "Correct or remove the row.",
        where=where,
        trip=str(batch["TRIP_ID"][row].as_py()),
        text=text if len(text) <= 60 else f"{text[:57]}…",
    )


def _names(column: pa.Array) -> npt.NDArray[np.object_]:
    values = pc.fill_null(texts(column), "")
    return np.asarray(values.to_numpy(zero_copy_only=False), dtype=object)

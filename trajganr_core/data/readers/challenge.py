"""The CSV of the ECML/PKDD 2015 taxi challenge: one trip per row, fixes in a JSON POLYLINE.

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

from ...contract.texts.text import Text
from ...utils.arrays import FloatArray, IntArray, TextArray
from ...utils.ragged import offsets_of, row_of_each
from ..files import InputFile, nothing_in
from ..tables import skip_header
from ..trips.trajectories import Trajectories
from .bad_items import BadItems
from .columns import find_column
from .csv_rows import CsvRows
from .source import Dropped, Reading
from .times import is_unix_time
from .values import numbers, texts

__all__ = ["POLYLINE", "read_challenge"]

POLYLINE = "POLYLINE"
COLUMNS = ("TRIP_ID", "TAXI_ID", "TIMESTAMP", "MISSING_DATA", POLYLINE)
SECONDS_BETWEEN_FIXES = 15.0

OPEN, CLOSE, COMMA = b"[],"
COORDINATE = np.frombuffer(b"[,]", dtype=np.uint8)
BLANKS = (" ", "\t")


def read_challenge(file: InputFile) -> Reading:
    """Recognise a challenge CSV, plain or zipped.

    Trips with ``MISSING_DATA`` are dropped and counted, because a gap at an unknown position shifts
    the times of all later fixes. Rows with an invalid polyline are dropped too.

    Raises:
        TrajganrError: ``INPUT.FIELD`` for a missing column, ``INPUT.EMPTY`` without rows;
            ``INPUT.FORMAT``, while reading, if most polylines are invalid.
    """
    rows = CsvRows(file)
    for name in COLUMNS:
        find_column(rows, name, ())
    with file.open() as content:
        if not skip_header(content) or not content.peek(1).strip():
            raise nothing_in(file)

    def trips(dropped: Dropped) -> Iterator[Trajectories]:
        bad = BadItems(Text("rows whose POLYLINE is not a list of [lon, lat] pairs"), rows.where)
        for batch in rows.batches(COLUMNS, dropped):
            yield _trips(batch, dropped, bad)
        bad.refuse_most()

    return Reading(
        format="challenge",
        description=Text(
            "CSV of the ECML/PKDD 2015 taxi challenge: one trip per row, driver in TAXI_ID, a fix "
            "every 15 s in POLYLINE (EPSG:4326), the first at TIMESTAMP (Unix seconds)"
        ),
        trips=trips,
        share=lambda: rows.share,
        has_local_ids=False,
    )


def _trips(batch: pa.RecordBatch, dropped: Dropped, bad: BadItems) -> Trajectories:
    incomplete = pc.equal(pc.utf8_lower(batch["MISSING_DATA"]), "true")
    incomplete = pc.fill_null(incomplete, False).to_numpy(zero_copy_only=False)
    start = numbers(batch["TIMESTAMP"])
    timeless = ~incomplete & ~is_unix_time(start)
    dropped[Text("trips with MISSING_DATA")] += int(incomplete.sum())
    dropped[Text("trips whose TIMESTAMP is not a Unix time")] += int(timeless.sum())
    usable = ~incomplete & ~timeless
    if not usable.all():
        batch, start = batch.filter(pa.array(usable)), start[usable]

    batch, start, (values, counts) = _with_polylines(batch, start, dropped, bad)
    offsets = offsets_of(counts)
    trip = row_of_each(offsets)
    return Trajectories(
        offsets=offsets,
        lon=values[0::2].copy(),
        lat=values[1::2].copy(),
        t=start[trip] + SECONDS_BETWEEN_FIXES * (np.arange(offsets[-1]) - offsets[trip]),
        speed=np.full(offsets[-1], np.nan, dtype=np.float32),
        heading=np.full(offsets[-1], np.nan, dtype=np.float32),
        trip_id=_names(batch["TRIP_ID"]),
        driver_id=_names(batch["TAXI_ID"]),
    )


def _coordinates(polylines: pa.StringArray) -> tuple[FloatArray, IntArray] | None:
    """Alternating longitudes and latitudes, and the number of fixes of each row.

    The brackets and commas of all rows are checked and removed together, and the rest is parsed as
    numbers. This avoids a loop over trips and is twice as fast as splitting.

    Returns:
        None if any row is not a polyline.
    """
    text, bounds = _bytes_of(polylines.fill_null("[]"))
    place = np.flatnonzero((text == COMMA) | (text == OPEN) | (text == CLOSE))
    first, end = np.searchsorted(place, bounds[:-1]), np.searchsorted(place, bounds[1:])
    # A list of n coordinates has 4 n + 1 brackets and commas; an empty list has two.
    counts = (end - first - 1) // 4
    ends = _ends_of_numbers(text, bounds, place, first, end, counts)
    if ends is None:
        return None
    digits = text.tobytes().translate(None, b"[],")
    offsets = np.r_[0, ends].astype(np.int32)
    listed = pa.StringArray.from_buffers(len(ends), pa.py_buffer(offsets), pa.py_buffer(digits))
    try:
        return pc.cast(listed, pa.float64()).to_numpy(zero_copy_only=False), counts
    except pa.ArrowInvalid:
        return None


def _ends_of_numbers(
    text: npt.NDArray[np.uint8],
    bounds: IntArray,
    place: IntArray,
    first: IntArray,
    end: IntArray,
    counts: IntArray,
) -> IntArray | None:
    """Ends of numbers in the text without brackets and commas; None if these are invalid.

    Args:
        text: of all rows.
        bounds: start of each row in the text, and the end of the last.
        place: positions of brackets and commas.
        first, end: range in ``place`` of each row.
        counts: number of coordinates in each row.
    """
    empty = counts == 0
    if not np.where(empty, end - first == 2, end - first == 4 * counts + 1).all():
        return None
    # Without the outer brackets of empty lists and the opening ones of others, each coordinate has
    # four: its own brackets, the comma within, and the comma after it.
    is_inner = np.ones(len(place), dtype=bool)
    is_inner[first] = False
    is_inner[first[empty] + 1] = False
    number = np.flatnonzero(is_inner).reshape(-1, 4)
    inner = place[number]
    marks = text[inner]
    is_last = np.cumsum(counts)[~empty] - 1
    expected = np.full(len(marks), COMMA, dtype=np.uint8)
    expected[is_last] = CLOSE
    touches = np.r_[inner[1:, 0] - inner[:-1, 3] == 1, True][: len(inner)]
    touches[is_last] = True
    is_valid = (
        (text[bounds[:-1]] == OPEN).all()
        and (place[first] == bounds[:-1]).all()
        and (place[first + 1] == bounds[:-1] + 1).all()
        and (place[end - 1] == bounds[1:] - 1).all()
        and (text[place[first[empty] + 1]] == CLOSE).all()
        and (marks[:, :3] == COORDINATE).all()
        and (marks[:, 3] == expected).all()
        and (inner[:, 3] - inner[:, 2] == 1).all()
        and touches.all()
    )
    return (inner[:, 1:3] - number[:, 1:3]).reshape(-1) if is_valid else None


def _bytes_of(column: pa.StringArray) -> tuple[npt.NDArray[np.uint8], IntArray]:
    """The strings of a column as one byte array, and the start of each and the end of the last.

    Blanks are removed.
    """
    _, offsets, content = column.buffers()
    ends = np.frombuffer(offsets, dtype=np.int32)[column.offset : column.offset + len(column) + 1]
    if content is None:
        return np.empty(0, dtype=np.uint8), np.zeros(len(column) + 1, dtype=np.int64)
    text = np.frombuffer(content, dtype=np.uint8)[ends[0] : ends[-1]]
    for blank in BLANKS:
        if (text == ord(blank)).any():
            return _bytes_of(pc.replace_substring(column, blank, ""))
    return text, (ends - ends[0]).astype(np.int64)


def _with_polylines(
    batch: pa.RecordBatch, start: FloatArray, dropped: Dropped, bad: BadItems
) -> tuple[pa.RecordBatch, FloatArray, tuple[FloatArray, IntArray]]:
    """The rows with readable polylines, and their coordinates."""
    read = _coordinates(batch[POLYLINE])
    if read is None:
        readable = np.ones(len(batch), dtype=bool)
        readable[list(_unreadable(batch[POLYLINE], 0, len(batch)))] = False
        row = int(np.argmin(readable))
        example = f"trip {batch['TRIP_ID'][row].as_py()!r}: {batch[POLYLINE][row].as_py()!r}"
        bad.add(len(batch), int((~readable).sum()), example, dropped)
        batch, start = batch.filter(pa.array(readable)), start[readable]
        read = _coordinates(batch[POLYLINE])
        assert read is not None  # nosec B101 # holds by construction
    else:
        bad.add(len(batch), 0, "", dropped)
    return batch, start, read


def _unreadable(polylines: pa.StringArray, first: int, last: int) -> Iterator[int]:
    """The rows in ``first … last-1`` that are not polylines, found by bisection."""
    if first == last or _coordinates(polylines[first:last]) is not None:
        return
    if last - first == 1:
        yield first
        return
    middle = (first + last) // 2
    yield from _unreadable(polylines, first, middle)
    yield from _unreadable(polylines, middle, last)


def _names(column: pa.Array) -> TextArray:
    values = pc.fill_null(texts(column), "")
    return np.asarray(values.to_numpy(zero_copy_only=False), dtype=object)

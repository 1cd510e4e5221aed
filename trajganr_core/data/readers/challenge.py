"""The CSV of the ECML/PKDD 2015 taxi challenge: one trip per row, fixes in a JSON POLYLINE.

Columns: ``TRIP_ID, TAXI_ID, TIMESTAMP`` (Unix seconds UTC of the first fix), ``MISSING_DATA`` and
``POLYLINE`` (``[[lon, lat], …]``, a fix every 15 seconds). Read block by block: the full set has
1.7 M trips and 83 M fixes.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ...contract.texts.text import Text
from ...utils.arrays import FloatArray, IntArray, TextArray
from ...utils.ragged import offsets_of, row_of_each
from ..files import InputFile, nothing_in
from ..tables import skip_header
from ..trips.trajectories import Trajectories
from .columns import find_column
from .rows import CsvRows
from .source import BadItems, Dropped, Reading
from .times import is_unix_time
from .values import numbers, texts

POLYLINE = "POLYLINE"
COLUMNS = ("TRIP_ID", "TAXI_ID", "TIMESTAMP", "MISSING_DATA", POLYLINE)
SECONDS_BETWEEN_FIXES = 15.0

NUMBER = r"-?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?"
PAIR = rf"\[{NUMBER},{NUMBER}\]"
#: A polyline without blanks.
FIXES = rf"^\[(?:{PAIR}(?:,{PAIR})*)?\]$"


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
    batch, start = batch.filter(pa.array(usable)), start[usable]

    lines = batch[POLYLINE].fill_null("[]")
    for blank in (" ", "\t"):
        lines = pc.replace_substring(lines, blank, "")
    readable = pc.match_substring_regex(lines, FIXES).to_numpy(zero_copy_only=False)
    example = ""
    if not readable.all():
        row = int(np.argmin(readable))
        example = f"trip {batch['TRIP_ID'][row].as_py()!r}: {batch[POLYLINE][row].as_py()!r}"
    bad.add(len(batch), int((~readable).sum()), example, dropped)
    batch, start = batch.filter(pa.array(readable)), start[readable]

    values, counts = _coordinates(lines.filter(pa.array(readable)))
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


def _coordinates(polylines: pa.StringArray) -> tuple[FloatArray, IntArray]:
    """Alternating longitudes and latitudes, and the number of fixes of each row."""
    for bracket in "[]":
        polylines = pc.replace_substring(polylines, bracket, "")
    listed = pc.split_pattern(pc.if_else(pc.equal(polylines, ""), None, polylines), ",")
    counts = pc.fill_null(pc.list_value_length(listed), 0).to_numpy(zero_copy_only=False)
    values = pc.cast(pc.list_flatten(listed), pa.float64()).to_numpy(zero_copy_only=False)
    return values, counts // 2


def _names(column: pa.Array) -> TextArray:
    values = pc.fill_null(texts(column), "")
    return np.asarray(values.to_numpy(zero_copy_only=False), dtype=object)

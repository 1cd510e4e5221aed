"""The CSV of the ECML/PKDD 2015 taxi challenge: a trip a row, its fixes in a JSON POLYLINE.

Columns: ``TRIP_ID, TAXI_ID, TIMESTAMP`` (Unix seconds UTC of the first fix), ``MISSING_DATA`` and
``POLYLINE`` (``[[lon, lat], …]``, a fix every 15 seconds). Read batch by batch: the full set has
1.7 M trips and 83 M fixes.
"""

from __future__ import annotations

import logging
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv

from ...errors import Code, TrajganrError
from ..files import nothing_in
from ..ragged import offsets_of
from ..tables import open_csv, require_columns
from ..trajectories import Trajectories, concatenate

__all__ = ["COLUMNS", "read_challenge"]

log = logging.getLogger(__name__)

COLUMNS = ("TRIP_ID", "TAXI_ID", "TIMESTAMP", "MISSING_DATA", "POLYLINE")

SECONDS_BETWEEN_FIXES = 15.0


def read_challenge(path: Path) -> Trajectories:
    """Read a challenge CSV, plain or zipped.

    Trips with ``MISSING_DATA`` are dropped and counted: a gap of unknown place shifts the times
    of all fixes after it.

    Raises:
        TrajganrError: ``INPUT.FIELD`` for a missing column, ``INPUT.EMPTY`` without rows,
            ``INPUT.FORMAT`` for a polyline that cannot be read.
    """
    types = dict.fromkeys(COLUMNS, pa.string()) | {"TIMESTAMP": pa.float64()}
    parts = []
    missing = 0
    with open_csv(path, types) as batches:
        require_columns(path, batches.schema.names, COLUMNS)
        for batch in batches:
            incomplete = pc.equal(pc.utf8_lower(batch.column("MISSING_DATA")), "true")
            missing += pc.sum(incomplete).as_py() or 0
            parts.append(_trips(batch.filter(pc.invert(incomplete)), path))
    if missing:
        log.warning("Dropped %d trips whose row says that fixes are missing", missing)
    if not parts:
        raise nothing_in(path)
    return concatenate(parts)


def _trips(batch: pa.RecordBatch, path: Path) -> Trajectories:
    # Plain replacements, because one regular expression takes three times as long.
    numbers = batch.column("POLYLINE")
    for bracket in ("[", "]", " "):
        numbers = pc.replace_substring(numbers, bracket, "")
    numbers = pc.if_else(pc.equal(numbers, ""), None, numbers)
    lists = pc.split_pattern(numbers, ",")
    count = pc.fill_null(pc.list_value_length(lists), 0).to_numpy(zero_copy_only=False)
    try:
        values = pc.cast(pc.list_flatten(lists), pa.float64()).to_numpy(zero_copy_only=False)
    except pa.ArrowInvalid as error:
        raise _not_a_polyline(path, str(error)) from error
    if (count % 2).any():
        row = int(np.flatnonzero(count % 2)[0])
        raise _not_a_polyline(path, f"trip {batch.column('TRIP_ID')[row]} has half a coordinate")
    offsets = offsets_of(count // 2)
    place_in_trip = np.arange(offsets[-1]) - np.repeat(offsets[:-1], count // 2)
    start = batch.column("TIMESTAMP").to_numpy(zero_copy_only=False)
    return Trajectories(
        offsets=offsets,
        lon=values[0::2],
        lat=values[1::2],
        t=np.repeat(start, count // 2) + SECONDS_BETWEEN_FIXES * place_in_trip,
        speed=np.full(offsets[-1], np.nan, dtype=np.float32),
        trip_id=batch.column("TRIP_ID").to_numpy(zero_copy_only=False),
        driver_id=pc.fill_null(batch.column("TAXI_ID"), "").to_numpy(zero_copy_only=False),
    )


def _not_a_polyline(path: Path, reason: str) -> TrajganrError:
    return TrajganrError(
        Code.INPUT_FORMAT,
        "A POLYLINE of {path} is not a list of [lon, lat] pairs: {reason}",
        "Correct or remove the row.",
        path=str(path),
        reason=reason,
    )

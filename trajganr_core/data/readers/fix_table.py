"""A CSV with a fix a row.

Columns: ``trip_id``, ``time`` or ``t`` (ISO 8601, or Unix seconds or milliseconds), ``lon``,
``lat`` (degrees), and if known ``driver_id``, ``speed_kmh`` or ``speed_ms``. Rows of different
trips may be mixed; the rows of one trip are taken in the file's order.
"""

from __future__ import annotations

import logging
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from ...errors import Code, TrajganrError
from ..files import nothing_in
from ..ragged import offsets_of
from ..tables import open_csv, require_columns
from ..trajectories import Trajectories

__all__ = ["read_fix_table"]

log = logging.getLogger(__name__)

#: Unix seconds stay below this until the year 5138; milliseconds passed it in 1973.
MILLISECONDS_ABOVE = 1e11

TEXT = {"trip_id": pa.string(), "driver_id": pa.string()}
NUMBERS = {name: pa.float64() for name in ("lon", "lat", "speed_kmh", "speed_ms")}


def read_fix_table(path: Path) -> Trajectories:
    """Read a table of fixes, plain or zipped.

    Raises:
        TrajganrError: ``INPUT.FIELD`` for a missing column, ``INPUT.EMPTY`` without rows,
            ``INPUT.FORMAT`` for a value that is no number, ``INPUT.TIME`` for times that cannot
            be read.
    """
    with open_csv(path, TEXT | NUMBERS) as batches:
        require_columns(path, batches.schema.names, ("trip_id", "lon", "lat"))
        if "time" not in batches.schema.names:
            require_columns(path, batches.schema.names, ("t",))
        table = batches.read_all()

    if not len(table):
        raise nothing_in(path)
    named = pc.not_equal(pc.fill_null(table["trip_id"], ""), "")
    nameless = len(table) - (pc.sum(named).as_py() or 0)
    if nameless:
        log.warning("Dropped %d rows without trip_id", nameless)
        table = table.filter(named)
    trips = table["trip_id"].combine_chunks().dictionary_encode()
    trip = trips.indices.to_numpy()
    offsets = offsets_of(np.bincount(trip, minlength=len(trips.dictionary)))
    by_trip = np.argsort(trip, kind="stable")
    return Trajectories(
        offsets=offsets,
        lon=_numbers(table["lon"])[by_trip],
        lat=_numbers(table["lat"])[by_trip],
        t=_unix_seconds(table["time" if "time" in table.schema.names else "t"], path)[by_trip],
        speed=_speed(table)[by_trip],
        trip_id=trips.dictionary.to_numpy(zero_copy_only=False),
        driver_id=_drivers(table)[by_trip[offsets[:-1]]],
    )


def _drivers(table: pa.Table) -> npt.NDArray[np.object_]:
    """The driver of every row, empty where unknown."""
    if "driver_id" not in table.schema.names:
        return np.full(len(table), "", dtype=object)
    return pc.fill_null(table["driver_id"], "").to_numpy()


def _numbers(column: pa.ChunkedArray) -> npt.NDArray[np.float64]:
    return np.asarray(column.to_numpy(), dtype=np.float64)


def _speed(table: pa.Table) -> npt.NDArray[np.float32]:
    """Measured speed, m/s."""
    if "speed_ms" in table.schema.names:
        return _numbers(table["speed_ms"]).astype(np.float32)
    if "speed_kmh" in table.schema.names:
        return (_numbers(table["speed_kmh"]) / 3.6).astype(np.float32)
    return np.full(len(table), np.nan, dtype=np.float32)


def _unix_seconds(column: pa.ChunkedArray, path: Path) -> npt.NDArray[np.float64]:
    """Times as Unix seconds; a time of day without zone is UTC."""
    kind = column.type
    if pa.types.is_timestamp(kind):
        if kind.tz is None:
            log.info("%s: times have no zone and are read as UTC", path.name)
        microseconds = pc.cast(column, pa.timestamp("us", tz=kind.tz)).cast(pa.int64())
        return _numbers(microseconds) / 1e6
    if pa.types.is_integer(kind) or pa.types.is_floating(kind):
        t = _numbers(column)
        if np.nanmax(t, initial=0.0) > MILLISECONDS_ABOVE:
            log.info("%s: times are read as milliseconds", path.name)
            t = t / 1000
        return t
    raise TrajganrError(
        Code.INPUT_TIME,
        "{path}: the times cannot be read, the first is {value!r}.",
        "Write times as ISO 8601 (2013-07-01T12:00:00Z) or Unix seconds, in every row.",
        path=str(path),
        value=str(column[0].as_py()) if len(column) else "",
    )

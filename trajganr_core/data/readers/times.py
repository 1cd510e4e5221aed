"""Times as Unix seconds, UTC, from whatever a column holds.

Understood are dates and times of Arrow types, ISO 8601 and its relatives that begin with the year
(``2013/07/01 12:00:00``), and Unix seconds or milliseconds. Times without a zone are taken to be of
a zone that is told, with its summer time: in the hour that is repeated in autumn the first of both
is meant, and the hour that is left out in spring has no times.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from ...errors import Code, TrajganrError
from .values import first_value, is_text, numbers, plain, texts

__all__ = ["Times"]

FloatArray = npt.NDArray[np.float64]

#: Unix seconds stay below this until the year 5138; milliseconds passed it in 1973.
MILLISECONDS_ABOVE = 1e11
#: Milliseconds stay below this until the year 2286; microseconds passed it in 1970, and dates
#: written as digits (20130701120000) are above it.
NEITHER_ABOVE = 1e13
MICROSECONDS = 1e6

WITH_ZONE = r"\d\d:?\d\d(:?\d\d([.,]\d+)?)?\s*([Zz]|[+-]\d\d(:?\d\d)?)$"


class Times:
    """A column of times, read batch by batch.

    Args:
        unit: of numbers: ``s``, ``ms`` or ``auto``, by the size of the first ones.
        zone: IANA name, of times without a zone.
    """

    def __init__(self, unit: str = "auto", zone: str = "UTC") -> None:
        self._milliseconds = {"s": False, "ms": True}.get(unit)
        self._zone = zone
        self._kind = ""
        self._saw_no_zone = False
        self._first_unreadable = ""

    def read(self, column: pa.Array) -> FloatArray:
        """Unix seconds ``(n,)``, NaN where a time is missing or cannot be read.

        Raises:
            TrajganrError: ``INPUT.TIME`` for numbers that are neither seconds nor milliseconds.
        """
        column = plain(column)
        if pa.types.is_timestamp(column.type) or pa.types.is_date(column.type):
            self._kind = self._kind or "date and time"
            seconds = self._of_timestamps(column)
        elif not is_text(column) or self._are_numbers(column):
            seconds = self._of_numbers(numbers(column))
        else:
            self._kind = self._kind or "ISO 8601"
            seconds = self._of_texts(texts(column))
        if not self._first_unreadable and (bad := np.isnan(seconds)).any():
            self._first_unreadable = first_value(column.filter(pa.array(bad)))
        return seconds

    @property
    def description(self) -> str:
        """Unit and zone of what was read so far."""
        if self._saw_no_zone:
            return f"{self._kind} in {self._zone}"
        return self._kind

    def none_readable(self, where: str) -> TrajganrError:
        """The error when not one of the times could be read."""
        return TrajganrError(
            Code.INPUT_TIME,
            "{where}: no time can be read; the first is {value!r}.",
            "Give times as ISO 8601 (2013-07-01T12:00:00Z), or Unix seconds or milliseconds, and "
            "check which field holds them.",
            where=where,
            value=self._first_unreadable,
        )

    def _are_numbers(self, column: pa.Array) -> bool:
        """Whether texts are numbers: as the first of them was, so are all."""
        if not self._kind:
            first = column.drop_null()[:1]
            return len(first) > 0 and bool(np.isfinite(numbers(first)[0]))
        return self._kind.startswith("Unix")

    def _of_numbers(self, values: FloatArray) -> FloatArray:
        finite = values[np.isfinite(values)]
        if self._milliseconds is None and len(finite):
            largest = float(np.abs(finite).max())
            if largest > NEITHER_ABOVE:
                raise TrajganrError(
                    Code.INPUT_TIME,
                    "Times as large as {value} are neither Unix seconds nor milliseconds.",
                    "Check which field holds the time; divide microseconds by 1000, and write "
                    "dates as ISO 8601 (2013-07-01T12:00:00Z).",
                    value=largest,
                )
            self._milliseconds = largest > MILLISECONDS_ABOVE
        self._kind = "Unix milliseconds" if self._milliseconds else "Unix seconds"
        seconds = np.where(np.isfinite(values), values, np.nan)
        return seconds / 1000 if self._milliseconds else seconds

    def _of_timestamps(self, column: pa.Array) -> FloatArray:
        if pa.types.is_timestamp(column.type) and column.type.tz is not None:
            return _unix(pc.cast(column, pa.timestamp("us", "UTC"), safe=False))
        return self._in_zone(pc.cast(column, pa.timestamp("us"), safe=False))

    def _of_texts(self, column: pa.Array) -> FloatArray:
        # Arrow is fast where all are of the form of the first; pandas takes each as it is.
        has_zone = pc.any(pc.match_substring_regex(column.drop_null()[:1], WITH_ZONE)).as_py()
        try:
            if has_zone:
                return _unix(pc.cast(column, pa.timestamp("us", "UTC")))
            return self._in_zone(pc.cast(column, pa.timestamp("us")))
        except pa.ArrowInvalid:
            return self._of_mixed_texts(column)

    def _of_mixed_texts(self, column: pa.Array) -> FloatArray:
        column = pc.replace_substring_regex(column, r"\s*UTC$", "Z")
        zoned = pc.fill_null(pc.match_substring_regex(column, WITH_ZONE), False)
        zoned = zoned.to_numpy(zero_copy_only=False)
        seconds = np.full(len(column), np.nan)
        seconds[zoned] = _unix(_parsed(column.filter(pa.array(zoned))))
        seconds[~zoned] = self._in_zone(_parsed(column.filter(pa.array(~zoned))))
        return seconds

    def _in_zone(self, column: pa.Array) -> FloatArray:
        """Unix seconds of times of the clock in the zone."""
        seconds = _unix(column)
        known = np.isfinite(seconds)
        self._saw_no_zone |= bool(known.any())
        if self._zone != "UTC" and known.any():
            clock = pd.to_datetime(pd.Series(np.rint(seconds[known] * MICROSECONDS)), unit="us")
            summer = np.ones(len(clock), dtype=bool)
            local = clock.dt.tz_localize(self._zone, ambiguous=summer, nonexistent="NaT")
            seconds[known] = _unix(pa.array(local, pa.timestamp("us", "UTC")))
        return seconds


def _parsed(column: pa.Array) -> pa.Array:
    """Texts as times, null where they are none; a zone is applied, and none is UTC."""
    times = pd.to_datetime(column.to_pandas(), format="ISO8601", utc=True, errors="coerce")
    return pa.array(times, pa.timestamp("us", "UTC"), safe=False)


def _unix(column: pa.Array) -> FloatArray:
    """Seconds of microseconds since 1970."""
    values = pc.cast(column, pa.int64()).to_numpy(zero_copy_only=False)
    return np.asarray(values, dtype=np.float64) / MICROSECONDS

"""Parsing of times to Unix seconds, UTC.

Supported are dates and times of Arrow types, ISO 8601 and similar formats that begin with the year
(``2013/07/01 12:00:00``), and Unix seconds or milliseconds. Times without a zone are refused unless
a zone is given. When daylight saving time ends, one hour is repeated; the order of a trip's fixes
decides which one is meant (:func:`resolve_repeated`). Times in the hour that is skipped in spring
do not exist.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from ...contract.errors import Code, TrajganrError
from ...contract.texts.text import Text
from ...utils.arrays import BoolArray, FloatArray, IntArray
from .values import first_value, is_text, numbers, plain, texts

#: What is dropped for its time.
UNREADABLE = Text("rows whose time cannot be read")
ROWS_SKIPPED = Text(
    "rows whose time is in the hour that is skipped when daylight saving time begins"
)
FIXES_SKIPPED = Text(
    "fixes whose time is in the hour that is skipped when daylight saving time begins"
)
ROWS_REPEATED = Text(
    "rows whose time is in the hour that is repeated when daylight saving time ends, and is "
    "ambiguous"
)
FIXES_REPEATED = Text(
    "fixes whose time is in the hour that is repeated when daylight saving time ends, and is "
    "ambiguous"
)

#: Unix seconds stay below this until the year 5138; milliseconds passed it in 1973.
MILLISECONDS_ABOVE = 1e11
#: Milliseconds stay below this until the year 2286; microseconds passed it in 1970, and dates
#: written as digits (20130701120000) are above it.
NEITHER_ABOVE = 1e13
MICROSECONDS = 1e6
HOUR_S = 3600.0
#: Spreadsheet dates are days since 1900: this range is 1954 to 2119. As Unix seconds they would all
#: be on the first day of 1970.
SPREADSHEET_DAYS = (20_000, 80_000)

WITH_ZONE = r"\d\d:?\d\d(:?\d\d([.,]\d+)?)?\s*([Zz]|[+-]\d\d(:?\d\d)?)$"


class Times:
    """A column of times, read batch by batch.

    Args:
        unit: of numbers: ``s``, ``ms`` or ``auto``, by the magnitude of the first ones.
        zone: IANA name for times without a zone; such times are refused if empty.
        where: name of the source, for messages.

    Attributes:
        repeated: ``(n,)`` which times of the last batch are in an hour that the clock repeats; the
            first occurrence is assumed.
        skipped: ``(n,)`` which times do not exist because the clock skips them; they are NaN.
    """

    def __init__(self, unit: str = "auto", zone: str = "", where: str = "") -> None:
        self._milliseconds = {"s": False, "ms": True}.get(unit)
        self._unit_is_chosen = unit != "auto"
        self._where = where
        self.repeated: BoolArray = np.zeros(0, dtype=bool)
        self.skipped: BoolArray = np.zeros(0, dtype=bool)
        self._zone = zone
        self._kind = Text("")
        self._saw_no_zone = False
        self._first_unreadable = ""

    def read(self, column: pa.Array) -> FloatArray:
        """Unix seconds ``(n,)``, NaN where a time is missing or cannot be read.

        Raises:
            TrajganrError: ``INPUT.TIME`` for times without a zone if none is given, and for
                numbers that are neither seconds nor milliseconds.
        """
        column = plain(column)
        naive: BoolArray | bool = False
        if pa.types.is_timestamp(column.type) or pa.types.is_date(column.type):
            self._kind = self._kind or Text("date and time")
            seconds, naive = _of_timestamps(column)
        elif not is_text(column) or self._are_numbers(column):
            seconds = self._of_numbers(numbers(column))
        else:
            self._kind = self._kind or Text("ISO 8601")
            seconds, naive = _of_texts(texts(column))
        seconds = self._localised(column, seconds, np.broadcast_to(naive, seconds.shape))
        if not self._first_unreadable and (bad := np.isnan(seconds)).any():
            self._first_unreadable = first_value(column.filter(pa.array(bad)))
        return seconds

    @property
    def description(self) -> Text:
        """Unit and zone of the times read so far."""
        if self._saw_no_zone:
            return Text("{kind} in {zone}", kind=self._kind, zone=self._zone)
        return self._kind

    def none_readable(self, where: str) -> TrajganrError:
        """The error if none of the times could be read."""
        return TrajganrError(
            Code.INPUT_TIME,
            "{where}: no time can be read; the first value is {value!r}.",
            "Write times as ISO 8601 (2013-07-01T12:00:00Z), or Unix seconds or milliseconds, and "
            "check which field contains them.",
            where=where,
            value=self._first_unreadable,
        )

    def _are_numbers(self, column: pa.Array) -> bool:
        """Whether strings are numbers, decided by the first one."""
        if not self._kind:
            first = column.drop_null()[:1]
            return len(first) > 0 and bool(np.isfinite(numbers(first)[0]))
        return self._kind.startswith("Unix")

    def _of_numbers(self, values: FloatArray) -> FloatArray:
        finite = values[np.isfinite(values)]
        if self._milliseconds is None and len(finite):
            # By the median, so that single wrong times have no effect.
            usual = float(np.median(np.abs(finite)))
            if usual > NEITHER_ABOVE:
                raise TrajganrError(
                    Code.INPUT_TIME,
                    "{where}: times as large as {value} are neither Unix seconds nor milliseconds.",
                    "Check which field contains the time; divide microseconds by 1000, and write "
                    "dates as ISO 8601 (2013-07-01T12:00:00Z).",
                    where=self._where,
                    value=f"{usual:.0f}",
                )
            self._refuse_spreadsheet_days(finite)
            self._milliseconds = usual > MILLISECONDS_ABOVE
        self._kind = Text("Unix milliseconds" if self._milliseconds else "Unix seconds")
        largest = (
            NEITHER_ABOVE if self._milliseconds or self._unit_is_chosen else MILLISECONDS_ABOVE
        )
        seconds = np.where(np.abs(values) <= largest, values, np.nan)
        return seconds / 1000 if self._milliseconds else seconds

    def _refuse_spreadsheet_days(self, values: FloatArray) -> None:
        first, last = SPREADSHEET_DAYS
        if ((values >= first) & (values <= last)).all():
            raise TrajganrError(
                Code.INPUT_TIME,
                "{where}: times such as {value} are probably the days of a spreadsheet's dates; as "
                "Unix seconds they would be on 1 January 1970.",
                "Format the column as text or as yyyy-mm-dd hh:mm:ss before saving the table; if "
                "these are Unix seconds, set the unit of times to s (--time-unit s).",
                where=self._where,
                value=f"{values[0]:.10g}",
            )

    def _localised(self, column: pa.Array, clock: FloatArray, naive: BoolArray) -> FloatArray:
        """Unix seconds; times without a zone are local times of the given zone."""
        self.repeated = np.zeros(len(clock), dtype=bool)
        self.skipped = np.zeros(len(clock), dtype=bool)
        rows = np.flatnonzero(naive & np.isfinite(clock))
        if not len(rows):
            return clock
        if not self._zone:
            raise TrajganrError(
                Code.INPUT_TIME,
                "{where}: times such as {value!r} have no time zone.",
                "Set their time zone, such as Europe/Lisbon or UTC (--time-zone; in QGIS Advanced "
                "Parameters, time zone of times without one).",
                where=self._where,
                value=str(column[int(rows[0])].as_py()),
            )
        self._saw_no_zone = True
        if self._zone == "UTC":
            return clock
        seconds = clock.copy()
        seconds[rows] = _of_clock(clock[rows], self._zone, "NaT")
        odd = rows[np.isnan(seconds[rows])]
        seconds[odd] = _of_clock(clock[odd], self._zone, np.ones(len(odd), dtype=bool))
        self.skipped[odd] = np.isnan(seconds[odd])
        self.repeated[odd] = ~self.skipped[odd]
        return seconds


def is_unix_time(seconds: FloatArray) -> BoolArray:
    """Which numbers ``(n,)`` can be Unix seconds: finite, and before the year 5138."""
    return np.abs(seconds) <= MILLISECONDS_ABOVE


def resolve_repeated(
    t: FloatArray, repeated: BoolArray, offsets: IntArray
) -> tuple[FloatArray, BoolArray]:
    """Resolve ambiguous times in the hour that the clock repeats.

    Where times decrease between two such fixes of a trip, the clock was set back there. Otherwise
    the run of such fixes is placed next to the neighbouring fix that is nearer in time.

    Args:
        t: ``(fixes,)`` Unix seconds, the first occurrence for repeated times.
        repeated: ``(fixes,)``.
        offsets: ``(n+1,)`` of the trips, whose fixes are in the order of the source.

    Returns:
        ``(fixes,)`` the times, and ``(fixes,)`` which ones remain ambiguous.
    """
    t, unknown = t.copy(), np.zeros(len(t), dtype=bool)
    for first, last in _runs(repeated, offsets):
        run = t[first:last]
        back = np.flatnonzero(np.diff(run) < 0) + 1
        row = int(np.searchsorted(offsets, first, side="right"))
        before = t[first - 1] if first > offsets[row - 1] else np.nan
        after = t[last] if last < offsets[row] else np.nan
        if len(back) == 1:
            run[back[0] :] += HOUR_S
        elif len(back) > 1 or (np.isnan(before) and np.isnan(after)):
            unknown[first:last] = True
        else:
            gap_before = np.nan_to_num(run[0] - before, nan=np.inf)
            gap_after = np.nan_to_num(after - run[-1] - HOUR_S, nan=np.inf)
            if abs(gap_after) < abs(gap_before):
                run += HOUR_S
    return t, unknown


def _runs(marked: BoolArray, offsets: IntArray) -> Iterator[tuple[int, int]]:
    """Start and end of runs of marked fixes, each within a trip."""
    if not marked.any():
        return
    changes = np.flatnonzero(np.diff(np.r_[False, marked, False].astype(np.int8)))
    bounds = np.unique(np.r_[changes, offsets])
    for first, last in pairwise(bounds.tolist()):
        if marked[first]:
            yield first, last


def _of_timestamps(column: pa.Array) -> tuple[FloatArray, bool]:
    """Seconds, and whether they are local times."""
    if pa.types.is_timestamp(column.type) and column.type.tz is not None:
        return _unix(pc.cast(column, pa.timestamp("us", "UTC"), safe=False)), False
    return _unix(pc.cast(column, pa.timestamp("us"), safe=False)), True


def _of_texts(column: pa.Array) -> tuple[FloatArray, BoolArray | bool]:
    """Seconds, and which of them are local times."""
    # Arrow is fast if all have the format of the first; pandas parses each separately.
    has_zone = pc.any(pc.match_substring_regex(column.drop_null()[:1], WITH_ZONE)).as_py()
    try:
        if has_zone:
            return _unix(pc.cast(column, pa.timestamp("us", "UTC"))), False
        return _unix(pc.cast(column, pa.timestamp("us"))), True
    except pa.ArrowInvalid:
        pass
    column = pc.replace_substring_regex(column, r"\s*UTC$", "Z")
    zoned = pc.fill_null(pc.match_substring_regex(column, WITH_ZONE), False)
    zoned = zoned.to_numpy(zero_copy_only=False)
    # Zones are applied, and times without one are read as UTC.
    times = pd.to_datetime(column.to_pandas(), format="ISO8601", utc=True, errors="coerce")
    return _unix(pa.array(times, pa.timestamp("us", "UTC"), safe=False)), ~zoned


def _of_clock(clock: FloatArray, zone: str, ambiguous: BoolArray | str) -> FloatArray:
    """Unix seconds ``(n,)`` of local times of a zone, in seconds; NaN for times that do not exist.

    Args:
        clock: ``(n,)``.
        zone: IANA name.
        ambiguous: whether repeated times are daylight saving time; "NaT" makes them NaN.
    """
    times = pd.Series(np.rint(clock * MICROSECONDS).astype(np.int64).view("datetime64[us]"))
    local = times.dt.tz_localize(zone, ambiguous=ambiguous, nonexistent="NaT")
    return _unix(pa.array(local, pa.timestamp("us", "UTC")))


def _unix(column: pa.Array) -> FloatArray:
    """Seconds from microseconds since 1970."""
    values = pc.cast(column, pa.int64()).to_numpy(zero_copy_only=False)
    return np.asarray(values, dtype=np.float64) / MICROSECONDS

"""The hours of the week in which vehicles were counted."""

from __future__ import annotations

from functools import cache

import numpy as np

from ...contract.errors import Code, TrajganrError
from ...contract.options.time_sets import (
    MINUTES_PER_DAY,
    MINUTES_PER_WEEK,
    WHOLE_WEEK,
    parse_time_set,
)
from ...utils.arrays import FloatArray, IntArray
from ..local_time import HOURS_PER_WEEK, MINUTES_PER_HOUR, hours_of, times_of_week
from .table import CountRows

#: Most different periods of the week, such as each hour on each day, and most weeks of one.
MAX_PERIODS, MAX_WEEKS = 20_000, 53 * 20


def hours_of_rows(rows: CountRows, zone: str, where: str) -> tuple[FloatArray, IntArray]:
    """The different sets of hours of rows ``(n,)``, and which one each has.

    A period is that of the clock on the wall: its hours do not know of a change to daylight saving
    time. A time set without a period is a part of an average day: its hours are divided by the
    number of its days.

    Returns:
        ``(p, 168)`` hours of each hour of the week, and ``(n,)``.

    Raises:
        TrajganrError: ``INPUT.FIELD`` for a wrong time set; ``INPUT.TIME`` for too many different
            periods or a too long one.
    """
    notation, times = np.unique(rows.times.astype(str), return_inverse=True)
    has_period = np.isfinite(rows.begin)
    clock = []
    for seconds in (rows.begin, rows.end):
        minute, day = times_of_week(np.nan_to_num(seconds), zone)
        of_day = np.round(minute.astype(np.float64) * 60) / 60 % MINUTES_PER_DAY
        clock.append(day.astype(np.float64) * MINUTES_PER_DAY + of_day)
    begin, end = clock
    # 1 January 1970 was a Thursday.
    first = (begin + 3 * MINUTES_PER_DAY) % MINUTES_PER_WEEK
    keys = np.column_stack([times, has_period, has_period * first, has_period * (end - begin)])
    unique, of_row = np.unique(keys, axis=0, return_inverse=True)
    if len(unique) > MAX_PERIODS or unique[:, 3].max(initial=0) > MAX_WEEKS * MINUTES_PER_WEEK:
        raise TrajganrError(
            Code.INPUT_TIME,
            "{where} has counts of more than {most:,} different times of the week, or of more than "
            "{years} years.",
            "Sum the vehicles of full hours or days, and check the times.",
            where=where,
            most=MAX_PERIODS,
            years=20,
        )
    inside = _overlaps(unique[:, 2], unique[:, 3])
    for number, text in enumerate(notation.tolist()):
        hours, days = _of_time_set(text)
        own = unique[:, 0] == number
        is_average = own & (unique[:, 1] == 0)
        inside[own] *= hours
        inside[is_average] = hours / days
    return inside, of_row.reshape(-1)


def _overlaps(begin: FloatArray, minutes: FloatArray) -> FloatArray:
    """``(p, 168)`` hours of each hour of the week in periods of some minutes."""
    weeks, rest = np.divmod(minutes, MINUTES_PER_WEEK)
    hour = MINUTES_PER_HOUR * np.arange(2 * HOURS_PER_WEEK)
    last = np.minimum((begin + rest)[:, None], hour + MINUTES_PER_HOUR)
    inside = np.clip(last - np.maximum(begin[:, None], hour), 0, None) / MINUTES_PER_HOUR
    return np.asarray(weeks[:, None] + inside.reshape(len(begin), 2, HOURS_PER_WEEK).sum(axis=1))


@cache
def _of_time_set(text: str) -> tuple[FloatArray, int]:
    """How much of each hour of the week is in a set, and on how many days it is."""
    found = parse_time_set(text) if text else WHOLE_WEEK
    return hours_of(found), len({day for _, days in found.times_by_days() for day in days})

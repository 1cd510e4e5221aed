"""Detection of files of trips whose clocks differ by an hour, such as by a wrong time zone.

Where two files are of the same days in the same city, their numbers of fixes rise and fall at the
same times. If one file's have to be shifted by an hour to do so, one of the clocks is wrong. Files
of different days, or with few fixes, cannot be compared in this way: the daily course of traffic
varies by more than an hour from day to day.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pyarrow.compute as pc

from ...contract.texts.text import Text
from ...utils.arrays import FloatArray
from ..bundle_tables import read_columns

__all__ = ["clock_remarks"]

BIN_S = 600.0
#: Shifts that are tried, in bins: up to two hours either way.
MAX_SHIFT = 12
#: Shifts that are reported, in bins: an hour, give or take one.
HOUR = range(5, 8)
#: Fewer fixes, or a shorter common period, say too little.
MIN_FIXES, MIN_COMMON_S = 20_000, 86_400.0
#: The correlation at the best shift, and what it must have ahead of that without a shift.
MIN_CORRELATION, MIN_GAIN = 0.85, 0.05


def clock_remarks(tables: Sequence[Path], names: Sequence[str]) -> list[Text]:
    """Sentences about files whose traffic is an hour before or after that of the first file.

    Args:
        tables: the matched trips of each file.
        names: of the files.
    """
    if len(tables) < 2:
        return []
    known = {
        name: counts
        for name, table in zip(names, tables, strict=True)
        if (counts := _counts(table)).sum() >= MIN_FIXES
    }
    found: dict[tuple[str, bool], list[str]] = {}
    reference, *others = known or [""]
    for name in others:
        shift = _shift(known[reference], known[name])
        if abs(shift) in HOUR:
            found.setdefault((reference, shift > 0), []).append(name)
    return [
        Text(
            "The traffic of {files} is about an hour later than that of {first} on the same days: "
            "the clocks of some of these files are probably an hour off. Check their time zones, "
            "and prepare them again with the right ones."
            if is_later
            else "The traffic of {files} is about an hour earlier than that of {first} on the same "
            "days: the clocks of some of these files are probably an hour off. Check their time "
            "zones, and prepare them again with the right ones.",
            files=files,
            first=first,
        )
        for (first, is_later), files in found.items()
    ]


class _Counts:
    """Numbers of fixes in consecutive bins of time, from the bin ``first``."""

    def __init__(self, first: int, counts: FloatArray) -> None:
        self.first, self.counts = first, counts

    def sum(self) -> float:
        return float(self.counts.sum())


def _counts(table: Path) -> _Counts:
    first, counts = 0, np.zeros(0)
    for rows in read_columns([table], ["t"]):
        bins = np.floor(pc.list_flatten(rows["t"]).to_numpy() / BIN_S).astype(np.int64)
        if not len(bins):
            continue
        begin, end = int(bins.min()), int(bins.max()) + 1
        if not len(counts):
            first = begin
        low, high = min(first, begin), max(first + len(counts), end)
        counts = np.pad(counts, (first - low, high - first - len(counts)))
        counts += np.bincount(bins - low, minlength=high - low)
        first = low
    return _Counts(first, counts)


def _shift(one: _Counts, other: _Counts) -> int:
    """By how many bins the other's course is later than the one's; 0 if that is uncertain."""
    begin = max(one.first, other.first)
    end = min(one.first + len(one.counts), other.first + len(other.counts))
    if (end - begin) * BIN_S < MIN_COMMON_S:
        return 0
    a = _smooth(one.counts[begin - one.first : end - one.first])
    b = _smooth(other.counts[begin - other.first : end - other.first])
    inner = slice(MAX_SHIFT, len(a) - MAX_SHIFT)
    shifts = range(-MAX_SHIFT, MAX_SHIFT + 1)
    scores = [_correlation(a[inner], np.roll(b, -shift)[inner]) for shift in shifts]
    best = int(np.argmax(scores))
    gain = scores[best] - scores[MAX_SHIFT]
    return shifts[best] if scores[best] >= MIN_CORRELATION and gain >= MIN_GAIN else 0


def _smooth(counts: FloatArray) -> FloatArray:
    return np.convolve(counts, np.ones(3) / 3, "same")


def _correlation(a: FloatArray, b: FloatArray) -> float:
    if not a.std() or not b.std():
        return 0.0
    return float(np.corrcoef(a, b)[0, 1])

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
import pandas as pd
import pyarrow.compute as pc

from ...contract.texts.text import Text
from ..bundle_tables import read_columns

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


def _counts(table: Path) -> pd.Series:
    """Numbers of fixes by bin, without gaps from the first to the last one."""
    counts = pd.Series(dtype=float)
    for rows in read_columns([table], ["t"]):
        bins = np.floor(pc.list_flatten(rows["t"]).to_numpy() / BIN_S).astype(np.int64)
        counts = counts.add(pd.Series(bins).value_counts(), fill_value=0)
    every = pd.RangeIndex(counts.index.min(), counts.index.max() + 1) if len(counts) else []
    return counts.reindex(every, fill_value=0.0)


def _shift(one: pd.Series, other: pd.Series) -> int:
    """By how many bins the other's course is later than the one's; 0 if that is uncertain."""
    common = one.index.intersection(other.index)
    if len(common) * BIN_S < MIN_COMMON_S:
        return 0
    a, b = (each[common].rolling(3, min_periods=1, center=True).mean() for each in (one, other))
    inner = common[MAX_SHIFT:-MAX_SHIFT]
    scores = pd.Series(
        {shift: a[inner].corr(b.shift(-shift)[inner]) for shift in range(-MAX_SHIFT, MAX_SHIFT + 1)}
    ).fillna(0.0)  # where there is the same number of fixes at all times
    best = int(scores.idxmax())
    is_clear = scores[best] >= MIN_CORRELATION and scores[best] - scores[0] >= MIN_GAIN
    return best if is_clear else 0

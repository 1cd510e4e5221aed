"""Gaps at which trips end: they depend on how often a vehicle reports."""

from __future__ import annotations

import numpy as np

from ...utils.arrays import BoolArray, FloatArray, IntArray
from ...utils.ragged import row_of_each, take_rows
from .trajectories import Trajectories, is_first

#: A vehicle that reports seldom is in a gap after so many of its usual intervals …
INTERVALS = 3.0
#: … and any vehicle after this time, seconds.
MAX_GAP_S = 1800.0


def is_after_gap(
    trips: Trajectories, chosen_s: float | None, usual_s: float
) -> tuple[BoolArray, int]:
    """Which fixes come after a gap in their row, and how many rows report seldom.

    Args:
        trips: times are non-decreasing.
        chosen_s: a gap is longer; 0 for no gaps. None for ``usual_s`` or, if that is more,
            :data:`INTERVALS` times the usual interval of the row, up to :data:`MAX_GAP_S`.
        usual_s: the least that None means.

    Returns:
        ``(fixes,)``, and the number of rows with a larger limit than ``usual_s``.
    """
    if chosen_s == 0 or not trips.fixes:
        return np.zeros(trips.fixes, dtype=bool), 0
    seconds = np.diff(trips.t, prepend=trips.t[0])
    is_after = (seconds > (usual_s if chosen_s is None else chosen_s)) & ~is_first(trips)
    if chosen_s is not None or not is_after.any():
        return is_after, 0
    trip = row_of_each(trips.offsets)
    rows = np.unique(trip[is_after])
    limit_s = np.full(len(trips), usual_s)
    limit_s[rows] = np.clip(INTERVALS * _usual_intervals(trips, rows), usual_s, MAX_GAP_S)
    return is_after & (seconds > limit_s[trip]), int((limit_s > usual_s).sum())


def _usual_intervals(trips: Trajectories, rows: IntArray) -> FloatArray:
    """The lower median of the seconds between the fixes of each row; 0 for rows of two fixes."""
    fixes, offsets = take_rows(trips.offsets, rows)
    seconds = np.diff(trips.t[fixes], append=np.inf)
    seconds[offsets[1:] - 1] = np.inf  # after the last fix
    ordered = seconds[np.lexsort((seconds, row_of_each(offsets)))]
    hops = np.diff(offsets) - 1
    return np.where(hops > 1, ordered[offsets[:-1] + (hops - 1) // 2], 0.0)

"""Historical traffic as ``valhalla_add_predicted_traffic`` reads it.

A file for each tile has a line for each edge: its id, its free-flow and its constrained speed in
whole km/h, and the speeds of the 2,016 five-minute intervals of a week that begins on Sunday, local
time. These are the first 200 coefficients of a DCT-II, rounded to 16 bits, big-endian, base64
(``baldr/predictedspeeds.h`` of Valhalla).
"""

from __future__ import annotations

from base64 import b64encode
from functools import cache

import numpy as np

from ..contract.options.time_sets import MINUTES_PER_DAY, MINUTES_PER_WEEK
from ..data.local_time import HOURS_PER_WEEK, MINUTES_PER_HOUR
from ..utils.arrays import FloatArray

BUCKETS, COEFFICIENTS = 2016, 200
MINUTES_PER_BUCKET = 5
#: Share of the time of routes by car that Valhalla adds at turns, also to edges with traffic, on
#: paths of real Porto (benchmarks/log/2026-11-28-routing-and-changes.md). Our paces contain the
#: time at turns.
TURN_SHARE = 0.06
#: Hours of the day that Valhalla calls constrained: from 7 to 19.
CONSTRAINED = (7, 19)
#: Speeds in whole km/h have a byte, of which the highest values have meanings.
SLOWEST_KMH, FASTEST_KMH = 1, 140


def bucket_speeds(pace: FloatArray) -> FloatArray:
    """``(n, 2016)`` speeds, km/h, of Valhalla's intervals, which begin on Sunday.

    Between the middles of two hours, the pace is interpolated.

    Args:
        pace: ``(n, 168)`` of the hours of the week, s/m, which begin on Monday.
    """
    minute = (np.arange(BUCKETS) + 0.5) * MINUTES_PER_BUCKET - MINUTES_PER_DAY
    hour = (minute % MINUTES_PER_WEEK) / MINUTES_PER_HOUR - 0.5
    before = np.floor(hour).astype(int)
    part = hour - before
    first, second = (pace[:, each % HOURS_PER_WEEK] for each in (before, before + 1))
    return np.clip(3.6 / (first + part * (second - first)), SLOWEST_KMH, FASTEST_KMH)


def compressed(speed: FloatArray) -> list[str]:
    """The base64 texts of speeds ``(n, 2016)``, km/h."""
    return [b64encode(row.tobytes()).decode() for row in coefficients(speed)]


def coefficients(speed: FloatArray) -> np.ndarray:
    """``(n, 200)`` big-endian 16-bit coefficients of speeds ``(n, 2016)``, km/h."""
    return np.round(speed @ _cosines()).astype(">i2")


def flow_speeds(pace: FloatArray) -> np.ndarray:
    """``(n, 2)`` free-flow and constrained speeds, whole km/h.

    They are the mean paces from 19 to 7 and from 7 to 19 o'clock, which Valhalla uses for requests
    without a time.

    Args:
        pace: as for :func:`bucket_speeds`.
    """
    hour = np.arange(HOURS_PER_WEEK) % 24
    is_constrained = (CONSTRAINED[0] <= hour) & (hour < CONSTRAINED[1])
    means = [pace[:, hours].mean(axis=1) for hours in (~is_constrained, is_constrained)]
    speeds = np.round(3.6 / np.column_stack(means))
    return np.clip(speeds, SLOWEST_KMH, FASTEST_KMH).astype(np.int64)


def traffic_line(edge: str, flow: np.ndarray, packed: str) -> str:
    """The line of an edge."""
    return f"{edge},{flow[0]},{flow[1]},{packed}\n"


@cache
def _cosines() -> FloatArray:
    """``(2016, 200)`` the transform with Valhalla's factors."""
    angle = np.pi / BUCKETS * np.outer(np.arange(BUCKETS) + 0.5, np.arange(COEFFICIENTS))
    cosines = np.cos(angle) * np.sqrt(2 / BUCKETS)
    cosines[:, 0] *= np.sqrt(0.5)
    return cosines

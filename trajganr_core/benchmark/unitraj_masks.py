"""What UniTraj learns from: trips thinned at random, and some of their points hidden.

Kinds, shares and figures are those of the published code. Trips of fewer than thirty points, for
which it has none, get blocks and ends as long as half of the trip at most (ours).
"""

from __future__ import annotations

import math

import numpy as np

from ..utils.arrays import BoolArray, FloatArray

__all__ = ["hide", "key_points", "resample", "sampling_share"]

#: Of a trip's points that are hidden.
HIDDEN_SHARE = 0.5
#: How often each kind of hiding is drawn.
KINDS = {"random": 0.7, "key points": 0.15, "block": 0.05, "last": 0.1}
#: Points of a block and of an end, the second excluded.
BLOCK, LAST = (5, 15), (3, 8)
#: How far a key point lies off the line between its neighbours at least, degrees.
KEY_POINT_OFF = 1e-4
#: Trips of up to the first many points are kept whole; of the second many, the least share is.
FEWEST, MOST, LEAST_SHARE = 36, 600, 0.35
#: How often a long trip is averaged over spans of time instead, and their seconds by its points.
EVEN_SHARE = 0.3
EVEN_SECONDS = ((541, (8, 15)), (361, (6, 10)), (360, (3, 6)))


def sampling_share(points: int) -> float:
    """The share of a trip's points that is kept; falls with the logarithm of their number."""
    longer = min(max(points, FEWEST), MOST) - FEWEST + 1
    return 1 - math.log(longer) / math.log(MOST - FEWEST + 1) * (1 - LEAST_SHARE)


def resample(
    lon_lat: FloatArray, t: FloatArray, rng: np.random.Generator
) -> tuple[FloatArray, FloatArray]:
    """A trip with fewer points.

    Args:
        lon_lat: ``(n, 2)`` degrees.
        t: ``(n,)`` Unix seconds, ascending.
        rng: of the choice.

    Returns:
        As the arguments: some of the points; or, of some long trips, means over spans of time.
    """
    if rng.random() < EVEN_SHARE:
        for points, (shortest, longest) in EVEN_SECONDS:
            if len(t) >= points:
                return _even(lon_lat, t, int(rng.integers(shortest, longest + 1)))
    kept = np.sort(rng.choice(len(t), int(len(t) * sampling_share(len(t))), replace=False))
    return lon_lat[kept], t[kept]


def hide(lon_lat: FloatArray, rng: np.random.Generator) -> BoolArray:
    """Which points ``(n,)`` of a trip ``(n, 2)``, in degrees, are hidden: half of them.

    At random; or first those at bends, in a block or at the end, and others at random.
    """
    points = len(lon_lat)
    count = max(int(points * HIDDEN_SHARE), 1)
    kind = rng.choice(list(KINDS), p=list(KINDS.values()))
    first = np.zeros(points, dtype=np.bool_)
    if kind == "key points":
        first = key_points(lon_lat)
        first[[0, -1]] = False
    elif kind == "block":
        size = min(int(rng.integers(*BLOCK)), count)
        begin = int(rng.integers(points - size + 1))
        first[begin : begin + size] = True
    elif kind == "last":
        first[-min(int(rng.integers(*LAST)), count) :] = True
    return _chosen(first, count, rng)


def key_points(lon_lat: FloatArray, off: float = KEY_POINT_OFF) -> BoolArray:
    """Which points ``(n,)`` Ramer, Douglas and Peucker keep, the first and last among them.

    Args:
        lon_lat: ``(n, 2)``.
        off: those that lie this far off a line are kept, in the same unit.
    """
    kept = np.zeros(len(lon_lat), dtype=np.bool_)
    kept[[0, -1]] = True
    open_ends = [(0, len(lon_lat) - 1)]
    while open_ends:
        first, last = open_ends.pop()
        if last - first < 2:
            continue
        distance = _from_line(lon_lat[first + 1 : last], lon_lat[first], lon_lat[last])
        worst = first + 1 + int(distance.argmax())
        if distance.max() > off:
            kept[worst] = True
            open_ends += [(first, worst), (worst, last)]
    return kept


def _from_line(points: FloatArray, begin: FloatArray, end: FloatArray) -> FloatArray:
    """How far points ``(n, 2)`` lie from a line, or from its end where it has no length."""
    along, offset = end - begin, points - begin
    length = float(np.hypot(*along))
    if length == 0:
        return np.hypot(*offset.T)
    return np.abs(along[0] * offset[:, 1] - along[1] * offset[:, 0]) / length


def _chosen(first: BoolArray, count: int, rng: np.random.Generator) -> BoolArray:
    """``count`` points at random, those of ``first`` before all others."""
    order = np.lexsort([rng.random(len(first)), ~first])
    chosen = np.zeros(len(first), dtype=np.bool_)
    chosen[order[:count]] = True
    return chosen


def _even(lon_lat: FloatArray, t: FloatArray, seconds: int) -> tuple[FloatArray, FloatArray]:
    """Means over spans of time in which there is a point, at the begin of each span."""
    spans, span = np.unique(np.floor(t / seconds), return_inverse=True)
    counts = np.bincount(span)
    means = [np.bincount(span, weights=column) / counts for column in lon_lat.T]
    return np.stack(means, axis=1), spans * seconds

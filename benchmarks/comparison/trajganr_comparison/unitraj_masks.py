"""UniTraj's training data: randomly thinned trips with hidden points.

Kinds, shares and numbers are those of the published code. It has none for trips of fewer than
thirty points; there, blocks and ends are at most half of the trip (ours).
"""

from __future__ import annotations

import math

import numpy as np

from trajganr_core.utils.arrays import BoolArray, FloatArray

#: Share of a trip's points that is hidden.
HIDDEN_SHARE = 0.5
#: Probability of each kind of masking.
KINDS = {"random": 0.7, "key points": 0.15, "block": 0.05, "last": 0.1}
#: Range of the number of points of a block and of an end, the second excluded.
BLOCK, LAST = (5, 15), (3, 8)
#: Minimum distance of a key point from the line between its neighbours, degrees.
KEY_POINT_OFF = 1e-4
#: Trips up to the first number of points are kept whole; from the second on, the least share is.
MIN_COUNT, MAX_COUNT, MIN_SHARE = 36, 600, 0.35
#: Probability of averaging a long trip over time spans instead, and their seconds by its points.
EVEN_SHARE = 0.3
EVEN_SECONDS = ((541, (8, 15)), (361, (6, 10)), (360, (3, 6)))


def sampling_share(points: int) -> float:
    """The share of a trip's points that is kept; falls with the logarithm of their number."""
    longer = min(max(points, MIN_COUNT), MAX_COUNT) - MIN_COUNT + 1
    return 1 - math.log(longer) / math.log(MAX_COUNT - MIN_COUNT + 1) * (1 - MIN_SHARE)


def resample(
    lon_lat: FloatArray, t: FloatArray, rng: np.random.Generator
) -> tuple[FloatArray, FloatArray]:
    """A trip with fewer points.

    Args:
        lon_lat: ``(n, 2)`` degrees.
        t: ``(n,)`` Unix seconds, ascending.
        rng: of the choice.

    Returns:
        As the arguments: some of the points; or, for some long trips, means over time spans.
    """
    if rng.random() < EVEN_SHARE:
        for points, (shortest, longest) in EVEN_SECONDS:
            if len(t) >= points:
                return _even(lon_lat, t, int(rng.integers(shortest, longest + 1)))
    kept = np.sort(rng.choice(len(t), int(len(t) * sampling_share(len(t))), replace=False))
    return lon_lat[kept], t[kept]


def hide(lon_lat: FloatArray, rng: np.random.Generator) -> BoolArray:
    """Which points ``(n,)`` of a trip ``(n, 2)``, in degrees, are hidden: half of them.

    Random ones; or those at bends, in a block or at the end, and then random ones.
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
    """Which points ``(n,)`` the Ramer-Douglas-Peucker algorithm keeps, with both ends.

    Args:
        lon_lat: ``(n, 2)``.
        off: distance from a line above which a point is kept, in the same unit.
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
    """Distances of points ``(n, 2)`` from a line, or from its end if it has no length."""
    along, offset = end - begin, points - begin
    length = float(np.hypot(*along))
    if length == 0:
        return np.hypot(*offset.T)
    return np.abs(along[0] * offset[:, 1] - along[1] * offset[:, 0]) / length


def _chosen(first: BoolArray, count: int, rng: np.random.Generator) -> BoolArray:
    """``count`` random points, those of ``first`` before all others."""
    order = np.lexsort([rng.random(len(first)), ~first])
    chosen = np.zeros(len(first), dtype=np.bool_)
    chosen[order[:count]] = True
    return chosen


def _even(lon_lat: FloatArray, t: FloatArray, seconds: int) -> tuple[FloatArray, FloatArray]:
    """Means over time spans that have a point, at the start of each span."""
    spans, span = np.unique(np.floor(t / seconds), return_inverse=True)
    counts = np.bincount(span)
    means = [np.bincount(span, weights=column) / counts for column in lon_lat.T]
    return np.stack(means, axis=1), spans * seconds

"""A bootstrap over drivers: drivers are drawn with replacement, with all their passes.

The passes of one driver are alike, so that passes must not be drawn one by one (Davison and
Hinkley, "Bootstrap Methods and their Application", 1997, section 3.8).
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.special import ndtr, stdtrit

from ..data.matching.compiled import njit
from ..utils.arrays import FloatArray, Int32Array, IntArray

#: Share of the replicates that an interval contains.
LEVEL = 0.9
REPLICATES = 200
#: Intervals of fewer drivers would be too narrow.
MIN_SAMPLED_DRIVERS = 5


def driver_weights(drivers: int, seed: int) -> npt.NDArray[np.uint8]:
    """``(1 + replicates, drivers)`` how often each driver counts: once, then as often as drawn."""
    rng = np.random.default_rng(seed)
    weights = np.ones((1 + REPLICATES, drivers), dtype=np.uint8)
    for number in range(REPLICATES):
        drawn = rng.integers(drivers, size=drivers) if drivers else np.zeros(0, dtype=np.int64)
        weights[1 + number] = np.minimum(np.bincount(drawn, minlength=drivers), 255)
    return weights


def middle_of(
    replicates: FloatArray, tail: float | FloatArray | None = None
) -> tuple[FloatArray, FloatArray]:
    """Bounds ``(g, m)`` of the middle of the replicates ``(g, replicates, m)``, some NaN.

    Args:
        tail: share of the replicates below and above the middle, or one for each ``(g, m)``; that
            of the middle 90 % if absent.
    """
    tail = (1 - LEVEL) / 2 if tail is None else tail
    ordered = np.sort(replicates, axis=1)  # NaN is last
    known = np.isfinite(replicates).sum(axis=1)
    last = np.maximum(known - 1, 0)
    # The k-th of n replicates is their quantile k ÷ (n+1) (Davison and Hinkley, section 5.2).
    ranks = (np.rint(share * (known + 1)) - 1 for share in (tail, 1 - tail))
    rows = (np.clip(rank, 0, last).astype(np.int64)[:, None] for rank in ranks)
    low, high = (np.take_along_axis(ordered, row, axis=1)[:, 0] for row in rows)
    return low, high


def tail_of(freedom: FloatArray) -> FloatArray:
    """Share of the replicates to leave out at each end, for intervals that contain 90 %.

    The middle 90 % of the replicates are too narrow for few drivers, as an interval of a mean
    would be with n in place of n-1 and a normal in place of Student's distribution. Less is
    therefore left out: Hesterberg, "What Teachers Should Know About the Bootstrap", The American
    Statistician 69 (2015), 371-386, section 3.3.

    Args:
        freedom: degrees of freedom, at least 1; n-1 for one sample of n drivers.
    """
    wider = np.sqrt((freedom + 1) / freedom)
    return np.asarray(ndtr(wider * stdtrit(freedom, (1 - LEVEL) / 2)), dtype=np.float64)


@njit
def fill_paces(
    offsets: IntArray,
    driver: Int32Array,
    metres: FloatArray,
    seconds: FloatArray,
    probability: FloatArray,
    weights: npt.NDArray[np.uint8],
    shares: FloatArray,
    mean: FloatArray,
    quantiles: FloatArray,
) -> None:
    """Fill in the mean and the quantiles of the pace, for each group and each row of weights.

    A row in which all weights of a group are zero is left unchanged.

    Args:
        offsets: ``(g+1,)``, passes of group i are ``offsets[i]:offsets[i+1]``, sorted by pace.
        driver, metres, seconds, probability: ``(passes,)``; each counts by its probability.
        weights: ``(rows, drivers)`` how often each driver counts.
        shares: ``(q,)`` of the quantiles, ascending. A quantile is the smallest pace that at least
            this share of the passes do not exceed.
        mean: ``(g, rows)`` filled with seconds ÷ metres.
        quantiles: ``(g, rows, q)`` filled with seconds per metre.
    """
    for group in range(len(offsets) - 1):
        first, last = offsets[group], offsets[group + 1]
        for row in range(len(weights)):
            weight = weights[row]
            total, all_metres, all_seconds = 0.0, 0.0, 0.0
            for each in range(first, last):
                count = weight[driver[each]] * probability[each]
                total += count
                all_metres += count * metres[each]
                all_seconds += count * seconds[each]
            if not total:
                continue
            mean[group, row] = all_seconds / all_metres
            reached, found = 0.0, 0
            for each in range(first, last):
                reached += weight[driver[each]] * probability[each]
                while found < len(shares) and reached >= shares[found] * total - 1e-9:
                    quantiles[group, row, found] = seconds[each] / metres[each]
                    found += 1
                if found == len(shares):
                    break

"""Paces of groups of passes in the replicates of a bootstrap over drivers, compiled."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from ..data.matching.compiled import njit
from ..utils.arrays import FloatArray, Int32Array, IntArray

__all__ = ["fill_paces"]


@njit
def fill_paces(
    offsets: IntArray,
    driver: Int32Array,
    metres: FloatArray,
    seconds: FloatArray,
    weights: npt.NDArray[np.uint8],
    shares: FloatArray,
    mean: FloatArray,
    quantiles: FloatArray,
) -> None:
    """Fill in the mean and the quantiles of the pace, for each group and each row of weights.

    A row in which all weights of a group are zero is left unchanged.

    Args:
        offsets: ``(g+1,)``, passes of group i are ``offsets[i]:offsets[i+1]``, sorted by pace.
        driver, metres, seconds: ``(passes,)``.
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
            total, all_metres, all_seconds = 0, 0.0, 0.0
            for each in range(first, last):
                count = weight[driver[each]]
                total += count
                all_metres += count * metres[each]
                all_seconds += count * seconds[each]
            if not total:
                continue
            mean[group, row] = all_seconds / all_metres
            reached, found = 0, 0
            for each in range(first, last):
                reached += weight[driver[each]]
                while found < len(shares) and reached >= shares[found] * total - 1e-9:
                    quantiles[group, row, found] = seconds[each] / metres[each]
                    found += 1
                if found == len(shares):
                    break

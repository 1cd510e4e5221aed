"""Intervals of figures of roads, by a bootstrap over blocks of neighbouring roads."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from ..contract.options.districts import MIN_BLOCKS
from ..utils.arrays import FloatArray, IntArray

#: Block bootstrap: number of resamples, and the share of them that the interval holds.
RESAMPLES, LEVEL = 2000, 0.95


def block_interval(
    sums: FloatArray, statistic: Callable[[FloatArray], FloatArray]
) -> tuple[float, float]:
    """A 95 % percentile interval from blocks that are drawn with replacement.

    All roads of a block are drawn together, in all seeds and folds, because neighbouring roads, and
    the same road under several seeds, have similar errors.

    Args:
        sums: ``(blocks, …)`` sums over the roads of each block.
        statistic: ``(resamples,)`` of the sums over the drawn blocks, ``(resamples, …)``; NaN if
            these have no road. The interval is of the others, and NaN without any.
    """
    blocks = len(sums)
    drawn = np.random.default_rng(0).multinomial(blocks, np.full(blocks, 1 / blocks), RESAMPLES)
    values = statistic(np.tensordot(drawn.astype(np.float64), sums, 1))
    if np.isnan(values).all():
        return float("nan"), float("nan")
    low, high = np.nanquantile(values, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return float(low), float(high)


def mean_interval(values: FloatArray, block: IntArray) -> tuple[float, float] | None:
    """The interval of the mean of roads ``(n,)``; None from fewer than :data:`.MIN_BLOCKS` blocks.

    Args:
        block: ``(n,)`` of each road.
    """
    blocks, number = np.unique(block, return_inverse=True)
    if len(blocks) < MIN_BLOCKS:
        return None
    sums = np.column_stack([np.bincount(number, values), np.bincount(number)]).astype(float)
    return block_interval(sums, lambda drawn: drawn[:, 0] / drawn[:, 1])

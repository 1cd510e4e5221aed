"""Tests of the difference between two systems over seeds, folds and blocks of roads."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from scipy import stats

from ..utils.arrays import FloatArray

__all__ = ["CorrectedTest", "block_interval", "corrected_test", "holm"]

#: Block bootstrap: number of resamples, and the share of them that the interval holds.
RESAMPLES, LEVEL = 2000, 0.95


class CorrectedTest(NamedTuple):
    """A corrected paired t test.

    Attributes:
        pairs: number of differences.
        t: the statistic; NaN without a test.
        p: two-sided; NaN with fewer than two pairs, or without any variance.
    """

    pairs: int
    t: float
    p: float


def corrected_test(differences: Sequence[float], test_to_training: float) -> CorrectedTest:
    """The corrected resampled t test for seeds and folds of the same roads.

    Nadeau and Bengio, "Inference for the generalization error", Machine Learning 52 (2003),
    239–281: the variance of the mean of J differences is (1/J + test/training) times their
    variance, because the differences share training examples. With several folds of several seeds
    as in Bouckaert and Frank (PAKDD 2004).

    Args:
        differences: one for each seed and fold.
        test_to_training: number of test roads ÷ number of training roads.
    """
    values = np.asarray(differences, dtype=np.float64)
    pairs = len(values)
    spread = float(values.std(ddof=1)) if pairs > 1 else 0.0
    if not spread:
        return CorrectedTest(pairs, float("nan"), float("nan"))
    t = float(values.mean()) / (spread * np.sqrt(1 / pairs + test_to_training))
    return CorrectedTest(pairs, t, float(2 * stats.t.sf(abs(t), pairs - 1)))


def holm(p: Sequence[float]) -> FloatArray:
    """``(n,)`` p values of a family of n tests, adjusted by Holm's step-down method.

    Holm, "A simple sequentially rejective multiple test procedure", Scandinavian Journal of
    Statistics 6 (1979), 65–70. NaN is not a test and stays NaN.
    """
    values = np.asarray(p, dtype=np.float64)
    adjusted = np.full(len(values), np.nan)
    order = np.argsort(values)[: int(np.isfinite(values).sum())]
    scaled = values[order] * np.arange(len(order), 0, -1)
    adjusted[order] = np.minimum(np.maximum.accumulate(scaled), 1.0)
    return adjusted


def block_interval(
    sums: FloatArray, statistic: Callable[[FloatArray], FloatArray], seed: int = 0
) -> tuple[float, float]:
    """A 95 % percentile interval from blocks that are drawn with replacement.

    All roads of a block are drawn together, in all seeds and folds, because neighbouring roads, and
    the same road under several seeds, have similar errors.

    Args:
        sums: ``(blocks, …)`` sums over the roads of each block.
        statistic: ``(resamples,)`` of the sums over the drawn blocks, ``(resamples, …)``; NaN if
            these have no road. The interval is of the others, and NaN without any.
        seed: of the draws.
    """
    blocks = len(sums)
    drawn = np.random.default_rng(seed).multinomial(blocks, np.full(blocks, 1 / blocks), RESAMPLES)
    values = statistic(np.tensordot(drawn.astype(np.float64), sums, 1))
    if np.isnan(values).all():
        return float("nan"), float("nan")
    low, high = np.nanquantile(values, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return float(low), float(high)

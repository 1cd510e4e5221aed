"""Tests of the difference between two systems over seeds and folds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from scipy import stats

from trajganr_core.utils.arrays import FloatArray


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

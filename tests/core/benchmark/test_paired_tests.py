"""Tests of differences, against small cases computed by hand."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from trajganr_core.benchmark.paired_tests import block_interval, corrected_test, holm
from trajganr_core.utils.arrays import FloatArray


def test_the_variance_of_overlapping_folds_is_corrected() -> None:
    """Differences 1, 2 and 3: mean 2, variance 1; t = 2 / √(1/3 + 2/3) = 2 instead of 2√3."""
    found = corrected_test([1.0, 2.0, 3.0], 2 / 3)
    assert found.pairs == 3
    assert found.t == pytest.approx(2.0)
    # Student's t with two degrees of freedom: P(|T| > t) = 1 − t / √(2 + t²).
    assert found.p == pytest.approx(1 - 2 / np.sqrt(6))


def test_without_overlap_it_is_the_plain_paired_test() -> None:
    differences = [0.3, -0.1, 0.4, 0.2]
    plain = stats.ttest_1samp(differences, 0.0)
    assert corrected_test(differences, 0.0)[1:] == pytest.approx(
        (float(plain.statistic), float(plain.pvalue))
    )


@pytest.mark.parametrize("differences", [[], [1.0], [0.5, 0.5]])
def test_without_variance_there_is_no_test(differences: list[float]) -> None:
    assert np.isnan(corrected_test(differences, 0.5).p)


def test_probabilities_of_a_family_are_adjusted_step_by_step() -> None:
    """Ordered 0.01, 0.02, 0.03, 0.9 times 4, 3, 2, 1, and never below the one before."""
    found = holm([0.03, 0.01, np.nan, 0.9, 0.02])
    assert found == pytest.approx([0.06, 0.04, np.nan, 0.9, 0.06], nan_ok=True)


def test_an_adjusted_probability_is_at_most_one() -> None:
    assert holm([0.6, 0.7]) == pytest.approx([1.0, 1.0])


def test_the_interval_is_that_of_drawn_blocks() -> None:
    """Of two blocks with means 0 and 1, a resample has the mean 0, ½ or 1, each far from rare."""
    sums = np.array([[0.0, 10.0], [10.0, 10.0]])

    def mean(drawn: FloatArray) -> FloatArray:
        return np.asarray(drawn[:, 0] / drawn[:, 1])

    assert block_interval(sums, mean) == (0.0, 1.0)


def test_blocks_that_agree_have_no_interval() -> None:
    sums = np.array([[2.0, 4.0], [1.0, 2.0], [4.0, 8.0]])
    found = block_interval(sums, lambda drawn: np.asarray(drawn[:, 0] / drawn[:, 1]))
    assert found == pytest.approx((0.5, 0.5))


def test_more_blocks_make_the_interval_narrower() -> None:
    values = np.random.default_rng(0).normal(size=400)

    def width(count: int) -> float:
        sums = np.column_stack([values[:count], np.ones(count)])
        low, high = block_interval(sums, lambda drawn: np.asarray(drawn[:, 0] / drawn[:, 1]))
        return high - low

    # 95 % of a normal mean: 2 · 1.96 / √n.
    assert width(400) == pytest.approx(2 * 1.96 * values.std() / 20, rel=0.1)
    assert width(25) > 3 * width(400)

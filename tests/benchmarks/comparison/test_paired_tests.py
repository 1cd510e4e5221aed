"""Tests of differences, against small cases computed by hand."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from trajganr_comparison.paired_tests import corrected_test, holm


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

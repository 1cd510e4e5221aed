"""Intervals of a bootstrap, against quantiles by hand and tables of Student's distribution."""

from __future__ import annotations

import numpy as np

from trajganr_core.traffic.driver_bootstrap import middle_of, tail_of


def test_the_middle_is_that_of_known_replicates() -> None:
    values = np.random.default_rng(0).permutation(np.arange(199.0))
    unknown = np.r_[values[values < 99], np.full(100, np.nan)]
    low, high = middle_of(np.stack([values, unknown])[:, :, None])
    # 10th and 190th of 199; 5th and 95th of 99
    assert low[:, 0].tolist() == [9, 4]
    assert high[:, 0].tolist() == [189, 94]
    low, high = middle_of(np.stack([values] * 2)[:, :, None], np.array([[0.1], [0.0]]))
    assert low[:, 0].tolist() == [19, 0]
    assert high[:, 0].tolist() == [179, 198]


def test_less_is_left_out_of_few_drivers() -> None:
    # Student's 5 % quantile is -2.132 with 4 degrees of freedom: the normal one of -2.132 √(5/4).
    np.testing.assert_allclose(tail_of(np.array([4.0, 1e9])), [0.00857, 0.05], atol=5e-5)

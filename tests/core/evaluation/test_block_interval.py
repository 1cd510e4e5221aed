"""Intervals from blocks that are drawn with replacement, against small cases computed by hand."""

from __future__ import annotations

import numpy as np
import pytest

from trajganr_core.evaluation.block_interval import block_interval
from trajganr_core.utils.arrays import FloatArray


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

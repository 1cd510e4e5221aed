"""Positions along a line that meets itself."""

from __future__ import annotations

import numpy as np

from trajganr_core.traffic.transit.along_shape import follow

#: Out, around a block, and back on the same street.
LINE = np.array([[0, 0], [1000, 0], [1200, 0], [1200, 200], [1000, 200], [1000, 0], [0, 0]])
LENGTH = 2800.0


def places(at_m: np.ndarray) -> np.ndarray:
    bounds = np.r_[0, np.cumsum(np.hypot(*np.diff(LINE, axis=0).T))]
    return np.column_stack([np.interp(at_m, bounds, each) for each in LINE.T])


def test_a_street_that_is_driven_twice_is_told_by_the_order() -> None:
    noise = np.random.default_rng(3).normal(0, 8, (60, 2))
    at_m = np.linspace(0, LENGTH, 60)
    found = follow(*(places(at_m) + noise).T, *LINE.astype(float).T)
    assert (np.diff(found) >= 0).all()
    assert np.abs(found - at_m).max() < 40


def test_a_part_of_a_run_is_where_it_takes_the_shorter_way() -> None:
    for begin, end in ((100, 700), (2100, 2700)):
        at_m = np.linspace(begin, end, 20)
        found = follow(*places(at_m).T, *LINE.astype(float).T)
        np.testing.assert_allclose(found, at_m, atol=1)


def test_positions_off_the_line_are_on_no_place() -> None:
    xy = places(np.array([100.0, 200, 300, 400]))
    xy[:, 1] += [0, 150, np.nan, 50]
    found = follow(*xy.T, *LINE.astype(float).T)
    np.testing.assert_array_equal(np.isnan(found), [False, True, True, False])
    assert np.isnan(follow(*(xy + 9000).T, *LINE.astype(float).T)).all()

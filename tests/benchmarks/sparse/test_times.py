"""Places in hidden windows."""

from dataclasses import replace

import numpy as np
import pytest

from benchmarks.sparse.times import PLACES, ask


def test_places_are_in_windows_of_the_wanted_length(trips):
    asked = ask(trips, 60.0)
    assert len(asked.t) == PLACES * 10  # 585 s
    assert np.diff(asked.trips.t).max() == 60
    assert (asked.trips.t[asked.fix] <= asked.t).all()
    np.testing.assert_allclose(asked.linear, asked.t)  # it drives evenly


def test_windows_with_a_hole_are_not_asked(trips):
    late = np.where(np.arange(trips.fixes) > 9, 10.0, 0.0)
    asked = ask(replace(trips, t=trips.t + late), 60.0)
    assert not ((asked.t > trips.t[8]) & (asked.t < trips.t[12])).any()
    assert len(asked.t)


@pytest.mark.parametrize("rest_s", [60.0, 120.0])
def test_between_windows_fixes_may_be_dense(trips, rest_s):
    asked = ask(trips, 60.0, rest_s)
    steps = np.diff(asked.trips.t)
    assert {15.0, 60.0} <= set(steps.tolist())
    assert len(np.unique(asked.fix)) < 10

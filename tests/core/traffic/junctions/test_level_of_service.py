"""Levels of service of the Highway Capacity Manual."""

from __future__ import annotations

import numpy as np
import pytest

from trajganr_core.traffic.junctions.level_of_service import levels_of_service


@pytest.mark.parametrize(
    ("has_signal", "bounds_s"),
    [(True, (10, 20, 35, 55, 80)), (False, (10, 15, 25, 35, 50))],
)
def test_levels_end_at_the_thresholds_of_the_manual(has_signal, bounds_s):
    around = (each for bound in bounds_s for each in (bound, bound + 0.1))
    delays = np.array([-3.0, *around, np.nan])
    letters = levels_of_service(delays, np.full(len(delays), has_signal))
    assert "".join(letters) == "AABBCCDDEEF"
    assert letters[-1] == ""

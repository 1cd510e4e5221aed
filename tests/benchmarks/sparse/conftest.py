"""A trip with a fix each 15 s."""

from dataclasses import replace

import numpy as np
import pytest

from trajganr_core.data.matching.matched import MatchedTrips

EDGES, FIXES = 20, 40


@pytest.fixture
def trips():
    """A trip along a chain of edges of 100 m with 50 m and 15 s between fixes."""
    s, pass_s = 50.0 * np.arange(FIXES), 100.0 * np.arange(EDGES)
    length = np.minimum(100.0, s[-1] - pass_s)
    return replace(
        MatchedTrips.empty(),
        offsets=np.array([0, FIXES]),
        lon=np.zeros(FIXES),
        lat=np.zeros(FIXES),
        t=15.0 * np.arange(FIXES),
        speed=np.zeros(FIXES, dtype=np.float32),
        trip_id=np.array(["trip"]),
        driver_id=np.array(["driver"]),
        s=s,
        edge=(s // 100).astype(np.int64),
        edge_offset=s % 100,
        pass_offsets=np.array([0, EDGES]),
        pass_edge=np.arange(EDGES),
        pass_s=pass_s,
        pass_enter_m=np.zeros(EDGES),
        pass_exit_m=length,
        pass_t=0.3 * pass_s,
        pass_seconds=0.3 * length,
    )

"""What is learned for recovery."""

from __future__ import annotations

import numpy as np

from benchmarks.sparse.learn import calibrated_by
from trajganr_core.data.recovery.choice import calibrated


def test_calibration_finds_how_often_what_is_said_is_true() -> None:
    rng = np.random.default_rng(0)
    said, seconds = rng.uniform(0.05, 0.95, 40_000), rng.uniform(60.0, 600.0, 40_000)
    unknown, truth = rng.random(40_000), np.array([0.4, 0.7, -0.3, 0.1, -0.6])
    was = rng.random(40_000) < calibrated(said, seconds, unknown, truth)
    found = calibrated_by(said, seconds, unknown, was.astype(np.float64), np.ones(40_000))
    np.testing.assert_allclose(
        *(calibrated(said, seconds, unknown, weights) for weights in (found, truth)), atol=0.03
    )

"""A bootstrap over drivers: drivers are drawn with replacement, with all their passes.

The passes of one driver are alike, so that passes must not be drawn one by one (Davison and
Hinkley, "Bootstrap Methods and their Application", 1997, section 3.8).
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from ..utils.arrays import FloatArray

__all__ = ["LEAST_DRIVERS", "LEVEL", "REPLICATES", "driver_weights", "middle_of"]

#: Share of the replicates that an interval contains.
LEVEL = 0.9
REPLICATES = 200
#: Intervals of fewer drivers would be too narrow.
LEAST_DRIVERS = 5


def driver_weights(drivers: int, seed: int) -> npt.NDArray[np.uint8]:
    """``(1 + replicates, drivers)`` how often each driver counts: once, then as often as drawn."""
    rng = np.random.default_rng(seed)
    weights = np.ones((1 + REPLICATES, drivers), dtype=np.uint8)
    for number in range(REPLICATES):
        drawn = rng.integers(drivers, size=drivers) if drivers else np.zeros(0, dtype=np.int64)
        weights[1 + number] = np.minimum(np.bincount(drawn, minlength=drivers), 255)
    return weights


def middle_of(replicates: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Bounds ``(g, m)`` of the middle 90 % of the replicates ``(g, replicates, m)``, some NaN."""
    ordered = np.sort(replicates, axis=1)  # NaN is last
    last = np.isfinite(replicates).sum(axis=1, keepdims=True) - 1
    shares = ((1 - LEVEL) / 2, (1 + LEVEL) / 2)
    low, high = (
        np.take_along_axis(ordered, np.maximum(np.rint(share * last), 0).astype(np.int64), axis=1)
        for share in shares
    )
    return low[:, 0], high[:, 0]

"""A process for few places."""

from __future__ import annotations

import numpy as np

from trajganr_core.traffic.volumes.kriging import Kriging, Sites


def places(count: int, seed: int) -> tuple[Sites, np.ndarray]:
    """Along a road on which the values rise and fall within 3 km."""
    rng = np.random.default_rng(seed)
    points = np.column_stack([rng.uniform(0, 6000, count), np.zeros(count)])
    values = 3 + np.sin(2 * np.pi * points[:, 0] / 6000) + rng.normal(0, 0.05, count)
    return Sites(np.zeros((count, 1)), points, np.ones((count, 1))), values


def test_values_are_alike_nearby_and_an_outlier_loses_weight() -> None:
    sites, values = places(80, 0)
    values[10] += 5
    fitted = Kriging.fit(sites, values)
    assert fitted.weight[10] < 0.1 < 0.5 < np.median(fitted.weight)
    at, truth = places(200, 1)
    mean, spread = fitted.predict(np.arange(80), at)
    assert np.sqrt(np.mean((mean - truth) ** 2)) < 0.25
    assert (np.abs(mean - truth) < 1.645 * spread).mean() > 0.8

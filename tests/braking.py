"""Random labels of braking for the tiny city, whose trips are too sparse to derive them."""

from __future__ import annotations

import dataclasses

import numpy as np

from trajganr_core.data.bundle import Bundle


def with_braking(bundle: Bundle) -> Bundle:
    """The bundle with events on roads that run fast."""
    rng = np.random.default_rng(0)
    labels = bundle.labels.copy()
    km = rng.uniform(5, 30, len(labels))
    rate = np.where(labels["speed_kmh"] > 35, 4.0, 0.5)
    labels["braking_events"], labels["braking_km"] = rng.poisson(rate * km), km
    labels["braking_per_km"] = labels["braking_events"] / km
    labels["braking_passes"] = labels["speed_passes"]
    return dataclasses.replace(bundle, labels=labels)

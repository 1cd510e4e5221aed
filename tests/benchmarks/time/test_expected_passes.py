"""The benchmark of expected passes."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.time.expected_passes import OURS, RATE, deviance, hourly, measured
from trajganr_core.data.bundle import Bundle
from trajganr_core.data.passes import passes_of_bundle
from trajganr_core.features.expected_passes import ExpectedPasses
from trajganr_core.features.pass_context import Surroundings


def test_the_deviance_is_zero_only_at_what_was_observed() -> None:
    observed = np.array([0.0, 3.0, 3.0])
    assert deviance(observed, np.array([0.0, 3.0, 4.0])).tolist() == [
        0,
        0,
        pytest.approx(0.2739, abs=1e-4),
    ]


def test_systems_are_measured_on_the_hours_with_trips(bundle: Bundle) -> None:
    passes, _ = passes_of_bundle(bundle)
    known = ExpectedPasses(Surroundings.of(bundle.network, bundle.area), passes)
    found = measured(known, passes)
    assert hourly(passes, len(bundle.network)).sum() == len(passes)
    for name in (RATE, OURS):
        assert abs(found[name]["bias"]) < 0.1  # type: ignore[index]

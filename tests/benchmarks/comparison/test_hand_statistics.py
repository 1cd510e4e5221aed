"""Statistics of the input trips."""

from __future__ import annotations

import dataclasses

import numpy as np
from all_trips import all_input_trips

from trajganr_comparison.hand_statistics import HandStatistics, hand_statistics
from trajganr_comparison.study import Study
from trajganr_core.utils.progress import silent


def test_statistics_use_only_the_input_trips(study: Study) -> None:
    bundle = study.bundle
    features = HandStatistics().features(study, silent)
    assert features.values.shape[0] == len(bundle.network)
    assert np.isfinite(features.values).all()
    assert features.parameters == 0
    only_input = np.flatnonzero(~bundle.is_label)
    blind = dataclasses.replace(
        bundle,
        matched=bundle.matched.take(only_input),
        is_label=np.zeros(len(only_input), dtype=bool),
        labels=bundle.labels.iloc[:, :0],
    )
    assert np.array_equal(features.values, hand_statistics(blind))


def test_the_time_of_day_is_that_of_passing_the_edge(study: Study) -> None:
    """Trips an hour later turn the clock's hand by a twenty-fourth."""
    bundle = study.bundle
    later = dataclasses.replace(bundle.matched, t=bundle.matched.t + 3600)
    before = hand_statistics(bundle)[:, -2:]
    after = hand_statistics(dataclasses.replace(bundle, matched=later))[:, -2:]
    edge = np.unique(all_input_trips(bundle).pass_edge)
    angle = np.angle((after[edge] @ [1j, 1]) / (before[edge] @ [1j, 1]))
    assert np.allclose(angle, 2 * np.pi / 24, atol=1e-3)
    silent_edges = np.setdiff1d(np.arange(len(bundle.network)), edge)
    assert not before[silent_edges].any()

"""The probability of ways."""

import numpy as np
import pytest

from benchmarks.sparse.choice import Logit, calibration, softmax


def test_a_logit_learns_the_weights_that_choices_were_made_by():
    rng = np.random.default_rng(0)
    gap = np.repeat(np.arange(4000), 4)
    features = rng.normal(size=(len(gap), 2))
    probability = softmax(gap, features @ [1.0, -0.5])
    until = np.cumsum(probability.reshape(-1, 4), axis=1)
    taken = (rng.random((4000, 1)) > until).sum(axis=1)
    target = (np.tile(np.arange(4), 4000) == np.repeat(taken, 4)).astype(float)
    logit = Logit.fit(features, gap, target)
    assert logit.weight / logit.scale == pytest.approx([1.0, -0.5], abs=0.08)
    assert np.bincount(gap, softmax(gap, logit.utility(features))) == pytest.approx(1.0)


def test_calibration_groups_what_was_said():
    said, was = np.array([0.02, 0.84, 0.86, 1.0]), np.array([0.0, 1.0, 0.0, 1.0])
    rows = calibration(said, was, np.array([1.0, 1.0, 3.0, 1.0]))
    assert [share for _, share, _ in rows] == [0.0, 0.25, 1.0]
    assert [weight for *_, weight in rows] == [1.0, 4.0, 1.0]

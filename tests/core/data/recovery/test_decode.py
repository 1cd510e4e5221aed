"""Forward-backward and Viterbi over a chain of two hops, against all its paths."""

from __future__ import annotations

import itertools

import numpy as np

from trajganr_core.data.recovery.decode import agreement, decode

COUNT = np.array([2, 2, 1])
SCORE = np.array([[0.0, -0.5], [-0.2, 0.0], [0.0, 0.0]])
START, END = np.array([0, 0, 1, 0, 1]), np.array([0, 1, 1, 0, 0])
UTILITY = np.array([-1.0, -0.3, 0.3, -0.4, -0.9])
FIRST_WAY = np.array([0, 3, 5, 5])


def test_probabilities_are_those_of_all_paths() -> None:
    total = np.zeros(5)
    best = (-np.inf, (0, 0))
    for one, other in itertools.product(range(3), range(3, 5)):
        if END[one] != START[other]:
            continue
        value = SCORE[0, START[one]] + SCORE[1, END[one]] + UTILITY[one] + UTILITY[other]
        total[[one, other]] += np.exp(value)
        best = max(best, (value, (one, other)))
    decoded = decode(COUNT, SCORE, FIRST_WAY, START, END, UTILITY)
    np.testing.assert_allclose(decoded.probability, total / total[:3].sum())
    assert tuple(np.flatnonzero(decoded.is_chosen)) == best[1]
    # What a hop's ways add to the rest of the chain is all of it.
    np.testing.assert_allclose(decoded.elsewhere + UTILITY, np.log(total))


def test_a_hop_without_ways_ends_a_chain() -> None:
    decoded = decode(COUNT, SCORE, np.array([0, 0, 2, 2]), START[3:], END[3:], UTILITY[3:])
    assert decoded.is_chosen.sum() == 1
    assert decoded.probability.sum() == 1


def test_edges_and_ways_are_as_likely_as_all_ways_that_drive_them() -> None:
    edge = np.array([0, 1, 4, 0, 2, 4, 0, 1, 4, 5])
    offsets = np.array([0, 3, 6, 10])
    driven_m = np.array([100.0, 900, 100, 100, 900, 100, 100, 900, 100, 30])
    agreed = agreement(
        *(np.zeros(3, dtype=np.int64), np.array([0.5, 0.3, 0.2]), np.array([True, False, False])),
        *(offsets, edge, driven_m, 6),
    )
    np.testing.assert_allclose(agreed.likely, [0.7])
    np.testing.assert_allclose(agreed.edge_probability, [1.0, 0.7, 1.0])

"""Gaps whose way is known, and what other trips tell of them."""

from dataclasses import replace

import numpy as np
import pytest
from road_passes import AREA, chain

from benchmarks.sparse.gaps import hidden_gaps
from benchmarks.sparse.priors import Geometry, Priors

EDGES, FIXES = 20, 40


def test_a_gap_has_the_way_between_its_fixes(trips):
    gaps = hidden_gaps(trips, np.array([0]), 75, most=100)
    assert gaps.seconds.tolist() == [75.0] * 7
    assert gaps.edges[: gaps.offsets[1]].tolist() == [0, 1, 2]
    assert (gaps.start_edge[1], gaps.start_m[1], gaps.end_edge[1], gaps.end_m[1]) == (2, 50, 5, 0)
    last = gaps.take(np.array([6]))
    assert last.edges.tolist() == [15, 16, 17]


def test_no_gap_reaches_over_a_hole_whose_way_is_not_known(trips):
    broken = replace(trips, t=trips.t + 60.0 * (np.arange(FIXES) >= 7))
    gaps = hidden_gaps(broken, np.array([0]), 75, most=100)
    starts = 2 * gaps.start_edge + gaps.start_m / 50
    assert starts.tolist() == [0, 7, 12, 17, 22, 27, 32]


def test_priors_are_those_of_the_trips(trips):
    priors = Priors.of(Geometry.of(chain(EDGES), AREA), trips)
    assert priors.turn == pytest.approx(0.0)  # nothing else leads on
    assert priors.seconds == pytest.approx(30.0, rel=0.01)
    edges, offsets = np.arange(EDGES), np.array([0, EDGES])
    assert priors.long_turns(edges, offsets, np.zeros(EDGES)) == pytest.approx(0.0)

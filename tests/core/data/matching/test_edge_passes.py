"""The index of passes by edge."""

from __future__ import annotations

import numpy as np

from trajganr_core.data.matching.edge_passes import EdgePasses

#: Three pieces: the first drives edge 4 and then 1, the second turns on 4, the third ends on 4.
PASSES = EdgePasses.of(
    edge=np.array([4, 1, 4, 4, 4]),
    piece=np.array([0, 0, 1, 1, 2]),
    enter_m=np.array([0.0, 0.0, 0.0, 20.0, 0.0]),
    exit_m=np.array([100.0, 50.0, 30.0, 100.0, 10.0]),
)


def test_those_of_an_edge_lie_together_in_the_order_of_their_pieces() -> None:
    assert PASSES.first.tolist() == [0, 0, 1, 1, 1, 5]
    assert PASSES.piece.tolist() == [0, 0, 1, 1, 2]
    assert PASSES.counts(np.array([4, 1, 0, 99])).tolist() == [4, 1, 0, 0]


def test_a_pass_through_a_place_begins_before_it_and_ends_after() -> None:
    query, piece = PASSES.through(np.array([4, 1, 4]), np.array([25.0, 60.0, 10.0]))
    assert query.tolist() == [0, 0, 0, 2, 2, 2]
    assert piece.tolist() == [0, 1, 1, 0, 1, 2]


def test_nobody_passes_an_edge_that_was_not_driven() -> None:
    query, piece = PASSES.through(np.array([0, 5, 99]), np.zeros(3))
    assert len(query) == len(piece) == 0
    nothing = np.zeros(0, dtype=np.int64)
    assert EdgePasses.of(nothing, nothing, np.zeros(0), np.zeros(0)).counts(
        np.array([0, 3])
    ).tolist() == [0, 0]

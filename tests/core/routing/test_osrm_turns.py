"""Turns as OSRM names them."""

from __future__ import annotations

import numpy as np
from small_town import EDGE, town

from trajganr_core.data.recovery.turns import Turns
from trajganr_core.routing.osrm_turns import turns_at_nodes


def test_a_turn_has_the_last_node_before_it_and_the_first_one_after_it() -> None:
    turns = Turns.of(town(("CD", "DB")))
    # Node 9 is in the middle of CD; 7 to 8 is on no segment.
    pairs = [("AC", 1, 3), ("CD", 3, 9), ("CD", 9, 4), ("DB", 4, 2), ("BE", 2, 5), ("", 7, 8)]
    pairs += [("DC", 4, 9), ("DC", 9, 3), ("CA", 3, 1)]
    node = np.array([pair[1:] for pair in pairs])
    segment = np.array([EDGE.get(name, -1) for name, *_ in pairs])
    nodes, turn = turns_at_nodes(turns, node, segment)
    found = {tuple(row): (turns.tail[t], turns.head[t]) for row, t in zip(nodes, turn, strict=True)}
    # CD to DB is forbidden, and nobody turns round.
    expected = {(1, 3, 9): ("AC", "CD"), (4, 2, 5): ("DB", "BE"), (9, 3, 1): ("DC", "CA")}
    assert found == {key: (EDGE[a], EDGE[b]) for key, (a, b) in expected.items()}

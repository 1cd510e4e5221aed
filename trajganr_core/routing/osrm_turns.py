"""Turns between segments as OSRM names them: by three nodes of OpenStreetMap."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ..data.recovery.turns import Turns
from ..utils.arrays import IntArray


def turns_at_nodes(turns: Turns, node: IntArray, segment: IntArray) -> tuple[IntArray, IntArray]:
    """The turns between consecutive pairs of nodes; nobody turns round.

    Args:
        node: ``(n, 2)`` ids of pairs of nodes, in the direction of travel.
        segment: ``(n,)`` the directed segment that each pair is on; -1 where there is none.

    Returns:
        ``(k, 3)`` ids of the nodes before, at and after a turn, each three once, in ascending
        order; and ``(k,)`` the turn.
    """
    known = segment >= 0
    pairs = pd.DataFrame({"begin": node[known, 0], "end": node[known, 1], "edge": segment[known]})
    both = pairs.merge(pairs, left_on="end", right_on="begin", suffixes=("", "_after"))
    both = both[both["begin"] != both["end_after"]]
    turn = turns.number(both["edge"].to_numpy(), both["edge_after"].to_numpy())
    nodes = both[["begin", "end", "end_after"]].to_numpy()[turn >= 0]
    nodes, first = np.unique(nodes, axis=0, return_index=True)
    return nodes, turn[turn >= 0][first]

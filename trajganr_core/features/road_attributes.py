"""What a road network tells of its directed edges without any trip."""

from __future__ import annotations

import numpy as np

from ..data.roads.network import Network
from ..model.segment_columns import CLASSES
from ..utils.arrays import Float32Array, IntArray
from ..utils.ragged import concatenated_ranges, row_of_each


def road_attributes(network: Network) -> Float32Array:
    """``(E, ATTRIBUTES)`` attributes of every directed edge.

    Road class, whether it is a link or a one-way road, length, and number of edges at its ends.
    """
    names, of = np.unique(network.highway.astype(str), return_inverse=True)
    base = np.array([name.removesuffix("_link") for name in names.tolist()])
    is_class = (base[:, None] == np.array(CLASSES))[of]
    is_link = np.char.endswith(names, "_link")[of]
    leaving = np.bincount(network.source, minlength=_nodes(network))
    entering = np.bincount(network.target, minlength=_nodes(network))
    return np.column_stack(
        [
            is_class,
            is_link,
            network.reverse < 0,
            np.log(np.maximum(network.length_m, 1.0) / 50.0),
            np.log(np.maximum(leaving[network.target], 1)),
            np.log(np.maximum(entering[network.source], 1)),
        ]
    ).astype(np.float32)


def adjacent_edges(network: Network) -> tuple[tuple[IntArray, IntArray], ...]:
    """Pairs (edge, neighbour): the preceding edges, and the following edges."""
    ends = (network.source, network.target), (network.target, network.source)
    pairs = []
    for own, other in (_meeting(*nodes) for nodes in ends):
        goes_on = network.reverse[own] != other  # a U-turn does not count as a following edge
        pairs.append((own[goes_on], other[goes_on]))
    return tuple(pairs)


def _meeting(own_node: IntArray, other_node: IntArray) -> tuple[IntArray, IntArray]:
    """All pairs of edges with the same node."""
    order = np.argsort(other_node, kind="stable")
    first = np.searchsorted(other_node[order], own_node, side="left")
    last = np.searchsorted(other_node[order], own_node, side="right")
    items, offsets = concatenated_ranges(first, last)
    return row_of_each(offsets), order[items]


def _nodes(network: Network) -> int:
    return int(max(network.source.max(), network.target.max())) + 1

"""Travel times of the fastest routes from all origins to all destinations (Dijkstra 1959)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.sparse.csgraph import dijkstra

from ..data.matching.shortest_paths import Graph
from ..data.roads.network import Network
from ..utils.arrays import FloatArray, IntArray
from ..utils.progress import Progress, silent
from .arcs import Arcs, Travel, arcs_between, shortest_tree_matrix
from .stops import Stops

__all__ = ["Times", "times_between"]

#: Origins whose routes are searched at once.
TOGETHER = 50


@dataclass(frozen=True)
class Times:
    """Seconds of the routes that are fastest in the mean; NaN where there is no route.

    Attributes:
        mean: ``(origins, destinations)``.
        low, high: likewise, the sums of the ends of the segments' intervals along the route; NaN
            also where an interval on the route is unknown. They are the interval of the whole only
            if all segments of a route are too fast or too slow together.
    """

    mean: FloatArray
    low: FloatArray
    high: FloatArray


def times_between(
    graph: Graph,
    network: Network,
    travel: Travel,
    origins: Stops,
    destinations: Stops,
    progress: Progress = silent,
) -> Times:
    """Times of the fastest routes; :func:`~.arcs.arcs_between` says what a route is.

    Args:
        graph: of the network.
        travel: of its segments.
        progress: called with the share of the origins; may raise to stop.
    """
    arcs = arcs_between(graph, network, travel, origins, destinations)
    matrix = shortest_tree_matrix(arcs)
    goals = slice(graph.nodes + origins.points, arcs.nodes)
    parts = []
    for begin in range(0, origins.points, TOGETHER):
        progress("Finding routes", begin / origins.points)
        chosen = np.arange(begin, min(begin + TOGETHER, origins.points))
        mean, before = dijkstra(matrix, indices=graph.nodes + chosen, return_predecessors=True)
        low, high = (along[:, goals] for along in _sums(arcs, before, arcs.low, arcs.high))
        mean = np.where(np.isfinite(mean[:, goals]), mean[:, goals], np.nan)
        parts.append([np.where(np.isnan(mean), np.nan, each) for each in (mean, low, high)])
    return Times(*(np.concatenate(column) for column in zip(*parts, strict=True)))


def _sums(arcs: Arcs, before: IntArray, *values: FloatArray) -> list[FloatArray]:
    """Sums of the values of arcs along the paths to all nodes.

    Each step doubles the number of arcs whose values a node has, so a path of n arcs takes log2(n)
    steps.

    Args:
        before: ``(n, nodes)`` the node before each; negative where there is none.

    Returns:
        For each of the values, ``(n, nodes)``.
    """
    row, node = np.nonzero(before >= 0)
    arc = arcs.number(before[row, node].astype(np.int64), node)
    sums = [np.zeros(before.shape) for _ in values]
    for total, value in zip(sums, values, strict=True):
        total[row, node] = value[arc]
    nodes = np.arange(before.shape[1])
    jump = np.where(before >= 0, before, nodes)
    while (jump != np.take_along_axis(jump, jump, axis=1)).any():
        for total in sums:
            total += np.take_along_axis(total, jump, axis=1)
        jump = np.take_along_axis(jump, jump, axis=1)
    return sums

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

__all__ = ["Times", "drive_bounds", "times_between"]

#: Half widths of the logarithm of the time of 90 % of the drives: that of what a whole drive has in
#: common, and that of the segments as a multiple of their standard deviation. Chosen on drives of
#: other drivers in Porto; docs/benchmarks/time.md has their coverage.
DRIVE_COMMON, DRIVE_OWN = 0.2, 1.8
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
        drive_low, drive_high: likewise, of single drives, see :func:`drive_bounds`.
    """

    mean: FloatArray
    low: FloatArray
    high: FloatArray
    drive_low: FloatArray
    drive_high: FloatArray


def drive_bounds(
    mean: FloatArray, low: FloatArray, high: FloatArray, variance: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Seconds between which about nine of ten drives of a route take.

    On the logarithm of the time, three parts add up as independent: that of the mean; what a whole
    drive is faster or slower, :data:`DRIVE_COMMON`; and what differs from segment to segment.

    Args:
        mean, low, high: of routes, as in :class:`Times`.
        variance: of single drives, the sum of the squared deviations of a route's segments.
    """
    own = DRIVE_COMMON**2 + DRIVE_OWN**2 * variance / mean**2
    shorter, longer = (np.sqrt(np.log(end / mean) ** 2 + own) for end in (low, high))
    return mean * np.exp(-shorter), mean * np.exp(longer)


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
        summed = (arcs.low, arcs.high, arcs.deviation**2)
        low, high, variance = (along[:, goals] for along in _sums(arcs, before, *summed))
        mean = np.where(np.isfinite(mean[:, goals]), mean[:, goals], np.nan)
        low, high = (np.where(np.isnan(mean), np.nan, each) for each in (low, high))
        parts.append([mean, low, high, *drive_bounds(mean, low, high, variance)])
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

"""Travel times of the fastest routes from all origins to all destinations (Dijkstra 1959)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.sparse.csgraph import dijkstra

from ..data.matching.shortest_paths import Graph
from ..data.roads.network import Network
from ..evaluation.path_step import PathStep
from ..features.movements import Movements
from ..utils.arrays import FloatArray, IntArray
from ..utils.progress import Progress, silent
from .arcs import Arcs, Travel, arcs_between, shortest_tree_matrix
from .stops import Stops

#: Origins whose routes are searched at once.
TOGETHER = 50


@dataclass(frozen=True)
class Times:
    """Seconds of the routes that are fastest in the mean; NaN where there is no route.

    Attributes:
        mean: ``(origins, destinations)``.
        low, high: likewise, the ends of the interval of the mean: those of the segments' intervals,
            summed along the route; NaN also where an interval on the route is unknown. They are the
            interval of the whole only if all segments of a route are too fast or too slow together.
        median: likewise, half of the single drives are shorter.
        drive_low, drive_high: likewise, nine of ten single drives are between them.
    """

    mean: FloatArray
    low: FloatArray
    high: FloatArray
    median: FloatArray
    drive_low: FloatArray
    drive_high: FloatArray


def times_between(
    graph: Graph,
    network: Network,
    travel: Travel,
    origins: Stops,
    destinations: Stops,
    movements: Movements,
    step: PathStep,
    progress: Progress = silent,
) -> Times:
    """Times of the fastest routes; :func:`~.arcs.arcs_between` says what a route is.

    Routes are found by the times of their segments. Those of a route are then changed by the
    movements that it makes, and their sums by the path step.

    Args:
        graph: of the network.
        travel: of its segments.
        movements: of the passes behind these times.
        step: learned with these movements.
        progress: called with the share of the origins; may raise to stop.
    """
    arcs = arcs_between(graph, network, travel, origins, destinations)
    matrix = shortest_tree_matrix(arcs)
    goals = slice(graph.nodes + origins.points, arcs.nodes)
    parts = []
    for begin in range(0, origins.points, TOGETHER):
        progress("Finding routes", begin / origins.points)
        chosen = np.arange(begin, min(begin + TOGETHER, origins.points))
        before = dijkstra(matrix, indices=graph.nodes + chosen, return_predecessors=True)[1]
        sums = [along[:, goals] for along in _sums(arcs, before, movements)]
        is_route = before[:, goals] >= 0
        summed, low, high, variance = (np.where(is_route, each, np.nan) for each in sums)
        ends = [step.mean * each for each in (summed, low, high)]
        parts.append([*ends, step.median * summed, *step.bounds(summed, variance)])
    return Times(*(np.concatenate(column) for column in zip(*parts, strict=True)))


def _sums(arcs: Arcs, before: IntArray, movements: Movements) -> list[FloatArray]:
    """Sums of the times of arcs along the paths to all nodes, changed by their movements.

    Each step doubles the number of arcs whose times a node has, so a path of n arcs takes log2(n)
    steps.

    Args:
        before: ``(n, nodes)`` the node before each; negative where there is none.

    Returns:
        ``(n, nodes)`` each: mean, both ends of its interval, and the variance of single drives.
    """
    row, node = np.nonzero(before >= 0)
    reaching = np.full(before.shape, -1)  # the arc that reaches each node
    reaching[row, node] = arcs.number(before[row, node].astype(np.int64), node)
    last, previous = reaching[row, node], reaching[row, before[row, node]]
    # How long an arc takes is known at the end of the arc after it: then its movement is.
    inner = np.flatnonzero(previous >= 0)
    at, of = (row[inner], node[inner]), previous[inner]
    first = reaching[at[0], before[at[0], before[at]]]
    edge = np.append(arcs.edge, -1)  # of no arc (-1) there is none
    ratio = movements.ratios(edge[first], edge[of], edge[last[inner]])
    nodes = np.arange(before.shape[1])
    jump = np.where(before >= 0, before, nodes)
    variance = arcs.deviation**2
    columns = ((arcs.mean, ratio), (arcs.low, ratio), (arcs.high, ratio), (variance, ratio**2))
    sums = [np.zeros(before.shape) for _ in columns]
    for total, (seconds, factor) in zip(sums, columns, strict=True):
        total[at] = seconds[of] * factor
    while (jump != np.take_along_axis(jump, jump, axis=1)).any():
        for total in sums:
            total += np.take_along_axis(total, jump, axis=1)
        jump = np.take_along_axis(jump, jump, axis=1)
    for total, (seconds, _) in zip(sums, columns, strict=True):
        total[row, node] += seconds[last]
    return sums

"""Travel times of the fastest routes from all origins to all destinations (Dijkstra 1959)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.sparse.csgraph import dijkstra

from ..data.matching.compiled import njit
from ..evaluation.path_step import PathStep
from ..utils.arrays import FloatArray, Int32Array, IntArray
from ..utils.progress import Progress, silent
from .arcs import Roads, Travel, arcs_between
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
        metres: likewise, the length of the routes.
    """

    mean: FloatArray
    low: FloatArray
    high: FloatArray
    median: FloatArray
    drive_low: FloatArray
    drive_high: FloatArray
    metres: FloatArray


def times_between(
    roads: Roads,
    origins: Stops,
    destinations: Stops,
    step: PathStep,
    progress: Progress = silent,
) -> Times:
    """Times of the fastest routes; :func:`~.arcs.arcs_between` says what a route is.

    Routes are found by the mean times of their segments and turns. The path step changes the sums.

    Args:
        step: of the road function behind these times.
        progress: called with the share of the origins; may raise to stop.
    """
    arcs = arcs_between(roads, origins, destinations)
    edges = len(roads.network)
    nodes = edges + origins.points + destinations.points
    matrix = arcs.matrix(nodes)
    goals = np.arange(nodes - destinations.points, nodes)
    values = np.column_stack([arcs.low, arcs.high, arcs.variance, arcs.metres])
    parts = []
    for begin in range(0, origins.points, TOGETHER):
        progress("Finding routes", begin / origins.points)
        chosen = edges + np.arange(begin, min(begin + TOGETHER, origins.points))
        summed, before = dijkstra(matrix, indices=chosen, return_predecessors=True)
        summed = np.where(before[:, goals] >= 0, summed[:, goals], np.nan)
        low, high, variance, metres = np.moveaxis(
            _sums_along(matrix.indptr, matrix.indices, values, before, goals), -1, 0
        )
        ends = [step.mean * each for each in (summed, low, high)]
        parts.append([*ends, step.median * summed, *step.bounds(summed, variance), metres])
    return Times(*(np.concatenate(column) for column in zip(*parts, strict=True)))


def times_along(way: Travel, length_m: FloatArray, step: PathStep) -> Times:
    """Times of whole segments ``(k,)`` that follow each other, and the turns between them."""
    turns_s = way.turn.sum()
    summed, low, high = (np.array([[x.sum() + turns_s]]) for x in (way.mean, way.low, way.high))
    means = [step.mean * each for each in (summed, low, high)]
    drives = step.bounds(summed, (way.deviation**2).sum())
    return Times(*[*means, step.median * summed, *drives, np.array([[length_m.sum()]])])


@njit
def _sums_along(
    first: Int32Array, head: Int32Array, values: FloatArray, before: Int32Array, goals: IntArray
) -> FloatArray:
    """Sums of values of arcs along the paths of trees.

    Args:
        first, head: ``(nodes+1,)``, ``(arcs,)`` the arcs of each node, and where they end.
        values: ``(arcs, k)``.
        before: ``(trees, nodes)`` the node before each in a tree; negative where there is none.
        goals: ``(g,)`` nodes.

    Returns:
        ``(trees, g, k)``; NaN where there is no path.
    """
    trees, nodes = before.shape
    found = np.full((trees, len(goals), values.shape[1]), np.nan)
    path = np.empty(nodes, np.int64)
    for tree in range(trees):
        total = np.zeros((nodes, values.shape[1]))
        is_known = before[tree] < 0
        for number, goal in enumerate(goals):
            if before[tree, goal] < 0:
                continue
            length, node = 0, goal
            while not is_known[node]:
                path[length] = node
                length, node = length + 1, before[tree, node]
            for place in range(length - 1, -1, -1):
                following = path[place]
                arc = first[node]
                while head[arc] != following:
                    arc += 1
                total[following] = total[node] + values[arc]
                is_known[following], node = True, following
            found[tree, number] = total[goal]
    return found

"""Segment context: what a road segment is, and what all input trips on it and around it did.

Ours (SCIENCE.md, "past the paper"): a head sees up to K trips of a location through the encoder;
here stand, beside them, the segment's length and class and the plain statistics of every input
trip, also of those on the segments before and after it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .data.roads.network import Network
from .model.hops import SPEED_UNIT_MPS, Hops

__all__ = ["SEGMENT_FEATURES", "TRAFFIC_FEATURES", "SegmentContext", "segment_context"]

FloatArray = npt.NDArray[np.float64]
Float32Array = npt.NDArray[np.float32]
IntArray = npt.NDArray[np.int64]

#: Road classes that are told apart, from the fastest to the slowest; others share the last.
CLASSES = (
    "motorway",
    "trunk",
    "primary",
    "secondary",
    "tertiary",
    "unclassified",
    "residential",
    "living_street",
)
SEGMENT_FEATURES = len(CLASSES) + 5
QUANTILES = (0.1, 0.5, 0.9)
TRAFFIC_FEATURES = 6 + len(QUANTILES) + 4
#: A pass over less of the segment says little of its speed.
SMALLEST_COVER = 0.5


@dataclass(frozen=True)
class SegmentContext:
    """Context of every directed edge.

    Attributes:
        segment: ``(E, SEGMENT_FEATURES)``.
        traffic: ``(E, TRAFFIC_FEATURES)``, zero where no input trip passed.
    """

    segment: Float32Array
    traffic: Float32Array


def segment_context(network: Network, hops: Hops) -> SegmentContext:
    """The context of a network's edges from its input trips."""
    return SegmentContext(_segment(network), _traffic(network, hops))


def _segment(network: Network) -> Float32Array:
    base = np.array([str(name).removesuffix("_link") for name in network.highway], dtype=object)
    is_class = np.stack([base == name for name in CLASSES], axis=1).astype(np.float64)
    is_link = np.array([str(name).endswith("_link") for name in network.highway])
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


def _traffic(network: Network, hops: Hops) -> Float32Array:
    trips, edges = hops.trips, len(network)
    cover = trips.pass_exit_m - trips.pass_enter_m
    counted = np.isfinite(hops.pass_speed)
    counted &= cover >= SMALLEST_COVER * network.length_m[trips.pass_edge]
    edge = trips.pass_edge[counted]
    speed = np.minimum(hops.pass_speed[counted] / SPEED_UNIT_MPS, 4.0)
    count = _sum(np.ones(len(edge)), edge, edges)
    total = _sum(speed, edge, edges)
    mean = _ratio(total, count)
    spread = np.sqrt(np.maximum(_ratio(_sum(speed**2, edge, edges), count) - mean**2, 0))
    slowness = _ratio(_sum(1 / np.maximum(speed, 0.02), edge, edges), count)
    harmonic = _ratio(np.ones(edges), slowness)
    around = [_mean_around(edges, own, other, total, count) for own, other in _neighbours(network)]
    known = count > 0
    return np.column_stack(
        [
            known,
            np.log1p(count),
            mean,
            harmonic,
            spread,
            np.where(known, spread / np.sqrt(np.maximum(count, 1)), 0.0),
            _quantiles(edge, speed, count),
            *around,
        ]
    ).astype(np.float32)


def _neighbours(network: Network) -> tuple[tuple[IntArray, IntArray], ...]:
    """Pairs (edge, neighbour): edges that lead into it, and those that follow."""
    before = _meeting(network.source, network.target)
    after = _meeting(network.target, network.source)
    # Turning around is no way on.
    return tuple(
        (own[network.reverse[own] != other], other[network.reverse[own] != other])
        for own, other in (before, after)
    )


def _meeting(own_node: IntArray, other_node: IntArray) -> tuple[IntArray, IntArray]:
    """All pairs of edges whose nodes are the same."""
    order = np.argsort(other_node, kind="stable")
    first = np.searchsorted(other_node[order], own_node, side="left")
    last = np.searchsorted(other_node[order], own_node, side="right")
    own = np.repeat(np.arange(len(own_node)), last - first)
    within = np.arange(len(own)) - np.repeat(np.cumsum(last - first) - (last - first), last - first)
    return own, order[np.repeat(first, last - first) + within]


def _mean_around(
    edges: int, own: IntArray, other: IntArray, total: FloatArray, count: FloatArray
) -> FloatArray:
    """``(E, 2)`` mean speed of the neighbours' passes, and the log of their number."""
    passes = _sum(count[other], own, edges)
    speed = _sum(total[other], own, edges)
    return np.column_stack([_ratio(speed, passes), np.log1p(passes)])


def _quantiles(edge: IntArray, speed: FloatArray, count: FloatArray) -> FloatArray:
    """``(E, quantiles)`` of the passes' speeds, zero without a pass."""
    order = np.lexsort([speed, edge])
    first = (np.cumsum(count) - count).astype(np.int64)
    known = count > 0
    answer = np.zeros((len(count), len(QUANTILES)))
    for column, quantile in enumerate(QUANTILES):
        rank = np.rint(quantile * (count[known] - 1)).astype(np.int64)
        answer[known, column] = speed[order[first[known] + rank]]
    return answer


def _nodes(network: Network) -> int:
    return int(max(network.source.max(), network.target.max())) + 1


def _sum(values: FloatArray, edge: IntArray, edges: int) -> FloatArray:
    """``(E,)`` sums of values by edge."""
    return np.bincount(edge, weights=values, minlength=edges).astype(np.float64)


def _ratio(numerator: FloatArray, denominator: FloatArray) -> FloatArray:
    """Their ratio, zero where the denominator is."""
    return np.divide(numerator, denominator, out=np.zeros(len(denominator)), where=denominator > 0)

"""The graph that routes are searched in, with the seconds of its arcs.

Its nodes are the ends of directed segments, before the turn into the next one. An arc is a turn and
the segment after it. So a turn has a cost of its own, and one that is forbidden is no arc.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from ..data.recovery.turns import Turns
from ..data.roads.network import Network
from ..utils.arrays import FloatArray, IntArray
from ..utils.columns import Columns
from ..utils.ragged import row_of_each, take_rows
from .stops import Stops

#: Every arc takes some time, so that paths end.
MIN_S = 1e-6


@dataclass(frozen=True)
class Travel:
    """Seconds on whole directed segments and at turns; NaN where none is driven.

    Attributes:
        mean: ``(E,)`` mean travel time.
        low, high: ``(E,)`` its interval; NaN where it is unknown.
        deviation: ``(E,)`` standard deviation of the time of single drives.
        turn: ``(T,)`` what each turn takes beyond the segments; may be negative.
    """

    mean: FloatArray
    low: FloatArray
    high: FloatArray
    deviation: FloatArray
    turn: FloatArray


@dataclass(frozen=True)
class Roads:
    """What routes are made of.

    Attributes:
        network: of the bundle.
        turns: that the network permits.
        travel: on its segments and at its turns.
    """

    network: Network
    turns: Turns
    travel: Travel

    @classmethod
    def of(cls, network: Network, turns: Turns, travel: Travel) -> Roads:
        """Roads where vehicles turn round at dead ends only: where no other turn is permitted."""
        is_u_turn = network.reverse[turns.tail] == turns.head
        others = np.bincount(turns.tail[~is_u_turn], minlength=len(network))
        seconds = np.where(is_u_turn & (others[turns.tail] > 0), np.nan, travel.turn)
        return cls(network, turns, replace(travel, turn=seconds))

    def slower(self, factor: float) -> Roads:
        """The same roads with all times multiplied."""
        columns = (factor * getattr(self.travel, each.name) for each in fields(Travel))
        return replace(self, travel=Travel(*columns))


@dataclass(frozen=True)
class Arcs(Columns):
    """Ways from the end of a segment, or an origin, to the next end, or to a destination.

    Attributes:
        tail, head: ``(n,)`` nodes; different pairs, sorted. The ends of the network's segments come
            first, then the origins, then the destinations.
        mean, low, high: ``(n,)`` seconds; the interval is NaN where it is unknown.
        variance: ``(n,)`` of the seconds of single drives.
        metres: ``(n,)`` their length.
    """

    tail: IntArray
    head: IntArray
    mean: FloatArray
    low: FloatArray
    high: FloatArray
    variance: FloatArray
    metres: FloatArray

    def fastest(self) -> Arcs:
        """Only the fastest arc of each pair of nodes, sorted by them."""
        order = np.lexsort((self.mean, self.head, self.tail))
        pairs = np.column_stack([self.tail, self.head])[order]
        is_first = np.r_[True, (np.diff(pairs, axis=0) != 0).any(axis=1)][: len(order)]
        return self.take(order[is_first])

    def matrix(self, nodes: int) -> csr_array:
        """The mean seconds as SciPy's algorithms on graphs take them, in the order of the arcs."""
        first = np.searchsorted(self.tail, np.arange(nodes + 1))
        return csr_array((self.mean, self.head, first), shape=(nodes, nodes))


def arcs_between(roads: Roads, origins: Stops, destinations: Stops) -> Arcs:
    """The arcs of the roads, from origins, to destinations, and from origins to destinations.

    A route may leave and reach a point in either direction of its road. An arc on a part of a
    segment takes the same part of its seconds, and the turn before it if there is one.
    """
    turns, travel, length_m = roads.turns, roads.travel, roads.network.length_m
    edges, last = len(length_m), len(length_m) + origins.points
    into, offsets = take_rows(turns.into_first, destinations.edge)
    turn, arriving = turns.into[into], row_of_each(offsets)
    direct = _on_one_segment(origins, destinations)
    parts = [
        (turns.tail, turns.head, turns.head, length_m[turns.head], travel.turn),
        (
            edges + origins.point,
            origins.edge,
            origins.edge,
            length_m[origins.edge] - origins.offset_m,
            np.zeros(len(origins.edge)),
        ),
        (
            turns.tail[turn],
            last + destinations.point[arriving],
            destinations.edge[arriving],
            destinations.offset_m[arriving],
            travel.turn[turn],
        ),
        (
            edges + direct["point_of_origin"].to_numpy(),
            last + direct["point"].to_numpy(),
            direct["edge"].to_numpy(),
            direct["metres"].to_numpy(),
            np.zeros(len(direct)),
        ),
    ]
    tail, head, edge, metres, turn_s = (np.concatenate(each) for each in zip(*parts, strict=True))
    share = np.clip(metres / length_m[edge], 0, 1)
    mean, low, high = (
        np.maximum(share * each[edge] + turn_s, MIN_S)
        for each in (travel.mean, travel.low, travel.high)
    )
    arcs = Arcs(tail, head, mean, low, high, (share * travel.deviation[edge]) ** 2, metres)
    return arcs.take(np.isfinite(arcs.mean)).fastest()


def _on_one_segment(origins: Stops, destinations: Stops) -> pd.DataFrame:
    """Pairs of stops of which the destination is ahead on the origin's segment."""
    begin, end = (
        pd.DataFrame({"point": each.point, "edge": each.edge, "offset_m": each.offset_m})
        for each in (origins, destinations)
    )
    pairs = begin.merge(end, on="edge", suffixes=("_of_origin", ""))
    pairs["metres"] = pairs["offset_m"] - pairs["offset_m_of_origin"]
    return pairs[pairs["metres"] >= 0]

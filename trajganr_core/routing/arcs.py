"""The road graph between stops, with the seconds that each segment takes."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from ..data.matching.shortest_paths import Graph
from ..data.roads.network import Network
from ..utils.arrays import FloatArray, IntArray
from ..utils.ragged import row_of_each, take_rows
from ..utils.study_area import StudyArea
from .stops import Stops

#: Every arc takes some time, so that paths end.
MIN_S = 1e-6


@dataclass(frozen=True)
class Travel:
    """Seconds on whole directed segments; NaN where a segment is not driven.

    Attributes:
        mean: ``(E,)`` mean travel time.
        low, high: ``(E,)`` its interval; NaN where it is unknown.
        deviation: ``(E,)`` standard deviation of the time of single drives.
    """

    mean: FloatArray
    low: FloatArray
    high: FloatArray
    deviation: FloatArray

    def times(self, factor: float) -> Travel:
        """The same travel with all times multiplied."""
        return Travel(*(factor * getattr(self, each.name) for each in fields(self)))


@dataclass(frozen=True)
class Arcs:
    """Parts of segments between nodes, or between nodes and points.

    Attributes:
        nodes: number of nodes. Those of the graph come first, then the origins, then the
            destinations.
        tail, head: ``(n,)`` nodes; different pairs, sorted.
        edge: ``(n,)`` the segment that each is a part of.
        mean, low, high, deviation: ``(n,)`` seconds; the interval is NaN where it is unknown.
    """

    nodes: int
    tail: IntArray
    head: IntArray
    edge: IntArray
    mean: FloatArray
    low: FloatArray
    high: FloatArray
    deviation: FloatArray

    def fastest(self) -> Arcs:
        """Only the fastest arc of each pair of nodes, sorted by them."""
        order = np.lexsort((self.mean, self.head, self.tail))
        pairs = np.column_stack([self.tail, self.head])[order]
        is_first = np.r_[True, (np.diff(pairs, axis=0) != 0).any(axis=1)][: len(order)]
        return self.take(order[is_first])

    def take(self, rows: IntArray) -> Arcs:
        """The chosen arcs, in the order given."""
        names = [field.name for field in fields(self) if field.name != "nodes"]
        return Arcs(self.nodes, *(getattr(self, name)[rows] for name in names))

    def number(self, tail: IntArray, head: IntArray) -> IntArray:
        """The numbers of arcs by their nodes; they must exist, and the arcs must be sorted."""
        return np.searchsorted(self.tail * self.nodes + self.head, tail * self.nodes + head)


def graph_of(network: Network, area: StudyArea) -> Graph:
    """The graph of a network, without its forbidden turns."""
    return Graph.of(network, area.to_local(network.lon, network.lat))


def arcs_between(
    graph: Graph, network: Network, travel: Travel, origins: Stops, destinations: Stops
) -> Arcs:
    """The arcs of the graph, from origins, to destinations, and from origins to destinations.

    A route may leave and reach a point in either direction of its road. An arc on a part of a
    segment takes the same part of its seconds.
    """
    first, last = graph.nodes, graph.nodes + origins.points
    start_of = row_of_each(graph.first_start)
    leaving = 1 - origins.offset_m / network.length_m[origins.edge]
    starts, offsets = take_rows(graph.first_start, destinations.edge)
    arriving = row_of_each(offsets)
    reached = destinations.offset_m / network.length_m[destinations.edge]
    direct = _on_one_segment(origins, destinations)
    parts = [
        (graph.start_node, graph.target[start_of], start_of, np.ones(len(start_of))),
        (first + origins.point, graph.target[origins.edge], origins.edge, leaving),
        (
            graph.start_node[starts],
            last + destinations.point[arriving],
            destinations.edge[arriving],
            reached[arriving],
        ),
        (
            first + direct["point_of_origin"].to_numpy(),
            last + direct["point"].to_numpy(),
            direct["edge"].to_numpy(),
            direct["metres"].to_numpy() / network.length_m[direct["edge"].to_numpy()],
        ),
    ]
    tail, head, edge, share = (np.concatenate(column) for column in zip(*parts, strict=True))
    known = np.flatnonzero(np.isfinite(travel.mean[edge]))
    tail, head, edge = (each[known].astype(np.int64) for each in (tail, head, edge))
    share = np.clip(share[known], 0, 1)
    seconds = (
        np.maximum(share * getattr(travel, each.name)[edge], MIN_S) for each in fields(Travel)
    )
    return Arcs(last + destinations.points, tail, head, edge, *seconds).fastest()


def shortest_tree_matrix(arcs: Arcs) -> csr_array:
    """The seconds of arcs as SciPy's algorithms on graphs take them."""
    return csr_array((arcs.mean, (arcs.tail, arcs.head)), shape=(arcs.nodes, arcs.nodes))


def _on_one_segment(origins: Stops, destinations: Stops) -> pd.DataFrame:
    """Pairs of stops of which the destination is ahead on the origin's segment."""
    begin, end = (
        pd.DataFrame({"point": each.point, "edge": each.edge, "offset_m": each.offset_m})
        for each in (origins, destinations)
    )
    pairs = begin.merge(end, on="edge", suffixes=("_of_origin", ""))
    pairs["metres"] = pairs["offset_m"] - pairs["offset_m_of_origin"]
    return pairs[pairs["metres"] >= 0]

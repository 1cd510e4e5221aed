"""Junctions of a road network: nodes that drivers see as one.

OpenStreetMap draws a crossing of dual carriageways as four nodes, a roundabout as a ring of them.
Nodes are joined along links, the shortest first, while the junction stays small (complete linkage).
osmnx's ``consolidate_intersections`` joins by distance alone, also roads that do not meet, such as
a bridge over a street.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Self

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from ...contract.errors import Code, TrajganrError
from ...contract.texts.text import Text
from ...data.roads.network import Network
from ...utils.arrays import BoolArray, FloatArray, IntArray
from ...utils.ragged import row_of_each, take_rows
from ...utils.study_area import StudyArea
from .arms import Arms
from .corrections import Corrections

#: Links of a junction are this long at most, metres: between any nodes, and where one-way roads
#: begin or end at both nodes (dual carriageways) or both have signals.
SHORT_M, DIVIDED_M = 12.0, 35.0
#: Carriageways that part before a roundabout do so at most so far from it, metres.
SPLITTER_M = 60.0
#: Nodes of a junction are at most so far apart, metres, and of a roundabout.
ACROSS_M, RING_ACROSS_M = 60.0, 500.0
#: Most nodes of a junction that nobody drew.
MOST_NODES = 64
#: Roads that meet at a junction, at least, where nothing else says that it is one.
LEAST_ARMS = 3
#: Most pairs of segments that enter and leave the same junction: those of a city with millions of
#: segments.
MOST_PAIRS = 50_000_000

#: What is not joined to one junction.
LARGE_RING = Text("in a ring that is too large for a roundabout")


@dataclass(frozen=True)
class Junctions:
    """Which nodes belong together.

    Attributes:
        of_node: ``(N,)`` number of the junction, -1 where a node is none (a bend, a dead end).
        is_inner: ``(E,)`` segments within a junction.
        points: ``(J, 2)`` their middles, local metres; that of the ring for a roundabout.
        has_signal, is_roundabout: ``(J,)``.
        nodes: ``(J,)`` number of their nodes.
        arms: ``(J,)`` roads that leave them; both carriageways of a road count once.
        first_node: ``(J,)`` the smallest number of their nodes, by which a junction is known.
    """

    of_node: IntArray
    is_inner: BoolArray
    points: FloatArray
    has_signal: BoolArray
    is_roundabout: BoolArray
    nodes: IntArray
    arms: IntArray
    first_node: IntArray

    def __len__(self) -> int:
        return len(self.nodes)

    @classmethod
    def of(
        cls,
        network: Network,
        area: StudyArea,
        corrections: Corrections | None = None,
        dropped: Counter[Text] | None = None,
    ) -> Self:
        """Find them.

        Args:
            corrections: of a person.
            dropped: counts corrections without effect, and rings that are not joined, by reason.

        Raises:
            TrajganrError: ``INPUT.GEOMETRY`` for corrections that contradict each other, polygons
                with too many nodes, and junctions with too many arms.
        """
        dropped = Counter() if dropped is None else dropped
        xy = area.to_local(network.lon, network.lat)
        points = node_points(network, xy)
        is_ring, ring = _rings(network, points, dropped)
        group = _groups(network, points, is_ring, ring)
        is_drawn = np.zeros(len(points), dtype=bool)
        stated = np.full(len(points), -1)
        if corrections is not None:
            group, is_drawn, stated = corrections.applied(area, points, group, dropped)
        own = np.flatnonzero(group >= 0)
        first, number = np.unique(group[own], return_index=True, return_inverse=True)[1:]
        number = np.argsort(np.argsort(first))[number]
        first_node, count = own[np.sort(first)], len(first)
        of_node = np.full(len(points), -1)
        of_node[own] = number
        _refuse_stars(network, of_node, count)
        is_inner = _inner(network, points, of_node, is_ring)
        middle, is_roundabout = _middles(network, xy, points, of_node, is_ring & is_inner, count)
        arms = Arms.of(network, xy, of_node, is_inner, _centres(middle, is_roundabout))
        arms_of = np.bincount(arms.junction, minlength=count)
        has_signal = _signalised(network, of_node, is_inner, count)
        known = own[stated[own] >= 0]
        has_signal[of_node[known]] = stated[known] > 0
        kept = (arms_of >= LEAST_ARMS) | is_roundabout | has_signal
        kept[of_node[own[is_drawn[own]]]] = True
        of_node[own] = np.where(kept, np.cumsum(kept) - 1, -1)[number]
        return cls(
            of_node,
            is_inner & (of_node[network.source] >= 0),
            middle[kept],
            has_signal[kept],
            is_roundabout[kept],
            np.bincount(number, minlength=count)[kept],
            arms_of[kept],
            first_node[kept],
        )

    def legs(self, network: Network, area: StudyArea) -> Arms:
        """Their arms."""
        xy = area.to_local(network.lon, network.lat)
        centres = _centres(self.points, self.is_roundabout)
        return Arms.of(network, xy, self.of_node, self.is_inner, centres)


def _centres(points: FloatArray, is_roundabout: BoolArray) -> FloatArray:
    """``(J, 2)`` those of roundabouts, NaN for others."""
    return np.where(is_roundabout[:, None], points, np.nan)


def node_points(network: Network, xy: FloatArray) -> FloatArray:
    """``(N, 2)`` places of the nodes, from those of the vertices in any frame."""
    nodes = max(network.source.max(initial=-1), network.target.max(initial=-1)) + 1
    points = np.zeros((nodes, 2))
    points[network.source] = xy[network.offsets[:-1]]
    points[network.target] = xy[network.offsets[1:] - 1]
    return points


def _rings(
    network: Network, points: FloatArray, dropped: Counter[Text]
) -> tuple[BoolArray, IntArray]:
    """``(E,)`` segments of roundabouts, and ``(N,)`` the ring of each node, a number each."""
    is_ring = network.attributes.roundabout == 1
    edge = np.flatnonzero(is_ring)
    graph = coo_array(
        (np.ones(len(edge)), (network.source[edge], network.target[edge])),
        shape=(len(points), len(points)),
    )
    count, ring = connected_components(graph, directed=False)
    low, high = _boxes(ring, points, count)
    is_large = np.hypot(*(high - low).T) > RING_ACROSS_M
    is_large |= np.bincount(ring, minlength=count) > MOST_NODES
    dropped[LARGE_RING] += int(is_large.sum())
    number = np.where(is_large[ring], count + np.arange(len(ring)), ring)
    return is_ring & ~is_large[ring[network.source]], number


def _groups(network: Network, points: FloatArray, is_ring: BoolArray, ring: IntArray) -> IntArray:
    """``(N,)`` a number of the nodes that belong together, -1 for nodes that join few roads."""
    source, target, nodes = network.source, network.target, len(points)
    on_ring = np.zeros(nodes, dtype=bool)
    on_ring[source[is_ring]] = on_ring[target[is_ring]] = True
    once = (network.reverse < 0) | (np.arange(len(network)) < network.reverse)
    degree = np.bincount(np.r_[source[once], target[once]], minlength=nodes)
    is_node = (degree >= LEAST_ARMS) | on_ring
    group = _with_splitters(network, ring, on_ring)
    no_loop = np.zeros(len(network), dtype=bool)
    signal = _signalised(network, np.arange(nodes), no_loop, nodes)
    one_way = network.reverse < 0
    divided = np.zeros(nodes, dtype=bool)
    divided[source[one_way]] = divided[target[one_way]] = True
    both = (divided[source] & divided[target]) | (signal[source] & signal[target])
    both &= ~on_ring[source] & ~on_ring[target]
    is_link = is_node[source] & is_node[target] & once & (group[source] != group[target])
    links = np.flatnonzero(is_link & (network.length_m <= np.where(both, DIVIDED_M, SHORT_M)))
    links = links[np.argsort(network.length_m[links], kind="stable")]
    return np.where(is_node, _joined(group, points, source[links], target[links], on_ring), -1)


def _with_splitters(network: Network, ring: IntArray, on_ring: BoolArray) -> IntArray:
    """Rings with the nodes at which the carriageways of their arms part."""
    source, target = network.source, network.target
    is_slip = (network.reverse < 0) & (network.length_m <= SPLITTER_M)
    towards = np.flatnonzero(is_slip & ~on_ring[source] & on_ring[target])
    away = np.flatnonzero(is_slip & on_ring[source] & ~on_ring[target])
    count = int(ring.max(initial=0)) + 1
    both = np.intersect1d(
        source[towards] * count + ring[target[towards]], target[away] * count + ring[source[away]]
    )
    group = ring.copy()
    group[both // count] = both % count
    return group


def _joined(
    group: IntArray, points: FloatArray, tail: IntArray, head: IntArray, on_ring: BoolArray
) -> IntArray:
    """Groups of nodes joined along links in their order, while they stay small."""
    group = group.copy()
    order = np.argsort(group, kind="stable")
    needed = np.unique(group[np.r_[tail, head]])
    first, last = (np.searchsorted(group[order], needed, side) for side in ("left", "right"))
    members = {int(each): order[a:b] for each, a, b in zip(needed, first, last, strict=True)}
    for one_node, other_node in zip(tail, head, strict=True):
        one, other = int(group[one_node]), int(group[other_node])
        if one == other:
            continue
        both = np.r_[members[one], members[other]]
        if len(both) > MOST_NODES:
            continue
        if not on_ring[both].any():
            apart = points[both][:, None] - points[both][None]
            if np.hypot(*np.moveaxis(apart, -1, 0)).max() > ACROSS_M:
                continue
        group[members.pop(other)] = one
        members[one] = both
    return group


def _refuse_stars(network: Network, of_node: IntArray, count: int) -> None:
    """Refuse junctions whose movements nobody could list."""
    begin, end = (of_node[each] for each in (network.source, network.target))
    leave, enter = (np.bincount(each[each >= 0], minlength=count) for each in (begin, end))
    if leave @ enter > MOST_PAIRS:
        at = network.offsets[np.flatnonzero(begin == leave.argmax())[0]]
        raise TrajganrError(
            Code.INPUT_GEOMETRY,
            "A junction of the road network has {arms:,} arms: together, its movements are too "
            "many to be listed.",
            "Check the roads at ({lon}, {lat}): roads that only cross there must not share a node.",
            arms=int(leave.max()),
            lon=round(float(network.lon[at]), 5),
            lat=round(float(network.lat[at]), 5),
        )


def _inner(
    network: Network, points: FloatArray, of_node: IntArray, is_ring: BoolArray
) -> BoolArray:
    """``(E,)`` segments within junctions; not roads that leave one and come back to it."""
    begin, end = of_node[network.source], of_node[network.target]
    straight_m = np.linalg.norm(points[network.target] - points[network.source], axis=1)
    is_short = network.length_m <= np.maximum(ACROSS_M, 2 * straight_m)
    return (begin == end) & (begin >= 0) & (is_ring | is_short)


def _middles(
    network: Network,
    xy: FloatArray,
    points: FloatArray,
    of_node: IntArray,
    is_ring: BoolArray,
    count: int,
) -> tuple[FloatArray, BoolArray]:
    """``(J, 2)`` the mean of the nodes, or the middle of the ring; and which have a ring."""
    own = of_node >= 0
    nodes = np.bincount(of_node[own], minlength=count)[:, None]
    sums = [np.bincount(of_node[own], each, count) for each in points[own].T]
    vertices, offsets = take_rows(network.offsets, np.flatnonzero(is_ring))
    of_ring = of_node[network.source[is_ring]]
    low, high = _boxes(of_ring[row_of_each(offsets)], xy[vertices], count)
    is_roundabout = np.bincount(of_ring, minlength=count) > 0
    middle = np.column_stack(sums) / np.maximum(nodes, 1)
    middle[is_roundabout] = (low[is_roundabout] + high[is_roundabout]) / 2
    return middle, is_roundabout


def _boxes(row: IntArray, xy: FloatArray, count: int) -> tuple[FloatArray, FloatArray]:
    """``(count, 2)`` the lower and the upper corners of the points of each row."""
    low, high = np.full((count, 2), np.inf), np.full((count, 2), -np.inf)
    np.minimum.at(low, row, xy)
    np.maximum.at(high, row, xy)
    return low, high


def _signalised(network: Network, of_node: IntArray, is_inner: BoolArray, count: int) -> BoolArray:
    """``(J,)`` whether traffic signals stand at a junction.

    Signals are known of segments. On one of two approaches they are for people on foot, anywhere
    along it: on real Porto, the other approach has delays as without signals (8.8 s; without 7.1,
    with 14.9 on such roads), but as with signals where one of three or more has (13.4; 7.8, 15.9).
    """
    end = of_node[network.target]
    enters = (end >= 0) & ~is_inner
    has_signal = enters & (network.attributes.signals > 0)
    all_of, with_signal = (np.bincount(end[each], minlength=count) for each in (enters, has_signal))
    return (with_signal > 0) & ~((with_signal == 1) & (all_of == 2))

"""What OpenLR says of roads: classes, forms, bearings, and the nodes where a way can be left.

Rules and terms are those of the OpenLR White Paper, version 1.5 (TomTom).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import shapely

from ...data.matching.shortest_paths import Graph
from ...data.recovery.turns import Turns, road_classes
from ...data.roads.network import Network, headings, road_of_edge
from ...utils.arrays import BoolArray, FloatArray, IntArray
from ...utils.study_area import StudyArea

#: Bearings are measured over so many metres.
BEARING_M = 20.0
#: The lowest functional road class.
LOWEST_FRC = 7
#: Numbers of forms of way.
MOTORWAY, MULTIPLE_CARRIAGEWAY, SINGLE_CARRIAGEWAY, ROUNDABOUT, SLIP_ROAD = 1, 2, 3, 4, 6
#: Carriageways of a road are at most so far apart, metres, and have at most this cosine.
APART_M, OPPOSITE = 40.0, -0.9


@dataclass(frozen=True)
class OpenLRRoads:
    """A network as OpenLR sees it.

    Attributes:
        network, area: of a bundle.
        graph: without forbidden turns, of which OpenLR does not know.
        frc: ``(E,)`` functional road class, 0 to 7; that of a ramp is its road's.
        fow: ``(E,)`` form of way.
        bearing: ``(E, 2)`` degrees from north: from the start along the edge, and from the end back
            along it.
        following, preceding: ``(E,)`` the only edge after and before it, where its node has no
            other way than that; -1 at valid nodes.
    """

    network: Network
    area: StudyArea
    graph: Graph
    frc: IntArray
    fow: IntArray
    bearing: FloatArray
    following: IntArray
    preceding: IntArray

    @classmethod
    def of(cls, network: Network, area: StudyArea) -> OpenLRRoads:
        """The roads of a network."""
        free = replace(network, forbidden_turns=np.empty((0, 2), dtype=np.int64))
        graph = Graph.of(free, area.to_local(network.lon, network.lat))
        bearing = np.column_stack([bearings(network, area, at_end=each) for each in (False, True)])
        frc = np.minimum(road_classes(network), LOWEST_FRC)
        return cls(*(network, area, graph, frc, _forms(network, area), bearing), *_only_ways(free))


def bearings(network: Network, area: StudyArea, *, at_end: bool) -> FloatArray:
    """``(E,)`` degrees from north, from an end of each edge to the point 20 m along it."""
    edge, length_m = np.arange(len(network)), network.length_m
    near = length_m if at_end else np.zeros(len(edge))
    span = np.minimum(length_m, BEARING_M)
    step = _places(network, area, edge, np.abs(near - span)) - _places(network, area, edge, near)
    return np.asarray(np.degrees(np.arctan2(step[:, 0], step[:, 1])) % 360)


def _places(network: Network, area: StudyArea, edge: IntArray, offset_m: FloatArray) -> FloatArray:
    return area.to_local(*network.locate(edge, offset_m).T)


def _forms(network: Network, area: StudyArea) -> IntArray:
    """``(E,)`` forms of way."""
    is_ramp = np.char.endswith(network.highway.astype(str), "_link")
    cases = [
        network.attributes.roundabout == 1,
        is_ramp,
        network.highway == "motorway",
        _is_carriageway(network, area),
    ]
    forms = [ROUNDABOUT, SLIP_ROAD, MOTORWAY, MULTIPLE_CARRIAGEWAY]
    return np.select(cases, forms, SINGLE_CARRIAGEWAY)


def _is_carriageway(network: Network, area: StudyArea) -> BoolArray:
    """``(E,)`` one-way edges with one of the same class and name beside them, against them."""
    one_way = np.flatnonzero(network.reverse < 0)
    lines = network.local_lines(area)[one_way]
    middle = shapely.line_interpolate_point(lines, 0.5, normalized=True)
    row, other = shapely.STRtree(lines).query(middle, "dwithin", APART_M)
    same = np.logical_and(
        *(each[one_way][row] == each[one_way][other] for each in (network.highway, network.name))
    )
    row, other = row[same], other[same]
    along = headings(lines[row], shapely.length(lines[row]) / 2)
    against = headings(lines[other], shapely.line_locate_point(lines[other], middle[row]))
    found = np.zeros(len(network), dtype=bool)
    found[one_way[row[(along * against).sum(axis=1) < OPPOSITE]]] = True
    return found


def _only_ways(network: Network) -> tuple[IntArray, IntArray]:
    """``(E,)`` each, the only edge after and before each edge at nodes that join two roads.

    Both are two-way, or one leads to the other.
    """
    source, target, road = network.source, network.target, road_of_edge(network)
    nodes = int(max(source.max(), target.max())) + 1
    once = road == np.arange(len(network))
    into, out, roads = (
        np.bincount(each, minlength=nodes)
        for each in (target, source, np.r_[source[once], target[once]])
    )
    is_passed = (roads == 2) & (into == out) & (into > 0)
    turns = Turns.of(network)
    kept = is_passed[target[turns.tail]] & (road[turns.tail] != road[turns.head])
    following, preceding = np.full((2, len(network)), -1)
    following[turns.tail[kept]] = turns.head[kept]
    preceding[turns.head[kept]] = turns.tail[kept]
    return following, preceding

"""Our networks as maps of ``openlr-dereferencer``, the decoder of TomTom."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import shapely
from openlr import FOW, FRC, Coordinates
from openlr_dereferencer.maps import Line, MapReader, Node

from trajganr_core.routing.openlr.roads import OpenLRRoads


class RoadMap(MapReader):
    """A network; lines and nodes are known by their numbers."""

    def __init__(self, roads: OpenLRRoads) -> None:
        network = roads.network
        self.roads = roads
        self.local = network.local_lines(roads.area)
        self.tree = shapely.STRtree(self.local)
        self.nodes = [RoadNode(self, number) for number in range(roads.graph.nodes)]
        self.lines = [RoadLine(self, number) for number in range(len(network))]
        for line in self.lines:
            line.start_node.leaving.append(line)
            line.end_node.arriving.append(line)

    def place(self, coord: Coordinates) -> shapely.Point:
        """In local metres."""
        return shapely.Point(self.roads.area.to_local(coord.lon, coord.lat)[0])

    def get_line(self, line_id: int) -> RoadLine:
        return self.lines[line_id]

    def get_lines(self) -> Iterable[RoadLine]:
        return iter(self.lines)

    def get_linecount(self) -> int:
        return len(self.lines)

    def get_node(self, node_id: int) -> RoadNode:
        return self.nodes[node_id]

    def get_nodes(self) -> Iterable[RoadNode]:
        return iter(self.nodes)

    def get_nodecount(self) -> int:
        return len(self.nodes)

    def find_nodes_close_to(self, coord: Coordinates, dist: float) -> Iterable[RoadNode]:
        place, graph = self.place(coord), self.roads.graph
        near = np.hypot(graph.x - place.x, graph.y - place.y) <= dist
        return (self.nodes[number] for number in np.flatnonzero(near))

    def find_lines_close_to(self, coord: Coordinates, dist: float) -> Iterable[RoadLine]:
        near = self.tree.query(self.place(coord), "dwithin", dist)
        return (self.lines[number] for number in np.sort(near))


class RoadNode(Node):
    """A node of the network."""

    def __init__(self, road_map: RoadMap, number: int) -> None:
        graph, area = road_map.roads.graph, road_map.roads.area
        self.node_id = number
        xy = np.array([[graph.x[number], graph.y[number]]])
        self.coordinates = Coordinates(*area.to_geographic(xy)[0].tolist())
        self.leaving: list[RoadLine] = []
        self.arriving: list[RoadLine] = []

    node_id = coordinates = None  # of each object

    def outgoing_lines(self) -> Iterable[RoadLine]:
        return self.leaving

    def incoming_lines(self) -> Iterable[RoadLine]:
        return self.arriving

    def connected_lines(self) -> Iterable[RoadLine]:
        return [*self.arriving, *self.leaving]


class RoadLine(Line):
    """A directed segment."""

    def __init__(self, road_map: RoadMap, number: int) -> None:
        roads = road_map.roads
        self.road_map = road_map
        self.line_id = number
        self.start_node = road_map.nodes[roads.network.source[number]]
        self.end_node = road_map.nodes[roads.network.target[number]]
        self.frc, self.fow = FRC(int(roads.frc[number])), FOW(int(roads.fow[number]))
        self.length = float(roads.graph.length_m[number])
        self.geometry = roads.network.lines[number]

    line_id = start_node = end_node = frc = fow = geometry = length = None  # of each object

    def distance_to(self, coord: Coordinates) -> float:
        return float(
            shapely.distance(self.road_map.local[self.line_id], self.road_map.place(coord))
        )

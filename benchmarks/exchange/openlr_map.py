"""Our networks as maps of ``openlr-dereferencer``, the decoder of TomTom."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import shapely
from openlr import FOW, FRC, Coordinates
from openlr_dereferencer.maps import Line, MapReader, Node

from trajganr_core.data.roads.network import Network
from trajganr_core.routing.openlr import forms_of_way, functional_classes
from trajganr_core.traffic.junctions.consolidation import node_points
from trajganr_core.utils.study_area import StudyArea


class RoadMap(MapReader):
    """A network; lines and nodes are known by their numbers."""

    def __init__(self, network: Network, area: StudyArea) -> None:
        self.network, self.area = network, area
        self.frc, self.fow = functional_classes(network), forms_of_way(network, area)
        self.local = network.local_lines(area)
        self.tree = shapely.STRtree(self.local)
        self.points = node_points(network, np.column_stack([network.lon, network.lat]))
        self.nodes = [RoadNode(self, number) for number in range(len(self.points))]
        self.lines = [RoadLine(self, number) for number in range(len(network))]
        for line in self.lines:
            line.start_node.leaving.append(line)
            line.end_node.arriving.append(line)

    def place(self, coord: Coordinates) -> shapely.Point:
        """In local metres."""
        return shapely.Point(self.area.to_local(coord.lon, coord.lat)[0])

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
        place = shapely.get_coordinates(self.place(coord))[0]
        near = np.hypot(*(self.area.to_local(*self.points.T) - place).T) <= dist
        return (self.nodes[number] for number in np.flatnonzero(near))

    def find_lines_close_to(self, coord: Coordinates, dist: float) -> Iterable[RoadLine]:
        near = self.tree.query(self.place(coord), "dwithin", dist)
        return (self.lines[number] for number in np.sort(near))


class RoadNode(Node):
    """A node of the network."""

    def __init__(self, road_map: RoadMap, number: int) -> None:
        self.node_id = number
        self.coordinates = Coordinates(*road_map.points[number].tolist())
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
        network = road_map.network
        self.road_map = road_map
        self.line_id = number
        self.start_node = road_map.nodes[network.source[number]]
        self.end_node = road_map.nodes[network.target[number]]
        self.frc = FRC(int(road_map.frc[number]))
        self.fow = FOW(int(road_map.fow[number]))
        self.length = float(network.length_m[number])
        self.geometry = network.lines[number]

    line_id = start_node = end_node = frc = fow = geometry = length = None  # of each object

    def distance_to(self, coord: Coordinates) -> float:
        return float(
            shapely.distance(self.road_map.local[self.line_id], self.road_map.place(coord))
        )

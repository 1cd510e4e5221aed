"""Ways along the roads of a layer, near what a map shows."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from heapq import heapify, heappop, heappush

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsFeatureRequest,
    QgsGeometry,
    QgsLineString,
    QgsPointXY,
    QgsProject,
    QgsRectangle,
    QgsSpatialIndex,
    QgsVectorLayer,
)

from trajganr_core.contract.errors import Code, TrajganrError

from .joined import EDGE

#: More directed segments take QGIS more than a second.
MAX_ROADS = 20_000
#: Roads are read in a rectangle that is larger by this factor: a way may leave the map.
AROUND = 1.5
#: The directions of a road, and roads that meet at a place, are those at the same distance, as a
#: share of the largest one that is allowed; at most so many.
SAME, MAX_AT_PLACE = 1e-3, 8
#: Where a search ends.
END = 1 << 62


@dataclass(frozen=True)
class RoadPlace:
    """A point of roads.

    Attributes:
        along: how far it is along each of the directed segments there, by their number.
    """

    point: QgsPointXY
    along: dict[int, float]


class RoadWays:
    """Reads the roads of the map's part when they are needed first.

    Args:
        layer: of directed segments; rows of several times of a segment are one road.
        crs: of the map and of all points here.
    """

    def __init__(self, layer: QgsVectorLayer, crs: QgsCoordinateReferenceSystem) -> None:
        self._layer, self._crs = layer, crs
        self._window = QgsRectangle()
        self._lines: dict[int, QgsLineString] = {}
        #: Where segments begin and end, and how long they are; which begin at a place.
        self._ends: dict[int, tuple[tuple[float, float], tuple[float, float], float]] = {}
        self._leaving: defaultdict[tuple[float, float], list[int]] = defaultdict(list)
        self._index = QgsSpatialIndex()

    def look_at(self, window: QgsRectangle) -> None:
        """Read the roads in a rectangle and around it, unless they were read last.

        Raises:
            TrajganrError: ``INPUT.GEOMETRY``, if there are more than :data:`MAX_ROADS`.
        """
        if self._window.contains(window):
            return
        around = QgsRectangle(window)
        around.scale(AROUND)
        self._lines = self._read(around)
        self._window = around
        self._leaving.clear()
        self._index = QgsSpatialIndex(QgsSpatialIndex.Flag.FlagStoreFeatureGeometries)
        for edge, line in self._lines.items():
            begin, end = ((line.xAt(at), line.yAt(at)) for at in (0, -1))
            self._ends[edge] = begin, end, line.length()
            self._leaving[begin].append(edge)
            road = QgsFeature(edge)
            road.setGeometry(QgsGeometry(line.clone()))
            self._index.addFeature(road)

    def on_road(self, point: QgsPointXY, within: float) -> RoadPlace | None:
        """The nearest place on a road, at most so far away; None without any."""
        clicked = QgsGeometry.fromPointXY(point)
        roads = {
            edge: QgsGeometry(self._lines[edge].clone())
            for edge in self._index.nearestNeighbor(point, MAX_AT_PLACE, within)
        }
        far = {edge: road.distance(clicked) for edge, road in roads.items()}
        nearest = min(far.values(), default=math.inf)
        if nearest > within:
            return None
        along = {
            edge: road.lineLocatePoint(clicked)
            for edge, road in roads.items()
            if far[edge] <= nearest + SAME * within
        }
        edge, metres = next(iter(along.items()))
        return RoadPlace(roads[edge].interpolate(metres).asPoint(), along)

    def way(self, first: RoadPlace, last: RoadPlace) -> tuple[list[QgsPointXY], RoadPlace]:
        """The shortest way in the directions of travel, and the place on its last segment.

        Without a way there are no points. None turns back where a segment ends.
        """
        # A state is a segment; that of the first place, which may be driven again, its complement.
        heap = [(-along, ~edge, END) for edge, along in first.along.items()]
        heapify(heap)
        before: dict[int, int] = {}
        while heap:
            length, state, came = heappop(heap)
            if state in before:
                continue
            before[state] = came
            if state == END:
                break
            edge = max(state, ~state)
            there = length + last.along.get(edge, -math.inf)
            if there >= 0:
                heappush(heap, (there, END, state))
            begin, end, metres = self._ends[edge]
            for follower in self._leaving.get(end, ()):
                _, back, as_long = self._ends[follower]
                if back != begin or not math.isclose(metres, as_long):  # no U-turn
                    heappush(heap, (length + metres, follower, state))
        if END not in before:
            return [], last
        edges, state = [], before[END]
        while state != END:
            edges.append(max(state, ~state))
            state = before[state]
        edges.reverse()
        return self._points(edges, first, last), RoadPlace(
            last.point, {edges[-1]: last.along[edges[-1]]}
        )

    def _points(self, edges: list[int], first: RoadPlace, last: RoadPlace) -> list[QgsPointXY]:
        points = [first.point]
        for number, edge in enumerate(edges):
            line = self._lines[edge]
            begin = 0.0 if number else first.along[edge]
            end = line.length() if number < len(edges) - 1 else last.along[edge]
            points += [QgsPointXY(each) for each in line.curveSubstring(begin, end).points()[1:]]
        return points

    def _read(self, window: QgsRectangle) -> dict[int, QgsLineString]:
        request = QgsFeatureRequest()
        request.setDestinationCrs(self._crs, QgsProject.instance().transformContext())
        request.setFilterRect(window)
        request.setSubsetOfAttributes([EDGE], self._layer.fields())
        found: dict[int, QgsLineString] = {}
        for feature in self._layer.getFeatures(request):
            edge, geometry = feature[EDGE], feature.geometry()
            if isinstance(edge, int) and edge >= 0 and not geometry.isEmpty():
                found.setdefault(edge, QgsLineString(list(geometry.vertices())))
            if len(found) > MAX_ROADS:
                raise TrajganrError(
                    Code.INPUT_GEOMETRY,
                    "The map shows more than {n:,} roads, too many to follow.",
                    "Zoom in, and draw the corridor in several steps.",
                    n=MAX_ROADS,
                )
        return found

"""The directed edges near a place, the nearest point on each, and the image taken there."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely

from ...data.roads.network import Network, road_of_edge
from ...features.query_locations import SAME_ROAD_M, Locations, first_of_each
from ...utils.arrays import FloatArray, IntArray
from ...utils.ragged import concatenated_ranges, offsets_of, row_of_each
from ...utils.study_area import StudyArea

#: An image is used for places as far along its road (δ in docs/method.md), metres.
IMAGE_REACH_M = SAME_ROAD_M
#: Places nearer along the road than this count as one: there the image's own location is used.
SAME_PLACE_M = 0.5


@dataclass(frozen=True)
class Feet:
    """The points on the roads around places that are nearest to them.

    The roads of a place are ordered from the nearest to the farthest; of each road, the direction
    in which it was digitised comes first.

    Attributes:
        place: ``(n,)`` the queried place, ascending.
        edge: ``(n,)`` a directed edge near it.
        offset_m: ``(n,)`` metres along the edge to its point nearest the place.
        distance_m: ``(n,)`` from the place to that point.
    """

    place: IntArray
    edge: IntArray
    offset_m: FloatArray
    distance_m: FloatArray

    def __len__(self) -> int:
        return len(self.edge)

    def nearest(self, places: int) -> IntArray:
        """``(places,)`` the first of each place's feet, -1 for a place without any."""
        return first_of_each(self.place, np.arange(len(self), dtype=np.float64), places)


class NearestRoads:
    """Finds roads near places; created once for a network.

    Args:
        images: every image on each direction of its road, from
            :func:`~...features.query_locations.image_locations`.
    """

    def __init__(self, network: Network, area: StudyArea, images: Locations) -> None:
        self.network = network
        self.area = area
        self.road = road_of_edge(network)
        self.lines = network.local_lines(area)
        self.tree = shapely.STRtree(self.lines)
        self.images = images.take(np.argsort(images.edge, kind="stable"))
        self.first_image = offsets_of(np.bincount(images.edge, minlength=len(network)))

    def near(self, lon_lat: FloatArray, radius_m: float) -> Feet:
        """Feet of places ``(q, 2)``, degrees, on all edges within ``radius_m`` of each."""
        points = shapely.points(self.area.to_local(lon_lat[:, 0], lon_lat[:, 1]))
        place, edge = self.tree.query(points, "dwithin", radius_m)
        offset_m = shapely.line_locate_point(self.lines[edge], points[place])
        distance_m = shapely.distance(self.lines[edge], points[place])
        order = self._by_road(place, edge, distance_m)
        return Feet(place[order], edge[order], offset_m[order], distance_m[order])

    def at(self, edge: IntArray, offset_m: FloatArray) -> Locations:
        """Places on edges ``(n,)``, each with the nearest image along the edge within reach.

        At the place of an image, the image's own coordinates are used, which may lie beside the
        road, as in :func:`~...features.query_locations.edge_locations`.
        """
        lon_lat = self.network.locate(edge, offset_m)
        taken = self._images(edge, offset_m)
        found = np.flatnonzero(taken >= 0)
        image, offset = np.full(len(edge), -1), offset_m.copy()
        image[found] = self.images.image[taken[found]]
        same = found[np.abs(self.images.offset_m[taken[found]] - offset_m[found]) <= SAME_PLACE_M]
        lon_lat[same] = self.images.lon_lat[taken[same]]
        offset[same] = self.images.offset_m[taken[same]]
        return Locations(edge=edge, offset_m=offset, lon_lat=lon_lat, image=image)

    def _by_road(self, place: IntArray, edge: IntArray, distance_m: FloatArray) -> IntArray:
        """Sort order of :class:`Feet`; both directions of a road stay together."""
        road = self.road[edge]
        pairs, pair = np.unique(np.column_stack([place, road]), axis=0, return_inverse=True)
        pair = pair.reshape(-1)
        nearest = np.full(len(pairs), np.inf)
        np.minimum.at(nearest, pair, distance_m)
        return np.lexsort([~self.network.forward[edge], road, nearest[pair], place])

    def _images(self, edge: IntArray, offset_m: FloatArray) -> IntArray:
        """``(n,)`` rows of ``images``, -1 where no image of the edge is within reach."""
        rows, offsets = concatenated_ranges(self.first_image[edge], self.first_image[edge + 1])
        query = row_of_each(offsets)
        away = np.abs(self.images.offset_m[rows] - offset_m[query])
        near = np.flatnonzero(away <= IMAGE_REACH_M)
        best = first_of_each(query[near], away[near], len(edge))
        found = best >= 0
        taken = np.full(len(edge), -1)
        taken[found] = rows[near[best[found]]]
        return taken

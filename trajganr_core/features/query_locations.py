"""Query locations of a model: points on directed edges, with an image where there is one."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely

from ..data.bundle import Bundle
from ..data.roads.network import Network
from ..utils.arrays import FloatArray, GeometryArray, IntArray
from ..utils.columns import Columns

#: δ in docs/method.md: largest distance at which two lines are the same road, metres.
SAME_ROAD_M = 25.0


@dataclass(frozen=True)
class Locations(Columns):
    """Query locations.

    Attributes:
        edge, offset_m: ``(n,)`` position on the bundle's network: the edge, and metres from its
            start; -1 for a location off the network, which no trip of the bundle passes.
        lon_lat: ``(n, 2)`` degrees.
        image: ``(n,)`` row of the bundle's images, -1 where there is none.
    """

    edge: IntArray
    offset_m: FloatArray
    lon_lat: FloatArray
    image: IntArray


def image_locations(bundle: Bundle) -> Locations:
    """A location for every street-view image and every direction of the road it was taken on."""
    images, network = bundle.images, bundle.network
    row = np.arange(len(images))
    edge = images["edge"].to_numpy(dtype=np.int64)
    offset = images["offset_m"].to_numpy(dtype=np.float64)
    lon_lat = images[["lon", "lat"]].to_numpy(dtype=np.float64)
    reverse = network.reverse[edge]
    two_way = reverse >= 0
    return Locations(
        edge=np.concatenate([edge, reverse[two_way]]),
        offset_m=np.concatenate([offset, (network.length_m[edge] - offset)[two_way]]),
        lon_lat=np.concatenate([lon_lat, lon_lat[two_way]]),
        image=np.concatenate([row, row[two_way]]),
    )


def edge_locations(bundle: Bundle, edge: IntArray) -> Locations:
    """One location per edge ``(n,)``: the image nearest the edge's middle, or else the middle."""
    network = bundle.network
    offset = network.length_m[edge] / 2
    lon_lat = network.locate(edge, offset)
    image = np.full(len(edge), -1)

    images = image_locations(bundle)
    off_middle = np.abs(images.offset_m - network.length_m[images.edge] / 2)
    best = first_of_each(images.edge, off_middle, len(network))[edge]
    has_image = best >= 0
    chosen = best[has_image]
    offset[has_image], image[has_image] = images.offset_m[chosen], images.image[chosen]
    lon_lat[has_image] = images.lon_lat[chosen]
    return Locations(edge=edge, offset_m=offset, lon_lat=lon_lat, image=image)


def locations_on(bundle: Bundle, network: Network) -> Locations:
    """One location for each edge of another network in the bundle's area.

    An edge is the same road, driven the same way, as the bundle's nearest edge within
    :data:`SAME_ROAD_M` of its middle whose heading differs by less than 45°.
    """
    middle = network.locate(np.arange(len(network)), network.length_m / 2)
    edge, offset = _project(bundle, network, middle)
    matched = np.flatnonzero(edge >= 0)
    own = edge_locations(bundle, edge[matched])
    image, lon_lat = np.full(len(network), -1), middle
    # An image belongs only to the part of the road on which it was taken.
    is_near = np.abs(own.offset_m - offset[matched]) <= network.length_m[matched] / 2
    taken = (own.image >= 0) & is_near
    near = matched[taken]
    image[near], lon_lat[near] = own.image[taken], own.lon_lat[taken]
    offset[near] = own.offset_m[taken]
    return Locations(edge=edge, offset_m=offset, lon_lat=lon_lat, image=image)


def _project(bundle: Bundle, network: Network, middle: FloatArray) -> tuple[IntArray, FloatArray]:
    """The bundle's edge at the middle of each edge, and metres from its start; -1 where none is."""
    own = bundle.network.local_lines(bundle.area)
    points = shapely.points(bundle.area.to_local(middle[:, 0], middle[:, 1]))
    lines = network.local_lines(bundle.area)
    query, candidate = shapely.STRtree(own).query(points, "dwithin", SAME_ROAD_M)
    offset = shapely.line_locate_point(own[candidate], points[query])
    heading = _heading(lines[query], shapely.line_locate_point(lines[query], points[query]))
    along = (heading * _heading(own[candidate], offset)).sum(1) > np.cos(np.radians(45))
    query, candidate, offset = query[along], candidate[along], offset[along]
    distance = shapely.distance(own[candidate], points[query])
    best = first_of_each(query, distance, len(network))
    has_match = best >= 0
    edge, position = np.full(len(network), -1), np.zeros(len(network))
    edge[has_match], position[has_match] = candidate[best[has_match]], offset[best[has_match]]
    return edge, position


def _heading(line: GeometryArray, offset: FloatArray) -> FloatArray:
    """Unit vectors ``(n, 2)`` along lines, at offsets in metres from their starts."""
    ends = [
        shapely.get_coordinates(shapely.line_interpolate_point(line, np.maximum(offset + d, 0)))
        for d in (-1.0, 1.0)
    ]
    step = ends[1] - ends[0]
    return np.asarray(step / np.maximum(np.linalg.norm(step, axis=1, keepdims=True), 1e-9))


def first_of_each(group: IntArray, rank: FloatArray, groups: int) -> IntArray:
    """``(groups,)`` the item of lowest rank in each group, -1 for a group without items."""
    first = np.full(groups, -1)
    order = np.lexsort([rank, group])[::-1]
    first[group[order]] = order  # the last write wins: the lowest rank
    return first

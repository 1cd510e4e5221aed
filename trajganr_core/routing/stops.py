"""Points on the roads where routes begin and end."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely

from ..contract.errors import Code, TrajganrError
from ..data.roads.network import Network
from ..utils.arrays import FloatArray, IntArray
from ..utils.study_area import StudyArea


@dataclass(frozen=True)
class Stops:
    """Positions of points on the nearest road, one for each direction in which it is driven.

    Attributes:
        points: how many points there are.
        point: ``(n,)`` the number of the point, ascending.
        edge, offset_m: ``(n,)`` the directed segment, and metres from its start.
    """

    points: int
    point: IntArray
    edge: IntArray
    offset_m: FloatArray


def stops_on(
    network: Network, area: StudyArea, lon_lat: FloatArray, most_m: float, name: str
) -> Stops:
    """The stops of points on the roads nearest to them.

    Args:
        network, area: of a bundle.
        lon_lat: ``(n, 2)`` degrees; NaN for a point without coordinates.
        most_m: largest distance from the road.
        name: of the points' file, for the error.

    Raises:
        TrajganrError: ``INPUT.EMPTY`` without points; ``INPUT.GEOMETRY`` if a point is farther from
            all roads, or has no coordinates.
    """
    if not len(lon_lat):
        raise TrajganrError(
            Code.INPUT_EMPTY,
            "{name} has no points.",
            "Choose a layer with points in the study area.",
            name=name,
        )
    lines = network.local_lines(area)
    known = np.flatnonzero(np.isfinite(lon_lat).all(axis=1))
    places = shapely.points(area.to_local(*lon_lat[known].T))
    found, nearest = shapely.STRtree(lines).query_nearest(places, max_distance=most_m)
    _, first = np.unique(found, return_index=True)
    _refuse_far(known[found[first]], lon_lat, most_m, name)
    edge = nearest[first]
    offset_m = np.clip(shapely.line_locate_point(lines[edge], places), 0, network.length_m[edge])
    reverse = network.reverse[edge]
    point, two_way = np.arange(len(edge)), np.flatnonzero(reverse >= 0)
    both = np.r_[point, point[two_way]]
    order = np.argsort(both, kind="stable")
    return Stops(
        points=len(lon_lat),
        point=both[order],
        edge=np.r_[edge, reverse[two_way]][order],
        offset_m=np.r_[offset_m, (network.length_m[edge] - offset_m)[two_way]][order],
    )


def _refuse_far(near: IntArray, lon_lat: FloatArray, most_m: float, name: str) -> None:
    """Refuse points that are not among those near a road."""
    far = np.setdiff1d(np.arange(len(lon_lat)), near)
    if not len(far):
        return
    lon, lat = lon_lat[far[0]]
    raise TrajganrError(
        Code.INPUT_GEOMETRY,
        "{count} of {total} points of {name} have no road of the study area within {metres} m; the "
        "first is ({lon}, {lat}).",
        "Move or remove these points, or raise the largest distance of a point from a road.",
        count=len(far),
        total=len(lon_lat),
        name=name,
        metres=f"{most_m:g}",
        lon=float(lon),
        lat=float(lat),
    )

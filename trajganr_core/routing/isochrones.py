"""Isochrones: the areas around the roads that are reached from a point within some times.

An isochrone is the set of places within a distance of the reached parts of roads, the line-based
network buffer of Oliver et al. (2007, doi:10.1186/1476-072X-6-41). Unlike a hull, it has no place
that is far from all reached roads.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely

from ..data.roads.network import Network
from ..utils.arrays import FloatArray, GeometryArray, IntArray
from ..utils.progress import Progress, silent
from ..utils.study_area import StudyArea
from .reached import ReachedParts, part_lines

#: Chords of a quarter of a circle: they are at most half a per cent of the distance inside it.
QUARTER_CHORDS = 8


@dataclass(frozen=True)
class Isochrones:
    """Areas around reached roads; those of one origin do not overlap.

    Attributes:
        origin: ``(n,)`` the number of the point, ascending.
        limit: ``(n,)`` the number of the smallest limit within which the area is reached.
        areas: ``(n,)`` multipolygons, degrees.
        km2: ``(n,)`` their size.
    """

    origin: IntArray
    limit: IntArray
    areas: GeometryArray
    km2: FloatArray

    def __len__(self) -> int:
        return len(self.areas)


def isochrones(
    network: Network,
    area: StudyArea,
    parts: ReachedParts,
    distance_m: float,
    progress: Progress = silent,
) -> Isochrones:
    """The places within a distance of the parts of each limit, and of no smaller one.

    Args:
        network, area: of the bundle.
        parts: of the network's segments.
        distance_m: in a straight line from the road, metres.
        progress: called with the share of the origins; may raise to stop.
    """
    found: list[tuple[int, int, shapely.Geometry]] = []
    origins = np.unique(parts.origin)
    for number, origin in enumerate(origins):
        progress("Drawing isochrones", number / len(origins))
        own = parts.take(np.flatnonzero(parts.origin == origin))
        lines = shapely.transform(part_lines(network, own), lambda each: area.to_local(*each.T))
        reached = shapely.Polygon()
        for limit in np.unique(own.limit):
            drawn = _distinct(lines[own.limit == limit])
            around = shapely.buffer(drawn, distance_m, quad_segs=QUARTER_CHORDS)
            before, reached = reached, shapely.union_all([reached, *around])
            band = shapely.difference(reached, before)
            found.append((int(origin), int(limit), _only_polygons(band)))
    kept = [each for each in found if not each[2].is_empty]
    local = np.array([each[2] for each in kept], dtype=object)
    return Isochrones(
        origin=np.array([each[0] for each in kept], dtype=np.int64),
        limit=np.array([each[1] for each in kept], dtype=np.int64),
        areas=shapely.transform(local, area.to_geographic),
        km2=shapely.area(local) / 1e6,
    )


def _distinct(lines: GeometryArray) -> GeometryArray:
    """The lines, one of both directions of a road: half of the work."""
    return np.asarray(shapely.from_wkb(np.unique(shapely.to_wkb(shapely.normalize(lines)))))


def _only_polygons(geometry: shapely.Geometry) -> shapely.MultiPolygon:
    """The polygons of a geometry, without lines at which they touch."""
    parts = shapely.get_parts(geometry)
    return shapely.multipolygons(parts[shapely.get_type_id(parts) == shapely.GeometryType.POLYGON])

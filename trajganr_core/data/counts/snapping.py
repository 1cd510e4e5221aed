"""The directed segments of counting stations.

A station is snapped to the road that is near and leads into its direction: the metres from it and
the degrees between them add up to a cost, as in map matching. Without a direction, all vehicles on
the nearest road were counted: those of both directions, unless it is one-way.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
import shapely

from ...utils.arrays import FloatArray
from ...utils.study_area import StudyArea
from ..roads.network import Network, headings
from .table import BOTH, UNSTATED

#: A station is at most so far from its road, metres, and from its direction, degrees: a compass
#: word is up to 22.5° from what it means, and a road bends.
MAX_M, MAX_DEG = 50.0, 60.0
#: Degrees that cost as much as a metre.
DEG_OF_A_METRE = 3.0
#: The two carriageways of a road are opposite up to so many degrees.
OPPOSITE_DEG = 30.0


def snap(network: Network, area: StudyArea, places: pd.DataFrame) -> pd.DataFrame:
    """The segments of places ``(n,)`` of :func:`.read_rows`: stated, or near them.

    Returns:
        ``edge``, the directed segment, and ``other_edge`` that is counted with it, -1 for none;
        ``metres`` between the place and the segment; ``degrees`` between the stated direction and
        the segment's, NaN if none is stated.
    """
    lines = network.local_lines(area)
    lon, stated, direction = (places[each].to_numpy() for each in ("lon", "edge", "direction"))
    xy = area.to_local(lon, places["lat"].to_numpy())
    points, is_stated = shapely.points(np.nan_to_num(xy, posinf=0.0)), stated >= 0
    if is_stated.any():
        place = np.flatnonzero(is_stated & (stated < len(network)))
        edge = stated[place]
    else:
        place, edge = shapely.STRtree(lines).query(points, predicate="dwithin", distance=MAX_M)
    at_m = shapely.line_locate_point(lines[edge], points[place])
    east, north = headings(lines[edge], at_m).reshape(-1, 2).T
    bearing = np.degrees(np.arctan2(east, north))
    metres = np.where(np.isnan(lon[place]), 0.0, shapely.distance(lines[edge], points[place]))
    has_bearing = (direction[place] >= 0) & ~is_stated[place]
    off = np.where(has_bearing, _between(bearing, direction[place]), np.nan)
    near = pd.DataFrame(
        {"place": place, "edge": edge, "bearing": bearing, "metres": metres, "degrees": off}
    )
    near["cost"] = metres + np.nan_to_num(off) / DEG_OF_A_METRE
    near = near[metres <= MAX_M]
    best = near[~(near["degrees"] > MAX_DEG)].sort_values(["cost", "edge"])
    found = best.drop_duplicates("place").set_index("place").reindex(range(len(places)))
    own = found["edge"].fillna(-1).to_numpy(dtype=np.int64)
    is_both = (direction == BOTH) | ((direction == UNSTATED) & ~is_stated)
    other = np.where(is_both & (own >= 0), network.reverse[own], -1)
    # Of a divided road, both directions are two one-way roads.
    is_divided = (direction == BOTH) & (own >= 0) & (other < 0)
    pairs = near.merge(found[is_divided].rename_axis("place"), on="place", suffixes=("", "_own"))
    is_opposite = _between(pairs["bearing"], pairs["bearing_own"] + 180) <= OPPOSITE_DEG
    is_alike = network.highway[pairs["edge"]] == network.highway[own[pairs["place"]]]
    across = pairs[is_opposite & is_alike].sort_values("metres").drop_duplicates("place")
    other[across["place"]] = across["edge"]
    columns = {"edge": own, "other_edge": other, "metres": found["metres"]}
    return pd.DataFrame(columns | {"degrees": found["degrees"]})


def _between(one: FloatArray | pd.Series, other: FloatArray | pd.Series) -> FloatArray:
    """Degrees between bearings, 0 to 180."""
    return np.abs((one - other + 180) % 360 - 180)

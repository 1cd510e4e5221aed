"""Land use, which the extract of OpenStreetMap lacks: quarters with a use, and places in them.

Simulated, and to be called so. What the quarters of the demo city are, and how dense and mixed
their places, holds here too; where they lie is drawn.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely
from city_plan import DISTRICTS, RESIDENTIAL
from scipy.spatial import cKDTree

from trajganr_core.utils.arrays import FloatArray, IntArray

from .streets import Streets

#: Quarters are cells around points, one in a square of this side, metres.
SIDE_M = 320.0
#: How frequent each use is.
SHARES = {
    "residential": 0.45, "old town": 0.12, "shopping": 0.10, "school": 0.09, "business": 0.08,
    "park": 0.06, "hospital": 0.04, "industry": 0.04, "station": 0.02,
}  # fmt: skip
#: Main roads draw these: they are that much more frequent where half of the road is one.
DRAWN, DRAWN_BY = ("shopping", "business", "station"), 2.0
MAIN_ROADS = ("trunk", "primary", "secondary", "tertiary")
#: Roads around the middle of a quarter that tell what it lies on, metres.
AROUND_M = 150.0
PLACES = {district.name: district.places for district in (*DISTRICTS, RESIDENTIAL)}
#: Places along roads that are no streets, as a share of those along streets.
ALONG_FAST_ROADS, FAST = 0.15, ("motorway", "trunk")
#: How far a place lies aside of the middle of the road, metres.
ASIDE_M = (11.0, 28.0)


@dataclass(frozen=True)
class Quarters:
    """Cells of points nearest to one of some middles.

    Attributes:
        middles: ``(Q, 2)`` local metres.
        uses: ``(Q,)`` what each is, a key of :data:`SHARES`.
    """

    middles: FloatArray
    uses: npt.NDArray[np.str_]

    def use_at(self, points: FloatArray) -> npt.NDArray[np.str_]:
        """``(n,)`` the use at points ``(n, 2)``, local metres."""
        return np.asarray(self.uses[cKDTree(self.middles).query(points)[1]])


def plan_quarters(streets: Streets, rng: np.random.Generator) -> Quarters:
    """Quarters of about the same size all over the area, drawn by how main their roads are."""
    west, south, east, north = streets.outline.buffer(SIDE_M).bounds
    x, y = np.meshgrid(np.arange(west, east, SIDE_M), np.arange(south, north, SIDE_M))
    corners = np.column_stack([x.ravel(), y.ravel()])
    middles = corners + rng.uniform(0, SIDE_M, corners.shape)
    names = np.array(list(SHARES))
    chance = np.array(list(SHARES.values()))
    drawn = 1 + (DRAWN_BY - 1) * np.isin(names, DRAWN) * 2 * _main_share(streets, middles)[:, None]
    odds = np.cumsum(chance * drawn, axis=1)
    which = (rng.random(len(middles))[:, None] * odds[:, -1:] > odds).sum(axis=1)
    return Quarters(middles, names[which])


def draw_places(streets: Streets, quarters: Quarters, rng: np.random.Generator) -> pd.DataFrame:
    """Places beside the roads, as dense and as mixed as their quarter's use says.

    Returns:
        ``lon, lat, category``.
    """
    network = streets.network
    once = np.flatnonzero(streets.once)
    use = quarters.use_at(points_at(streets, once, network.length_m[once] / 2))
    quiet = np.where(np.isin(streets.road_class[once], FAST), ALONG_FAST_ROADS, 1.0)
    edges: list[int] = []
    categories: list[str] = []
    for edge, name, metres in zip(once, use, quiet * network.length_m[once], strict=True):
        for category, per_100_m in PLACES[name].items():
            count = int(rng.poisson(per_100_m * metres / 100))
            edges += count * [int(edge)]
            categories += count * [category]
    edge = np.array(edges, dtype=np.int64)
    along = rng.uniform(0.05, 0.95, len(edge)) * network.length_m[edge]
    ends = points_at(streets, edge, along + 0.5) - points_at(streets, edge, along - 0.5)
    across = ends[:, ::-1] * [1, -1] / np.maximum(np.hypot(*ends.T), 1e-9)[:, None]
    aside = rng.uniform(*ASIDE_M, len(edge)) * rng.choice([-1, 1], len(edge))
    points = points_at(streets, edge, along) + across * aside[:, None]
    lon_lat = streets.area.to_geographic(points).round(6)
    return pd.DataFrame({"lon": lon_lat[:, 0], "lat": lon_lat[:, 1], "category": categories})


def _main_share(streets: Streets, middles: FloatArray) -> FloatArray:
    """``(Q,)`` the share of the edges around each middle that are main roads, half at most."""
    main = np.isin(streets.road_class, MAIN_ROADS)
    quarter, edge = shapely.STRtree(streets.lines).query(
        shapely.points(middles), predicate="dwithin", distance=AROUND_M
    )
    near = np.bincount(quarter, minlength=len(middles))
    share = np.bincount(quarter, main[edge], minlength=len(middles)) / np.maximum(near, 1)
    return np.minimum(share, 0.5)


def points_at(streets: Streets, edge: IntArray, offset_m: FloatArray) -> FloatArray:
    """``(n, 2)`` local metres of points along edges."""
    return shapely.get_coordinates(
        shapely.line_interpolate_point(streets.lines[edge], np.maximum(offset_m, 0))
    )

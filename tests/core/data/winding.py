"""A town of winding streets, some of them one-way, and walks through it."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import shapely

from trajganr_core.data.matching.matched import MatchedTrips
from trajganr_core.data.matching.pass_times import with_even_times
from trajganr_core.data.roads.network import Network
from trajganr_core.utils.arrays import FloatArray
from trajganr_core.utils.ragged import offsets_of
from trajganr_core.utils.study_area import StudyArea

AREA = StudyArea(-8.63, 41.14, -8.61, 41.155)
CROSSINGS = 8
SPACING_M = 150.0
START = 1_372_636_800.0


def winding_streets() -> gpd.GeoDataFrame:
    """Eight by eight streets that cross where they bend; every third street is one-way."""
    rng = np.random.default_rng(5)
    corners = np.stack(np.meshgrid(*2 * [np.arange(CROSSINGS)], indexing="ij"), axis=-1)
    xy = SPACING_M * (corners - (CROSSINGS - 1) / 2) + rng.normal(0, 20, corners.shape)
    streets = [_bent(street, rng) for street in (*xy, *xy.swapaxes(0, 1))]
    return gpd.GeoDataFrame(
        {
            "highway": "residential",
            "oneway": ["yes" if i % 3 == 0 else "no" for i in range(len(streets))],
        },
        geometry=[shapely.LineString(np.round(AREA.to_geographic(xy), 7)) for xy in streets],
        crs="EPSG:4326",
    )


def _bent(corners: FloatArray, rng: np.random.Generator) -> FloatArray:
    """A street through its corners with two bends between each and the next."""
    bends = [corners[:-1] + share * np.diff(corners, axis=0) for share in (0.3, 0.7)]
    points = np.stack([corners[:-1], *(bend + rng.normal(0, 8, bend.shape) for bend in bends)], 1)
    return np.concatenate([points.reshape(-1, 2), corners[-1:]])


def walks(network: Network, rng: np.random.Generator, count: int) -> MatchedTrips:
    """Matched trips that turn at random at every crossing, also around, with random fixes."""
    return MatchedTrips.concatenate([_walk(network, rng, str(i)) for i in range(count)])


def _walk(network: Network, rng: np.random.Generator, trip_id: str) -> MatchedTrips:
    edges = [int(rng.integers(len(network)))]
    for _ in range(rng.integers(0, 15)):
        onwards = np.flatnonzero(network.source == network.target[edges[-1]])
        if not len(onwards):
            break
        edges.append(int(rng.choice(onwards)))
    edge = np.array(edges)
    enter, leave = np.zeros(len(edge)), network.length_m[edge].copy()
    enter[0] = rng.uniform(0, leave[0] / 2)
    leave[-1] = rng.uniform(enter[-1], leave[-1])
    pass_s = np.r_[0.0, np.cumsum(leave - enter)]
    s = np.sort(np.r_[0.0, rng.uniform(0, pass_s[-1], 4), pass_s[-1]])
    s[3] = s[2]  # The vehicle stands.
    on = np.minimum(np.searchsorted(pass_s, s, side="right") - 1, len(edge) - 1)
    place = network.locate(edge[on], enter[on] + s - pass_s[on])
    trip = MatchedTrips(
        offsets=offsets_of(np.array([len(s)])),
        lon=place[:, 0],
        lat=place[:, 1],
        t=START + np.cumsum(rng.uniform(1, 20, len(s))),
        speed=np.full(len(s), np.nan, dtype=np.float32),
        s=s,
        edge=edge[on],
        edge_offset=enter[on] + s - pass_s[on],
        trip_id=np.array([trip_id], dtype=object),
        driver_id=np.array([""], dtype=object),
        matched_share=np.ones(1, dtype=np.float32),
        rms_m=np.zeros(1, dtype=np.float32),
        confidence=np.ones(1, dtype=np.float32),
        pass_offsets=offsets_of(np.array([len(edge)])),
        pass_edge=edge,
        pass_s=pass_s[:-1],
        pass_enter_m=enter,
        pass_exit_m=leave,
        pass_t=np.zeros(len(edge)),
        pass_seconds=np.zeros(len(edge)),
        pass_probability=np.ones(len(edge), dtype=np.float32),
    )
    return with_even_times(trip)

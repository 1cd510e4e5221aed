"""A town of straight streets in a few lines, and trips along them.

Streets run every 200 m: three from west to east, three from south to north, crossing at shared
vertices. Coordinates are given in metres from the south-western crossing.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import shapely

from trajganr_core.data.roads.network import Network
from trajganr_core.data.roads.noding import node_parts, parts_of_lines
from trajganr_core.data.trips.trajectories import Trajectories
from trajganr_core.utils.arrays import FloatArray
from trajganr_core.utils.ragged import offsets_of
from trajganr_core.utils.study_area import StudyArea

AREA = StudyArea(-8.63, 41.14, -8.61, 41.155)
SPACING_M = 200.0
START = 1_372_636_800.0


def lon_lat(xy: npt.ArrayLike) -> FloatArray:
    """Metres from the south-western crossing to degrees; ``(n, 2)``."""
    return AREA.to_geographic(np.asarray(xy, dtype=np.float64) - SPACING_M)


def line(xy: npt.ArrayLike) -> shapely.LineString:
    """A line through points in town metres, EPSG:4326."""
    return shapely.LineString(np.round(lon_lat(xy), 7))


def streets() -> gpd.GeoDataFrame:
    """The six streets; the southernmost is one-way to the east."""
    ticks = SPACING_M * np.arange(3)
    lines = [line([(x, y) for x in ticks]) for y in ticks]
    lines += [line([(x, y) for y in ticks]) for x in ticks]
    return gpd.GeoDataFrame(
        {
            "highway": "residential",
            "name": [f"street {i}" for i in range(6)],
            "oneway": ["yes", *[None] * 5],
        },
        geometry=lines,
        crs="EPSG:4326",
    )


def write_streets(path: Path) -> Path:
    """The streets as a GeoPackage."""
    streets().to_file(path, layer="roads")
    return path


def trips(
    paths: Sequence[npt.ArrayLike],
    *,
    seconds: float = 10.0,
    drivers: Sequence[str] | None = None,
    speeds: Sequence[npt.ArrayLike] | None = None,
    headings: Sequence[npt.ArrayLike] | None = None,
) -> Trajectories:
    """Trips with a fix at each point of their path (town metres), ``seconds`` apart."""
    counts = np.array([len(np.asarray(path)) for path in paths])
    places = lon_lat(np.concatenate([np.asarray(path, dtype=float) for path in paths]))
    speed, heading = (
        np.full(counts.sum(), np.nan) if measured is None else np.concatenate(measured)
        for measured in (speeds, headings)
    )
    return Trajectories(
        offsets=offsets_of(counts),
        lon=places[:, 0],
        lat=places[:, 1],
        t=START + seconds * np.concatenate([np.arange(count) for count in counts]),
        speed=np.asarray(speed, dtype=np.float32),
        heading=np.asarray(heading, dtype=np.float32),
        trip_id=np.array([f"trip {i}" for i in range(len(paths))], dtype=object),
        driver_id=np.array(drivers or [""] * len(paths), dtype=object),
    )


def edge_between(network: Network, start: tuple[int, int], end: tuple[int, int]) -> int:
    """The edge from one crossing to the next, crossings counted from the south-west."""
    corners = np.round(lon_lat(SPACING_M * np.array([start, end])), 6)
    vertices = np.round(np.column_stack([network.lon, network.lat]), 6)
    found = (vertices[network.offsets[:-1]] == corners[0]).all(axis=1)
    found &= (vertices[network.offsets[1:] - 1] == corners[1]).all(axis=1)
    return int(np.flatnonzero(found).item())


def noded(lines: list[shapely.LineString], oneway: int | list[int] = 0) -> Network:
    """A network of lines without names."""
    count = len(lines)
    return node_parts(
        parts_of_lines(np.array(lines, dtype=object)),
        AREA,
        fid=np.arange(count),
        oneway=np.broadcast_to(np.int8(oneway), count),
        highway=np.full(count, "", dtype=object),
        name=np.full(count, "", dtype=object),
    )

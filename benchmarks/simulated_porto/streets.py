"""The streets of the study area with what SUMO and a camera have to know of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import pandas as pd
import shapely
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from trajganr_core.contract.options.data_config import RoadOptions
from trajganr_core.data.places.aoi import load_categories
from trajganr_core.data.places.pois import read_pois
from trajganr_core.data.roads.network import Network
from trajganr_core.data.roads.reading import read_roads
from trajganr_core.data.roads.source import source_attributes
from trajganr_core.utils.arrays import BoolArray, FloatArray, GeometryArray, IntArray, TextArray
from trajganr_core.utils.study_area import StudyArea

#: km/h where OpenStreetMap says none; links are as their road, slower by a fifth.
USUAL_SPEED = {
    "motorway": 90, "trunk": 80, "primary": 50, "secondary": 50, "tertiary": 50,
    "unclassified": 40, "residential": 40, "living_street": 20, "road": 40,
}  # fmt: skip
#: Lanes of a direction where OpenStreetMap says none.
USUAL_LANES = {"motorway": 2, "trunk": 2, "primary": 2}
MAX_LANES = 4
LINK, LINK_SLOWER = "_link", 0.8
#: A signal of OpenStreetMap farther than this from a crossing is a pedestrians' one, metres.
SIGNAL_DISTANCE_M = 25.0


@dataclass(frozen=True)
class Streets:
    """Directed edges and their attributes; SUMO's edges have the same numbers as names.

    Attributes:
        area: the study area, whose local metres are SUMO's too.
        network: as a bundle of the same files has it.
        limit_kmh: ``(E,)`` the speed limit.
        lanes: ``(E,)`` of this direction.
        signals: nodes with traffic lights.
    """

    area: StudyArea
    network: Network
    limit_kmh: FloatArray
    lanes: IntArray
    signals: frozenset[int]

    def __len__(self) -> int:
        return len(self.network)

    @cached_property
    def lines(self) -> GeometryArray:
        """``(E,)`` lines in local metres."""
        return self.network.local_lines(self.area)

    @cached_property
    def road_class(self) -> TextArray:
        """``(E,)`` OpenStreetMap's class, that of the road for its links."""
        return np.array([_main_class(value) for value in self.network.highway], dtype=object)

    @cached_property
    def outline(self) -> shapely.Polygon:
        """The study area in local metres; roads that touch it reach beyond."""
        west, south, east, north = self.area.bbox
        lon, lat = np.array([west, east, east, west]), np.array([south, south, north, north])
        return shapely.Polygon(self.area.to_local(lon, lat))

    @cached_property
    def oneway(self) -> BoolArray:
        """``(E,)``."""
        return np.asarray(self.network.reverse < 0)

    @cached_property
    def once(self) -> BoolArray:
        """``(E,)`` one edge of each road."""
        return _once(self.network)

    @cached_property
    def crossing(self) -> BoolArray:
        """``(N,)`` nodes at which at least three roads meet."""
        return np.asarray(_roads_at_nodes(self.network) >= 3)

    @cached_property
    def connected(self) -> BoolArray:
        """``(E,)`` edges from which one can drive to all others of them."""
        nodes, source, target = _nodes(self.network), self.network.source, self.network.target
        graph = coo_array((np.ones(len(self)), (source, target)), shape=(nodes, nodes))
        part = connected_components(graph, connection="strong")[1]
        largest = np.bincount(part).argmax()
        return np.asarray((part[source] == largest) & (part[target] == largest))


def read_streets(roads: Path, signals: Path, area: StudyArea) -> Streets:
    """Read the network as ``trajganr prepare`` does, and OpenStreetMap's limits, lanes, signals.

    Args:
        roads: a line layer with OpenStreetMap's ``highway, oneway, maxspeed, lanes``.
        signals: a table of tagged nodes with ``lon, lat, highway``.
        area: roads that touch it are kept.
    """
    network = read_roads(roads, area)
    tags = source_attributes(roads, network.source_fid, RoadOptions(), ())
    tags = tags.reindex(columns=["maxspeed", "lanes"])  # a layer may lack them: nothing is said
    return Streets(
        area=area,
        network=network,
        limit_kmh=_limits(tags, network),
        lanes=_lanes(tags, network),
        signals=_signals(signals, network, area),
    )


def read_places(nodes: Path, tourism: Path, area: StudyArea) -> pd.DataFrame:
    """Real places of OpenStreetMap as ``lon, lat, category``, each once.

    Args:
        nodes: a table of tagged nodes.
        tourism: a table with ``lon, lat, cat``, the value of the tag ``tourism``.
        area: places outside are left out.
    """
    categories = load_categories()
    table = pd.read_csv(tourism)
    found = [categories.of({"tourism": str(value)}) for value in table["cat"]]
    sights = table[["lon", "lat"]].assign(category=[None if f is None else f[1] for f in found])
    sights = sights[sights["category"].notna() & area.contains(sights["lon"], sights["lat"])]
    tagged = read_pois(nodes, area)[0][["lon", "lat", "category"]]
    places = pd.concat([tagged, sights], ignore_index=True)
    return places.round({"lon": 6, "lat": 6}).drop_duplicates(ignore_index=True)


def _main_class(highway: str) -> str:
    return highway.removesuffix(LINK)


def _limits(tags: pd.DataFrame, network: Network) -> FloatArray:
    tagged = pd.to_numeric(tags["maxspeed"], errors="coerce").to_numpy(dtype=np.float64)
    usual = [
        USUAL_SPEED[_main_class(value)] * (LINK_SLOWER if value.endswith(LINK) else 1.0)
        for value in network.highway
    ]
    return np.where(np.isnan(tagged), usual, tagged)


def _lanes(tags: pd.DataFrame, network: Network) -> IntArray:
    """OpenStreetMap counts the lanes of both directions."""
    tagged = pd.to_numeric(tags["lanes"], errors="coerce").to_numpy(dtype=np.float64)
    each = np.where(network.reverse < 0, tagged, np.ceil(tagged / 2))
    usual = [USUAL_LANES.get(value, 1) for value in network.highway]
    return np.clip(np.where(np.isnan(each), usual, each), 1, MAX_LANES).astype(np.int64)


def _signals(path: Path, network: Network, area: StudyArea) -> frozenset[int]:
    """Crossings with one of OpenStreetMap's signals nearby."""
    table = pd.read_csv(path, low_memory=False)
    table = table[table["highway"] == "traffic_signals"]
    crossings = np.flatnonzero(_roads_at_nodes(network) >= 3)
    if table.empty or not len(crossings):
        return frozenset()
    where = shapely.points(node_points(network, area)[crossings])
    signals = shapely.points(area.to_local(table["lon"].to_numpy(), table["lat"].to_numpy()))
    near = shapely.STRtree(where).query_nearest(signals, max_distance=SIGNAL_DISTANCE_M)[1]
    return frozenset(crossings[near].tolist())


def node_points(network: Network, area: StudyArea) -> FloatArray:
    """``(N, 2)`` local metres of the nodes."""
    vertices = area.to_local(network.lon, network.lat)
    points = np.zeros((_nodes(network), 2))
    points[network.source] = vertices[network.offsets[:-1]]
    points[network.target] = vertices[network.offsets[1:] - 1]
    return points


def _nodes(network: Network) -> int:
    return int(max(network.source.max(), network.target.max())) + 1


def _once(network: Network) -> BoolArray:
    """``(E,)`` one edge of each road, of two-way ones the first."""
    return np.asarray((network.reverse < 0) | (np.arange(len(network)) < network.reverse))


def _roads_at_nodes(network: Network) -> IntArray:
    """``(N,)`` how many roads meet; both directions of one count once."""
    once = _once(network)
    ends = np.concatenate([network.source[once], network.target[once]])
    return np.bincount(ends, minlength=_nodes(network))

"""OpenLR: do references come back to the same metres on another version of the network?

They are decoded by TomTom's ``openlr-dereferencer``. A location comes back if at least
:data:`SHARE` of its length is within :data:`NEAR_M` of what was decoded, and the other way round,
if both ends are within :data:`NEAR_M` of each other, and if the direction is the same. The reported
network has seed :data:`SEED`; all choices were made on seeds 7 to 12.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np
import openlr
import shapely
from openlr_dereferencer import decode
from openlr_dereferencer.decoding.configuration import Config
from openlr_dereferencer.decoding.error import LRDecodeError
from openlr_dereferencer.observer import SimpleObserver
from shapely.ops import substring

from trajganr_core.contract.errors import TrajganrError
from trajganr_core.data.bundle import Bundle
from trajganr_core.data.roads.network import Network
from trajganr_core.routing.openlr import encode_routes
from trajganr_core.traffic.corridors.route import route_between
from trajganr_core.utils.arrays import GeometryArray, IntArray
from trajganr_core.utils.study_area import StudyArea

from ..figures import BUILD, Row
from .openlr_map import RoadMap
from .other_network import other_network

#: Of real Porto: with the roads of a layer, and of the extract of OpenStreetMap.
LAYER, EXTRACT = BUILD / "sparse_bundle", BUILD / "porto_osm"
SEED = 2026
NEAR_M, SHARE = 10.0, 0.95
WHAT = ("same", "elsewhere", "refused")
#: How many are compared.
SEGMENTS, ROUTES = 500, 20
#: Ways between candidates that the decoder tries for a reference.
MOST_ROUTES = 1000
#: Other maps differ in classes by one or two; near nodes are not to hide short segments.
CONFIG = Config(
    candidate_threshold=10,
    tolerated_lfrc={each: openlr.FRC(min(each + 2, openlr.FRC.FRC7)) for each in openlr.FRC},
)


def openlr_figures() -> tuple[list[Row], dict[str, Any]]:
    """Returned segments and routes by version of the network, and the speed of both directions."""
    names = ("openlr_return_percent", "openlr_encoded_per_s", "openlr_decoded_per_s")
    if not LAYER.is_dir():
        return [Row(name, None, note=f"{LAYER.name} is absent") for name in names], {}
    bundle = Bundle.load(LAYER)
    network, area = bundle.network, bundle.area
    encode_routes(network, area, [[0]])  # compiles
    begin = time.perf_counter()
    encode_routes(network, area, np.arange(len(network))[:, None].tolist())
    encoded_s = time.perf_counter() - begin
    every = np.ones(len(network), dtype=bool)
    versions = {"the same": (network, every), "changed": other_network(network, area, SEED)}
    if EXTRACT.is_dir():
        versions["of the extract"] = (Bundle.load(EXTRACT).network, every)
    rng = np.random.default_rng(SEED)
    routes = fast_routes(network, rng)
    table: dict[str, Any] = {}
    for name, (other, is_there) in versions.items():
        trial = Trial(network, other, area)
        some = rng.permutation(np.flatnonzero(is_there))[:SEGMENTS]
        gone = rng.permutation(np.flatnonzero(~is_there))[:SEGMENTS]
        table[name] = {
            "segments": trial.returned(some[:, None].tolist()),
            "routes": trial.returned([each for each in routes if is_there[each].all()]),
            "segments that it lacks": trial.returned(gone[:, None].tolist()),
        }
    found = table["changed"]["segments"]
    note = f"of {found['count']} segments, on a changed network (seed {SEED})"
    return [
        Row(names[0], found["same_percent"], "%", "at least 95", note),
        Row(names[1], len(network) / encoded_s, "references/s", note="segments, one thread"),
        Row(names[2], found["per_s"], "references/s", note="segments, by openlr-dereferencer"),
    ], {"openlr": table}


class Patience(SimpleObserver):
    """Gives up: the decoder's time grows exponentially with the points of a way that it lacks."""

    def __init__(self) -> None:
        super().__init__()
        self.routes = 0

    def on_route_success(self, *_: object) -> None:
        self._count()

    def on_route_fail(self, *_: object) -> None:
        self._count()

    def _count(self) -> None:
        self.routes += 1
        if self.routes > MOST_ROUTES:
            raise TimeoutError


class Trial:
    """References of one network that are decoded on another."""

    def __init__(self, network: Network, other: Network, area: StudyArea) -> None:
        self.network, self.other, self.area = network, other, area
        self.lines, self.other_lines = (each.local_lines(area) for each in (network, other))
        self.road_map = RoadMap(other, area)

    def decode(self, text: str) -> shapely.LineString | None:
        """What a reference means on the other network, in local metres; None if it fails."""
        try:
            line = openlr.binary_decode(text)
            found = decode(line, self.road_map, observer=Patience(), config=CONFIG)
        except (LRDecodeError, TimeoutError):
            return None
        edge = np.array([line.line_id for line in found.lines])
        to_m = self.other.length_m[edge[-1]] - found.n_off
        return line_of(self.other, self.other_lines, edge, found.p_off, to_m)

    def returned(self, routes: Sequence[Sequence[int]]) -> dict[str, float]:
        """How many come back."""
        seconds, counts, metres = 0.0, Counter[str](), Counter[str]()
        for route, text in zip(routes, encode_routes(self.network, self.area, routes), strict=True):
            begin = time.perf_counter()
            back = self.decode(text)
            seconds += time.perf_counter() - begin
            edge = np.array(route)
            line = line_of(self.network, self.lines, edge, 0.0, self.network.length_m[edge[-1]])
            what = "elsewhere" if back else "refused"
            if back and same_metres(line, back):
                what = "same"
            counts[what] += 1
            metres[what] += line.length
        count = max(len(routes), 1)
        return {
            "count": len(routes),
            **{f"{what}_percent": 100 * counts[what] / count for what in WHAT},
            "same_metres_percent": 100 * metres["same"] / max(metres.total(), 1e-9),
            "per_s": len(routes) / max(seconds, 1e-9),
        }


def fast_routes(network: Network, rng: np.random.Generator) -> list[IntArray]:
    """The fastest ways between random segments, which are not the shortest ones."""
    roads = []
    pace = np.where(np.isin(network.highway, ("motorway", "trunk", "primary")), 0.05, 0.12)
    while len(roads) < ROUTES:
        stops = rng.integers(len(network), size=2)
        try:
            route = route_between(
                network, pace, [(np.array([edge]), np.zeros(1)) for edge in stops]
            )
        except TrajganrError:  # no way, or a road twice
            continue
        roads.append(route.edge)
    return roads


def line_of(
    network: Network, lines: GeometryArray, edge: IntArray, from_m: float, to_m: float
) -> shapely.LineString:
    """A location as a line in local metres."""
    xy = []
    for number, one in enumerate(edge):
        begin = from_m if number == 0 else 0.0
        end = to_m if number == len(edge) - 1 else network.length_m[one]
        xy.append(shapely.get_coordinates(substring(lines[one], begin, end)))
    points = np.concatenate(xy)
    return shapely.LineString(points if len(points) > 1 else np.repeat(points, 2, axis=0))


def same_metres(line: shapely.LineString, back: shapely.LineString) -> bool:
    """Whether a location came back."""
    (begin, *_, end), (begin_of_back, *_, end_of_back) = line.coords, back.coords
    ends = np.array([begin, end]), np.array([begin_of_back, end_of_back])
    if np.hypot(*(ends[0] - ends[1]).T).max() > NEAR_M:
        return False
    chord, chord_of_back = (np.diff(each, axis=0)[0] for each in ends)
    if chord @ chord_of_back < 0:
        return False
    return all(
        one.intersection(other.buffer(NEAR_M)).length >= SHARE * one.length
        for one, other in ((line, back), (back, line))
    )

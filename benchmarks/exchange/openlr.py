"""OpenLR: do references come back to the same metres on another version of the network?

A location comes back if at least :data:`SHARE` of its length is within :data:`NEAR_M` of what was
decoded, and the other way round, if both ends are within :data:`NEAR_M` of each other, and if the
direction is the same. The reported network has seed :data:`SEED`; choices were made on seeds 7 to 9
(segments) and 11 (routes).
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import shapely
from shapely.ops import substring

from trajganr_core.contract.errors import TrajganrError
from trajganr_core.data.bundle import Bundle
from trajganr_core.data.roads.network import Network
from trajganr_core.routing.openlr.decode import Decoder, Location
from trajganr_core.routing.openlr.encode import encode_routes
from trajganr_core.routing.openlr.roads import OpenLRRoads
from trajganr_core.traffic.corridors.route import route_between
from trajganr_core.utils.arrays import GeometryArray, IntArray

from ..figures import BUILD, Row
from .other_network import other_network

#: Of real Porto: with the roads of a layer, and of the extract of OpenStreetMap.
LAYER, EXTRACT = BUILD / "sparse_bundle", BUILD / "porto_osm"
SEED = 2026
NEAR_M, SHARE = 10.0, 0.95
#: How many are compared; by the other decoder, which is slow.
SEGMENTS, ROUTES, PEER = 4000, 300, 800

Decode = Callable[[str], Location | None]


def openlr_figures() -> tuple[list[Row], dict[str, Any]]:
    """Returned segments and routes by version of the network, and the speed of both directions."""
    names = ("openlr_return_percent", "openlr_encoded_per_s", "openlr_decoded_per_s")
    if not LAYER.is_dir():
        return [Row(name, None, note=f"{LAYER.name} is absent") for name in names], {}
    bundle = Bundle.load(LAYER)
    network, area = bundle.network, bundle.area
    roads = OpenLRRoads.of(network, area)
    encode_routes(roads, [[0]])  # compiles
    begin = time.perf_counter()
    texts = encode_routes(roads, [[edge] for edge in range(len(network))])
    encoded_s = time.perf_counter() - begin
    changed, kept = other_network(network, area, SEED)
    versions = {"the same": (network, np.ones(len(network), dtype=bool))}
    if EXTRACT.is_dir():
        versions["of the extract"] = (Bundle.load(EXTRACT).network, versions["the same"][1])
    versions["changed"] = (changed, kept)
    routes = fast_routes(network, np.random.default_rng(SEED))
    table: dict[str, Any] = {}
    for name, (other, is_there) in versions.items():
        trial = Trial(network, bundle, other)
        some = np.random.default_rng(SEED).permutation(np.flatnonzero(is_there))[:SEGMENTS]
        ways = [route for route in routes if is_there[route].all()]
        own = own_decoder(trial.roads)
        table[name] = {
            "segments": trial.returned([[edge] for edge in some], own),
            "routes": trial.returned(ways, own),
            "of roads that it lacks": trial.returned(
                [[edge] for edge in np.flatnonzero(~is_there)], own
            ),
            "segments, by openlr-dereferencer": trial.returned(
                [[edge] for edge in some[:PEER]], peer_decoder(trial.roads)
            ),
            "the same segments": trial.returned([[edge] for edge in some[:PEER]], own),
        }
    found = table["changed"]["segments"]
    note = f"of {found['count']} segments, on a changed network (seed {SEED})"
    return [
        Row(names[0], found["same_percent"], "%", "at least 95", note),
        Row(names[1], len(texts) / encoded_s, "references/s", note="segments, one thread"),
        Row(names[2], found["per_s"], "references/s", note="segments, one thread"),
    ], {"openlr": table}


class Trial:
    """References of one network that are decoded on another."""

    def __init__(self, network: Network, bundle: Bundle, other: Network) -> None:
        self.bundle, self.network, self.other = bundle, network, other
        self.lines = network.local_lines(bundle.area)
        self.other_lines = other.local_lines(bundle.area)
        self.encoder = OpenLRRoads.of(network, bundle.area)
        self.roads = OpenLRRoads.of(other, bundle.area)

    def returned(self, routes: Sequence[Sequence[int]], decode: Decode) -> dict[str, Any]:
        """How many come back."""
        seconds, found = 0.0, Counter[str]()
        metres = np.zeros(2)
        for route, text in zip(routes, encode_routes(self.encoder, routes), strict=True):
            begin = time.perf_counter()
            location = decode(text)
            seconds += time.perf_counter() - begin
            edge = np.array(route)
            line = line_of(self.network, self.lines, edge, 0.0, self.network.length_m[edge[-1]])
            metres[1] += line.length
            if location is None:
                found["refused"] += 1
                continue
            back = line_of(
                self.other, self.other_lines, location.edge, location.from_m, location.to_m
            )
            is_same = same_metres(line, back)
            metres[0] += line.length * is_same
            found["same" if is_same else "elsewhere"] += 1
        count = max(len(routes), 1)
        return {
            "count": len(routes),
            "same_percent": 100 * found["same"] / count,
            "same_metres_percent": float(100 * metres[0] / max(metres[1], 1e-9)),
            "elsewhere_percent": 100 * found["elsewhere"] / count,
            "refused_percent": 100 * found["refused"] / count,
            "per_s": len(routes) / max(seconds, 1e-9),
        }


def own_decoder(roads: OpenLRRoads) -> Decode:
    """Ours; None where it refuses."""
    decoder = Decoder(roads)

    def decode(text: str) -> Location | None:
        try:
            return decoder.decode(text)
        except TrajganrError:
            return None

    decode(encode_routes(roads, [[0]])[0])  # compiles
    return decode


def peer_decoder(roads: OpenLRRoads) -> Decode:
    """TomTom's ``openlr-dereferencer`` with its defaults; None where it fails."""
    import openlr
    from openlr_dereferencer import decode as dereferenced
    from openlr_dereferencer.decoding.error import LRDecodeError

    from .openlr_map import RoadMap

    road_map = RoadMap(roads)

    def decode(text: str) -> Location | None:
        try:
            found = dereferenced(openlr.binary_decode(text), road_map)
        except LRDecodeError:
            return None
        edge = np.array([line.line_id for line in found.lines])
        return Location(edge, found.p_off, roads.graph.length_m[edge[-1]] - found.n_off)

    return decode


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

"""The plan of the demo city: streets, junctions, districts and points of interest.

Coordinates are metres east and north of the city's centre. The city is fictitious.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float64]
GridNode = tuple[int, int]

COLUMN_GAPS_M = (330, 300, 260, 220, 180, 180, 220, 260, 300, 330)
ROW_GAPS_M = (330, 280, 220, 180, 180, 220, 280, 300)
CENTRE_COLUMN, CENTRE_ROW = 5, 4
TURN_DEG = 14.0
JITTER_M = 16.0

ARTERIALS = ("trunk", "primary", "secondary")


@dataclass(frozen=True)
class District:
    """A circle with its own mix of points of interest and demand.

    Attributes:
        places: expected number of points of interest per 100 m of road, by category.
        homes, jobs: weights of trip origins and destinations, per metre of road.
    """

    name: str
    x: float
    y: float
    radius_m: float
    places: dict[str, float]
    homes: float
    jobs: float


DISTRICTS = (
    District("hospital", 590, 420, 230, {"health": 3.2, "food": 0.5, "transport": 0.4}, 0.3, 2.6),
    District("school", -560, -330, 250, {"education": 3.2, "food": 0.5, "leisure": 0.5}, 0.5, 2.0),
    District("park", -640, 400, 260, {"leisure": 2.2, "tourism": 0.4}, 0.2, 0.6),
    District(
        "station",
        60,
        560,
        200,
        {"transport": 2.9, "food": 1.1, "shop": 0.7, "tourism": 0.4},
        0.6,
        2.2,
    ),
    District("old town", -90, -90, 210, {"food": 4.3, "tourism": 2.5, "shop": 1.8}, 0.8, 2.6),
    District("shopping", 130, 110, 210, {"shop": 5, "food": 1.8, "office": 0.7}, 0.6, 3.4),
    District("business", 420, -60, 230, {"office": 4, "food": 0.9, "transport": 0.4}, 0.3, 3.2),
    District("harbour", -60, -900, 420, {"tourism": 2.5, "food": 1.4, "transport": 0.4}, 0.3, 1.4),
    District("industry", 900, -460, 420, {"office": 0.6, "shop": 0.2, "transport": 0.4}, 0.2, 1.8),
)
RESIDENTIAL = District(
    "residential",
    0,
    0,
    np.inf,
    {"shop": 0.4, "food": 0.3, "education": 0.3, "leisure": 0.2},
    1.5,
    0.3,
)


def district_at(x: float, y: float) -> District:
    """The first district with a circle that contains the point, or the residential one."""
    for district in DISTRICTS:
        if np.hypot(x - district.x, y - district.y) <= district.radius_m:
            return district
    return RESIDENTIAL


@dataclass(frozen=True)
class Street:
    """A named street of one class, along grid nodes; ``lanes`` is per direction."""

    name: str
    highway: str
    maxspeed: int
    lanes: int
    oneway: bool
    path: tuple[GridNode, ...]


@dataclass(frozen=True)
class Link:
    """A street between two junctions; ``points`` are ``(n, 2)`` metres along it."""

    id: str
    street: Street
    source: GridNode
    target: GridNode
    points: FloatArray

    @cached_property
    def length_m(self) -> float:
        return float(np.hypot(*np.diff(self.points, axis=0).T).sum())

    @cached_property
    def district(self) -> District:
        return district_at(*self.points[len(self.points) // 2])


@dataclass(frozen=True)
class DirectedLink:
    """One direction of a link, used by traffic and street view; ``id`` is the id of SUMO's edge."""

    id: str
    link: Link
    source: GridNode
    target: GridNode
    points: FloatArray


@dataclass(frozen=True)
class CityPlan:
    """All streets of the city, cut at its junctions."""

    links: tuple[Link, ...]
    junctions: dict[GridNode, FloatArray]
    signals: frozenset[GridNode]

    @cached_property
    def directed(self) -> tuple[DirectedLink, ...]:
        both: list[DirectedLink] = []
        for link in self.links:
            both.append(DirectedLink(link.id, link, link.source, link.target, link.points))
            if not link.street.oneway:
                both.append(
                    DirectedLink(f"-{link.id}", link, link.target, link.source, link.points[::-1])
                )
        return tuple(both)


def _grid(rng: np.random.Generator) -> dict[GridNode, FloatArray]:
    """An irregular grid: bent, rounded towards a disc, rotated and jittered."""
    xs = np.concatenate([[0], np.cumsum(COLUMN_GAPS_M)])
    ys = np.concatenate([[0], np.cumsum(ROW_GAPS_M)])
    xs, ys = xs - xs[CENTRE_COLUMN], ys - ys[CENTRE_ROW]
    turn = np.deg2rad(TURN_DEG)
    rotation = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    nodes = {}
    for i, x in enumerate(xs):
        for j, y in enumerate(ys):
            u, v = x / 1300, y / 1050
            rounded = np.array([x * np.sqrt(1 - 0.28 * v * v), y * np.sqrt(1 - 0.28 * u * u)])
            bend = 42 * np.array([np.sin(y / 330 + 0.6), np.sin(x / 410 - 0.4)])
            calm = 0.4 if i in (1, 9) or j in (1, 7) else 1.0
            nodes[i, j] = rotation @ (rounded + bend * calm) + rng.normal(0, JITTER_M * calm, 2)
    return nodes


def _row(j: int, columns: Iterable[int]) -> tuple[GridNode, ...]:
    return tuple((i, j) for i in columns)


def _column(i: int, rows: Iterable[int]) -> tuple[GridNode, ...]:
    return tuple((i, j) for j in rows)


def _streets() -> list[Street]:
    """The streets; their bends and crossings follow from the grid."""

    def street(
        name: str,
        highway: str,
        speed: int,
        lanes: int,
        *paths: tuple[GridNode, ...],
        oneway: bool = False,
    ) -> list[Street]:
        return [Street(name, highway, speed, lanes, oneway, path) for path in paths]

    ring = (
        *_row(1, range(2, 9)), (9, 2), *_column(9, range(3, 6)), (9, 6),
        *_row(7, range(8, 1, -1)), (1, 6), *_column(1, range(5, 1, -1)), (2, 1),
    )  # fmt: skip
    return [
        *street("Dogger Ring", "trunk", 80, 2, ring),
        *street("Kingfisher Avenue", "primary", 60, 2, _row(4, range(4)), _row(4, range(7, 11))),
        *street("High Street", "primary", 50, 1, _row(4, range(3, 8))),
        *street("Lantern Road", "primary", 60, 2, _column(5, range(5, 9))),
        *street("Quay Road", "primary", 50, 1, _column(5, range(6))),
        *street("Marram Diagonal", "secondary", 60, 2,
                ((2, 1), (3, 2), (4, 3), (5, 4)), ((5, 4), (6, 5), (7, 6), (8, 7))),
        *street("Heron Street", "tertiary", 50, 1, _row(2, range(10))),
        *street("Infirmary Road", "tertiary", 50, 1, _row(6, range(3, 11))),
        *street("College Road", "tertiary", 50, 1, _column(3, range(1, 8))),
        *street("Foundry Road", "tertiary", 50, 1, _column(7, range(9))),
        *street("Harbour Quay", "tertiary", 40, 1, _row(0, range(2, 8))),
        *street("Beacon Lane", "residential", 30, 1, _column(2, (4, 3, 2, 1))),
        *street("Mercer Street", "residential", 30, 1, _column(4, range(1, 8)), oneway=True),
        *street("Weaver Street", "residential", 30, 1, _column(6, range(7, 0, -1)), oneway=True),
        *street("Chandler Street", "residential", 30, 1, _row(3, range(8, 2, -1)), oneway=True),
        *street("Tanner Street", "residential", 30, 1, _row(5, range(3, 9)), oneway=True),
        *street("School Lane", "residential", 30, 1, _row(3, range(1, 4))),
        *street("Depot Street", "unclassified", 50, 1, _column(8, (1, 2))),
        *street("Wharf Street", "unclassified", 50, 1,
                ((9, 2), (10, 2), (10, 3), (10, 4)), ((9, 2), (9, 1), (8, 0), (7, 0)),
                ((8, 1), (8, 0))),
        *street("Cooper Street", "residential", 30, 1, ((8, 2), (8, 3), (8, 4), (8, 5), (8, 6))),
        *street("Ward Street", "residential", 30, 1, ((8, 5), (9, 5), (10, 5))),
        *street("Orchard Way", "residential", 30, 1,
                ((0, 2), (0, 3), (0, 4), (0, 5), (0, 6), (1, 6))),
        *street("Pear Tree Lane", "residential", 30, 1, ((0, 3), (1, 3))),
        *street("Plum Lane", "residential", 30, 1, ((0, 5), (1, 5))),
        *street("Strand Road", "residential", 30, 1, ((0, 2), (1, 1), (2, 0)), ((1, 1), (2, 1))),
        *street("Larch Crescent", "residential", 30, 1,
                ((5, 8), (6, 8), (7, 8), (8, 8), (9, 7), (10, 6), (10, 5), (10, 4))),
        *street("Larch Lane", "residential", 30, 1, ((6, 8), (6, 7)), ((8, 8), (8, 7)),
                ((9, 7), (9, 6))),
        *street("Linden Crescent", "residential", 30, 1, ((5, 8), (4, 8), (3, 8), (3, 7))),
        *street("Linden Lane", "residential", 30, 1, ((4, 8), (4, 7))),
        *street("Net Loft Lane", "residential", 30, 1, ((3, 0), (3, 1))),
        *street("Sailmaker Lane", "residential", 30, 1, ((4, 0), (4, 1))),
        *street("Fishmarket Lane", "residential", 30, 1, ((6, 0), (6, 1))),
        *street("Sandpiper Lane", "residential", 30, 1, ((2, 4), (2, 5), (3, 5))),
    ]  # fmt: skip


def _smooth(points: FloatArray, steps: int) -> FloatArray:
    """Catmull-Rom curve through the points, with ``steps`` pieces between neighbours."""
    closed = np.allclose(points[0], points[-1]) and len(points) > 3
    before = points[-2] if closed else 2 * points[0] - points[1]
    after = points[1] if closed else 2 * points[-1] - points[-2]
    p = np.vstack([before, points, after])
    t = np.arange(steps)[:, None] / steps
    pieces = [
        0.5
        * (
            2 * b
            + (c - a) * t
            + (2 * a - 5 * b + 4 * c - d) * t**2
            + (3 * b - a - 3 * c + d) * t**3
        )
        for a, b, c, d in zip(p[:-3], p[1:-2], p[2:-1], p[3:], strict=True)
    ]
    return np.vstack([*pieces, points[-1:]])


def _links(streets: list[Street], nodes: dict[GridNode, FloatArray]) -> list[Link]:
    """Split each street at its junctions with others."""
    visits = Counter(node for street in streets for node in street.path)
    ends = {end for street in streets for end in (street.path[0], street.path[-1])}
    junctions = {node for node, count in visits.items() if count > 1} | ends
    steps = 4
    links: list[Link] = []
    for street in streets:
        curve = _smooth(np.array([nodes[node] for node in street.path]), steps)
        cuts = [k for k, node in enumerate(street.path) if node in junctions]
        for start, stop in pairwise(cuts):
            points = curve[start * steps : stop * steps + 1]
            links.append(
                Link(f"e{len(links)}", street, street.path[start], street.path[stop], points)
            )
    return links


def _signals(links: list[Link]) -> frozenset[GridNode]:
    """Junctions with signals: at least three approaches above residential, one of them arterial."""
    streets_at: dict[GridNode, list[Street]] = {}
    for link in links:
        for node in (link.source, link.target):
            streets_at.setdefault(node, []).append(link.street)
    return frozenset(
        node
        for node, streets in streets_at.items()
        if len(streets) >= 3
        and sum(s.highway != "residential" for s in streets) >= 3
        and any(s.highway in ARTERIALS for s in streets)
    )


def plan_city(rng: np.random.Generator) -> CityPlan:
    """Generate the plan of the city."""
    nodes = _grid(rng)
    links = _links(_streets(), nodes)
    junctions = {node: nodes[node] for link in links for node in (link.source, link.target)}
    return CityPlan(tuple(links), junctions, _signals(links))

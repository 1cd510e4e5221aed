"""The roads of a network as another map has them: moved, cut elsewhere, some gone, some new."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace

import numpy as np

from trajganr_core.data.matching.shortest_paths import Graph
from trajganr_core.data.recovery.turns import CLASSES
from trajganr_core.data.roads.attributes import WayAttributes
from trajganr_core.data.roads.network import Network, linestrings, road_of_edge
from trajganr_core.data.roads.noding import node_parts, parts_of_lines
from trajganr_core.utils.arrays import BoolArray, FloatArray
from trajganr_core.utils.ragged import offsets_of
from trajganr_core.utils.study_area import StudyArea

#: Standard deviations of the places of nodes and of bends, metres east and north.
NODE_M, BEND_M = 2.0, 1.0
#: Shares of minor roads that are gone, and that are new; of roads of another class.
GONE, NEW, RECLASSED = 0.02, 0.02, 0.02
#: Shares of roads that are cut in two, and of nodes between two roads that become one.
CUT, JOINED = 0.1, 0.5
MINOR = ("unclassified", "residential", "living_street")
#: New roads are so long, metres.
NEW_M = (50.0, 300.0)


@dataclass
class _Road:
    """A road, in the direction of its traffic if it is one-way."""

    xy: FloatArray
    nodes: tuple[int, int]
    is_one_way: bool
    highway: str
    name: str
    roundabout: float

    def turned(self) -> _Road:
        return replace(self, xy=self.xy[::-1], nodes=self.nodes[::-1])


def other_network(network: Network, area: StudyArea, seed: int) -> tuple[Network, BoolArray]:
    """The network of another map, and which edges ``(E,)`` are of roads that it has."""
    rng = np.random.default_rng(seed)
    edge = np.flatnonzero(road_of_edge(network) == np.arange(len(network)))
    is_minor = np.isin(network.highway[edge], MINOR)
    is_gone = is_minor & (rng.random(len(edge)) < GONE)
    gone = np.isin(road_of_edge(network), edge[is_gone])
    roads = _moved(network, area, rng)
    kept = dict(enumerate(road for road, off in zip(roads, is_gone, strict=True) if not off))
    for number in np.flatnonzero(rng.random(len(kept)) < RECLASSED).tolist():
        plain, *link = kept[number].highway.split("_link")
        rank = CLASSES.index(plain) + int(rng.choice((-1, 1)))
        other = CLASSES[int(np.clip(rank, 0, len(CLASSES) - 1))]
        kept[number] = replace(kept[number], highway=other + ("_link" if link else ""))
    _join(kept, rng)
    _cut(kept, rng)
    _add(kept, round(NEW * is_minor.sum()), rng)
    every = list(kept.values())
    return _network(every, area), ~gone


def _moved(network: Network, area: StudyArea, rng: np.random.Generator) -> list[_Road]:
    xy = area.to_local(network.lon, network.lat)
    graph = Graph.of(replace(network, forbidden_turns=np.empty((0, 2), dtype=np.int64)), xy)
    node_xy = np.column_stack([graph.x, graph.y]) + rng.normal(0, NODE_M, (graph.nodes, 2))
    bends = xy + rng.normal(0, BEND_M, xy.shape)
    found = []
    for edge in np.flatnonzero(road_of_edge(network) == np.arange(len(network))).tolist():
        ends = int(network.source[edge]), int(network.target[edge])
        line = bends[network.offsets[edge] : network.offsets[edge + 1]].copy()
        line[[0, -1]] = node_xy[list(ends)]
        found.append(
            _Road(
                *(line, ends, bool(network.reverse[edge] < 0)),
                *(str(network.highway[edge]), str(network.name[edge])),
                float(network.attributes.roundabout[edge]),
            )
        )
    return found


def _join(roads: dict[int, _Road], rng: np.random.Generator) -> None:
    """Make one of two roads that meet where no other does."""
    at: dict[int, list[int]] = defaultdict(list)
    for number, road in roads.items():
        for node in road.nodes:
            at[node].append(number)
    for node in [node for node, found in at.items() if len(found) == 2 and rng.random() < JOINED]:
        one, other = at[node]
        if (
            one == other
            or len({(roads[each].is_one_way, roads[each].highway) for each in at[node]}) > 1
        ):
            continue
        first, second = roads[one], roads[other]
        if first.is_one_way:
            if first.nodes[1] != node:
                one, other, first, second = other, one, second, first
            if first.nodes[1] != node or second.nodes[0] != node:
                continue
        else:
            first = first if first.nodes[1] == node else first.turned()
            second = second if second.nodes[0] == node else second.turned()
        xy = np.concatenate([first.xy, second.xy[1:]])
        roads[one] = replace(first, xy=xy, nodes=(first.nodes[0], second.nodes[1]))
        del roads[other]
        end = at[second.nodes[1]]
        end[end.index(other)] = one


def _cut(roads: dict[int, _Road], rng: np.random.Generator) -> None:
    node = 1 + max(max(road.nodes) for road in roads.values())
    number = 1 + max(roads)
    for one in [one for one in roads if rng.random() < CUT]:
        road = roads[one]
        step = rng.integers(1, len(road.xy))
        share = rng.uniform(0.2, 0.8)
        place = (1 - share) * road.xy[step - 1] + share * road.xy[step]
        begin, end = road.nodes
        roads[one] = replace(road, xy=np.vstack([road.xy[:step], place]), nodes=(begin, node))
        roads[number] = replace(road, xy=np.vstack([place, road.xy[step:]]), nodes=(node, end))
        node, number = node + 1, number + 1


def _add(roads: dict[int, _Road], count: int, rng: np.random.Generator) -> None:
    places = {
        node: road.xy[end]
        for road in roads.values()
        for node, end in zip(road.nodes, (0, -1), strict=True)
    }
    nodes, xy = list(places), np.array(list(places.values()))
    last = max(roads) + count
    while max(roads) < last:
        one = int(rng.integers(len(nodes)))
        far = np.hypot(*(xy - xy[one]).T)
        near = np.flatnonzero((far > NEW_M[0]) & (far < NEW_M[1]))
        if len(near):
            other = int(rng.choice(near))
            line, ends = xy[[one, other]], (nodes[one], nodes[other])
            roads[max(roads) + 1] = _Road(line, ends, False, "residential", "", 0.0)


def _network(roads: list[_Road], area: StudyArea) -> Network:
    offsets = offsets_of(np.array([len(road.xy) for road in roads]))
    lines = linestrings(area.to_geographic(np.concatenate([road.xy for road in roads])), offsets)
    unknown = WayAttributes.unknown(len(roads))
    return node_parts(
        parts_of_lines(lines),
        area,
        fid=np.arange(len(roads)),
        oneway=np.array([road.is_one_way for road in roads], dtype=np.int8),
        highway=np.array([road.highway for road in roads], dtype=object),
        name=np.array([road.name for road in roads], dtype=object),
        attributes=replace(unknown, roundabout=np.array([road.roundabout for road in roads])),
    )

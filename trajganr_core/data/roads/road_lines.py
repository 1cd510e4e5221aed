"""What each format of roads is read as: lines with tags, and a report of what was read."""

from __future__ import annotations

from dataclasses import dataclass, field

import pandas as pd

from ...contract.options.data_config import RoadOptions
from ...contract.texts.text import Text
from ...utils.arrays import IntArray
from ...utils.remarks import present
from .noding import Parts
from .turn_restrictions import TurnRestrictions

#: Names of attributes in sentences.
IN_WORDS = {
    "maxspeed_kmh": Text("speed limit"),
    "lanes": Text("lanes"),
    "roundabout": Text("roundabout"),
    "signals": Text("signals"),
    "stop_signs": Text("stop signs"),
    "crossings": Text("crossings"),
}


@dataclass(frozen=True)
class RoadReport:
    """Counts of the features of a layer or the ways of an extract.

    Attributes:
        description: of the recognised format, for users.
        total: features of the layer; ways of the extract with a class.
        outside: features that do not touch the area.
        not_roads: features of other classes, and areas.
        no_access: roads closed to public car traffic.
        roads: roads with edges.
        incomplete: roads that are cut because the extract lacks nodes; the rest is kept.
        unknown_oneway: roads taken as two-way because their oneway value is unknown.
        unusable: unusable features of a layer: reason → number.
        vehicle: for which the roads are read.
        restrictions: turn restrictions of the vehicle on ways that touch the area.
        unused_restrictions: those of them that forbid no turn: reason → number.
        forbidden_turns: between edges.
        known_attributes: edges with a known value of each attribute.
        unused_attributes: values of attributes that are unusable: tag → number.
        reversed_lines: lines that are another line reversed, so that each is one direction.
        directed_lines: others that are one-way because most lines are such.
        left_out_classes: the most frequent classes of lines that are not roads: class → number.
        codes: numbers of a tag that are codes: tag → the numbers.
        edges, nodes, length_km: of the network, both directions counted.
        isolated_edges: edges outside the largest weakly connected component.
        trapped_edges: edges in it, but outside its largest strongly connected component.
        licence, attribution, timestamp: of the source, "" if unknown.
    """

    description: Text
    total: int
    outside: int = 0
    not_roads: int = 0
    no_access: int = 0
    roads: int = 0
    incomplete: int = 0
    unknown_oneway: int = 0
    edges: int = 0
    nodes: int = 0
    length_km: float = 0.0
    isolated_edges: int = 0
    trapped_edges: int = 0
    licence: str = ""
    attribution: str = ""
    timestamp: str = ""
    unusable: dict[Text, int] = field(default_factory=dict)
    vehicle: str = RoadOptions().vehicle
    restrictions: int = 0
    unused_restrictions: dict[Text, int] = field(default_factory=dict)
    forbidden_turns: int = 0
    known_attributes: dict[str, int] = field(default_factory=dict)
    unused_attributes: dict[str, int] = field(default_factory=dict)
    reversed_lines: int = 0
    directed_lines: int = 0
    left_out_classes: dict[str, int] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)

    def lines(self) -> list[Text]:
        """The report as sentences."""
        classes = [
            Text("{name} ({n:,})", name=name, n=n) for name, n in self.left_out_classes.items()
        ]
        restrictions = Text(
            "Roads: {used:,} of {restrictions:,} turn restrictions forbid {forbidden_turns:,} "
            "turns.",
            self,
            used=self.restrictions - sum(self.unused_restrictions.values()),
        )
        return [
            Text("Roads: {description}.", self),
            Text(
                "Roads: {roads:,} of {total:,} lines are kept; {outside:,} are outside the "
                "study area, {not_roads:,} are not roads for a {vehicle}, {no_access:,} are "
                "closed to it.",
                self,
                vehicle=Text(self.vehicle),
            ),
            Text(
                "Roads: {edges:,} directed edges between {nodes:,} nodes, {length_km:,.0f} km; "
                "{isolated_edges:,} are not connected to the largest part of the network, "
                "{trapped_edges:,} cannot be both entered and left.",
                self,
            ),
            *present(
                Text("Roads: classes that are not roads: {classes}.", classes=classes),
                Text(
                    "Roads: {reversed_lines:,} lines are other lines reversed: each of them is one "
                    "direction of its road.",
                    self,
                ),
                Text(
                    "Roads: {directed_lines:,} other lines of this layer of directions are "
                    "one-way.",
                    self,
                ),
            ),
            *(
                Text(
                    "Roads: the numbers in {tag} ({numbers}) are codes of unknown meaning and not "
                    "used.",
                    tag=tag,
                    numbers=numbers,
                )
                for tag, numbers in self.codes.items()
            ),
            *(
                Text(
                    "Roads: left out {what}.",
                    what=Text(
                        "1 feature {why}" if n == 1 else "{n:,} features {why}", n=n, why=why
                    ),
                )
                for why, n in self.unusable.items()
            ),
            *present(
                Text(
                    "Roads: {incomplete:,} ways are cut at the border of the extract; their known "
                    "parts are kept.",
                    self,
                ),
                Text(
                    "Roads: {unknown_oneway:,} have an unknown oneway value and count as two-way.",
                    self,
                ),
            ),
            *([restrictions] if self.restrictions else []),
            *(
                Text("Roads: {n:,} turn restrictions {why} are not used.", n=n, why=why)
                for why, n in self.unused_restrictions.items()
            ),
            Text(
                "Roads: attributes are known for these shares of the edges: {shares}.",
                shares=[
                    Text("{name} {share:.0%}", name=IN_WORDS[name], share=n / max(self.edges, 1))
                    for name, n in self.known_attributes.items()
                ],
            ),
            *(
                Text(
                    "Roads: {n:,} values of {tag} are unknown or out of range and not used.",
                    n=n,
                    tag=tag,
                )
                for tag, n in self.unused_attributes.items()
            ),
        ]


@dataclass(frozen=True)
class RoadLines:
    """Lines that touch the area, with the tags of ``road_tags``.

    Attributes:
        fid: ``(n,)`` numbers of their features, by which the restrictions name them.
        osm_id: ``(n,)`` OpenStreetMap way ids, 0 where unknown.
        restrictions: of turns between the lines.
        classified: whether lines have a class; without classes every line is a road.
        report: what is known before the network is built.
    """

    parts: Parts
    fid: IntArray
    osm_id: IntArray
    tags: pd.DataFrame
    options: RoadOptions
    restrictions: TurnRestrictions
    classified: bool
    report: RoadReport

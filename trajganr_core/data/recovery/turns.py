"""The permitted turns of a network, and what is known of them without any trip."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from ...utils.arrays import FloatArray, IntArray
from ...utils.ragged import offsets_of, take_rows
from ...utils.study_area import StudyArea
from ..matching.candidates import SegmentGrid
from ..matching.compiled import njit
from ..roads.network import Network

#: Roads farther than this from a fix are no candidates for it, metres.
NEAR_M = 45.0
#: Bounds between sharp turns, turns, bends and straight on, degrees.
ANGLES = (-135.0, -60.0, -20.0, 20.0, 60.0, 135.0)
#: Classes of roads from the largest one; a link has its road's class, and others one of their own.
CLASSES = (
    *("motorway", "trunk", "primary", "secondary", "tertiary"),
    *("unclassified", "residential", "living_street"),
)
#: Kinds of turns: by angle and by whether the class rises or falls, and turning round.
TURN_KINDS = 3 * (len(ANGLES) + 1) + 1


class Turns(NamedTuple):
    """Permitted turns between edges; those of edge e are ``first[e] … first[e + 1]-1``.

    Attributes:
        first: ``(E+1,)``.
        tail, head: ``(T,)`` the edges before and after each turn.
        into: turns onto edge e are ``into[into_first[e]:into_first[e + 1]]``.
        into_first: ``(E+1,)``.
    """

    first: IntArray
    tail: IntArray
    head: IntArray
    into_first: IntArray
    into: IntArray

    @classmethod
    def of(cls, network: Network) -> Turns:
        """The turns of a network."""
        edges = len(network)
        nodes = int(max(network.source.max(), network.target.max())) + 1
        by_source = np.argsort(network.source, kind="stable")
        leaving, offsets = take_rows(
            offsets_of(np.bincount(network.source, minlength=nodes)), network.target
        )
        tail, head = np.repeat(np.arange(edges), np.diff(offsets)), by_source[leaving]
        forbidden = network.forbidden_turns @ [edges, 1]
        permitted = ~np.isin(tail * edges + head, forbidden)
        tail, head = tail[permitted], head[permitted]
        return cls(
            offsets_of(np.bincount(tail, minlength=edges)),
            tail,
            head,
            offsets_of(np.bincount(head, minlength=edges)),
            np.argsort(head, kind="stable"),
        )

    def number(self, tail: IntArray, head: IntArray) -> IntArray:
        """The numbers of turns, -1 where a pair of edges is none."""
        return _numbers(self.first, self.head, tail, head)


@njit
def _numbers(first: IntArray, turn_head: IntArray, tail: IntArray, head: IntArray) -> IntArray:
    found = np.full(len(tail), -1)
    for row in range(len(tail)):
        for turn in range(first[tail[row]], first[tail[row] + 1]):
            if turn_head[turn] == head[row]:
                found[row] = turn
    return found


@dataclass(frozen=True)
class Roads:
    """A network prepared for searches over its turns.

    Attributes:
        turns: of the network.
        grid: the edges near a fix.
        metres: ``(E,)`` lengths, positive.
        road_class: ``(E,)`` number of :data:`CLASSES`.
        kind: ``(T,)`` of each turn.
    """

    turns: Turns
    grid: SegmentGrid
    metres: FloatArray
    road_class: IntArray
    kind: IntArray

    @classmethod
    def of(cls, network: Network, area: StudyArea) -> Roads:
        """Prepare a network with at least one edge."""
        turns = Turns.of(network)
        xy = area.to_local(network.lon, network.lat)
        angle, road_class = turn_angles(network, xy, turns), road_classes(network)
        change = np.sign(road_class[turns.head] - road_class[turns.tail]) + 1
        kind = np.digitize(angle, ANGLES) * 3 + change
        kind[network.reverse[turns.tail] == turns.head] = TURN_KINDS - 1
        return cls(
            turns=turns,
            grid=SegmentGrid.of(network, xy, NEAR_M),
            metres=np.maximum(network.length_m, 1e-3),
            road_class=road_class,
            kind=kind,
        )


def turn_angles(network: Network, xy: FloatArray, turns: Turns) -> FloatArray:
    """``(T,)`` degrees clockwise by which each turn changes the direction, in [-180, 180).

    Args:
        xy: ``(vertices, 2)`` of the network, local metres.
    """
    begin, end = network.offsets[:-1], network.offsets[1:] - 1
    leaving, arriving = xy[begin + 1] - xy[begin], xy[end] - xy[end - 1]
    out_of, into = (np.degrees(np.arctan2(each[:, 0], each[:, 1])) for each in (arriving, leaving))
    return np.asarray((into[turns.head] - out_of[turns.tail] + 180.0) % 360.0 - 180.0)


def road_classes(network: Network) -> IntArray:
    """``(E,)`` numbers of :data:`CLASSES`; as many as there are for others."""
    plain = np.char.replace(network.highway.astype(str), "_link", "")
    road_class = np.full(len(network), len(CLASSES))
    for rank, name in enumerate(CLASSES):
        road_class[plain == name] = rank
    return road_class

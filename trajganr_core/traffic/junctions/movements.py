"""Movements through junctions: from the segment before to the segment after, over inner ones."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Self

import numpy as np

from ...contract.texts.facts import filled
from ...contract.texts.text import Text
from ...data.matching.matched import MatchedTrips
from ...data.recovery.turns import Turns
from ...data.roads.network import Network
from ...utils.arrays import FloatArray, IntArray
from ...utils.columns import Columns, Counts
from ...utils.ragged import concatenated_ranges, row_of_each
from ...utils.study_area import StudyArea
from .arms import turned_deg
from .consolidation import Junctions

#: What drivers call movements, by the directions of their arms.
TURNS = ("left", "through", "right", "u_turn")
LEFT, THROUGH, RIGHT, U_TURN = range(len(TURNS))
#: A movement is through where its arms differ from a straight line by less, degrees, and from the
#: straightest movement of its approach.
STRAIGHT_DEG, FORK_DEG = 45.0, 10.0
#: Beyond this it goes back, be it on another carriageway, degrees.
BACK_DEG = 170.0
#: A pass that ends so near the end of its segment, metres, goes on over it.
NEAR_END_M = 0.5


@dataclass(frozen=True)
class Movements(Columns):
    """All movements that a network permits, sorted by approach and exit.

    Attributes:
        junction: ``(M,)``.
        approach, exit: ``(M,)`` the directed segments that end at the junction and leave it.
        turn: ``(M,)`` number of :data:`TURNS`; a U-turn goes back by the same arm.
        inner_m: ``(M,)`` metres within the junction, by the shortest way.
    """

    junction: IntArray
    approach: IntArray
    exit: IntArray
    turn: IntArray
    inner_m: FloatArray

    @classmethod
    def of(cls, network: Network, area: StudyArea, junctions: Junctions) -> Self:
        """Those of all junctions, whether somebody made them or not."""
        approach, leave, inner_m = _ways(network, junctions)
        arms = junctions.legs(network, area)
        arm_of_approach, arm_of_exit = arms.of_segments(len(network))
        before, after = arm_of_approach[approach], arm_of_exit[leave]
        angle = turned_deg(arms.heading_deg[before] + 180.0, arms.heading_deg[after])
        order = np.lexsort((np.abs(angle), approach))
        own, first = np.unique(approach[order], return_index=True)
        straightest = angle[order[first]][np.searchsorted(own, approach)]
        beside = turned_deg(straightest, angle)
        is_through = (np.abs(angle) <= STRAIGHT_DEG) & (np.abs(beside) <= FORK_DEG)
        # At a fork, the less straight way is a turn by its side of the straightest.
        side = np.where(np.abs(angle) <= STRAIGHT_DEG, beside, angle)
        is_back = (before == after) | (np.abs(angle) > BACK_DEG)
        turn = np.select([is_back, is_through, side < 0], [U_TURN, THROUGH, LEFT], RIGHT)
        return cls(junctions.of_node[network.target[approach]], approach, leave, turn, inner_m)

    def number(self, approach: IntArray, leave: IntArray) -> IntArray:
        """``(n,)`` numbers of movements between segments, -1 where there is none."""
        pairs = np.c_[self.approach, self.exit], np.c_[approach, leave]
        most = 1 + max(int(each.max(initial=0)) for each in pairs)
        own, wanted = (each @ [most, 1] for each in pairs)
        found = np.minimum(np.searchsorted(own, wanted), max(len(own) - 1, 0))
        return np.where(own[found] == wanted, found, -1) if len(own) else np.full(len(wanted), -1)


def _ways(network: Network, junctions: Junctions) -> tuple[IntArray, IntArray, FloatArray]:
    """Approaches, exits, and the metres between them; sorted."""
    end = junctions.of_node[network.target]
    approach = np.flatnonzero((end >= 0) & ~junctions.is_inner)
    turns = Turns.of(network)
    # Those of one node, most of all, are done after one step.
    of_many = junctions.nodes[end[approach]] > 1
    parts = [_grown(network, junctions, turns, approach[each]) for each in (of_many, ~of_many)]
    origin, leave, metres = (np.concatenate(each) for each in zip(*parts, strict=True))
    order = np.lexsort((leave, origin))
    return origin[order], leave[order], metres[order]


def _grown(
    network: Network, junctions: Junctions, turns: Turns, approach: IntArray
) -> tuple[IntArray, IntArray, FloatArray]:
    """The same of some approaches: all ways grow by a segment at a time, the shortest remain."""
    edges, is_inner = len(network), junctions.is_inner
    origin, at, metres = approach, approach, np.zeros(len(approach))
    known, known_m = np.empty(0, dtype=np.int64), np.empty(0)
    while len(at):
        items, offsets = concatenated_ranges(turns.first[at], turns.first[at + 1])
        row, head = row_of_each(offsets), turns.head[items]
        # Nobody turns round within a junction.
        ahead = ~is_inner[head] | (network.reverse[at[row]] != head)
        row, head = row[ahead], head[ahead]
        grown = metres[row] + np.where(is_inner[head], network.length_m[head], 0.0)
        keys = np.r_[known, origin[row] * edges + head]
        values = np.r_[known_m, grown]
        is_new = np.arange(len(keys)) >= len(known)
        order = np.lexsort((is_new, values, keys))
        first = order[np.unique(keys[order], return_index=True)[1]]
        known, known_m = keys[first], values[first]
        growing = is_new[first] & is_inner[known % edges]
        origin, at = np.divmod(known[growing], edges)
        metres = known_m[growing]
    origin, at = np.divmod(known, edges)
    leaves = ~is_inner[at]
    return origin[leaves], at[leaves], known_m[leaves]


@dataclass(frozen=True, kw_only=True)
class CrossingReport(Counts):
    """What trips do at junctions; the first rule that applies.

    Attributes:
        crossings: passes through junctions, by a movement.
        begin, end: pieces of trips that begin and end within a junction.
        uncertain: passes through a junction after or before a gap between fixes in which other ways
            are as likely.
        turned_back: roads on which the trip turns round before the junction.
        not_permitted: passes through a junction that the network does not permit.
    """

    crossings: int = 0
    begin: int = 0
    end: int = 0
    uncertain: int = 0
    turned_back: int = 0
    not_permitted: int = 0

    def lines(self) -> list[Text]:
        """What was left out, one sentence each."""
        return filled(SAID, {name: n or None for name, n in asdict(self).items()})


#: What is said, by the count that it needs.
SAID = {
    "begin": "Trips that begin within a junction: {begin:,}. They are not counted there.",
    "end": "Trips that end within a junction: {end:,}. They are not counted there.",
    "uncertain": "Left out: {uncertain:,} passes through junctions between distant fixes where "
    "other ways are as likely.",
    "not_permitted": "Left out: {not_permitted:,} passes through junctions by turns that the road "
    "network does not permit.",
}


@dataclass(frozen=True)
class Crossings(Columns):
    """Passes of trips through junctions, in the order driven.

    Attributes:
        movement: ``(n,)`` of :class:`Movements`.
        piece: ``(n,)`` of the trips.
        approach_pass, exit_pass: ``(n,)`` rows of the trips' passes before and after the junction.
    """

    movement: IntArray
    piece: IntArray
    approach_pass: IntArray
    exit_pass: IntArray

    @classmethod
    def of(
        cls,
        trips: MatchedTrips,
        network: Network,
        junctions: Junctions,
        movements: Movements,
    ) -> tuple[Self, CrossingReport]:
        """Those of trips, and a count of what trips do besides."""
        edge, piece = trips.pass_edge, trips.trip_of_pass
        begin, end = (junctions.of_node[each[edge]] for each in (network.source, network.target))
        is_inner = junctions.is_inner[edge]
        outer = np.flatnonzero(~is_inner)
        first, last = outer[:-1], outer[1:]
        meets = (piece[first] == piece[last]) & (end[first] >= 0) & (end[first] == begin[last])
        first, last = first[meets], last[meets]
        number = movements.number(edge[first], edge[last])
        reaches = trips.pass_exit_m[first] >= network.length_m[edge[first]] - NEAR_END_M
        reaches &= trips.pass_enter_m[last] <= NEAR_END_M
        is_likely = trips.pass_is_likely[first] & trips.pass_is_likely[last]
        rules = np.select([~reaches, ~is_likely, number < 0], [1, 2, 3])
        turned_back, uncertain, not_permitted = np.bincount(rules, minlength=4)[1:].tolist()
        kept = rules == 0
        has_pass = np.diff(trips.pass_offsets) > 0
        starts, stops = (
            each[has_pass] for each in (trips.pass_offsets[:-1], trips.pass_offsets[1:])
        )
        report = CrossingReport(
            crossings=int(kept.sum()),
            begin=int(is_inner[starts].sum()),
            end=int(is_inner[stops - 1].sum()),
            uncertain=uncertain,
            turned_back=turned_back,
            not_permitted=not_permitted,
        )
        return cls(number[kept], piece[first[kept]], first[kept], last[kept]), report

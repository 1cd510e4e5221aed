"""Arms of junctions: the roads by which they are entered and left.

Both carriageways of a divided road are one arm, as drivers see it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

import numpy as np

from ...data.roads.network import Network
from ...utils.arrays import BoolArray, FloatArray, IntArray
from ...utils.columns import Columns
from ...utils.ragged import concatenated_ranges, row_of_each

#: The direction of an arm is taken so far outside of its junction, metres: nearer, slips of
#: roundabouts bend.
OUTSIDE_M = 30.0
#: Carriageways of a road are at most so far apart there, metres, and so parallel, degrees.
APART_M, PARALLEL_DEG = 35.0, 45.0


@dataclass(frozen=True)
class Arms(Columns):
    """Arms, in the order of their junctions and clockwise from north.

    Attributes:
        junction: ``(a,)``.
        approach, exit: ``(a,)`` directed segments towards the junction and away from it, -1 where
            traffic has one direction only.
        heading_deg: ``(a,)`` direction in which it leaves the junction, from north clockwise, in
            [0, 360).
    """

    junction: IntArray
    approach: IntArray
    exit: IntArray
    heading_deg: FloatArray

    @classmethod
    def of(
        cls,
        network: Network,
        xy: FloatArray,
        of_node: IntArray,
        is_inner: BoolArray,
        centre: FloatArray,
    ) -> Self:
        """Find them.

        Args:
            xy: ``(vertices, 2)`` of the network, local metres.
            of_node: ``(N,)`` number of the junction, -1 for none.
            is_inner: ``(E,)`` segments within junctions.
            centre: ``(J, 2)`` of roundabouts, from which their arms are seen; NaN for others.
        """
        begin, end = of_node[network.source], of_node[network.target]
        approach = np.flatnonzero((end >= 0) & ~is_inner)
        leave = np.flatnonzero((begin >= 0) & ~is_inner)
        inwards = _outer(network, xy, approach, network.length_m[approach] - OUTSIDE_M)
        outwards = _outer(network, xy, leave, np.full(len(leave), OUTSIDE_M))
        at_end, at_begin = xy[network.offsets[1:] - 1], xy[network.offsets[:-1]]
        arriving = inwards - _middle(centre, end[approach], at_end[approach])
        leaving = outwards - _middle(centre, begin[leave], at_begin[leave])
        row = np.full(len(network) + 1, -1)
        row[leave] = np.arange(len(leave))
        partner = row[network.reverse[approach]]
        single = np.flatnonzero(partner < 0)
        free = np.ones(len(leave), dtype=bool)
        free[partner[partner >= 0]] = False
        free_rows = np.flatnonzero(free)
        pairs = _pairs(end[approach[single]], begin[leave[free_rows]])
        one, other = single[pairs[0]], free_rows[pairs[1]]
        apart = np.linalg.norm(inwards[one] - outwards[other], axis=1)
        angle = np.abs(turned_deg(_degrees(arriving[one]), _degrees(leaving[other])))
        names = network.name[approach[one]], network.name[leave[other]]
        same = (names[0] == names[1]) | (names[0] == "") | (names[1] == "")
        near = np.flatnonzero((apart <= APART_M) & (angle <= PARALLEL_DEG) & same)
        for pair in near[np.argsort(apart[near], kind="stable")]:
            if partner[one[pair]] < 0 and free[other[pair]]:
                partner[one[pair]] = other[pair]
                free[other[pair]] = False
        alone = np.flatnonzero(free)
        has_exit = partner >= 0
        unit = _unit(arriving)
        unit[has_exit] += _unit(leaving)[partner[has_exit]]
        found = cls(
            np.r_[end[approach], begin[leave[alone]]],
            np.r_[approach, np.full(len(alone), -1)],
            np.r_[np.where(has_exit, leave[partner], -1), leave[alone]],
            np.r_[_degrees(unit), _degrees(leaving[alone])] % 360.0,
        )
        return found.take(np.lexsort((found.heading_deg, found.junction)))

    def of_segments(self, segments: int) -> tuple[IntArray, IntArray]:
        """``(E,)`` the arm of which each segment is the approach, and the exit; -1 for none."""
        found = np.full((2, segments), -1)
        for row, column in zip(found, (self.approach, self.exit), strict=True):
            is_given = column >= 0
            row[column[is_given]] = np.flatnonzero(is_given)
        return found[0], found[1]


def turned_deg(before: FloatArray, after: FloatArray) -> FloatArray:
    """Degrees from one direction to another, clockwise positive, in [-180, 180)."""
    return np.asarray((after - before + 180.0) % 360.0 - 180.0)


def _outer(network: Network, xy: FloatArray, edge: IntArray, offset_m: FloatArray) -> FloatArray:
    return network.locate(edge, np.clip(offset_m, 0.0, network.length_m[edge]), xy)


def _middle(centre: FloatArray, junction: IntArray, end: FloatArray) -> FloatArray:
    """The place from which each arm is seen: the centre of a roundabout, or where it ends."""
    seen = centre[junction]
    return np.where(np.isnan(seen), end, seen)


def _degrees(vector: FloatArray) -> FloatArray:
    return np.degrees(np.arctan2(vector[:, 0], vector[:, 1]))


def _unit(vector: FloatArray) -> FloatArray:
    return vector / np.maximum(np.linalg.norm(vector, axis=1, keepdims=True), 1e-9)


def _pairs(one: IntArray, other: IntArray) -> tuple[IntArray, IntArray]:
    """Rows of both with the same number."""
    order = np.argsort(other, kind="stable")
    first, last = (np.searchsorted(other[order], one, side) for side in ("left", "right"))
    items, offsets = concatenated_ranges(first, last)
    return row_of_each(offsets), order[items]

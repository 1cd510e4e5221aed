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
        is_approach, is_exit = (end >= 0) & ~is_inner, (begin >= 0) & ~is_inner
        edge, length_m = np.arange(len(network)), network.length_m
        seen = np.vstack([centre, np.full((1, 2), np.nan)])
        ends = xy[network.offsets[1:] - 1], xy[network.offsets[:-1]]
        before = network.locate(edge, np.maximum(length_m - OUTSIDE_M, 0.0), xy)
        after = network.locate(edge, np.minimum(length_m, OUTSIDE_M), xy)
        arriving = before - np.where(np.isnan(seen[end]), ends[0], seen[end])
        leaving = after - np.where(np.isnan(seen[begin]), ends[1], seen[begin])
        is_single = network.reverse < 0
        one, other = _pairs(
            np.where(is_approach & is_single, end, -1), np.where(is_exit & is_single, begin, -1)
        )
        apart = np.linalg.norm(before[one] - after[other], axis=1)
        angle = np.abs(turned_deg(_degrees(arriving[one]), _degrees(leaving[other])))
        names = network.name[one], network.name[other]
        same = (names[0] == names[1]) | (names[0] == "") | (names[1] == "")
        near = np.flatnonzero((apart <= APART_M) & (angle <= PARALLEL_DEG) & same)
        exit_of, is_alone = network.reverse.copy(), is_exit & is_single
        for pair in near[np.argsort(apart[near], kind="stable")]:
            if exit_of[one[pair]] < 0 and is_alone[other[pair]]:
                exit_of[one[pair]] = other[pair]
                is_alone[other[pair]] = False
        approach, alone = np.flatnonzero(is_approach), np.flatnonzero(is_alone)
        leave = exit_of[approach]
        both = _unit(arriving[approach]) + np.where(leave[:, None] < 0, 0.0, _unit(leaving[leave]))
        found = cls(
            np.r_[end[approach], begin[alone]],
            np.r_[approach, np.full(len(alone), -1)],
            np.r_[leave, alone],
            np.r_[_degrees(both), _degrees(leaving[alone])] % 360.0,
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


def _degrees(vector: FloatArray) -> FloatArray:
    return np.degrees(np.arctan2(vector[:, 0], vector[:, 1]))


def _unit(vector: FloatArray) -> FloatArray:
    return vector / np.maximum(np.linalg.norm(vector, axis=1, keepdims=True), 1e-9)


def _pairs(one: IntArray, other: IntArray) -> tuple[IntArray, IntArray]:
    """Rows of both with the same number, not below 0."""
    order = np.argsort(other, kind="stable")
    rows = np.flatnonzero(one >= 0)
    first, last = (np.searchsorted(other[order], one[rows], side) for side in ("left", "right"))
    items, offsets = concatenated_ranges(first, last)
    return rows[row_of_each(offsets)], order[items]

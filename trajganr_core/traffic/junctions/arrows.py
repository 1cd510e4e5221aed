"""Arrows of movements on a map: beside each other on their arms, curved through the junction.

An arrow is drawn on the side of its arm where vehicles drive. The further a movement turns to that
side, the further from the middle of the road it is, as on lanes: then arrows of an arm do not cross
there. Through a roundabout it follows the ring; the further round, the nearer to the middle.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely

from ...data.roads.network import Network, linestrings
from ...utils.arrays import BoolArray, FloatArray, GeometryArray, IntArray
from ...utils.study_area import StudyArea

#: Metres from the middle of a junction, and from the begin of an arm, within which arrows curve;
#: and length of their straight parts.
CURVE_M, LEAST_CURVE_M, STRAIGHT_M = 9.0, 6.0, 16.0
#: Metres between arrows beside each other, from the middle of a two-way road to the first one, and
#: from the first to the last one at most.
LANE_M, FIRST_LANE_M, ACROSS_M = 2.4, 1.5, 9.0
#: Of the length of a short arm: at most so much is left before the curve, and drawn at all.
MOST_BEFORE, MOST_DRAWN = 0.3, 0.48
#: Length of the handles of a curve: share of the distance of its ends, and metres more
#: for a U-turn.
HANDLE, U_TURN_M = 0.4, 6.0
#: How much nearer to the middle of a roundabout a full turn is, as a share of the radius; and how
#: far round it vehicles are when they have entered, radians, and at most as a share of the way.
INWARDS, ENTERED, MOST_ENTERED = 0.6, 0.3, 0.25
#: Points of a curve; decimals of their degrees, about a centimetre.
STEPS, DECIMALS = 13, 7


@dataclass(frozen=True)
class _Ends:
    """An arm of each movement: where its arrow is straight.

    Attributes:
        near, far: ``(n, 2)`` the ends of the straight part, local metres.
        out: ``(n, 2)`` unit vectors along the arm, away from the junction.
        is_one_way: ``(n,)``.
    """

    near: FloatArray
    far: FloatArray
    out: FloatArray
    is_one_way: BoolArray

    @classmethod
    def of(cls, arm: GeometryArray, middle: FloatArray, is_one_way: BoolArray) -> _Ends:
        """Of lines that begin at the junction."""
        length = shapely.length(arm)
        mouth = shapely.get_coordinates(shapely.get_point(arm, 0))
        before = np.maximum(LEAST_CURVE_M, CURVE_M - np.linalg.norm(mouth - middle, axis=1))
        before = np.minimum(before, MOST_BEFORE * length)
        near, far = (
            shapely.get_coordinates(shapely.line_interpolate_point(arm, metres))
            for metres in (before, np.minimum(before + STRAIGHT_M, MOST_DRAWN * length))
        )
        out = (far - near) / np.maximum(np.linalg.norm(far - near, axis=1, keepdims=True), 1e-9)
        return cls(near, far, out, is_one_way)

    def beside(self, lane: FloatArray, lanes: IntArray, right: FloatArray) -> _Ends:
        """Moved to lanes ``(n,)`` to the side of ``right``, unit vectors; 0 is the inmost one."""
        last = lanes - 1
        lane_m = np.minimum(LANE_M, ACROSS_M / np.maximum(last, 1))
        first_m = np.where(self.is_one_way, -lane_m * last / 2, FIRST_LANE_M)
        aside = first_m + lane * lane_m
        move = right * aside[:, None]
        return _Ends(self.near + move, self.far + move, self.out, self.is_one_way)


def movement_arrows(
    network: Network,
    area: StudyArea,
    approach: IntArray,
    exit: IntArray,
    middle: FloatArray,
    is_roundabout: BoolArray,
    side: str,
) -> GeometryArray:
    """``(n,)`` lines of movements in degrees, in the direction of travel.

    Args:
        approach, exit: ``(n,)`` directed segments before and after the junction, each pair once.
        middle: ``(n, 2)`` of the junction, local metres.
        is_roundabout: ``(n,)`` whether it is one.
        side: on which vehicles drive, ``right`` or ``left``.
    """
    lines, one_way = network.local_lines(area), network.reverse < 0
    before = _Ends.of(shapely.reverse(lines[approach]), middle, one_way[approach])
    after = _Ends.of(lines[exit], middle, one_way[exit])
    sign = -1.0 if side == "left" else 1.0
    angle = sign * _angles(-before.out, after.out)
    # To the driver's side: right of the direction of travel, or left of it.
    before_lane, after_lane = (_ranks(edge, angle) for edge in (approach, exit))
    start = before.beside(*before_lane, sign * _right(-before.out))
    end = after.beside(*after_lane, sign * _right(after.out))
    curve = np.where(
        is_roundabout[:, None, None],
        _round(start.near, end.near, middle, -sign),
        _bezier(start, end),
    )
    ends = [each[:, None] for each in (start.far, start.near, end.near, end.far)]
    points = _smooth(np.concatenate([*ends[:2], curve, *ends[2:]], axis=1))
    flat = area.to_geographic(points.reshape(-1, 2)).round(DECIMALS)
    return linestrings(flat, np.arange(len(approach) + 1) * points.shape[1])


def _ranks(edge: IntArray, angle: FloatArray) -> tuple[FloatArray, IntArray]:
    """The rank ``(n,)`` by angle among the movements of the same segment, and their number."""
    order = np.lexsort((angle, edge))
    _, first, group, count = np.unique(
        edge[order], return_index=True, return_inverse=True, return_counts=True
    )
    rank, size = np.empty(len(edge)), np.empty(len(edge), dtype=np.int64)
    rank[order] = np.arange(len(edge)) - first[group]
    size[order] = count[group]
    return rank, size


def _bezier(start: _Ends, end: _Ends) -> FloatArray:
    """``(n, STEPS, 2)`` cubic Bézier curves that leave both straight parts along them."""
    back = (1 + (start.out * end.out).sum(axis=1)) / 2  # 1 for a U-turn
    apart = np.linalg.norm(end.near - start.near, axis=1)
    handle = (HANDLE * apart + U_TURN_M * back)[:, None]
    corners = (start.near, start.near - handle * start.out, end.near - handle * end.out, end.near)
    t = np.linspace(0, 1, STEPS + 2)[1:-1]
    weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3)
    return np.asarray(
        sum(w[None, :, None] * c[:, None] for w, c in zip(weights, corners, strict=True))
    )


def _round(start: FloatArray, end: FloatArray, middle: FloatArray, sign: float) -> FloatArray:
    """``(n, STEPS, 2)`` ways round the middle; ``sign`` is 1 clockwise and -1 against the clock."""
    (from_angle, from_m), (to_angle, to_m) = (
        (np.arctan2(*(each - middle).T), np.linalg.norm(each - middle, axis=1))
        for each in (start, end)
    )
    turned = sign * ((sign * (to_angle - from_angle)) % (2 * np.pi))
    turned = turned[:, None]
    cut = np.minimum(ENTERED / np.maximum(np.abs(turned), 1e-9), MOST_ENTERED)
    t = cut + (1 - 2 * cut) * np.linspace(0, 1, STEPS)
    inwards = INWARDS * np.abs(turned) / (2 * np.pi) * np.sqrt(np.sin(np.pi * t))
    metres = (from_m[:, None] * (1 - t) + to_m[:, None] * t) * (1 - inwards)
    angle = from_angle[:, None] + turned * t
    return middle[:, None] + metres[..., None] * np.stack([np.sin(angle), np.cos(angle)], axis=2)


def _smooth(points: FloatArray) -> FloatArray:
    """Lines ``(n, k, 2)`` whose corners are cut (Chaikin, 1974); their ends remain."""
    before, after = points[:, :-1], points[:, 1:]
    cut = np.stack([0.75 * before + 0.25 * after, 0.25 * before + 0.75 * after], axis=2)
    inner = cut.reshape(len(points), -1, 2)[:, 1:-1]
    return np.concatenate([points[:, :1], inner, points[:, -1:]], axis=1)


def _angles(before: FloatArray, after: FloatArray) -> FloatArray:
    """``(n,)`` radians from one direction of travel to the next, right positive."""
    across = (_right(before) * after).sum(axis=1)
    return np.asarray(np.arctan2(across, (before * after).sum(axis=1)))


def _right(direction: FloatArray) -> FloatArray:
    return np.column_stack([direction[:, 1], -direction[:, 0]])

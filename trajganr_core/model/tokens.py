"""What the trajectory encoder is fed: points of matched trips as padded tensors.

Times are normalised in float64 before they become float32, because float32 resolves Unix
seconds to 128 s only.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import torch

from ..data.footprints import hop_at
from ..data.matching import MatchedTrips
from ..geo import StudyArea
from .trajectory import MOTION_FEATURES, Points

__all__ = ["TripTokens", "pad"]

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]
BoolArray = npt.NDArray[np.bool_]

ELAPSED_UNIT_S = 600.0
SPEED_UNIT_MPS = 15.0
DAY_S = 86_400.0
#: The Unix epoch was a Thursday; the clock of the week starts on the Monday after.
MONDAY_S = 4 * DAY_S


class TripTokens:
    """The trips of a bundle, ready to be asked.

    Args:
        trips: matched trips.
        area: the study area of the model, whose frame locations are normalised in.
    """

    def __init__(self, trips: MatchedTrips, area: StudyArea) -> None:
        self.trips = trips
        self.local = area.to_local(trips.lon, trips.lat)
        self.xy = area.normalise(self.local).astype(np.float32)
        self.start = trips.t[trips.offsets[:-1]]
        trip_of_fix = np.repeat(np.arange(len(trips)), np.diff(trips.offsets))
        self.clock = self._clocks(trips.t, self.start[trip_of_fix])
        self.hops = _Hops(trips, self.local)
        self.motion = self.hops.motion_at_fixes()

    def fixes(self, trip: IntArray, longest: int, rng: np.random.Generator | None = None) -> Points:
        """Waypoints of trips ``(B,)`` as ``(B, N)`` points, N at most ``longest``.

        A longer trip is downsampled, order kept: at random under ``rng`` (paper A.1.2), evenly
        without.
        """
        start = self.trips.offsets[trip]
        counts = self.trips.offsets[trip + 1] - start
        width = int(min(counts.max(), longest))
        rows = np.zeros((len(trip), width), dtype=np.int64)
        mask = np.arange(width) < counts[:, None]
        rows[mask] = (start[:, None] + np.arange(width))[mask]
        for row in np.flatnonzero(counts > longest):
            rows[row] = start[row] + _thin(int(counts[row]), longest, rng)
        return self._points(self.xy[rows], self.clock[rows], self.motion[rows], mask)

    def queries(
        self, trip: IntArray, s: FloatArray, t: FloatArray, xy: FloatArray, mask: BoolArray
    ) -> Points:
        """Queries ``(B, Q)`` of trips ``(B,)``: path positions, times and normalised places.

        Args:
            trip: ``(B,)``.
            s, t: ``(B, Q)`` metres along the path and synthetic Unix time.
            xy: ``(B, Q, 2)``.
            mask: ``(B, Q)``, false where there is no query.
        """
        trip_of_query = np.broadcast_to(trip[:, None], s.shape)
        clock = self._clocks(t, self.start[trip_of_query])
        motion = self.hops.motion_at(trip_of_query[mask], s[mask], t[mask])
        motion_padded = np.zeros((*s.shape, MOTION_FEATURES), dtype=np.float32)
        motion_padded[mask] = motion
        return self._points(xy.astype(np.float32), clock, motion_padded, mask)

    @staticmethod
    def _clocks(t: FloatArray, start: FloatArray) -> npt.NDArray[np.float32]:
        elapsed = (t - start) / ELAPSED_UNIT_S
        day_of_week = (t - MONDAY_S) / DAY_S % 7
        return np.stack([elapsed, day_of_week], axis=-1).astype(np.float32)

    @staticmethod
    def _points(
        xy: npt.NDArray[np.float32],
        clock: npt.NDArray[np.float32],
        motion: npt.NDArray[np.float32],
        mask: BoolArray,
    ) -> Points:
        return Points(*(torch.from_numpy(array) for array in (xy, clock, motion, mask)))


class _Hops:
    """Speed and heading from every fix to the next, along the matched path."""

    def __init__(self, trips: MatchedTrips, local: FloatArray) -> None:
        self.trips = trips
        last = trips.offsets[1:] - 1
        self.gap = np.append(np.diff(trips.t), np.nan)
        with np.errstate(divide="ignore", invalid="ignore"):  # from one trip to the next
            along_path = np.append(np.diff(trips.s), np.nan) / self.gap
        # A vehicle's own speedometer knows more than two noisy places do.
        measured = (trips.speed + np.append(trips.speed[1:], np.nan)) / 2
        self.speed = np.where(np.isnan(measured), along_path, measured)
        step = np.diff(local, axis=0, append=local[-1:])
        self.heading = step / np.maximum(np.linalg.norm(step, axis=1, keepdims=True), 1e-6)
        # The last fix of a trip has no next one: it keeps the hop that led to it.
        for hop in (self.gap, self.speed, self.heading):
            hop[last] = hop[last - 1]

    def motion_at_fixes(self) -> npt.NDArray[np.float32]:
        """``(fixes, MOTION_FEATURES)``."""
        fix = np.arange(len(self.trips.t))
        first = np.zeros(len(fix), dtype=np.bool_)
        first[self.trips.offsets[:-1]] = True
        before = np.where(first, fix, fix - 1)
        return self._features(before, fix, self.gap[before], self.gap)

    def motion_at(self, trip: IntArray, s: FloatArray, t: FloatArray) -> npt.NDArray[np.float32]:
        """``(q, MOTION_FEATURES)`` at path positions and times between a trip's fixes."""
        hop = hop_at(self.trips, trip, s)
        since = np.maximum(t - self.trips.t[hop], 0)
        return self._features(hop, hop, since, np.maximum(self.gap[hop] - since, 0))

    def _features(
        self, before: IntArray, after: IntArray, gap_before: FloatArray, gap_after: FloatArray
    ) -> npt.NDArray[np.float32]:
        return np.column_stack(
            [
                self.speed[before] / SPEED_UNIT_MPS,
                self.speed[after] / SPEED_UNIT_MPS,
                self.heading[after],
                np.log1p(gap_before),
                np.log1p(gap_after),
            ]
        ).astype(np.float32)


def pad(row: IntArray, rows: int) -> tuple[IntArray, BoolArray]:
    """Where items sorted by ``row`` go in a padded table.

    Returns:
        index: ``(rows, width)`` positions of the items, 0 where there is none.
        mask: ``(rows, width)`` true where there is one.
    """
    counts = np.bincount(row, minlength=rows)
    mask = np.arange(max(int(counts.max(initial=0)), 1)) < counts[:, None]
    index = np.zeros(mask.shape, dtype=np.int64)
    index[mask] = np.arange(len(row))
    return index, mask


def _thin(count: int, keep: int, rng: np.random.Generator | None) -> IntArray:
    if rng is None:
        return np.linspace(0, count - 1, keep).round().astype(np.int64)
    return np.sort(rng.choice(count, keep, replace=False))

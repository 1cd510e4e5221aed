"""Input of the trajectory encoder: points of matched trips as padded tensors.

Times are normalised in float64 before they become float32, because float32 resolves Unix
seconds to 128 s only.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import torch

from ..data.matching.footprints import position_at
from ..data.matching.matched import MatchedTrips
from ..utils.arrays import BoolArray, Float32Array, FloatArray, IntArray
from ..utils.ragged import row_of_each
from ..utils.study_area import StudyArea
from .hops import Hops
from .points import MOTION_FEATURES, Points
from .road_map import Way

ELAPSED_UNIT_S = 600.0
DAY_S = 86_400.0
#: The Unix epoch was a Thursday; weeks start on the Monday after.
MONDAY_S = 4 * DAY_S


class TripTokens:
    """Access to a bundle's trips as padded points.

    Args:
        area: the study area of the model; locations are normalised in its frame.
        way: what a road map tells along the trips' paths; for a model that sees it.
    """

    def __init__(self, trips: MatchedTrips, area: StudyArea, way: Way | None = None) -> None:
        self.trips = trips
        self.area = area
        local = area.to_local(trips.lon, trips.lat)
        trip_of_fix = row_of_each(trips.offsets)
        first = trips.offsets[:-1]
        self.xy = area.normalise_local(local).astype(np.float32)
        self.start = trips.t[first]
        self.origin = local[first]
        self.clock = self._clocks(trips.t, self.start[trip_of_fix])
        self.place = _kilometres(local - self.origin[trip_of_fix], trips.s)
        self.hops = Hops(trips, local)
        self.motion = self.hops.motion_at_fixes()
        self.way = way
        self.road = np.empty((trips.fixes, 0), np.float32) if way is None else way.at_fixes()

    def fixes(self, trip: IntArray, longest: int) -> Points:
        """Waypoints of trips ``(B,)`` as ``(B, N)`` points, N at most ``longest``.

        A longer trip is downsampled evenly; the order is kept.
        """
        return self.fixes_at(trip, *visible_columns(self._counts(trip), longest))

    def fixes_at(self, trip: IntArray, columns: IntArray, mask: BoolArray) -> Points:
        """The chosen fixes of trips ``(B,)``; see :func:`visible_columns`."""
        rows = self.trips.offsets[trip][:, None] + columns
        return self._points(
            self.xy[rows],
            self.clock[rows],
            self.place[rows],
            self.motion[rows],
            self.road[rows],
            self.trips.edge[rows],
            mask,
        )

    def queries(
        self, trip: IntArray, s: FloatArray, t: FloatArray, xy: FloatArray, mask: BoolArray
    ) -> Points:
        """Queries ``(B, Q)`` on trips ``(B,)``: path positions, times and normalised locations.

        Args:
            s, t: ``(B, Q)`` metres along the path and synthetic Unix time.
            xy: ``(B, Q, 2)``.
            mask: ``(B, Q)``, false where there is no query.
        """
        trip_of_query = np.broadcast_to(trip[:, None], s.shape)
        local = xy * self.area.half_extent_m - self.origin[trip_of_query]
        motion = np.zeros((*s.shape, MOTION_FEATURES), dtype=np.float32)
        motion[mask] = self.hops.motion_at(trip_of_query[mask], s[mask], t[mask])
        road = np.zeros((*s.shape, self.road.shape[1]), dtype=np.float32)
        if self.way is not None:
            road[mask] = self.way.at(trip_of_query[mask], s[mask])
        edge = np.full(s.shape, -1)
        edge[mask], _ = position_at(self.trips, trip_of_query[mask], s[mask])
        return self._points(
            xy.astype(np.float32),
            self._clocks(t, self.start[trip_of_query]),
            _kilometres(local, s),
            motion,
            road,
            edge,
            mask,
        )

    def _counts(self, trip: IntArray) -> IntArray:
        return self.trips.offsets[trip + 1] - self.trips.offsets[trip]

    @staticmethod
    def _clocks(t: FloatArray, start: FloatArray) -> Float32Array:
        elapsed = (t - start) / ELAPSED_UNIT_S
        day_of_week = (t - MONDAY_S) / DAY_S % 7
        return np.stack([elapsed, day_of_week], axis=-1).astype(np.float32)

    @staticmethod
    def _points(*arrays: npt.NDArray[np.generic]) -> Points:
        return Points(*(torch.from_numpy(np.ascontiguousarray(array)) for array in arrays))


def visible_columns(
    counts: IntArray, longest: int, rng: np.random.Generator | None = None
) -> tuple[IntArray, BoolArray]:
    """Choose the visible fixes of trips: indices ``(B, N)`` in the trip, and the mask of padding.

    A longer trip is downsampled, in order: at random with ``rng`` (paper A.1.2), evenly without.

    Args:
        counts: ``(B,)`` fixes of each trip.
        longest: largest number of visible fixes of a trip (L).
    """
    width = int(min(counts.max(), longest))
    mask = np.arange(width) < counts[:, None]
    columns = np.where(mask, np.arange(width), 0)
    for row in np.flatnonzero(counts > longest):
        if rng is None:
            columns[row] = np.linspace(0, counts[row] - 1, longest).round()
        else:
            columns[row] = np.sort(rng.choice(int(counts[row]), longest, replace=False))
    return columns, mask


def pad(row: IntArray, rows: int) -> tuple[IntArray, BoolArray]:
    """Positions of items sorted by ``row`` in a padded table.

    Returns:
        index: ``(rows, width)`` positions of the items, 0 where there is none.
        mask: ``(rows, width)`` true where there is one.
    """
    counts = np.bincount(row, minlength=rows)
    mask = np.arange(max(int(counts.max(initial=0)), 1)) < counts[:, None]
    index = np.zeros(mask.shape, dtype=np.int64)
    index[mask] = np.arange(len(row))
    return index, mask


def _kilometres(offset: FloatArray, s: FloatArray) -> Float32Array:
    return (np.concatenate([offset, s[..., None]], axis=-1) / 1000).astype(np.float32)

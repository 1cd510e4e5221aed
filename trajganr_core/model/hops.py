"""The motion of trips: speed and heading from every fix to the next, along the matched path."""

from __future__ import annotations

import numpy as np

from ..data.matching.footprints import hop_at, interpolate_time
from ..data.matching.matched import MatchedTrips
from ..utils.arrays import Float32Array, FloatArray, IntArray
from ..utils.ragged import last_before
from .points import SPEED_UNIT_MPS

#: The speed of a pass shorter than this is undefined, metres and seconds.
MIN_PASS = 1.0


class Hops:
    """Motion features at fixes and between them; see :class:`.points.Points`.

    Args:
        local: ``(fixes, 2)`` their fixes in local metres.
    """

    def __init__(self, trips: MatchedTrips, local: FloatArray) -> None:
        self.trips = trips
        self.local = local
        last = trips.offsets[1:] - 1
        with np.errstate(divide="ignore", invalid="ignore"):  # from one trip to the next
            fix = np.arange(len(trips.t))
            self.gap, self.speed, self.heading = self._between(
                fix, np.minimum(fix + 1, len(trips.t) - 1)
            )
        # The last fix of a trip has no next fix: it uses the hop that leads to it.
        for hop in (self.gap, self.speed, self.heading):
            hop[last] = hop[last - 1]
        self.before = np.arange(len(trips.t)) - 1
        self.before[trips.offsets[:-1]] += 1
        self.pass_speed = self._pass_speeds()

    def motion_at_fixes(self) -> Float32Array:
        """``(fixes, MOTION_FEATURES)``."""
        before = self.before
        # The speed over the whole segment is left out at fixes: it would leak hidden fixes.
        return _features(
            (self.speed[before], self.speed, self.speed),
            (self.heading[before], self.heading),
            (self.gap[before], self.gap),
        )

    def motion_at(self, trip: IntArray, s: FloatArray, t: FloatArray) -> Float32Array:
        """``(q, MOTION_FEATURES)`` at path positions and times between a trip's fixes."""
        hop = hop_at(self.trips, trip, s)
        since = np.maximum(t - self.trips.t[hop], 0)
        speed, heading = self.speed[hop], self.heading[hop]
        of_pass = self.pass_speed[last_before(self.trips.pass_s, self.trips.pass_offsets, s, trip)]
        over = np.where(np.isnan(of_pass), speed, of_pass)
        until = np.maximum(self.gap[hop] - since, 0)
        return _features((speed, speed, over), (heading, heading), (since, until))

    def _between(
        self, first: IntArray, then: IntArray
    ) -> tuple[FloatArray, FloatArray, FloatArray]:
        """Seconds, speed and heading from one fix to another of the same trip."""
        trips = self.trips
        gap = trips.t[then] - trips.t[first]
        along_path = (trips.s[then] - trips.s[first]) / gap
        # A measured speed is more accurate than the distance between two noisy positions.
        measured = (trips.speed[first] + trips.speed[then]) / 2
        speed = np.where(np.isnan(measured), along_path, measured)
        step = self.local[then] - self.local[first]
        length = np.linalg.norm(step, axis=-1, keepdims=True)
        return gap, speed.astype(np.float64), step / np.maximum(length, 1e-6)

    def _pass_speeds(self) -> FloatArray:
        """Metres over seconds of every pass of a road segment, NaN for one too short."""
        trips = self.trips
        trip, begin = trips.trip_of_pass, trips.pass_s
        metres = trips.pass_exit_m - trips.pass_enter_m
        enter, leave = (interpolate_time(trips, trip, s) for s in (begin, begin + metres))
        seconds = leave - enter
        long = (metres > MIN_PASS) & (seconds > MIN_PASS)
        return np.divide(metres, seconds, out=np.full(len(metres), np.nan), where=long)


def _features(
    speeds: tuple[FloatArray, FloatArray, FloatArray],
    headings: tuple[FloatArray, FloatArray],
    gaps: tuple[FloatArray, FloatArray],
) -> Float32Array:
    scaled = np.minimum(np.stack(speeds, axis=-1) / SPEED_UNIT_MPS, 4.0)  # 216 km/h
    logs = np.log1p(np.stack(gaps, axis=-1))
    return np.concatenate([scaled, *headings, logs], axis=-1).astype(np.float32)

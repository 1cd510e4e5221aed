"""Plain statistics of the input trips of every road: what a practitioner would compute first."""

from __future__ import annotations

import time

import numpy as np
import numpy.typing as npt

from ..context import segment_context
from ..data.bundle import Bundle
from ..data.labels.derived import observe, trip_labels
from ..data.matching.footprints import interpolate_time
from ..data.matching.matched import MatchedTrips
from ..evidence import input_trips
from ..progress import Progress
from .study import Features, Study

__all__ = ["HandStatistics", "hand_statistics", "road_attributes"]

FloatArray = npt.NDArray[np.float64]
Float32Array = npt.NDArray[np.float32]

SECONDS_A_DAY = 86_400.0


class HandStatistics:
    """Hand statistics as a system whose features are frozen."""

    id = "hand_statistics"
    title = "Hand statistics"

    def features(self, study: Study, progress: Progress) -> Features:
        """See :class:`~.study.Extractor`."""
        begun = time.perf_counter()
        values = hand_statistics(study.bundle)
        query_us = 1e6 * (time.perf_counter() - begun) / len(values)
        return Features(values, "counted, no weights", 0, 0.0, query_us)


def hand_statistics(bundle: Bundle) -> Float32Array:
    """``(E, d)`` of every directed edge's input trips, zero where none passed.

    Their count; mean, harmonic mean, spread and quantiles of their speeds, and the mean speed and
    count of the segments before and after; the time of day at which they passed (its circular mean,
    whose length says how alike the times are); how often and how much they slowed down.
    """
    tokens = input_trips(bundle, bundle.area)
    traffic = segment_context(bundle.network, tokens.hops).traffic
    told = trip_labels(observe(tokens.trips, bundle.network))
    slowing = [name for name in ("braking_per_km", "slowdown_mps2") if name in told]
    counts = np.log1p(told[["trip_count"]].to_numpy(dtype=np.float64))
    rates = np.nan_to_num(told[slowing].to_numpy(dtype=np.float64))
    time_of_day = _time_of_day(tokens.trips, len(bundle.network))
    return np.hstack([traffic, counts, rates, time_of_day]).astype(np.float32)


def road_attributes(bundle: Bundle) -> Float32Array:
    """``(E, d)`` of every directed edge: class, direction, length, roads that meet at its ends."""
    tokens = input_trips(bundle, bundle.area)
    return segment_context(bundle.network, tokens.hops).segment


def _time_of_day(trips: MatchedTrips, edges: int) -> FloatArray:
    """``(E, 2)`` mean of the unit vectors to which the clock's hand points at each pass, UTC."""
    seconds = interpolate_time(trips, trips.trip_of_pass, trips.pass_s)
    angle = 2 * np.pi * (seconds % SECONDS_A_DAY) / SECONDS_A_DAY
    passes = np.maximum(np.bincount(trips.pass_edge, minlength=edges), 1)
    sums = [
        np.bincount(trips.pass_edge, weights=part, minlength=edges)
        for part in (np.sin(angle), np.cos(angle))
    ]
    return np.stack(sums, axis=1) / passes[:, None]

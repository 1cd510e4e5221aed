"""Statistics of the input trips of every road: a simple baseline."""

from __future__ import annotations

import time

from trajganr_core.data.bundle import Bundle
from trajganr_core.features.input_trips import input_trips
from trajganr_core.features.segment_features import trip_statistics
from trajganr_core.utils.arrays import Float32Array
from trajganr_core.utils.progress import Progress

from .study import Features, Study


class HandStatistics:
    """Hand statistics as frozen features."""

    id = "hand_statistics"
    title = "Hand statistics"

    def features(self, study: Study, progress: Progress) -> Features:
        """See :class:`~.study.Extractor`."""
        begun = time.perf_counter()
        values = hand_statistics(study.bundle)
        query_us = 1e6 * (time.perf_counter() - begun) / len(values)
        return Features(values, "no weights", query_us)


def hand_statistics(bundle: Bundle) -> Float32Array:
    """``(E, d)`` of every directed edge's input trips.

    See :func:`~trajganr_core.features.segment_features.trip_statistics`.
    """
    return trip_statistics(bundle.network, input_trips(bundle).hops(bundle.area))

"""What was observed on a directed segment: percentiles by hour, and passes by speed."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..contract.road_times import (
    DAY_TYPES,
    HOURS,
    MIN_DRIVERS,
    OBSERVED_BIN_KMH,
    OBSERVED_BINS,
)
from ..contract.time_sets import parse_time_set
from ..utils.arrays import BoolArray
from .local_time import HOURS_PER_WEEK, MINUTES_PER_HOUR, is_in
from .passes import PassTable

__all__ = ["observed_week"]

#: Quantiles of the pace behind P15, P50 and P85 of the speed.
QUANTILES = (0.85, 0.5, 0.15)


def observed_week(passes: PassTable) -> dict[str, Any]:
    """The observed traffic of a segment, in cells of which enough drivers made the passes.

    Percentiles are those of :mod:`.observed_traffic`: each is the speed of a pass.

    Args:
        passes: over the segment, of input trips.

    Returns:
        ``min_drivers``; ``week``, 168 cells from Monday 00:00, ``[passes, P15, P50, P85]``, km/h;
        ``days``, by type of day, 24 cells ``[P15, P50, P85]`` of that hour of all its days, whose
        number of passes would tell that of withheld cells; ``speeds``, the numbers of passes in
        ranges of speed, of which the last also holds what is beyond. Cells and ranges with passes
        of fewer drivers are None, ranges without passes are 0, and cells without are None.
    """
    hour = (passes.minute_of_week // MINUTES_PER_HOUR).astype(np.int64)
    speed = np.minimum(passes.speed_kmh // OBSERVED_BIN_KMH, OBSERVED_BINS - 1)
    return {
        "min_drivers": MIN_DRIVERS,
        "week": [_cell(passes, hour == each) for each in range(HOURS_PER_WEEK)],
        "days": {
            day: _hours_of_day(passes, is_in(parse_time_set(text), passes.minute_of_week))
            for day, text in DAY_TYPES.items()
        },
        "speeds": [_count(passes, speed == each) for each in range(OBSERVED_BINS)],
    }


def _hours_of_day(passes: PassTable, is_of_day: BoolArray) -> list[list[float] | None]:
    hour = passes.minute_of_week // MINUTES_PER_HOUR % HOURS
    return [_percentiles(passes, is_of_day & (hour == each)) for each in range(HOURS)]


def _is_enough(passes: PassTable, chosen: BoolArray) -> bool:
    return len(np.unique(passes.driver[chosen])) >= MIN_DRIVERS


def _cell(passes: PassTable, chosen: BoolArray) -> list[float] | None:
    percentiles = _percentiles(passes, chosen)
    return percentiles and [int(chosen.sum()), *percentiles]


def _percentiles(passes: PassTable, chosen: BoolArray) -> list[float] | None:
    if not _is_enough(passes, chosen):
        return None
    pace = np.quantile(passes.pace[chosen], QUANTILES, method="inverted_cdf")
    return (3.6 / pace.astype(np.float64)).round(2).tolist()


def _count(passes: PassTable, chosen: BoolArray) -> int | None:
    return int(chosen.sum()) if _is_enough(passes, chosen) or not chosen.any() else None

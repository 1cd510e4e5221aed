"""What was observed on a directed segment: percentiles by hour, and passes by speed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from ..contract.layers.road_times import (
    DAY_TYPES,
    HOURS,
    MIN_DRIVERS,
    OBSERVED_BIN_KMH,
    OBSERVED_BINS,
)
from ..contract.options.time_sets import DAYS
from ..data.local_time import MINUTES_PER_HOUR
from ..data.passes import PassTable
from ..utils.arrays import BoolArray
from .privacy import are_enough, published_percentiles, published_sets, published_shares

#: Quantiles of the pace behind P15, P50 and P85 of the speed.
QUANTILES = (0.85, 0.5, 0.15)
#: The type of each day of the week, a row of :data:`DAY_TYPES`.
TYPE_OF_DAY = np.array([0, 0, 0, 0, 0, 1, 1])

Percentiles = list[float | None]


@dataclass(frozen=True)
class ObservedWeek:
    """The observed traffic of a segment, as far as :mod:`.privacy` tells it of all this together.

    Percentiles are those of :mod:`.observed_traffic`: each is the speed of a pass, and None where
    it is not published.

    Attributes:
        answer: ``min_drivers``; ``week``, 168 cells from Monday 00:00, ``[passes, P15, P50, P85]``,
            km/h, None where there are no published passes; ``days``, by type of
            day, 24 cells ``[P15, P50, P85]`` of that hour of all its days, or None; ``speeds``, the
            numbers of passes in ranges of speed, of which the last also holds what is beyond, None
            where they are not published; ``recovered_share`` of all passes, in tenths, likewise.
        passes: by type of day, their numbers in each hour of all its days, likewise.
    """

    answer: dict[str, Any]
    passes: dict[str, list[int | None]]


def observed_week(passes: PassTable) -> ObservedWeek:
    """The observed traffic of a segment.

    Args:
        passes: over the segment, of input trips.
    """
    hour_of_week = (passes.minute_of_week // MINUTES_PER_HOUR).astype(np.int64)
    day, hour = hour_of_week // HOURS, hour_of_week % HOURS
    # The difference of two kinds of cells is published too: an hour less one of its days, and all
    # passes less those of some ranges of speed.
    slot = TYPE_OF_DAY[day] * HOURS + hour
    slots = len(DAY_TYPES) * HOURS
    total = np.full((len(passes), 1), bool(are_enough(len(passes.drivers), MIN_DRIVERS)))
    slot_published = published_shares(slot, passes.driver, total, MIN_DRIVERS, places=slots)[:, 0]
    sets = np.column_stack([total, *(day == each for each in range(len(DAYS)))])
    day_published = published_sets(slot, passes.driver, sets, MIN_DRIVERS, places=slots)[:, 1:]
    speed = np.minimum(passes.speed_kmh // OBSERVED_BIN_KMH, OBSERVED_BINS - 1).astype(np.int64)
    speed_published = published_shares(
        speed, passes.driver, total, MIN_DRIVERS, places=OBSERVED_BINS
    )[:, 0]

    week: list[list[float | None] | None] = []
    for number, kind in enumerate(TYPE_OF_DAY):
        for each in range(HOURS):
            at = kind * HOURS + each
            inside = (slot == at) & (day == number)
            published = slot_published[at] and day_published[at, number]
            week.append([int(inside.sum()), *_percentiles(passes, inside)] if published else None)
    hours = [
        _percentiles(passes, slot == at) if slot_published[at] else None for at in range(slots)
    ]
    counts = [_count(slot == at, bool(slot_published[at])) for at in range(slots)]
    answer = {
        "min_drivers": MIN_DRIVERS,
        "week": week,
        "days": dict(zip(DAY_TYPES, (hours[:HOURS], hours[HOURS:]), strict=True)),
        "speeds": [_count(speed == at, bool(speed_published[at])) for at in range(OBSERVED_BINS)],
        "recovered_share": _recovered_share(passes),
    }
    return ObservedWeek(answer, dict(zip(DAY_TYPES, (counts[:HOURS], counts[HOURS:]), strict=True)))


def _recovered_share(passes: PassTable) -> float | None:
    """The share of passes between distant fixes, in tenths: numbers of passes do not follow."""
    sets = np.column_stack([np.ones(len(passes), dtype=bool), passes.is_recovered])
    one = np.zeros(len(passes), dtype=np.int64)
    if not published_sets(one, passes.driver, sets, MIN_DRIVERS, places=1)[0, 1]:
        return None
    recovered = passes.weight[passes.is_recovered].sum() / passes.weight.sum()
    return round(float(recovered), 1)


def _percentiles(passes: PassTable, chosen: BoolArray) -> Percentiles:
    here = passes.take(chosen)
    pace = here.pace.astype(np.float64)
    one = np.zeros(len(here), dtype=np.int64)
    low, high = published_percentiles(one, here.driver, pace, MIN_DRIVERS, groups=1)
    order = np.argsort(pace, kind="stable")
    reached = np.cumsum(here.weight[order], dtype=np.float64)
    found = pace[order[np.searchsorted(reached, np.array(QUANTILES) * reached[-1] - 1e-9)]]
    published = (low <= found) & (found <= high)
    speeds = (3.6 / found).round(2).tolist()
    return [speed if may else None for speed, may in zip(speeds, published.tolist(), strict=True)]


def _count(chosen: BoolArray, published: bool) -> int | None:
    return int(chosen.sum()) if published or not chosen.any() else None

"""The true mean pace of each directed segment in each hour of the week."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

import numpy as np
import pandas as pd

from trajganr_core.contract.time_sets import MINUTES_PER_WEEK
from trajganr_core.data.local_time import times_of_week

__all__ = ["HOURS_PER_WEEK", "ZONE", "true_pace"]

#: Of Porto.
ZONE = "Europe/Lisbon"
HOURS_PER_WEEK = MINUTES_PER_WEEK // 60


def true_pace(passes: pd.DataFrame, left_out: Collection[str], begin: datetime) -> pd.DataFrame:
    """Space means over whole passes, in the hour in which each begins.

    Args:
        passes: of all vehicles.
        left_out: vehicles that do not count.
        begin: of the simulation.

    Returns:
        ``edge``, ``hour_of_week`` (hours since the beginning of Monday, local time), ``pace_s_m``
        (seconds ÷ metres), ``error_s_m`` (standard error of the mean, as if the passes were
        independent; missing for a single pass) and ``vehicles``; a row for each hour in which a
        vehicle passed.
    """
    counted = passes["whole"] & (passes["seconds"] > 0) & ~passes["vehicle"].isin(left_out)
    passes = passes[counted]
    minute, _ = times_of_week(begin.timestamp() + passes["enter_s"].to_numpy(), ZONE)
    passes = passes.assign(hour_of_week=(minute // 60).astype(int))
    by_hour = passes.groupby(["edge", "hour_of_week"])
    count, seconds, metres = (
        by_hour.size(),
        by_hour["seconds"].transform("sum"),
        by_hour["metres"].transform("sum"),
    )
    pace = seconds / metres
    passes = passes.assign(
        pace_s_m=pace, square=((passes["seconds"] - pace * passes["metres"]) / metres) ** 2
    )
    by_hour = passes.groupby(["edge", "hour_of_week"])
    squares = by_hour["square"].sum() * count / (count - 1).where(count > 1)
    table = pd.DataFrame(
        {
            "pace_s_m": by_hour["pace_s_m"].first(),
            "error_s_m": np.sqrt(squares),
            "vehicles": by_hour["vehicle"].nunique(),
        }
    )
    return table.reset_index()

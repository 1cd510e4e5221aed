"""The true mean pace of each directed segment in each hour of the week."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

import numpy as np
import pandas as pd

from trajganr_core.contract.options.time_sets import MINUTES_PER_WEEK
from trajganr_core.data.local_time import times_of_week

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
    seconds, metres = passes["seconds"], passes["metres"]
    columns = {"seconds": seconds, "metres": metres, "passes": 1}
    squares = {"ss": seconds**2, "sm": seconds * metres, "mm": metres**2}
    hour = (minute // 60).astype(int)
    table = passes[["edge", "vehicle"]].assign(hour_of_week=hour, **columns, **squares)
    by_hour = table.groupby(["edge", "hour_of_week"])
    sums = by_hour[[*columns, *squares]].sum()
    pace = sums["seconds"] / sums["metres"]
    # Of seconds around the mean pace.
    square = sums["ss"] - 2 * pace * sums["sm"] + pace**2 * sums["mm"]
    free = (sums["passes"] - 1).where(sums["passes"] > 1)
    error = np.sqrt(square.clip(lower=0) * sums["passes"] / free) / sums["metres"]
    truth = {"pace_s_m": pace, "error_s_m": error, "vehicles": by_hour["vehicle"].nunique()}
    return pd.DataFrame(truth).reset_index()

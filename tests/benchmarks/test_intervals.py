"""The table of local and of grouped intervals."""

from __future__ import annotations

import numpy as np
import pandas as pd

from benchmarks.intervals import GROUPED, LOCAL, table


def rows(kind: str, covered: list[bool], size: float) -> pd.DataFrame:
    """Two tested roads of each of two seeds."""
    columns = {
        "task": "speed",
        "kind": kind,
        "covered": covered,
        "size": size,
        "highway": "primary",
        "calibrated": [5, 5, 8, 8],
        "trips": ["0", "1–4", "1–4", "1–4"],
        "basis": ["place only", "trips", "trips", "trips"],
        "seed": np.repeat([40, 41], 2),
    }
    return pd.DataFrame(columns)


def test_each_group_has_the_coverage_of_all_seeds_and_of_each() -> None:
    both = [
        rows(GROUPED, [True, True, True, False], 9.0),
        rows(LOCAL, [True, False, False, False], 6.0),
    ]
    lines = table(pd.concat(both)).splitlines()
    assert lines[2] == "| all | 4 | 75.0 % (100, 50) | 9 | 25.0 % (50, 0) | 6 |"
    assert "| 1–4 trips | 3 | 66.7 % (100, 50) | 9 | 0.0 % (0, 0) | 6 |" in lines
    # The calibration roads are the mean over the seeds.
    assert lines[-1].startswith("| primary (6 calibrate) | 4 |")

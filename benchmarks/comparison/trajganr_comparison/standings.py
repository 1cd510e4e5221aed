"""The ranking of the systems of a benchmark on each task."""

from __future__ import annotations

import pandas as pd

from trajganr_core.contract.options.presets import PRESETS
from trajganr_core.contract.tasks import ERRORS

from .results import Results
from .system import ALL

#: Ids of the systems that are the presets of TrajGANR.
OURS = tuple(f"trajganr_{preset}" for preset in PRESETS)


def main_rows(results: Results) -> pd.DataFrame:
    """The rows on all test roads of the first split, without the variants of ablations."""
    rows = results.rows
    if rows.empty:
        return rows
    is_main = (rows["split"] == rows["split"].iloc[0]) & (rows["roads"] == ALL)
    is_variant = rows["system"].str.startswith(OURS) & ~rows["system"].isin(OURS)
    return rows[is_main & ~is_variant]


def ranked(rows: pd.DataFrame, metric: str) -> pd.Series:
    """The mean of a metric by system, the best first; systems without a value are left out."""
    means = rows[rows["metric"] == metric].groupby("system", sort=False)["value"].mean().dropna()
    return means.sort_values(ascending=metric in ERRORS, kind="stable")

"""The ranking of the systems of a benchmark on each task."""

from __future__ import annotations

import pandas as pd

from ..contract.presets import PRESETS
from ..contract.results import Ranked, Standing
from ..contract.tasks import ERRORS, TASKS
from .results import Results
from .system import ALL

__all__ = ["OURS", "main_rows", "ranked", "standings"]

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


def standings(results: Results) -> tuple[Standing, ...]:
    """The systems on each task by its leading metric, with all labels; see :func:`main_rows`."""
    rows = main_rows(results)
    if rows.empty:
        return ()
    found = []
    for task in TASKS.values():
        metric = task.metrics[0]
        some = rows[(rows["task"] == task.id) & (rows["labels"] == 1.0)]
        systems = tuple(
            Ranked(title=results.systems[system], value=float(value), is_ours=system in OURS)
            for system, value in ranked(some, metric).items()
        )
        if systems:
            split = str(rows["split"].iloc[0])
            found.append(Standing(task=task.id, metric=metric, split=split, systems=systems))
    return tuple(found)

"""The errors of a benchmark's systems on groups of roads: by density, road class and basis."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from trajganr_core.contract.records.group_figures import TRIP_RANGES
from trajganr_core.contract.tasks import BASES

from .differences import GroupDifference, group_differences, leading_figure, sums_of
from .results import Results, where
from .system import MIN_OF_GROUP

#: The preset and the baseline that must not be better than it anywhere.
BEST, MEAN = "trajganr_best", "pass_mean"
#: Tasks whose labels are means over passes. Popularity is a class of the number of passes: among
#: roads of about the same number, its F1 measures little.
OF_PASSES = ("speed", "braking", "slowdown")


def density_groups(trips: pd.Series) -> pd.Series:
    """The range of :data:`TRIP_RANGES` that each number of input trips is in, as categories."""
    number = np.searchsorted(list(TRIP_RANGES), trips, side="right") - 1
    names = list(TRIP_RANGES.values())
    return pd.Series(pd.Categorical.from_codes(number, names), index=trips.index)


def groups_of(predictions: pd.DataFrame) -> dict[str, pd.Series]:
    """The group of each row, as categories, by what rows are grouped by."""
    highway = predictions["highway"].astype(str).astype("category")
    basis = pd.Categorical(predictions["basis"].astype(str), BASES)
    return {
        "trips": density_groups(predictions["trips"]),
        "highway": highway,
        "basis": pd.Series(basis, index=predictions.index),
    }


def group_figures(predictions: pd.DataFrame, group: pd.Series) -> pd.DataFrame:
    """The leading metric of a task and the coverage, over all predictions of a group.

    Args:
        predictions: of one task, split and share of the labels.
        group: of each row, as categories.

    Returns:
        ``system, group, value, covered``, with groups of fewer predicted roads than
        :data:`~.system.MIN_OF_GROUP` left out.
    """
    figure = leading_figure(str(predictions["task"].iloc[0]))
    rows = []
    for name in group.cat.categories:
        some = predictions[group == name]
        if some["edge"].nunique() < MIN_OF_GROUP:
            continue
        for system, own in some.groupby("system", observed=True):
            value = figure(sums_of(own, str(system), str(system)).sum((0, 1)))[0]
            covered = own["covered"].astype("Float64").mean()
            rows.append({"system": system, "group": name, "value": value, "covered": covered})
    return pd.DataFrame(rows, columns=["system", "group", "value", "covered"])


def main_predictions(results: Results) -> pd.DataFrame:
    """Predictions of the first split with all labels."""
    if not len(results.predictions):
        return results.predictions
    return where(results.predictions, split=results.rows["split"].iloc[0], labels=1.0)


def lost_to_the_mean(results: Results) -> Mapping[str, list[GroupDifference]] | None:
    """By task, the ranges of density in which ``best`` is worse than the mean of the passes.

    It is worse where its error over all predictions is larger; the intervals show how sure that is.

    Returns:
        None without predictions of both systems.
    """
    predictions, lost = main_predictions(results), {}
    for task in OF_PASSES:
        some = where(predictions, task=task)
        if not {BEST, MEAN} <= set(some["system"]):
            continue
        found = group_differences(some, density_groups(some["trips"]), BEST, MEAN)
        lost[task] = [each for each in found if each.one > each.other]
    return lost or None

"""Differences between systems of a benchmark: effect sizes, intervals over blocks, and tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from trajganr_core.contract.tasks import TASKS, Kind
from trajganr_core.evaluation.block_interval import block_interval
from trajganr_core.utils.arrays import FloatArray

from .paired_tests import CorrectedTest, corrected_test
from .results import Results, where
from .system import ALL

#: Columns that identify a comparison, and those of its pairs.
OF, PAIRED = ["split", "labels", "task", "metric"], ["seed", "fold"]
#: Figures ``(…, systems)`` of sums over roads.
Figure = Callable[[FloatArray], FloatArray]


class Difference(NamedTuple):
    """Two systems by one metric, on all test roads.

    Attributes:
        of: the split, the share of the labels, the task and the metric.
        one_id, other_id: the systems.
        one, other: their means over seeds and folds.
        low, high: of the 95 % interval of one − other over blocks of roads; NaN without
            predictions, and for metrics that are no function of sums over roads.
        corrected: the test of one − other, which takes into account that seeds and folds share
            roads.
    """

    of: Mapping[str, Any]
    one_id: str
    other_id: str
    one: float
    other: float
    low: float
    high: float
    corrected: CorrectedTest

    @property
    def percent(self) -> float:
        """One − other, in percent of the other."""
        return 100 * (self.one / self.other - 1) if self.other else float("nan")


class GroupDifference(NamedTuple):
    """Two systems by the leading metric of a task, on a group of roads of all seeds and folds.

    Attributes:
        group: its name.
        roads: number of different directed segments.
        one, other: the metric over all predictions of the group.
        low, high: as for :class:`Difference`.
    """

    group: str
    roads: int
    one: float
    other: float
    low: float
    high: float


def differences(results: Results, one: str, others: Sequence[str]) -> list[Difference]:
    """Compare a system with others by each metric, wherever both have it.

    Means and tests are of the metrics in the rows. Intervals are of the predictions, which have
    rounded values; they describe other roads of this city, not other trainings.
    """
    return [found for other in others for found in _compared(results, one, other)]


def _compared(results: Results, one: str, other: str) -> Iterator[Difference]:
    rows, predictions = results.rows, results.predictions
    kinds = zip(rows["task"], rows["metric"], strict=True)
    is_metric = np.array([metric in TASKS[task].metrics for task, metric in kinds])
    some = rows[(rows["roads"] == ALL) & rows["system"].isin([one, other]) & is_metric]
    values = some.set_index([*OF, *PAIRED, "system"])["value"].unstack("system", sort=False)
    if not {one, other} <= set(values):
        return
    sums: dict[tuple[Any, ...], FloatArray] = {}
    for key, pairs in values[[one, other]].dropna().groupby(OF, sort=False):
        split, labels, task, metric = key
        figure = figures_of_sums(task).get(metric)
        low = high = float("nan")
        if figure and len(predictions):
            if key[:3] not in sums:
                chosen = where(predictions, split=split, labels=labels, task=task)
                sums[key[:3]] = sums_of(chosen, one, other)
            if len(sums[key[:3]]):
                low, high = block_interval(sums[key[:3]], _mean_difference(figure))
        apart = (pairs[one] - pairs[other]).tolist()
        yield Difference(
            dict(zip(OF, key, strict=True)),
            one,
            other,
            float(pairs[one].mean()),
            float(pairs[other].mean()),
            low,
            high,
            corrected_test(apart, _test_share(results.costs, one, split, labels, task)),
        )


def group_differences(
    predictions: pd.DataFrame, group: pd.Series, one: str, other: str
) -> list[GroupDifference]:
    """Compare two systems on groups of roads.

    A group has too few roads in a single seed and fold: the metric is of all of them together.

    Args:
        predictions: of one task, split and share of the labels.
        group: of each row; the groups are in the order of its categories.
    """
    figure = leading_figure(str(predictions["task"].iloc[0]))
    found = []
    for name in group.cat.categories:
        some = predictions[group == name]
        sums = sums_of(some, one, other)
        if not len(sums):
            continue
        pooled = sums.sum(1)
        first, second = figure(pooled.sum(0)).tolist()
        low, high = block_interval(pooled, _difference(figure))
        found.append(GroupDifference(name, some["edge"].nunique(), first, second, low, high))
    return found


def _difference(figure: Figure) -> Callable[[FloatArray], FloatArray]:
    def difference(sums: FloatArray) -> FloatArray:
        figures = figure(sums)
        with np.errstate(invalid="ignore"):  # R² of roads with one label is infinite
            return np.asarray(figures[..., 0] - figures[..., 1])

    return difference


def _mean_difference(figure: Figure) -> Callable[[FloatArray], FloatArray]:
    """The mean over seeds and folds, of which a draw may lack the roads."""

    def difference(sums: FloatArray) -> FloatArray:
        apart = _difference(figure)(sums)
        return _mean(np.nansum(apart, axis=-1), (~np.isnan(apart)).sum(-1))

    return difference


def sums_of(predictions: pd.DataFrame, one: str, other: str) -> FloatArray:
    """Sums over the roads of each block, seed and fold, of what the metrics are computed from.

    Args:
        predictions: of one task, split and share of the labels.

    Returns:
        ``(blocks, pairs, …)``; empty if the systems have no road in common. Then follow, for
        classes, confusions ``(2, truth, predicted)``; for shares ``(3,)`` the distances of both
        systems, and 1; for values ``(7,)`` absolute and squared errors of both, 1, the truth, and
        its square.
    """
    both = [_by_road(predictions[predictions["system"] == name]) for name in (one, other)]
    joined = pd.concat(both, axis=1, keys=("one", "other"), join="inner")
    if joined.empty:
        return np.zeros((0, 0))
    index = joined.index.to_frame(index=False)
    pair = index.groupby(PAIRED).ngroup().to_numpy()
    block = np.unique(index["block"], return_inverse=True)[1]
    truth = joined["one", "truth"].to_numpy(dtype=np.float64)
    predicted, distance = (
        joined.xs(name, axis=1, level=1).to_numpy(dtype=np.float64)
        for name in ("predicted", "distance")
    )
    ones = np.ones(len(joined))
    kind = TASKS[str(predictions["task"].iloc[0])].kind
    if kind is Kind.ORDINAL:
        classes = int(max(truth.max(), predicted.max())) + 1
        per_road = np.zeros((len(joined), 2, classes, classes))
        for system in range(2):
            place = (np.arange(len(joined)), system, truth.astype(int))
            per_road[(*place, predicted[:, system].astype(int))] = 1
    elif kind is Kind.DISTRIBUTION:
        per_road = np.column_stack([distance, ones])
    else:
        errors = np.abs(predicted - truth[:, None])
        per_road = np.column_stack([errors, errors**2, ones, truth, truth**2])
    sums = np.zeros((block.max() + 1, pair.max() + 1, *per_road.shape[1:]))
    np.add.at(sums, (block, pair), per_road)
    return sums


def _by_road(predictions: pd.DataFrame) -> pd.DataFrame:
    """Truth, prediction and distance by seed, fold, block, edge and location on the edge.

    All systems have the same rows in the same order, so locations on an edge are numbered.
    """
    key = [*PAIRED, "block", "edge"]
    location = predictions.groupby(key, sort=False).cumcount().rename("location")
    columns = ["truth", "predicted", "distance"]
    return predictions.set_index([*(predictions[name] for name in key), location])[columns]


def figures_of_sums(task: str) -> Mapping[str, Figure]:
    """By metric, its function of sums as :func:`sums_of` makes them; the leading one is first."""
    kind = TASKS[task].kind
    if kind is Kind.ORDINAL:
        return {"f1_macro": f1_macro, "f1_weighted": f1_weighted}
    if kind is Kind.DISTRIBUTION:
        return {"l1": lambda sums: _mean(sums[..., :2], sums[..., 2:])}
    return {
        "mae": lambda sums: _mean(sums[..., :2], sums[..., 4:5]),
        "rmse": lambda sums: np.sqrt(_mean(sums[..., 2:4], sums[..., 4:5])),
        "r2": _r2,
    }


def leading_figure(task: str) -> Figure:
    """The function of sums of a task's leading metric."""
    return figures_of_sums(task)[TASKS[task].metrics[0]]


def _mean(total: FloatArray, roads: FloatArray) -> FloatArray:
    with np.errstate(invalid="ignore"):  # no road was drawn
        return np.asarray(total / roads)


def _r2(sums: FloatArray) -> FloatArray:
    roads, total, squares = (sums[..., column : column + 1] for column in (4, 5, 6))
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(1 - sums[..., 2:4] / (squares - total**2 / roads))


def f1_macro(confusion: FloatArray) -> FloatArray:
    """``(…)`` macro F1 of confusions ``(…, truth, predicted)``, over the classes that occur."""
    f1, true = _f1(confusion)
    present = true > 0
    return _mean((f1 * present).sum(-1), present.sum(-1))


def f1_weighted(confusion: FloatArray) -> FloatArray:
    """``(…)`` F1 of confusions ``(…, truth, predicted)``, weighted by the roads of each class."""
    f1, true = _f1(confusion)
    return _mean((f1 * true).sum(-1), true.sum(-1))


def _f1(confusion: FloatArray) -> tuple[FloatArray, FloatArray]:
    """``(…, classes)`` F1, and number of roads, of each class."""
    true, predicted = confusion.sum(-1), confusion.sum(-2)
    hits = np.diagonal(confusion, axis1=-2, axis2=-1)
    return np.divide(2 * hits, true + predicted, out=np.zeros_like(hits), where=hits > 0), true


def _test_share(cells: pd.DataFrame, system: str, split: str, labels: float, task: str) -> float:
    """Number of test roads ÷ number of training roads of a task, the mean over cells."""
    alike = where(cells, system=system, split=split, labels=labels)["roads"]
    return float(np.mean([one[task]["test"] / one[task]["train"] for one in alike if task in one]))

"""Tests whether systems of a benchmark differ by more than chance, over seeds, folds and blocks.

    python benchmarks/paired.py docs/benchmarks/comparison/simulated_porto trajganr_best boosting
    python benchmarks/paired.py docs/benchmarks/segments/porto.parquet \
        trajganr_best boosting_context boosting

compares the first system with each of the others. Of a benchmark's folder it prints a row for each
task and metric, of each way to hold roads out and each share of the labels. *p* is of Wilcoxon's or
the plain paired t test, as in docs/benchmarks/comparison.md; the *corrected p* of Nadeau and Bengio
takes into account that seeds and folds share roads.
Of a file of predictions (``segments.py``) it prints a row for each task by its leading metric: the
difference, its 95 % interval over blocks of roads, and the corrected *p*. *Holm* is the corrected p
adjusted for all rows of the table.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from trajganr_core.benchmark.markdown import Paired, paired_test
from trajganr_core.benchmark.paired_tests import (
    CorrectedTest,
    block_interval,
    corrected_test,
    holm,
)
from trajganr_core.benchmark.results import Results
from trajganr_core.benchmark.system import ALL
from trajganr_core.contract.atomic_io import read_json
from trajganr_core.contract.tasks import TASKS, Kind
from trajganr_core.utils.arrays import FloatArray

#: Columns that identify a comparison, and those of its pairs.
OF, PAIRED = ["split", "labels", "task", "metric"], ["seed", "fold"]
#: Figures of sums over roads ``(…, k)``, and the sums of single roads that they are computed of.
Figure = Callable[[FloatArray], FloatArray]


class Comparison(NamedTuple):
    """Two systems by one metric.

    Attributes:
        of: the split, the share of the labels, the task and the metric.
        other_id: of the second system.
        one, other: their means over the pairs.
        tested: whether they differ, as if pairs were independent.
        corrected: the same for pairs that share roads.
    """

    of: dict[str, Any]
    other_id: str
    one: float
    other: float
    tested: Paired
    corrected: CorrectedTest


class Measured(NamedTuple):
    """Two systems by the predictions of one task.

    Attributes:
        task, metric: the task and its leading metric.
        other_id: of the second system.
        one, other: their means over seeds and folds.
        low, high: of the 95 % interval of the difference, one − other.
        corrected: the test of the difference.
    """

    task: str
    metric: str
    other_id: str
    one: float
    other: float
    low: float
    high: float
    corrected: CorrectedTest


def main() -> None:
    """Print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("results", type=Path, help="a benchmark's folder, or a file of predictions")
    parser.add_argument("one", help="id of a system")
    parser.add_argument("others", nargs="+", help="ids of others")
    options = parser.parse_args()
    if not options.results.exists():
        parser.error(f"{options.results} is not there; name a benchmark's folder")
    is_table = options.results.suffix == ".parquet"
    if is_table:
        rows = pd.read_parquet(options.results)
        cells = read_json(options.results.with_suffix(".json"))["cells"]
    else:
        results = Results.read(options.results)
        rows, cells = results.rows, results.costs.to_dict("records")
    systems = rows["system"].unique()
    for system in (options.one, *options.others):
        if system not in systems:
            parser.error(f"the results know no system {system!r}; name one of {', '.join(systems)}")
    if is_table:
        found = compared_predictions(rows, cells, options.one, options.others)
        print("\n".join(lines_of_predictions(found, options.one)))
        return
    pairs = [pair for other in options.others for pair in compared(rows, cells, options.one, other)]
    print("\n".join(lines_of(pairs, options.one)))


def compared(
    rows: pd.DataFrame, cells: Sequence[Mapping[str, Any]], one: str, other: str
) -> Iterator[Comparison]:
    """Compare two systems wherever both answered, without the sizes of intervals.

    Args:
        rows: of a benchmark's results.
        cells: with the numbers of roads.
        one, other: ids of systems that are among them.
    """
    kinds = zip(rows["task"], rows["metric"], strict=True)
    is_metric = np.array([metric in TASKS[task].metrics for task, metric in kinds])
    everywhere = rows[(rows["roads"] == ALL) & rows["system"].isin([one, other]) & is_metric]
    values = everywhere.set_index([*OF, *PAIRED, "system"])["value"]
    pairs = pd.to_numeric(values).unstack("system", sort=False).dropna()
    for key, some in pairs.groupby(OF, sort=False):
        of = dict(zip(OF, key, strict=True))
        alike = [
            cell
            for cell in cells
            if (cell["system"], cell["split"], cell["labels"]) == (one, of["split"], of["labels"])
        ]
        yield Comparison(
            of,
            other,
            some[one].mean(),
            some[other].mean(),
            paired_test(some[one].tolist(), some[other].tolist()),
            corrected_test((some[one] - some[other]).tolist(), test_share(alike, of["task"])),
        )


def lines_of(found: Sequence[Comparison], one: str) -> list[str]:
    """A table in Markdown."""
    header = [*OF, "other", one, "other's", "pairs", "test", "p", "corrected p", "Holm"]
    adjusted = holm([each.corrected.p for each in found])
    lines = [
        [
            *map(str, each.of.values()),
            each.other_id,
            f"{each.one:.4g}",
            f"{each.other:.4g}",
            str(each.tested.pairs),
            each.tested.test or "–",
            *map(probability, (each.tested.p, each.corrected.p, p)),
        ]
        for each, p in zip(found, adjusted.tolist(), strict=True)
    ]
    return table(header, lines)


def compared_predictions(
    rows: pd.DataFrame, cells: Sequence[Mapping[str, Any]], one: str, others: Sequence[str]
) -> list[Measured]:
    """Compare a system with others by the leading metric of each task.

    Args:
        rows: a row for each system, seed, fold, task and test road, with its block, truth and
            prediction.
        cells: with the numbers of roads.
    """
    found = []
    for task in (known for known in TASKS if known in set(rows["task"])):
        some = rows[rows["task"] == task]
        if one not in set(some["system"]):
            continue
        ratio = test_share([cell for cell in cells if cell["system"] == one], task)
        for other in (name for name in others if name in set(some["system"])):
            sums, figure = sums_of(some, one, other)
            figures = figure(sums.sum(0))  # (cells, 2)

            def difference(drawn: FloatArray, figure: Figure = figure) -> FloatArray:
                apart = figure(drawn)
                return np.asarray(np.nanmean(apart[..., 0] - apart[..., 1], axis=-1))

            low, high = block_interval(sums, difference)
            corrected = corrected_test((figures[:, 0] - figures[:, 1]).tolist(), ratio)
            means = figures.mean(0).tolist()
            found.append(
                Measured(task, TASKS[task].metrics[0], other, *means, low, high, corrected)
            )
    return found


def lines_of_predictions(
    found: Sequence[Measured], one: str, titles: Mapping[str, str] | None = None
) -> list[str]:
    """A table in Markdown; the difference is that of the first system less that of the other."""
    header = ["task", "metric", "compared with", one, "other", "difference", "95 % interval"]
    header += ["difference, %", "pairs", "corrected p", "Holm"]
    adjusted = holm([each.corrected.p for each in found])
    lines = []
    for each, p in zip(found, adjusted.tolist(), strict=True):
        digits = 4 if each.other < 0.1 else 3
        lines.append(
            [
                each.task,
                each.metric,
                (titles or {}).get(each.other_id, each.other_id),
                f"{each.one:.{digits}f}",
                f"{each.other:.{digits}f}",
                f"{each.one - each.other:+.{digits}f}",
                f"{each.low:+.{digits}f} to {each.high:+.{digits}f}",
                f"{100 * (each.one / each.other - 1):+.1f}",
                str(each.corrected.pairs),
                probability(each.corrected.p),
                probability(p),
            ]
        )
    return table(header, lines)


def sums_of(rows: pd.DataFrame, one: str, other: str) -> tuple[FloatArray, Figure]:
    """Sums over the roads of each block and cell, and the leading metric of such sums.

    Args:
        rows: predictions of one task.

    Returns:
        ``(blocks, cells, …)``, and the function that makes ``(…, 2)`` of it, a figure a system.
    """
    key = [*PAIRED, "block", "edge"]
    both = [rows[rows["system"] == system].set_index(key) for system in (one, other)]
    predicted = pd.concat([each["predicted"] for each in both], axis=1, keys=(one, other)).dropna()
    truth = both[0].loc[predicted.index, "truth"].to_numpy(dtype=np.float64)
    values = predicted.to_numpy(dtype=np.float64)
    index = predicted.index.to_frame(index=False)
    cell = index.groupby(PAIRED).ngroup().to_numpy()
    block = np.unique(index["block"], return_inverse=True)[1]
    task = TASKS[str(rows["task"].iloc[0])]
    if task.kind is Kind.ORDINAL:
        classes = int(max(truth.max(), values.max())) + 1
        # Confusions of each system: (n, 2, truth, prediction).
        per_road = np.zeros((len(truth), 2, classes, classes))
        for system in range(2):
            place = (np.arange(len(truth)), system, truth.astype(int))
            per_road[(*place, values[:, system].astype(int))] = 1
        figure: Figure = f1_macro
    else:
        ones = np.ones(len(truth))
        per_road = np.column_stack([*np.abs(values - truth[:, None]).T, ones])
        figure = mean_error
    sums = np.zeros((block.max() + 1, cell.max() + 1, *per_road.shape[1:]))
    np.add.at(sums, (block, cell), per_road)
    return sums, figure


def mean_error(sums: FloatArray) -> FloatArray:
    """``(…, 2)`` mean absolute errors of sums ``(…, 3)``: of two errors, and of roads."""
    with np.errstate(invalid="ignore"):  # no road of a cell was drawn
        return np.asarray(sums[..., :2] / sums[..., 2:])


def f1_macro(confusion: FloatArray) -> FloatArray:
    """``(…)`` macro F1 of confusions ``(…, truth, prediction)``, over the classes that occur."""
    true, predicted = confusion.sum(-1), confusion.sum(-2)
    hits = np.diagonal(confusion, axis1=-2, axis2=-1)
    f1 = np.divide(2 * hits, true + predicted, out=np.zeros_like(hits), where=hits > 0)
    present = true > 0
    with np.errstate(invalid="ignore"):
        return np.asarray((f1 * present).sum(-1) / present.sum(-1))


def test_share(cells: Sequence[Mapping[str, Any]], task: str) -> float:
    """Number of test roads ÷ number of training roads of a task, the mean over cells."""
    roads = [cell["roads"][task] for cell in cells if task in cell["roads"]]
    return float(np.mean([one["test"] / one["train"] for one in roads]))


def probability(p: float) -> str:
    """A p value for a table."""
    return "–" if np.isnan(p) else f"{p:.2g}"


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """Lines of Markdown."""
    lines = [f"| {' | '.join(row)} |" for row in (header, *rows)]
    return [lines[0], "|" + "---|" * len(header), *lines[1:]]


if __name__ == "__main__":
    main()

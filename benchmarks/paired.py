"""Tests whether systems of a benchmark differ by more than chance, over seeds, folds and blocks.

    python benchmarks/paired.py docs/benchmarks/comparison/simulated_porto trajganr_best boosting
    python benchmarks/paired.py build/benchmark/porto/results trajganr_best boosting pass_mean
    python benchmarks/paired.py docs/benchmarks/segments/porto.parquet trajganr_best boosting

compares the first system with each of the others, with a row for each way to hold roads out, share
of the labels, task and metric. First comes the size of the difference, with its 95 % interval over
blocks of roads where the results have predictions; then *p*, corrected for roads that seeds and
folds share (Nadeau and Bengio 2003); then *Holm*, this p adjusted for all rows of the table.
Of a file of predictions (``segments.py``), each task has only its leading metric.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from trajganr_comparison.differences import Difference, differences, leading_figure, sums_of
from trajganr_comparison.paired_tests import holm
from trajganr_comparison.results import Results, cells_table
from trajganr_comparison.system import ALL
from trajganr_core.contract.atomic_io import read_json
from trajganr_core.contract.errors import TrajganrError
from trajganr_core.contract.tasks import TASKS

#: What a row is of, beside its task and metric.
PLACE = ("split", "labels")


def main() -> None:
    """Print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("results", type=Path, help="folder of a benchmark, or predictions")
    parser.add_argument("one", help="id of a system")
    parser.add_argument("others", nargs="+", help="ids of others")
    options = parser.parse_args()
    try:
        results = read(options.results)
    except (TrajganrError, OSError) as error:
        parser.error(getattr(error, "message", str(error)))
    systems = results.rows["system"].unique()
    for system in (options.one, *options.others):
        if system not in systems:
            parser.error(f"the results know no system {system!r}; name one of {', '.join(systems)}")
    found = differences(results, options.one, options.others)
    print("\n".join(lines_of(found, options.one)))


def read(path: Path) -> Results:
    """The results in a folder, or those of a file of predictions.

    Raises:
        OSError: for a file that does not exist.
        TrajganrError: as :meth:`~trajganr_comparison.results.Results.read`.
    """
    if path.suffix != ".parquet":
        return Results.read(path)
    return results_of(pd.read_parquet(path), read_json(path.with_suffix(".json")))


def results_of(rows: pd.DataFrame, record: dict[str, Any]) -> Results:
    """A file of predictions as results, with the leading metric of each task.

    Only files that have shares, such as areas of interest, have a column ``distance``.
    """
    rows = rows.assign(split="block", labels=1.0, distance=rows.get("distance", np.nan))
    place = {"split": "block", "labels": 1.0}
    metrics = [
        {
            **place,
            **dict(zip(("system", "seed", "fold", "task"), key, strict=True)),
            "roads": ALL,
            "metric": TASKS[key[3]].metrics[0],
            "value": leading_figure(key[3])(sums_of(some, key[0], key[0]).sum(0))[0, 0],
        }
        for key, some in rows.groupby(["system", "seed", "fold", "task"], observed=True)
    ]
    cells = cells_table([{**place, **cell} for cell in record["cells"]])
    return Results({"systems": record["titles"]}, pd.DataFrame(metrics), cells, rows)


def lines_of(
    found: Sequence[Difference], one: str, titles: Mapping[str, str] | None = None
) -> list[str]:
    """A table in Markdown; the difference is that of the first system less that of the other.

    Args:
        found: the rows, a family of tests.
        one: name of the first system.
        titles: of other systems, by id; their ids where absent.
    """
    place = [name for name in PLACE if len({each.of[name] for each in found}) > 1]
    header = [*place, "task", "metric", "compared with", one, "other", "difference"]
    header += ["95 % interval", "difference, %", "pairs", "corrected p", "Holm"]
    adjusted = holm([each.corrected.p for each in found])
    lines = []
    for each, p in zip(found, adjusted.tolist(), strict=True):
        digits = 4 if abs(each.other) < 0.1 else 3
        has_interval = not np.isnan(each.low)
        has_percent = each.of["metric"] != "r2"  # may be negative, or about 0
        lines.append(
            [
                *(str(each.of[name]) for name in (*place, "task", "metric")),
                (titles or {}).get(each.other_id, each.other_id),
                f"{each.one:.{digits}f}",
                f"{each.other:.{digits}f}",
                f"{each.one - each.other:+.{digits}f}",
                f"{each.low:+.{digits}f} to {each.high:+.{digits}f}" if has_interval else "–",
                f"{each.percent:+.1f}" if has_percent else "–",
                str(each.corrected.pairs),
                probability(each.corrected.p),
                probability(p),
            ]
        )
    return table(header, lines)


def probability(p: float) -> str:
    """A p value for a table."""
    return "–" if np.isnan(p) else f"{p:.2g}"


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """Lines of Markdown."""
    lines = [f"| {' | '.join(row)} |" for row in (header, *rows)]
    return [lines[0], "|" + "---|" * len(header), *lines[1:]]


if __name__ == "__main__":
    main()

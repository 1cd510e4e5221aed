"""Tests whether two systems of a benchmark differ by more than chance, over seeds and folds.

    python benchmarks/paired.py docs/benchmarks/comparison/simulated_porto/results.json \
        trajganr_best boosting

prints a row for each task and metric, of each way to hold roads out and each share of the labels.
A *p* in docs/benchmarks/comparison.md that is not in a page of results was made so. Not corrected
for how many are looked at.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from trajganr_core.benchmark.markdown import Paired, paired_test
from trajganr_core.benchmark.system import ALL
from trajganr_core.contract.atomic_io import read_json

#: Columns that identify a comparison, and those of its pairs.
OF, PAIRED = ["split", "labels", "task", "metric"], ["seed", "fold"]


class Comparison(NamedTuple):
    """Two systems by one metric.

    Attributes:
        of: the split, the share of the labels, the task and the metric.
        one, other: their means over the pairs.
        tested: whether they differ.
    """

    of: dict[str, Any]
    one: float
    other: float
    tested: Paired


def main() -> None:
    """Print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("results", type=Path, help="results.json of a benchmark")
    parser.add_argument("one", help="id of a system")
    parser.add_argument("other", help="id of another")
    options = parser.parse_args()
    if not options.results.is_file():
        parser.error(f"{options.results} is not there; name a benchmark's results.json")
    rows = pd.DataFrame(read_json(options.results)["rows"])
    systems = rows["system"].unique()
    for system in (options.one, options.other):
        if system not in systems:
            parser.error(f"the results know no system {system!r}; name one of {', '.join(systems)}")
    print(f"| {' | '.join(OF)} | {options.one} | {options.other} | pairs | test | p |")
    print("|" + "---|" * (len(OF) + 5))
    for found in compared(rows, options.one, options.other):
        result = [*map(str, found.of.values()), f"{found.one:.4g}", f"{found.other:.4g}"]
        result += [str(found.tested.pairs), found.tested.test or "–", f"{found.tested.p:.2g}"]
        print(f"| {' | '.join(result)} |")


def compared(rows: pd.DataFrame, one: str, other: str) -> Iterator[Comparison]:
    """Compare two systems wherever both answered.

    Args:
        rows: of a benchmark's results.
        one, other: ids of systems that are among them.
    """
    everywhere = rows[(rows["roads"] == ALL) & rows["system"].isin([one, other])]
    values = everywhere.set_index([*OF, *PAIRED, "system"])["value"]
    pairs = pd.to_numeric(values).unstack("system", sort=False).dropna()
    for of, some in pairs.groupby(OF, sort=False):
        tested = paired_test(some[one].tolist(), some[other].tolist())
        yield Comparison(
            dict(zip(OF, of, strict=True)), some[one].mean(), some[other].mean(), tested
        )


if __name__ == "__main__":
    main()

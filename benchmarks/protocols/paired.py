"""Tests whether systems of a benchmark differ by more than chance, over seeds, folds and blocks.

    python -m benchmarks.protocols.paired RESULTS trajganr_best boosting pass_mean

compares the first system with each of the others, with a row for each way to hold roads out, share
of the labels, task and metric. First comes the size of the difference, with its 95 % interval over
blocks of roads where the results have predictions; then *p*, corrected for roads that seeds and
folds share (Nadeau and Bengio 2003); then *Holm*, this p adjusted for all rows of the table.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from trajganr_comparison.differences import Difference, differences
from trajganr_comparison.paired_tests import holm
from trajganr_comparison.results import Results
from trajganr_core.contract.errors import TrajganrError

#: What a row is of, beside its task and metric.
PLACE = ("split", "labels")


def main() -> None:
    """Print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("results", type=Path, help="folder of a benchmark")
    parser.add_argument("one", help="id of a system")
    parser.add_argument("others", nargs="+", help="ids of others")
    options = parser.parse_args()
    try:
        results = Results.read(options.results)
    except (TrajganrError, OSError) as error:
        parser.error(getattr(error, "message", str(error)))
    systems = results.rows["system"].unique()
    for system in (options.one, *options.others):
        if system not in systems:
            parser.error(f"the results know no system {system!r}; name one of {', '.join(systems)}")
    found = differences(results, options.one, options.others)
    print("\n".join(lines_of(found, options.one)))


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

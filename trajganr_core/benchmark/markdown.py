"""A benchmark's results as a page of Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, zip_longest
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from scipy import stats

from ..contract.tasks import ERRORS, METRICS, TASKS
from .system import ALL

__all__ = ["Paired", "markdown", "paired_test"]

#: Fewest pairs of which Wilcoxon's signed ranks can tell 5 % (two-sided): 2 / 2⁶ = 0.03.
WILCOXON_PAIRS = 6
#: What a group of intervals is measured by, with the unit in words.
SIZES = {"interval_width": "width", "set_size": "classes", "radius": "L1 radius"}
#: In what is said of weights; one that ends a version or a name is left alone.
NUMBER = re.compile(r"(?<![\w.])\d+(?:\.\d+)?(?![\w.])")
MARKS = re.compile(r"[\\`*_\[\]!|]")
SPLITS = {
    "block": "spatial blocks with a buffer",
    "segment": "single roads",
    "random": "single directions of roads",
}


def markdown(results: Mapping[str, Any]) -> str:
    """The whole page."""
    rows = pd.DataFrame(results["rows"])
    blocks = [_head(results)]
    if len(rows):
        for table in results["tables"]:
            blocks += _section(results, table, rows)
        blocks.append(_costs(results))
    blocks += [_figures(results), _notes(results)]
    return "\n\n".join(block for block in blocks if block) + "\n"


def _section(results: Mapping[str, Any], table: Mapping[str, Any], rows: pd.DataFrame) -> list[str]:
    """A table of the benchmark with its title; nothing where no system of it could run."""
    rows = rows[
        rows["split"].isin(table["splits"])
        & rows["labels"].isin(table["labels"])
        & rows["system"].isin(table["systems"])
    ]
    everywhere = rows[rows["roads"] == ALL]
    if everywhere.empty:
        return []
    title = f"## {table['title']}"
    if len(table["splits"]) > 1:
        return [title, _across(results, everywhere, "split", SPLITS)]
    title += f"; held out: {SPLITS[table['splits'][0]]}"
    if len(table["labels"]) > 1:
        shares = {share: f"{share:.0%} of the labels" for share in table["labels"]}
        return [title, _across(results, everywhere, "labels", shares)]
    tables = [title, _main(results, everywhere)]
    if table["id"] != "main":
        return tables
    tables += [_compared(results, everywhere), _intervals(results, everywhere)]
    groups = rows["roads"].unique()
    if len(groups) > 1:
        tables.append("## Roads with and without trips and street views")
        tables.append(_across(results, rows, "roads", {name: name for name in groups}))
    return tables


class Paired(NamedTuple):
    """A paired comparison of two systems.

    Attributes:
        pairs: their number.
        test: what was tested with; empty where there are too few pairs, or no difference at all.
        p: two-sided; NaN without a test.
    """

    pairs: int
    test: str
    p: float


def paired_test(one: Sequence[float], other: Sequence[float]) -> Paired:
    """Whether two systems differ over the same seeds and folds.

    Wilcoxon's signed ranks from six pairs on, below that the paired t test, because signed ranks
    could not tell 5 % there. Folds of a seed share training roads, so that p is too small there.
    """
    apart = np.asarray(one) - np.asarray(other)
    if len(apart) < 2 or not apart.any() or not apart.std():
        return Paired(len(apart), "", float("nan"))
    if len(apart) >= WILCOXON_PAIRS:
        return Paired(len(apart), "Wilcoxon", float(stats.wilcoxon(apart).pvalue))
    return Paired(len(apart), "paired t", float(stats.ttest_rel(one, other).pvalue))


def _head(results: Mapping[str, Any]) -> str:
    bundle = results["bundle"]
    counts = ", ".join(
        f"{value:,} {name.replace('_', ' ')}" for name, value in bundle["counts"].items()
    )
    lines = [f"# Benchmark: {_plain(bundle['name'] or bundle['id'][:12])}", ""]
    if results["command"]:
        lines += ["```", " ".join(results["command"].splitlines()), "```", ""]
    lines.append(f"Written {results['written_at']}; bundle {bundle['id'][:12]}: {counts}.")
    for device in dict.fromkeys(cost["device"] for cost in results["costs"]):
        lines.append(f"Device: {device}.")
    for found in {str(cost["versions"]): cost["versions"] for cost in results["costs"]}.values():
        lines.append(f"Versions: {', '.join(f'{k} {v}' for k, v in found.items())}.")
    lines.append(
        "All systems see the same roads, labels and folds; figures are of test roads, mean ± "
        "standard deviation over seeds and folds; the best of a column is bold."
    )
    return "\n".join(lines)


def _main(results: Mapping[str, Any], rows: pd.DataFrame) -> str:
    """A table a task: system × metric."""
    tables = []
    for task in _tasks(rows):
        some = rows[rows["task"] == task]
        metrics = [name for name in TASKS[task].metrics if name in set(some["metric"])]
        best = {metric: next(iter(_ranked(some, metric)), "") for metric in metrics}
        titles = [f"{METRICS[m]} {'↓' if m in ERRORS else '↑'}" for m in metrics]
        lines = [_title(task), "", *_header("system", *titles)]
        for system in _systems(results, some):
            cells = [_cell(some, system, metric, bold=best[metric] == system) for metric in metrics]
            lines.append(_line(results["systems"][system], *cells))
        tables.append("\n".join(lines))
    return "\n\n".join(tables)


def _across(
    results: Mapping[str, Any], rows: pd.DataFrame, column: str, titles: Mapping[Any, str]
) -> str:
    """A table a task: its leading metric, system × values of a column of the rows."""
    tables = []
    for task in _tasks(rows):
        some = rows[rows["task"] == task]
        metric = TASKS[task].metrics[0]
        values = [value for value in titles if value in set(some[column])]
        best = {v: next(iter(_ranked(some[some[column] == v], metric)), "") for v in values}
        direction = "↓" if metric in ERRORS else "↑"
        lines = [f"{_title(task)}: {METRICS[metric]} {direction}", ""]
        lines += _header("system", *(titles[value] for value in values))
        for system in _systems(results, some):
            cells = [
                _cell(some[some[column] == value], system, metric, bold=best[value] == system)
                for value in values
            ]
            lines.append(_line(results["systems"][system], *cells))
        tables.append("\n".join(lines))
    return "\n\n".join(tables)


def _compared(results: Mapping[str, Any], rows: pd.DataFrame) -> str:
    """The best of each column against the best other."""
    lines = ["### The best against the best other", ""]
    lines += _header("task", "metric", "best", "best other", "better by", "pairs", "test", "p")
    first = len(lines)
    for task in _tasks(rows):
        some = rows[rows["task"] == task]
        for metric in TASKS[task].metrics:
            ranked = _ranked(some, metric)
            if len(ranked) < 2:
                continue
            one, other = (_values(some, system, metric) for system in ranked[:2])
            both = one.index.intersection(other.index)
            tested = paired_test(one[both].tolist(), other[both].tolist())
            better = abs(float((one[both] - other[both]).mean()))
            p = "–" if np.isnan(tested.p) else f"{tested.p:.3g}"
            names = [results["systems"][system] for system in ranked[:2]]
            lines.append(
                _line(
                    TASKS[task].title,
                    METRICS[metric],
                    *names,
                    _figure(better),
                    str(tested.pairs),
                    tested.test or "–",
                    p,
                )
            )
    return "\n".join(lines) if len(lines) > first else ""


def _intervals(results: Mapping[str, Any], rows: pd.DataFrame) -> str:
    """Coverage and size of the 90 % intervals."""
    lines = [f"### {METRICS['coverage']}", "", *_header("task", "system", "coverage", "size")]
    first = len(lines)
    for task in _tasks(rows):
        some = rows[rows["task"] == task]
        size = next((name for name in SIZES if name in set(some["metric"])), None)
        for system in _systems(results, some):
            if size is None or not len(_values(some, system, "coverage")):
                continue
            cells = [_cell(some, system, name) for name in ("coverage", size)]
            lines.append(
                _line(
                    TASKS[task].title,
                    results["systems"][system],
                    cells[0],
                    f"{cells[1]} {SIZES[size]}",
                )
            )
    return "\n".join(lines) if len(lines) > first else ""


def _costs(results: Mapping[str, Any]) -> str:
    """What each system costs, means over cells."""
    costs = pd.DataFrame(results["costs"])
    costs = costs[costs["labels"] == costs["labels"].max()]
    lines = ["## Costs", ""]
    columns = ["trainable parameters", "training, s", "a query, µs", "peak memory, MB"]
    names = ["parameters", "seconds", "query_us", "peak_mb"]
    if costs["peak_gpu_mb"].notna().any():
        columns.append("peak memory of the GPU, MB")
        names.append("peak_gpu_mb")
    lines += _header("system", *columns, "weights")
    for system in _systems(results, costs):
        some = costs[costs["system"] == system]
        means = [pd.to_numeric(some[name]).mean() for name in names]
        cells = [
            "–" if np.isnan(value) else f"{value:,.{0 if value >= 100 else 1}f}" for value in means
        ]
        if not np.isnan(means[0]):
            cells[0] = f"{means[0]:,.0f}"
        lines.append(_line(results["systems"][system], *cells, _origins(some["origin"])))
    lines += [
        "",
        "Parameters count the heads of all tasks. A query is one road in all tasks, asked in bulk, "
        "with what describes it. Memory is the largest of the whole process, Python, libraries and "
        "bundle included.",
    ]
    return "\n".join(lines)


def _origins(of_cells: Iterable[str]) -> str:
    """Where weights come from; texts that differ in numbers alone are said once, with the range."""
    figures: dict[tuple[str, ...], list[list[str]]] = {}
    for origin in of_cells:
        words = NUMBER.split(origin)
        figures.setdefault(tuple(words), []).append(NUMBER.findall(origin))
    return "; ".join(
        "".join(chain.from_iterable(zip_longest(words, _ranges(told), fillvalue="")))
        for words, told in figures.items()
    )


def _ranges(told: Sequence[Sequence[str]]) -> list[str]:
    """Each number of texts that are otherwise the same, as written: the least to the largest."""
    ranges = ((min(all_, key=float), max(all_, key=float)) for all_ in zip(*told, strict=True))
    return [least if least == most else f"{least} to {most}" for least, most in ranges]


def _figures(results: Mapping[str, Any]) -> str:
    """What was drawn."""
    pictures = [f"![{_plain(caption)}]({file})" for file, caption in results["figures"].items()]
    return "\n\n".join(["## Figures", *pictures]) if pictures else ""


def _notes(results: Mapping[str, Any]) -> str:
    """What was left out, and how systems were trained."""
    lines = ["## Notes", ""]
    for name, note in {**results["bundle"]["notes"], **results["notes"]}.items():
        title = TASKS[name].title if name in TASKS else name
        lines.append(f"- {title} is not compared: {_plain(note)}")
    lines += _failures(results)
    settings = dict(results["settings"])
    trained, steps = settings.pop("published", {}), settings.pop("fewest_steps", 0)
    settings |= {f"training of {results['systems'].get(k, k)}": v for k, v in trained.items()}
    for stage, options in settings.items():
        told = ", ".join(f"{key} {value}" for key, value in options.items()) or "all defaults"
        lines.append(f"- {stage[0].upper()}{stage[1:]}: {told}.")
    if steps:
        lines.append(
            f"- Every training without labels has at least {steps} steps: where there is little to "
            "learn from, epochs are more than stated."
        )
    lines.append(
        "- A seed decides the shuffle of the roads as well as all that a system draws. Wilcoxon's "
        f"signed ranks are tested from {WILCOXON_PAIRS} pairs on, a paired t test below; both are "
        "two-sided, and folds of one seed share training roads, which makes p too small."
    )
    return "\n".join(lines)


def _tasks(rows: pd.DataFrame) -> list[str]:
    return [name for name in TASKS if name in set(rows["task"])]


def _systems(results: Mapping[str, Any], rows: pd.DataFrame) -> list[str]:
    return [name for name in results["systems"] if name in set(rows["system"])]


def _values(rows: pd.DataFrame, system: str, metric: str) -> pd.Series:
    """Of a system by seed and fold, without those that are not known."""
    some = rows[(rows["system"] == system) & (rows["metric"] == metric)]
    return pd.to_numeric(some.set_index(["seed", "fold"])["value"]).dropna()


def _ranked(rows: pd.DataFrame, metric: str) -> list[str]:
    """Systems from the best mean to the worst."""
    found = {name: _values(rows, name, metric).mean() for name in rows["system"].unique()}
    known = [name for name, value in found.items() if not np.isnan(value)]
    return sorted(known, key=lambda name: found[name], reverse=metric not in ERRORS)


def _cell(rows: pd.DataFrame, system: str, metric: str, *, bold: bool = False) -> str:
    values = _values(rows, system, metric)
    if not len(values):
        return "–"
    decimals = _decimals(values.mean())
    spread = f" ± {values.std(ddof=1):.{decimals}f}" if len(values) > 1 else ""
    text = f"{values.mean():.{decimals}f}{spread}"
    return f"**{text}**" if bold else text


def _figure(value: float) -> str:
    return f"{value:.{_decimals(value)}f}"


def _decimals(value: float) -> int:
    """A slow-down of 0.0453 is another than one of 0.0467."""
    return 2 if abs(value) >= 10 else 3 if abs(value) >= 0.1 or not value else 4


def _plain(text: str) -> str:
    """Text of somebody else as one line in which no character is a mark of Markdown or HTML."""
    line = " ".join(text.split()).replace("&", "&amp;").replace("<", "&lt;")
    return MARKS.sub(r"\\\g<0>", line)


def _title(task: str) -> str:
    one = TASKS[task]
    return f"### {one.title}" + (f", {one.unit}" if one.unit else "")


def _failures(results: Mapping[str, Any]) -> list[str]:
    """Which systems are missing and why, the same reason once."""
    if not results["failures"]:
        return []
    reasons = ["system", "split", "code", "message"]
    grouped = pd.DataFrame(results["failures"]).groupby(reasons, sort=False)
    return [
        f"- {results['systems'][system]} is missing ({split}, {_numbered('fold', some['fold'])}, "
        f"{_numbered('seed', some['seed'])}): [{code}] {_plain(message)}"
        for (system, split, code, message), some in grouped
    ]


def _numbered(word: str, numbers: Iterable[int]) -> str:
    told = sorted(set(numbers))
    return f"{word}{'s' * (len(told) > 1)} {', '.join(map(str, told))}"


def _header(*cells: str) -> list[str]:
    return [_line(*cells), "|" + "---|" * len(cells)]


def _line(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"

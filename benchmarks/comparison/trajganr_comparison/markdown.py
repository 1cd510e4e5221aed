"""A benchmark's results as a page of Markdown."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, zip_longest
from typing import Any

import numpy as np
import pandas as pd

from trajganr_core.contract.options.choices import LOCATION_SPLIT
from trajganr_core.contract.tasks import ERRORS, METRICS, TASKS, Task

from .differences import differences
from .groups import (
    BEST,
    MEAN,
    group_figures,
    groups_of,
    lost_to_the_mean,
    main_predictions,
)
from .paired_tests import holm
from .results import Results
from .standings import ranked
from .system import ALL

#: Metrics of the size of 90 % intervals, with their units.
SIZES = {"interval_width": "width", "set_size": "classes", "radius": "L1 radius"}
#: A number in the description of weights, but not one in a version or a name.
NUMBER = re.compile(r"(?<![\w.])\d+(?:\.\d+)?(?![\w.])")
MARKS = re.compile(r"[\\`*_\[\]!|]")
SPLITS = {
    "block": "spatial blocks with a buffer",
    "segment": "single roads",
    "random": "single directions of roads",
    LOCATION_SPLIT: "single locations, several a road",
}
#: Caution in results with locations held out.
LEAK = (
    "**Caution:** with single locations held out, other locations on the same road, which have the "
    "same label, are among the training data. A system is then measured by how well it finds the "
    "road again. These figures are for comparison with published ones of that kind and say nothing "
    "of roads without labels."
)
#: What roads are grouped by, in the header of its table.
GROUP_TITLES = {"trips": "input trips", "highway": "road class", "basis": "basis"}
#: Columns of the table of costs.
COSTS = {
    "parameters": "trainable parameters",
    "seconds": "training, s",
    "query_us": "time per road, µs",
    "peak_mb": "peak memory, MB",
    "peak_gpu_mb": "peak GPU memory, MB",
}


def markdown(results: Results) -> str:
    """The whole page."""
    blocks = [_head(results)]
    if len(results.rows):
        for table in results.record["tables"]:
            blocks += _section(results, table)
        blocks.append(_costs(results))
    blocks += [_figures(results), _notes(results)]
    return "\n\n".join(block for block in blocks if block) + "\n"


def _section(results: Results, table: Mapping[str, Any]) -> list[str]:
    """A table of the benchmark with its title; empty if none of its systems could run."""
    titles, rows = results.systems, results.rows
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
        return [title, *_by_value(titles, everywhere, "split", SPLITS)]
    title += f"; held out: {SPLITS[table['splits'][0]]}"
    if len(table["labels"]) > 1:
        shares = {share: f"{share:.0%} of the labels" for share in table["labels"]}
        return [title, *_by_value(titles, everywhere, "labels", shares)]
    blocks = [title, *_by_metric(titles, everywhere)]
    if table["id"] != "main":
        return blocks
    blocks += [_best(results, everywhere), _intervals(titles, everywhere)]
    groups = rows["roads"].unique()
    if len(groups) > 1:
        blocks.append("## Roads with and without trips and street views")
        blocks += _by_value(titles, rows, "roads", {name: name for name in groups})
    return [*blocks, *_by_group(results)]


def _head(results: Results) -> str:
    record = results.record
    bundle = record["bundle"]
    counts = ", ".join(
        f"{value:,} {name.replace('_', ' ')}" for name, value in bundle["counts"].items()
    )
    lines = [f"# Benchmark: {_plain(bundle['name'] or bundle['id'][:12])}", ""]
    if lost := _lost(results):
        lines += [lost, ""]
    if record["command"]:
        lines += ["```", " ".join(record["command"].splitlines()), "```", ""]
    lines.append(f"Written {record['written_at']}; bundle {bundle['id'][:12]}: {counts}.")
    environments = [_environment(one) for one in record["environments"]]
    for title in ("Device", "Commit", "Versions"):
        values = dict.fromkeys(one[title] for one in environments)
        lines += [f"{title}: {value}." for value in values if value]
    lines.append(
        "All systems use the same roads, labels and folds. Values are means ± standard deviation "
        "over seeds and folds, on test roads. The best value of a column is bold."
    )
    return "\n".join(lines)


def _environment(environment: Mapping[str, Any]) -> dict[str, str | None]:
    versions = ", ".join(f"{name} {version}" for name, version in environment["versions"].items())
    commit = environment["commit"]
    return {"Device": environment["device"], "Commit": commit, "Versions": versions}


def _by_metric(titles: Mapping[str, str], rows: pd.DataFrame) -> Iterator[str]:
    """One table per task: system × metric."""
    for task, some in _tasks(rows):
        metrics = [name for name in task.metrics if name in set(some["metric"])]
        columns = [(_metric(name), name, some) for name in metrics]
        yield f"{_title(task)}\n\n{_system_table(titles, columns)}"


def _by_value(
    titles: Mapping[str, str], rows: pd.DataFrame, column: str, values: Mapping[Any, str]
) -> Iterator[str]:
    """One table per task of its leading metric: system × values of a column of the rows."""
    for task, some in _tasks(rows):
        metric = task.metrics[0]
        parts = [(name, metric, some[some[column] == value]) for value, name in values.items()]
        columns = [part for part in parts if len(part[2])]
        yield f"{_title(task)}: {_metric(metric)}\n\n{_system_table(titles, columns)}"


def _system_table(
    titles: Mapping[str, str], columns: Sequence[tuple[str, str, pd.DataFrame]]
) -> str:
    """One row per system; a column is a title, a metric and the rows that have it."""
    best = [next(iter(ranked(rows, metric).index), "") for _, metric, rows in columns]
    systems = set().union(*(rows["system"] for _, _, rows in columns))
    lines = []
    for system in (name for name in titles if name in systems):
        cells = [_cell(rows, system, metric) for _, metric, rows in columns]
        bold = [
            f"**{cell}**" if one == system else cell for cell, one in zip(cells, best, strict=True)
        ]
        lines.append([titles[system], *bold])
    return _table(["system", *(title for title, _, _ in columns)], lines)


def _best(results: Results, rows: pd.DataFrame) -> str:
    """The best system by each metric, compared with the second best."""
    found = []
    for task, some in _tasks(rows):
        for metric in task.metrics:
            systems = list(ranked(some, metric).index[:2])
            if len(systems) == 2:
                own = dataclasses.replace(results, rows=some[some["metric"] == metric])
                found += differences(own, systems[0], systems[1:])
    adjusted = holm([each.corrected.p for each in found])
    lines = []
    for each, p in zip(found, adjusted.tolist(), strict=True):
        difference = each.one - each.other
        decimals = _decimals(difference)
        has_interval = not np.isnan(each.low)
        lines.append(
            [
                TASKS[each.of["task"]].title,
                METRICS[each.of["metric"]],
                results.systems[each.one_id],
                results.systems[each.other_id],
                f"{difference:+.{decimals}f}",
                f"{each.low:+.{decimals}f} to {each.high:+.{decimals}f}" if has_interval else "–",
                str(each.corrected.pairs),
                _probability(each.corrected.p),
                _probability(p),
            ]
        )
    header = ["task", "metric", "best", "second best", "difference", "95 % interval", "pairs"]
    table = _table([*header, "corrected p", "Holm"], lines)
    return f"### Best and second-best system\n\n{table}" if lines else ""


def _probability(p: float) -> str:
    return "–" if np.isnan(p) else f"{p:.2g}"


def _by_group(results: Results) -> Iterator[str]:
    """One table per task and kind of group: system × group, with the coverage of intervals."""
    predictions = main_predictions(results)
    if predictions.empty:
        return
    yield "## Roads by number of input trips, class and basis"
    yield (
        "Values are of all predictions of a group, in all seeds and folds; in brackets is the "
        "share of labels inside the 90 % interval or set. Groups of few roads are left out."
    )
    for task, some in _tasks(predictions):
        yield f"{_title(task)}: {_metric(task.metrics[0])}"
        for by, group in groups_of(some).items():
            figures = group_figures(some, group)
            names = list(dict.fromkeys(figures["group"]))
            if len(names) > 1:
                yield _group_table(results.systems, figures, GROUP_TITLES[by], names, task)


def _group_table(
    titles: Mapping[str, str], figures: pd.DataFrame, title: str, names: Sequence[str], task: Task
) -> str:
    by_system = figures.set_index(["system", "group"])
    values = by_system["value"].unstack("group")
    best = values.idxmin() if task.metrics[0] in ERRORS else values.idxmax()
    lines = []
    for system in (name for name in titles if name in values.index):
        cells = []
        for name in names:
            value, covered = by_system.loc[(system, name)]
            text = f"{value:.{_decimals(value)}f}"
            text = f"**{text}**" if best[name] == system else text
            cells.append(text if pd.isna(covered) else f"{text} ({covered:.0%})")
        lines.append([titles[system], *cells])
    return _table([title, *names], lines)


def _lost(results: Results) -> str:
    """The first sentence: where the mean of the passes is better than the preset."""
    lost = lost_to_the_mean(results)
    if lost is None:
        return ""
    best, mean = results.systems[BEST], results.systems[MEAN]
    parts = []
    for task, groups in lost.items():
        for each in groups:
            decimals = _decimals(each.other)
            parts.append(
                f"{TASKS[task].title.lower()}, {each.group} input trips ({each.one:.{decimals}f} "
                f"against {each.other:.{decimals}f}; 95 % interval of the difference "
                f"{each.low:+.{decimals}f} to {each.high:+.{decimals}f}; {each.roads:,} roads)"
            )
    if parts:
        return f"**{best} is worse than the {_lower(mean)} for:** {'; '.join(parts)}."
    tasks = ", ".join(TASKS[task].title.lower() for task in lost)
    return (
        f"On these test roads, {best} is not worse than the {_lower(mean)} in any range of numbers "
        f"of input trips ({tasks})."
    )


def _lower(title: str) -> str:
    return title[:1].lower() + title[1:]


def _intervals(titles: Mapping[str, str], rows: pd.DataFrame) -> str:
    """Coverage and size of the 90 % intervals."""
    lines = []
    for task, some in _tasks(rows):
        size = next((name for name in SIZES if name in set(some["metric"])), None)
        for system in titles:
            if size and len(_values(some, system, "coverage")):
                coverage, width = (_cell(some, system, name) for name in ("coverage", size))
                lines.append([task.title, titles[system], coverage, f"{width} {SIZES[size]}"])
    table = _table(["task", "system", "coverage", "size"], lines)
    return f"### Shares of the test roads inside the 90 % intervals\n\n{table}" if lines else ""


def _costs(results: Results) -> str:
    """The costs of each system, means over cells."""
    costs = results.costs
    costs = costs[costs["labels"] == costs["labels"].max()]
    names = [name for name in COSTS if name != "peak_gpu_mb" or costs[name].notna().any()]
    lines = []
    for system, title in results.systems.items():
        some = costs[costs["system"] == system]
        if len(some):
            means = {name: some[name].astype("float64").mean() for name in names}
            cells = [_cost(name, mean) for name, mean in means.items()]
            lines.append([title, *cells, _origins(some["origin"])])
    table = _table(["system", *(COSTS[name] for name in names), "weights"], lines)
    return (
        f"## Costs\n\n{table}\n\nParameters include the heads of all tasks. The time per road is "
        "that of predicting all tasks in a batch, including the input features. Memory is the peak "
        "of the whole process, including Python, libraries and the bundle."
    )


def _cost(name: str, mean: float) -> str:
    is_whole = name == "parameters" or mean >= 100
    return "–" if np.isnan(mean) else f"{mean:,.{0 if is_whole else 1}f}"


def _origins(of_cells: Iterable[str]) -> str:
    """Where weights come from; texts that differ only in numbers are merged, with their ranges."""
    numbers: dict[tuple[str, ...], list[list[str]]] = {}
    for origin in of_cells:
        numbers.setdefault(tuple(NUMBER.split(origin)), []).append(NUMBER.findall(origin))
    return "; ".join(
        "".join(
            chain.from_iterable(
                zip_longest(words, map(_range, zip(*some, strict=True)), fillvalue="")
            )
        )
        for words, some in numbers.items()
    )


def _range(numbers: Sequence[str]) -> str:
    """The smallest to the largest of some numbers, as written."""
    least, most = min(numbers, key=float), max(numbers, key=float)
    return least if least == most else f"{least} to {most}"


def _figures(results: Results) -> str:
    captions = results.record["figures"]
    pictures = [f"![{_plain(caption)}]({file})" for file, caption in captions.items()]
    return "\n\n".join(["## Figures", *pictures]) if pictures else ""


def _notes(results: Results) -> str:
    """What was left out, and the settings of trainings."""
    record = results.record
    lines = ["## Notes", ""]
    for name, note in {**record["bundle"]["notes"], **record["notes"]}.items():
        title = TASKS[name].title if name in TASKS else name
        lines.append(f"- {title} is not compared: {_plain(note)}")
    if any(LOCATION_SPLIT in table["splits"] for table in record["tables"]):
        lines.append(f"- {LEAK}")
    lines += _failures(results)
    lines += _fewer_seeds(results)
    settings = dict(record["settings"])
    trained, steps = settings.pop("published", {}), settings.pop("fewest_steps", 0)
    names = results.systems
    settings |= {f"training of {names[k]}": v for k, v in trained.items() if k in names}
    for stage, options in settings.items():
        values = ", ".join(f"{key} {value}" for key, value in options.items()) or "all defaults"
        lines.append(f"- {stage[0].upper()}{stage[1:]}: {values}.")
    if steps:
        lines.append(
            f"- Every training without labels has at least {steps} steps. On a small study area it "
            "therefore has more epochs than stated."
        )
    lines.append(
        "- A seed sets the shuffle of the roads and the random numbers of all systems. Differences "
        "are of means over seeds and folds. Their intervals are from 2,000 bootstrap resamples of "
        "blocks of 500 m, each drawn in all seeds and folds at once: they describe other roads of "
        "this city, not other trainings. p is of the t test of Nadeau and Bengio (2003), corrected "
        "for roads that seeds and folds share; Holm's p is adjusted for the number of rows."
    )
    return "\n".join(lines)


def _failures(results: Results) -> list[str]:
    """Which systems are missing, each reason once."""
    reasons = ["system", "split", "code", "message"]
    failed = results.cells[results.cells["code"].notna()]
    grouped = failed.groupby(reasons, sort=False)
    return [
        f"- {results.systems[system]} is missing ({split}, {_numbered('fold', some['fold'])}, "
        f"{_numbered('seed', some['seed'])}): [{code}] {_plain(message)}"
        for (system, split, code, message), some in grouped
    ]


def _fewer_seeds(results: Results) -> list[str]:
    """Which systems were compared with fewer seeds than others."""
    seeds = results.costs.groupby("system", sort=False)["seed"].nunique()
    fewer = [name for name in results.systems if 0 < seeds.get(name, 0) < seeds.max()]
    parts = [f"{results.systems[name]} ({seeds[name]} of {seeds.max()})" for name in fewer]
    return [f"- Compared with fewer seeds than others: {'; '.join(parts)}."] if parts else []


def _numbered(word: str, numbers: Iterable[int]) -> str:
    different = sorted(set(numbers))
    return f"{word}{'s' * (len(different) > 1)} {', '.join(map(str, different))}"


def _tasks(rows: pd.DataFrame) -> Iterator[tuple[Task, pd.DataFrame]]:
    """The tasks that have rows, with these."""
    for task in TASKS.values():
        some = rows[rows["task"] == task.id]
        if len(some):
            yield task, some


def _values(rows: pd.DataFrame, system: str, metric: str) -> pd.Series:
    """Known values of a system by seed and fold."""
    some = rows[(rows["system"] == system) & (rows["metric"] == metric)]
    return some.set_index(["seed", "fold"])["value"].dropna()


def _cell(rows: pd.DataFrame, system: str, metric: str) -> str:
    """Mean and standard deviation."""
    values = _values(rows, system, metric)
    if values.empty:
        return "–"
    decimals = _decimals(values.mean())
    spread = f" ± {values.std(ddof=1):.{decimals}f}" if len(values) > 1 else ""
    return f"{values.mean():.{decimals}f}{spread}"


def _decimals(value: float) -> int:
    """Enough to tell a slow-down of 0.0453 from one of 0.0467."""
    return 2 if abs(value) >= 10 else 3 if abs(value) >= 0.1 or not value else 4


def _plain(text: str) -> str:
    """Foreign text as one line in which no character is a mark of Markdown or HTML."""
    line = " ".join(text.split()).replace("&", "&amp;").replace("<", "&lt;")
    return MARKS.sub(r"\\\g<0>", line)


def _title(task: Task) -> str:
    return f"### {task.title}" + (f", {task.unit}" if task.unit else "")


def _metric(name: str) -> str:
    return f"{METRICS[name]} {'↓' if name in ERRORS else '↑'}"


def _table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [f"| {' | '.join(row)} |" for row in (header, *rows)]
    return "\n".join([lines[0], "|" + "---|" * len(header), *lines[1:]])

"""Compares systems on the segment tasks of real Porto with fresh seeds, and keeps every prediction.

    python -m benchmarks.segments run build/benchmark/porto/bundle --seeds 40 41 42
    python -m benchmarks.segments add docs/benchmarks/segments/porto.parquet
    python -m benchmarks.segments tables docs/benchmarks/segments/porto.parquet

The first command computes what is missing in ``build/benchmark/segments`` and collects all
predictions there in one file with one row per task, system, seed, fold and test road. The second
adds them to such a file. The third prints the tables of docs/benchmarks/segments.md from one;
``--other`` names the system that best is compared with by the number of input passes. Real Porto
has no pictures, so that pretraining sees nothing of test roads that a prediction does not see too:
one pretraining serves all folds of a seed, and all systems that have the same encoders.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import worker  # noqa: F401  (threads that wait leave their core, before torch is there)

import numpy as np  # isort: skip
import pandas as pd  # isort: skip
import torch  # isort: skip
from torch import Tensor  # isort: skip

from benchmarks.paired import lines_of, results_of, table  # isort: skip
from trajganr_comparison.differences import differences, group_differences  # isort: skip
from trajganr_comparison.groups import density_groups  # isort: skip
from trajganr_comparison.machine import commit, device_name, versions  # isort: skip
from trajganr_comparison.profiles import PROFILES  # isort: skip
from trajganr_comparison.study import Study  # isort: skip
from trajganr_comparison.system import Cell, Settings, System  # isort: skip
from trajganr_comparison.systems import chosen_systems  # isort: skip
from trajganr_core.training.finetuning.without_labels import observed_on_inputs  # isort: skip
from trajganr_core.data.bundle import Bundle  # isort: skip
from trajganr_core.evaluation.splits import split_edges  # isort: skip
from trajganr_core.utils.progress import silent  # isort: skip

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "build" / "benchmark" / "segments"
#: No design choice was made on these.
SEEDS = (40, 41, 42)
TASKS = ("speed", "popularity", "slowdown")
#: Tasks whose labels are means over passes. Popularity is a class of the number of passes: among
#: roads of about the same number, its F1 measures little.
OF_PASSES = ("speed", "slowdown")
QUICK = PROFILES["quick"].settings
BEST, MEAN = "trajganr_best", "pass_mean"
SYSTEMS = (
    MEAN,
    BEST,
    "hand_statistics",
    "boosting",
    "lightgbm",
    "graphsage",
    "boosting_passes",
    "unitraj",
    "unitraj_without_counts",
    "jclrnt",
    "trajganr_best_without_road_function",
)
#: What each of the collected predictions is of.
KEY = ["system", "task", "seed", "fold"]
#: Names of the collected predictions, and of what belongs to all of them.
PREDICTIONS, RECORD = "porto.parquet", "porto.json"


def main() -> None:
    """Compute predictions, or print tables of them."""
    parser = argparse.ArgumentParser(description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    run = commands.add_parser("run", help="compute predictions")
    run.add_argument("bundle", type=Path)
    run.add_argument("--seeds", type=int, nargs="+", default=SEEDS)
    run.add_argument("--folds", type=int, nargs="+", default=[0])
    run.add_argument("--systems", nargs="+", default=SYSTEMS)
    run.add_argument("--tasks", nargs="+", default=TASKS, choices=TASKS)
    run.add_argument("--out", type=Path, default=OUT)
    adding = commands.add_parser("add", help="add computed predictions to others")
    adding.add_argument("predictions", type=Path)
    adding.add_argument("--out", type=Path, default=OUT)
    tables = commands.add_parser("tables", help="print tables of predictions")
    tables.add_argument("predictions", type=Path)
    tables.add_argument("--other", default=MEAN, help="system of the table by input passes")
    tables.add_argument("--tasks", nargs="+", default=OF_PASSES, choices=TASKS, help="of it")
    options = parser.parse_args()
    if options.command == "add":
        add(options.predictions, options.out / PREDICTIONS)
        return
    if options.command == "tables":
        record = json.loads(options.predictions.with_suffix(".json").read_text("utf-8"))
        rows = pd.read_parquet(options.predictions)
        print("\n".join(page(rows, record, options.other, options.tasks)))
        return
    torch.set_num_threads(1)
    bundle = Bundle.load(options.bundle)
    for seed in options.seeds:
        for fold in options.folds:
            for system in options.systems:
                compute(bundle, system_of(system), options.tasks, seed, fold, options.out)
    collect(bundle, options.out)


def system_of(name: str) -> System:
    """The system of an id, in the sizes of the quick profile."""
    (system,) = chosen_systems([name], {}, QUICK.published)
    return system


def compute(
    bundle: Bundle, system: System, tasks: Sequence[str], seed: int, fold: int, out: Path
) -> None:
    """The predictions of a system for the test roads, unless they are there."""
    name = f"{system.id}-{'+'.join(tasks)}-seed{seed}-fold{fold}"
    if (out / f"{name}.parquet").is_file():
        return
    with TemporaryDirectory(dir=_made(out)) as work:
        cell = cell_of(bundle, tasks, seed, fold, Path(work), out)
        begun = time.perf_counter()
        outcome = system.answer(cell, silent)
        print(f"{name}: {time.perf_counter() - begun:.0f} s", flush=True)
    keep(out / name, cell, outcome.raw, system.id, system.title, outcome.seconds)


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def cell_of(
    bundle: Bundle,
    tasks: Sequence[str],
    seed: int,
    fold: int,
    work: Path,
    out: Path,
    settings: Settings = QUICK,
) -> Cell:
    """The roads that are held out; files of trainings are in ``work``, those shared in ``out``."""
    split = split_edges(bundle.network, bundle.area, "block", fold, seed)
    shared, device = out / "pretrained" / str(seed), torch.device("cpu")
    study = Study(bundle, split, seed, device, work, shared, settings.fewest_steps)
    return Cell.of(study, tasks, settings)


def keep(
    stem: Path, cell: Cell, raw: Mapping[str, Tensor], system: str, title: str, seconds: float
) -> None:
    """Write predictions into a Parquet file, and what :func:`collect` needs to know beside it."""
    seed, fold = cell.study.seed, cell.study.split.fold
    record = {
        "seed": seed,
        "fold": fold,
        "system": system,
        "title": title,
        "seconds": seconds,
        "roads": {
            fit.task.id: {part: len(rows) for part, rows in fit.rows.items()} for fit in cell.fits
        },
        "figures": cell.figures(raw),
    }
    rows = cell.predictions(raw).assign(system=system, seed=seed, fold=fold)
    stem.with_suffix(".json").write_text(json.dumps(record), "utf-8")
    rows.to_parquet(stem.with_suffix(".parquet"), index=False)


def collect(bundle: Bundle, out: Path) -> None:
    """Write all predictions into one file, and what they were made with into another."""
    files = sorted(path for path in out.glob("*-seed*.parquet"))
    rows = pd.concat([pd.read_parquet(path) for path in files], ignore_index=True)
    observed = observed_on_inputs(bundle)
    kept = pd.DataFrame(
        {
            "system": rows["system"].astype("category"),
            "seed": rows["seed"].astype("int16"),
            "fold": rows["fold"].astype("int8"),
            "task": rows["task"].astype("category"),
            **{name: rows[name] for name in ("edge", "block")},
            "highway": rows["highway"].astype("category"),
            "passes": observed["speed_passes"].to_numpy()[rows["edge"]].astype(np.int32),
            **{name: rows[name] for name in ("truth", "predicted")},
        }
    )
    if rows["distance"].notna().any():  # only shares have one
        kept["distance"] = rows["distance"]
    kept = kept.sort_values(["task", "seed", "fold", "system", "edge"])
    kept.to_parquet(out / PREDICTIONS, index=False, compression="zstd")
    records = [json.loads(path.with_suffix(".json").read_text("utf-8")) for path in files]
    record = {
        "commit": commit(),
        "measured_at": time.strftime("%Y-%m-%d"),
        "machine": device_name(torch.device("cpu")),
        "threads": torch.get_num_threads(),
        "versions": versions(),
        "bundle": bundle.manifest.id,
        "titles": {one["system"]: one["title"] for one in records},
        "cells": [
            {key: one[key] for key in ("system", "seed", "fold", "seconds", "roads")}
            for one in records
        ],
    }
    (out / RECORD).write_text(json.dumps(record, indent=1) + "\n", "utf-8")


def add(predictions: Path, other: Path) -> None:
    """Add collected predictions to a file of such, in place of those of the same cells."""
    old, new = pd.read_parquet(predictions), pd.read_parquet(other)
    replaced = pd.MultiIndex.from_frame(old[KEY].astype(str)).isin(
        pd.MultiIndex.from_frame(new[KEY].drop_duplicates().astype(str))
    )
    rows = pd.concat([part.astype({"system": str, "task": str}) for part in (old[~replaced], new)])
    names = ("system", "task", "highway")
    rows = rows.astype({name: "category" for name in names if name in rows})
    rows = rows.sort_values(["task", "seed", "fold", "system", "edge"])
    rows.to_parquet(predictions, index=False, compression="zstd")
    record, added = (
        json.loads(path.with_suffix(".json").read_text("utf-8")) for path in (predictions, other)
    )
    made = {name: added[name] for name in ("commit", "measured_at")}
    cells = [{**cell, **made} for cell in added["cells"]]
    known = {_key_of(cell) for cell in cells}
    record["cells"] = [*(one for one in record["cells"] if _key_of(one) not in known), *cells]
    record["titles"] |= added["titles"]
    predictions.with_suffix(".json").write_text(json.dumps(record, indent=1) + "\n", "utf-8")


def _key_of(cell: Mapping[str, Any]) -> tuple[Any, ...]:
    return cell["system"], cell["seed"], cell["fold"], *sorted(cell["roads"])


def page(
    rows: pd.DataFrame,
    record: dict[str, Any],
    other: str = MEAN,
    tasks: Sequence[str] = OF_PASSES,
) -> list[str]:
    """The tables of a file of predictions.

    Args:
        rows, record: of the file.
        other: id of the system of the table by the number of input passes.
        tasks: of this table.
    """
    known = dict.fromkeys((*SYSTEMS, other))
    others = [name for name in known if name in set(rows["system"]) and name != BEST]
    found = differences(results_of(rows, record), BEST, others)
    found.sort(key=lambda each: TASKS.index(each.of["task"]))
    titles = record["titles"]
    by_density = _by_density(rows, other, titles.get(other, other), tasks)
    return [*lines_of(found, "best", titles), "", *by_density]


def _by_density(rows: pd.DataFrame, other: str, title: str, tasks: Sequence[str]) -> list[str]:
    """Errors, or F1, of best and of another system, by the number of input passes of a road."""
    lines = []
    for task in tasks:
        some = rows[(rows["task"] == task) & rows["system"].isin([BEST, other])]
        if not {BEST, other} <= set(some["system"]):
            continue
        some = some.assign(distance=np.nan)
        for each in group_differences(some, density_groups(some["passes"]), BEST, other):
            digits = 4 if each.other < 0.1 else 2
            lines.append(
                [
                    task,
                    each.group,
                    f"{each.roads:,}",
                    f"{each.one:.{digits}f}",
                    f"{each.other:.{digits}f}",
                    f"{each.one - each.other:+.{digits}f}",
                    f"{each.low:+.{digits}f} to {each.high:+.{digits}f}",
                ]
            )
    header = ["task", "input passes", "directed segments", "best", title]
    return table([*header, "difference", "95 % interval"], lines)


if __name__ == "__main__":
    main()

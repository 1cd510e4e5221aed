"""The tables of the TrajGANR paper, with labels split over locations and over blocks of roads.

    python -m benchmarks.simulated_porto --area-share 0.09 --trips 3150 --picture-every-m 40 \
        --out build/simulated_porto_pictures
    python -m benchmarks.protocols run porto --seeds 70 71
    python -m benchmarks.protocols run simulated --systems trajganr_paper geoclip
    python -m benchmarks.protocols add benchmarks/log/protocols/rows.csv
    python -m benchmarks.protocols tables benchmarks/log/protocols/rows.csv

``run`` computes what is missing in ``build/benchmark/protocols`` and collects all figures there in
``rows.csv``; ``add`` adds them to such a file and its record, in place of those of the same system,
split and seed; ``tables`` prints the tables of benchmarks/log/2026-11-29-protocols.md. The city
``porto`` is the middle of real Porto; the first command makes the city ``simulated``. Trainings
without labels are the same for both ways to split labels and run once a seed.
"""

from __future__ import annotations

import argparse
import copy
import dataclasses
import json
import shutil
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import trajganr_worker  # noqa: F401  (threads that wait leave their core, before torch is there)

import numpy as np  # isort: skip
import pandas as pd  # isort: skip
import torch  # isort: skip

from trajganr_comparison.frozen_head import FrozenHead
from trajganr_comparison.label_locations import label_locations
from trajganr_comparison.location_features import edge_middles
from trajganr_comparison.machine import commit, device_name, versions
from trajganr_comparison.profiles import PROFILES
from trajganr_comparison.study import Extractor, Features, Study
from trajganr_comparison.system import Cell, Settings, System
from trajganr_comparison.systems import ablation, chosen_systems
from trajganr_comparison.trajganr import TrajGANRSystem
from trajganr_core.contract.errors import TrajganrError
from trajganr_core.contract.options.choices import LOCATION_SPLIT
from trajganr_core.contract.tasks import METRICS, TASKS
from trajganr_core.data.bundle import MANIFEST, Bundle
from trajganr_core.data.bundle_cut import cut_bundle
from trajganr_core.evaluation.splits import split_edges
from trajganr_core.features.query_locations import Locations, edge_locations
from trajganr_core.training.finetuning.task_data import LabelLocations
from trajganr_core.utils.progress import Progress, silent

from ..best.picture_backbone import add_backbone, seeing
from ..figures import BUILD, ROOT
from ..simulated_porto.options import CityOptions, area_of
from .paired import table

OUT = BUILD / "protocols"
#: Bundles of simulated Porto with a picture every 40 m, and of the whole of real Porto.
SIMULATED = ROOT / "build" / "simulated_porto_pictures" / "bundle"
REAL = BUILD / "porto" / "bundle"
#: ``whole`` is the whole of real Porto.
CITIES = ("porto", "simulated", "whole")
QUICK, FULL = "quick", "full"
#: The full size is that of all defaults: dimension 256, 4 layers, 100 epochs, 50 on labels. It
#: pretrains in bfloat16, as on a GPU.
SIZES: Mapping[str, Settings] = {
    QUICK: PROFILES["quick"].settings,
    FULL: Settings(pretraining={"precision": "bfloat16"}),
}
#: No design choice was made on these.
SEEDS = (70, 71)
SPLITS = (LOCATION_SPLIT, "block")
ROWS, RECORD = "rows.csv", "record.json"
#: What each figure is of.
KEY = ["city", "size", "system", "split", "seed"]
#: After the id of a TrajGANR system: its encoders learn from labels too, as its heads do.
UNFROZEN = "_unfrozen"
#: The paper's baselines and model (its Tables 1 and 2), with ours and simple methods.
MAIN = (
    "training_mean",
    "nearest_label",
    "pass_mean",
    "hand_statistics",
    "geoclip",
    "satclip",
    "gair",
    "unitraj",
    "unitraj_without_counts",
    "trajganr_paper",
    "trajganr_best",
)
#: By title, the systems of each table.
SHOWN: Mapping[str, Sequence[str]] = {
    "All systems (Tables 1 and 2 of the paper)": (
        *MAIN,
        f"trajganr_paper{UNFROZEN}",
        "trajganr_paper_attention_joint",
        f"trajganr_paper_attention_joint{UNFROZEN}",
    ),
    "Granularity of the alignment (Table 3)": [
        name for name in ablation("alignment") if "centred" not in name
    ],
    "Modalities (Table 4)": ablation("modalities"),
    "Time in the query (Table 5)": ablation("query_time"),
}
#: Columns: tasks with metrics.
COLUMNS = (
    ("speed", "mae"),
    ("speed", "r2"),
    ("popularity", "f1_macro"),
    ("popularity", "auprc_macro"),
    ("aoi", "l1"),
    ("aoi", "cosine"),
    ("braking", "mae"),
    ("braking", "r2"),
    ("slowdown", "mae"),
    ("slowdown", "r2"),
)
CITY_TITLES = {
    "porto": "Real trips, no pictures",
    "simulated": "Simulated trips and pictures",
    "whole": "Real trips of the whole city, no pictures",
}
SIZE_TITLES = {QUICK: "", FULL: ", full-size models"}
NOTHING = "–"


def _published(
    speed: Sequence[float | str] = (),
    popularity: Sequence[float | str] = (),
    aoi: Sequence[float | str] = (),
    braking: Sequence[float | str] = (),
) -> dict[tuple[str, str], float | str]:
    """Figures of a row of the paper: MAE and R²; F1 and AUPRC; L1 and cosine; MAE and R²."""
    figures = (*speed, *popularity, *aoi, *braking)
    own = {"speed": speed, "popularity": popularity, "aoi": aoi, "braking": braking}
    keys = [one for one in COLUMNS if own.get(one[0])]
    return dict(zip(keys, figures, strict=True))


_FINE = _published((0.403, 0.948), (0.960, 0.992), (0.121, 0.981), (0.130, 0.975))
#: The paper's figures by table. Its labels are Google's: their order can be compared with ours,
#: their size cannot. The text that we have lacks the figures of its baselines and some of its
#: variants. Where a row lacks some, the others were assigned by MAE < RMSE and by
#: R² = 1 − RMSE² ÷ variance, with the variance of the complete rows; unclear ones are left out.
PUBLISHED: Mapping[str, Mapping[str, Mapping[tuple[str, str], float | str]]] = {
    "All systems (Tables 1 and 2 of the paper)": {
        "TrajGANR, San Francisco": _FINE,
        "TrajGANR, Porto": _published((), (0.908, 0.939), (0.279, 0.951), (0.401, 0.899)),
    },
    "Granularity of the alignment (Table 3)": {
        "none, San Francisco": _published((0.907, 0.909), (), (0.322, 0.940), (0.385, 0.954)),
        "segment, San Francisco": _published(
            (NOTHING, 0.923), (0.958, 0.985), (0.121, 0.982), (0.328, 0.965)
        ),
        "fine, San Francisco": _FINE,
    },
    "Modalities (Table 4)": {
        "loc, San Francisco": _published((1.117, NOTHING), (), (), (0.237, 0.948)),
        "sv+loc, San Francisco": _published((1.051, NOTHING), (), (0.262, 0.962), (1.076, 0.907)),
        "traj+loc, San Francisco": _published((), (), (), (0.191, 0.965)),
        "all, San Francisco": _FINE,
    },
    "Time in the query (Table 5)": {
        "synthetic, San Francisco": _FINE,
        "masked, San Francisco": _published(
            (0.451, 0.946), (0.970, 0.987), (0.179, 0.972), (0.147, 0.978)
        ),
    },
}


def main() -> None:
    """Compute figures, or print tables of them."""
    parser = argparse.ArgumentParser(description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    run = commands.add_parser("run", help="compute figures")
    run.add_argument("city", choices=CITIES)
    run.add_argument("--bundle", type=Path, help="of the city, if it is elsewhere")
    run.add_argument("--seeds", type=int, nargs="+", default=SEEDS)
    run.add_argument("--systems", nargs="+", default=MAIN)
    run.add_argument("--size", choices=SIZES, default=QUICK, help="of models and trainings")
    add_backbone(run)
    run.add_argument("--out", type=Path, default=OUT)
    adding = commands.add_parser("add", help="add computed figures to others")
    adding.add_argument("rows", type=Path)
    adding.add_argument("--out", type=Path, default=OUT)
    tables = commands.add_parser("tables", help="print tables of figures")
    tables.add_argument("rows", type=Path)
    options = parser.parse_args()
    if options.command == "tables":
        print("\n".join(page(pd.read_csv(options.rows))))
        return
    if options.command == "add":
        collect(options.out)
        add(options.rows, options.out / ROWS)
        return
    torch.set_num_threads(1)
    bundle = bundle_of(options.city, options.bundle, options.out)
    options.out.mkdir(parents=True, exist_ok=True)
    settings = seeing(SIZES[options.size], options, options.out)
    for seed in options.seeds:
        # An interrupted run finds its models and checkpoints here.
        pretrained = options.out / "pretrained" / f"{options.city}-{options.size}-seed{seed}"
        pretrained.mkdir(parents=True, exist_ok=True)
        for name in options.systems:
            case = Case(options.city, options.size, system_of(name, settings.published), seed)
            compute(case, bundle, settings, options.out, pretrained)
        shutil.rmtree(pretrained)
    collect(options.out)


def system_of(name: str, options: Mapping[str, Mapping[str, Any]]) -> System:
    """The system of an id; its encoders are frozen unless the id says otherwise."""
    usual = name.removesuffix(UNFROZEN)
    (system,) = chosen_systems([usual], {}, options)
    if name == usual:
        return system
    if not isinstance(system, TrajGANRSystem):
        raise SystemExit(f"{usual} has no encoders that could learn from labels: leave {name} out.")
    title = f"{system.title}; encoders learn from labels too"
    return dataclasses.replace(
        system, id=name, title=title, pretrained_as=usual, tuning={"freeze": False}
    )


def bundle_of(city: str, given: Path | None, out: Path) -> Bundle:
    """A city; the middle of real Porto is as large as simulated Porto usually is."""
    if city == "whole":
        return Bundle.load(given or REAL)
    if city == "simulated":
        return Bundle.load(given or SIMULATED)
    part = out / "porto_bundle"
    if not (part / MANIFEST).is_file():
        area = area_of(CityOptions().area_share)
        cut_bundle(given or REAL, area, part, name="Porto, part")
    return Bundle.load(part)


@dataclass(frozen=True)
class Case:
    """What is computed under both protocols: a system of some size in a city, with a seed."""

    city: str
    size: str
    system: System
    seed: int

    def file(self, out: Path, split: str) -> Path:
        """For its figures under a protocol."""
        size = "" if self.size == QUICK else f"-{self.size}"
        return out / f"{self.city}{size}-{self.system.id}-{split}-seed{self.seed}.json"


def compute(case: Case, bundle: Bundle, settings: Settings, out: Path, pretrained: Path) -> None:
    """The figures of a system under both protocols, unless they are there.

    Args:
        case: what is computed.
        bundle: of the city.
        settings: of its size.
        out: for figures.
        pretrained: for pretrained models of this city, size and seed.
    """
    system, seed = case.system, case.seed
    files = {split: case.file(out, split) for split in SPLITS}
    if all(file.is_file() for file in files.values()):
        return
    tasks = [name for name in TASKS if bundle.manifest.tasks.get(name)]
    blocks = split_edges(bundle.network, bundle.area, "block", 0, seed)
    at = label_locations(bundle, tasks, 0, seed)
    if isinstance(system, FrozenHead):
        system = _sharing(system, at)
    for split, file in files.items():
        if file.is_file():
            continue
        with TemporaryDirectory(dir=out) as work:
            study = Study(
                bundle,
                blocks,
                seed,
                torch.device("cpu"),
                Path(work),
                pretrained,
                settings.fewest_steps,
                at if split == LOCATION_SPLIT else None,
            )
            record = answered(study, tasks, system, settings)
        record |= {"city": case.city, "size": case.size, "split": split, "seed": seed}
        print(f"{file.stem}: {record['cpu_s']} s of processor time", flush=True)
        file.write_text(json.dumps(record), "utf-8")


def answered(
    study: Study, tasks: Sequence[str], system: System, settings: Settings
) -> dict[str, Any]:
    """The figures of a system on one study, or why it has none, and how they were made."""
    record: dict[str, Any] = {
        "bundle": study.bundle.manifest.id,
        "system": system.id,
        "title": system.title,
        "commit": commit(),
        "measured_at": time.strftime("%Y-%m-%d"),
    }
    begun = time.process_time()
    try:
        cell = Cell.of(study, tasks, settings)
        outcome = system.answer(cell, silent)
    except TrajganrError as error:
        record["failure"] = f"{error.code.value}: {error.message}"
    else:
        record["figures"] = cell.figures(outcome.raw)
        record["origin"] = outcome.origin
        record["rows"] = {
            fit.task.id: {part: len(rows) for part, rows in fit.rows.items()} for fit in cell.fits
        }
    record["cpu_s"] = round(time.process_time() - begun, 1)
    return record


def _sharing(system: FrozenHead, at: LabelLocations) -> FrozenHead:
    """The same system, which computes its features once for both protocols."""
    shared = copy.copy(system)
    shared.extractor = _Once(system.extractor, at)
    return shared


class _Once:
    """An extractor that computes its features once for both protocols.

    Args:
        extractor: of features.
        at: locations of the protocol that splits these.
    """

    def __init__(self, extractor: Extractor, at: LabelLocations) -> None:
        self.extractor, self.at = extractor, at
        self.id, self.title = extractor.id, extractor.title
        self._found: Features | None = None

    def features(self, study: Study, progress: Progress) -> Features:
        """See :class:`~trajganr_comparison.study.Extractor`."""
        edges = len(study.bundle.network)
        if self._found is None:
            every = edge_locations(study.bundle, np.arange(edges))
            roads = dataclasses.replace(every, lon_lat=edge_middles(study.bundle.network))
            joined = Locations.concatenate([roads, self.at.locations])
            unused = np.zeros(len(joined), dtype=np.int64)
            both = LabelLocations(joined, unused.astype(np.int8), unused, self.at.split)
            self._found = self.extractor.features(dataclasses.replace(study, at=both), progress)
        if not self._found.at_locations:
            return self._found
        own = slice(edges, None) if study.at else slice(edges)
        is_at = study.at is not None
        return dataclasses.replace(self._found, values=self._found.values[own], at_locations=is_at)


def collect(out: Path) -> None:
    """Write all figures into one table, and how they were made beside it."""
    records = [json.loads(file.read_text("utf-8")) for file in sorted(out.glob("*-seed*.json"))]
    records.sort(key=lambda one: (one["city"], one["size"] != QUICK))
    rows = [
        {**{key: one[key] for key in KEY}, "task": task,
         "metric": metric, "value": None if value is None else round(value, 5)}
        for one in records
        for task, figures in one.get("figures", {}).items()
        for metric, value in figures.items()
        if not metric.startswith("baseline_")
    ]  # fmt: skip
    pd.DataFrame(rows).to_csv(out / ROWS, index=False)
    record = {
        "machine": device_name(torch.device("cpu")),
        "threads": 1,
        "versions": versions(),
        "cells": [
            {key: value for key, value in one.items() if key != "figures"} for one in records
        ],
    }
    (out / RECORD).write_text(json.dumps(record, indent=1) + "\n", "utf-8")


def add(rows: Path, other: Path) -> None:
    """Add collected figures to a file of such, and how they were made to its record."""
    old, found = pd.read_csv(rows), pd.read_csv(other)
    replaced = pd.MultiIndex.from_frame(old[KEY]).isin(pd.MultiIndex.from_frame(found[KEY]))
    _in_order(pd.concat([old[~replaced], found])).to_csv(rows, index=False)
    record, added = (
        json.loads((file.parent / RECORD).read_text("utf-8")) for file in (rows, other)
    )
    known = {tuple(cell[name] for name in KEY) for cell in added["cells"]}
    kept = [cell for cell in record["cells"] if tuple(cell[name] for name in KEY) not in known]
    new = [{**cell, "machine": added["machine"]} for cell in added["cells"]]
    record["cells"] = [*kept, *new]
    (rows.parent / RECORD).write_text(json.dumps(record, indent=1) + "\n", "utf-8")


def _in_order(rows: pd.DataFrame) -> pd.DataFrame:
    """By city and size as they are shown, and then by the other columns of the key."""
    ranks = {"city": CITIES.index, "size": list(SIZES).index}

    def rank(column: pd.Series) -> pd.Series:
        return column.map(ranks[str(column.name)]) if column.name in ranks else column

    return rows.sort_values(KEY, kind="stable", key=rank)


def page(rows: pd.DataFrame) -> list[str]:
    """A table for each city, size and table of the paper, with the paper's own figures."""
    lines: list[str] = []
    for (city, size), of_city in rows.groupby(["city", "size"], sort=False):
        for title, systems in SHOWN.items():
            some = of_city[of_city["system"].isin(systems)]
            variants = set(some["system"]) - set(MAIN)
            if some["system"].nunique() > 1 and (systems[0] in MAIN or variants):
                lines += ["", f"### {CITY_TITLES[city]}{SIZE_TITLES[size]}: {title}", ""]
                lines += _table(some, title, systems)
    return lines[1:]


def _table(rows: pd.DataFrame, title: str, systems: Sequence[str]) -> list[str]:
    """System × metric: means over seeds of one protocol / the other."""
    columns = [one for one in COLUMNS if one[0] in set(rows["task"])]
    titles = {name: system_of(name, {}).title for name in systems}
    means = rows.groupby(["system", "task", "metric", "split"])["value"].mean()
    seeds = rows.groupby("system")["seed"].nunique()
    lines = [
        [titles[name], str(seeds[name]), *(_cell(means, name, *one) for one in columns)]
        for name in systems
        if name in seeds
    ]
    for name, figures in PUBLISHED[title].items():
        cells = [figures.get(one, NOTHING) for one in columns]
        lines.append([f"*published: {name}*", NOTHING, *map(str, cells)])
    names = [f"{TASKS[task].title} {METRICS[metric]}" for task, metric in columns]
    return table(["system; location / block", "seeds", *names], lines)


def _cell(means: pd.Series, system: str, task: str, metric: str) -> str:
    """The means of both protocols."""
    values = [means.get((system, task, metric, split), np.nan) for split in SPLITS]
    digits = {("slowdown", "mae"): 4, ("aoi", "l1"): 3}.get((task, metric), 2)
    return " / ".join(NOTHING if np.isnan(one) else f"{one:.{digits}f}" for one in values)


if __name__ == "__main__":
    main()

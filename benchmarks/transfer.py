"""Measures pretraining elsewhere for real Porto with few labels: ``make benchmark-transfer``.

The preset ``best`` in the sizes of the quick profile, pretrained on other study areas, on real
Porto itself, on both, or not at all (with or without a road function), and fine-tuned on shares of
real Porto's training labels; all are measured on the same roads of held-out blocks. Writes
``results.json``, its tables in Parquet and ``results.md`` into ``build/benchmark/transfer``, where
finished cells are kept, so that a repeated command continues; docs/benchmarks/transfer.md shows its
results. Real and simulated Porto need files in ``../shared/data/porto``.
"""

from __future__ import annotations

import argparse
import logging
import shutil
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import worker  # noqa: F401  (threads that wait leave their core, before torch is there)

import numpy as np  # isort: skip
import pandas as pd  # isort: skip
import torch  # isort: skip
from compare import BACKBONE, RESULTS, ROOT, demo, real, simulated, write_image_weights  # isort: skip

from trajganr_comparison.machine import commit, device_name, versions  # isort: skip
from trajganr_comparison.profiles import PROFILES  # isort: skip
from trajganr_comparison.results import Results, cells_table  # isort: skip
from trajganr_comparison.study import Study  # isort: skip
from trajganr_comparison.system import ALL, Cell, Settings, System  # isort: skip
from trajganr_comparison.tables import SHARES  # isort: skip
from trajganr_comparison.trajganr import TrajGANRSystem  # isort: skip
from trajganr_comparison.trivial import PassMean  # isort: skip
from trajganr_core.data.bundle import Bundle  # isort: skip
from trajganr_core.evaluation.splits import split_edges  # isort: skip
from trajganr_core.utils.progress import Progress  # isort: skip
from trajganr_core.contract.atomic_io import atomic_file, read_json, write_json  # isort: skip
from trajganr_core.contract.tasks import METRICS, TASKS  # isort: skip
from trajganr_core.contract.model_card import CARD  # isort: skip
from trajganr_core.contract.version import __version__  # isort: skip

OUT = ROOT / RESULTS / "transfer"
#: The cities for pretraining, by name; the last row needs no label.
SOURCES: Mapping[str, tuple[str, ...]] = {
    "none": (),
    "road_function": ("real",),
    "demo": ("demo",),
    "simulated": ("simulated",),
    "real": ("real",),
    "both": ("real", "simulated"),
    PassMean.id: (),
}
TITLES: Mapping[str, str] = {
    "none": "nothing; no road function",
    "road_function": "real Porto, the road function alone",
    "demo": "the demo city",
    "simulated": "simulated Porto",
    "real": "real Porto",
    "both": "real and simulated Porto",
    PassMean.id: "no model: mean of the road's input passes",
}
PREPARE = {"demo": demo, "simulated": simulated, "real": real}
#: By the name of a source, the options of its pretraining.
OPTIONS: Mapping[str, Mapping[str, Any]] = {
    "none": {"epochs": 0},
    "road_function": {"epochs": 0, "road_function": True},
}
#: No design choice was made on these.
SEEDS = (113, 114, 115)
#: Figures that are shown, by task.
SHOWN: Mapping[str, tuple[str, ...]] = {
    "speed": ("mae", "r2"),
    "popularity": ("f1_macro",),
    "slowdown": ("mae", "r2"),
}
#: The city for fine-tuning, and how its roads are held out.
TARGET, SPLIT, FOLD = "real", "block", 0


@dataclass(frozen=True)
class CellKey:
    """A cell of the table: the source of pretraining, the share of labels, and the seed."""

    source: str
    labels: float
    seed: int

    @property
    def name(self) -> str:
        """Of its file, without the ending."""
        return f"{self.source}-seed{self.seed}-labels{self.labels}"


def main() -> None:
    """Compute the missing cells, and write the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--source", choices=SOURCES, action="append", help="may be repeated")
    parser.add_argument("--labels", type=float, nargs="+", default=list(SHARES), help="shares")
    parser.add_argument("--seeds", type=int, nargs="+", default=SEEDS)
    parser.add_argument("--device", default="cpu", help="cpu or cuda")
    parser.add_argument("--out", type=Path, default=OUT)
    options = parser.parse_args()
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(message)s")
    keys = [
        CellKey(source, labels, seed)
        for seed in options.seeds
        for labels in options.labels
        for source in options.source or SOURCES
    ]
    transfer = Transfer.of(options.out, options.device, {key.source for key in keys})
    found = [transfer.cell(key, number, len(keys)) for number, key in enumerate(keys)]
    results_of(found, datetime.now(UTC).isoformat(timespec="seconds")).write(options.out)
    page = markdown(found)
    with atomic_file(options.out / "results.md") as file:
        file.write_text(page, encoding="utf-8")
    print(page)


@dataclass(frozen=True)
class Transfer:
    """The comparison with nothing left open.

    Attributes:
        out: its folder.
        bundles: by the name of a city.
        settings: of trainings.
        device: of all.
    """

    out: Path
    bundles: Mapping[str, Bundle]
    settings: Settings
    device: torch.device

    @classmethod
    def of(cls, out: Path, device: str, sources: Collection[str]) -> Transfer:
        """Prepare the cities that are needed."""
        out.mkdir(parents=True, exist_ok=True)
        cities = dict.fromkeys([TARGET, *(city for one in sources for city in SOURCES[one])])
        bundles = {city: Bundle.load(ROOT / PREPARE[city](folder_of(city))) for city in cities}
        weights = write_image_weights(out)
        settings = PROFILES["quick"].settings.seeing(BACKBONE, str(weights))
        return cls(out, bundles, settings, torch.device(device))

    def made_of(self, source: str) -> dict[str, Any]:
        """The inputs of a cell's results."""
        return {
            "trajganr": __version__,
            "bundles": {
                city: self.bundles[city].manifest.id for city in (TARGET, *SOURCES[source])
            },
            "pretraining": {**self.settings.pretraining, "weights": BACKBONE},
            "tuning": dict(self.settings.tuning),
            "fewest_steps": self.settings.fewest_steps,
            "split": {"kind": SPLIT, "fold": FOLD},
            "device": self.device.type,
        }

    def cell(self, key: CellKey, number: int, count: int) -> dict[str, Any]:
        """A finished cell, from its file where there is one."""
        file = self.out / "cells" / f"{key.name}.json"
        if file.is_file():
            stored = dict(read_json(file))
            if stored["made_of"] != self.made_of(key.source) or "environment" not in stored:
                raise SystemExit(
                    f"{file} is of another bundle, release, device or other settings. Choose a new "
                    "folder for --out."
                )
            return stored
        folder = self.out / "work" / key.name
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        try:
            found = self._measured(key, folder, logged(f"{number + 1} of {count}, {key.name}"))
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        with atomic_file(file) as temporary:
            write_json(temporary, found)
        return found

    def _measured(self, key: CellKey, folder: Path, progress: Progress) -> dict[str, Any]:
        bundle = self.bundles[TARGET]
        split = split_edges(bundle.network, bundle.area, SPLIT, FOLD, key.seed)
        # Cells that differ only in the share of labels use the same pretraining.
        shared = self.out / "pretrained" / f"{key.source}-seed{key.seed}"
        steps = self.settings.fewest_steps
        study = Study(bundle, split, key.seed, self.device, folder, shared, steps)
        few = {**self.settings.tuning, "label_share": key.labels}
        settings = Settings(self.settings.pretraining, few, fewest_steps=steps)
        cell = Cell.of(study, list(SHOWN), settings)
        outcome = self._system(key.source).answer(cell, progress)
        card = shared / key.source / "model" / CARD
        return {
            "source": key.source,
            "labels": key.labels,
            "seed": key.seed,
            "made_of": self.made_of(key.source),
            "figures": cell.figures(outcome.raw),
            "roads": {
                fit.task.id: {part: len(rows) for part, rows in fit.rows.items()}
                for fit in cell.fits
            },
            "pretraining": read_json(card)["pretraining"]["figures"] if card.is_file() else {},
            "notes": dict(cell.notes),
            "origin": outcome.origin,
            "seconds": outcome.seconds,
            "environment": {
                "device": device_name(self.device),
                "threads": torch.get_num_threads(),
                "commit": commit(),
                "versions": versions(),
            },
            "finished_at": datetime.now(UTC).isoformat(timespec="seconds"),
        }

    def _system(self, source: str) -> System:
        if source == PassMean.id:
            return PassMean()
        bundles = [self.bundles[city] for city in SOURCES[source]]
        options = OPTIONS.get(source, {})
        return TrajGANRSystem(source, TITLES[source], "best", options, sources=bundles)


def folder_of(city: str) -> Path:
    """Where :mod:`compare` keeps a city, beneath the repository's root."""
    return RESULTS / {"real": "porto", "simulated": "simulated_porto"}.get(city, city)


def logged(title: str) -> Progress:
    """Progress that logs each stage once."""
    stages: set[str] = set()

    def report(stage: str, fraction: float, /, **figures: float) -> None:
        if stage not in stages:
            stages.add(stage)
            logging.warning("%s: %s", title, stage)

    return report


def results_of(cells: Sequence[Mapping[str, Any]], written_at: str) -> Results:
    """Results whose systems are the sources of pretraining; metrics are of all test roads."""
    rows, table = [], []
    environments: list[Any] = []
    made_of, pretraining, notes = {}, {}, {}
    for cell in cells:
        source, environment = cell["source"], cell["environment"]
        if environment not in environments:
            environments.append(environment)
        key = {"system": source, "split": SPLIT, "fold": FOLD}
        key |= {"seed": cell["seed"], "labels": cell["labels"]}
        rows += [
            {**key, "roads": ALL, "task": task, "metric": metric, "value": value}
            for task, figures in cell["figures"].items()
            for metric, value in figures.items()
        ]
        own = {name: cell[name] for name in ("origin", "seconds", "roads", "finished_at")}
        table.append({**key, **own, "environment": environments.index(environment)})
        made_of[source] = cell["made_of"]
        pretraining[f"{source}-seed{cell['seed']}"] = cell["pretraining"]
        notes |= cell["notes"]
    record = {
        "written_at": written_at,
        "systems": {source: TITLES[source] for source in made_of},
        "made_of": made_of,
        "pretraining": pretraining,
        "environments": environments,
        "notes": notes,
    }
    frame = pd.DataFrame(rows)
    return Results(record, frame.assign(value=pd.to_numeric(frame["value"])), cells_table(table))


def markdown(cells: Sequence[Mapping[str, Any]]) -> str:
    """One table per metric: source of pretraining × share of labels."""
    shares = sorted({cell["labels"] for cell in cells})
    sources = [name for name in SOURCES if any(cell["source"] == name for cell in cells)]
    seeds = sorted({cell["seed"] for cell in cells})
    lines = [
        f"Real Porto, blocks of fold {FOLD}, seeds {', '.join(map(str, seeds))}; mean, "
        "and ± standard deviation where there are several seeds.",
    ]
    for task, metrics in SHOWN.items():
        for metric in metrics:
            unit = TASKS[task].unit if metric == "mae" else ""
            lines += ["", f"**{TASKS[task].title}, {METRICS[metric]}{unit and f', {unit}'}**", ""]
            lines.append("| pretrained on | " + " | ".join(f"{s:.0%}" for s in shares) + " |")
            lines.append("|---" * (len(shares) + 1) + "|")
            lines.append(f"| *labelled roads* | {' | '.join(roads(cells, task, shares))} |")
            for source in sources:
                texts = [figure(cells, source, share, task, metric) for share in shares]
                lines.append(f"| {TITLES[source]} | {' | '.join(texts)} |")
    return "\n".join([*lines, ""])


def roads(cells: Sequence[Mapping[str, Any]], task: str, shares: Sequence[float]) -> list[str]:
    """Number of training roads by share, the mean over seeds."""
    roads_by_share = [
        [
            cell["roads"][task]["train"]
            for cell in cells
            if cell["labels"] == share and task in cell["roads"]
        ]
        for share in shares
    ]
    return [f"{np.mean(counts):.0f}" if counts else "–" for counts in roads_by_share]


def figure(
    cells: Sequence[Mapping[str, Any]], source: str, share: float, task: str, metric: str
) -> str:
    """A metric over seeds; a dash if it is unknown."""
    values = [
        cell["figures"][task][metric]
        for cell in cells
        if (cell["source"], cell["labels"]) == (source, share) and task in cell["figures"]
    ]
    values = [value for value in values if value is not None]
    if not values:
        return "–"
    spread = f" ± {np.std(values, ddof=1):.3f}" if len(values) > 1 else ""
    return f"{np.mean(values):.3f}{spread}"


if __name__ == "__main__":
    main()

"""Measures the intervals of heads on real Porto: local ones, and those of groups by trips.

Pretrains the preset ``best`` once in the sizes of benchmarks/presets.py and fine-tunes it on roads
that are split under each seed. Prints coverage and mean width by number of input trips and by road
class, over all test roads of all seeds; docs/benchmarks/presets.md holds a run.
"""

from __future__ import annotations

import argparse
import dataclasses
import logging
import shutil
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeAlias

import worker  # noqa: F401  (threads that wait leave their core, before torch is there)

import numpy as np  # isort: skip
import pandas as pd  # isort: skip

from trajganr_core.contract.group_figures import TRIP_RANGES  # isort: skip
from trajganr_core.contract.model_card import ModelCard  # isort: skip
from trajganr_core.contract.tasks import TASKS  # isort: skip
from trajganr_core.contract.training_config import FinetuneConfig, PretrainConfig  # isort: skip
from trajganr_core.data.bundle import Bundle  # isort: skip
from trajganr_core.evaluation.conformal import (  # isort: skip
    Conformal,
    covered_and_sizes,
    scores_of,
)
from trajganr_core.evaluation.group_figures import RoadGroups, group_sizes  # isort: skip
from trajganr_core.evaluation.predicted_spread import SAME_SPREAD  # isort: skip
from trajganr_core.evaluation.splits import split_edges  # isort: skip
from trajganr_core.features.query_locations import edge_locations  # isort: skip
from trajganr_core.features.road_groups import road_groups  # isort: skip
from trajganr_core.inference.loaded_model import LoadedModel  # isort: skip
from trajganr_core.inference.predictors import LoadedHead, load_heads  # isort: skip
from trajganr_core.training.finetuning.finetune import finetune, passes_kept  # isort: skip
from trajganr_core.training.finetuning.task_data import fit_tasks  # isort: skip
from trajganr_core.training.finetuning.train_heads import answers  # isort: skip
from trajganr_core.training.pretraining.pretrain import pretrain  # isort: skip

#: Road classes with a smaller share of the test roads are not printed.
SMALLEST_SHARE = 0.03
#: Local intervals, and one radius for each group by number of trips.
LOCAL, GROUPED = "local", "grouped"


def main() -> None:
    """Train and print."""
    from presets import FINETUNE, PRETRAIN, porto_bundle  # beside this script

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bundle", type=Path, help="already prepared; Porto's trips if absent")
    parser.add_argument("--model", type=Path, help="already pretrained on it")
    parser.add_argument("--tasks", nargs="+", default=["speed", "popularity", "slowdown"])
    parser.add_argument("--seeds", type=int, nargs="+", default=[40, 41, 42])
    options = parser.parse_args()
    logging.basicConfig(level=logging.ERROR)
    parts = []
    with TemporaryDirectory() as name:
        folder = Path(name)
        bundle = Bundle.load(options.bundle) if options.bundle else porto_bundle(folder / "bundle")
        model = options.model or folder / "model"
        if not options.model:
            pretrain([bundle], PretrainConfig(**PRETRAIN), model)
        for seed in options.seeds:
            tuned = folder / f"tuned{seed}"
            config = FinetuneConfig(tasks=tuple(options.tasks), fold=0, seed=seed, **FINETUNE)
            finetune(with_split(model, seed, folder / f"model{seed}"), bundle, config, tuned)
            parts += [rows.assign(seed=seed) for rows in measured(tuned, bundle)]
            print(f"seed {seed}", flush=True)
    for task, rows in pd.concat(parts).groupby("task", sort=False):
        print(f"\n{TASKS[str(task)].title}\n\n{table(rows)}", flush=True)


def with_split(model: Path, seed: int, out: Path) -> Path:
    """A copy of a pretrained model whose roads are split under another seed.

    Porto has no pictures, so pretraining sees of test roads only input trips, as predictions do.
    """
    shutil.copytree(model, out)
    card = ModelCard.load(out)
    config = dataclasses.replace(card.pretraining.config, seed=seed)
    pretraining = dataclasses.replace(card.pretraining, config=config)
    dataclasses.replace(card, pretraining=pretraining).save(out)
    return out


def measured(model: Path, bundle: Bundle) -> Iterator[pd.DataFrame]:
    """Both kinds of intervals at the test roads of each task, a row a road and kind."""
    opened = LoadedModel.load(model, bundle, "cpu")
    card = opened.card
    heads = load_heads(model, card, list(card.heads), opened.encoders)
    split = split_edges(
        bundle.network, bundle.area, **dataclasses.asdict(next(iter(card.heads.values())).split)
    )
    fits = fit_tasks(bundle, split, list(card.heads), 1.0, card.seed)
    table = opened.features(
        edge_locations(bundle, fits[0].edge),
        trips=passes_kept(max(head.trips for head in heads)),
        with_context=True,
        are_roads=True,
    )
    groups = road_groups(bundle.network, bundle.area, table)
    for head, fit in zip(heads, fits, strict=True):
        parts = []
        for name in ("calibration", "test"):
            rows = fit.rows[name]
            predicted = head.target.decode(answers(head.module, table, rows, head.trips))
            parts.append((predicted, head.target.truth(fit.values[rows]), groups.take(rows)))
        yield from compared(head, *parts)


#: Predictions and labels of roads, and what these are grouped by.
Part: TypeAlias = tuple[np.ndarray, np.ndarray, RoadGroups]


def compared(head: LoadedHead, calibration: Part, test: Part) -> Iterator[pd.DataFrame]:
    """The rows of a task."""
    kind = head.task.kind
    predicted, truth, roads = calibration
    scores = scores_of(kind, predicted, truth)
    grouped = Conformal.fit(scores, predicted, roads.trips, SAME_SPREAD)
    predicted, truth, tested = test
    calibrated_on = group_sizes(roads)
    number = {group: chosen for by, group, chosen in tested.members() if by == "trips"}
    for name, conformal in ((GROUPED, grouped), (LOCAL, head.conformal)):
        radius = conformal.radius(predicted, tested.trips)
        covered, size = covered_and_sizes(kind, predicted, truth, radius)
        columns = {
            "task": head.task.id,
            "kind": name,
            "covered": covered,
            "size": size,
            "highway": tested.highway,
            "calibrated": [calibrated_on.get(("highway", each), 0) for each in tested.highway],
            "trips": np.select([*number.values()], [*number], default=""),
            "basis": tested.basis,
        }
        yield pd.DataFrame(columns)


def table(rows: pd.DataFrame) -> str:
    """Coverage and mean size of both kinds by group, in Markdown."""
    unit = TASKS[rows["task"].iloc[0]].unit
    size = f"mean width, {unit}" if unit else "mean number of classes"
    titles = ["roads", "tested", "grouped", size, "local", size]
    lines = [f"| {' | '.join(titles)} |", "|---" * len(titles) + "|"]
    lines.append(line("all", rows))
    for name in filter(set(rows["trips"]).__contains__, TRIP_RANGES.values()):
        lines.append(line(f"{name} trips", rows[rows["trips"] == name]))
    lines += [line(f"basis: {name}", some) for name, some in rows.groupby("basis")]
    for name, some in rows.groupby("highway"):
        if len(some) >= SMALLEST_SHARE * len(rows):
            count = some.groupby("seed")["calibrated"].first().mean()
            lines.append(line(f"{name} ({count:.0f} calibrate)", some))
    return "\n".join(lines)


def line(name: str, rows: pd.DataFrame) -> str:
    """A row of the table; after the coverage of all seeds, that of each."""
    cells = [name, str((rows["kind"] == LOCAL).sum())]
    for kind in (GROUPED, LOCAL):
        some = rows[rows["kind"] == kind]
        seeds = ", ".join(f"{100 * each:.0f}" for each in some.groupby("seed")["covered"].mean())
        cells += [f"{100 * some['covered'].mean():.1f} % ({seeds})", f"{some['size'].mean():.3g}"]
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    main()

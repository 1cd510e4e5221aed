"""Roads of a city that are held out, and predictions of them: what benchmarks of heads share."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import torch
from torch import Tensor

from trajganr_comparison.profiles import PROFILES
from trajganr_comparison.study import Study
from trajganr_comparison.system import Cell, Settings, System
from trajganr_comparison.systems import chosen_systems
from trajganr_core.data.bundle import Bundle
from trajganr_core.evaluation.splits import split_edges

QUICK = PROFILES["quick"].settings


def system_of(name: str) -> System:
    """The system of an id, in the sizes of the quick profile."""
    (system,) = chosen_systems([name], {}, QUICK.published)
    return system


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
    """Write predictions into a Parquet file, and their figures beside it."""
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

"""Keeps figures of a system on the segment tasks of a study area: a cell for each seed and fold.

    python -m benchmarks.best BUNDLE --seeds 140 141 --tasks speed popularity aoi slowdown

The encoders are not pretrained; the road function is trained from scratch on the input trips. Cells
that are in the folder already are left out, so that a call that was interrupted goes on. A study
area with street views: ``--tasks speed popularity aoi braking --pictures``. ``--labels 0.01``
learns from one percent of the training labels.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import trajganr_worker  # noqa: F401  (threads that wait leave their core, before torch is there)

import torch  # isort: skip

from trajganr_comparison.system import Settings, System  # isort: skip
from trajganr_core.data.bundle import Bundle  # isort: skip
from trajganr_core.utils.progress import silent  # isort: skip

from ..figures import BUILD  # isort: skip
from .picture_backbone import add_backbone, seeing  # isort: skip
from .segments import QUICK, cell_of, keep, system_of  # isort: skip

OUT = BUILD / "best"
SYSTEM = "trajganr_best_without_pretraining"
#: The metric of each task by which `best` is compared with what it was.
METRICS = {
    "speed": "mae",
    "popularity": "f1_macro",
    "aoi": "l1",
    "slowdown": "mae",
    "braking": "mae",
}


def main() -> None:
    """Compute what is missing, and print it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("bundle", type=Path)
    parser.add_argument("--seeds", type=int, nargs="+", required=True)
    parser.add_argument("--folds", type=int, nargs="+", default=[0])
    parser.add_argument("--tasks", nargs="+", required=True, choices=METRICS)
    parser.add_argument("--system", default=SYSTEM)
    parser.add_argument("--labels", type=float, default=1.0, help="share of the training labels")
    parser.add_argument("--pictures", action="store_true", help="the study area has street views")
    parser.add_argument("--out", type=Path, default=OUT)
    add_backbone(parser)
    options = parser.parse_args()
    torch.set_num_threads(1)
    bundle, system = Bundle.load(options.bundle), system_of(options.system)
    settings = seeing(QUICK, options, options.out) if options.pictures else QUICK
    tuning = {**settings.tuning, "label_share": options.labels}
    settings = dataclasses.replace(settings, tuning=tuning)
    for seed in options.seeds:
        for fold in options.folds:
            found = figures_of(bundle, system, options.tasks, seed, fold, options.out, settings)
            print(
                json.dumps({"seed": seed, "fold": fold, "labels": options.labels, **found}),
                flush=True,
            )


def figures_of(
    bundle: Bundle,
    system: System,
    tasks: Sequence[str],
    seed: int,
    fold: int,
    out: Path,
    settings: Settings = QUICK,
) -> dict[str, float]:
    """The leading figure of each task in a cell, and ``seconds``; computed unless they are in out.

    Args:
        out: folder of predictions, and of trainings that systems and folds share.
        settings: of trainings.
    """
    out.mkdir(parents=True, exist_ok=True)
    share = settings.tuning.get("label_share", 1.0)
    few = "" if share == 1 else f"-labels{100 * share:.0f}"
    stem = out / f"{system.id}-seed{seed}-fold{fold}{few}"
    record = stem.with_suffix(".json")
    if not record.is_file():
        with TemporaryDirectory(dir=out) as work:
            cell = cell_of(bundle, tasks, seed, fold, Path(work), out, settings)
            begun = time.perf_counter()
            outcome = system.answer(cell, silent)
            seconds = time.perf_counter() - begun
        keep(stem, cell, outcome.raw, system.id, system.title, seconds)
    kept = json.loads(record.read_text("utf-8"))
    figures = {name: kept["figures"][name][METRICS[name]] for name in tasks}
    return {**figures, "seconds": kept["seconds"]}


if __name__ == "__main__":
    main()

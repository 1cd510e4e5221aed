"""Keeps figures of a system on the segment tasks of a study area: a cell for each seed and fold.

    python -m benchmarks.best BUNDLE --seeds 140 141 --tasks speed popularity aoi slowdown

The encoders are not pretrained; the road function is trained from scratch on the input trips. Cells
that are in the folder already are left out, so that a call that was interrupted goes on. A study
area with street views: ``--tasks speed popularity aoi braking --pictures``.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import worker  # noqa: F401  (threads that wait leave their core, before torch is there)

import torch  # isort: skip

from benchmarks.picture_backbone import add_backbone, seeing  # isort: skip
from benchmarks.segments import QUICK, cell_of, keep, system_of  # isort: skip
from trajganr_core.data.bundle import Bundle  # isort: skip
from trajganr_core.utils.progress import silent  # isort: skip

OUT = Path(__file__).resolve().parents[1] / "build" / "benchmark" / "best"
SYSTEM = "trajganr_best_without_pretraining"


def main() -> None:
    """Compute what is missing."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("bundle", type=Path)
    parser.add_argument("--seeds", type=int, nargs="+", required=True)
    parser.add_argument("--folds", type=int, nargs="+", default=[0])
    parser.add_argument("--tasks", nargs="+", required=True)
    parser.add_argument("--system", default=SYSTEM)
    parser.add_argument("--pictures", action="store_true", help="the study area has street views")
    parser.add_argument("--out", type=Path, default=OUT)
    add_backbone(parser)
    options = parser.parse_args()
    torch.set_num_threads(1)
    bundle = Bundle.load(options.bundle)
    options.out.mkdir(parents=True, exist_ok=True)
    settings = seeing(QUICK, options, options.out) if options.pictures else QUICK
    system = system_of(options.system)
    for seed in options.seeds:
        for fold in options.folds:
            stem = options.out / f"{system.id}-seed{seed}-fold{fold}"
            if stem.with_suffix(".parquet").is_file():
                continue
            with TemporaryDirectory(dir=options.out) as work:
                cell = cell_of(bundle, options.tasks, seed, fold, Path(work), options.out, settings)
                begun = time.perf_counter()
                outcome = system.answer(cell, silent)
                seconds = time.perf_counter() - begun
            keep(stem, cell, outcome.raw, system.id, system.title, outcome.seconds)
            torch.save(dict(outcome.raw), stem.with_suffix(".pt"))
            figures = json.loads(stem.with_suffix(".json").read_text("utf-8"))["figures"]
            main_figures = {
                task: round(of_task.get("mae") or of_task.get("f1_macro") or of_task["l1"], 4)
                for task, of_task in figures.items()
            }
            print(f"{stem.name}: {seconds:.0f} s {main_figures}", flush=True)


if __name__ == "__main__":
    main()

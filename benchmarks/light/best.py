"""How good the predictions of `best` are, and how long learning from labels takes.

Figures *before* are of the code until 29d1e4a6, which is no longer there: they were measured in the
same cells, and are kept in ``benchmarks/log/best/cells.csv``.
"""

from __future__ import annotations

import time
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd

from trajganr_core.contract.options.training_config import FinetuneConfig
from trajganr_core.contract.tasks import TASKS, Kind
from trajganr_core.data.bundle import Bundle
from trajganr_core.training.finetuning.boosted_trees import LOSSES
from trajganr_core.training.finetuning.finetune import finetune

from ..best.__main__ import METRICS, SYSTEM, figures_of
from ..best.picture_backbone import default_weights
from ..best.segments import QUICK, system_of
from ..cities import CITIES
from ..figures import ROOT

CELLS = ROOT / "benchmarks" / "log" / "best" / "cells.csv"
#: The cell that is measured; the page has more.
SEED, FOLD = 140, 0
PORTO, SIMULATED = (
    ("speed", "popularity", "aoi", "slowdown"),
    ("speed", "popularity", "aoi", "braking"),
)


def measure(work: Path) -> dict[str, float]:
    """Speed and popularity in real Porto, areas of interest in simulated Porto; before and after.

    Args:
        work: folder of what the parts keep.
    """
    out = work / "best"
    out.mkdir(exist_ok=True)
    porto, pictures = (Bundle.load(CITIES[name]()) for name in ("porto", "simulated_porto"))
    system, seeing = system_of(SYSTEM), QUICK.seeing(*default_weights(out))
    after = {
        "porto": figures_of(porto, system, PORTO, SEED, FOLD, out / "porto"),
        "simulated": figures_of(pictures, system, SIMULATED, SEED, FOLD, out / "pictures", seeing),
    }
    figures = {}
    for name, city, task in (
        ("best_speed_mae", "porto", "speed"),
        ("popularity_f1", "porto", "popularity"),
        ("aoi_l1", "simulated", "aoi"),
    ):
        figures[f"{name}_before"], figures[name] = _before(city, task), after[city][task]
    model = out / "porto" / "pretrained" / str(SEED) / SYSTEM / "model"
    return {
        **figures,
        "predictors": float(sum(_predictors(TASKS[name].kind) for name in PORTO)),
        "finetune_s": _seconds(model, porto),
    }


def _before(city: str, task: str) -> float:
    """The figure of the same cell with the former code."""
    cells = pd.read_csv(CELLS)
    same = (cells["city"] == city) & (cells["task"] == task) & (cells["metric"] == METRICS[task])
    same &= (cells["seed"] == SEED) & (cells["fold"] == FOLD)
    return float(cells.loc[same, "before"].item())


def _predictors(kind: Kind) -> int:
    """Ensembles of a task, and its network."""
    return 1 + {Kind.REGRESSION: len(LOSSES), Kind.DISTRIBUTION: 0}.get(kind, 1)


def _seconds(model: Path, bundle: Bundle) -> float:
    """To learn four tasks."""
    config = FinetuneConfig(tasks=PORTO, seed=SEED, split="block", fold=FOLD, device="cpu")
    with TemporaryDirectory() as folder:
        begun = time.perf_counter()
        finetune(model, bundle, config, Path(folder) / "model")
        return time.perf_counter() - begun

"""Measures what each part of the heads of `best` is worth on the segment tasks of real Porto.

    python -m benchmarks.parts build/benchmark/porto/bundle --seeds 40 41
    python benchmarks/paired.py build/benchmark/parts/porto.parquet \
        trajganr_best without_trees without_segment everything_alone equal_shares without_pretext \
        without_shrinkage

The networks of a task learn independently of each other. Therefore, `best` without a network or
without the trees has the same trained parts as `best`, and their shares are chosen anew; only the
networks without the pretext task are trained again. Predictions are kept and collected as those of
``segments.py``. A study area with street views has more tasks:

    python -m benchmarks.parts build/simulated_porto/bundle --seeds 106 107 \
        --tasks speed popularity aoi braking --out build/benchmark/parts_pictures
"""

from __future__ import annotations

import argparse
import dataclasses
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import worker  # noqa: F401  (threads that wait leave their core, before torch is there)

import numpy as np  # isort: skip
import torch  # isort: skip
from torch import Tensor  # isort: skip

from benchmarks.picture_backbone import add_backbone, seeing  # isort: skip
from benchmarks.segments import BEST, QUICK, TASKS, cell_of, collect, keep  # isort: skip
from trajganr_core.benchmark.system import Cell, Settings  # isort: skip
from trajganr_core.benchmark.systems import MODELS  # isort: skip
from trajganr_core.contract.presets import NETWORKS, PRESETS  # isort: skip
from trajganr_core.data.bundle import Bundle  # isort: skip
from trajganr_core.features.location_features import LocationFeatureTable  # isort: skip
from trajganr_core.features.query_locations import edge_locations  # isort: skip
from trajganr_core.inference.loaded_model import LoadedModel  # isort: skip
from trajganr_core.inference.predictors import load_heads  # isort: skip
from trajganr_core.model.heads import Blend, Ensemble, Head  # isort: skip
from trajganr_core.model.own_mean import Shrunk  # isort: skip
from trajganr_core.model.trees import Trees  # isort: skip
from trajganr_core.training.finetuning.boosted_trees import grow_trees  # isort: skip
from trajganr_core.training.finetuning.ensemble_weights import blended  # isort: skip
from trajganr_core.training.finetuning.finetune import finetune  # isort: skip
from trajganr_core.training.finetuning.shrinkage import shrunk  # isort: skip
from trajganr_core.training.finetuning.task_data import TaskData  # isort: skip
from trajganr_core.training.finetuning.train_heads import answers  # isort: skip
from trajganr_core.utils.progress import silent  # isort: skip

OUT = Path(__file__).resolve().parents[1] / "build" / "benchmark" / "parts"
ALONE, EQUAL, NO_TREES, NO_PRETEXT, NOT_SHRUNK = (
    "everything_alone",
    "equal_shares",
    "without_trees",
    "without_pretext",
    "without_shrinkage",
)
EVERYTHING = NETWORKS[0]


@dataclass(frozen=True)
class Parts:
    """The trained parts of a task's head.

    Attributes:
        heads: by the name of the network.
        trees: of the task.
        fit, table, trips: as for :func:`blended`.
    """

    heads: dict[str, Head]
    trees: Trees | None
    fit: TaskData
    table: LocationFeatureTable
    trips: int

    def variants(self) -> Iterator[tuple[str, Tensor]]:
        """Raw outputs ``(n, outputs)`` of `best` and of `best` without each part."""
        every = tuple(self.heads)
        yield BEST, self.blend(every, self.trees)
        yield NOT_SHRUNK, self._answers(self._blended(every, self.trees))
        yield NO_TREES, self.blend(every, None)
        for network in every[1:]:
            others = [name for name in every if name != network]
            yield f"without_{network}", self.blend(others, self.trees)
        yield ALONE, self._answers(self.heads[EVERYTHING])
        parts = [*self.heads.values(), *([] if self.trees is None else [self.trees])]
        yield EQUAL, torch.stack([self._answers(part) for part in parts]).mean(0)

    def blend(self, networks: Sequence[str], trees: Trees | None) -> Tensor:
        """Of some networks, and trees, with the shares that are best on the validation roads."""
        blend = self._blended(networks, trees)
        return self._answers(shrunk(blend, self.fit, self.table, self.trips)[0])

    def _blended(self, networks: Sequence[str], trees: Trees | None) -> Ensemble | Blend:
        ensemble = Ensemble(self.heads[name] for name in networks).to(self.table.device).eval()
        return blended(ensemble, networks, trees, self.fit, self.table, self.trips)[0]

    def _answers(self, predictor: Ensemble | Blend | Shrunk | Head | Trees) -> Tensor:
        return answers(predictor, self.table, np.arange(len(self.table)), self.trips)


def main() -> None:
    """Compute what is missing, and collect all predictions in one file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("bundle", type=Path)
    parser.add_argument("--seeds", type=int, nargs="+", required=True)
    parser.add_argument("--folds", type=int, nargs="+", default=[0])
    parser.add_argument("--tasks", nargs="+", default=TASKS)
    add_backbone(parser)
    parser.add_argument("--out", type=Path, default=OUT)
    options = parser.parse_args()
    torch.set_num_threads(1)
    bundle = Bundle.load(options.bundle)
    options.out.mkdir(parents=True, exist_ok=True)
    settings = seeing(QUICK, options, options.out)
    for seed in options.seeds:
        for fold in options.folds:
            compute(bundle, options.tasks, seed, fold, options.out, settings)
    collect(bundle, options.out)


def compute(
    bundle: Bundle, tasks: Sequence[str], seed: int, fold: int, out: Path, settings: Settings
) -> None:
    """The predictions of `best` and all variants for the test roads, unless they are there."""
    last = out / f"{NO_PRETEXT}-seed{seed}-fold{fold}"
    if last.with_suffix(".parquet").is_file():
        return
    with TemporaryDirectory(dir=out) as work:
        cell = cell_of(bundle, tasks, seed, fold, Path(work), out, settings)
        parts = trained(cell, Path(work) / "best")
        raw: dict[str, dict[str, Tensor]] = {}
        for task, of_task in parts.items():
            for name, outputs in of_task.variants():
                raw.setdefault(name, {})[task] = outputs
        for name, of_variant in raw.items():
            stem = out / f"{name}-seed{seed}-fold{fold}"
            keep(stem, cell, of_variant, name, title(name), 0.0)
        usual = PRESETS["best"]
        PRESETS["best"] = dataclasses.replace(usual, pretext_epochs=0, trees=False)
        heads = trained(cell, Path(work) / NO_PRETEXT)
        PRESETS["best"] = usual
        # Trees do not learn the pretext task.
        without = {
            task: one.blend(tuple(one.heads), parts[task].trees) for task, one in heads.items()
        }
        keep(last, cell, without, NO_PRETEXT, title(NO_PRETEXT), 0.0)


def trained(cell: Cell, folder: Path) -> dict[str, Parts]:
    """The parts of each task's head, fine-tuned with the preset as it is."""
    bundle = cell.study.bundle
    model, _ = MODELS["best"].pretrained(cell, silent)
    card = finetune(model, bundle, cell.tuning, folder, silent)
    loaded = LoadedModel.load(folder, bundle, "cpu")
    heads = load_heads(folder, card, [fit.task.id for fit in cell.fits], loaded.encoders)
    locations, trips = edge_locations(bundle, cell.edge), max(head.trips for head in heads)
    table = loaded.features(locations, trips=trips, with_context=True)
    parts = {}
    for fit, head in zip(cell.fits, heads, strict=True):
        task, predictor = fit.task.id, head.module.predictor
        if isinstance(predictor, Shrunk):
            predictor = predictor.predictor
        if isinstance(predictor, Blend):
            ensemble, trees = predictor.networks, predictor.trees
        else:  # trees without a share are not in the model
            ensemble = predictor
            trees = grow_trees(fit, table) if PRESETS["best"].trees else None
        names = [name for name in NETWORKS if name in (card.heads[task].shares or {})]
        networks = dict(zip(names, ensemble.heads, strict=True))
        parts[task] = Parts(networks, trees, fit, table, head.trips)
    return parts


def title(name: str) -> str:
    """A variant's name in tables."""
    titles = {
        BEST: "TrajGANR, best",
        ALONE: f"the network `{EVERYTHING}` alone",
        EQUAL: "networks and trees with equal shares",
    }
    return titles.get(name, name.replace("_", " "))


if __name__ == "__main__":
    main()

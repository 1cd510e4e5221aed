"""Measures the effect of the presets' switches on real Porto's speed: ``make benchmark-presets``.

Spatial blocks; every figure is the mean over folds. Switches are chosen by the validation column;
the test column is for the reader. Boosting on hand statistics, what a practitioner would do
instead, sees the same labels, folds and trips. Prints a table and writes
``build/benchmark/presets.json``; docs/benchmarks/presets.md holds a run.
"""

from __future__ import annotations

import argparse
import json
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import worker  # noqa: F401  (threads that wait leave their core, before torch is there)

import numpy as np  # isort: skip
import torch  # isort: skip
from measure import device_name  # isort: skip
from porto import AREA, PORTO, TRIPS  # isort: skip
from sklearn.ensemble import HistGradientBoostingRegressor  # isort: skip
from sklearn.metrics import mean_absolute_error, r2_score  # isort: skip

from trajganr_core.features.segment_features import segment_context  # isort: skip
from trajganr_core.data.bundle import Bundle  # isort: skip
from trajganr_core.contract.data_config import PrepareConfig

from trajganr_core.data.preparation.prepare import prepare_bundle  # isort: skip
from trajganr_core.contract.choices import FOLDS  # isort: skip
from trajganr_core.evaluation.splits import split_edges  # isort: skip
from trajganr_core.features.input_trips import input_trips  # isort: skip
from trajganr_core.contract.tasks import task  # isort: skip
from trajganr_core.contract.training_config import FinetuneConfig, PretrainConfig  # isort: skip
from trajganr_core.training.finetuning.finetune import finetune  # isort: skip
from trajganr_core.training.pretraining.pretrain import pretrain  # isort: skip
from trajganr_core.training.finetuning.task_labels import labels_of  # isort: skip

OUT = Path(__file__).resolve().parents[1] / "build" / "benchmark" / "presets.json"

#: Small, so that two cores are done within the hour; the same for all.
PRETRAIN: dict[str, Any] = {
    "epochs": 12,
    "batch_size": 128,
    "learning_rate": 1e-3,
    "dimension": 64,
    "layers": 2,
    "split": "block",
}
FINETUNE: dict[str, Any] = {"epochs": 40, "learning_rate": 1e-3, "split": "block"}


@dataclass(frozen=True)
class Variant:
    """A row: its differences from the benchmark's small defaults."""

    name: str
    pretraining: Mapping[str, Any]
    tuning: Mapping[str, Any]


VARIANTS = (
    Variant("paper", {"preset": "paper"}, {}),
    Variant("paper, masked time", {"preset": "paper", "query_time": "masked"}, {}),
    Variant("paper, joint attention", {"preset": "paper", "attention": "joint"}, {}),
    Variant("paper, segment alignment", {"preset": "paper", "alignment": "segment"}, {}),
    Variant("paper, untrained", {"preset": "paper", "epochs": 0}, {}),
    Variant("paper, location only", {"preset": "paper", "modalities": "loc", "epochs": 0}, {}),
    Variant("best", {}, {}),
    Variant("best, paper's head", {}, {"head": "mlp"}),
    Variant("best, no road function", {"road_function": False}, {}),
)


def main() -> None:
    """Train, print and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--variants", nargs="+", choices=[v.name for v in VARIANTS])
    parser.add_argument("--folds", type=int, nargs="+", default=list(range(FOLDS)))
    parser.add_argument("--device", default="auto", help="auto, cpu or cuda")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--out", type=Path, default=OUT)
    options = parser.parse_args()
    logging.basicConfig(level=logging.WARNING)
    chosen = [v for v in VARIANTS if not options.variants or v.name in options.variants]
    common = {"seed": options.seed, "device": options.device}
    rows = {}
    with TemporaryDirectory() as name:
        folder = Path(name)
        bundle = porto_bundle(folder / "bundle")
        rows["boosting on hand statistics"] = boosting(bundle, options.folds, options.seed)
        models: dict[str, Path] = {}
        for number, variant in enumerate(chosen):
            key = json.dumps(dict(variant.pretraining), sort_keys=True)
            if key not in models:  # what differs in fine-tuning alone shares its pretraining
                models[key] = folder / f"model{number}"
                config = PretrainConfig(**{**PRETRAIN, **common, **variant.pretraining})
                pretrain([bundle], config, models[key])
            rows[variant.name] = tuned(bundle, models[key], variant, options.folds, common, folder)
            print(line(variant.name, rows[variant.name]), flush=True)
    print(table(rows, options.folds))
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(
        json.dumps(report(rows, options), indent=2, ensure_ascii=False) + "\n", "utf-8"
    )


def porto_bundle(out: Path) -> Bundle:
    """Two days of Porto's taxis, prepared."""
    prepare_bundle(
        trajectories=[TRIPS],
        roads=PORTO / "osm_roads.gpkg",
        area=AREA,
        out=out,
        config=PrepareConfig(name="Porto"),
    )
    return Bundle.load(out)


def tuned(
    bundle: Bundle,
    model: Path,
    variant: Variant,
    folds: Sequence[int],
    common: Mapping[str, Any],
    folder: Path,
) -> list[dict[str, float]]:
    """Figures of each fold.

    Porto has no images, and without them pretraining sees nothing of the test roads but the input
    trips, which a prediction sees too: one pretraining serves all folds.
    """
    figures = []
    for fold in folds:
        config = FinetuneConfig(
            tasks=("speed",), fold=fold, **{**FINETUNE, **common, **variant.tuning}
        )
        out = folder / f"{variant.name} {fold}"
        head = finetune(model, bundle, config, out).heads["speed"]
        figures.append(
            {
                "validation_mae": head.validation["mae"],
                "test_mae": head.metrics["mae"],
                "test_r2": head.metrics["r2"],
                "coverage": head.metrics["coverage"],
            }
        )
    return figures


def boosting(bundle: Bundle, folds: Sequence[int], seed: int) -> list[dict[str, float]]:
    """Gradient boosting on the segment's attributes and all input trips' statistics."""
    context = segment_context(bundle.network, input_trips(bundle).hops(bundle.area))
    features = np.concatenate([context.segment, context.traffic], axis=1)
    labels = labels_of(bundle, task("speed"))
    speed = labels.values[:, 0]
    figures = []
    for fold in folds:
        split = split_edges(bundle.network, bundle.area, "block", fold, seed)
        rows = {
            part: split.edges(part)[labels.known[split.edges(part)]]
            for part in ("train", "validation", "calibration", "test")
        }
        # Boosting needs no calibration: it may learn from those labels, too.
        training = np.concatenate([rows["train"], rows["calibration"]])
        validated = boosted(features, speed, training, rows["validation"], seed)
        training = np.concatenate([training, rows["validation"]])
        tested = boosted(features, speed, training, rows["test"], seed)
        figures.append(
            {
                "validation_mae": mean_absolute_error(speed[rows["validation"]], validated),
                "test_mae": mean_absolute_error(speed[rows["test"]], tested),
                "test_r2": r2_score(speed[rows["test"]], tested),
            }
        )
    return figures


def boosted(
    features: np.ndarray, speed: np.ndarray, training: np.ndarray, queried: np.ndarray, seed: int
) -> np.ndarray:
    """Mean of boosting for the mean and for the median, which is better than either."""
    answers = [
        HistGradientBoostingRegressor(
            loss=loss,
            learning_rate=0.05,
            max_iter=300,
            max_leaf_nodes=15,
            random_state=seed,
            early_stopping=True,
        )
        .fit(features[training], speed[training])
        .predict(features[queried])
        for loss in ("squared_error", "absolute_error")
    ]
    return np.mean(answers, axis=0)


def table(rows: Mapping[str, list[dict[str, float]]], folds: Sequence[int]) -> str:
    """The rows in Markdown."""
    lines = [
        f"Speed, km/h, {len(folds)} folds of 500 m blocks: mean ± standard deviation over folds"
    ]
    lines += ["", "| model | validation MAE | test MAE | test R² | coverage of 90 % intervals |"]
    lines += ["|---|---|---|---|---|"]
    return "\n".join([*lines, *(line(name, figures) for name, figures in rows.items())])


def line(name: str, figures: list[dict[str, float]]) -> str:
    """One row in Markdown."""
    cells = []
    for key in ("validation_mae", "test_mae", "test_r2", "coverage"):
        values = [fold[key] for fold in figures if fold.get(key) is not None]
        cells.append(f"{np.mean(values):.3f} ± {np.std(values, ddof=1):.3f}" if values else "–")
    return f"| {name} | {' | '.join(cells)} |"


def report(
    rows: Mapping[str, list[dict[str, float]]], options: argparse.Namespace
) -> dict[str, object]:
    """The rows as JSON, by fold."""
    return {
        "device": device_name(torch.device("cuda" if torch.cuda.is_available() else "cpu")),
        "torch": torch.__version__,
        "measured_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "seed": options.seed,
        "folds": options.folds,
        "pretraining": PRETRAIN,
        "fine-tuning": FINETUNE,
        "speed": rows,
    }


if __name__ == "__main__":
    main()

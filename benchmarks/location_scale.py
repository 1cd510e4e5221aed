"""Chooses λ_min of preset `paper` on validation roads: ``python -m benchmarks.location_scale``.

The paper does not give the finest scale of Space2Vec. Prints validation figures of real Porto on
a seed that is never reported, with labels split over locations and over blocks of roads.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from tempfile import TemporaryDirectory

import worker  # noqa: F401  (threads that wait leave their core, before torch is there)

import torch  # isort: skip

from benchmarks.protocols import OUT, QUICK, SIZES, SPLITS, bundle_of
from trajganr_comparison.label_locations import label_locations
from trajganr_core.contract.options.choices import LOCATION_SPLIT
from trajganr_core.contract.options.training_config import FinetuneConfig, PretrainConfig
from trajganr_core.data.bundle import Bundle
from trajganr_core.training.finetuning.finetune import finetune
from trajganr_core.training.pretraining.pretrain import pretrain

#: λ_min in the normalised frame; the first is Space2Vec's own ratio.
SCALES = (1e-3, 3e-3, 1e-2, 3e-2, 1e-1)
SEED = 0
#: Too few roads have an area of interest for validation on blocks.
SHOWN = (("speed", "mae"), ("speed", "r2"), ("popularity", "f1_macro"))


def main() -> None:
    """Train with each scale and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bundle", type=Path, help="of real Porto, if it is elsewhere")
    parser.add_argument("--scales", type=float, nargs="+", default=SCALES)
    parser.add_argument("--splits", nargs="+", default=SPLITS)
    options = parser.parse_args()
    torch.set_num_threads(1)
    OUT.mkdir(parents=True, exist_ok=True)
    bundle = bundle_of("porto", options.bundle, OUT)
    for split in options.splits:
        print(f"| λ_min, {split} | {' | '.join(' '.join(one) for one in SHOWN)} |")
        print("|---" * (1 + len(SHOWN)) + "|")
        for scale in options.scales:
            figures = validated(bundle, scale, split)
            print(f"| {scale:g} | {' | '.join(f'{one:.3f}' for one in figures)} |", flush=True)


def validated(bundle: Bundle, scale: float, split: str) -> list[float]:
    """The validation figures of the quick profile's `paper` with this λ_min."""
    settings = SIZES[QUICK]
    tasks = tuple(dict.fromkeys(task for task, _ in SHOWN))
    common = {"seed": SEED, "device": "cpu"}
    options = {**settings.pretraining, **common, "preset": "paper", "location_min_scale": scale}
    held_out = {"split": "block", "fold": 0}
    tuning = FinetuneConfig(tasks=tasks, **held_out, **settings.tuning, **common)
    at = label_locations(bundle, tasks, 0, SEED) if split == LOCATION_SPLIT else None
    with TemporaryDirectory() as name:
        model, tuned = Path(name) / "model", Path(name) / "tuned"
        pretrain([bundle], PretrainConfig(**held_out, **options), model)
        heads = finetune(model, bundle, tuning, tuned, at=at).heads
    return [heads[task].validation[metric] for task, metric in SHOWN]


if __name__ == "__main__":
    main()

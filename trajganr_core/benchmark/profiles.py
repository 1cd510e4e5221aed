"""The profiles of a benchmark: how much it computes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..contract.choices import BENCHMARK_TABLES, FOLDS
from .system import Settings

__all__ = ["PROFILES", "Profile"]


@dataclass(frozen=True)
class Profile:
    """What is compared, and the sizes of the trainings.

    Attributes:
        tables: ids of what is compared.
        seeds: number of repetitions; a seed sets the shuffle of the roads too.
        folds: which fifths of the roads are tested.
        settings: of trainings.
    """

    tables: tuple[str, ...]
    seeds: int
    folds: tuple[int, ...]
    settings: Settings


PROFILES: Mapping[str, Profile] = {
    # Small, for two cores.
    "quick": Profile(
        tables=("main",),
        seeds=2,
        folds=(0,),
        settings=Settings(
            pretraining={
                "epochs": 8,
                "batch_size": 128,
                "learning_rate": 1e-3,
                "dimension": 64,
                "layers": 2,
            },
            tuning={"epochs": 30, "learning_rate": 1e-3},
            published={
                "gair": {"epochs": 8},
                "unitraj": {"epochs": 8, "dimension": 64, "layers": 2, "decoder_layers": 1},
            },
            fewest_steps=400,
        ),
    ),
    # The default sizes (docs/method.md), for a GPU.
    "full": Profile(
        tables=BENCHMARK_TABLES,
        seeds=5,
        folds=tuple(range(FOLDS)),
        settings=Settings(fewest_steps=2000),
    ),
}

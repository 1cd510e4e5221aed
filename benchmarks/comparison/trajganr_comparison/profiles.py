"""The profiles of a benchmark: how much it computes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from trajganr_core.contract.options.choices import FOLDS

from .choices import BENCHMARK_TABLES
from .system import Settings

#: The first seed of the profiles. Design choices were made on smaller ones, so that their test
#: roads have been seen; figures are of seeds from here on.
FRESH = 100


@dataclass(frozen=True)
class Profile:
    """What is compared, and the sizes of the trainings.

    Attributes:
        tables: ids of what is compared.
        seeds: number of repetitions; a seed sets the shuffle of the roads too.
        first_seed: of these.
        once: ids of systems that are compared with the first seed only, unless systems or the
            number of repetitions are chosen: those that take long and that no claim rests on.
        left_out: ids of systems that are not compared unless they are chosen.
        folds: which fifths of the roads are tested.
        settings: of trainings.
    """

    tables: tuple[str, ...]
    seeds: int
    folds: tuple[int, ...]
    settings: Settings
    first_seed: int = FRESH
    once: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()

    @property
    def repetitions(self) -> range:
        """The seeds."""
        return range(self.first_seed, self.first_seed + self.seeds)


PROFILES: Mapping[str, Profile] = {
    # Small, for two cores.
    "quick": Profile(
        tables=("main", "protocols"),
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
                "jclrnt": {
                    "dimension": 64,
                    "epochs": 3,
                    "batch_size": 32,
                    # Chosen by its own loss on seed 0 of real Porto. It is 0 without information;
                    # after 20 steps it is -0.2, and 0.05 at the published rate.
                    "learning_rate": 5e-3,
                },
            },
            fewest_steps=400,
        ),
        once=(
            "graphsage",
            "boosting_passes",
            "geoclip",
            "satclip",
            "gair",
            "unitraj",
            "trajganr_paper",
        ),
        left_out=("unitraj_without_counts", "jclrnt"),
    ),
    # The default sizes (docs/method.md), for a GPU.
    "full": Profile(
        tables=BENCHMARK_TABLES,
        seeds=5,
        folds=tuple(range(FOLDS)),
        settings=Settings(fewest_steps=2000),
    ),
}

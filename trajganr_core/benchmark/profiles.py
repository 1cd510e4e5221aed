"""How much a benchmark computes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..contract.choices import BENCHMARK_TABLES, FOLDS
from ..contract.errors import Code, TrajganrError
from .system import Settings

__all__ = ["PROFILES", "Profile", "profile"]


@dataclass(frozen=True)
class Profile:
    """What is compared, and how large it is trained.

    Attributes:
        tables: ids of what is compared.
        seeds: how often everything is repeated; a seed decides the shuffle of the roads, too.
        folds: which fifths of the roads are tested, each by systems that learn from others.
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


def profile(name: str) -> Profile:
    """The profile of that name.

    Raises:
        TrajganrError: ``INPUT.FIELD`` when there is none.
    """
    try:
        return PROFILES[name]
    except KeyError:
        raise TrajganrError(
            Code.INPUT_FIELD,
            "There is no profile {profile!r}.",
            "Choose one of {known}.",
            profile=name,
            known=", ".join(PROFILES),
        ) from None

"""How much a benchmark computes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..choices import FOLDS
from ..errors import Code, TrajganrError
from .system import Settings

__all__ = ["PROFILES", "Held", "Profile", "profile"]


@dataclass(frozen=True)
class Held:
    """A way to hold roads out.

    Attributes:
        split: one of :data:`..choices.SPLITS`.
        folds: which of its folds are tested.
        systems: ids of those that are compared on it; all where empty.
    """

    split: str
    folds: tuple[int, ...]
    systems: tuple[str, ...] = ()


@dataclass(frozen=True)
class Profile:
    """What is compared, and how large it is trained.

    Attributes:
        seeds: how often everything is repeated; a seed decides the shuffle of the roads, too.
        held: ways to hold roads out, the main one first.
        settings: of trainings.
    """

    seeds: int
    held: tuple[Held, ...]
    settings: Settings


PROFILES: Mapping[str, Profile] = {
    # Small, for two cores.
    "quick": Profile(
        seeds=3,
        held=(
            Held("block", (0,)),
            Held("segment", (0,), ("training_mean", "nearest_label", "segment_mean")),
        ),
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
                "unitraj": {"epochs": 4, "dimension": 64, "layers": 2, "decoder_layers": 1},
            },
        ),
    ),
    # The sizes of SCIENCE.md, for a GPU.
    "full": Profile(
        seeds=5,
        held=(Held("block", tuple(range(FOLDS))), Held("segment", (0,))),
        settings=Settings(),
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

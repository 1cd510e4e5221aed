"""Fine-tunings that take a fraction of the time: tests check that they work, not their quality."""

from __future__ import annotations

import dataclasses

import pytest

from trajganr_core.contract.presets import PRESETS


def shorten_finetuning(patch: pytest.MonkeyPatch) -> None:
    """Grow fewer trees and have fewer pretext epochs, which take most of the time."""
    from trajganr_core.training.finetuning import boosted_trees

    patch.setattr(boosted_trees, "ROUNDS", 10)
    best = dataclasses.replace(PRESETS["best"], pretext_epochs=2)
    patch.setitem(PRESETS, "best", best)

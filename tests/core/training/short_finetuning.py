"""Fine-tunings that take a fraction of the time: tests check that they work, not their quality."""

from __future__ import annotations

import pytest


def shorten_finetuning(patch: pytest.MonkeyPatch) -> None:
    """Grow fewer trees, which take most of the time."""
    from trajganr_core.training.finetuning import boosted_trees

    patch.setattr(boosted_trees, "ROUNDS", 10)

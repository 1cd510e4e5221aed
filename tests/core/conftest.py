"""Hypothesis as the core's tests use it, and short fine-tunings."""

import dataclasses

import pytest
from hypothesis import HealthCheck, settings

# How long an example takes says how busy the machine is.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


@pytest.fixture
def short_finetuning(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fewer trees and pretext epochs, which take most of the time of a small fine-tuning."""
    from trajganr_core.contract.presets import PRESETS
    from trajganr_core.training.finetuning import boosted_trees

    monkeypatch.setattr(boosted_trees, "ROUNDS", 10)
    best = dataclasses.replace(PRESETS["best"], pretext_epochs=2)
    monkeypatch.setitem(PRESETS, "best", best)

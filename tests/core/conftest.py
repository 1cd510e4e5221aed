"""Hypothesis as the core's tests use it, and short fine-tunings."""

import pytest
from hypothesis import HealthCheck, settings

# How long an example takes says how busy the machine is.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


@pytest.fixture
def few_trees(monkeypatch: pytest.MonkeyPatch) -> None:
    """Growing all trees takes half the time of a small fine-tuning."""
    from trajganr_core.training.finetuning import boosted_trees

    monkeypatch.setattr(boosted_trees, "ROUNDS", 30)

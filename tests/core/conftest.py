"""Hypothesis as the core's tests use it, and short fine-tunings."""

import pytest
from hypothesis import HealthCheck, settings

# How long an example takes says how busy the machine is.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


@pytest.fixture
def short_finetuning(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fewer trees and pretext epochs, which take most of the time of a small fine-tuning."""
    from short_finetuning import shorten_finetuning

    shorten_finetuning(monkeypatch)

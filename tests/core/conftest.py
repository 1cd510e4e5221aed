"""Hypothesis as the core's tests use it, short fine-tunings, and a bundle counted by hand."""

import crossing_bundle
import pytest
from city_fixtures import MakeOnce
from hypothesis import HealthCheck, settings

from trajganr_core.data.bundle import Bundle

# How long an example takes says how busy the machine is.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


@pytest.fixture
def short_finetuning(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fewer trees, which take most of the time of a small fine-tuning."""
    from short_finetuning import shorten_finetuning

    shorten_finetuning(monkeypatch)


@pytest.fixture(scope="session")
def crossing(make_once: MakeOnce) -> Bundle:
    """The bundle of :mod:`crossing_bundle`."""
    folder = make_once("crossing", lambda out: crossing_bundle.prepared(out))
    return Bundle.load(folder / "bundle")

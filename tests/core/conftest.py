"""Hypothesis as the core's tests use it, and the tiny city."""

from city_fixtures import (  # noqa: F401
    bundle,
    elsewhere,
    finetuned,
    pretrained,
    small,
    tiny_city,
    untrained,
)
from hypothesis import HealthCheck, settings

# How long an example takes says how busy the machine is.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")

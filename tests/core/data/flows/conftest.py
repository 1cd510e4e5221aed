"""Fixtures of the tests of flows."""

from __future__ import annotations

import crossing_bundle
import pytest
from city_fixtures import MakeOnce

from trajganr_core.data.bundle import Bundle


@pytest.fixture(scope="session")
def crossing(make_once: MakeOnce) -> Bundle:
    """The bundle of :mod:`crossing_bundle`."""
    folder = make_once("crossing", lambda out: crossing_bundle.prepared(out))
    return Bundle.load(folder / "bundle")

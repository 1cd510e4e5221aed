"""Layers of which pages are made."""

from __future__ import annotations

from pathlib import Path

import pytest
from webpage_roads import write_observed, write_predicted


@pytest.fixture(scope="session")
def predicted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Predictions of all tasks, and speeds at two times of the week."""
    return write_predicted(tmp_path_factory.mktemp("predicted"))


@pytest.fixture(scope="session")
def observed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Observed speeds at two times, of which one road has one only."""
    return write_observed(tmp_path_factory.mktemp("observed"))

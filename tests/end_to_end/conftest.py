"""Shared fixtures of the end-to-end tests: QGIS and a worker."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from harness import QgisProcess, local_worker


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The home of a running worker."""
    path = tmp_path_factory.mktemp("home")
    with local_worker(path):
        yield path


@pytest.fixture(scope="session")
def qgis(home: Path, tmp_path_factory: pytest.TempPathFactory) -> QgisProcess:
    return QgisProcess(tmp_path_factory.mktemp("qgis"), home)

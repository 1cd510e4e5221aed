"""An empty job store."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from trajganr_worker.storage.job_store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty job store."""
    store = Store(tmp_path / "jobs.sqlite")
    yield store
    store.close()

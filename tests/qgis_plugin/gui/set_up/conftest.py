"""The set-up writes the demo city in the background: no test leaves that behind."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from qgis.core import QgsApplication


@pytest.fixture(autouse=True)
def no_tasks_left(qgis_app: Any, qtbot: Any) -> Iterator[None]:
    yield
    manager = QgsApplication.taskManager()
    manager.cancelAll()
    qtbot.waitUntil(lambda: not manager.countActiveTasks(), timeout=60_000)

"""What is logged while files are sent and a worker is away."""
# ruff: noqa: N802 - QGIS' interface is camelCase

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from job_records import event_of, job_of
from qgis.core import QgsProcessingFeedback

from qgis_plugin.client.session import SENDING, follow_job, send_file
from trajganr_core.contract.protocol.answers import Event, JobRecord

EVENT = event_of(stage="Training", fraction=0.5, progress=0.5)


class Recorder(QgsProcessingFeedback):
    """Keeps what is shown beside the bar, and where the bar was."""

    def __init__(self) -> None:
        super().__init__(False)
        self.texts: list[str] = []
        self.bar: list[float] = []
        self.progressChanged.connect(self.bar.append)

    def setProgressText(self, text: str) -> None:
        self.texts.append(text)


class Client:
    """A worker that goes away in the middle of a job, and takes files in ten parts."""

    def put_file(self, path: Path, report: Callable[[float], None]) -> str:
        for tenth in range(11):
            report(tenth / 10)
        return "reference"

    def job(self, job_id: str) -> JobRecord:
        return job_of(job_id)

    def follow(
        self, job_id: str, poll: Callable[[], None], away: Callable[[], None]
    ) -> Iterator[Event]:
        yield EVENT
        away()
        away()
        yield EVENT


def test_sending_a_file_moves_the_bar_and_logs_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qgis.utils.iface", object())
    path = tmp_path / "trips.gpkg"
    path.write_bytes(b"trips")
    feedback = Recorder()
    assert send_file(Client(), path, "Trips", feedback) == "reference"
    assert feedback.textLog().splitlines() == ["Sending Trips (0.0 MB)"]
    assert feedback.bar[-1] == SENDING
    assert not feedback.texts


def test_a_form_says_once_that_it_waits_for_a_worker_that_is_away(qgis_app: Any) -> None:
    feedback = Recorder()
    follow_job(Client(), "pretrain-1", feedback)
    assert feedback.texts == [
        "Training",
        "The worker does not answer: waiting for it…",
        "Training",
    ]

"""The monitor requests jobs only where the worker's events do not suffice."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from job_records import event_of, job_of

from qgis_plugin.client.monitor import Monitor
from trajganr_core.contract.protocol.answers import JobRecord
from trajganr_core.contract.protocol.states import JobState

STATUS = object()
JOB = job_of("pretrain-1", state="RUNNING", stage="training", device="cpu")
PROGRESS = event_of(
    7,
    job_id="pretrain-1",
    stage="training",
    fraction=0.5,
    progress=0.4,
    remaining_s=12.0,
    remaining_of="job",
    figures={"loss": 0.1},
)


class Client:
    """Answers as a worker with one job would, and counts requests for jobs."""

    def __init__(self) -> None:
        self.requests = 0

    def jobs(self) -> list[JobRecord]:
        self.requests += 1
        return [JOB]

    def status(self) -> object:
        return STATUS

    def listed_bundles(self) -> list[Any]:
        return []

    def listed_models(self) -> list[Any]:
        return []


@pytest.fixture
def client() -> Client:
    return Client()


@pytest.fixture
def monitor(client: Client, qgis_app: Any) -> Monitor:
    """A monitor that has requested the jobs once."""
    made = Monitor()
    made._update(0, client)
    assert client.requests == 1
    return made


def test_progress_is_shown_without_another_request(monitor: Monitor, client: Client) -> None:
    shown: list[list[JobRecord]] = []
    monitor.progressed.connect(shown.append)
    monitor._on_event(0, PROGRESS)
    monitor._update(0, client)
    assert client.requests == 1
    ((job,),) = shown
    assert (job.progress, job.remaining_s, job.figures) == (0.4, 12.0, {"loss": 0.1})
    assert (job.state, job.device) == ("RUNNING", "cpu")
    assert JOB.progress == 0.0


@pytest.mark.parametrize("change", [{"state": JobState.SUCCEEDED}, {"job_id": "pretrain-2"}])
def test_jobs_are_requested_when_one_is_new_or_changes_its_state(
    change: dict[str, Any], monitor: Monitor, client: Client
) -> None:
    monitor._on_event(0, replace(PROGRESS, **change))
    monitor._update(0, client)
    assert client.requests == 2
    monitor._update(0, client)
    assert client.requests == 2


def test_jobs_are_requested_when_the_worker_is_connected_again(
    monitor: Monitor, client: Client
) -> None:
    monitor._on_connection(0, None)
    monitor._update(0, client)
    assert client.requests == 2

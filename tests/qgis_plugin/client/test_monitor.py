"""The monitor requests jobs only where the worker's events do not suffice."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

import pytest
from fake_cards import card_of, manifest_of
from job_records import event_of, job_of

from qgis_plugin.client.monitor import Monitor
from trajganr_core.contract.protocol.answers import JobRecord
from trajganr_core.contract.protocol.records import BundleRecord, ModelRecord
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


#: Results of jobs, and what is requested when they have ended.
RESULTS: dict[str, tuple[dict[str, Any], dict[str, int]]] = {
    "predict-1": ({"files": ["roads.gpkg"], "counts": {"roads": 4}}, {}),
    "prepare-1": (
        {"bundle": "prepare-1", "counts": {"trips": 1, "edges": 1, "images": 0}, "tasks": {}},
        {"bundle": 1},
    ),
    "finetune-1": ({"model": "finetune-1", "metrics": {}, "groups": {}}, {"model": 1}),
}


class Client:
    """Answers as a worker with one job would, and counts what it is asked."""

    def __init__(self) -> None:
        self.requests = 0
        self.asked: Counter[str] = Counter()
        self.records = [JOB]

    def jobs(self) -> list[JobRecord]:
        self.requests += 1
        return list(self.records)

    def status(self) -> object:
        return STATUS

    def listed_bundles(self) -> list[Any]:
        self.asked["bundles"] += 1
        return []

    def listed_models(self) -> list[Any]:
        self.asked["models"] += 1
        return [ModelRecord("a", "A", 1.0, card_of())]

    def model(self, model_id: str) -> ModelRecord:
        self.asked["model"] += 1
        return ModelRecord(model_id, "New", 3.0, card_of())

    def bundle(self, bundle_id: str) -> BundleRecord:
        self.asked["bundle"] += 1
        return BundleRecord(bundle_id, "New", 3.0, manifest_of())


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


@pytest.mark.parametrize("job_id", RESULTS)
def test_only_what_a_job_has_made_is_requested(
    job_id: str, monitor: Monitor, client: Client
) -> None:
    listed: list[tuple[list[Any], list[Any]]] = []
    monitor.listed.connect(lambda *lists: listed.append(lists))
    result, asked = RESULTS[job_id]
    client.records.insert(0, job_of(job_id, state="SUCCEEDED", result=result))
    monitor._fetch(0, client)
    monitor._fetch(0, client)
    assert client.asked == {"bundles": 1, "models": 1, **asked}
    ids = [[[one.id for one in each] for each in lists] for lists in listed]
    shown = {"prepare-1": [["prepare-1"], ["a"]], "finetune-1": [[], ["finetune-1", "a"]]}
    assert ids == ([shown[job_id]] if job_id in shown else [])

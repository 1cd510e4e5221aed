"""The job store keeps what it was told."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from trajganr_core.errors import Code, TrajganrError
from trajganr_core.protocol.jobs import PretrainParams
from trajganr_core.protocol.states import JobState
from worker import store as store_module
from worker.store import Store

PARAMS = PretrainParams(bundle="b", name="Porto")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store(tmp_path / "jobs.sqlite")
    yield store
    store.close()


def add(store: Store, job_id: str) -> None:
    store.add(job_id, PARAMS, idempotency_key=job_id, client_id="c")


def test_jobs_and_events_survive_the_worker(store: Store, tmp_path: Path) -> None:
    add(store, "a")
    store.record("a", state=JobState.RUNNING, stage="training", fraction=0.5, figures={"loss": 1.0})
    job, events = store.job("a"), store.events("a", 0)
    again = Store(tmp_path / "jobs.sqlite")
    assert (again.job("a"), again.events("a", 0), again.params("a")) == (job, events, PARAMS)
    again.close()


def test_every_change_has_its_event(store: Store) -> None:
    add(store, "a")
    event = store.record("a", state=JobState.FAILED, message="no", error={"code": "INTERNAL"})
    assert event == {
        "job_id": "a",
        "seq": 2,
        "state": "FAILED",
        "stage": "",
        "fraction": 0.0,
        "figures": {},
        "message": "no",
    }
    assert store.job("a")["error"] == {"code": "INTERNAL"}


def test_times_are_those_of_beginning_and_end(store: Store) -> None:
    add(store, "a")
    assert (store.job("a")["started_at"], store.job("a")["ended_at"]) == (None, None)
    store.record("a", state=JobState.PREPARING)
    store.record("a", state=JobState.SUCCEEDED, result={})
    job = store.job("a")
    assert job["submitted_at"] <= job["started_at"] <= job["ended_at"]


def test_jobs_are_listed_newest_first_and_queued_oldest_first(store: Store) -> None:
    for job_id in "abc":
        add(store, job_id)
    assert [job["job_id"] for job in store.jobs()] == ["c", "b", "a"]
    assert store.in_state(JobState.QUEUED) == ["a", "b", "c"]
    assert store.in_state(JobState.RUNNING, JobState.FAILED) == []


def test_a_key_cannot_be_used_twice(store: Store) -> None:
    add(store, "a")
    assert store.find_key("a") == "a"
    assert store.find_key("b") is None


def test_events_come_in_pages(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_module, "EVENTS_PER_PAGE", 2)
    add(store, "a")
    for _ in range(2):
        store.record("a", fraction=0.5)
    first, more = store.events("a", 0)
    rest, no_more = store.events("a", first[-1]["seq"])
    assert [event["seq"] for event in first + rest] == [1, 2, 3]
    assert (more, no_more) == (True, False)


def test_a_deleted_job_is_forgotten_with_its_events(store: Store) -> None:
    add(store, "a")
    store.delete("a")
    with pytest.raises(TrajganrError) as caught:
        store.events("a", 0)
    assert caught.value.code is Code.JOB_NOT_FOUND
    add(store, "a")
    assert [event["seq"] for event in store.events("a", 0)[0]] == [1]

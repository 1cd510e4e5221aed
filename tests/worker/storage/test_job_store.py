"""The job store records every change of a job with its event."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from stored_jobs import PARAMS, add

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.protocol.states import JobState
from trajganr_worker.storage.job_store import NewJob, Store


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
    assert event.pop("at") > 0
    assert event == {
        "job_id": "a",
        "seq": 2,
        "state": "FAILED",
        "stage": "",
        "fraction": 0.0,
        "progress": 0.0,
        "remaining_s": None,
        "remaining_of": None,
        "figures": {},
        "message": "no",
    }
    assert store.job("a")["error"] == {"code": "INTERNAL"}


def test_start_and_end_times_are_recorded(store: Store) -> None:
    add(store, "a")
    assert (store.job("a")["started_at"], store.job("a")["ended_at"]) == (None, None)
    store.record("a", state=JobState.PREPARING)
    store.record("a", state=JobState.SUCCEEDED, result={})
    job = store.job("a")
    assert job["submitted_at"] <= job["started_at"] <= job["ended_at"]


def test_a_key_cannot_be_used_twice(store: Store) -> None:
    add(store, "a")
    assert store.find_key("", "a") == ("a", "digest")
    assert store.find_key("", "b") is None
    with pytest.raises(sqlite3.IntegrityError):
        store.add(NewJob("b", PARAMS, "", "a", "digest", 1, "cpu"))


def test_keys_of_different_owners_are_different(store: Store) -> None:
    add(store, "a")
    store.add(NewJob("b", PARAMS, "ann", "a", "digest", 1, "cpu"))
    assert store.find_key("ann", "a") == ("b", "digest")


def test_a_deleted_job_is_removed_with_its_events(store: Store) -> None:
    add(store, "a")
    store.delete("a")
    with pytest.raises(TrajganrError) as caught:
        store.events("a", 0)
    assert caught.value.code is Code.JOB_NOT_FOUND
    add(store, "a")
    assert [event["seq"] for event in store.events("a", 0)[0]] == [1]


def test_a_job_that_is_queued_again_has_neither_error_nor_end(store: Store) -> None:
    add(store, "a")
    store.record("a", state=JobState.FAILED, error={"code": "INTERNAL"})
    store.record("a", state=JobState.QUEUED)
    job = store.job("a")
    assert (job["error"], job["ended_at"], job["started_at"]) == (None, None, None)


def test_a_new_job_is_queued_with_all_its_fields(store: Store) -> None:
    estimate = {"seconds": {"low": 1.0, "likely": 2.0, "high": 3.0}}
    add(store, "a", owner="ann", priority=0, wants="gpu", had_secrets=True, estimate=estimate)
    facts = dict(store.facts("a"))
    assert facts.pop("submitted_at") > 0
    assert facts == {
        "owner": "ann",
        "kind": "pretrain",
        "state": "QUEUED",
        "wants": "gpu",
        "attempt": 0,
        "interruptions": 0,
        "had_secrets": 1,
        "progress": 0.0,
    }
    job = store.job("a")
    assert (job["name"], job["priority"], job["bundle"]) == ("Porto", "interactive", "b")
    assert store.estimate("a") == job["estimate"] == estimate
    (event,), _ = store.events("a", 0)
    assert (event["seq"], event["state"]) == (1, "QUEUED")


def test_a_job_without_an_estimate_has_none(store: Store) -> None:
    add(store, "a")
    assert store.estimate("a") is None


@pytest.mark.parametrize("state", [JobState.SUCCEEDED, JobState.FAILED, JobState.INTERRUPTED])
def test_an_ended_job_has_no_remaining_time(state: JobState, store: Store) -> None:
    add(store, "a")
    store.record("a", state=JobState.RUNNING, remaining_s=7.0, remaining_of="job")
    assert store.job("a")["remaining_s"] == 7.0
    event = store.record("a", state=state)
    assert (event["remaining_s"], event["remaining_of"]) == (None, None)
    assert store.job("a")["ended_at"] is not None


def test_without_a_gpu_queued_jobs_run_on_the_processor(store: Store) -> None:
    for job_id in ("queued", "running"):
        add(store, job_id, wants="gpu")
    store.record("running", state=JobState.RUNNING)
    store.use_cpu()
    assert [store.facts(job_id)["wants"] for job_id in ("queued", "running")] == ["cpu", "gpu"]


def test_a_job_that_others_need_can_be_deleted(store: Store) -> None:
    add(store, "a")
    add(store, "b", needs=["a"])
    store.delete("a")
    assert store.job("b")["waits_for"] == []

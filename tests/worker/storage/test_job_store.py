"""The job store keeps jobs and events."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.protocol.job_parsing import params_from_dict
from trajganr_core.contract.protocol.jobs import PretrainParams
from trajganr_core.contract.protocol.messages import MAX_FRAME_BYTES
from trajganr_core.contract.protocol.states import JobState
from worker.storage import job_store as store_module
from worker.storage.job_size import JobSize
from worker.storage.job_store import NewJob, Past, ResultFiles, Store

PARAMS = PretrainParams(bundle="b", name="Porto")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store(tmp_path / "jobs.sqlite")
    yield store
    store.close()


def add(store: Store, job_id: str, *, owner: str = "", priority: int = 1, **more: Any) -> None:
    store.add(NewJob(job_id, PARAMS, owner, job_id, "digest", priority, "cpu", **more))


def test_jobs_and_events_survive_the_worker(store: Store, tmp_path: Path) -> None:
    add(store, "a")
    store.record("a", state=JobState.RUNNING, stage="training", fraction=0.5, figures={"loss": 1.0})
    job, events = store.job("a"), store.events("a", 0)
    again = Store(tmp_path / "jobs.sqlite")
    assert (again.job("a"), again.events("a", 0), again.params("a")) == (job, events, PARAMS)
    again.close()


def test_a_job_includes_its_parameters_and_a_list_of_jobs_does_not(store: Store) -> None:
    add(store, "a")
    assert params_from_dict(PARAMS.kind, store.job("a")["params"]) == PARAMS
    (listed,), _ = store.jobs()
    assert "params" not in listed


def test_a_page_of_jobs_or_events_fits_into_a_message(store: Store) -> None:
    for number in range(9):
        add(store, f"job-{number}")
        store.record(f"job-{number}", result={"long": "x" * 250_000})
        store.record("job-0", message="x" * 250_000)
    listed: list[str] = []
    before = None
    while True:
        page, before = store.jobs(before=before)
        assert len(json.dumps(page)) < MAX_FRAME_BYTES / 2
        listed += [job["job_id"] for job in page]
        if before is None:
            break
    assert listed == [f"job-{number}" for number in reversed(range(9))]
    seen: list[int] = []
    more = True
    while more:
        events, more = store.events("job-0", seen[-1] if seen else 0)
        assert len(json.dumps(events)) < MAX_FRAME_BYTES / 2
        seen += [event["seq"] for event in events]
    assert seen == list(range(1, 12))


def test_numbers_that_json_lacks_do_not_prevent_reading_a_job(store: Store) -> None:
    add(store, "a")
    store.record("a", result={"loss": float("nan"), "most": float("inf")})
    assert store.job("a")["result"] == {"loss": None, "most": None}


def test_past_jobs_are_kept_per_user(store: Store) -> None:
    past = Past(JobSize(1.0, 1.0), 1.0, None, 7.0, {})
    store.add_past("prepare", "cpu", past, "ann")
    for _ in range(40):
        store.add_past("prepare", "cpu", past, "bob")
    assert len(store.past("prepare", "cpu", owner="ann")) == 1
    assert len(store.past("prepare", "cpu")) == 31


def test_an_unfinished_bundle_has_the_owner_of_its_job(store: Store) -> None:
    add(store, "a", owner="ann")
    assert store.owner_of_made("bundle", "a") == "ann"
    assert store.owner_of_made("bundle", "b") is None


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


def test_jobs_are_listed_newest_first_and_queued_oldest_first(store: Store) -> None:
    for job_id in "abc":
        add(store, job_id)
    assert [job["job_id"] for job in store.jobs()[0]] == ["c", "b", "a"]
    assert store.in_state(JobState.QUEUED) == ["a", "b", "c"]
    assert store.in_state(JobState.RUNNING, JobState.FAILED) == []


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


def test_events_come_in_pages(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_module, "EVENTS_PER_PAGE", 2)
    add(store, "a")
    for _ in range(2):
        store.record("a", fraction=0.5)
    first, more = store.events("a", 0)
    rest, no_more = store.events("a", first[-1]["seq"])
    assert [event["seq"] for event in first + rest] == [1, 2, 3]
    assert (more, no_more) == (True, False)


def test_a_deleted_job_is_removed_with_its_events(store: Store) -> None:
    add(store, "a")
    store.delete("a")
    with pytest.raises(TrajganrError) as caught:
        store.events("a", 0)
    assert caught.value.code is Code.JOB_NOT_FOUND
    add(store, "a")
    assert [event["seq"] for event in store.events("a", 0)[0]] == [1]


def test_a_transaction_that_raises_stores_nothing(store: Store) -> None:
    add(store, "a")
    with pytest.raises(ZeroDivisionError), store.transaction():
        add(store, "b")
        store.record("a", fraction=0.5)
        raise ZeroDivisionError
    assert [job["job_id"] for job in store.jobs()[0]] == ["a"]
    assert len(store.events("a", 0)[0]) == 1


def test_a_nested_attempt_is_rolled_back_alone(store: Store) -> None:
    with store.transaction():
        add(store, "a")
        with pytest.raises(ZeroDivisionError), store.attempt():
            add(store, "b")
            raise ZeroDivisionError
        add(store, "c")
    assert [job["job_id"] for job in store.jobs()[0]] == ["c", "a"]


def test_jobs_come_in_pages_and_to_their_owner(store: Store) -> None:
    for number in range(5):
        add(store, f"a{number}", owner="ann" if number % 2 else "")
    first, before = store.jobs(limit=2)
    rest, end = store.jobs(before=before, limit=10)
    assert [job["job_id"] for job in first + rest] == ["a4", "a3", "a2", "a1", "a0"]
    assert end is None
    assert [job["job_id"] for job in store.jobs(owner="ann")[0]] == ["a3", "a1"]
    assert store.jobs(limit=0) == ([], None)


def test_a_queued_job_has_its_queue_position(store: Store) -> None:
    for job_id in "abc":
        add(store, job_id)
    add(store, "d", priority=0)
    store.record("a", state=JobState.RUNNING)
    places = {job["job_id"]: job["position"] for job in store.jobs()[0]}
    assert places == {"d": 1, "b": 2, "c": 3, "a": None}
    assert store.job("c")["position"] == 3


def test_the_next_job_is_interactive_then_the_oldest(store: Store) -> None:
    for job_id in "ab":
        add(store, job_id)
    add(store, "c", priority=0)
    assert store.next_ready("cpu", interactive_only=False, but=[]) == "c"
    assert store.next_ready("cpu", interactive_only=False, but=["c"]) == "a"
    assert store.next_ready("cpu", interactive_only=True, but=["c"]) is None
    assert store.next_ready("gpu", interactive_only=False, but=[]) is None


def test_a_job_waits_for_those_that_it_needs(store: Store) -> None:
    add(store, "a")
    add(store, "b", needs=["a"])
    assert store.next_ready("cpu", interactive_only=False, but=["a"]) is None
    assert (store.needed_by("a"), store.unmet_needs("b")) == (["b"], {"a": JobState.QUEUED})
    assert store.job("b")["waits_for"] == ["a"]
    store.record("a", state=JobState.SUCCEEDED, result={})
    assert store.next_ready("cpu", interactive_only=False, but=[]) == "b"
    assert store.unmet_needs("b") == {}


def test_a_job_that_is_queued_again_has_neither_error_nor_end(store: Store) -> None:
    add(store, "a")
    store.record("a", state=JobState.FAILED, error={"code": "INTERNAL"})
    store.record("a", state=JobState.QUEUED)
    job = store.job("a")
    assert (job["error"], job["ended_at"], job["started_at"]) == (None, None, None)


def test_only_the_latest_past_jobs_are_kept(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_module, "HISTORY_OF_A_KIND", 2)
    for seconds in (1.0, 2.0, 3.0):
        store.add_past(
            "pretrain", "cpu", Past(JobSize(1.0, 10.0), seconds, None, 7.0, {"training": seconds})
        )
    store.add_past("prepare", "cpu", Past(JobSize(1.0, 1.0), 9.0, 1.0, 1.0, {}))
    assert [one.seconds for one in store.past("pretrain", "cpu")] == [3.0, 2.0]
    assert store.past("pretrain", "cpu")[0].stages == {"training": 3.0}
    assert store.past("pretrain", "gpu") == []


def test_another_thread_can_read_what_files_a_result_has(store: Store, tmp_path: Path) -> None:
    add(store, "a", owner="ann")
    files = {"roads.gpkg": {"size": 1, "sha256": "x"}}
    store.record("a", state=JobState.SUCCEEDED, result={}, files=files)
    found: list[Any] = []

    def read() -> None:
        reader = ResultFiles(tmp_path / "jobs.sqlite")
        found.append(reader.of("a"))
        reader.close()

    thread = threading.Thread(target=read)
    thread.start()
    thread.join()
    assert found == [("ann", files)]


def test_a_store_that_is_damaged_is_refused_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "jobs.sqlite").write_bytes(b"no database at all" * 100)
    with pytest.raises(TrajganrError, match="Move it away") as caught:
        Store(tmp_path / "jobs.sqlite")
    assert caught.value.code is Code.INPUT_FORMAT

"""Jobs and events are read from the job store."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest
from stored_jobs import PARAMS, add

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.kinds.load_trips import LoadTripsParams
from trajganr_core.contract.kinds.prepare import PrepareParams
from trajganr_core.contract.protocol.job_parsing import params_from_dict
from trajganr_core.contract.protocol.messages import MAX_FRAME_BYTES
from trajganr_core.contract.protocol.states import TERMINAL, JobState
from trajganr_worker.storage import job_queries
from trajganr_worker.storage.job_store import Store


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


def test_jobs_are_listed_newest_first_and_queued_oldest_first(store: Store) -> None:
    for job_id in "abc":
        add(store, job_id)
    assert [job["job_id"] for job in store.jobs()[0]] == ["c", "b", "a"]
    assert store.in_state(JobState.QUEUED) == ["a", "b", "c"]
    assert store.in_state(JobState.RUNNING, JobState.FAILED) == []


def test_events_come_in_pages(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(job_queries, "EVENTS_PER_PAGE", 2)
    add(store, "a")
    for _ in range(2):
        store.record("a", fraction=0.5)
    first, more = store.events("a", 0)
    rest, no_more = store.events("a", first[-1]["seq"])
    assert [event["seq"] for event in first + rest] == [1, 2, 3]
    assert (more, no_more) == (True, False)


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


def test_a_queued_job_names_the_job_that_it_waits_behind(store: Store) -> None:
    for job_id in ("running", "first", "second"):
        add(store, job_id, owner="ann")
    add(store, "needy", needs=["second"])
    store.record("running", state=JobState.PREPARING)
    behind = {job["job_id"]: job["behind"] for job in store.jobs()[0]}
    assert behind["running"] is None
    assert behind["first"] == {"job_id": "running", "name": "Porto", "owner": "ann"}
    assert [behind[job_id]["job_id"] for job_id in ("second", "needy")] == ["first", "second"]


def test_jobs_are_counted_by_state_and_owner(store: Store) -> None:
    for job_id, owner in (("a", "ann"), ("b", "bob"), ("c", "ann")):
        add(store, job_id, owner=owner)
    store.record("a", state=JobState.RUNNING)
    assert (store.count(JobState.QUEUED), store.count(JobState.QUEUED, owner="ann")) == (2, 1)
    assert store.in_state(JobState.QUEUED, JobState.RUNNING, owner="ann") == ["a", "c"]


def test_only_the_files_that_parameters_name_are_needed(store: Store) -> None:
    trips, roads = "sha256:aa/trips.csv", "sha256:bb/roads.gpkg"
    add(store, "a", params=LoadTripsParams(trips=(trips, trips)))
    add(store, "b", params=PrepareParams(trips=(trips,), roads=roads, bbox=(0, 0, 1, 1)))
    assert store.files_of("a") == {trips}
    assert sorted(store.files_of_all()) == [trips, trips, roads]


def test_damaged_parameters_name_no_file(store: Store, tmp_path: Path) -> None:
    add(store, "a")
    with sqlite3.connect(tmp_path / "jobs.sqlite") as db:
        db.execute("UPDATE jobs SET params = '{'")
    assert store.files_of("a") == set()


@pytest.mark.parametrize("state", JobState)
def test_a_bundle_is_used_by_jobs_that_may_still_run(state: JobState, store: Store) -> None:
    add(store, "a")
    store.record("a", state=state)
    is_used = state not in TERMINAL or state is JobState.INTERRUPTED
    assert store.job_using("b") == ("a" if is_used else None)
    assert store.job_using("other") is None


def test_the_run_time_of_a_job_ends_at_its_last_event(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(store, "a")
    assert store.seconds_until_last_event("a") == 0
    for seconds, changes in ((100.0, {"state": JobState.PREPARING}), (107.0, {"fraction": 0.5})):
        monkeypatch.setattr("time.time", lambda seconds=seconds: seconds)
        store.record("a", **changes)
    assert store.seconds_until_last_event("a") == 7


def test_a_job_that_does_not_exist_is_reported(store: Store) -> None:
    for read in (store.job, store.facts, store.params, store.state, store.files_of):
        with pytest.raises(TrajganrError, match="'none'") as caught:
            read("none")
        assert caught.value.code is Code.JOB_NOT_FOUND

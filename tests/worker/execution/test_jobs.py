"""The life of a job, as a client of a real worker sees it."""

from __future__ import annotations

import sqlite3
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from waiting import (
    error_of,
    finish,
    prepare_params,
    process_of,
    runs,
    states,
    wait_for_state,
    wait_until,
)

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.kinds.finetune import FinetuneParams
from trajganr_core.contract.kinds.predict import PredictParams
from trajganr_core.contract.kinds.pretrain import PretrainParams
from trajganr_core.contract.protocol import event_client
from trajganr_core.contract.protocol.client import Client

Prepare = Callable[[str], str]

needs_sigkill = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")


@pytest.fixture
def home(shared_home: Path) -> Path:
    """These tests need a worker that runs, and no state of it but jobs."""
    return shared_home


def left_over(home: Path, job_id: str) -> list[str]:
    """What a job left in the home, apart from what tells of it."""
    kept = {
        home / "jobs" / job_id / name
        for name in ("job.json", "log.txt", "process.json", "outcome.json", "completed.txt")
    }
    found = [*(home / "jobs" / job_id).rglob("*"), *home.glob(f"*s/{job_id}/*")]
    return [str(path) for path in found if path not in kept]


def test_files_become_predicted_roads(client: Client, home: Path, tmp_path: Path) -> None:
    bundle = client.submit(prepare_params(client, tmp_path, "Porto"))
    assert states(finish(client, bundle)) == ["QUEUED", "PREPARING", "RUNNING", "SUCCEEDED"]
    assert client.job(bundle).result["bundle"] == bundle
    assert [(b.id, b.name) for b in client.bundles()] == [(bundle, "Porto")]

    model = client.submit(PretrainParams(bundle=bundle))
    finish(client, model)
    tuned = client.submit(FinetuneParams(model=model, bundle=bundle, tasks=("speed",)))
    finish(client, tuned)
    assert [m.id for m in client.models()] == [tuned, model]
    assert client.job(tuned).result["metrics"]["speed"]["mae"] == 0.5

    roads = client.submit(PredictParams(model=tuned))
    finish(client, roads)
    client.fetch_file(roads, "roads.gpkg", tmp_path / "predicted.gpkg")
    with sqlite3.connect(tmp_path / "predicted.gpkg") as db:
        assert db.execute("SELECT COUNT(*) FROM roads").fetchone() == (4,)


def test_the_same_key_twice_is_the_same_job(client: Client, tmp_path: Path) -> None:
    params = prepare_params(client, tmp_path)
    first = client.submit(params, idempotency_key="once")
    assert client.submit(params, idempotency_key="once") == first
    finish(client, first)
    assert client.submit(params, idempotency_key="once") == first
    assert len(client.jobs()) == 1


def test_events_have_no_gap_and_are_replayed(client: Client, prepare: Prepare) -> None:
    job_id = prepare("chatty")
    live = finish(client, job_id)
    assert [event.seq for event in live] == list(range(1, len(live) + 1))
    assert client.events(job_id) == live
    assert client.events(job_id, since=2) == live[2:]
    assert finish(client, job_id) == live


def test_events_are_pushed_and_not_polled(
    client: Client, prepare: Prepare, monkeypatch: pytest.MonkeyPatch
) -> None:
    job_id = prepare("steps 20 0.05")
    wait_for_state(client, job_id, "RUNNING")
    requests: list[int] = []
    ask = client.events

    def count(job_id: str, since: int = 0) -> list[dict[str, Any]]:
        requests.append(since)
        return ask(job_id, since)

    monkeypatch.setattr(client, "events", count)
    monkeypatch.setattr(event_client, "REPLAY_AFTER_S", 600.0)
    events = finish(client, job_id)
    # At first, perhaps as the subscription took effect, and after the end.
    assert len(requests) <= 3
    assert len(events) > 5


def test_a_client_that_misses_events_asks_for_them(
    client: Client, prepare: Prepare, monkeypatch: pytest.MonkeyPatch
) -> None:
    next_event = client.next_event
    every_other = iter(range(1_000_000))

    def every_other_event(timeout_s: float) -> dict[str, Any] | None:
        event = next_event(timeout_s)
        return event if next(every_other) % 2 else None

    monkeypatch.setattr(client, "next_event", every_other_event)
    events = finish(client, prepare("chatty"))
    assert [event.seq for event in events] == list(range(1, len(events) + 1))
    assert events[-1].state == "SUCCEEDED"


def test_progress_is_reported_at_most_five_times_a_second_and_once_a_stage(
    client: Client, prepare: Prepare
) -> None:
    job_id = prepare("chatty")
    finish(client, job_id)
    job = client.job(job_id)
    result = [event for event in client.events(job_id) if event.stage]
    stages = {event.stage for event in result}
    assert stages == {"working", "chatting"}
    assert len(result) <= 5 * (job.ended_at - job.started_at) + 2 + len(stages)


def test_unchanged_progress_is_not_reported_again(client: Client, prepare: Prepare) -> None:
    """A download that waits for its service would fill the store."""
    job_id = prepare("slow")
    wait_until(lambda: bool(client.job(job_id).stage == "waiting"))
    time.sleep(0.7)
    client.cancel(job_id)
    result = [event.state for event in finish(client, job_id) if event.stage == "waiting"]
    assert result == ["RUNNING", "CANCELLING", "CANCELLED"]


def test_a_loss_that_is_no_number_is_missing(client: Client, prepare: Prepare) -> None:
    job_id = prepare("chatty")
    finish(client, job_id)
    assert {"loss": None} in [event.figures for event in client.events(job_id)]


def test_output_of_a_job_is_in_its_log(client: Client, prepare: Prepare) -> None:
    job_id = prepare("")
    finish(client, job_id)
    assert "working on prepare" in client.logs(job_id)


def test_a_running_job_is_cancelled(client: Client, home: Path, prepare: Prepare) -> None:
    job_id = prepare("slow")
    pid = process_of(client, job_id)
    wait_for_state(client, job_id, "RUNNING")
    client.cancel(job_id)
    assert states(finish(client, job_id))[-2:] == ["CANCELLING", "CANCELLED"]
    assert not runs(pid)
    assert error_of(client, job_id).code is Code.JOB_CANCELLED
    assert left_over(home, job_id) == []


def test_a_cancelled_training_leaves_its_checkpoint_alone_until_it_is_deleted(
    client: Client, home: Path, prepare: Prepare
) -> None:
    bundle = prepare("")
    finish(client, bundle)
    job_id = client.submit(PretrainParams(bundle=bundle, name="slow"))
    wait_for_state(client, job_id, "RUNNING")
    wait_until(lambda: (home / "jobs" / job_id / "work" / "output").exists())
    client.cancel(job_id)
    assert finish(client, job_id)[-1].state == "CANCELLED"
    kept = home / "jobs" / job_id / "work" / ".output.checkpoint"
    expected = {str(path) for path in (kept.parent, kept, kept / "checkpoint.json")}
    assert set(left_over(home, job_id)) == expected
    assert client.models() == []
    client.delete(job_id)
    assert not kept.exists()


def test_a_training_that_succeeded_leaves_no_checkpoint(
    client: Client, home: Path, prepare: Prepare
) -> None:
    bundle = prepare("")
    finish(client, bundle)
    job_id = client.submit(PretrainParams(bundle=bundle))
    finish(client, job_id)
    made = [str(home / "models" / job_id / "card.json")]
    wait_until(lambda: left_over(home, job_id) == made)


def test_a_job_may_be_cancelled_while_it_is_followed(client: Client, prepare: Prepare) -> None:
    job_id = prepare("slow")
    events = finish(client, job_id, poll=lambda: client.cancel(job_id))
    assert events[-1].state == "CANCELLED"


def test_a_queued_job_is_cancelled_and_never_begins(client: Client, prepare: Prepare) -> None:
    running, queued = prepare("slow"), prepare("")
    client.cancel(queued)
    assert states(finish(client, queued)) == ["QUEUED", "CANCELLED"]
    assert client.job(queued).started_at is None
    client.cancel(running)
    finish(client, running)


def test_cancelling_an_ended_job_changes_nothing(client: Client, prepare: Prepare) -> None:
    job_id = prepare("")
    finish(client, job_id)
    client.cancel(job_id)
    assert client.job(job_id).state == "SUCCEEDED"


@pytest.mark.parametrize(
    ("name", "code", "text"),
    [
        ("fail", Code.INPUT_EMPTY, "a.csv holds no trips."),
        ("bug", Code.INTERNAL, "ZeroDivisionError"),
        ("crash", Code.INTERNAL, "status 3"),
        pytest.param("oom", Code.RESOURCE_RAM, "memory", marks=needs_sigkill),
    ],
)
def test_a_failed_job_reports_why_and_leaves_nothing(
    name: str, code: Code, text: str, client: Client, home: Path, prepare: Prepare
) -> None:
    job_id = prepare(name)
    events = finish(client, job_id)
    error = error_of(client, job_id)
    assert (events[-1].state, error.code) == ("FAILED", code)
    assert text in error.message
    assert events[-1].message == error.message
    assert left_over(home, job_id) == []
    assert client.bundles() == []


def test_the_id_of_an_unforeseen_error_is_in_the_log(client: Client, prepare: Prepare) -> None:
    job_id = prepare("bug")
    finish(client, job_id)
    assert error_of(client, job_id).parameters["id"] in client.logs(job_id)
    assert "Traceback" in client.logs(job_id)


def test_the_next_job_begins_when_one_has_failed(client: Client, prepare: Prepare) -> None:
    first, second, third = prepare("fail"), prepare("oom"), prepare("")
    assert finish(client, third)[-1].state == "SUCCEEDED"
    started = [client.job(job_id).started_at for job_id in (first, second, third)]
    assert started == sorted(started)


def test_two_clients_see_the_same_job(client: Client, home: Path, prepare: Prepare) -> None:
    job_id = prepare("slow")
    with Client.connect(home) as other:
        other.subscribe(job_id)
        other.cancel(job_id)
        assert finish(client, job_id) == finish(other, job_id)
        assert other.jobs() == client.jobs()


def test_a_client_gets_the_events_of_every_job_it_subscribed_to(
    client: Client, prepare: Prepare
) -> None:
    job_ids: set[str] = set()
    client.subscribe()

    def receive_all() -> bool:
        while event := client.next_event(0.05):
            job_ids.add(event.job_id)
        return job_ids >= {first, second}

    first, second = prepare(""), prepare("")
    wait_until(receive_all)


def test_a_job_can_be_deleted_and_its_bundle_stays(
    client: Client, home: Path, prepare: Prepare
) -> None:
    job_id = prepare("")
    finish(client, job_id)
    client.delete(job_id)
    assert client.jobs() == []
    assert not (home / "jobs" / job_id).exists()
    assert [bundle.id for bundle in client.bundles()] == [job_id]


def test_a_running_job_cannot_be_deleted(client: Client, prepare: Prepare) -> None:
    job_id = prepare("slow")
    with pytest.raises(TrajganrError, match="Cancel it first"):
        client.delete(job_id)
    client.cancel(job_id)
    finish(client, job_id)


def test_a_job_of_a_missing_model_is_refused_at_once(client: Client) -> None:
    with pytest.raises(TrajganrError) as caught:
        client.submit(PredictParams(model="finetune-00000000"))
    assert caught.value.code is Code.MODEL_MISSING
    assert client.jobs() == []

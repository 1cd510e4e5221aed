"""Scheduling: order, slots, priorities, dependencies, limits."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fake_worker import fake_worker
from steps import release
from waiting import error_of, finish, prepare_params, wait_for_state

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.kinds.finetune import FinetuneParams
from trajganr_core.contract.kinds.load_trips import LoadTripsParams
from trajganr_core.contract.kinds.predict import PredictParams
from trajganr_core.contract.kinds.pretrain import PretrainParams
from trajganr_core.contract.protocol.answers import Ahead, Queue
from trajganr_core.contract.protocol.client import Client

Prepare = Callable[[str], str]


@pytest.fixture
def home(shared_home: Path) -> Path:
    """For tests that need no settings and nothing but jobs."""
    return shared_home


def load_params(client: Client, folder: Path, name: str = "") -> LoadTripsParams:
    (folder / "trips.csv").write_text("trips")
    return LoadTripsParams(trips=(client.put_file(folder / "trips.csv"),), name=name)


def refusal(action: Callable[[], Any]) -> Code:
    with pytest.raises(TrajganrError) as caught:
        action()
    return caught.value.code


# Order and places


def test_a_queued_job_has_its_queue_position_in_replies(client: Client, prepare: Prepare) -> None:
    jobs = [prepare("slow") for _ in range(4)]
    wait_for_state(client, jobs[0], "RUNNING")
    assert [client.job(job_id).position for job_id in jobs] == [None, 1, 2, 3]
    client.cancel(jobs[1])
    assert [client.job(job_id).position for job_id in jobs[2:]] == [1, 2]


def test_an_interactive_job_does_not_wait_behind_a_training(
    client: Client, tmp_path: Path, prepare: Prepare
) -> None:
    wait_for_state(client, prepare("slow"), "RUNNING")
    loading = client.submit(load_params(client, tmp_path))
    assert finish(client, loading)[-1].state == "SUCCEEDED"


def test_a_queued_job_names_the_job_before_it(client: Client, prepare: Prepare) -> None:
    running, first, second = (prepare("slow") for _ in range(3))
    wait_for_state(client, running, "RUNNING")
    assert client.job(running).behind is None
    assert client.job(first).behind == Ahead(running, "slow")
    assert client.job(second).behind == Ahead(first, "slow")
    model = client.submit(PretrainParams(bundle=second))
    assert client.job(model).behind == Ahead(second, "slow")


def test_a_short_prediction_does_not_wait_behind_a_training(
    client: Client, prepare: Prepare
) -> None:
    bundle = prepare("")
    model = client.submit(PretrainParams(bundle=bundle))
    tuned = client.submit(FinetuneParams(model=model, bundle=bundle, tasks=("speed",)))
    finish(client, tuned)
    wait_for_state(client, prepare("slow"), "RUNNING")
    short = client.submit(PredictParams(model=tuned))
    assert client.job(short).estimate.seconds.likely < 300
    assert finish(client, short)[-1].state == "SUCCEEDED"


def test_a_job_stores_its_estimate(client: Client, prepare: Prepare) -> None:
    job_id = prepare("")
    assert client.job(job_id).estimate.memory_bytes.likely > 0


def test_progress_never_decreases_and_ends_at_one(client: Client, prepare: Prepare) -> None:
    events = finish(client, prepare("learn"))
    progress = [event.progress for event in events]
    assert progress == sorted(progress)
    assert progress[-1] == 1


def test_interactive_jobs_come_first_in_a_shared_slot(tmp_path: Path) -> None:
    with (
        fake_worker(tmp_path / "home", interactive_slots=0) as home,
        Client.connect(home) as client,
    ):
        params = prepare_params(client, tmp_path, "slow")
        running = client.submit(params)
        wait_for_state(client, running, "RUNNING")
        batch = client.submit(prepare_params(client, tmp_path))
        urgent = client.submit(prepare_params(client, tmp_path), priority="interactive")
        assert (client.job(urgent).position, client.job(batch).position) == (1, 2)
        client.cancel(running)
        for job_id in (urgent, batch):
            finish(client, job_id)
        assert client.job(urgent).started_at < client.job(batch).started_at


def test_an_unknown_priority_is_refused(client: Client, tmp_path: Path) -> None:
    params = load_params(client, tmp_path)
    assert refusal(lambda: client.submit(params, priority="now")) is Code.INPUT_FIELD


def test_as_many_jobs_run_as_there_are_slots(tmp_path: Path) -> None:
    with fake_worker(tmp_path / "home", slots={"cpu": 3}) as home, Client.connect(home) as client:
        jobs = [client.submit(prepare_params(client, tmp_path, "slow")) for _ in range(4)]
        for job_id in jobs[:3]:
            wait_for_state(client, job_id, "RUNNING")
        assert client.job(jobs[3]).state == "QUEUED"
        assert client.status().queue == Queue(1, 3)


def test_a_job_reports_where_it_ran(client: Client, prepare: Prepare) -> None:
    job_id = prepare("")
    finish(client, job_id)
    assert client.job(job_id).device == "cpu"


# Dependencies


def test_a_prediction_waits_for_the_model_that_is_being_made(
    client: Client, prepare: Prepare
) -> None:
    before = prepare("slow")  # so that the next one does not begin until this one is cancelled
    bundle = prepare("")
    model = client.submit(PretrainParams(bundle=bundle))
    tuned = client.submit(FinetuneParams(model=model, bundle=bundle, tasks=("speed",)))
    roads = client.submit(PredictParams(model=tuned))
    assert client.job(bundle).state == "QUEUED"
    assert client.job(roads).waits_for == (tuned,)
    assert client.job(tuned).waits_for == tuple(sorted([bundle, model]))
    client.cancel(before)
    assert finish(client, roads)[-1].state == "SUCCEEDED"
    started = [client.job(job_id).started_at for job_id in (bundle, model, tuned, roads)]
    assert started == sorted(started)


def test_a_job_may_depend_on_another(
    client: Client, home: Path, tmp_path: Path, prepare: Prepare
) -> None:
    first = prepare("steps 10 held 1")
    wait_for_state(client, first, "RUNNING")
    # Of a kind that would otherwise begin at once, at a place of its own.
    second = client.submit(load_params(client, tmp_path), after=[first])
    release(home, first)
    finish(client, second)
    assert client.job(first).ended_at <= client.job(second).started_at


@pytest.mark.parametrize(("name", "state"), [("fail", "FAILED"), ("slow", "CANCELLED")])
def test_a_job_whose_dependency_failed_reports_it(
    name: str, state: str, client: Client, prepare: Prepare
) -> None:
    first = prepare("slow")  # so that the bundle's job has not ended before others wait for it
    bundle = prepare(name)
    model = client.submit(PretrainParams(bundle=bundle))
    tuned = client.submit(FinetuneParams(model=model, bundle=bundle, tasks=("speed",)))
    client.cancel(first)
    if name == "slow":
        client.cancel(bundle)
    assert finish(client, bundle)[-1].state == state
    for job_id in (model, tuned):
        finish(client, job_id)
        assert client.job(job_id).state == "FAILED"
        assert error_of(client, job_id).code is Code.JOB_DEPENDENCY
    assert bundle in error_of(client, model).message
    assert refusal(lambda: client.resume(model)) is Code.JOB_DEPENDENCY


def test_a_chain_is_resumed_from_its_beginning(client: Client, prepare: Prepare) -> None:
    first = prepare("slow")  # so that the bundle's job has not ended before it is cancelled
    bundle = prepare("crash once")
    model = client.submit(PretrainParams(bundle=bundle))
    client.cancel(bundle)
    client.cancel(first)
    finish(client, model)
    client.resume(bundle)
    client.resume(model)
    assert finish(client, model)[-1].state == "SUCCEEDED"


def test_a_dependency_that_cannot_be_met_is_refused(client: Client, prepare: Prepare) -> None:
    failed = prepare("fail")
    finish(client, failed)
    assert refusal(lambda: client.submit(PretrainParams(bundle=failed))) is Code.JOB_DEPENDENCY
    running = prepare("slow")
    # It makes a bundle, no model.
    assert refusal(lambda: client.submit(PredictParams(model=running))) is Code.MODEL_MISSING


def test_a_job_that_another_waits_for_cannot_be_deleted(
    client: Client, home: Path, prepare: Prepare
) -> None:
    bundle = prepare("steps 10 held 1")
    wait_for_state(client, bundle, "RUNNING")
    model = client.submit(PretrainParams(bundle=bundle, name="slow"))
    assert refusal(lambda: client.delete(bundle)) is Code.RESOURCE_LOCKED
    release(home, bundle)
    finish(client, bundle)
    # From now on the bundle is there without the job.
    client.delete(bundle)
    wait_for_state(client, model, "RUNNING")
    assert refusal(lambda: client.delete_bundle(bundle)) is Code.RESOURCE_LOCKED
    client.cancel(model)
    finish(client, model)
    client.delete_bundle(bundle)
    assert client.bundles() == []


# Submitting


def test_a_key_is_for_one_job(client: Client, tmp_path: Path) -> None:
    first = client.submit(prepare_params(client, tmp_path, "a"), idempotency_key="k")
    other = prepare_params(client, tmp_path, "b")
    assert refusal(lambda: client.submit(other, idempotency_key="k")) is Code.INPUT_FIELD
    assert [job.job_id for job in client.jobs()] == [first]


def test_the_length_of_the_queue_is_limited(tmp_path: Path) -> None:
    with fake_worker(tmp_path / "home", most_queued=2) as home, Client.connect(home) as client:
        params = prepare_params(client, tmp_path, "slow")
        jobs = [client.submit(params) for _ in range(3)]
        wait_for_state(client, jobs[0], "RUNNING")
        assert refusal(lambda: client.submit(params)) is Code.RESOURCE_QUEUE_FULL
        client.cancel(jobs[1])
        client.submit(params)


def test_with_a_full_disk_no_job_starts_and_no_upload_is_accepted(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("a")
    home = tmp_path / "home"
    with fake_worker(home, least_free_bytes=1 << 60), Client.connect(home) as client:
        assert refusal(lambda: client.put_file(tmp_path / "a.csv")) is Code.RESOURCE_DISK
        assert client.status().waits_for_disk is True


def test_jobs_that_wait_for_disk_space_start_when_there_is_some(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with fake_worker(home), Client.connect(home) as client:
        running = client.submit(prepare_params(client, tmp_path, "slow"))
        waiting = client.submit(prepare_params(client, tmp_path))
        wait_for_state(client, running, "RUNNING")
        client.stop_worker()
    with fake_worker(home, least_free_bytes=1 << 60), Client.connect(home) as client:
        assert client.job(waiting).state == "QUEUED"
        client.cancel(running)
    with fake_worker(home), Client.connect(home) as client:
        assert finish(client, waiting)[-1].state == "SUCCEEDED"


def test_many_jobs_are_listed_in_pages(tmp_path: Path) -> None:
    with fake_worker(tmp_path / "home") as home, Client.connect(home) as client:
        params = prepare_params(client, tmp_path, "slow")
        jobs = [client.submit(params) for _ in range(230)]
        assert [job.job_id for job in client.jobs()] == jobs[::-1]
        assert [job.job_id for job in client.jobs(limit=3)] == jobs[:-4:-1]


def test_names_as_long_as_they_may_be_break_no_list(client: Client, tmp_path: Path) -> None:
    long = prepare_params(client, tmp_path, "x" * 1_000_000)
    assert refusal(lambda: client.submit(long)) is Code.INPUT_FIELD
    jobs = [client.submit(prepare_params(client, tmp_path, "ä" * 200)) for _ in range(7)]
    assert [job.job_id for job in client.jobs()] == jobs[::-1]


# Several GPUs


@pytest.fixture
def two_gpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Output of the driver's tool."""
    if sys.platform == "win32":
        pytest.skip("the stand-in is a shell script")
    tool = tmp_path / "bin" / "nvidia-smi"
    tool.parent.mkdir()
    tool.write_text("#!/bin/sh\necho '0, One, 80000'\necho '1, Other, 80000'\n")
    tool.chmod(0o700)
    monkeypatch.setenv("PATH", str(tool.parent), prepend=":")


def test_a_training_in_two_processes_gets_two_gpus_and_is_not_overtaken(
    tmp_path: Path, two_gpus: None
) -> None:
    with fake_worker(tmp_path / "home") as home, Client.connect(home) as client:
        bundle = client.submit(prepare_params(client, tmp_path))
        finish(client, bundle)
        alone = client.submit(PretrainParams(bundle=bundle, name="slow"))
        wait_for_state(client, alone, "RUNNING")
        both = client.submit(PretrainParams(bundle=bundle, name="slow", processes=2))
        later = client.submit(PretrainParams(bundle=bundle))
        # Another place goes on meanwhile; that of the second GPU is kept for whose turn it is.
        finish(client, client.submit(prepare_params(client, tmp_path)))
        assert [client.job(job).state for job in (both, later)] == ["QUEUED", "QUEUED"]
        client.cancel(alone)
        wait_for_state(client, both, "RUNNING")
        assert client.job(both).device == "One, Other"
        assert client.job(later).state == "QUEUED"
        client.cancel(both)
        assert finish(client, later)[-1].state == "SUCCEEDED"


def test_more_processes_than_gpus_are_refused(tmp_path: Path, two_gpus: None) -> None:
    with fake_worker(tmp_path / "home") as home, Client.connect(home) as client:
        bundle = client.submit(prepare_params(client, tmp_path))
        finish(client, bundle)
        three = PretrainParams(bundle=bundle, processes=3)
        assert refusal(lambda: client.submit(three)) is Code.INPUT_FIELD
        on_cpu = PretrainParams(bundle=bundle, processes=3, device="cpu")
        assert finish(client, client.submit(on_cpu))[-1].state == "SUCCEEDED"

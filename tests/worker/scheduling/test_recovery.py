"""After any crash, no job is lost and none is run twice."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from fake_worker import fake_worker, start_fake_worker
from steps import steps_done
from waiting import (
    error_of,
    finish,
    pause,
    prepare_params,
    process_of,
    runs,
    states,
    wait_for_state,
    wait_until,
)

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.files.atomic_io import WORKING, machine, write_json
from trajganr_core.contract.kinds.pretrain import PretrainParams
from trajganr_core.contract.protocol.client import Client

Prepare = Callable[[str], str]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="stops and kills by signals")


@pytest.fixture
def home(shared_home: Path) -> Path:
    """For tests in which only processes of jobs die."""
    return shared_home


def wait_until_held(client: Client, home: Path, job_id: str, steps: int) -> None:
    """Until a held job has done its steps, and its worker knows that it runs."""
    wait_for_state(client, job_id, "RUNNING")
    wait_until(lambda: len(steps_done(home, job_id)) == steps)


def messages(client: Client, job_id: str) -> list[str]:
    return [event.message for event in client.events(job_id) if event.message]


# The supervisor dies


def test_a_restarted_worker_continues_the_jobs_of_a_killed_one(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with start_fake_worker(home) as process, Client.connect(home) as client:
        running = client.submit(prepare_params(client, tmp_path, "steps 40 held 6"))
        queued = client.submit(prepare_params(client, tmp_path))
        wait_until_held(client, home, running, 6)
        process.kill()
    with fake_worker(home), Client.connect(home) as client:
        events = finish(client, running)
        assert states(events)[2:6] == ["RUNNING", "INTERRUPTED", "QUEUED", "PREPARING"]
        assert states(events)[-1] == "SUCCEEDED"
        assert finish(client, queued)[-1].state == "SUCCEEDED"
    steps = [step for step, _ in steps_done(home, running)]
    assert sorted(set(steps)) == list(range(40))
    assert len(steps) <= 41, "it did not go on from its checkpoint"


def test_two_processes_never_work_on_one_job(tmp_path: Path) -> None:
    """A stopped process does not notice that its worker is gone."""
    home = tmp_path / "home"
    with start_fake_worker(home) as process, Client.connect(home) as client:
        job_id = client.submit(prepare_params(client, tmp_path, "slow"))
        pid = process_of(client, job_id)
        pause(pid)
        process.kill()
    assert runs(pid)
    with fake_worker(home), Client.connect(home) as client:
        wait_until(lambda: client.job(job_id).attempt == 2)
        assert not runs(pid)
        client.cancel(job_id)
        finish(client, job_id)


def test_a_job_that_finished_while_its_worker_died_is_not_repeated(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with start_fake_worker(home) as process, Client.connect(home) as client:
        job_id = client.submit(prepare_params(client, tmp_path, "steps 40 0.05"))
        wait_for_state(client, job_id, "RUNNING")
        job = process_of(client, job_id)
        pause(job)  # so that it does not end before its worker is stopped
        pause(process.pid)  # it does not receive the end …
        os.kill(job, signal.SIGCONT)
        wait_until(lambda: (home / "jobs" / job_id / "outcome.json").exists())
        process.kill()  # … and never will
    with fake_worker(home), Client.connect(home) as client:
        assert states(finish(client, job_id)) == ["QUEUED", "PREPARING", "RUNNING", "SUCCEEDED"]
        assert client.job(job_id).attempt == 1
        assert [bundle.id for bundle in client.bundles()] == [job_id]
    assert len(steps_done(home, job_id)) == 40


def test_the_outcome_of_an_earlier_attempt_is_not_taken_for_the_present_one(
    tmp_path: Path,
) -> None:
    home = tmp_path / "home"
    with start_fake_worker(home) as process, Client.connect(home) as client:
        job_id = client.submit(prepare_params(client, tmp_path, "steps 30 held 3"))
        wait_until_held(client, home, job_id, 3)
        old = {"attempt": 0, "result": {}, "files": {}, "disk_bytes": 0, "error": None}
        write_json(home / "jobs" / job_id / "outcome.json", old)
        process.kill()
    with fake_worker(home), Client.connect(home) as client:
        finish(client, job_id)
    assert sorted({step for step, _ in steps_done(home, job_id)}) == list(range(30))


def test_a_cancel_that_was_acknowledged_holds_when_the_worker_dies(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with start_fake_worker(home) as process, Client.connect(home) as client:
        job_id = client.submit(prepare_params(client, tmp_path, "slow"))
        pid = process_of(client, job_id)
        pause(pid)  # so that it does not end at once
        client.cancel(job_id)
        process.kill()
    with fake_worker(home), Client.connect(home) as client:
        assert client.job(job_id).state == "CANCELLED"
        assert not runs(pid)


def test_a_job_that_crashes_the_worker_is_failed(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with fake_worker(home), Client.connect(home) as client:
        job_id = client.submit(prepare_params(client, tmp_path, "slow"))
    for _ in range(2):
        with start_fake_worker(home, restarts=1) as process, Client.connect(home) as client:
            process_of(client, job_id)
            wait_for_state(client, job_id, "RUNNING")
            process.kill()
    with fake_worker(home, restarts=1), Client.connect(home) as client:
        assert client.job(job_id).state == "INTERRUPTED"
        assert error_of(client, job_id).code is Code.JOB_INTERRUPTED
        client.resume(job_id)
        wait_for_state(client, job_id, "RUNNING")


def test_jobs_of_a_stopped_worker_keep_their_checkpoints(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with start_fake_worker(home) as process, Client.connect(home) as client:
        job_id = client.submit(prepare_params(client, tmp_path, "steps 40 held 6"))
        pid = process_of(client, job_id)
        wait_until_held(client, home, job_id, 6)
        followed = client.follow(job_id)
        assert next(followed).state == "QUEUED"
        with Client.connect(home) as other:
            other.stop_worker()
        try:
            assert list(followed)[-1].state == "INTERRUPTED"
        except TrajganrError as error:  # it missed the last event, and sees that nobody is left
            assert error.code is Code.JOB_INTERRUPTED
        assert process.wait(30) == 0
    assert not runs(pid)
    assert not (home / "connection.json").exists()
    checkpoint = home / "jobs" / job_id / "work" / ".output.checkpoint" / "checkpoint.json"
    assert json.loads(checkpoint.read_text())["steps"] == 6
    with fake_worker(home), Client.connect(home) as client:
        events = finish(client, job_id)
        assert states(events)[3:] == ["INTERRUPTED", *states(events)[:3], "SUCCEEDED"]
        assert "the job continues" in " ".join(messages(client, job_id))
    assert [step for step, _ in steps_done(home, job_id)] == list(range(40))


def test_following_a_job_continues_after_the_worker_was_killed(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with start_fake_worker(home) as process, Client.connect(home) as client:
        job_id = client.submit(prepare_params(client, tmp_path, "steps 20 0.05"))
        followed = client.follow(job_id)
        events = [next(followed) for _ in range(5)]
        process.kill()
        with fake_worker(home):
            events += list(followed)
            assert [event.seq for event in events] == list(range(1, len(events) + 1))
            assert events == client.events(job_id)
    assert events[-1].state == "SUCCEEDED"


# A job's process dies


def test_a_crashed_job_is_restarted_automatically(client: Client, prepare: Prepare) -> None:
    job_id = prepare("crash once")
    events = finish(client, job_id)
    assert states(events)[-1] == "SUCCEEDED"
    assert "INTERRUPTED" in states(events)
    assert client.job(job_id).attempt == 2
    assert "Restarted automatically (1 of 3)." in messages(client, job_id)


def test_a_job_that_crashes_again_and_again_is_not_started_for_ever(
    client: Client, prepare: Prepare
) -> None:
    job_id = prepare("crash")
    assert finish(client, job_id)[-1].state == "FAILED"
    assert client.job(job_id).attempt == 4
    assert error_of(client, job_id).code is Code.INTERNAL


def test_a_kind_of_job_that_crashes_repeatedly_is_not_restarted(
    client: Client, prepare: Prepare
) -> None:
    finish(client, prepare(""))  # so that earlier deaths do not count
    jobs = [prepare("crash") for _ in range(3)]
    assert {finish(client, job_id)[-1].state for job_id in jobs} == {"FAILED"}
    # After the first five deaths they were started again, but for a job that had died four times;
    # without the limit there would have been nine restarts.
    assert sum(client.job(job_id).attempt for job_id in jobs) - len(jobs) in (4, 5)
    # The user may have fixed the cause before resuming.
    before = client.job(jobs[0]).attempt
    client.resume(jobs[0])
    finish(client, jobs[0])
    assert client.job(jobs[0]).attempt == before + 4


def test_a_job_that_runs_out_of_memory_is_not_restarted(
    client: Client, home: Path, prepare: Prepare
) -> None:
    bundle = prepare("")
    finish(client, bundle)
    job_id = client.submit(PretrainParams(bundle=bundle, name="oom"))
    assert states(finish(client, job_id))[-1] == "FAILED"
    error = error_of(client, job_id)
    assert (error.code, client.job(job_id).attempt) == (Code.RESOURCE_RAM, 1)
    assert "smaller batch size" in error.next_action


def test_a_stalled_job_is_killed_and_restarted(tmp_path: Path) -> None:
    patience = {"stalled_after_s": 1.0, "stalled_end_s": 3.0, "restarts": 1}
    home = tmp_path / "home"
    with fake_worker(home, **patience), Client.connect(home) as client:
        job_id = client.submit(prepare_params(client, tmp_path, "stall"))
        assert states(finish(client, job_id))[-1] == "FAILED"
        assert error_of(client, job_id).code is Code.JOB_STALLED
        assert any("No sign of life" in message for message in messages(client, job_id))
        assert client.job(job_id).attempt == 2


def test_a_paused_process_continues_its_job(client: Client, prepare: Prepare) -> None:
    job_id = prepare("steps 20 0.02")
    pid = process_of(client, job_id)
    pause(pid)
    time.sleep(0.5)
    os.kill(pid, signal.SIGCONT)
    assert states(finish(client, job_id))[-1] == "SUCCEEDED"
    assert client.job(job_id).attempt == 1


def test_a_job_ended_by_a_shutdown_of_the_machine_can_be_resumed(
    client: Client, home: Path, prepare: Prepare
) -> None:
    """As a machine goes down, every process gets a SIGTERM, not the worker alone."""
    job_id = prepare("steps 40 held 3")
    pid = process_of(client, job_id)
    wait_until_held(client, home, job_id, 3)
    os.kill(pid, signal.SIGTERM)
    wait_for_state(client, job_id, "INTERRUPTED")
    client.resume(job_id)
    assert states(finish(client, job_id))[-1] == "SUCCEEDED"


# Resuming


@pytest.mark.parametrize("end", ["cancel", "oom"])
def test_an_ended_training_is_resumed_from_its_checkpoint(
    end: str, client: Client, home: Path, prepare: Prepare
) -> None:
    job_id = prepare("steps 40 held 6")
    pid = process_of(client, job_id)
    wait_until_held(client, home, job_id, 6)
    if end == "cancel":
        client.cancel(job_id)
    else:
        os.kill(pid, signal.SIGKILL)
    assert finish(client, job_id)[-1].state == {"cancel": "CANCELLED", "oom": "FAILED"}[end]
    client.resume(job_id)
    assert states(finish(client, job_id))[-1] == "SUCCEEDED"
    steps = [step for step, _ in steps_done(home, job_id)]
    assert sorted(set(steps)) == list(range(40))
    assert len(steps) <= 41
    assert client.job(job_id).error is None


def test_a_succeeded_or_unfinished_job_cannot_be_resumed(client: Client, prepare: Prepare) -> None:
    done, running = prepare(""), prepare("slow")
    finish(client, done)
    for job_id, code in ((done, Code.INPUT_FIELD), (running, Code.RESOURCE_LOCKED)):
        with pytest.raises(TrajganrError) as caught:
            client.resume(job_id)
        assert caught.value.code is code


def test_partial_output_of_killed_processes_is_removed_at_the_start(
    tmp_path: Path,
) -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as killed:
        killed.wait()
    home = tmp_path / "home"
    for folder in (home, home / "jobs" / "prepare-1a2b3c4d"):
        (folder / f"{WORKING}{machine()}-{killed.pid}-abcd").mkdir(parents=True)
    with fake_worker(home):
        assert not list(home.rglob(f"{WORKING}*"))

"""A job that crashes the worker repeatedly is failed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from fake_worker import ROOT, fake_worker, start_fake_worker
from hang import HANG_S
from waiting import error_of, finish, prepare_params, wait_for_state

from trajganr_core.contract.errors import Code
from trajganr_core.contract.protocol.client import Client
from trajganr_worker.scheduling.crash_counter import MAX_CRASHES, CrashCounter


def test_only_crashes_while_the_job_is_handled_are_counted(tmp_path: Path) -> None:
    path = tmp_path / "in_hand.json"
    for _ in range(MAX_CRASHES):
        counter = CrashCounter(path)
        assert not counter.has_crashed_too_often("bad")
        counter.begin("good")
        counter.finish("good")
        counter.begin("bad")  # and the process ends
    again = CrashCounter(path)
    assert again.has_crashed_too_often("bad")
    assert not again.has_crashed_too_often("good")
    again.begin("bad")
    again.finish()
    assert not path.exists()
    assert not CrashCounter(path).has_crashed_too_often("bad")


@pytest.mark.parametrize("text", ["", "{", "[]", "3", '{"a": "b"}', "[" * 100_000])
def test_a_damaged_record_is_ignored(text: str, tmp_path: Path) -> None:
    (tmp_path / "in_hand.json").write_text(text)
    assert not CrashCounter(tmp_path / "in_hand.json").has_crashed_too_often("a")


def test_a_job_that_crashes_the_worker_repeatedly_is_failed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    with fake_worker(home, slots={"cpu": 0}), Client.connect(home) as client:
        poison = client.submit(prepare_params(client, tmp_path, "poison"))
    monkeypatch.setenv("FAKE_POISON", "1")
    for _ in range(MAX_CRASHES):
        command = [sys.executable, str(ROOT / "tests" / "worker" / "fake_worker.py"), str(home)]
        environment = {
            **os.environ,
            "PYTHONPATH": os.pathsep.join(map(str, (ROOT, ROOT / "worker"))),
        }
        assert (
            subprocess.run(command, env=environment, timeout=HANG_S, check=False).returncode == 70
        )
    with fake_worker(home), Client.connect(home) as client:
        assert finish(client, poison)[-1].state == "FAILED"
        error = error_of(client, poison)
        assert error.code is Code.JOB_INTERRUPTED
        assert str(MAX_CRASHES) in error.message
        # Others run, and the worker goes on.
        other = client.submit(prepare_params(client, tmp_path))
        assert finish(client, other)[-1].state == "SUCCEEDED"
    monkeypatch.delenv("FAKE_POISON")
    with fake_worker(home), Client.connect(home) as client:
        # A person may try once more: it is counted anew.
        client.resume(poison)
        assert finish(client, poison)[-1].state == "SUCCEEDED"


def test_a_worker_that_is_killed_while_jobs_run_sets_none_aside(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with fake_worker(home), Client.connect(home) as client:
        job_id = client.submit(prepare_params(client, tmp_path, "slow"))
        wait_for_state(client, job_id, "RUNNING")
    for _ in range(MAX_CRASHES + 1):
        with start_fake_worker(home, restarts=100) as process, Client.connect(home) as client:
            wait_for_state(client, job_id, "RUNNING")
            process.kill()
    assert not (home / "in_hand.json").exists()

"""Repeated log lines are rate-limited."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from fake_worker import start_fake_worker
from waiting import PATIENCE_S, error_of, finish, prepare_params

from trajganr_core.contract.errors import Code
from trajganr_core.contract.protocol.client import Client
from trajganr_worker.storage import repeated_log
from trajganr_worker.storage.repeated_log import RepeatedLog


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """A clock that a test sets."""
    time = [0.0]
    monkeypatch.setattr(repeated_log.time, "monotonic", lambda: time[0])
    return time


def test_a_repeated_failure_is_logged_once_a_minute(
    now: list[float], caplog: pytest.LogCaptureFixture
) -> None:
    log = RepeatedLog(logging.getLogger("test"))
    for second in range(100):
        now[0] = float(second)
        log.warn("The disk is full", OSError("no room"))
    assert [record.message for record in caplog.records] == [
        "The disk is full: no room",
        "The disk is full: no room (59 times more since it was last logged)",
    ]
    log.warn("Something else", OSError("x"))
    assert len(caplog.records) == 3


def test_a_loop_continues_and_the_reason_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    log = RepeatedLog(logging.getLogger("test"))
    for _ in range(3):
        with log.isolated("A turn failed"):
            raise KeyError("x")
    assert len(caplog.records) == 1
    assert "KeyError" in caplog.text


def test_a_failing_step_of_the_loop_does_not_stop_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("FAKE_FAULTS", "1")
    home = tmp_path / "home"
    with start_fake_worker(home) as process, Client.connect(home) as client:
        faulty = client.submit(prepare_params(client, tmp_path, "faulty slow"))
        assert finish(client, faulty)[-1].state == "FAILED"
        assert error_of(client, faulty).code is Code.INTERNAL
        sound = client.submit(prepare_params(client, tmp_path))
        assert finish(client, sound)[-1].state == "SUCCEEDED"
        assert client.status().pid == process.pid
        process.terminate()
        assert process.wait(PATIENCE_S) == 0
    result = "The place query process could not be checked: made up"
    assert capfd.readouterr().err.count(result) == 1

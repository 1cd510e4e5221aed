"""The same line is not logged again and again."""

from __future__ import annotations

import logging

import pytest

from worker import repeated
from worker.repeated import RepeatedLog


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """A clock that a test sets."""
    time = [0.0]
    monkeypatch.setattr(repeated.time, "monotonic", lambda: time[0])
    return time


def test_what_happens_every_second_is_logged_once_a_minute(
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


def test_a_loop_goes_on_and_the_reason_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    log = RepeatedLog(logging.getLogger("test"))
    for _ in range(3):
        with log.isolated("A turn failed"):
            raise KeyError("x")
    assert len(caplog.records) == 1
    assert "KeyError" in caplog.text

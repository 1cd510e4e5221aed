"""A job's process ends when it must, with all that it started."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import zmq
from waiting import runs, wait_until

from worker import child
from worker.child import LINES_ADDRESS, Child

#: Starts a process of its own, says its id, ignores SIGTERM, and hears no cancel.
STUBBORN = """
import signal, subprocess, sys, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
other = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
print(other.pid, flush=True)
time.sleep(600)
"""


@pytest.fixture
def context() -> Iterator[zmq.Context[zmq.Socket[bytes]]]:
    context: zmq.Context[zmq.Socket[bytes]] = zmq.Context()
    yield context
    context.destroy(linger=0)


@pytest.fixture
def lines(context: zmq.Context[zmq.Socket[bytes]]) -> zmq.Socket[bytes]:
    """Where the supervisor hears its children."""
    lines = context.socket(zmq.PULL)
    lines.setsockopt(zmq.RCVTIMEO, 30_000)
    lines.bind(LINES_ADDRESS)
    return lines


def start(context: zmq.Context[zmq.Socket[bytes]], folder: Path, script: str) -> Child:
    return Child(context, "job", [sys.executable, "-c", script], folder / "log.txt", {})


def test_lines_arrive_in_order_and_their_end_is_told(
    context: zmq.Context[zmq.Socket[bytes]], lines: zmq.Socket[bytes], tmp_path: Path
) -> None:
    process = start(context, tmp_path, "print(1); print(2)")
    heard = [lines.recv_multipart() for _ in range(3)]
    assert heard == [[b"job", b"1\n"], [b"job", b"2\n"], [b"job", b""]]
    wait_until(lambda: process.tick() == 0)
    process.close()


def test_a_job_that_ignores_everything_is_killed_with_what_it_started(
    context: zmq.Context[zmq.Socket[bytes]],
    lines: zmq.Socket[bytes],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(child, "SIGNAL_AFTER_S", 0.1)
    monkeypatch.setattr(child, "KILL_AFTER_S", 0.1)
    process = start(context, tmp_path, STUBBORN)
    other = int(lines.recv_multipart()[1])
    process.cancel()
    wait_until(lambda: process.tick() == -9)
    wait_until(lambda: not runs(other))
    assert lines.recv_multipart() == [b"job", b""]
    process.close()


def test_what_a_crashed_job_started_does_not_outlive_it(
    context: zmq.Context[zmq.Socket[bytes]], lines: zmq.Socket[bytes], tmp_path: Path
) -> None:
    process = start(
        context, tmp_path, STUBBORN.replace("time.sleep(600)\n", "import os; os._exit(3)\n")
    )
    other = int(lines.recv_multipart()[1])
    wait_until(lambda: process.tick() == 3)
    wait_until(lambda: not runs(other))
    assert lines.recv_multipart() == [b"job", b""]
    process.close()

"""A job's process is ended when required, with all that it started."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import zmq
from hang import HANG_S
from waiting import runs, wait_until

from trajganr_worker.scheduling import child_process
from trajganr_worker.scheduling.awake_clock import AwakeClock
from trajganr_worker.scheduling.child_process import LINES_ADDRESS, Child
from trajganr_worker.storage.log_file import LimitedLog

#: Of the processes, and the name of the threads that read what they send.
KEY = "job"
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
    # Each thread closes its own socket. If the context closed it at the same moment, ZeroMQ could
    # abort this process.
    for thread in threading.enumerate():
        if thread.name == KEY:
            thread.join(HANG_S)
    context.destroy(linger=0)


@pytest.fixture
def lines(context: zmq.Context[zmq.Socket[bytes]]) -> zmq.Socket[bytes]:
    """Where the supervisor hears its children."""
    lines = context.socket(zmq.PULL)
    lines.setsockopt(zmq.RCVTIMEO, 30_000)
    lines.bind(LINES_ADDRESS)
    return lines


def start(
    context: zmq.Context[zmq.Socket[bytes]], folder: Path, script: str, **environment: str
) -> Child:
    log = LimitedLog(folder / "log.txt", 1 << 20)
    command = [sys.executable, "-c", script]
    return Child(context, KEY, command, log, "first line", Clock(), environment)


class Clock(AwakeClock):
    """One that needs nobody to tick it."""

    def now(self) -> float:
        return time.monotonic()


def test_lines_arrive_in_order_with_an_end_marker(
    context: zmq.Context[zmq.Socket[bytes]], lines: zmq.Socket[bytes], tmp_path: Path
) -> None:
    process = start(context, tmp_path, "print(1); print(2)")
    received = [lines.recv_multipart() for _ in range(3)]
    assert received == [[b"job", b"1\n"], [b"job", b"2\n"], [b"job", b""]]
    process.close_output()
    wait_until(lambda: process.tick() == 0)
    process.close()


@pytest.mark.skipif(not hasattr(os, "waitid"), reason="this system cannot wait without reaping")
def test_the_end_marker_arrives_after_the_exit(
    context: zmq.Context[zmq.Socket[bytes]], lines: zmq.Socket[bytes], tmp_path: Path
) -> None:
    script = "import os, time; os.close(1); time.sleep(0.3); os._exit(3)"
    process = start(context, tmp_path, script)
    assert lines.recv_multipart() == [b"job", b""]
    process.close_output()
    assert process.tick() == 3
    process.close()


def test_a_process_receives_its_first_line_and_later_ones(
    context: zmq.Context[zmq.Socket[bytes]], lines: zmq.Socket[bytes], tmp_path: Path
) -> None:
    process = start(context, tmp_path, "import sys\nfor line in sys.stdin: print(line, end='')")
    process.send("second line")
    process.close()
    received = [lines.recv_multipart()[1] for _ in range(2)]
    assert received == [b"first line\n", b"second line\n"]


def test_a_process_has_the_environment_of_its_slot(
    context: zmq.Context[zmq.Socket[bytes]], lines: zmq.Socket[bytes], tmp_path: Path
) -> None:
    script = "import os; print(os.environ['CUDA_VISIBLE_DEVICES'])"
    start(context, tmp_path, script, CUDA_VISIBLE_DEVICES="3")
    assert lines.recv_multipart()[1] == b"3\n"


def test_standard_error_of_a_process_is_in_the_log(
    context: zmq.Context[zmq.Socket[bytes]], lines: zmq.Socket[bytes], tmp_path: Path
) -> None:
    start(context, tmp_path, "import sys; print('oh', file=sys.stderr)")
    wait_until(lambda: (tmp_path / "log.txt").exists())
    wait_until(lambda: (tmp_path / "log.txt").read_text() == "oh\n")


def test_a_process_that_does_not_read_does_not_block(
    context: zmq.Context[zmq.Socket[bytes]], lines: zmq.Socket[bytes], tmp_path: Path
) -> None:
    process = start(context, tmp_path, "import time; time.sleep(600)")
    for _ in range(100):
        process.send("x" * 4000)  # more than a pipe holds
    assert lines.recv_multipart() == [b"job", b""]
    process.close_output()
    wait_until(lambda: process.tick() == -9)


def test_a_pipe_that_stays_open_does_not_keep_a_job_from_ending(
    context: zmq.Context[zmq.Socket[bytes]],
    lines: zmq.Socket[bytes],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(child_process, "LAST_LINES_S", 0.2)
    # In a session of its own, it survives its parent's group and keeps the parent's pipe.
    script = STUBBORN.replace('time.sleep(600)"])', 'time.sleep(20)"], start_new_session=True)')
    process = start(context, tmp_path, script.replace("time.sleep(600)\n", ""))
    other = int(lines.recv_multipart()[1])
    wait_until(lambda: process.tick() == 0)
    os.kill(other, 9)


def test_a_job_that_ignores_cancellation_is_killed_with_its_children(
    context: zmq.Context[zmq.Socket[bytes]],
    lines: zmq.Socket[bytes],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(child_process, "SIGNAL_AFTER_S", 0.1)
    monkeypatch.setattr(child_process, "KILL_AFTER_S", 0.1)
    process = start(context, tmp_path, STUBBORN)
    other = int(lines.recv_multipart()[1])
    process.cancel()
    wait_until(lambda: process.tick() is None and not runs(process.pid))
    wait_until(lambda: not runs(other))
    assert lines.recv_multipart() == [b"job", b""]
    process.close_output()
    assert process.tick() == -9
    process.close()


def test_children_of_a_crashed_job_are_killed(
    context: zmq.Context[zmq.Socket[bytes]], lines: zmq.Socket[bytes], tmp_path: Path
) -> None:
    process = start(
        context, tmp_path, STUBBORN.replace("time.sleep(600)\n", "import os; os._exit(3)\n")
    )
    other = int(lines.recv_multipart()[1])
    wait_until(lambda: process.tick() is None and not runs(process.pid))
    process.tick()
    wait_until(lambda: not runs(other))
    assert lines.recv_multipart() == [b"job", b""]
    process.close_output()
    assert process.tick() == 3
    process.close()

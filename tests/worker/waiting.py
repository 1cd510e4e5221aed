"""Ways to ask a worker with fake jobs that cannot wait for ever."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from trajganr_core.contract.errors import TrajganrError
from trajganr_core.contract.kinds.prepare import PrepareParams
from trajganr_core.contract.protocol.answers import Event
from trajganr_core.contract.protocol.client import Client
from trajganr_core.contract.protocol.states import TERMINAL

#: No test is about speed: what has not happened by then never will.
PATIENCE_S = 600.0
#: The state of a process that does not exist.
GONE = ""


def error_of(client: Client, job_id: str) -> TrajganrError:
    """Why a job ended."""
    return TrajganrError.from_dict(client.job(job_id).error)


def states(events: list[Event]) -> list[str]:
    """The states in the order in which they were entered."""
    names = [event.state.value for event in events]
    return [name for name, before in zip(names, ["", *names], strict=False) if name != before]


def prepare_params(client: Client, folder: Path, name: str = "") -> PrepareParams:
    """Parameters of a job, with their files sent."""
    for file in ("trips.csv", "roads.gpkg"):
        (folder / file).write_text(file)
    return PrepareParams(
        trips=(client.put_file(folder / "trips.csv"),),
        roads=client.put_file(folder / "roads.gpkg"),
        bbox=(-8.7, 41.1, -8.5, 41.2),
        name=name,
    )


def finish(client: Client, job_id: str, poll: Callable[[], None] = lambda: None) -> list[Event]:
    """All events of a job, up to its end."""
    return list(client.follow(job_id, poll=_patiently(poll)))


def clear(client: Client) -> None:
    """End and delete all jobs, bundles and models of a worker."""
    for job in client.jobs():
        client.cancel(job.job_id)
    for job in client.jobs():
        wait_until(partial(_has_ended, client, job.job_id))
        client.delete(job.job_id)
    for model in client.listed_models():
        client.delete_model(model.id)
    for bundle in client.listed_bundles():
        client.delete_bundle(bundle.id)


def _has_ended(client: Client, job_id: str) -> bool:
    return client.job(job_id).state in TERMINAL


def wait_until(condition: Callable[[], bool]) -> None:
    """Wait for something that must happen."""
    poll = _patiently(lambda: None)
    while not condition():
        poll()
        time.sleep(0.02)


def wait_for_state(client: Client, job_id: str, state: str) -> None:
    """Wait until a job is in a state."""
    wait_until(lambda: bool(client.job(job_id).state == state))


def process_of(client: Client, job_id: str) -> int:
    """The process of a fake job that has begun."""
    wait_until(lambda: "in process" in client.logs(job_id))
    return int(client.logs(job_id).split("in process ")[1].split()[0])


def runs(pid: int) -> bool:
    """Whether a process exists, and is not merely waiting to be buried."""
    return _state(_of_process(pid, "stat")) not in ("Z", GONE)


def pause(pid: int) -> None:
    """Stop a process with SIGSTOP, and wait until none of its threads runs.

    The signal is only taken when a thread gets the processor: until then others may go on.
    """
    os.kill(pid, signal.SIGSTOP)
    threads = _of_process(pid, "task")
    wait_until(lambda: all(_state(thread / "stat") in ("T", GONE) for thread in threads.iterdir()))


def resident_bytes(pid: int) -> int:
    """The memory that a process holds now."""
    pages = int(_of_process(pid, "statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def _state(stat: Path) -> str:
    """The letter of the state of a process or thread, from its file."""
    try:
        return stat.read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):  # gone before or between open and read
        return GONE


def _of_process(pid: int, name: str) -> Path:
    """A file in which Linux describes a process; the test is skipped on other systems."""
    if sys.platform != "linux":
        pytest.skip("reads /proc, which only Linux has")
    return Path(f"/proc/{pid}/{name}")


def free_ports(count: int = 3) -> int:
    """The first of some ports in a row that are free."""
    found: list[int] = []

    def look() -> bool:
        with contextlib.ExitStack() as taken:
            first = taken.enter_context(socket.create_server(("127.0.0.1", 0)))
            port = int(first.getsockname()[1])
            try:
                for following in range(port + 1, port + count):
                    taken.enter_context(socket.create_server(("127.0.0.1", following)))
            except (OSError, OverflowError):
                return False
        found.append(port)
        return True

    wait_until(look)
    return found[0]


def _patiently(poll: Callable[[], None]) -> Callable[[], None]:
    deadline = time.monotonic() + PATIENCE_S

    def poll_in_time() -> None:
        assert time.monotonic() < deadline, "waited in vain"
        poll()

    return poll_in_time

"""The real supervisor with jobs that end at once: a worker without torch, for tests.

It speaks the whole contract: files are really sent and hashed, jobs really queued, stored, run in
child processes, cancelled; only what the jobs compute is made up (see :mod:`fake_jobs`, whose
docstring lists the job names that ask for a misbehaviour). It needs Python 3.10 and pyzmq, so it
runs with QGIS' Python as well as with the worker's.

In a test::

    with fake_worker(tmp_path / "home") as home, Client.connect(home) as client:
        job_id = client.submit(PrepareParams(...))
        for event in client.follow(job_id):
            ...
        client.fetch_file(predict_id, "roads.gpkg", tmp_path / "roads.gpkg")

In another process, until it is stopped with ``client.stop_worker()``, SIGTERM or Ctrl-C::

    PYTHONPATH=.:worker python tests/worker/fake_worker.py HOME [tcp://HOST:PORT]

With ``FAKE_POISON`` in the environment it dies at once whenever it starts a job named ``poison``.
With ``FAKE_FAULTS`` two parts of its loop always fail: the one for the process behind clicks, and
the one for a job named ``faulty slow``.
With ``FAKE_IDLE`` in the environment its loops wait for ever until something arrives.
With ``FAKE_OPEN_FILES`` in the environment it may have so many files and connections open.
With ``FAKE_CLOCK`` in the environment its wall clock jumps about by hours. Its limits and patience
are those of :class:`trajganr_worker.storage.settings.Settings`, as JSON in ``FAKE_SETTINGS``; what
starts a job's process is in ``FAKE_RUNNER``, as JSON too.
"""

from __future__ import annotations

import contextlib
import json
import logging
import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import forked_job

from trajganr_core.contract.errors import TrajganrError
from trajganr_core.contract.kinds.params import JobParams
from trajganr_core.contract.protocol.connection import Connection
from trajganr_worker.scheduling import child_process, scheduler
from trajganr_worker.scheduling.job_attempt import JobAttempt
from trajganr_worker.server import file_server
from trajganr_worker.server import supervisor as supervisor_module
from trajganr_worker.server.place_query_dispatcher import PlaceQueryDispatcher
from trajganr_worker.server.supervisor import Supervisor
from trajganr_worker.storage.settings import Settings

ROOT = Path(__file__).parents[2]
FAKE_RUNNER = (sys.executable, str(Path(__file__).with_name("fake_jobs.py")))
FAKE_PLACE_QUERY_PROCESS = (
    sys.executable,
    str(Path(__file__).with_name("fake_place_query_process.py")),
)

START_TIMEOUT_S = 600.0
#: Settings unless a test sets others: jobs whose process died are restarted soon.
QUICK = {"restart_wait_s": 0.05}


@contextlib.contextmanager
def fake_worker(home: Path, address: str | None = None, **settings: Any) -> Iterator[Path]:
    """A worker in a process of its own for the length of a ``with`` block; answers its home."""
    with start_fake_worker(home, address, **settings) as process:
        try:
            yield home
        finally:
            process.terminate()
            try:
                process.wait(START_TIMEOUT_S)
            except subprocess.TimeoutExpired:
                process.kill()


def start_fake_worker(
    home: Path,
    address: str | None = None,
    *,
    runner: Sequence[str] = FAKE_RUNNER,
    **settings: Any,
) -> subprocess.Popen[bytes]:
    """Start a worker and wait until it answers; the caller ends the process."""
    command = [sys.executable, __file__, str(home), *([address] if address else [])]
    variables = {
        "PYTHONPATH": os.pathsep.join(map(str, (ROOT, ROOT / "worker"))),
        "FAKE_SETTINGS": json.dumps({**QUICK, **settings}),
        "FAKE_RUNNER": json.dumps(list(runner)),
    }
    process = subprocess.Popen(command, env={**os.environ, **variables})
    deadline = time.monotonic() + START_TIMEOUT_S
    while not _serves(home, process.pid):
        if process.poll() is not None or time.monotonic() > deadline:
            process.kill()
            process.wait()
            raise RuntimeError("the fake worker did not start")
        time.sleep(0.02)
    return process


def _serves(home: Path, pid: int) -> bool:
    try:
        return Connection.read(home).pid == pid
    except TrajganrError:
        return False


def make_clock_jump() -> None:
    """From now on the wall clock says anything within a day of the truth."""
    truth, dice = time.time, random.Random(0)
    time.time = lambda: truth() + dice.uniform(-86400.0, 86400.0)


def make_idle() -> None:
    """From now on the loops of this process wait until something arrives."""
    supervisor_module.IDLE_POLL_S = file_server.POLL_S = 1e6


def make_poisonous() -> None:
    """From now on this process does not survive the start of a job named ``poison``."""
    harmless = scheduler.describe_job

    def describe_job(job_id: str, params: JobParams, *rest: Any) -> dict[str, Any]:
        if params.name == "poison":
            os._exit(70)
        return harmless(job_id, params, *rest)

    scheduler.describe_job = describe_job  # type: ignore[assignment]


def make_faulty() -> None:
    """From now on parts of the supervisor's loop fail."""
    sound = scheduler.Scheduler._watch_stall

    def watch_stall(self: scheduler.Scheduler, run: JobAttempt) -> None:
        if self._store.job(run.job_id)["name"] == "faulty slow":
            raise KeyError("made up")
        sound(self, run)

    def tick(self: PlaceQueryDispatcher) -> None:
        raise ValueError("made up")

    scheduler.Scheduler._watch_stall = watch_stall  # type: ignore[method-assign]
    PlaceQueryDispatcher.tick = tick  # type: ignore[method-assign]


def main() -> None:
    if "FAKE_FAULTS" in os.environ:
        make_faulty()
    if "FAKE_IDLE" in os.environ:
        make_idle()
    if "FAKE_POISON" in os.environ:
        make_poisonous()
    if "FAKE_CLOCK" in os.environ:
        make_clock_jump()
    if most := os.environ.get("FAKE_OPEN_FILES"):
        import resource

        resource.setrlimit(resource.RLIMIT_NOFILE, (int(most), int(most)))
    if sys.platform == "linux":  # elsewhere, a process with threads may not be forked
        starting = SimpleNamespace(Popen=forked_job.popen, PIPE=subprocess.PIPE)
        child_process.subprocess = starting  # type: ignore[assignment]
    logging.basicConfig(level=logging.WARNING)
    address = sys.argv[2] if len(sys.argv) > 2 else None
    supervisor = Supervisor(
        Path(sys.argv[1]),
        address=address,
        settings=Settings(**json.loads(os.environ.get("FAKE_SETTINGS", "{}"))),
        runner=json.loads(os.environ.get("FAKE_RUNNER", json.dumps(FAKE_RUNNER))),
        place_query_command=FAKE_PLACE_QUERY_PROCESS,
    )
    supervisor.stop_on_signals()
    supervisor.serve()


if __name__ == "__main__":
    main()

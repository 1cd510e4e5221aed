"""Response times with many clients, a long queue, a large upload and a busy processor."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from fake_worker import ROOT, start_fake_worker
from waiting import prepare_params, resident_bytes, wait_for_state

from trajganr_core.contract.protocol.client import Client
from trajganr_worker.processes.process_table import cpu_seconds

PROCESSES = 5
MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Waits:
    """Response times, milliseconds, sorted."""

    submit_ms: list[float]
    ping_ms: list[float]


@dataclass(frozen=True)
class Load:
    """The measurements of clients.

    Attributes:
        burst: while they filled the queue, each as fast as it was answered.
        paced: behind the full queue, each with pauses.
        queued: jobs in the queue before the latter.
        upload_s: seconds that the upload took, the first time.
    """

    burst: Waits
    paced: Waits
    queued: int
    upload_s: float


@dataclass(frozen=True)
class Idle:
    """Resources of an idle worker."""

    cpu_percent: float
    megabytes: float


def percentile(values: list[float], share: float) -> float:
    """Of sorted values, the one that so many are at most."""
    return values[min(len(values) - 1, int(share * len(values)))]


def measure_load(folder: Path, clients: int, jobs: int, upload_mb: int, pause_s: float) -> Load:
    """Have clients fill a queue and go on, while a file is sent and a job keeps a core busy.

    Args:
        folder: for the worker's home and the file.
        clients: connected at once, in several processes.
        jobs: that all of them submit together to fill the queue, and again behind it.
        upload_mb: of the file.
        pause_s: about so long each waits between two requests once the queue is full.
    """
    home = folder / "home"
    process = start_fake_worker(home)
    try:
        with Client.connect(home) as client:
            busy = client.submit(prepare_params(client, folder, "busy"))
            wait_for_state(client, busy, "RUNNING")
            params = prepare_params(client, folder, "waits")
            (folder / "params.json").write_text(json.dumps(params.to_dict()), encoding="utf-8")
            with _uploading(home, folder / "large.csv", upload_mb) as upload:
                burst = _ask_from_many(folder, home, clients, jobs, 0.0)
                queued = client.status().queue.queued
                paced = _ask_from_many(folder, home, clients, jobs, pause_s)
            client.cancel(busy)
        return Load(burst, paced, queued, upload[0])
    finally:
        process.kill()
        process.wait()


def measure_idle(folder: Path, seconds: float) -> Idle:
    """Resources of a worker with clients and finished jobs, but without work."""
    home = folder / "home"
    process = start_fake_worker(home)
    try:
        with Client.connect(home) as client, Client.connect(home) as other:
            other.subscribe()
            for _ in range(20):
                job_id = client.submit(prepare_params(client, folder))
                wait_for_state(client, job_id, "SUCCEEDED")
            before = cpu_seconds(process.pid) or 0.0
            time.sleep(seconds)
            taken = (cpu_seconds(process.pid) or 0.0) - before
            return Idle(100 * taken / seconds, resident_bytes(process.pid) / MEGABYTE)
    finally:
        process.kill()
        process.wait()


@contextmanager
def _uploading(home: Path, file: Path, megabytes: int) -> Iterator[list[float]]:
    """A file on its way for the length of the block, again and again; the seconds of the first."""
    file.write_bytes(os.urandom(MEGABYTE) * megabytes)
    seconds: list[float] = []
    ending = threading.Event()

    def send() -> None:
        with Client.connect(home, timeout_s=600.0) as client:
            while not ending.is_set():
                begun = time.monotonic()
                reference = client.put_file(file)
                seconds.append(time.monotonic() - begun)
                # It is sent anew.
                digest = reference.removeprefix("sha256:").partition("/")[0]
                shutil.rmtree(home / "data" / digest)

    thread = threading.Thread(target=send)
    thread.start()
    try:
        yield seconds
    finally:
        ending.set()
        thread.join()


def _ask_from_many(folder: Path, home: Path, clients: int, jobs: int, pause_s: float) -> Waits:
    """How long all submits and pings took."""
    each = clients // PROCESSES
    command = [sys.executable, __file__, str(home), str(folder / "params.json")]
    command += [str(each), str(jobs // (PROCESSES * each)), str(pause_s)]
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "worker"), *sys.path]),
    }
    started = [
        subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
        for _ in range(PROCESSES)
    ]
    answers = [json.loads(process.communicate(timeout=600)[0]) for process in started]
    submits, pings = (
        sorted(ms for answer in answers for ms in answer[name]) for name in ("submit_ms", "ping_ms")
    )
    return Waits(submits, pings)


def main() -> None:
    """Some of the clients, a thread each; prints their times."""
    from trajganr_core.contract.protocol.job_parsing import params_from_dict

    home, params = Path(sys.argv[1]), json.loads(Path(sys.argv[2]).read_text("utf-8"))
    clients, jobs, pause_s = int(sys.argv[3]), int(sys.argv[4]), float(sys.argv[5])
    job = params_from_dict("prepare", params)
    times: dict[str, list[float]] = {"submit_ms": [], "ping_ms": []}
    ready = threading.Barrier(clients)

    def ask() -> None:
        dice = random.Random()
        with Client.connect(home, timeout_s=600.0) as client:
            ready.wait()
            for _ in range(jobs):
                time.sleep(dice.uniform(0, 2 * pause_s))
                begun = time.perf_counter()
                client.submit(job)
                times["submit_ms"].append(1000 * (time.perf_counter() - begun))
                time.sleep(dice.uniform(0, 2 * pause_s))
                times["ping_ms"].append(1000 * client.ping())

    threads = [threading.Thread(target=ask) for _ in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(json.dumps(times))


if __name__ == "__main__":
    main()

"""Processes that are killed or stopped at random, and clients that want their jobs done still.

What is killed: jobs' processes, the supervisor, and the clients. Each client has a list of jobs to
get done. It submits them under keys of its own, cancels some on the way, follows them, and resumes
those that ended without success: what a person does who comes back.
"""

from __future__ import annotations

import contextlib
import faulthandler
import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from fake_worker import ROOT, start_fake_worker
from small_disk import fill
from steps import steps_done

#: Quick to start again, so that many deaths fit into a minute.
SETTINGS = {"slots": {"cpu": 2}, "restart_wait_s": 0.05, "restarts": 2, "least_free_bytes": 0}
VICTIMS = ("job", "supervisor", "client")
STEPS = 12
#: On a small disk, it is filled before every hit of so many.
FULL_EVERY = 3
#: Jobs are stuck when nothing has happened for so long; a busy machine is only slow.
CALM_S = 120.0


@dataclass
class Toll:
    """The damage of a series of kills.

    Attributes:
        kills, stops: by whom they hit.
        full: how often the disk was.
        states: of the jobs at the moments of the kills, how often each was seen.
        jobs: that clients wanted done.
        lost: jobs that were acknowledged, or wanted, and are not there.
        doubled: keys with two jobs, jobs that succeeded twice, jobs two processes of which worked
            at a time, and jobs that were worked on after they had succeeded.
        stuck: jobs that had not succeeded when all had been calm for long, and clients that still
            waited then; where these waited is printed.
        redone: steps that were done again; a kill may cost one.
        attempts: processes that worked on the jobs.
        is_intact: whether SQLite finds the store whole.
    """

    kills: Counter[str] = field(default_factory=Counter)
    stops: Counter[str] = field(default_factory=Counter)
    full: int = 0
    states: Counter[str] = field(default_factory=Counter)
    jobs: int = 0
    lost: int = 0
    doubled: int = 0
    stuck: int = 0
    redone: int = 0
    attempts: int = 0
    is_intact: bool = False


def storm(
    folder: Path,
    kills: int,
    stops: int,
    *,
    clients: int = 3,
    seed: int = 0,
    disk: Path | None = None,
    clock_jumps: bool = False,
) -> Toll:
    """Kill and stop processes in random order, then check the state.

    Args:
        folder: for the worker's home and the clients' lists.
        kills, stops: how many of each, the kinds of processes in equal shares.
        clients: processes with jobs to get done.
        seed: of what is hit when.
        disk: a small one for the home, which is full for a while again and again.
        clock_jumps: whether the worker's wall clock does.
    """
    dice, toll = random.Random(seed), Toll()
    environment = {"FAKE_CLOCK": "jumps"} if clock_jumps else {}
    scene = _Scene(folder, disk or folder, clients, dice, environment)
    try:
        for number, (victim, is_stop) in enumerate(_plan(kills, stops, dice)):
            if disk is not None and number % FULL_EVERY == 0:
                toll.full += scene.fill_disk(disk)
            is_hit = False
            while not is_hit:  # until there is such a process
                time.sleep(dice.uniform(0.02, 0.4))
                scene.keep_going()
                seen = scene.states()
                is_hit = scene.hit(victim, stop=is_stop)
            (toll.stops if is_stop else toll.kills)[victim] += 1
            toll.states.update(seen)
        scene.calm(CALM_S)
        scene.count(toll)
        toll.stuck += scene.waiting()
    finally:
        scene.end()
    return toll


def _plan(kills: int, stops: int, dice: random.Random) -> list[tuple[str, bool]]:
    """The random sequence of processes to stop or kill."""
    plan = [
        (VICTIMS[number % len(VICTIMS)], is_stop)
        for is_stop, count in ((False, kills), (True, stops))
        for number in range(count)
    ]
    dice.shuffle(plan)
    return plan


class _Scene:
    """The worker, its clients, and their jobs."""

    def __init__(
        self,
        folder: Path,
        disk: Path,
        clients: int,
        dice: random.Random,
        environment: dict[str, str],
    ) -> None:
        self.folder = folder
        self.home = disk / "home"
        self._dice = dice
        self._environment = environment
        self._store = self.home / "jobs.sqlite"
        self._supervisor = self._start_supervisor()
        self._clients = {number: self._start_client(number) for number in range(clients)}

    def keep_going(self) -> None:
        """Restart killed processes; clients continue with their lists."""
        if self._supervisor.poll() is not None:
            self._supervisor = self._start_supervisor()
        for number, client in self._clients.items():
            if client.poll() not in (None, 0):
                self._clients[number] = self._start_client(number)

    def fill_disk(self, disk: Path) -> int:
        """Leave no room on the disk for a while."""
        ballast = fill(disk)
        time.sleep(self._dice.uniform(0.1, 1.0))
        ballast.unlink()
        return 1

    def states(self) -> list[str]:
        """The states of all jobs that have not succeeded."""
        query = "SELECT state FROM jobs WHERE state != 'SUCCEEDED'"
        return [state for (state,) in self._ask(query)]

    def hit(self, victim: str, *, stop: bool) -> bool:
        """Kill, or stop for a while; returns whether there was a process."""
        pid = self._pid_of(victim)
        if pid is None:
            return False
        try:
            if not stop:
                os.kill(pid, signal.SIGKILL)
                return True
            os.kill(pid, signal.SIGSTOP)
            time.sleep(self._dice.uniform(0.05, 0.5))
            os.kill(pid, signal.SIGCONT)
        except ProcessLookupError:
            return False
        return True

    def calm(self, seconds: float) -> None:
        """Wait until all clients finish, or nothing happens for some seconds."""
        for number in self._clients:
            (self.folder / f"{number}.last").touch()  # no further jobs
        events, deadline = self._events(), time.monotonic() + seconds
        while time.monotonic() < deadline:
            if all(client.poll() == 0 for client in self._clients.values()):
                return
            self.keep_going()
            time.sleep(0.2)
            if events != (events := self._events()):
                deadline = time.monotonic() + seconds

    def _events(self) -> int:
        """How much has happened so far."""
        rows = self._ask("SELECT COUNT(*) FROM events")
        return rows[0][0] if rows else 0

    def waiting(self) -> int:
        """How many clients are not done; they print where they are."""
        left = [client for client in self._clients.values() if client.poll() != 0]
        for client in left:
            client.send_signal(signal.SIGUSR1)
        time.sleep(0.5 if left else 0)
        for log in self.folder.glob("*.log") if left else ():
            print(log.read_text("utf-8")[-4000:], file=sys.stderr)
        return len(left)

    def count(self, toll: Toll) -> None:
        """Check the final state."""
        wanted = [json.loads(line) for n in self._clients for line in _lines(self._list(n))]
        acknowledged = [json.loads(line) for n in self._clients for line in _lines(self._acks(n))]
        jobs = dict(self._ask("SELECT job_id, state FROM jobs"))
        by_key: dict[str, set[str]] = {}
        for key, job_id in self._ask("SELECT idempotency_key, job_id FROM jobs"):
            by_key.setdefault(key, set()).add(job_id)
        for ack in acknowledged:
            by_key.setdefault(ack["key"], set()).add(ack["job_id"])
        toll.jobs = len(wanted)
        toll.lost = sum(each["key"] not in by_key for each in wanted)
        toll.lost += sum(ack["job_id"] not in jobs for ack in acknowledged)
        toll.doubled = sum(len(ids) > 1 for ids in by_key.values())
        toll.doubled += sum(self._is_doubled(job_id) for job_id in jobs)
        toll.stuck = sum(state != "SUCCEEDED" for state in jobs.values())
        toll.attempts = sum(n for (n,) in self._ask("SELECT attempt FROM jobs"))
        toll.redone = sum(max(0, len(steps_done(self.home, j)) - STEPS) for j in jobs)
        toll.is_intact = self._ask("PRAGMA integrity_check") == [("ok",)]

    def end(self) -> None:
        """Stop all processes."""
        for process in (*self._clients.values(), self._supervisor):
            process.kill()
            process.wait()

    def _is_doubled(self, job_id: str) -> bool:
        succeeded = self._ask(
            "SELECT COUNT(*) FROM events WHERE job_id = ? AND state = 'SUCCEEDED'", job_id
        )
        completed = len(_lines(self.home / "jobs" / job_id / "completed.txt"))
        workers = [pid for _, pid in steps_done(self.home, job_id)]
        turns = [pid for pid, before in zip(workers, [0, *workers], strict=False) if pid != before]
        at_a_time = len(turns) != len(set(turns))
        return succeeded[0][0] > 1 or completed > 1 or at_a_time

    def _pid_of(self, victim: str) -> int | None:
        if victim == "supervisor":
            return self._supervisor.pid
        if victim == "client":
            return self._dice.choice([client.pid for client in self._clients.values()])
        running = "SELECT job_id FROM jobs WHERE state IN ('PREPARING', 'RUNNING', 'CANCELLING')"
        for (job_id,) in self._ask(running):
            with contextlib.suppress(OSError, ValueError, KeyError):
                content = (self.home / "jobs" / job_id / "process.json").read_text("utf-8")
                return int(json.loads(content)["pid"])
        return None

    def _start_supervisor(self) -> subprocess.Popen[bytes]:
        with pytest.MonkeyPatch.context() as patched:
            for name, value in self._environment.items():
                patched.setenv(name, value)
            return start_fake_worker(self.home, **SETTINGS)

    def _start_client(self, number: int) -> subprocess.Popen[bytes]:
        command = [sys.executable, __file__, str(self.home), str(self.folder), str(number)]
        environment = {
            **os.environ,
            "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "worker"), *sys.path]),
        }
        log = self.folder / f"{number}.log"
        with log.open("ab") as errors:
            return subprocess.Popen(command, env=environment, stderr=errors)

    def _list(self, number: int) -> Path:
        return self.folder / f"{number}.wanted"

    def _acks(self, number: int) -> Path:
        return self.folder / f"{number}.acknowledged"

    def _ask(self, query: str, *values: str) -> list[tuple[str | int, ...]]:
        with closing(sqlite3.connect(f"{self._store.as_uri()}?mode=ro", uri=True)) as db:
            return db.execute(query, values).fetchall()


def _lines(path: Path) -> list[str]:
    """Complete lines of a file; a line cut by a kill is left out."""
    if not path.exists():
        return []
    return [line for line in path.read_text("utf-8").split("\n")[:-1] if line]


# A client


def main() -> None:
    """A client that works on its list until it is done or killed."""
    from waiting import prepare_params

    from trajganr_core.contract.protocol.client import Client

    faulthandler.register(signal.SIGUSR1)
    home, folder, number = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
    dice = random.Random()
    own = folder / f"client-{number}"
    own.mkdir(exist_ok=True)
    while True:
        key = _next_wanted(folder, number)
        if key is None:
            return
        with _reached(home, Client) as client:
            params = prepare_params(client, own, f"steps {STEPS} 0.03")
            job_id = client.submit(params, idempotency_key=key)
            _note(folder / f"{number}.acknowledged", {"key": key, "job_id": job_id})
            _get_done(client, job_id, dice)
            _note(folder / f"{number}.done", {"key": key})


def _next_wanted(folder: Path, number: str) -> str | None:
    """The next job to get done: one that was begun, or another one; None when all is done."""
    wanted = [json.loads(line)["key"] for line in _lines(folder / f"{number}.wanted")]
    done = {json.loads(line)["key"] for line in _lines(folder / f"{number}.done")}
    begun = [key for key in wanted if key not in done]
    if begun:
        return begun[0]
    if (folder / f"{number}.last").exists():
        return None
    key = f"{number}/{len(wanted)}"
    _note(folder / f"{number}.wanted", {"key": key})
    return key


@contextlib.contextmanager
def _reached(home: Path, client_class):  # type: ignore[no-untyped-def]
    """A client of the worker, which may be away for a moment."""
    from trajganr_core.contract.errors import TrajganrError
    from trajganr_core.contract.protocol.retry import is_away

    while True:
        try:
            client = client_class.connect(home)
            break
        except TrajganrError as error:
            if not is_away(error):
                raise
            time.sleep(0.05)
    with client:
        yield client


def _get_done(client, job_id: str, dice: random.Random) -> None:  # type: ignore[no-untyped-def]
    """Follow a job, cancel it now and then, and resume it until it has succeeded."""
    from trajganr_core.contract.errors import Code, TrajganrError
    from trajganr_core.contract.protocol.retry import is_away

    cancels = 1 if dice.random() < 0.5 else 0
    while True:
        try:
            last = None
            for last in client.follow(job_id):
                if cancels and last.state == "RUNNING" and dice.random() < 0.2:
                    cancels -= 1
                    client.cancel(job_id)
            if last is not None and last.state == "SUCCEEDED":
                return
            client.resume(job_id)
        except TrajganrError as error:
            # Meanwhile it was resumed already, the worker is away, or its disk is full.
            passing = (Code.RESOURCE_LOCKED, Code.INPUT_FIELD, Code.RESOURCE_DISK)
            if not is_away(error) and error.code not in passing:
                raise
            time.sleep(0.05)


def _note(path: Path, what: dict[str, str]) -> None:
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps(what) + "\n")


if __name__ == "__main__":
    main()

"""The remote control of a worker and its jobs."""

from __future__ import annotations

import argparse
import logging
import signal
import sys
from datetime import UTC, datetime
from pathlib import Path

from trajganr_core.errors import Code, TrajganrError
from trajganr_core.protocol.client import Client
from trajganr_core.protocol.connection import default_home
from trajganr_core.protocol.launch import start_worker, worker_log
from trajganr_core.protocol.states import JobState

from ..terminal import Terminal
from .arguments import Commands, Result

__all__ = ["add_jobs", "add_worker"]

LOG_TAIL_LINES = 100


def add_worker(commands: Commands) -> None:
    """Add ``trajganr worker …``."""
    parser = commands.add("start", _worker_start, "start a worker that goes on in the background")
    _add_home(parser)
    parser.add_argument(
        "--address",
        metavar="tcp://127.0.0.1:PORT",
        help="listen on this port and the next one, to be reached through an SSH tunnel "
        "(default: addresses that only you on this machine can reach)",
    )
    parser.add_argument(
        "--foreground", action="store_true", help="stay in this terminal, log to it, end on Ctrl-C"
    )
    _add_connection(commands.add("status", _worker_status, "say what the worker is doing"))
    _add_connection(commands.add("stop", _worker_stop, "stop the worker and its running job"))
    _add_home(commands.add("logs", _worker_logs, "print the end of a background worker's log"))


def add_jobs(commands: Commands) -> None:
    """Add ``trajganr jobs …``."""
    _add_connection(commands.add("list", _jobs_list, "list the jobs, newest first"))
    for name, command, description in (
        ("show", _jobs_show, "print all about a job, and the end of its log"),
        ("follow", _jobs_follow, "watch a job until it ends; Ctrl-C leaves it running"),
        ("cancel", _jobs_cancel, "stop a job and wait until it has stopped"),
        ("delete", _jobs_delete, "forget an ended job with its log and result"),
    ):
        parser = commands.add(name, command, description)
        parser.add_argument("job", metavar="JOB", help="the job's id, as 'jobs list' shows it")
        _add_connection(parser)


def _worker_start(options: argparse.Namespace, terminal: Terminal) -> Result:
    if options.foreground:
        return _serve(options)
    home = options.home or default_home()
    started = start_worker(Path(sys.executable), home, options.address)
    with Client.connect(home) as client:
        return {"started": started, **client.status()}


def _serve(options: argparse.Namespace) -> Result:
    from ..supervisor import Supervisor

    logging.basicConfig(format="%(asctime)s %(levelname)s %(message)s", force=True)
    supervisor = Supervisor(options.home or default_home(), address=options.address)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: supervisor.stop())
    supervisor.serve()
    return {"stopped": True}


def _worker_status(options: argparse.Namespace, terminal: Terminal) -> Result:
    with _client(options) as client:
        return client.status()


def _worker_stop(options: argparse.Namespace, terminal: Terminal) -> Result:
    with _client(options) as client:
        client.stop_worker()
    return {"stopped": True}


def _worker_logs(options: argparse.Namespace, terminal: Terminal) -> Result:
    path = worker_log(options.home or default_home())
    if not path.is_file():
        raise TrajganrError(
            Code.INPUT_NOT_FOUND,
            "No worker has written a log to {path}.",
            "Start a worker, or name its --home.",
            path=str(path),
        )
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines(keepends=True)
    return "".join(lines[-LOG_TAIL_LINES:])


def _jobs_list(options: argparse.Namespace, terminal: Terminal) -> Result:
    with _client(options) as client:
        jobs = client.jobs()
    if options.json:
        return jobs
    rows = [
        f"{j['job_id']:<20} {j['state']:<12} {_time(j['submitted_at'])}  {j['name']}" for j in jobs
    ]
    return "\n".join(rows) or "No jobs."


def _jobs_show(options: argparse.Namespace, terminal: Terminal) -> Result:
    with _client(options) as client:
        job = client.job(options.job)
        log = client.logs(options.job)
    if options.json:
        return {**job, "log": log}
    times = {key: _time(job[key]) for key in ("submitted_at", "started_at", "ended_at")}
    error = TrajganrError.from_dict(job["error"]) if job["error"] else None
    return {**job, **times, "error": error, "log": "\n" + log}


def _jobs_follow(options: argparse.Namespace, terminal: Terminal) -> Result:
    with _client(options) as client:
        for event in client.follow(options.job):
            stage = event["stage"] or event["state"].lower()
            figures = {k: v for k, v in event["figures"].items() if v is not None}
            terminal.progress(stage, event["fraction"], **figures)
        job = client.job(options.job)
    if job["state"] != JobState.SUCCEEDED.value:
        raise TrajganrError.from_dict(job["error"])
    return job if options.json else job["result"]


def _jobs_cancel(options: argparse.Namespace, terminal: Terminal) -> Result:
    with _client(options) as client:
        client.cancel(options.job)
        for _ in client.follow(options.job):
            pass
        return {"job_id": options.job, "state": client.job(options.job)["state"]}


def _jobs_delete(options: argparse.Namespace, terminal: Terminal) -> Result:
    with _client(options) as client:
        client.delete(options.job)
    return {"job_id": options.job, "deleted": True}


def _client(options: argparse.Namespace) -> Client:
    return Client.connect(options.home, address=options.address)


def _time(seconds: float | None) -> str:
    if seconds is None:
        return "never"
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%d %H:%M:%S UTC")


def _add_home(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--home",
        type=Path,
        metavar="DIR",
        help="the worker's home (default: $TRAJGANR_HOME or your application data folder)",
    )


def _add_connection(parser: argparse.ArgumentParser) -> None:
    _add_home(parser)
    parser.add_argument(
        "--address",
        metavar="tcp://127.0.0.1:PORT",
        help="the near end of an SSH tunnel to a worker's two ports (default: $TRAJGANR_ADDRESS)",
    )

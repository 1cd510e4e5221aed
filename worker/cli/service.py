"""The remote control of a worker and its jobs."""

from __future__ import annotations

import argparse
import dataclasses
import logging
import os
import signal
import sys
from datetime import UTC, datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.output_paths import check_file
from trajganr_core.contract.protocol.client import Client
from trajganr_core.contract.protocol.connection import default_home
from trajganr_core.contract.protocol.launch import start_worker, worker_log
from trajganr_core.contract.protocol.states import JobState

from ..access.auth import KeyRing, check_address, warning_of
from ..doctor.examine import as_text, examine, find_home, has_problem
from ..execution.executors import ADDRESS, ENGINE, ENGINES, engine_of
from ..storage.log_file import LineFormatter
from ..storage.settings import GB, Settings
from . import keys
from .arguments import Commands, ProblemsFoundError, Result
from .run_job import for_people
from .terminal import Terminal

__all__ = ["add_jobs", "add_worker"]

LOG_TAIL_LINES = 100
#: Of a worker's own log; the one before it is kept beside it.
LOG_BYTES = 4 << 20
LOG_FORMAT = "%(asctime)s %(levelname)s %(message)s"


def add_worker(commands: Commands) -> None:
    """Add ``trajganr worker …``."""
    _add_start(commands)
    _add_connection(commands.add("status", _worker_status, "say what the worker is doing"))
    _add_connection(commands.add("stop", _worker_stop, "stop the worker and its running job"))
    _add_home(commands.add("logs", _worker_logs, "print the end of a background worker's log"))
    doctor = "look over the worker, its home and its machine; exit status 1 if something is wrong"
    _add_home(commands.add("doctor", _worker_doctor, doctor))
    keys.add_commands(commands.group("keys", "say whose keys a worker accepts"))


def add_jobs(commands: Commands) -> None:
    """Add ``trajganr jobs …``."""
    _add_connection(commands.add("list", _jobs_list, "list the jobs, newest first"))
    for name, command, description in (
        ("show", _jobs_show, "print all about a job, and the end of its log"),
        ("follow", _jobs_follow, "watch a job until it ends; Ctrl-C leaves it running"),
        ("cancel", _jobs_cancel, "stop a job and wait until it has stopped"),
        ("resume", _jobs_resume, "queue an ended job again; a training goes on where it was"),
        ("delete", _jobs_delete, "forget an ended job with its log and result"),
    ):
        parser = commands.add(name, command, description)
        parser.add_argument("job", metavar="JOB", help="the job's id, as 'jobs list' shows it")
        _add_connection(parser)


def _worker_start(options: argparse.Namespace, terminal: Terminal) -> Result:
    engine_of(options.engine, options.engine_address)
    home = options.home or default_home()
    check_address(options.address, KeyRing(home))
    is_in_terminal = options.foreground and options.log is None  # where the log is seen
    if not is_in_terminal and (warning := warning_of(options.address, KeyRing(home))):
        terminal.say(f"WARNING: {warning}")
    if options.foreground:
        return _serve(options)
    started = start_worker(Path(sys.executable), home, _words_of(options))
    with Client.connect(home) as client:
        return {"started": started, **client.status()}


def _serve(options: argparse.Namespace) -> Result:
    from ..server.supervisor import Supervisor

    home = options.home or default_home()
    if options.log is not None:
        check_file(options.log, overwrite=True)  # It is added to.
    handler = _log_handler(options.log)
    handler.setFormatter(LineFormatter(LOG_FORMAT))
    logging.basicConfig(handlers=[handler], force=True)
    supervisor = Supervisor(home, address=options.address, settings=_settings_of(options))
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: supervisor.stop())
    supervisor.serve()
    return {"stopped": True}


def _log_handler(log: Path | None) -> logging.Handler:
    """Where a worker writes its log: to its terminal, or into a file of limited length."""
    if log is None:
        return logging.StreamHandler()
    try:
        return RotatingFileHandler(log, maxBytes=LOG_BYTES, backupCount=1)
    except OSError as error:
        raise TrajganrError(
            Code.INPUT_FIELD,
            "The log {path} cannot be written: {reason}.",
            "Name a file in a folder that exists and that your account may write to.",
            path=str(log),
            reason=error.strerror or str(error),
        ) from error


def _settings_of(options: argparse.Namespace) -> Settings:
    return Settings(
        slots=dict(options.slots),
        most_queued=options.max_queued,
        least_free_bytes=round(options.min_free_gb * GB),
        most_upload_bytes=round(options.max_upload_gb * GB),
        most_hot_bytes=None if options.models_gb is None else round(options.models_gb * GB),
        private_endpoints=options.allow_private_endpoints,
        engine=options.engine,
        engine_address=options.engine_address,
    )


def _words_of(options: argparse.Namespace) -> list[str]:
    """The options of a start as another process is given them."""
    words = [
        *("--max-queued", str(options.max_queued)),
        *("--min-free-gb", str(options.min_free_gb)),
        *("--max-upload-gb", str(options.max_upload_gb)),
        *("--engine", options.engine),
    ]
    for place, count in options.slots:
        words += ["--slots", f"{place}={count}"]
    if options.models_gb is not None:
        words += ["--models-gb", str(options.models_gb)]
    if options.address is not None:
        words += ["--address", options.address]
    if options.allow_private_endpoints:
        words.append("--allow-private-endpoints")
    if options.engine_address is not None:
        words += ["--engine-address", options.engine_address]
    return words


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
    try:
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines(keepends=True)
    except OSError as error:
        raise TrajganrError(
            Code.INPUT_NOT_FOUND,
            "The log {path} cannot be read: {reason}.",
            "Run the command as the account that the worker runs as.",
            path=str(path),
            reason=error.strerror or str(error),
        ) from error
    return "".join(lines[-LOG_TAIL_LINES:])


def _worker_doctor(options: argparse.Namespace, terminal: Terminal) -> Result:
    findings = []
    for finding in examine(find_home(options.home)):
        findings.append(finding)
        if not options.json:
            print(as_text([finding]), flush=True)  # some take seconds
    result: Result = [dataclasses.asdict(finding) for finding in findings] if options.json else ""
    if has_problem(findings):
        raise ProblemsFoundError(result)
    return result


def _jobs_list(options: argparse.Namespace, terminal: Terminal) -> Result:
    with _client(options) as client:
        jobs = client.jobs()
    if options.json:
        return jobs
    rows = [
        f"{j['job_id']:<20} {j['state']:<12} {_time(j['submitted_at'])}  {_one_line(j['name'])}"
        for j in jobs
    ]
    return "\n".join(rows) or "No jobs."


def _one_line(name: str) -> str:
    """The name that somebody gave a job, which must not look like a further job."""
    return " ".join(name.split())


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
    return job if options.json else for_people(job["result"])


def _jobs_cancel(options: argparse.Namespace, terminal: Terminal) -> Result:
    with _client(options) as client:
        client.cancel(options.job)
        for _ in client.follow(options.job):
            pass
        return {"job_id": options.job, "state": client.job(options.job)["state"]}


def _jobs_resume(options: argparse.Namespace, terminal: Terminal) -> Result:
    with _client(options) as client:
        client.resume(options.job)
        return {"job_id": options.job, "state": client.job(options.job)["state"]}


def _jobs_delete(options: argparse.Namespace, terminal: Terminal) -> Result:
    with _client(options) as client:
        client.delete(options.job)
    return {"job_id": options.job, "deleted": True}


def _client(options: argparse.Namespace) -> Client:
    return Client.connect(options.home, address=options.address, key=options.key)


def _time(seconds: float | None) -> str:
    if seconds is None:
        return "never"
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%d %H:%M:%S UTC")


def _add_start(commands: Commands) -> None:
    usual = Settings()
    parser = commands.add("start", _worker_start, "start a worker that goes on in the background")
    _add_home(parser)
    parser.add_argument(
        "--address",
        metavar="tcp://HOST:PORT",
        help="also listen at this port and the two after it, for people to whom you gave a key, "
        "see 'worker keys'; without any key, at 127.0.0.1 every account of this machine is let in "
        "(default: only you on this machine, and the SSH tunnel of a QGIS profile)",
    )
    parser.add_argument(
        "--slots",
        action="append",
        type=_slot,
        default=[],
        metavar="PLACE=COUNT",
        help="jobs at once on a place: cpu=2, cuda:0=1; may be repeated (default: one each)",
    )
    parser.add_argument(
        "--max-queued",
        type=int,
        default=usual.most_queued,
        metavar="COUNT",
        help=f"jobs that may wait (default: {usual.most_queued})",
    )
    parser.add_argument(
        "--min-free-gb",
        type=float,
        default=usual.least_free_bytes / GB,
        metavar="GB",
        help="with less free space on the disk no job begins and no file is taken (default: "
        f"{usual.least_free_bytes / GB:g})",
    )
    parser.add_argument(
        "--max-upload-gb",
        type=float,
        default=usual.most_upload_bytes / GB,
        metavar="GB",
        help=f"largest file that is taken (default: {usual.most_upload_bytes / GB:g})",
    )
    parser.add_argument(
        "--models-gb",
        type=float,
        metavar="GB",
        help="memory for the models that answer clicks (default: a quarter of the machine's)",
    )
    parser.add_argument(
        "--allow-private-endpoints",
        action="store_true",
        help="let members' downloads reach Overpass servers and proxies at addresses of this "
        "machine and its networks (default: public addresses only)",
    )
    parser.add_argument(
        "--engine",
        choices=ENGINES,
        default=os.environ.get(ENGINE) or usual.engine,
        help="what computes the parts of a job: its own process, as many as there are "
        "processors, or a Ray cluster, which needs "
        f"trajganr[cluster] (default: $TRAJGANR_ENGINE or {usual.engine})",
    )
    parser.add_argument(
        "--engine-address",
        metavar="HOST:PORT",
        default=os.environ.get(ADDRESS) or None,
        help="of the Ray cluster's head (default: $TRAJGANR_ENGINE_ADDRESS, or the cluster that "
        "this machine is a node of)",
    )
    parser.add_argument(
        "--foreground", action="store_true", help="stay in this terminal, log to it, end on Ctrl-C"
    )
    parser.add_argument(
        "--log",
        type=Path,
        metavar="FILE",
        help="with --foreground, log to this file, which is begun anew when it is full",
    )


def _slot(text: str) -> tuple[str, int]:
    place, _, count = text.partition("=")
    if not place or not count.isdecimal():
        raise argparse.ArgumentTypeError(f"{text!r} is not of the form cpu=2")
    return place, int(count)


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
        metavar="ADDRESS",
        help="a worker's tcp://HOST:PORT, or the near end of an SSH tunnel: that, or ipc://FOLDER "
        "with its three sockets (default: $TRAJGANR_ADDRESS)",
    )
    parser.add_argument(
        "--key",
        type=Path,
        metavar="FILE",
        help="your key, for a worker that asks for one (default: $TRAJGANR_KEY)",
    )

"""Commands that control a worker and its jobs."""

from __future__ import annotations

import argparse
import dataclasses
import logging
import os
import sys
from datetime import UTC, datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.files.output_paths import check_file
from trajganr_core.contract.protocol.client import Client
from trajganr_core.contract.protocol.connection import default_home
from trajganr_core.contract.protocol.launch import start_worker, worker_log
from trajganr_core.contract.protocol.states import JobState
from trajganr_core.contract.records.json_records import encode

from ..access.audit_log import HERE, Audit
from ..access.auth import KeyRing, check_address, warning_of
from ..doctor.examine import as_text, examine, find_home, has_problem
from ..execution.executors import ADDRESS, ENGINE, ENGINES, engine_of
from ..storage.home import Home
from ..storage.log_file import LineFormatter
from ..storage.owners import Owners
from ..storage.settings import GB, Settings
from . import keys
from .arguments import Commands, ProblemsFoundError, Result, add_home
from .run_job import for_people, said
from .terminal import Terminal

LOG_TAIL_LINES = 100
#: Maximum size of a worker's own log; the previous one is kept beside it.
LOG_BYTES = 4 << 20
LOG_FORMAT = "%(asctime)s %(levelname)s %(message)s"
#: Options of a start that are passed on to a worker in the background, besides the slots.
START_OPTIONS = (
    *("address", "max_queued", "min_free_gb", "max_upload_gb", "models_gb"),
    *("allow_private_endpoints", "engine", "engine_address"),
)


def add_worker(commands: Commands) -> None:
    """Add ``trajganr worker …``."""
    _add_start(commands)
    _add_connection(commands.add("status", _worker_status, "print the worker's status"))
    _add_connection(commands.add("stop", _worker_stop, "stop the worker and its running jobs"))
    add_home(commands.add("logs", _worker_logs, "print the end of a background worker's log"))
    doctor = "check the worker, its home and its machine; exit status 1 if there is a problem"
    add_home(commands.add("doctor", _worker_doctor, doctor))
    keys.add_commands(commands.group("keys", "make, list and revoke keys"))
    share = commands.add(
        "share",
        _worker_share,
        "let everybody who has a key read and use a bundle or model",
        "Only its owner or an administrator can delete it. A model is used with a bundle: share "
        "that as well, or let each person name their own.",
    )
    share.add_argument("kind", choices=["bundle", "model"], help="what to share")
    share.add_argument("id", metavar="ID", help="the name of its folder in the home")
    share.add_argument("--stop", action="store_true", help="share it no longer")
    add_home(share)


def add_jobs(commands: Commands) -> None:
    """Add ``trajganr jobs …``."""
    _add_connection(commands.add("list", _jobs_list, "list the jobs, newest first"))
    for name, command, description in (
        ("show", _jobs_show, "print a job and the end of its log"),
        ("follow", _jobs_follow, "watch a job until it ends; Ctrl-C leaves it running"),
        ("cancel", _jobs_cancel, "stop a job and wait until it has stopped"),
        (
            "resume",
            _jobs_resume,
            "queue an ended job again; a training resumes from its checkpoint",
        ),
        ("delete", _jobs_delete, "delete an ended job with its log and result"),
    ):
        parser = commands.add(name, command, description)
        parser.add_argument("job", metavar="JOB", help="the job's id, as 'jobs list' shows it")
        _add_connection(parser)


def _worker_start(options: argparse.Namespace, terminal: Terminal) -> Result:
    engine_of(options.engine, options.engine_address)
    home = options.home or default_home()
    check_address(options.address, KeyRing(home))
    is_in_terminal = options.foreground and options.log is None  # which shows the log
    if not is_in_terminal and (warning := warning_of(options.address, KeyRing(home))):
        terminal.say(f"WARNING: {warning}")
    if options.foreground:
        return _serve(options)
    started = start_worker(Path(sys.executable), home, _words_of(options))
    with Client.connect(home) as client:
        return {"started": started, **encode(client.status())}


def _serve(options: argparse.Namespace) -> Result:
    from ..server.supervisor import Supervisor

    home = options.home or default_home()
    if options.log is not None:
        check_file(options.log, overwrite=True)  # It is appended to.
    handler = _log_handler(options.log)
    handler.setFormatter(LineFormatter(LOG_FORMAT))
    logging.basicConfig(handlers=[handler], force=True)
    supervisor = Supervisor(home, address=options.address, settings=_settings_of(options))
    supervisor.stop_on_signals()
    supervisor.serve()
    return {"stopped": True}


def _log_handler(log: Path | None) -> logging.Handler:
    """Handler for a worker's log: its terminal, or a file of limited size."""
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
        max_model_bytes=None if options.models_gb is None else round(options.models_gb * GB),
        private_endpoints=options.allow_private_endpoints,
        engine=options.engine,
        engine_address=options.engine_address,
    )


def _words_of(options: argparse.Namespace) -> list[str]:
    """The options of a start as command-line words."""
    words = [f"--slots={device}={count}" for device, count in options.slots]
    for name in START_OPTIONS:
        flag, value = f"--{name.replace('_', '-')}", getattr(options, name)
        if value is True:
            words.append(flag)
        elif value is not None and value is not False:
            words.append(f"{flag}={value}")
    return words


def _worker_status(options: argparse.Namespace, terminal: Terminal) -> Result:
    with _client(options) as client:
        return encode(client.status())


def _worker_stop(options: argparse.Namespace, terminal: Terminal) -> Result:
    with _client(options) as client:
        client.stop_worker()
    return {"stopped": True}


def _worker_logs(options: argparse.Namespace, terminal: Terminal) -> Result:
    path = worker_log(options.home or default_home())
    if not path.is_file():
        raise TrajganrError(
            Code.INPUT_NOT_FOUND,
            "There is no worker's log at {path}.",
            "Start a worker, or name its --home.",
            path=str(path),
        )
    try:
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines(keepends=True)
    except OSError as error:
        raise TrajganrError(
            Code.INPUT_NOT_FOUND,
            "The log {path} cannot be read: {reason}.",
            "Run the command as the account that runs the worker.",
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


def _worker_share(options: argparse.Namespace, terminal: Terminal) -> Result:
    home, is_shared = Home(options.home or default_home()), not options.stop
    owners = Owners(home)
    owners.share(options.kind, options.id, is_shared=is_shared)
    event = f"{options.kind}-shared" if is_shared else f"{options.kind}-unshared"
    Audit(home.path, is_worker=False).note(event, HERE, **{options.kind: options.id})
    owner = owners.of(options.kind, options.id).owner
    return {"id": options.id, "shared": is_shared, "owner": owner or "administrators"}


def _jobs_list(options: argparse.Namespace, terminal: Terminal) -> Result:
    with _client(options) as client:
        jobs = client.jobs()
    if options.json:
        return list(map(encode, jobs))
    rows = [
        # A name with line breaks could imitate further rows.
        f"{j.job_id:<20} {j.state.value:<12} {_time(j.submitted_at)}  {' '.join(j.name.split())}"
        for j in jobs
    ]
    return "\n".join(rows) or "No jobs."


def _jobs_show(options: argparse.Namespace, terminal: Terminal) -> Result:
    with _client(options) as client:
        job = client.job(options.job)
        log = client.logs(options.job)
    if options.json:
        return {**encode(job), "log": log}
    times = {key: _time(getattr(job, key)) for key in ("submitted_at", "started_at", "ended_at")}
    error = TrajganrError.from_dict(job.error) if job.error else None
    result = said(job.result) if job.result else None
    return {**encode(job), **times, "result": result, "error": error, "log": "\n" + log}


def _jobs_follow(options: argparse.Namespace, terminal: Terminal) -> Result:
    with _client(options) as client:
        for event in client.follow(options.job):
            stage = event.stage or event.state.value.lower()
            figures = {k: v for k, v in event.figures.items() if v is not None}
            terminal.progress(stage, event.fraction, **figures)
        job = client.job(options.job)
    if job.state is not JobState.SUCCEEDED:
        raise TrajganrError.from_dict(job.error or {})
    return encode(job) if options.json else for_people(said(job.result or {}))


def _jobs_cancel(options: argparse.Namespace, terminal: Terminal) -> Result:
    with _client(options) as client:
        client.cancel(options.job)
        for _ in client.follow(options.job):
            pass
        return {"job_id": options.job, "state": client.job(options.job).state.value}


def _jobs_resume(options: argparse.Namespace, terminal: Terminal) -> Result:
    with _client(options) as client:
        client.resume(options.job)
        return {"job_id": options.job, "state": client.job(options.job).state.value}


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
    parser = commands.add("start", _worker_start, "start a worker in the background")
    add_home(parser)
    parser.add_argument(
        "--address",
        metavar="tcp://HOST:PORT",
        help="also listen at this port and the two after it, for people who have a key (see "
        "'worker keys'); while there is no key, every account of this machine can connect at "
        "127.0.0.1 (default: only your account, and the SSH tunnel of a QGIS profile)",
    )
    parser.add_argument(
        "--slots",
        action="append",
        type=_slot,
        default=[],
        metavar="DEVICE=COUNT",
        help="jobs at once on a device: cpu=2, cuda:0=1; may be repeated (default: one each)",
    )
    for flag, kind, default, text in (
        ("--max-queued", int, usual.most_queued, "maximum number of queued jobs"),
        ("--min-free-gb", float, usual.least_free_bytes / GB, "free disk space that jobs need"),
        ("--max-upload-gb", float, usual.most_upload_bytes / GB, "maximum size of an upload"),
    ):
        metavar = "COUNT" if kind is int else "GB"
        help_text = f"{text} (default: {default:g})"
        parser.add_argument(flag, type=kind, default=default, metavar=metavar, help=help_text)
    parser.add_argument(
        "--models-gb",
        type=float,
        metavar="GB",
        help="memory for the models that answer clicks (default: a quarter of the machine's)",
    )
    parser.add_argument(
        "--allow-private-endpoints",
        action="store_true",
        help="allow members' downloads from Overpass servers and proxies at addresses of this "
        "machine and its networks (default: public addresses only)",
    )
    parser.add_argument(
        "--engine",
        choices=ENGINES,
        default=os.environ.get(ENGINE) or usual.engine,
        help="executor for the parts of a job: the job's own process, one process for each "
        "processor, or a Ray cluster (needs trajganr[cluster]) "
        f"(default: $TRAJGANR_ENGINE or {usual.engine})",
    )
    parser.add_argument(
        "--engine-address",
        metavar="HOST:PORT",
        default=os.environ.get(ADDRESS) or None,
        help="address of the Ray cluster's head (default: $TRAJGANR_ENGINE_ADDRESS, or the cluster "
        "of this machine)",
    )
    parser.add_argument(
        "--foreground", action="store_true", help="stay in this terminal, log to it, end on Ctrl-C"
    )
    parser.add_argument(
        "--log",
        type=Path,
        metavar="FILE",
        help="with --foreground: log to this file, which is rotated when it is full",
    )


def _slot(text: str) -> tuple[str, int]:
    device, _, count = text.partition("=")
    if not device or not count.isdecimal():
        raise argparse.ArgumentTypeError(f"{text!r} is not of the form cpu=2")
    return device, int(count)


def _add_connection(parser: argparse.ArgumentParser) -> None:
    add_home(parser)
    parser.add_argument(
        "--address",
        metavar="ADDRESS",
        help="a worker's tcp://HOST:PORT, or the local end of an SSH tunnel: tcp://HOST:PORT, or "
        "ipc://FOLDER with three sockets (default: $TRAJGANR_ADDRESS)",
    )
    parser.add_argument(
        "--key",
        type=Path,
        metavar="FILE",
        help="your key, for a worker that requires one (default: $TRAJGANR_KEY)",
    )

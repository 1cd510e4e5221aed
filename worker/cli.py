"""The command line, ``trajganr``: the whole path in one process, and the worker's remote control.

Only what a command needs is imported when it runs, so that ``trajganr --help`` and
``trajganr jobs list`` do not wait for torch.
"""

from __future__ import annotations

import argparse
import logging
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NoReturn

from trajganr_core.errors import Code, TrajganrError, cancelled
from trajganr_core.protocol.client import Client
from trajganr_core.protocol.connection import default_home
from trajganr_core.protocol.jobs import (
    FinetuneParams,
    JobParams,
    PredictParams,
    PrepareParams,
    PretrainParams,
)
from trajganr_core.protocol.launch import start_worker, worker_log
from trajganr_core.protocol.states import JobState
from trajganr_core.storage import atomic_file, refuse_foreign
from trajganr_core.tasks import TASKS
from trajganr_core.version import __version__

from .failures import coded
from .home import MANIFESTS
from .jobs import find_job
from .terminal import Terminal

__all__ = ["main"]

FAILURE = 1
USAGE = 2
INTERRUPTED = 130

LOG_TAIL_LINES = 100

Result = dict[str, Any] | list[Any] | str
Command = Callable[[argparse.Namespace, Terminal], Result]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; the answer is the exit status."""
    words = sys.argv[1:] if arguments is None else list(arguments)
    terminal = Terminal(as_json="--json" in words)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        options = _parser().parse_args(words)
        command: Command = options.command
        result = command(options, terminal)
    except _UsageError as error:
        error.parser.print_usage(sys.stderr)
        terminal.error(error.coded)
        return USAGE
    except KeyboardInterrupt:
        terminal.error(cancelled())
        return INTERRUPTED
    except Exception as error:
        terminal.error(coded(error))
        return FAILURE
    terminal.result(result)
    return 0


# The path from files to roads, in this process


def _match(options: argparse.Namespace, terminal: Terminal) -> Result:
    from .match import match_files

    bbox = None if options.bbox is None else tuple(options.bbox)
    with _new_file(options.out) as partial:
        result = match_files(options.trajectories, options.roads, partial, bbox, terminal.progress)
    return {"out": str(options.out), **result}


def _prepare(options: argparse.Namespace, terminal: Terminal) -> Result:
    return _make(PrepareParams, options, terminal)


def _pretrain(options: argparse.Namespace, terminal: Terminal) -> Result:
    return _make(PretrainParams, options, terminal)


def _finetune(options: argparse.Namespace, terminal: Terminal) -> Result:
    return _make(FinetuneParams, options, terminal)


def _predict(options: argparse.Namespace, terminal: Terminal) -> Result:
    params = _params(PredictParams, options)
    with _new_file(options.out) as partial:
        folder = partial.with_suffix("")
        result = find_job(params.kind)(params, folder, terminal.progress)
        (file,) = result.pop("files")
        (folder / file).replace(partial)
    return {"out": str(options.out), **result}


def _make(kind: type[JobParams], options: argparse.Namespace, terminal: Terminal) -> Result:
    """Run a job that makes a bundle or a model in the folder ``--out``."""
    assert kind.makes is not None
    refuse_foreign(options.out, MANIFESTS[kind.makes])
    params = _params(kind, options)
    result = find_job(kind.kind)(params, options.out, terminal.progress)
    return {"out": str(options.out), **result}


def _params(kind: type[JobParams], options: argparse.Namespace) -> Any:
    given = vars(options)
    names = [field.name for field in fields(kind) if field.name in given]
    return kind(**{name: _plain(given[name]) for name in names})


def _plain(value: Any) -> Any:
    """Options as job parameters have them: text for paths, tuples for lists."""
    if isinstance(value, list):
        return tuple(map(_plain, value))
    return str(value) if isinstance(value, Path) else value


@contextmanager
def _new_file(out: Path) -> Iterator[Path]:
    """A path beside ``out`` that becomes ``out`` if the block ends well, and goes otherwise."""
    if out.is_dir():
        raise TrajganrError(
            Code.INPUT_FIELD, "{out} is a folder.", "Name a file for --out.", out=str(out)
        )
    with atomic_file(out) as temporary:
        yield temporary


# The worker


def _worker_start(options: argparse.Namespace, terminal: Terminal) -> Result:
    if options.foreground:
        return _serve(options)
    home = options.home or default_home()
    started = start_worker(Path(sys.executable), home, options.address)
    with Client.connect(home) as client:
        return {"started": started, **client.status()}


def _serve(options: argparse.Namespace) -> Result:
    from .supervisor import Supervisor

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


# Jobs of the worker


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


# The parser


class _UsageError(Exception):
    def __init__(self, parser: argparse.ArgumentParser, reason: str) -> None:
        super().__init__(reason)
        self.parser = parser
        self.coded = TrajganrError(
            Code.INPUT_FIELD,
            "The command was not understood: {reason}.",
            "See '{program} --help'.",
            reason=reason,
            program=parser.prog,
        )


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise _UsageError(self, message)


class _Commands:
    """The commands of a parser: the program's own, or those of a group such as ``jobs``."""

    def __init__(self, parser: argparse.ArgumentParser) -> None:
        self._commands = parser.add_subparsers(metavar="COMMAND", required=True)

    def group(self, name: str, description: str) -> _Commands:
        return _Commands(self._commands.add_parser(name, help=description, description=description))

    def add(self, name: str, command: Command, description: str) -> argparse.ArgumentParser:
        parser: argparse.ArgumentParser = self._commands.add_parser(
            name, help=description, description=description
        )
        parser.set_defaults(command=command)
        parser.add_argument(
            "--json", action="store_true", help="print one JSON document, also for an error"
        )
        return parser


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="trajganr",
        description="Trajectories, street views and locations in one representation. "
        "From files to predicted roads: prepare, pretrain, finetune, predict.",
    )
    parser.add_argument("--version", action="version", version=f"trajganr {__version__}")
    commands = _Commands(parser)
    _add_match(commands)
    _add_prepare(commands)
    _add_pretrain(commands)
    _add_finetune(commands)
    _add_predict(commands)
    _add_worker(commands.group("worker", "start, stop and look after a worker"))
    _add_jobs(commands.group("jobs", "look after the jobs of a worker"))
    return parser


def _add_match(commands: _Commands) -> None:
    parser = commands.add("match", _match, "match trips to roads and write every matched fix")
    _add_trips_and_roads(parser)
    _add_bbox(parser, "study area, degrees (default: where trips and roads overlap)")
    _add_out(parser, "MATCHED.parquet", "the file to write")


def _add_prepare(commands: _Commands) -> None:
    parser = commands.add(
        "prepare", _prepare, "turn trips, roads, pictures and places into a bundle"
    )
    _add_trips_and_roads(parser)
    parser.add_argument(
        "--images",
        type=Path,
        metavar="INDEX_OR_DIR",
        help="street-view pictures: an index CSV, its folder, or a ZIP of both",
    )
    parser.add_argument(
        "--pois", type=Path, metavar="FILE", help="point layer of places (for task aoi)"
    )
    _add_bbox(parser, "study area, degrees", required=True)
    _add_defaulted(
        parser,
        PrepareParams,
        label_share="share of drivers whose trips make labels; the others are the model's input",
        image_distance_m="pictures farther than this from every road are dropped, metres",
        seed="of the split of drivers",
        name="what you call the bundle",
    )
    _add_out(parser, "BUNDLE", "the folder to make")


def _add_pretrain(commands: _Commands) -> None:
    parser = commands.add("pretrain", _pretrain, "train the encoders on a bundle, without labels")
    parser.add_argument("bundle", type=Path, metavar="BUNDLE", help="what prepare made")
    _add_defaulted(
        parser,
        PretrainParams,
        epochs="passes over the trips",
        batch_size="trajectories a step",
        learning_rate="of Adam, after warm-up",
        dimension="width of the transformer and of the shared embedding",
        layers="of the transformer",
    )
    _add_choice(
        parser,
        PretrainParams,
        "attention",
        "whether a trip is encoded once for all its queries, or with each of them",
        "encode_once",
        "joint",
    )
    _add_choice(
        parser,
        PretrainParams,
        "query_time",
        "time in the query token, interpolated or masked",
        "synthetic",
        "masked",
    )
    parser.add_argument(
        "--no-motion",
        dest="motion",
        action="store_false",
        default=None,  # as the preset says
        help="leave speed and heading out of the tokens, as the paper does",
    )
    _add_defaulted(
        parser,
        PretrainParams,
        backbone="timm model for street view",
        weights="of the backbone: hub, none, or a file",
        seed="of every random choice",
        name="what you call the model",
    )
    _add_choice(parser, PretrainParams, "device", "what to compute on", "auto", "cpu", "cuda")
    _add_out(parser, "MODEL", "the folder to make")


def _add_finetune(commands: _Commands) -> None:
    parser = commands.add(
        "finetune", _finetune, "fit a head for each task and measure it on held-out roads"
    )
    parser.add_argument("model", type=Path, metavar="MODEL", help="what pretrain made")
    parser.add_argument("bundle", type=Path, metavar="BUNDLE", help="has the labels and trips")
    _add_tasks(parser, "a task to fit; may be repeated", required=True)
    _add_defaulted(
        parser,
        FinetuneParams,
        epochs="passes over the labelled roads",
        batch_size="roads a step",
        learning_rate="of AdamW",
        seed="of every random choice",
        name="what you call the model",
    )
    _add_choice(
        parser,
        FinetuneParams,
        "split",
        "how test roads are held out: at random or in blocks of 500 m",
        "segment",
        "block",
    )
    parser.add_argument(
        "--no-freeze",
        dest="freeze",
        action="store_false",
        help="train the encoders too, not the heads alone",
    )
    _add_choice(parser, FinetuneParams, "device", "what to compute on", "auto", "cpu", "cuda")
    _add_out(parser, "MODEL", "the folder to make")


def _add_predict(commands: _Commands) -> None:
    parser = commands.add("predict", _predict, "predict every road of a layer")
    parser.add_argument("model", type=Path, metavar="MODEL", help="what finetune made")
    parser.add_argument(
        "--roads", type=Path, metavar="FILE", help="line layer (default: the bundle's own roads)"
    )
    parser.add_argument(
        "--bundle",
        type=Path,
        metavar="BUNDLE",
        help="trips and pictures to predict from (default: the one that was fine-tuned on)",
    )
    _add_tasks(parser, "a task to predict; may be repeated (default: all of the model)")
    _add_choice(parser, PredictParams, "device", "what to compute on", "auto", "cpu", "cuda")
    _add_out(parser, "ROADS.gpkg", "the file to write, with its style")


def _add_worker(commands: _Commands) -> None:
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


def _add_jobs(commands: _Commands) -> None:
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


def _add_trips_and_roads(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--trajectories",
        type=Path,
        nargs="+",
        required=True,
        metavar="FILE",
        help="trips: taxi-challenge CSV, CSV with a fix a row (either zipped or not), trip layer",
    )
    parser.add_argument("--roads", type=Path, required=True, metavar="FILE", help="line layer")


def _add_bbox(parser: argparse.ArgumentParser, text: str, *, required: bool = False) -> None:
    parser.add_argument(
        "--bbox", type=float, nargs=4, required=required, metavar=("W", "S", "E", "N"), help=text
    )


def _add_out(parser: argparse.ArgumentParser, metavar: str, text: str) -> None:
    parser.add_argument("--out", type=Path, required=True, metavar=metavar, help=text)


def _add_tasks(parser: argparse.ArgumentParser, text: str, *, required: bool = False) -> None:
    parser.add_argument(
        "--task",
        dest="tasks",
        action="append",
        default=[],
        required=required,
        choices=list(TASKS),
        help=text,
    )


def _add_choice(
    parser: argparse.ArgumentParser, kind: type[JobParams], name: str, text: str, *choices: str
) -> None:
    default = getattr(kind, name)
    parser.add_argument(
        _flag(name), choices=choices, default=default, help=f"{text} (default: {default})"
    )


def _add_defaulted(parser: argparse.ArgumentParser, kind: type[JobParams], **texts: str) -> None:
    """Options for parameters of a job, with the parameters' own defaults."""
    for name, text in texts.items():
        default = getattr(kind, name)
        shown = f"{text} (default: {default})" if default != "" else text
        parser.add_argument(
            _flag(name), type=type(default), default=default, metavar=name.upper(), help=shown
        )


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


def _flag(name: str) -> str:
    return f"--{name.replace('_', '-')}"

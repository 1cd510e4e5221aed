"""The process of one job: ``python -m trajganr_worker.processes.job_process HOME JOB_ID``.

Three pipes connect it to the supervisor. Through the first (standard output at the start) it sends
JSON lines: progress, signs of life, and finally the outcome. Through the second (standard input) it
receives secrets in the first line, later ``cancel``, and the end of the file when the supervisor is
gone. The third carries everything that the job prints to its log.
"""

from __future__ import annotations

import contextlib
import dataclasses
import json
import logging
import math
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Mapping
from io import TextIOWrapper
from pathlib import Path
from types import FrameType
from typing import IO, Any, BinaryIO

from trajganr_core.contract.errors import Code, TrajganrError, cancelled
from trajganr_core.contract.files.atomic_io import read_json, sha256_of
from trajganr_core.contract.protocol.job_parsing import params_from_dict
from trajganr_core.jobs import Job

from ..execution.gdal_sandbox import confine, confine_downloads
from ..execution.jobs import find_job
from ..storage.error_mapping import coded, without_home
from ..storage.home import OUTPUT, Home, resolve_params
from .outcome import Outcome, sync_tree
from .process_table import PROCESS, memory_bytes, remember_self
from .versions import add_versions

#: Minimum interval of progress reports, seconds …
PROGRESS_INTERVAL_S = 0.2
#: … and of small changes: each event is stored on disk, and a training takes days.
SMALL_STEP, SMALL_STEP_INTERVAL_S = 0.001, 2.0
ALIVE_INTERVAL_S = 2.0
#: A job's result is stored and sent in one message; larger content belongs in a file.
MAX_RESULT_BYTES = 256 << 10
#: Niceness of jobs, so that clicks are answered while one trains.
NICE = 10


def main() -> int:
    """Run the job that the command line names."""
    return run_job(Path(sys.argv[1]), sys.argv[2], find_job)


def run_job(home_path: Path, job_id: str, find: Callable[[str], Job]) -> int:
    """Run a job of the home in this process; ``find`` returns the function of a job kind.

    Returns:
        The process's exit status.
    """
    pipe = TextIOWrapper(take_over_stdout(), encoding="utf-8")
    first_line = sys.stdin.readline()
    if not first_line:  # the supervisor has already ended
        return 1
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    confine()
    reporter = _ProgressReporter(pipe)
    signal.signal(signal.SIGTERM, _raise_cancelled)
    threading.Thread(target=_listen, args=(reporter,), daemon=True).start()
    _lower_priority()
    attempt = 0
    home = Home(home_path)
    folder = home.job(job_id)
    try:
        # From here on, a restarted worker finds this process and ends it before it starts another.
        remember_self(folder / PROCESS)
        manifest = read_json(home.manifest(job_id))
        attempt = manifest["attempt"]
        confine_downloads(manifest["owner"], private=manifest["private_endpoints"])
        outcome = _work(home, manifest, json.loads(first_line), find, reporter)
        signal.signal(signal.SIGTERM, signal.SIG_IGN)  # there is nothing left to stop
    except BaseException as error:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        if not isinstance(error, Exception):  # a Ctrl-C that was meant for another process
            error = cancelled()
        outcome = Outcome(attempt, error=without_home(coded(error), home.path).to_dict())
    with contextlib.suppress(OSError):  # with a full disk, only the pipe reports the outcome
        outcome.write(folder)
    reporter.finish(ended=dataclasses.asdict(outcome))
    return 0 if outcome.error is None else 1


def _work(
    home: Home,
    manifest: dict[str, Any],
    secrets: dict[str, str],
    find: Callable[[str], Job],
    reporter: _ProgressReporter,
) -> Outcome:
    """Run the job and write its output to disk."""
    job_id = manifest["job_id"]
    params = params_from_dict(manifest["kind"], manifest["params"], secrets)
    job = find(manifest["kind"])
    add_versions(home.manifest(job_id))
    out = home.work(job_id) / OUTPUT
    reporter.send(began=True)
    result = job(resolve_params(params, home), out, reporter.progress).to_dict()
    _check_size(result)
    sync_tree(out)
    files = _files_in(out)
    about = {} if params.makes else {path.relative_to(out).as_posix(): path for path in files}
    return Outcome(
        manifest["attempt"],
        result,
        {name: _describe_file(path) for name, path in about.items()},
        sum(path.stat().st_size for path in files),
        memory_bytes(os.getpid()),
    )


class _ProgressReporter:
    """Sends reports to the supervisor; holds the latest progress until the next report is due."""

    def __init__(self, pipe: IO[str]) -> None:
        self._pipe = pipe
        self._lock = threading.Lock()
        self._finished = threading.Event()
        self._latest: dict[str, Any] | None = None
        self._reported: dict[str, Any] | None = None
        self._reported_stages: set[str] = set()
        self._reported_at = self._alive_at = time.monotonic()
        self.cancelled = False
        self._thread = threading.Thread(target=self._send_progress, daemon=True)
        self._thread.start()

    def progress(self, stage: str, fraction: float, /, **figures: float) -> None:
        """Implements the job's :class:`.Progress`."""
        if self.cancelled:
            raise cancelled()
        latest = {
            "stage": stage,
            "fraction": min(1.0, max(0.0, float(fraction))),
            # JSON has no NaN; a NaN loss is reported as missing.
            "figures": {k: float(v) if math.isfinite(v) else None for k, v in figures.items()},
        }
        with self._lock:
            previous, self._latest = self._latest, latest
            if previous is None or previous["stage"] in (stage, *self._reported_stages):
                return
            # The worker would not learn of a stage that is shorter than the interval.
            self._write_progress(previous)

    def send(self, **changes: Any) -> None:
        with self._lock:
            self._write(changes)

    def finish(self, **changes: Any) -> None:
        """Send the outcome, after the last progress and as the last line."""
        self._finished.set()
        self._thread.join()
        self.send(**changes)

    def _send_progress(self) -> None:
        while not self._finished.wait(PROGRESS_INTERVAL_S):
            now = time.monotonic()
            if self._is_due(now):
                self._send_latest()
                self._reported_at = self._alive_at = now
            elif now > self._alive_at + ALIVE_INTERVAL_S:
                self.send(alive=True)
                self._alive_at = now
        self._send_latest()

    def _is_due(self, now: float) -> bool:
        latest, reported = self._latest, self._reported
        # A waiting download reports the same for hours.
        if latest is None or latest == reported:
            return False
        return (
            reported is None
            or latest["stage"] != reported["stage"]
            or abs(latest["fraction"] - reported["fraction"]) >= SMALL_STEP
            or now > self._reported_at + SMALL_STEP_INTERVAL_S
        )

    def _send_latest(self) -> None:
        with self._lock:
            if self._latest is not None and self._latest != self._reported:
                self._write_progress(self._latest)

    def _write_progress(self, progress: dict[str, Any]) -> None:
        self._write(progress)
        self._reported = progress
        self._reported_stages.add(progress["stage"])

    def _write(self, changes: Mapping[str, Any]) -> None:
        self._pipe.write(json.dumps(changes) + "\n")
        self._pipe.flush()


def take_over_stdout() -> BinaryIO:
    """Keep the pipe for reports and redirect all printed output to the log."""
    pipe = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return pipe


def _listen(reporter: _ProgressReporter) -> None:
    """Wait for a cancellation; end this process when the supervisor has ended."""
    for line in sys.stdin:
        if line.strip() == "cancel":
            reporter.cancelled = True
    # The supervisor is gone: nobody would take the result, and the job may be run again.
    if hasattr(os, "killpg"):
        os.killpg(0, signal.SIGKILL)
    os._exit(1)


def _raise_cancelled(number: int, frame: FrameType | None) -> None:
    raise cancelled()


def _lower_priority() -> None:
    """Lower the priority, so that the worker and clicks are served first."""
    with contextlib.suppress(OSError, AttributeError):  # not available on Windows
        os.nice(NICE)


def _check_size(result: dict[str, Any]) -> None:
    size = len(json.dumps(result))
    if size > MAX_RESULT_BYTES:
        raise TrajganrError(
            Code.PROTOCOL_TOO_LARGE,
            "The job's result has {size} bytes, more than {limit}.",
            "Report the problem with the job's log.",
            size=size,
            limit=MAX_RESULT_BYTES,
        )


def _files_in(folder: Path) -> list[Path]:
    """All regular files of a folder; links are skipped, because they could point anywhere."""
    return [path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink()]


def _describe_file(path: Path) -> dict[str, Any]:
    return {"size": path.stat().st_size, "sha256": sha256_of(path)}


if __name__ == "__main__":
    raise SystemExit(main())

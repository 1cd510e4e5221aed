"""The process of one job: ``python -m worker.runner HOME JOB_ID``.

The supervisor holds the other ends of two pipes. Through the first (the process' standard output
when it starts) the runner tells, in JSON lines, what the job's row in the store should say.
Through the second (standard input) it hears its secrets in the first line, later ``cancel``, or the
end of the file when the supervisor is gone. All that the job prints goes to the log.
"""

from __future__ import annotations

import json
import logging
import math
import os
import signal
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import IO, Any

from trajganr_core.errors import cancelled
from trajganr_core.protocol.jobs import params_from_dict
from trajganr_core.protocol.states import JobState
from trajganr_core.storage import sha256_of

from .failures import coded
from .home import Home, resolve_params
from .jobs import Job, find_job

__all__ = ["OUTPUT", "main", "run_job"]

#: A job's progress is told at most five times a second.
PROGRESS_INTERVAL_S = 0.2
#: The file or folder in a job's work folder that the job makes.
OUTPUT = "output"


def main() -> int:
    """Run the job that the command line names."""
    return run_job(Path(sys.argv[1]), sys.argv[2], find_job)


def run_job(home_path: Path, job_id: str, find: Callable[[str], Job]) -> int:
    """Run a job of the store's folder in this process.

    Args:
        home_path: the worker's home.
        job_id: names the folder with the job's manifest.
        find: the function of a job kind.

    Returns:
        The process' exit status.
    """
    teller = _Teller(_take_over_stdout())
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    signal.signal(signal.SIGTERM, _raise_cancelled)
    secrets: dict[str, str] = json.loads(sys.stdin.readline() or "{}")
    threading.Thread(target=_listen, args=(teller,), daemon=True).start()
    try:
        home = Home(home_path)
        manifest = json.loads((home.job(job_id) / "job.json").read_text(encoding="utf-8"))
        params = params_from_dict(manifest["kind"], {**manifest["params"], **secrets})
        job = find(manifest["kind"])
        out = home.work(job_id) / OUTPUT
        teller.tell(state=JobState.RUNNING)
        result = job(resolve_params(params, home), out, teller.progress)
        files = {} if params.makes else _describe_files(out)
    except Exception as error:
        teller.finish(error=coded(error).to_dict())
        return 1
    teller.finish(result=result, files=files)
    return 0


class _Teller:
    """Tells the supervisor; keeps the latest progress until it is its turn."""

    def __init__(self, pipe: IO[str]) -> None:
        self._pipe = pipe
        self._lock = threading.Lock()
        self._finished = threading.Event()
        self._latest: dict[str, Any] | None = None
        self._told: dict[str, Any] | None = None
        self.cancelled = False
        self._thread = threading.Thread(target=self._tell_progress, daemon=True)
        self._thread.start()

    def progress(self, stage: str, fraction: float, /, **figures: float) -> None:
        """The job's :class:`Progress`."""
        if self.cancelled:
            raise cancelled()
        self._latest = {
            "stage": stage,
            "fraction": min(1.0, max(0.0, float(fraction))),
            # JSON has no NaN; a loss that is one shows as missing.
            "figures": {k: float(v) if math.isfinite(v) else None for k, v in figures.items()},
        }

    def tell(self, **changes: Any) -> None:
        with self._lock:
            self._pipe.write(json.dumps(changes) + "\n")
            self._pipe.flush()

    def finish(self, **changes: Any) -> None:
        """Tell the outcome, after the last progress and as the last line."""
        self._finished.set()
        self._thread.join()
        self.tell(**changes)

    def _tell_progress(self) -> None:
        while not self._finished.wait(PROGRESS_INTERVAL_S):
            self._tell_latest()
        self._tell_latest()

    def _tell_latest(self) -> None:
        latest, self._latest = self._latest, None
        # A download that waits says the same for hours, and each event is kept on disk.
        if latest is not None and latest != self._told:
            self.tell(**latest)
            self._told = latest


def _take_over_stdout() -> IO[str]:
    """Keep the pipe for ourselves and send what anybody prints to the log."""
    pipe = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    return pipe


def _listen(teller: _Teller) -> None:
    for line in sys.stdin:
        if line.strip() == "cancel":
            teller.cancelled = True
    # The supervisor is gone: nobody would take the result, and the job may be run again.
    if hasattr(os, "killpg"):
        os.killpg(0, signal.SIGKILL)
    os._exit(1)


def _raise_cancelled(number: int, frame: FrameType | None) -> None:
    raise cancelled()


def _describe_files(folder: Path) -> dict[str, dict[str, Any]]:
    paths = [path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink()]
    return {
        path.relative_to(folder).as_posix(): {
            "size": path.stat().st_size,
            "sha256": sha256_of(path),
        }
        for path in paths
    }


if __name__ == "__main__":
    raise SystemExit(main())

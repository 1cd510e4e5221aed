"""One process of a training: ``torchrun … -m trajganr_worker.processes.torchrun_worker FOLDER``.

See :mod:`..execution.torchrun_launcher`.
"""

from __future__ import annotations

import ctypes
import logging
import math
import os
import signal
import sys
import threading
import time
from pathlib import Path
from types import FrameType

from trajganr_core.contract.errors import Code, TrajganrError, cancelled
from trajganr_core.contract.files.atomic_io import atomic_file, read_json, write_json
from trajganr_core.contract.protocol.job_parsing import params_from_dict

from ..execution.gdal_sandbox import confine
from ..execution.jobs import find_job
from ..execution.torchrun_launcher import ERRORS, LAUNCHER, PROGRESS, RESULT, STOP, STOPPED, TASK
from ..storage.error_mapping import coded

REPORT_EVERY_S = 0.2
#: Linux: option of ``prctl`` for the signal that a process gets when its parent dies.
PR_SET_PDEATHSIG = 1


def main() -> int:
    """Run this process's part of the training that the folder describes."""
    folder = Path(sys.argv[1])
    _end_with(int((folder / LAUNCHER).read_text(encoding="ascii")))
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    confine()
    signal.signal(signal.SIGTERM, _raise_cancelled)  # keeps a checkpoint
    rank = int(os.environ["RANK"])
    task = read_json(folder / TASK)
    params = params_from_dict(task["kind"], {**task["params"], "processes": 1})
    try:
        result = find_job(task["kind"])(params, Path(task["out"]), _ProgressReporter(folder, rank))
    except TrajganrError as error:
        if error.code is Code.JOB_CANCELLED:
            (folder / STOPPED).touch()
        else:
            _write(folder / ERRORS.replace("*", str(rank)), error.to_dict())
        return 1
    except (MemoryError, ImportError) as error:  # another attempt would fail as well
        _write(folder / ERRORS.replace("*", str(rank)), coded(error).to_dict())
        return 1
    if rank == 0:
        _write(folder / RESULT, result.to_dict())
    return 0


class _ProgressReporter:
    """Writes the job's progress; only the first process reports it."""

    def __init__(self, folder: Path, rank: int) -> None:
        self._folder = folder
        self._is_first = rank == 0
        self._reported_at = -math.inf

    def __call__(self, stage: str, fraction: float, /, **figures: float) -> None:
        now = time.monotonic()
        if not self._is_first or now < self._reported_at + REPORT_EVERY_S:
            return
        self._reported_at = now
        if (self._folder / STOP).exists():
            raise cancelled()
        reported = {
            "stage": stage,
            "fraction": fraction,
            "figures": {name: float(value) for name, value in figures.items()},
        }
        _write(self._folder / PROGRESS, reported)


def _raise_cancelled(number: int, frame: FrameType | None) -> None:
    raise cancelled()


def _write(path: Path, content: object) -> None:
    with atomic_file(path) as temporary:
        write_json(temporary, content)


def _end_with(launcher: int) -> None:
    """End when torchrun is killed: it starts its processes in their own sessions.

    A job that is restarted must not run beside its earlier processes.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)

    def watch() -> None:
        while os.getppid() == launcher:
            time.sleep(0.5)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


if __name__ == "__main__":
    ended = main()
    from trajganr_core.training.engine.distributed import leave  # with torch, only after confine()

    leave(ended)

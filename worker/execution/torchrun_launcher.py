"""A training in several processes, which ``torchrun`` starts, again where one has died.

Each process is :mod:`..processes.torchrun_worker`. They share a folder with this one: what they
are asked to do, how far
they are, a wish to stop, and what came of it. A process that dies takes the others with it; all are
started again, and go on from the checkpoint. That is done here and not by torchrun itself: after
its own restarts gloo has waited for ever for a process that had met before.
"""

from __future__ import annotations

import contextlib
import logging
import os
import subprocess  # nosec B404 # commands of our own
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from trajganr_core.contract.atomic_io import read_json, working_folder, write_json
from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.protocol.jobs import JobParams
from trajganr_core.utils.progress import Progress

__all__ = [
    "ASKED",
    "ERRORS",
    "LAUNCHER",
    "PROGRESS",
    "RESULT",
    "STOP",
    "STOPPED",
    "train_with_torchrun",
]

log = logging.getLogger(__name__)

#: Files of the shared folder; the second names torchrun's process.
ASKED, LAUNCHER, PROGRESS, RESULT = "asked.json", "launcher", "progress.json", "result.json"
STOP, STOPPED, ERRORS = "stop", "stopped", "error-*.json"
#: How often a dead process is replaced before the training has failed.
RESTARTS = 3
LOOK_EVERY_S = 0.1
#: A step and the checkpoint after it may take so long when the training is to stop …
STOP_WITHIN_S = 8.0
#: … and torchrun so long to end the processes.
END_WITHIN_S = 10.0


def train_with_torchrun(
    params: JobParams, processes: int, out: Path, progress: Progress
) -> dict[str, Any]:
    """Do a training job in processes of this machine, each with a GPU of its own if there is one.

    Args:
        params: of a training, with a path for every file, bundle and model.
        processes: how many.
        out: the folder that the job makes.
        progress: told what the first process tells; may cancel, which keeps a checkpoint.

    Returns:
        The job's result.

    Raises:
        TrajganrError: of the training; ``INTERNAL`` where its processes died again and again.
    """
    with working_folder(out.parent) as folder:
        asked = {"kind": params.kind, "params": params.to_dict(), "out": str(out)}
        write_json(folder / ASKED, asked)
        for restart in range(1 + RESTARTS):
            if restart:
                log.warning(
                    "A process of the training died; all go on from the checkpoint (%d of %d)",
                    restart,
                    RESTARTS,
                )
            with _launched(folder, processes) as launcher:
                _follow(folder, launcher, progress)
            if (folder / RESULT).is_file():
                return dict(read_json(folder / RESULT))
        raise TrajganrError(
            Code.INTERNAL,
            "The training's processes have died {count} times.",
            "Read the end of the job's log; resume the job with fewer processes or a smaller "
            "batch_size.",
            count=RESTARTS + 1,
        )


@contextlib.contextmanager
def _launched(folder: Path, processes: int) -> Iterator[subprocess.Popen[bytes]]:
    """torchrun with its processes, none of which is left behind."""
    command = [
        *(sys.executable, "-m", "torch.distributed.run"),
        *("--standalone", "--nproc-per-node", str(processes), "--max-restarts", "0"),
        *("--monitor-interval", "0.5", "--log-dir", str(folder)),  # else it leaves one in /tmp
        *("-m", "worker.processes.torchrun_worker", str(folder)),
    ]
    (folder / STOPPED).unlink(missing_ok=True)  # of processes that a death has stopped
    threads = os.environ.get("OMP_NUM_THREADS", str(max(1, (os.cpu_count() or 1) // processes)))
    launcher = subprocess.Popen(  # nosec B603 # a list, no shell
        command, stdin=subprocess.DEVNULL, env={**os.environ, "OMP_NUM_THREADS": threads}
    )
    try:
        # Long before torchrun has started a process, which looks for it.
        (folder / LAUNCHER).write_text(str(launcher.pid), encoding="ascii")
        yield launcher
    except BaseException:
        (folder / STOP).touch()
        _wait(lambda: (folder / STOPPED).exists() or launcher.poll() is not None, STOP_WITHIN_S)
        raise
    finally:
        _end(launcher)


def _follow(folder: Path, launcher: subprocess.Popen[bytes], progress: Progress) -> None:
    """Pass on how far the first process is, until all have ended."""
    reported: dict[str, Any] = {}
    while launcher.poll() is None:
        _raise_error(folder)
        if (folder / PROGRESS).is_file():
            reported = read_json(folder / PROGRESS)
        if reported:
            stage: str = reported["stage"]
            progress(stage, reported["fraction"], **reported["figures"])
        time.sleep(LOOK_EVERY_S)
    _raise_error(folder)


def _raise_error(folder: Path) -> None:
    """Raise what a process says went wrong: that it is tried again would not help."""
    for file in sorted(folder.glob(ERRORS)):
        raise TrajganrError.from_dict(read_json(file))


def _end(launcher: subprocess.Popen[bytes]) -> None:
    """End torchrun, which ends its processes; they end by themselves where it was killed."""
    if launcher.poll() is None:
        launcher.terminate()
        try:
            launcher.wait(END_WITHIN_S)
        except subprocess.TimeoutExpired:
            launcher.kill()
            launcher.wait()


def _wait(until: Callable[[], bool], seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while not until() and time.monotonic() < deadline:
        time.sleep(LOOK_EVERY_S)

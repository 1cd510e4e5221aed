"""Training in several processes with ``torchrun``, restarted when one of them dies.

Each process is :mod:`..processes.torchrun_worker`. The processes share a folder with this one for
their task, their progress, a request to stop, and the result. If one process dies, the others are
ended too, and all are restarted from the checkpoint. torchrun's own restarts are not used: after
one, gloo has waited forever for a process of the previous start.
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

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.files.atomic_io import read_json, working_folder, write_json
from trajganr_core.contract.kinds.params import JobParams
from trajganr_core.utils.progress import Progress

log = logging.getLogger(__name__)

#: Files of the shared folder; the second contains the process id of torchrun.
TASK, LAUNCHER, PROGRESS, RESULT = "task.json", "launcher", "progress.json", "result.json"
STOP, STOPPED, ERRORS = "stop", "stopped", "error-*.json"
#: How often dead processes are restarted before the training fails.
RESTARTS = 3
POLL_EVERY_S = 0.1
#: Time for the last step and its checkpoint when the training is to stop …
STOP_WITHIN_S = 8.0
#: … and for torchrun to end the processes.
END_WITHIN_S = 10.0


def train_with_torchrun(
    params: JobParams, processes: int, out: Path, progress: Progress
) -> dict[str, Any]:
    """Run a training job in processes of this machine, each with its own GPU if there is one.

    Args:
        params: of a training, with a path for every file, bundle and model.
        processes: number of processes.
        out: the folder that the job makes.
        progress: receives the first process's progress; may cancel, which keeps a checkpoint.

    Returns:
        The job's result, for :meth:`.JobResult.from_dict`.

    Raises:
        TrajganrError: of the training; ``INTERNAL`` where its processes died too often.
    """
    with working_folder(out.parent) as folder:
        task = {"kind": params.kind, "params": params.to_dict(), "out": str(out)}
        write_json(folder / TASK, task)
        for restart in range(1 + RESTARTS):
            if restart:
                log.warning(
                    "A process of the training died; restarting from the checkpoint (%d of %d)",
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
            "Read the end of the job's log, and train again with fewer processes or a smaller "
            "batch size.",
            count=RESTARTS + 1,
        )


@contextlib.contextmanager
def _launched(folder: Path, processes: int) -> Iterator[subprocess.Popen[bytes]]:
    """Start torchrun with its processes; all of them are ended on exit."""
    command = [
        *(sys.executable, "-m", "torch.distributed.run"),
        *("--standalone", "--nproc-per-node", str(processes), "--max-restarts", "0"),
        *("--monitor-interval", "0.5", "--log-dir", str(folder)),  # the default is a folder in /tmp
        *("-m", "trajganr_worker.processes.torchrun_worker", str(folder)),
    ]
    (folder / STOPPED).unlink(missing_ok=True)  # left by processes that stopped after a death
    threads = os.environ.get("OMP_NUM_THREADS", str(max(1, (os.cpu_count() or 1) // processes)))
    launcher = subprocess.Popen(  # nosec B603 # a list, no shell
        command, stdin=subprocess.DEVNULL, env={**os.environ, "OMP_NUM_THREADS": threads}
    )
    try:
        # torchrun takes far longer to start a process, which reads this file.
        (folder / LAUNCHER).write_text(str(launcher.pid), encoding="ascii")
        yield launcher
    except BaseException:
        (folder / STOP).touch()
        _wait(lambda: (folder / STOPPED).exists() or launcher.poll() is not None, STOP_WITHIN_S)
        raise
    finally:
        _end(launcher)


def _follow(folder: Path, launcher: subprocess.Popen[bytes], progress: Progress) -> None:
    """Report the first process's progress until all processes have ended."""
    reported: dict[str, Any] = {}
    while launcher.poll() is None:
        _raise_error(folder)
        if (folder / PROGRESS).is_file():
            reported = read_json(folder / PROGRESS)
        if reported:
            stage: str = reported["stage"]
            progress(stage, reported["fraction"], **reported["figures"])
        time.sleep(POLL_EVERY_S)
    _raise_error(folder)


def _raise_error(folder: Path) -> None:
    """Raise the error that a process recorded; another attempt would fail as well."""
    for file in sorted(folder.glob(ERRORS)):
        raise TrajganrError.from_dict(read_json(file))


def _end(launcher: subprocess.Popen[bytes]) -> None:
    """End torchrun, which ends its processes; if it was killed, they end by themselves."""
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
        time.sleep(POLL_EVERY_S)

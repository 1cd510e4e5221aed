"""Work in steps that are remembered: what a training with checkpoints does, without training."""

from __future__ import annotations

import json
import os
import random
import time
from pathlib import Path

from trajganr_core.contract.errors import TrajganrError
from trajganr_core.contract.files.atomic_io import atomic_file, checkpoint_beside
from trajganr_core.utils.progress import Progress

#: In the job's folder: a line for every step that was done, with the process that did it.
RECORD = "steps.txt"
#: In the job's folder: a job that is held goes on once this file is there.
RELEASE = "release.txt"
#: As a training that is cancelled first writes its checkpoint, the work ends so much later at most.
LAST_WORDS_S = 0.5


def work_in_steps(
    out: Path, progress: Progress, steps: int, seconds: float, held_after: int | None = None
) -> None:
    """Do the steps that an earlier process has not done; each takes so many seconds.

    The first process stays at the step ``held_after`` until :func:`release` or until it ends.
    """
    checkpoint = checkpoint_beside(out)
    checkpoint.mkdir(parents=True, exist_ok=True)
    state = checkpoint / "checkpoint.json"
    done = json.loads(state.read_text(encoding="utf-8"))["steps"] if state.exists() else 0
    is_resumed = done > 0
    for step in range(done, steps):
        _report(progress, step, steps)
        time.sleep(seconds)
        while step == held_after and not is_resumed and not (out.parents[1] / RELEASE).exists():
            _report(progress, step, steps)
            _save(state, step)
            time.sleep(0.02)
        with (out.parents[1] / RECORD).open("a", encoding="utf-8") as record:
            record.write(f"{step} {os.getpid()}\n")
        _save(state, step + 1)
    progress("stepping", 1.0)


def _report(progress: Progress, step: int, steps: int) -> None:
    try:
        progress("stepping", step / steps, loss=1 / (step + 1))
    except TrajganrError:  # cancelled
        time.sleep(random.uniform(0, LAST_WORDS_S))
        raise


def _save(state: Path, done: int) -> None:
    with atomic_file(state) as temporary:
        temporary.write_text(json.dumps({"steps": done}), encoding="utf-8")


def release(home: Path, job_id: str) -> None:
    """Let a job that has begun, and is held, go on."""
    (home / "jobs" / job_id / RELEASE).touch()


def steps_done(home: Path, job_id: str) -> list[tuple[int, int]]:
    """The steps that processes of a job have done, in order, each with its process."""
    record = home / "jobs" / job_id / RECORD
    if not record.exists():
        return []
    lines = record.read_text(encoding="utf-8").splitlines()
    return [(int(line.split()[0]), int(line.split()[1])) for line in lines if line.count(" ") == 1]

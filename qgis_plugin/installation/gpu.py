"""The driver of this machine's GPU."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass

from .programs import ProgramFailedError, Progress, run_program

_CUDA = re.compile(r"CUDA (?:\w+ )?Version\s*:\s*(\d+)\.(\d+)")


@dataclass(frozen=True)
class Driver:
    """NVIDIA's driver.

    Attributes:
        gpus: their names.
        cuda: the newest CUDA that it runs, major and minor; None if unknown.
    """

    gpus: tuple[str, ...]
    cuda: tuple[int, int] | None


def find_driver(progress: Progress) -> Driver | None:
    """The driver, as ``nvidia-smi`` describes it; None where there is none or no GPU.

    Raises:
        TrajganrError: ``JOB.CANCELLED``.
    """
    program = shutil.which("nvidia-smi")
    if program is None:
        return None
    try:
        names = run_program([program, "--query-gpu=name", "--format=csv,noheader"], progress)
        found = _CUDA.search(run_program([program], progress))
    except ProgramFailedError:
        return None
    gpus = tuple(filter(None, (name.strip() for name in names.splitlines())))
    cuda = (int(found[1]), int(found[2])) if found else None
    return Driver(gpus, cuda) if gpus else None

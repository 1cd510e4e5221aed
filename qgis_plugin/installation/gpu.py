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
        gpus: names of the GPUs.
        cuda: the newest CUDA that it supports, major and minor; None if unknown.
    """

    gpus: tuple[str, ...]
    cuda: tuple[int, int] | None


def find_driver(progress: Progress) -> Driver | None:
    """The driver as reported by ``nvidia-smi``; None without driver or GPU.

    Raises:
        TrajganrError: ``JOB.CANCELLED``.
    """
    program = shutil.which("nvidia-smi")
    if program is None:
        return None
    try:
        names = run_program([program, "--query-gpu=name", "--format=csv,noheader"], progress)
        version = _CUDA.search(run_program([program], progress))
    except ProgramFailedError:
        return None
    gpus = tuple(filter(None, (name.strip() for name in names.splitlines())))
    cuda = (int(version[1]), int(version[2])) if version else None
    return Driver(gpus, cuda) if gpus else None

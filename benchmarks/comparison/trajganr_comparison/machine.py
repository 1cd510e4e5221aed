"""The machine of a benchmark, and its memory use."""

from __future__ import annotations

import contextlib
import ctypes
import platform
import subprocess  # nosec B404 # a command of our own
import sys
from functools import cache
from importlib.metadata import version
from pathlib import Path

import torch

from trajganr_core.contract.version import __version__
from trajganr_core.executors.process_pool import cores

#: Packages that may influence the results, beside torch.
PACKAGES = ("numpy", "scikit-learn", "timm")
ROOT = Path(__file__).resolve().parents[3]
STATUS, CLEAR = Path("/proc/self/status"), Path("/proc/self/clear_refs")


class PeakMemory:
    """The peak memory of the process since this object was created, MB (10⁶ bytes).

    Args:
        device: the memory of a GPU is measured too.
    """

    def __init__(self, device: torch.device) -> None:
        self.device = device
        self.is_known = _peak_was_reset()
        if device.type == "cuda":
            torch.cuda.reset_peak_memory_stats(device)

    def figures(self) -> dict[str, float | None]:
        """``peak_mb``, None where it is unknown, and ``peak_gpu_mb``, None without a GPU."""
        on_gpu = self.device.type == "cuda"
        return {
            "peak_mb": _peak_mb() if self.is_known else None,
            "peak_gpu_mb": torch.cuda.max_memory_allocated(self.device) / 1e6 if on_gpu else None,
        }


def device_name(device: torch.device) -> str:
    """The GPU, or the processor and the number of available cores."""
    if device.type == "cuda":
        return torch.cuda.get_device_name(device)
    return f"CPU, {_processor()}, {cores()} cores"


@cache
def commit() -> str | None:
    """The commit that runs, with ``-dirty`` after changes to it; None outside a checkout."""
    command = ["git", "describe", "--always", "--dirty", "--exclude=*"]
    # An installed package may lie in a checkout of another project.
    if not (ROOT / ".git").exists():
        return None
    try:
        answer = subprocess.run(  # nosec B603 # a list, no shell
            command, cwd=ROOT, capture_output=True, text=True, timeout=60
        )
    except (OSError, subprocess.TimeoutExpired):  # no git here
        return None
    return answer.stdout.strip() or None


def versions() -> dict[str, str]:
    """Versions of this project, Python, torch and its build, and :data:`PACKAGES`."""
    return {
        "trajganr": __version__,
        "python": platform.python_version(),
        "torch": torch.__version__,  # the package's metadata may lack the build, +cu132
        **{name: version(name) for name in PACKAGES},
    }


def _peak_was_reset() -> bool:
    """Reset the peak to the memory in use, which only Linux can."""
    _release_freed_memory()  # of what ran before
    try:
        CLEAR.write_text("5", encoding="ascii")
    except OSError:
        return False
    return True


def _release_freed_memory() -> None:
    """Return freed memory to the operating system (glibc only)."""
    if sys.platform == "linux":
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL("libc.so.6").malloc_trim(0)


def _peak_mb() -> float:
    for line in STATUS.read_text(encoding="ascii").splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) * 1024 / 1e6
    raise RuntimeError(f"{STATUS} has no VmHWM")  # holds on every Linux


def _processor() -> str:
    file = Path("/proc/cpuinfo")
    if file.is_file():
        for line in file.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.split(":", 1)[1].strip()
    return platform.processor() or platform.machine()

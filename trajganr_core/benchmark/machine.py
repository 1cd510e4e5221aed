"""What a benchmark ran on, and how much memory it took."""

from __future__ import annotations

import platform
from importlib.metadata import version
from pathlib import Path

import torch

from ..contract.version import __version__
from ..executors.process_pool import cores
from ..utils.device import release_freed_memory

__all__ = ["PeakMemory", "device_name", "versions"]

#: Of packages that a figure may depend on.
PACKAGES = ("torch", "numpy", "scikit-learn", "timm")
STATUS, CLEAR = Path("/proc/self/status"), Path("/proc/self/clear_refs")


class PeakMemory:
    """The largest memory since it was made, MB (10⁶ bytes), of the whole process.

    Args:
        device: a GPU's own memory is counted, too.
    """

    def __init__(self, device: torch.device) -> None:
        self.device = device
        self.is_known = _peak_set_back()
        if device.type == "cuda":
            torch.cuda.reset_peak_memory_stats(device)

    def figures(self) -> dict[str, float | None]:
        """``peak_mb``, None where the system does not tell, and ``peak_gpu_mb``, None without."""
        on_gpu = self.device.type == "cuda"
        return {
            "peak_mb": _peak_mb() if self.is_known else None,
            "peak_gpu_mb": torch.cuda.max_memory_allocated(self.device) / 1e6 if on_gpu else None,
        }


def device_name(device: torch.device) -> str:
    """The card, or the processor and the cores that may be used."""
    if device.type == "cuda":
        return torch.cuda.get_device_name(device)
    return f"CPU, {_processor()}, {cores()} cores"


def versions() -> dict[str, str]:
    """Of this project, Python and :data:`PACKAGES`."""
    return {
        "trajganr": __version__,
        "python": platform.python_version(),
        **{name: version(name) for name in PACKAGES},
    }


def _peak_set_back() -> bool:
    """Set the process' peak back to what it uses now; only Linux can, where it is allowed."""
    release_freed_memory()  # of what ran before
    try:
        CLEAR.write_text("5", encoding="ascii")
    except OSError:
        return False
    return True


def _peak_mb() -> float:
    for line in STATUS.read_text(encoding="ascii").splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) * 1024 / 1e6
    raise RuntimeError(f"{STATUS} has no VmHWM")  # holds on every Linux


def _processor() -> str:
    known = Path("/proc/cpuinfo")
    if known.is_file():
        for line in known.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.split(":", 1)[1].strip()
    return platform.processor() or platform.machine()

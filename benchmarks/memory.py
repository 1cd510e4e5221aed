"""A process' own peak of memory; no other imports, so that every environment can use it."""

from __future__ import annotations

from pathlib import Path

__all__ = ["peak_gb"]


def peak_gb() -> float:
    """Largest resident memory of this process since it started its program, GB; Linux."""
    lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    (peak,) = [line for line in lines if line.startswith("VmHWM:")]
    return int(peak.split()[1]) * 1024 / 1e9

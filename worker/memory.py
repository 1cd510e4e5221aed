"""The machine's memory, as the system tells it."""

from __future__ import annotations

import os
from pathlib import Path

__all__ = ["free_memory", "own_bytes"]


def free_memory() -> dict[str, int | None]:
    """``free_bytes`` that a process could still take, and ``total_bytes``; None where not told."""
    known: dict[str, int] = {}
    try:
        for line in Path("/proc/meminfo").read_text(encoding="ascii").splitlines():
            name, _, value = line.partition(":")
            known[name] = int(value.split()[0]) * 1024
    except OSError:
        pass
    return {
        "free_bytes": known.get("MemAvailable"),
        "total_bytes": known.get("MemTotal") or _total(),
    }


def own_bytes() -> int:
    """The memory that this process holds; 0 where the system does not tell."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError):
        return 0


def _total() -> int | None:
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):  # Windows
        return None

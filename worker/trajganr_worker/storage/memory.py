"""The machine's memory, as reported by the system."""

from __future__ import annotations

import contextlib
import ctypes
import os
import sys
from pathlib import Path

#: glibc's constants for mallopt.
M_TRIM_THRESHOLD, M_MMAP_THRESHOLD, M_ARENA_MAX = -1, -3, -8
#: Larger blocks of memory are returned to the system as soon as they are freed.
LARGE_BYTES = 128 << 10


def free_memory() -> dict[str, int | None]:
    """``free_bytes`` that a process could still take, and ``total_bytes``; None where unknown."""
    values: dict[str, int] = {}
    try:
        for line in Path("/proc/meminfo").read_text(encoding="ascii").splitlines():
            name, _, value = line.partition(":")
            values[name] = int(value.split()[0]) * 1024
    except OSError:
        pass
    total = values.get("MemTotal") or _total()
    return {"free_bytes": values.get("MemAvailable"), "total_bytes": total}


def give_back_memory() -> None:
    """Return freed memory of this process to the system, where possible.

    glibc keeps the memory of large messages for later ones; a process that runs for months would
    never return its peak.
    """
    if sys.platform != "linux":
        return
    with contextlib.suppress(AttributeError, OSError):  # another C library
        library = ctypes.CDLL(None)
        library.mallopt(M_MMAP_THRESHOLD, LARGE_BYTES)
        library.mallopt(M_TRIM_THRESHOLD, LARGE_BYTES)
        library.mallopt(M_ARENA_MAX, 2)


def own_bytes() -> int:
    """The memory of this process in bytes; 0 where the system does not report it."""
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

"""The machine's memory, as the system tells it."""

from __future__ import annotations

import contextlib
import ctypes
import os
import sys
from pathlib import Path

__all__ = ["free_memory", "give_back_memory", "own_bytes"]

#: glibc's numbers for what mallopt sets.
M_TRIM_THRESHOLD, M_MMAP_THRESHOLD, M_ARENA_MAX = -1, -3, -8
#: A larger piece of memory goes back to the system as soon as it is free.
LARGE_BYTES = 128 << 10


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


def give_back_memory() -> None:
    """Let memory that this process has freed go back to the system, where that can be had.

    glibc keeps what large messages have taken, for more of them; a process that runs for months
    would hold for good what it needed once.
    """
    if sys.platform != "linux":
        return
    with contextlib.suppress(AttributeError, OSError):  # another C library
        library = ctypes.CDLL(None)
        library.mallopt(M_MMAP_THRESHOLD, LARGE_BYTES)
        library.mallopt(M_TRIM_THRESHOLD, LARGE_BYTES)
        library.mallopt(M_ARENA_MAX, 2)


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

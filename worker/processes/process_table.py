"""Processes by their number, which the system gives again: told apart by when they began."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess  # nosec B404 # commands of our own
import sys
import time
from pathlib import Path

from trajganr_core.contract.atomic_io import atomic_file

__all__ = ["cpu_seconds", "end_leftover", "memory_bytes", "remember_self"]

#: A killed process is gone at once, unless it waits for a disk.
GONE_WITHIN_S = 10.0


def remember_self(path: Path) -> None:
    """Write down which process this is, for :func:`end_leftover` of a later worker."""
    known = {"pid": os.getpid(), "began": _began(os.getpid())}
    with atomic_file(path) as temporary:
        temporary.write_text(json.dumps(known), encoding="utf-8")


def end_leftover(path: Path) -> None:
    """Kill the process that was written down, and all of its group, if any of it still runs.

    A job that is started again must not meet its former self.
    """
    try:
        known = json.loads(path.read_text(encoding="utf-8"))
        pid, began = int(known["pid"]), known["began"]
    except (OSError, ValueError, KeyError, TypeError):
        return
    now = _began(pid)
    # A number is not given again while a group is called by it: with the first process gone, what
    # is left of the group is ours.
    if sys.platform == "win32" or (now is not None and now != began):
        return
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)
    deadline = time.monotonic() + GONE_WITHIN_S
    while _group_runs(pid) and time.monotonic() < deadline:
        time.sleep(0.02)


def cpu_seconds(pid: int) -> float | None:
    """Processor time that a process has taken; None where the system does not tell."""
    fields = _stat(pid)
    if fields is None:
        return None
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def memory_bytes(pid: int) -> int | None:
    """The most memory that a process has held; None where the system does not tell."""
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    return None


def _group_runs(group: int) -> bool:
    """Whether a process of the group is there that is not merely waiting to be buried."""
    if sys.platform != "linux":
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return False
        return True
    numbers = (int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdecimal())
    known = (_stat(number) for number in numbers)
    return any(fields and int(fields[2]) == group and fields[0] != "Z" for fields in known)


def _began(pid: int) -> str | None:
    """When a process began, in the system's own words, with the boot; None if it is not there."""
    if sys.platform == "linux":
        fields = _stat(pid)
        if fields is None or fields[0] == "Z":
            return None
        return f"{_boot()}/{fields[19]}"
    if sys.platform == "win32":
        return None
    command = ["ps", "-o", "lstart=", "-p", str(pid)]
    answer = subprocess.run(command, capture_output=True, text=True, timeout=10, check=False)  # nosec B603 # a list, no shell
    return answer.stdout.strip() or None


def _boot() -> str:
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
    except OSError:
        return ""


def _stat(pid: int) -> list[str] | None:
    """The fields of Linux' account of a process that come after its name: its state is first."""
    try:
        text = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None
    return text.rpartition(")")[2].split()

"""Processes by id and start time, because the system reuses ids."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import sys
import time
from pathlib import Path

from trajganr_core.contract.files.atomic_io import atomic_file
from trajganr_core.contract.files.running_process import began, process_fields

#: File in a job's folder that identifies its process.
PROCESS = "process.json"
#: A killed process ends at once, unless it waits for a disk.
GONE_WITHIN_S = 10.0


def remember_self(path: Path) -> None:
    """Record this process for :func:`end_leftover` of a later worker."""
    process = {"pid": os.getpid(), "began": began(os.getpid())}
    with atomic_file(path) as temporary:
        temporary.write_text(json.dumps(process), encoding="utf-8")


def end_leftover(path: Path) -> None:
    """Kill the recorded process and all of its group, if any of it still runs.

    A job that is restarted must not run beside its earlier process.
    """
    try:
        process = json.loads(path.read_text(encoding="utf-8"))
        pid, began_before = int(process["pid"]), process["began"]
    except (OSError, ValueError, KeyError, TypeError):
        return
    now = began(pid)
    # A process id is not reused while a process group has it: if the first process is gone, the
    # rest of the group is still the job's.
    if sys.platform == "win32" or (now is not None and now != began_before):
        return
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)
    deadline = time.monotonic() + GONE_WITHIN_S
    while _group_runs(pid) and time.monotonic() < deadline:
        time.sleep(0.02)


def cpu_seconds(pid: int) -> float | None:
    """Processor time of a process in seconds; None where the system does not report it."""
    fields = process_fields(pid)
    if fields is None:
        return None
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def memory_bytes(pid: int) -> int | None:
    """Peak memory of a process in bytes; None where the system does not report it."""
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    return None


def _group_runs(group: int) -> bool:
    """Whether a process of the group exists that is not a zombie."""
    if sys.platform != "linux":
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return False
        return True
    numbers = (int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdecimal())
    processes = (process_fields(number) for number in numbers)
    return any(fields and int(fields[2]) == group and fields[0] != "Z" for fields in processes)

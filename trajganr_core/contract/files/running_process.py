"""Whether a process still runs, by its id and when it began, because systems reuse ids."""

from __future__ import annotations

import subprocess  # nosec B404 # commands of our own
import sys
from pathlib import Path


def began(pid: int) -> str | None:
    """When a process began, as the system says it, with the boot's id; not on Windows.

    Returns:
        None if it has ended, even if its parent has not asked for its exit status yet (a zombie).
    """
    if sys.platform == "linux":
        fields = process_fields(pid)
        if fields is None or fields[0] == "Z":
            return None
        return f"{_boot()}/{fields[19]}"
    if sys.platform == "win32":
        return None
    command = ["ps", "-o", "stat=,lstart=", "-p", str(pid)]
    answer = subprocess.run(command, capture_output=True, text=True, timeout=10, check=False)  # nosec B603 # a list, no shell
    state, _, start = answer.stdout.strip().partition(" ")
    return start.strip() if state and not state.startswith("Z") else None


def process_fields(pid: int) -> list[str] | None:
    """The fields of ``/proc/PID/stat`` after the name (Linux); the first is the state."""
    try:
        text = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None
    return text.rpartition(")")[2].split()


def _boot() -> str:
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
    except OSError:
        return ""

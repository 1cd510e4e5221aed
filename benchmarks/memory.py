"""A process' own peak of memory; no other imports, so that every environment can use it."""

from __future__ import annotations

import threading
from pathlib import Path

SECONDS_BETWEEN_LOOKS = 0.02


def peak_gb() -> float:
    """Largest resident memory of this process since it started its program, GB; Linux."""
    return _status_gb("VmHWM")


class OwnMemory:
    """The most memory that is this process' own while the block runs; a context manager; Linux.

    Pages that are mapped from files do not count: the system drops them when it needs the place.

    Attributes:
        peak_gb: 10⁹ bytes.
    """

    def __init__(self) -> None:
        self.peak_gb = 0.0
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> OwnMemory:
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._ended.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._ended.wait(SECONDS_BETWEEN_LOOKS):
            self.peak_gb = max(self.peak_gb, _status_gb("RssAnon"))


def _status_gb(name: str) -> float:
    lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    (line,) = [line for line in lines if line.startswith(f"{name}:")]
    return int(line.split()[1]) * 1024 / 1e9

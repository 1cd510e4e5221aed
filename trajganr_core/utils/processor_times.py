"""How long this process ran, and how long it waited for a processor that others used."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

#: Of each thread: nanoseconds on a processor, nanoseconds ready to run, and how often it ran.
TIMES = "self/task/*/schedstat"


@dataclass(frozen=True)
class ProcessorTimes:
    """Seconds of all threads of this process that are alive.

    Attributes:
        ran: on a processor.
        waited: ready to run, while other work had the processors.
    """

    ran: float
    waited: float

    @classmethod
    def now(cls) -> ProcessorTimes | None:
        """Until now; None where the system does not tell (other systems than Linux)."""
        ran = waited = 0
        for path in Path("/proc").glob(TIMES):
            with suppress(OSError, ValueError):  # a thread that has ended
                own = path.read_text().split()
                ran, waited = ran + int(own[0]), waited + int(own[1])
        return cls(ran / 1e9, waited / 1e9) if ran else None

    def waited_share(self, since: ProcessorTimes) -> float:
        """The share of the time since then that was spent waiting, in [0, 1]."""
        ran = max(self.ran - since.ran, 0.0)
        waited = max(self.waited - since.waited, 0.0)
        return waited / (ran + waited) if ran + waited else 0.0

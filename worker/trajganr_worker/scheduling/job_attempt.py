"""One attempt of a job: its process, and what it has reported so far.

Reports are kept here until the scheduler has stored them, so that a temporarily full disk loses
nothing.
"""

from __future__ import annotations

import contextlib
import json
import logging
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from trajganr_core.contract.errors import TrajganrError
from trajganr_core.contract.kinds.cost import JobSize

from ..processes.outcome import Outcome
from ..processes.process_table import cpu_seconds, memory_bytes
from .awake_clock import AwakeClock
from .child_process import Child
from .load import busy_factor
from .slots import Slot
from .time_remaining import StageClock

logger = logging.getLogger(__name__)

#: Interval of measurements of a process's memory and processor time, seconds.
MEASURE_EVERY_S = 2.0
#: Longest name of a stage.
MAX_STAGE = 200

Start = Callable[[str], Child]


@dataclass(frozen=True)
class Progress:
    """A progress report of a job, as columns of the store."""

    stage: str
    fraction: float
    figures: Mapping[str, float | None]


@dataclass(eq=False)
class JobAttempt:
    """A job that has a slot.

    Args:
        attempt: the number of this attempt.
        _start: starts the job's process under a key.
        stages: tracks the job's progress.
    """

    job_id: str
    kind: str
    slot: Slot
    attempt: int
    job_size: JobSize | None
    _start: Start
    _clock: AwakeClock
    stages: StageClock
    has_begun: bool = False
    progress: Progress | None = None
    outcome: Outcome | None = None
    status: int | None = None
    failure: OSError | TrajganrError | None = None
    memory_bytes: int | None = None
    stall_reported: bool = False
    ended_for_stall: bool = False

    def __post_init__(self) -> None:
        self.key = f"{self.job_id}/{self.attempt}"
        self.began_at = self._alive_at = self._measured_at = self._clock.now()
        self._child: Child | None = None
        self._cpu_seconds: float | None = None
        self._busy: list[float] = []

    def start(self) -> None:
        """Start the process; a failure to start it ends the attempt."""
        try:
            self._child = self._start(self.key)
        except (OSError, TrajganrError) as error:
            self.failure = error
        self.began_at = self._alive_at = self._clock.now()

    @property
    def has_ended(self) -> bool:
        """Whether the process has ended or could not be started."""
        return self.status is not None or self.failure is not None

    @property
    def silent_s(self) -> float:
        """How long the process has neither reported anything nor used processor time, seconds."""
        return self._clock.now() - self._alive_at

    @property
    def busy(self) -> float:
        """How many times as long it has taken as on an idle machine, on average so far."""
        return sum(self._busy) / len(self._busy) if self._busy else 1.0

    @property
    def seconds(self) -> float:
        """How long it has run, seconds."""
        return self._clock.now() - self.began_at

    def cancel(self) -> None:
        """Ask the process to stop; :meth:`tick` follows with a signal and a kill."""
        if self._child is not None:
            self._child.cancel()

    def abandon(self) -> None:
        """Kill the process and ignore its outcome."""
        if self._child is not None:
            self._child.kill()

    def end_stalled(self) -> None:
        """Kill a stalled process."""
        self.ended_for_stall = True
        self.abandon()

    def receive(self, line: bytes) -> None:
        """Handle a line of the process, or the empty line after its last."""
        if self._child is None:
            return
        self._alive_at = self._clock.now()
        if not line:
            self._child.close_output()
            return
        try:
            self._handle_report(json.loads(line))
        except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError):
            logger.warning("%s sent an invalid report: %.200r", self.job_id, line)

    def forget_progress(self, progress: Progress | None) -> None:
        """Discard the progress if it has been stored and no newer one has arrived."""
        if self.progress is progress:
            self.progress = None

    def tick(self) -> None:
        """Detect the process's end and its signs of life."""
        if self._child is None or self.has_ended:
            return
        self.status = self._child.tick()
        if self.has_ended:
            self._child.close()
        elif self._clock.now() > self._measured_at + MEASURE_EVERY_S:
            self._measure()

    def _handle_report(self, reported: Mapping[str, Any]) -> None:
        if "ended" in reported:
            self.outcome = Outcome.from_dict(reported["ended"])
        elif "stage" in reported:
            fraction = float(reported["fraction"])
            if not math.isfinite(fraction):
                raise ValueError("no fraction")
            figures = {str(name): _figure(value) for name, value in reported["figures"].items()}
            progress = Progress(str(reported["stage"])[:MAX_STAGE], fraction, figures)
            self.stages.update(progress.stage, progress.fraction)
            self.progress = progress
        else:  # a sign of life
            self.has_begun = True

    def _measure(self) -> None:
        assert self._child is not None  # nosec B101 # holds by construction
        self._measured_at = self._clock.now()
        self._busy.append(busy_factor(own=0))
        pid = self._child.pid
        with contextlib.suppress(ValueError, IndexError):  # it is ending
            taken = cpu_seconds(pid)
            if taken is not None and taken != self._cpu_seconds:
                self._alive_at = self._clock.now()
            self._cpu_seconds = taken
            self.memory_bytes = memory_bytes(pid) or self.memory_bytes


def _figure(value: Any) -> float | None:
    """A figure as a finite number, because JSON has no NaN."""
    number = None if value is None else float(value)
    return number if number is not None and math.isfinite(number) else None

"""Time as the worker experiences it."""

from __future__ import annotations

import time

__all__ = ["AwakeClock"]

#: A step of the worker takes far less; if more went by, the process or the machine was asleep.
LONGEST_STEP_S = 2.0


class AwakeClock:
    """Seconds during which this process ran.

    The time that a laptop sleeps, or that the process is stopped, does not count: a job that was
    asleep as well has not been silent. The wall clock may jump as it likes.
    """

    def __init__(self) -> None:
        self._last = time.monotonic()
        self._now = 0.0

    def tick(self) -> None:
        """Go on; to be called in every step of the worker's loop."""
        now = time.monotonic()
        self._now += min(now - self._last, LONGEST_STEP_S)
        self._last = now

    def now(self) -> float:
        """Seconds since the clock was made."""
        return self._now

"""A clock that stops while the process or the machine sleeps."""

from __future__ import annotations

import time

#: A step of the worker takes far less; after a longer one, the process or machine was asleep.
MAX_STEP_S = 2.0


class AwakeClock:
    """Seconds during which this process ran.

    Time during which a laptop sleeps or the process is stopped does not count: a job that slept as
    well has not stalled. Changes of the wall clock have no effect.
    """

    def __init__(self) -> None:
        self._last = time.monotonic()
        self._now = 0.0

    def tick(self) -> None:
        """Advance the clock; to be called in every step of the worker's loop."""
        now = time.monotonic()
        self._now += min(now - self._last, MAX_STEP_S)
        self._last = now

    def now(self) -> float:
        """Seconds since the clock was created."""
        return self._now

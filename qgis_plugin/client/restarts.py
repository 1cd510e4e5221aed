"""How often a worker that has died is started again."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable

#: A worker that dies more often does so for a reason that another start does not remove.
MAX_COUNT = 3
WITHIN_S = 600.0


class Restarts:
    """Counts the restarts of a worker, of which at most MAX_COUNT are allowed within WITHIN_S.

    Args:
        clock: seconds that never go back.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._at: deque[float] = deque()

    def take(self) -> bool:
        """Count another restart; False if it is one too many."""
        now = self._clock()
        while self._at and self._at[0] <= now - WITHIN_S:
            self._at.popleft()
        if len(self._at) == MAX_COUNT:
            return False
        self._at.append(now)
        return True

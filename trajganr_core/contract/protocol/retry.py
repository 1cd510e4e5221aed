"""Waiting for a worker that cannot be reached for a while: it restarts, the network is down."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

from ..errors import Code, TrajganrError

__all__ = ["RetryPolicy", "is_away"]

T = TypeVar("T")

#: Between two attempts, seconds: at first, and at most.
FIRST_WAIT_S, LONGEST_WAIT_S = 0.1, 2.0

_AWAY = frozenset(
    {
        Code.TRANSPORT_DOWN,
        Code.TRANSPORT_TIMEOUT,
        Code.AUTH_NO_ANSWER,
        Code.RESOURCE_OPEN_FILES,
    }
)


def is_away(error: TrajganrError) -> bool:
    """Whether no worker can serve the request now, though one may later."""
    return error.code in _AWAY


class RetryPolicy:
    """Attempts something again for as long as no worker answers.

    Args:
        seconds: after the last success, before the error is passed on.
        meanwhile: called before each further attempt; what it raises ends the waiting.
    """

    def __init__(self, seconds: float, meanwhile: Callable[[], object]) -> None:
        self._seconds = seconds
        self._meanwhile = meanwhile
        self.renew()

    def renew(self) -> None:
        """Something got on: the waiting starts afresh."""
        self._until = time.monotonic() + self._seconds
        self._wait_s = FIRST_WAIT_S

    def attempt(self, action: Callable[[], T]) -> T:
        """What the action answers, in the end.

        Raises:
            TrajganrError: the action's own, or why no worker answers.
        """
        while True:
            try:
                answer = action()
            except TrajganrError as error:
                if not is_away(error) or time.monotonic() > self._until:
                    raise
                self._meanwhile()
                time.sleep(self._wait_s)
                self._wait_s = min(2 * self._wait_s, LONGEST_WAIT_S)
            else:
                self.renew()
                return answer

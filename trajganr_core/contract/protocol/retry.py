"""Repeats requests while a worker restarts or the network is down."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

from ..errors import Code, TrajganrError

T = TypeVar("T")

#: Wait between two attempts, seconds: the first and the longest.
FIRST_WAIT_S, MAX_WAIT_S = 0.1, 2.0

_AWAY = frozenset(
    {Code.TRANSPORT_DOWN, Code.TRANSPORT_TIMEOUT, Code.AUTH_NO_ANSWER, Code.RESOURCE_OPEN_FILES}
)


def is_away(error: TrajganrError) -> bool:
    """Whether no worker can answer now, but perhaps later."""
    return error.code in _AWAY


class RetryPolicy:
    """Repeats an action while no worker answers.

    Args:
        seconds: time after the last success until the error is raised.
        meanwhile: called before each repetition; may raise to stop.
    """

    def __init__(self, seconds: float, meanwhile: Callable[[], object]) -> None:
        self._seconds = seconds
        self._meanwhile = meanwhile
        self.renew()

    def renew(self) -> None:
        """Restart the time after some progress."""
        self._until = time.monotonic() + self._seconds
        self._wait_s = FIRST_WAIT_S

    def attempt(self, action: Callable[[], T]) -> T:
        """The result of the action.

        Raises:
            TrajganrError: the action's, or why no worker answers.
        """
        while True:
            try:
                answer = action()
            except TrajganrError as error:
                if not is_away(error) or time.monotonic() > self._until:
                    raise
                self._meanwhile()
                time.sleep(self._wait_s)
                self._wait_s = min(2 * self._wait_s, MAX_WAIT_S)
            else:
                self.renew()
                return answer

"""Rate-limited log lines for failures that repeat, such as a full disk."""

from __future__ import annotations

import contextlib
import logging
import time
from collections.abc import Iterator

#: Minimum interval between equal lines, seconds.
EVERY_S = 60.0
#: Pause of a loop that fails repeatedly, so that it does not use the whole processor.
FAILED_PAUSE_S = 0.02


class RepeatedLog:
    """Logs the same message at intervals, with the number of repetitions in between."""

    def __init__(self, logger: logging.Logger) -> None:
        self._logger = logger
        self._logged_at: dict[str, float] = {}
        self._withheld: dict[str, int] = {}

    def warn(self, message: str, error: BaseException, *, with_traceback: bool = False) -> None:
        """Log a failure; each message has a separate rate limit."""
        now = time.monotonic()
        last = self._logged_at.get(message)
        if last is not None and now < last + EVERY_S:
            self._withheld[message] = self._withheld.get(message, 0) + 1
            return
        self._logged_at[message] = now
        withheld = self._withheld.pop(message, 0)
        more = f" ({withheld} times more since it was last logged)" if withheld else ""
        self._logger.warning(
            "%s: %s%s", message, error, more, exc_info=error if with_traceback else None
        )

    @contextlib.contextmanager
    def isolated(self, message: str) -> Iterator[None]:
        """Log any exception of the block, so that the loop around it continues."""
        try:
            yield
        except Exception as error:
            self.warn(message, error, with_traceback=True)
            time.sleep(FAILED_PAUSE_S)

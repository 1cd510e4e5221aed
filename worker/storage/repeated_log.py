"""Log lines that would come again and again, as while a disk is full."""

from __future__ import annotations

import contextlib
import logging
import time
from collections.abc import Iterator

__all__ = ["RepeatedLog"]

#: The same is logged so often at most, seconds.
EVERY_S = 60.0
#: A loop that fails again and again leaves others the processor.
FAILED_PAUSE_S = 0.02


class RepeatedLog:
    """Logs the same thing at intervals, and says how often it happened in between.

    Args:
        logger: takes the lines.
    """

    def __init__(self, logger: logging.Logger) -> None:
        self._logger = logger
        self._logged_at: dict[str, float] = {}
        self._withheld: dict[str, int] = {}

    def warn(self, what: str, error: BaseException, *, with_traceback: bool = False) -> None:
        """Log that something failed.

        Args:
            what: one of a few texts; each is limited by itself.
            error: the reason.
            with_traceback: whether it needs one.
        """
        now = time.monotonic()
        last = self._logged_at.get(what)
        if last is not None and now < last + EVERY_S:
            self._withheld[what] = self._withheld.get(what, 0) + 1
            return
        self._logged_at[what] = now
        withheld = self._withheld.pop(what, 0)
        more = f" ({withheld} times more since it was last logged)" if withheld else ""
        self._logger.warning(
            "%s: %s%s", what, error, more, exc_info=error if with_traceback else None
        )

    @contextlib.contextmanager
    def isolated(self, what: str) -> Iterator[None]:
        """Whatever goes wrong in the block is logged, and the loop around it goes on.

        Args:
            what: could not be done.
        """
        try:
            yield
        except Exception as error:
            self.warn(what, error, with_traceback=True)
            time.sleep(FAILED_PAUSE_S)

"""What must not happen before it is stored: answers, events, processes."""

from __future__ import annotations

import logging
from collections.abc import Callable

__all__ = ["AfterCommit"]

logger = logging.getLogger(__name__)


class AfterCommit:
    """Deeds that wait for the store's commit, and are forgotten with it if it fails."""

    def __init__(self) -> None:
        self._deeds: list[Callable[[], None]] = []

    def after_commit(self, deed: Callable[[], None]) -> None:
        """Do it once everything that was changed until now is on disk."""
        self._deeds.append(deed)

    def mark(self) -> int:
        """A moment to which :meth:`forget_since` goes back."""
        return len(self._deeds)

    def forget_since(self, mark: int = 0) -> None:
        """The changes were taken back: nothing of it happens."""
        del self._deeds[mark:]

    def happen(self) -> None:
        """Do all that waited, in order; one that fails keeps none of the others from happening."""
        deeds, self._deeds = self._deeds, []
        for deed in deeds:
            try:
                deed()
            except Exception:
                logger.exception("What was stored could not be followed by a deed")

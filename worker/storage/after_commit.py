"""Callbacks that run only after a commit of the store: answers, events, starts of processes."""

from __future__ import annotations

import logging
from collections.abc import Callable

__all__ = ["AfterCommit"]

logger = logging.getLogger(__name__)


class AfterCommit:
    """Callbacks that wait for the store's commit and are discarded if it fails."""

    def __init__(self) -> None:
        self._callbacks: list[Callable[[], None]] = []

    def add(self, callback: Callable[[], None]) -> None:
        """Call it once everything that was changed until now is on disk."""
        self._callbacks.append(callback)

    def mark(self) -> int:
        """A mark for :meth:`discard_since`."""
        return len(self._callbacks)

    def discard_since(self, mark: int = 0) -> None:
        """Discard the callbacks of changes that were rolled back."""
        del self._callbacks[mark:]

    def run(self) -> None:
        """Call all that wait, in order; one that fails does not stop the others."""
        callbacks, self._callbacks = self._callbacks, []
        for callback in callbacks:
            try:
                callback()
            except Exception:
                logger.exception("Post-commit callback failed")

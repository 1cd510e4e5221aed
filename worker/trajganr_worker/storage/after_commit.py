"""Callbacks that run only after a commit of the store: replies, events, process starts."""

from __future__ import annotations

import logging
from collections.abc import Callable

logger = logging.getLogger(__name__)


class AfterCommit:
    """Callbacks that run after the store's commit and are discarded if the commit fails."""

    def __init__(self) -> None:
        self._callbacks: list[Callable[[], object]] = []

    def add(self, callback: Callable[[], object]) -> None:
        """Run the callback once all changes made so far are on disk."""
        self._callbacks.append(callback)

    def mark(self) -> int:
        """Return a position for :meth:`discard_since`."""
        return len(self._callbacks)

    def discard_since(self, mark: int = 0) -> None:
        """Discard the callbacks added since the position: their changes were rolled back."""
        del self._callbacks[mark:]

    def run(self) -> None:
        """Run all pending callbacks in order; a failure of one does not stop the others."""
        callbacks, self._callbacks = self._callbacks, []
        for callback in callbacks:
            try:
                callback()
            except Exception:
                logger.exception("Post-commit callback failed")

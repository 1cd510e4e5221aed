"""Progress reports and cancellation of long-running work."""

from __future__ import annotations

from typing import Protocol

__all__ = ["Progress", "silent"]


class Progress(Protocol):
    """Called often by long-running work; raises ``JOB.CANCELLED`` to stop it."""

    def __call__(self, stage: str, fraction: float, /, **figures: float) -> None:
        """Report that ``stage`` is done to ``fraction`` in [0, 1], with figures such as a loss."""


def silent(stage: str, fraction: float, /, **figures: float) -> None:
    """A progress callback that does nothing."""

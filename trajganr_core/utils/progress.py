"""Progress reports and cancellation of long-running work."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Called often by long-running work; raises ``JOB.CANCELLED`` to stop it."""

    def __call__(self, stage: str, fraction: float, /, **figures: float) -> None:
        """Report that ``stage`` is done to ``fraction`` in [0, 1], with figures such as a loss."""


def between(progress: Progress, begin: float, end: float) -> Progress:
    """Progress of a part of some work, which is ``begin`` of the whole to ``end`` of it."""

    def report(stage: str, fraction: float, /, **figures: float) -> None:
        progress(stage, begin + (end - begin) * fraction, **figures)

    return report


def silent(stage: str, fraction: float, /, **figures: float) -> None:
    """A progress callback that does nothing."""

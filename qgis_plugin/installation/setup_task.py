"""A background task that runs programs, reports its step, and ends them when cancelled."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from qgis.PyQt.QtCore import pyqtSignal

from ..background_task import BackgroundTask
from .programs import Progress

#: A fraction that is unknown.
UNKNOWN = -1.0


class SetupTask(BackgroundTask):
    """A task of QGIS that runs programs.

    Args:
        title: shown to the user.
        do: called in another thread.
    """

    #: The completed fraction, 0 to 1 or UNKNOWN, and the current step.
    progressed = pyqtSignal(float, str)

    def __init__(self, title: str, do: Callable[[Progress], Any]) -> None:
        self._progress = Progress(self._tell)
        super().__init__(title, lambda report: do(self._progress))

    def cancel(self) -> None:
        """Stop it; QGIS also calls this, when it quits."""
        self._progress.cancel()
        super().cancel()

    def _tell(self, share: float | None, text: str) -> None:
        if share is not None:
            self.setProgress(100 * share)
        self.progressed.emit(UNKNOWN if share is None else share, text)

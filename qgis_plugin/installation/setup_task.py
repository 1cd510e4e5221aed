"""A background task that runs programs, reports its step, and ends them when cancelled."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from qgis.PyQt.QtCore import pyqtSignal

from ..background_task import BackgroundTask, Report
from .programs import Progress

#: A fraction that is unknown.
UNKNOWN = -1.0


class SetupTask(BackgroundTask):
    """A task of QGIS that runs programs.

    Args:
        title: shown to the user.
        do: called in another thread.
    """

    #: The share that is done, 0 to 1 or UNKNOWN, and what is being done.
    progressed = pyqtSignal(float, str)

    def __init__(self, title: str, do: Callable[[Progress], Any]) -> None:
        self._progress = Progress(self._report)

        def run(report: Report) -> Any:
            return do(self._progress)

        super().__init__(title, run)

    def cancel(self) -> None:
        """Stop it; QGIS calls this too, when it is left."""
        self._progress.cancel()
        super().cancel()

    def _report(self, share: float | None, text: str) -> None:
        if share is not None:
            self.setProgress(100 * share)
        self.progressed.emit(UNKNOWN if share is None else share, text)

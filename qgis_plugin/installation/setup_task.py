"""Work that also says in words what it is at, and whose programs a cancel ends."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from qgis.PyQt.QtCore import pyqtSignal

from ..background_task import Report, Work
from .programs import Progress

#: How far something has come, where nobody knows.
UNKNOWN = -1.0


class Errand(Work):
    """A task of QGIS that runs programs.

    Args:
        title: what is done, for people.
        do: does it in another thread.
    """

    #: The share that is done, 0 to 1 or UNKNOWN, and what is being done.
    told = pyqtSignal(float, str)

    def __init__(self, title: str, do: Callable[[Progress], Any]) -> None:
        self._progress = Progress(self._tell)

        def run(report: Report) -> Any:
            return do(self._progress)

        super().__init__(title, run)

    def cancel(self) -> None:
        """Stop it; QGIS calls this too, when it is left."""
        self._progress.cancel()
        super().cancel()

    def _tell(self, share: float | None, text: str) -> None:
        if share is not None:
            self.setProgress(100 * share)
        self.told.emit(UNKNOWN if share is None else share, text)

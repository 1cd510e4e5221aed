"""Something slow that a person waits for and may cancel, off the GUI thread."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from qgis.core import QgsApplication, QgsTask
from qgis.PyQt.QtCore import pyqtSignal

from trajganr_core.contract.errors import TrajganrError, cancelled, internal_error

from .untrusted_text import unmarked

Report = Callable[[float], None]


class Work(QgsTask):
    """A task of QGIS: its manager shows it too, and QGIS does not close while it runs.

    Args:
        title: what is done, for people.
        do: does it in another thread, with a function that it tells its fraction and that raises
            once somebody has cancelled.
    """

    #: What ``do`` answered.
    succeeded = pyqtSignal(object)
    #: What it raised.
    failed = pyqtSignal(object)
    #: Last of all, whatever happened.
    ended = pyqtSignal()

    #: QGIS does not own a task's Python half, so each is kept here until it has ended.
    _running: ClassVar[set[Work]] = set()

    def __init__(self, title: str, do: Callable[[Report], Any]) -> None:
        super().__init__(unmarked(title), QgsTask.Flag.CanCancel)
        self._do = do
        self._answer: Any = None
        self._error: TrajganrError | None = cancelled()  # where it is before it has begun

    def begin(self) -> None:
        """Hand it to QGIS."""
        self._running.add(self)
        QgsApplication.taskManager().addTask(self)

    def run(self) -> bool:
        """Do it; QGIS calls this in another thread."""
        try:
            self._answer = self._do(self._report)
        except TrajganrError as error:
            self._error = error
        except Exception as error:
            self._error = internal_error(error)
        else:
            self._error = None
        return self._error is None

    def finished(self, result: bool) -> None:
        """Tell how it ended; QGIS calls this in the GUI thread."""
        if result:
            self.succeeded.emit(self._answer)
        else:
            self.failed.emit(self._error)
        self._do = None
        self.ended.emit()
        self._running.discard(self)

    def _report(self, fraction: float) -> None:
        if self.isCanceled():
            raise cancelled()
        self.setProgress(100 * fraction)

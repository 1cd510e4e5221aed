"""A cancellable task outside the GUI thread."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from qgis.core import QgsApplication, QgsTask
from qgis.PyQt.QtCore import QThreadPool, pyqtSignal

from trajganr_core.contract.errors import TrajganrError, cancelled, internal_error

from .untrusted_text import unmarked

Report = Callable[[float], None]
#: For tasks that have been told to end, milliseconds.
END_MS = 2000


def end_threads() -> None:
    """End the threads that QGIS' task manager keeps for further tasks, unless one is at work.

    When it is closed, QGIS ends them after its authentication manager. It crashes if one has used
    that, as each https request does, expired, and been started again (qgis/QGIS#62429).
    """
    for pool in QgsApplication.taskManager().findChildren(QThreadPool):
        pool.waitForDone(END_MS)


class BackgroundTask(QgsTask):
    """A task in QGIS' task manager; QGIS does not quit while it runs.

    Args:
        title: shown to the user.
        do: called in another thread, with a function that reports the completed fraction and
            raises once the task is cancelled.
    """

    #: The completed fraction, None if unknown, and the current step, of a task that reports them.
    #: A widget's own signal could be emitted in the other thread after the widget is gone.
    progressed = pyqtSignal(object, str)
    #: The result of ``do``.
    succeeded = pyqtSignal(object)
    #: The error that it raised.
    failed = pyqtSignal(object)
    #: The task has ended, emitted last.
    ended = pyqtSignal()

    #: References to running tasks: QGIS does not own their Python objects.
    _running: ClassVar[set[BackgroundTask]] = set()

    def __init__(self, title: str, do: Callable[[Report], Any]) -> None:
        super().__init__(unmarked(title), QgsTask.Flag.CanCancel)
        self._do = do
        self._result: Any = None
        self._error: TrajganrError | None = cancelled()  # if it is cancelled before it starts

    def begin(self) -> None:
        """Add it to QGIS' task manager."""
        self._running.add(self)
        QgsApplication.taskManager().addTask(self)

    def run(self) -> bool:
        """Call ``do``; QGIS calls this in another thread."""
        try:
            self._result = self._do(self._report)
        except TrajganrError as error:
            self._error = error
        except Exception as error:
            self._error = internal_error(error)
        else:
            self._error = None
        return self._error is None

    def finished(self, result: bool) -> None:
        """Emit the result; QGIS calls this in the GUI thread."""
        if result:
            self.succeeded.emit(self._result)
        else:
            self.failed.emit(self._error)
        del self._do  # what it refers to
        self.ended.emit()
        self._running.discard(self)

    def _report(self, fraction: float) -> None:
        if self.isCanceled():
            raise cancelled()
        self.setProgress(100 * fraction)

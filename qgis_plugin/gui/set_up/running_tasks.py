"""Runs the dialog's tasks one at a time, and shows progress and errors."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from trajganr_core.contract.errors import Code, TrajganrError

from ...background_task import BackgroundTask
from ...i18n import tr
from ...installation.programs import Progress
from ..formatting import error_text
from ..widgets import collapsible, stack, text_label

#: Beside the text, for frames and margins.
MARGIN = 48
#: The text of a button that solves a problem, and what it does.
Solution = tuple[str, Callable[[], object]]


class RunningTasks(QWidget):
    """A progress bar with a cancel button, and the last error below, with what solves it."""

    #: A task has started or ended.
    changed = pyqtSignal()

    def __init__(self) -> None:
        super().__init__()
        #: The running task.
        self.current: BackgroundTask | None = None
        self._title = ""
        self._solve: Callable[[], object] = lambda: None
        self.bar = QProgressBar()
        self.bar.setAccessibleName(tr("Progress"))
        self._doing = QLabel()
        self._doing.setTextFormat(Qt.TextFormat.PlainText)
        self._doing.setAccessibleName(tr("Current step"))
        self.cancel_button = QPushButton(tr("Cancel"))
        self.cancel_button.clicked.connect(self.cancel)
        self.message = text_label(tr("Error"))
        self.output = text_label(tr("Output of the installer"))
        self._details = collapsible(tr("Details of the error"), self.output, collapsed=True)
        self.solve_button = QPushButton()
        self.solve_button.setDefault(True)
        self.solve_button.clicked.connect(lambda: self._solve())
        failure = QHBoxLayout()
        failure.addWidget(self.message, 1)
        failure.addWidget(self.solve_button)
        self.failure = QWidget()
        stack(self.failure, failure, self._details)
        self.failure.hide()
        line = QHBoxLayout()
        line.addWidget(self.bar, 1)
        line.addWidget(self.cancel_button)
        self.progress = QWidget()
        stack(self.progress, self._doing, line)
        self.progress.hide()
        stack(self, self.progress, self.failure)

    @property
    def is_idle(self) -> bool:
        """Whether no task is running."""
        return self.current is None

    def run(
        self,
        title: str,
        do: Callable[[Progress], Any],
        done: Callable[[Any], object],
        solution: Callable[[TrajganrError], Solution | None] = lambda error: None,
    ) -> None:
        """Run a task in the background and show its progress.

        Args:
            title: shown to the user.
            do: called in another thread.
            done: called in this thread with its result; an error is shown here instead.
            solution: of an error, offered with it.
        """
        self.failure.hide()
        self.current = task = BackgroundTask(title, lambda report: do(progress))
        progress = Progress(task.progressed.emit, task.isCanceled)
        self._title = title
        task.progressed.connect(self._show_progress)
        task.succeeded.connect(lambda answer: self._end(done, answer))
        task.failed.connect(
            lambda error: self._end(lambda _: self.show_error(error, solution(error)), error)
        )
        self._show_progress(None, "")
        self.progress.show()
        self.changed.emit()
        task.begin()

    def show_error(self, error: TrajganrError, solution: Solution | None = None) -> None:
        """Show an error and its solution, unless the user has cancelled."""
        self.message.setText(error_text(error))
        self.output.setText(str(error.parameters.get("output", "")))
        self._details.setVisible(bool(self.output.text()))
        text, self._solve = solution or ("", lambda: None)
        self.solve_button.setText(text)
        self.solve_button.setVisible(bool(text))
        self.failure.setVisible(error.code is not Code.JOB_CANCELLED)

    def cancel(self) -> None:
        """Cancel the running task."""
        if self.current is not None:
            self.current.cancel()

    def leave(self) -> None:
        """Cancel the running task and disconnect from it: it may outlive this widget."""
        self.cancel()
        if self.current is not None:
            for signal in (self.current.progressed, self.current.succeeded, self.current.failed):
                signal.disconnect()

    def _end(self, then: Callable[[Any], object], answer: Any) -> None:
        self.current = None
        self.progress.hide()
        then(answer)
        self.changed.emit()

    def _show_progress(self, share: float | None, text: str) -> None:
        self.bar.setRange(0, 0 if share is None else 100)
        if share is not None:
            self.bar.setValue(round(100 * share))
        line = f"{self._title}: {text}" if text else self._title
        metrics = self._doing.fontMetrics()
        width = max(self.width() - MARGIN, MARGIN)
        self._doing.setText(metrics.elidedText(line, Qt.TextElideMode.ElideMiddle, width))

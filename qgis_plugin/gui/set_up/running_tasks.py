"""What the dialog has done elsewhere, one thing at a time: how far it is, and why it failed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from trajganr_core.contract.errors import Code, TrajganrError

from ...i18n import tr
from ...installation.programs import Progress
from ...installation.setup_task import UNKNOWN, Errand
from ..widgets import text_label
from .row import said

#: Beside the text, for frames and margins.
MARGIN = 48


class Errands(QWidget):
    """A progress bar with its cancel, and below it the last failure."""

    #: Something has begun, or has ended.
    changed = pyqtSignal()

    def __init__(self) -> None:
        super().__init__()
        self._errand: Errand | None = None
        self.bar = QProgressBar()
        self.bar.setAccessibleName(tr("Progress"))
        self._doing = QLabel()
        self._doing.setTextFormat(Qt.TextFormat.PlainText)
        self._doing.setAccessibleName(tr("What is being done"))
        self.cancel_button = QPushButton(tr("C&ancel"))
        self.cancel_button.clicked.connect(self.cancel)
        self.message = text_label(tr("What went wrong"))
        self.message.hide()
        line = QHBoxLayout()
        line.addWidget(self.bar, 1)
        line.addWidget(self.cancel_button)
        self.progress = QWidget()
        inner = QVBoxLayout(self.progress)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(self._doing)
        inner.addLayout(line)
        self.progress.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.progress)
        layout.addWidget(self.message)

    @property
    def current(self) -> Errand | None:
        """What is under way."""
        return self._errand

    @property
    def is_idle(self) -> bool:
        """Whether nothing is under way."""
        return self._errand is None

    def run(self, title: str, do: Callable[[Progress], Any], done: Callable[[Any], object]) -> None:
        """Do something slow, show how far it has come, and go on in this thread.

        Args:
            title: what is done.
            do: does it in another thread.
            done: told what came of it; a failure is shown here.
        """
        self.message.hide()
        self._errand = errand = Errand(title, do)
        errand.told.connect(partial(self._show_progress, title))
        errand.succeeded.connect(lambda answer: self._end(done, answer))
        errand.failed.connect(lambda error: self._end(self.show_error, error))
        self._show_progress(title, UNKNOWN, "")
        self.progress.show()
        self.changed.emit()
        errand.begin()

    def show_error(self, error: TrajganrError) -> None:
        """Say what went wrong; that somebody has cancelled, they know."""
        self.message.setText(said(error))
        self.message.setVisible(error.code is not Code.JOB_CANCELLED)

    def cancel(self) -> None:
        """Stop what is under way."""
        if self._errand is not None:
            self._errand.cancel()

    def leave(self) -> None:
        """Hear of nothing any more: what is under way ends after this widget."""
        if self._errand is not None:
            for signal in (self._errand.told, self._errand.succeeded, self._errand.failed):
                signal.disconnect()

    def _end(self, then: Callable[[Any], object], answer: Any) -> None:
        self._errand = None
        self.progress.hide()
        then(answer)
        self.changed.emit()

    def _show_progress(self, title: str, share: float, text: str) -> None:
        self.bar.setRange(0, 0 if share == UNKNOWN else 100)
        if share != UNKNOWN:
            self.bar.setValue(round(100 * share))
        line = f"{title}: {text}" if text else title
        metrics = self._doing.fontMetrics()
        width = max(self.width() - MARGIN, MARGIN)
        self._doing.setText(metrics.elidedText(line, Qt.TextElideMode.ElideMiddle, width))

"""A log that is refreshed while it is written, and can be searched and copied."""

from __future__ import annotations

from collections.abc import Callable

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QTimer
from qgis.PyQt.QtGui import QFontDatabase, QTextCursor
from qgis.PyQt.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ..i18n import tr
from .widgets import button, shortcut

REFRESH_MS = 1000


class LogViewer(QDialog):
    """Shows the end of a log; it does not block the window.

    Args:
        parent: of the dialog.
        title: of the window.
        key: identifies this log in :meth:`show_log`.
        read: requests the log, which is then passed to :meth:`show_log`.
    """

    def __init__(self, parent: QWidget, title: str, key: str, read: Callable[[], None]) -> None:
        super().__init__(parent)
        self._key = key
        self.setWindowTitle(title)
        self.resize(720, 460)
        self._build()
        self._timer = QTimer(self)
        self._timer.setInterval(REFRESH_MS)
        self._timer.timeout.connect(read)
        self._timer.start()
        self.finished.connect(self._timer.stop)
        self.finished.connect(self.deleteLater)
        read()

    def show_log(self, key: str, text: str) -> None:
        """Show the current text, if it is this log; stay at the end if the end was visible."""
        if key != self._key or text == self.view.toPlainText():
            return
        bar = self.view.verticalScrollBar()
        was_at_end, value = bar.value() == bar.maximum(), bar.value()
        self.view.setPlainText(text)
        bar.setValue(bar.maximum() if was_at_end else value)

    def find_next(self) -> None:
        """Go to the next match; after the last, continue at the first."""
        text = self.search.text()
        is_found = not text or self.view.find(text)
        if not is_found:
            self.view.moveCursor(QTextCursor.MoveOperation.Start)
            is_found = self.view.find(text)
        self.outcome.setText("" if is_found else tr("Not found"))

    def copy_all(self) -> None:
        """Copy the whole log."""
        QgsApplication.clipboard().setText(self.view.toPlainText())

    def _build(self) -> None:
        self.view = QPlainTextEdit()
        self.view.setReadOnly(True)
        self.view.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.view.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.view.setAccessibleName(self.windowTitle())
        self.search = QLineEdit()
        self.search.setClearButtonEnabled(True)
        self.search.setAccessibleName(tr("Text to find"))
        self.search.returnPressed.connect(self.find_next)
        label = QLabel(tr("&Find"))
        label.setBuddy(self.search)
        find = button(
            tr("Find &next"), "/mActionFilter2.svg", tr("Go to the next match"), self.find_next
        )
        self.outcome = QLabel()
        row = QHBoxLayout()
        for widget in (label, self.search, find, self.outcome):
            row.addWidget(widget)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        copy = buttons.addButton(tr("&Copy all"), QDialogButtonBox.ButtonRole.ActionRole)
        copy.clicked.connect(self.copy_all)
        for one in (*buttons.findChildren(QPushButton), find):
            one.setAutoDefault(False)  # Return in the line starts the search
        buttons.rejected.connect(self.close)
        layout = QVBoxLayout(self)
        layout.addLayout(row)
        layout.addWidget(self.view)
        layout.addWidget(buttons)
        shortcut(self, self.search.setFocus, "Ctrl+F")
        shortcut(self, self.find_next, "F3")

"""A log that is refreshed while it is written, and can be searched and copied."""

from __future__ import annotations

from collections.abc import Callable

from qgis.core import QgsApplication
from qgis.gui import QgsCodeEditor, QgsCodeEditorWidget
from qgis.PyQt.QtCore import QTimer
from qgis.PyQt.QtWidgets import QDialog, QDialogButtonBox, QWidget

from ..i18n import tr
from .widgets import MARGIN, stack

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
        self.view = QgsCodeEditor()
        self.view.setReadOnly(True)
        self.view.setAccessibleName(title)
        self.editor = QgsCodeEditorWidget(self.view)
        self.editor.showSearchBar()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        copy = buttons.addButton(tr("&Copy all"), QDialogButtonBox.ButtonRole.ActionRole)
        copy.clicked.connect(self.copy_all)
        copy.setAutoDefault(False)  # Return in the line of the search goes to the next match
        buttons.button(QDialogButtonBox.StandardButton.Close).setAutoDefault(False)
        buttons.rejected.connect(self.close)
        stack(self, self.editor, buttons, margin=MARGIN)
        timer = QTimer(self)
        timer.setInterval(REFRESH_MS)
        timer.timeout.connect(read)
        timer.start()
        self.finished.connect(timer.stop)
        self.finished.connect(self.deleteLater)
        read()

    def show_log(self, key: str, text: str) -> None:
        """Show the current text, if it is this log; stay at the end if the end was visible."""
        if key != self._key or text == self.view.text():
            return
        bar = self.view.verticalScrollBar()
        was_at_end, value = bar.value() == bar.maximum(), bar.value()
        self.view.setText(text)
        bar.setValue(bar.maximum() if was_at_end else value)

    def copy_all(self) -> None:
        """Copy the whole log."""
        QgsApplication.clipboard().setText(self.view.text())

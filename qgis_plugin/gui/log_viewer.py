"""A log that is refreshed while it is written, and can be searched and copied."""

from __future__ import annotations

from collections.abc import Callable

from qgis.core import QgsApplication
from qgis.gui import QgsCodeEditor, QgsCodeEditorWidget
from qgis.PyQt import sip
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
        read: requests the log, which is then passed to the function that it gets.
    """

    def __init__(
        self, parent: QWidget, title: str, read: Callable[[Callable[[str], None]], None]
    ) -> None:
        super().__init__(parent)
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
        timer.timeout.connect(lambda: read(self.show_log))
        timer.start()
        self.finished.connect(timer.stop)
        self.finished.connect(self.deleteLater)
        read(self.show_log)

    def show_log(self, text: str) -> None:
        """Show the current text; stay at the end if the end was visible."""
        if sip.isdeleted(self) or text == self.view.text():
            return
        bar = self.view.verticalScrollBar()
        was_at_end, value = bar.value() == bar.maximum(), bar.value()
        self.view.setText(text)
        bar.setValue(bar.maximum() if was_at_end else value)

    def copy_all(self) -> None:
        """Copy the whole log."""
        QgsApplication.clipboard().setText(self.view.text())

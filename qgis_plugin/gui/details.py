"""A text to read and copy."""

from __future__ import annotations

from qgis.PyQt.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout, QWidget


def show_details(parent: QWidget, title: str, text: str) -> QDialog:
    """Open a dialog with a text that can be copied; it does not block the window."""
    dialog = QDialog(parent)
    dialog.setWindowTitle(title)
    dialog.resize(560, 360)
    view = QPlainTextEdit(text)
    view.setReadOnly(True)
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
    buttons.rejected.connect(dialog.close)
    layout = QVBoxLayout(dialog)
    layout.addWidget(view)
    layout.addWidget(buttons)
    dialog.finished.connect(dialog.deleteLater)
    dialog.show()
    return dialog

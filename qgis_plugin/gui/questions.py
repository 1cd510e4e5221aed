"""Dialogs with questions, which do not block the calling code.

Qt's static dialogs (``QFileDialog.getSaveFileName`` and the like) run an event loop of their own.
If the plugin is unloaded in that loop, the waiting code goes on with deleted widgets and QGIS
crashes. Here each dialog is a child of the widget that asks, is closed with it, and answers through
a callback, which runs when the dialog's own code has returned.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from qgis.gui import QgsMessageViewer
from qgis.PyQt.QtCore import Qt, QTimer
from qgis.PyQt.QtWidgets import QDialog, QFileDialog, QInputDialog, QLineEdit, QMessageBox, QWidget

from ..i18n import tr


def confirm(
    parent: QWidget, text: str, agreed: Callable[[], object], *, title: str = ""
) -> QDialog:
    """Ask before something is deleted or replaced; *Cancel* is the default."""
    buttons = QMessageBox.StandardButton
    box = QMessageBox(
        QMessageBox.Icon.Question, title or tr("Delete"), text, buttons.Yes | buttons.Cancel, parent
    )
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setDefaultButton(buttons.Cancel)
    return _open(box, box.accepted, agreed)


def ask_save(
    parent: QWidget,
    title: str,
    proposal: Path,
    chosen: Callable[[Path], object],
    *,
    title_of_files: str,
    replaces: bool = True,
) -> QDialog:
    """Ask for a file to write.

    Args:
        parent: the widget that asks.
        title: of the dialog.
        proposal: the file that is proposed.
        chosen: called with the path, which has the suffix of the proposal.
        title_of_files: what such files are called.
        replaces: whether an existing file is replaced, which the person then has to confirm.
    """
    suffix = proposal.suffix
    dialog = QFileDialog(parent, title, str(proposal), f"{title_of_files} (*{suffix})")
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(suffix[1:])
    dialog.setOption(QFileDialog.Option.DontConfirmOverwrite, not replaces)

    def take(name: str) -> None:
        path = Path(name)
        if path.suffix.lower() == suffix:
            chosen(path)
            return
        # The dialog has asked about the name as it was typed, not about this one.
        path = path.with_name(path.name + suffix)
        if replaces and path.exists():
            question = tr("{path} exists. Replace it?").format(path=path)
            confirm(parent, question, lambda: chosen(path), title=title)
        else:
            chosen(path)

    return _open(dialog, dialog.fileSelected, take)


def ask_folder(
    parent: QWidget, title: str, proposal: Path, chosen: Callable[[Path], object]
) -> QDialog:
    """Ask for a folder that exists."""
    dialog = QFileDialog(parent, title, str(proposal))
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly, True)
    return _open(dialog, dialog.fileSelected, lambda name: chosen(Path(name)))


def ask_file(
    parent: QWidget, title: str, chosen: Callable[[Path], object], *, patterns: str = ""
) -> QDialog:
    """Ask for a file that exists."""
    dialog = QFileDialog(parent, title, "", patterns)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    return _open(dialog, dialog.fileSelected, lambda name: chosen(Path(name)))


def ask_password(
    parent: QWidget, title: str, label: str, given: Callable[[str], object]
) -> QDialog:
    """Ask for a secret, which is not shown while it is typed."""
    dialog = QInputDialog(parent)
    dialog.setWindowTitle(title)
    dialog.setLabelText(label)
    dialog.setTextEchoMode(QLineEdit.EchoMode.Password)
    return _open(dialog, dialog.textValueSelected, given)


def show_text(parent: QWidget, title: str, text: str) -> None:
    """Show a text that can be copied; it does not block the window."""
    viewer = QgsMessageViewer(parent)
    viewer.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    viewer.setTitle(title)
    viewer.setMessageAsPlainText(text)
    viewer.show()


def _open(dialog: QDialog, answered: Any, callback: Callable[..., object]) -> QDialog:
    """Open a dialog; its answer is passed on from the event loop, unless its parent is deleted.

    Qt's dialogs touch themselves again after they have emitted their answer. A callback that runs
    an event loop there (QGIS' authentication manager does) would delete the closed dialog first.
    """
    parent = dialog.parentWidget()

    def call_later(*answer: Any) -> None:
        timer = QTimer(parent)
        timer.setSingleShot(True)
        timer.timeout.connect(lambda: callback(*answer))
        timer.timeout.connect(timer.deleteLater)
        timer.start(0)

    answered.connect(call_later)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    return dialog

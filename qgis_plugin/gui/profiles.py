"""Profiles of workers: a box to choose one, and a dialog to edit them."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import Any

from qgis.gui import QgsFileWidget
from qgis.PyQt.QtCore import QSignalBlocker, Qt
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QGroupBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QSpinBox,
    QStackedWidget,
    QWidget,
)

from trajganr_core.contract.errors import TrajganrError
from trajganr_core.contract.protocol.connection import default_home

from ..i18n import tr
from ..settings import (
    LOCAL,
    MAX_PORT,
    REMOTE,
    USUAL_ADDRESS,
    Profile,
    chosen_profile,
    named_by_environment,
    notifier,
    profiles,
    save_profiles,
    use,
)
from ..untrusted_text import as_tip
from .widgets import MARGIN, stack, text_label

#: Fields of a profile that are texts: of a worker on this machine, on another one, behind a tunnel.
LOCAL_FIELDS = ("home", "python")
REMOTE_FIELDS = ("address", "key")
SSH_FIELDS = ("ssh_host", "ssh_user", "ssh_jump", "remote_home")


class ProfileBox(QComboBox):
    """Chooses the worker; ``settings.notifier`` signals a change.

    Its last entry opens the dialog. If environment variables name the worker, it is disabled.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Worker to use"))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.activated.connect(self._choose)
        notifier.profile_changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the profiles as they are now."""
        self.clear()
        variables = named_by_environment()
        self.setEnabled(not variables)
        if variables:
            self.addItem(tr("Set by {variables}").format(variables=", ".join(variables)))
            return
        try:
            names, chosen = [profile.name for profile in profiles()], chosen_profile().name
        except TrajganrError as error:
            self.addItem(error.message)
            self.setToolTip(as_tip(error.next_action))
            return
        self.addItems(names)
        self.setCurrentIndex(names.index(chosen))
        self.insertSeparator(len(names))
        self.addItem(tr("Edit profiles…"))
        self.setToolTip(tr("The worker that runs your jobs: on this machine or on another one"))

    def _choose(self, index: int) -> None:
        if index == self.count() - 1:
            self.refresh()  # this entry is not a profile
            ProfilesDialog(self.window()).show()
        elif self.currentText() != chosen_profile().name:
            use(self.currentText())


class ProfilesDialog(QDialog):
    """Adds, changes and removes profiles of workers.

    Args:
        parent: the window.
        add_remote: begin with a new profile of another machine.
    """

    def __init__(self, parent: QWidget | None = None, *, add_remote: bool = False) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Profiles of workers"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(760, 600)
        self._profiles = profiles()
        self._shown = -1
        #: Where each text of a profile is entered.
        self._fields: dict[str, QLineEdit] = {}
        self._build()
        names = [profile.name for profile in self._profiles]
        self._list.addItems(names)
        self._list.setCurrentRow(names.index(chosen_profile().name))
        if add_remote:
            self._add(Profile(tr("GPU machine"), REMOTE))

    def accept(self) -> None:
        """Store all profiles, and use the selected one."""
        self._take()
        try:
            save_profiles(self._profiles, self._profiles[self._list.currentRow()].name)
        except TrajganrError as error:
            self._refusal.setText(f"{error.message} {error.next_action}")
            self._refusal.show()
            return
        super().accept()

    def _build(self) -> None:
        self._list = QListWidget()
        self._list.setAccessibleName(tr("Profiles"))
        self._list.setMaximumWidth(200)
        self._add_button = QPushButton(tr("&Add"))
        self._add_button.clicked.connect(lambda: self._add(Profile(tr("New worker"))))
        self._remove_button = QPushButton(tr("&Remove"))
        self._remove_button.clicked.connect(self._remove)
        buttons = QHBoxLayout()
        buttons.addWidget(self._add_button)
        buttons.addWidget(self._remove_button)
        left = QWidget()
        stack(left, self._list, buttons)

        self._name = QLineEdit()
        self._kind = QComboBox()
        self._kind.addItem(tr("On this machine"), LOCAL)
        self._kind.addItem(tr("On another machine"), REMOTE)
        general = QFormLayout()
        general.addRow(tr("&Name"), self._name)
        general.addRow(tr("&Location"), self._kind)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._build_local())
        self._pages.addWidget(self._build_remote())
        right = QWidget()
        stack(right, general, self._pages).setStretch(1, 1)

        self._refusal = text_label(tr("Error"))
        self._refusal.hide()
        standard = QDialogButtonBox.StandardButton
        box = QDialogButtonBox(standard.Ok | standard.Cancel)
        box.accepted.connect(self.accept)
        box.rejected.connect(self.reject)
        body = QHBoxLayout()
        body.addWidget(left)
        body.addWidget(right, 1)
        stack(self, body, self._refusal, box, margin=MARGIN).setStretch(0, 1)

        self._list.currentRowChanged.connect(self._show)
        self._name.textEdited.connect(lambda name: self._list.currentItem().setText(name))
        self._kind.currentIndexChanged.connect(self._pages.setCurrentIndex)

    def _build_local(self) -> QWidget:
        home = QgsFileWidget()
        home.setStorageMode(QgsFileWidget.StorageMode.GetDirectory)
        with suppress(TrajganrError):  # TRAJGANR_HOME does not name a folder
            home.lineEdit().setPlaceholderText(str(default_home()))
        python = QgsFileWidget()
        python.lineEdit().setPlaceholderText(tr("The environment created by the plugin"))
        page = QGroupBox(tr("Worker on this machine"))
        form = QFormLayout(page)
        self._add_field(form, "home", tr("&Home folder"), home)
        self._add_field(form, "python", tr("&Python"), python)
        return page

    def _build_remote(self) -> QWidget:
        key = QgsFileWidget()
        key.lineEdit().setPlaceholderText(tr("Only if the worker requires keys"))
        remote = QGroupBox(tr("Worker on another machine"))
        form = QFormLayout(remote)
        self._add_field(form, "address", tr("A&ddress"), QLineEdit())
        self._add_field(form, "key", tr("&Key file"), key)

        self._tunnel = QGroupBox(tr("Through an &SSH tunnel that QGIS opens"))
        self._tunnel.setCheckable(True)
        self._tunnel.toggled.connect(self._suggest_address)
        self._port = QSpinBox()
        self._port.setRange(0, MAX_PORT)
        self._port.setSpecialValueText(tr("From ssh's configuration"))
        note = tr(
            "ssh must log in to the account that runs the worker without asking for a "
            "password, for example with a key in an SSH agent. Leave the address "
            "empty in this case. To use another account, enter the worker's address "
            "on its own machine and a key file."
        )
        form = QFormLayout(self._tunnel)
        self._add_field(form, "ssh_host", tr("&Machine"), QLineEdit())
        self._add_field(form, "ssh_user", tr("&User"), QLineEdit())
        _add_row(form, tr("Por&t"), self._port, self._port)
        self._add_field(form, "ssh_jump", tr("&Jump host"), QLineEdit())
        self._add_field(form, "remote_home", tr("&Worker's home"), QLineEdit())
        form.addRow(text_label(text=note))
        self._fields["ssh_host"].setPlaceholderText(tr("For example gpu-machine"))
        for name in ("ssh_user", "ssh_jump"):
            self._fields[name].setPlaceholderText(tr("From ssh's configuration"))
        self._fields["remote_home"].setPlaceholderText("~/.local/share/trajganr")
        self._fields["remote_home"].setToolTip(
            tr("The worker's home folder on that machine. Leave it empty for the default one.")
        )
        page = QWidget()
        stack(page, remote, self._tunnel).addStretch()
        return page

    def _add_field(
        self, form: QFormLayout, name: str, text: str, widget: QLineEdit | QgsFileWidget
    ) -> None:
        """Add the row of a text in a profile."""
        edit = widget.lineEdit() if isinstance(widget, QgsFileWidget) else widget
        self._fields[name] = edit
        _add_row(form, text, widget, edit)

    def _suggest_address(self, has_tunnel: bool) -> None:
        text = tr("Not needed through SSH") if has_tunnel else USUAL_ADDRESS
        self._fields["address"].setPlaceholderText(text)

    def _show(self, row: int) -> None:
        """Show a profile, and store the values of the previous one."""
        self._take()
        self._shown = row
        self._remove_button.setEnabled(len(self._profiles) > 1)
        if row < 0:
            return
        profile = self._profiles[row]
        self._name.setText(profile.name)
        self._kind.setCurrentIndex(self._kind.findData(profile.kind))
        self._pages.setCurrentIndex(self._kind.currentIndex())
        for name, edit in self._fields.items():
            edit.setText(getattr(profile, name))
        self._port.setValue(profile.ssh_port)
        self._tunnel.setChecked(bool(profile.ssh_host) or not profile.address)
        self._suggest_address(self._tunnel.isChecked())

    def _take(self) -> None:
        """Store the values of the profile that is shown."""
        if not 0 <= self._shown < len(self._profiles):
            return
        kind = self._kind.currentData()
        names = LOCAL_FIELDS
        if kind == REMOTE:
            names = (*REMOTE_FIELDS, *(SSH_FIELDS if self._tunnel.isChecked() else ()))
        texts: dict[str, Any] = {name: self._fields[name].text().strip() for name in names}
        profile = Profile(self._name.text().strip(), kind, **texts)
        if kind == REMOTE and self._tunnel.isChecked():
            profile = replace(profile, ssh_port=self._port.value())
        elif kind == REMOTE:
            profile = replace(profile, address=profile.address or USUAL_ADDRESS)
        self._profiles[self._shown] = profile

    def _add(self, profile: Profile) -> None:
        self._profiles.append(profile)
        self._list.addItem(profile.name)
        self._list.setCurrentRow(self._list.count() - 1)
        if profile.is_remote:
            self._tunnel.setChecked(True)
            self._fields["ssh_host"].setFocus()
        else:
            self._name.setFocus()
            self._name.selectAll()

    def _remove(self) -> None:
        row = self._list.currentRow()
        self._shown = -1  # its values are discarded
        del self._profiles[row]
        with QSignalBlocker(self._list):  # which would emit the old row
            self._list.takeItem(row)
        self._show(self._list.currentRow())


def _add_row(form: QFormLayout, text: str, field: QWidget, focus: QWidget) -> None:
    label = QLabel(text)
    label.setBuddy(focus)
    focus.setAccessibleName(text.replace("&", ""))
    form.addRow(label, field)

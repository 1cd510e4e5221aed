"""Profiles of workers: a box to choose one, and a dialog to edit them."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

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
    QVBoxLayout,
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


class ProfileBox(QComboBox):
    """Chooses the worker; ``settings.notifier`` signals a change.

    Its last entry opens the dialog. If environment variables name the worker, it is disabled.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
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
            self.refresh()  # the entry is no profile
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
        self.resize(760, 520)
        self._profiles = profiles()
        self._shown = -1
        self._build()
        names = [profile.name for profile in self._profiles]
        self._list.addItems(names)
        self._list.setCurrentRow(names.index(chosen_profile().name))
        if add_remote:
            self._add(Profile(tr("GPU machine"), REMOTE))

    def accept(self) -> None:
        """Keep all of them, and use the one that is selected."""
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
        left = QVBoxLayout()
        left.addWidget(self._list)
        left.addLayout(buttons)

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
        right = QVBoxLayout()
        right.addLayout(general)
        right.addWidget(self._pages, 1)

        self._refusal = QLabel()
        self._refusal.setTextFormat(Qt.TextFormat.PlainText)
        self._refusal.setWordWrap(True)
        self._refusal.setAccessibleName(tr("Error"))
        self._refusal.hide()
        standard = QDialogButtonBox.StandardButton
        box = QDialogButtonBox(standard.Ok | standard.Cancel)
        box.accepted.connect(self.accept)
        box.rejected.connect(self.reject)
        body = QHBoxLayout()
        body.addLayout(left)
        body.addLayout(right, 1)
        layout = QVBoxLayout(self)
        layout.addLayout(body, 1)
        layout.addWidget(self._refusal)
        layout.addWidget(box)

        self._list.currentRowChanged.connect(self._show)
        self._name.textEdited.connect(self._rename)
        self._kind.currentIndexChanged.connect(self._pages.setCurrentIndex)

    def _build_local(self) -> QWidget:
        self._home = QgsFileWidget()
        self._home.setStorageMode(QgsFileWidget.StorageMode.GetDirectory)
        with suppress(TrajganrError):  # TRAJGANR_HOME does not name a folder
            self._home.lineEdit().setPlaceholderText(str(default_home()))
        self._python = QgsFileWidget()
        self._python.lineEdit().setPlaceholderText(tr("The environment created by the plugin"))
        page = QGroupBox(tr("Worker on this machine"))
        form = QFormLayout(page)
        _add_row(form, tr("&Home folder"), self._home, self._home.lineEdit())
        _add_row(form, tr("&Python"), self._python, self._python.lineEdit())
        return page

    def _build_remote(self) -> QWidget:
        self._address = QLineEdit()
        self._key = QgsFileWidget()
        self._key.lineEdit().setPlaceholderText(tr("Only if the worker requires keys"))
        remote = QGroupBox(tr("Worker on another machine"))
        form = QFormLayout(remote)
        _add_row(form, tr("A&ddress"), self._address, self._address)
        _add_row(form, tr("&Key file"), self._key, self._key.lineEdit())

        self._tunnel = QGroupBox(tr("Through an &SSH tunnel that QGIS opens"))
        self._tunnel.setCheckable(True)
        self._host = QLineEdit()
        self._host.setPlaceholderText(tr("For example gpu-machine"))
        self._user = QLineEdit()
        self._port = QSpinBox()
        self._port.setRange(0, MAX_PORT)
        self._port.setSpecialValueText(tr("From ssh's configuration"))
        self._jump = QLineEdit()
        for edit in (self._user, self._jump):
            edit.setPlaceholderText(tr("From ssh's configuration"))
        self._remote_home = QLineEdit()
        self._remote_home.setPlaceholderText("~/.local/share/trajganr")
        self._remote_home.setToolTip(
            tr("The worker's home folder on that machine. Leave it empty for the default one.")
        )
        self._tunnel.toggled.connect(self._suggest_address)
        note = QLabel(
            tr(
                "ssh must log in to the account that runs the worker without asking for a "
                "password, for example with a key in an SSH agent. Leave the address "
                "empty in this case. To use another account, enter the worker's address "
                "on its own machine and a key file."
            )
        )
        note.setWordWrap(True)
        form = QFormLayout(self._tunnel)
        _add_row(form, tr("&Machine"), self._host, self._host)
        _add_row(form, tr("&User"), self._user, self._user)
        _add_row(form, tr("Por&t"), self._port, self._port)
        _add_row(form, tr("&Jump host"), self._jump, self._jump)
        _add_row(form, tr("&Worker's home"), self._remote_home, self._remote_home)
        form.addRow(note)
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(remote)
        layout.addWidget(self._tunnel)
        layout.addStretch()
        return page

    def _suggest_address(self, has_tunnel: bool) -> None:
        self._address.setPlaceholderText(
            tr("Not needed through SSH") if has_tunnel else USUAL_ADDRESS
        )

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
        self._home.setFilePath(profile.home)
        self._python.setFilePath(profile.python)
        self._address.setText(profile.address)
        self._key.setFilePath(profile.key)
        self._tunnel.setChecked(bool(profile.ssh_host) or not profile.address)
        self._host.setText(profile.ssh_host)
        self._user.setText(profile.ssh_user)
        self._port.setValue(profile.ssh_port)
        self._jump.setText(profile.ssh_jump)
        self._remote_home.setText(profile.remote_home)
        self._suggest_address(self._tunnel.isChecked())

    def _take(self) -> None:
        """Store the values of the profile that is shown."""
        if not 0 <= self._shown < len(self._profiles):
            return
        is_remote = self._kind.currentData() == REMOTE
        self._profiles[self._shown] = self._remote() if is_remote else self._local()

    def _local(self) -> Profile:
        return Profile(
            name=self._name.text().strip(),
            home=self._home.filePath().strip(),
            python=self._python.filePath().strip(),
        )

    def _remote(self) -> Profile:
        direct = Profile(
            name=self._name.text().strip(),
            kind=REMOTE,
            address=self._address.text().strip(),
            key=self._key.filePath().strip(),
        )
        if not self._tunnel.isChecked():
            return replace(direct, address=direct.address or USUAL_ADDRESS)
        return replace(
            direct,
            ssh_host=self._host.text().strip(),
            ssh_user=self._user.text().strip(),
            ssh_port=self._port.value(),
            ssh_jump=self._jump.text().strip(),
            remote_home=self._remote_home.text().strip(),
        )

    def _rename(self, name: str) -> None:
        self._list.currentItem().setText(name)

    def _add(self, profile: Profile) -> None:
        self._profiles.append(profile)
        self._list.addItem(profile.name)
        self._list.setCurrentRow(self._list.count() - 1)
        if profile.is_remote:
            self._tunnel.setChecked(True)
            self._host.setFocus()
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

"""The box and the dialog of profiles."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from qgis.core import QgsSettings
from qgis.PyQt.QtWidgets import QAbstractButton, QGroupBox, QLabel

from qgis_plugin import settings
from qgis_plugin.client.worker_log import worker_log_tail
from qgis_plugin.diagnosis.readiness import find_worker
from qgis_plugin.gui.profiles import ProfileBox, ProfilesDialog
from qgis_plugin.settings import LOCAL, REMOTE, Profile

LOCAL_ONE = Profile("Mine", home="/somewhere", python="/bin/python")
GPU = Profile(
    "GPU",
    REMOTE,
    address="tcp://127.0.0.1:5570",
    key="/keys/ann.key",
    ssh_host="gpu-machine",
    ssh_user="ann",
    ssh_port=2222,
    ssh_jump="gate",
)


@pytest.fixture(autouse=True)
def two_profiles(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.delenv("TRAJGANR_HOME")
    settings.save_profiles([LOCAL_ONE, GPU], "Mine")
    yield
    QgsSettings().remove("trajganr")


@pytest.fixture
def dialog(qtbot: Any) -> ProfilesDialog:
    made = ProfilesDialog()
    qtbot.addWidget(made)
    return made


def test_selecting_profiles_changes_none(dialog: ProfilesDialog) -> None:
    dialog._list.setCurrentRow(1)
    dialog._list.setCurrentRow(0)
    dialog.accept()
    assert settings.profiles() == [LOCAL_ONE, GPU]


def test_the_selected_profile_is_used(dialog: ProfilesDialog) -> None:
    dialog._list.setCurrentRow(1)
    dialog.accept()
    assert settings.current_profile() == GPU


def test_ok_stores_changes_and_cancel_discards_them(dialog: ProfilesDialog, qtbot: Any) -> None:
    dialog._name.setText("Ours")
    dialog._fields["home"].setText("/elsewhere")
    dialog.reject()
    assert settings.profiles() == [LOCAL_ONE, GPU]
    other = ProfilesDialog()
    qtbot.addWidget(other)
    other._fields["home"].setText("/elsewhere")
    other.accept()
    assert settings.profiles()[0].home == "/elsewhere"


def test_a_new_remote_profile_needs_only_the_machine(qtbot: Any) -> None:
    dialog = ProfilesDialog(add_remote=True)
    qtbot.addWidget(dialog)
    assert dialog._kind.currentData() == REMOTE
    dialog._name.setText("Third")
    dialog._fields["ssh_host"].setText("other-machine")
    dialog.accept()
    added = settings.current_profile()
    assert (added.ssh_host, added.address) == ("other-machine", "")


def test_a_tunnel_that_is_switched_off_is_not_stored(dialog: ProfilesDialog) -> None:
    dialog._list.setCurrentRow(1)
    dialog._tunnel.setChecked(False)
    dialog.accept()
    assert not settings.current_profile().ssh_host
    assert settings.current_profile().key == GPU.key


def test_an_invalid_profile_is_refused_and_the_dialog_stays_open(
    dialog: ProfilesDialog, qtbot: Any
) -> None:
    dialog.show()
    dialog._list.setCurrentRow(1)
    dialog._fields["address"].setText("gpu-machine")
    dialog.accept()
    assert "tcp://HOST:PORT" in dialog._refusal.text()
    assert dialog.isVisible()
    assert settings.profiles() == [LOCAL_ONE, GPU]


def test_all_profiles_but_the_last_can_be_removed(dialog: ProfilesDialog) -> None:
    dialog._remove_button.click()
    assert not dialog._remove_button.isEnabled()
    dialog.accept()
    assert settings.profiles() == [GPU]
    assert settings.current_profile() == GPU


def test_the_box_shows_and_changes_the_profile_in_use(qtbot: Any) -> None:
    box = ProfileBox()
    qtbot.addWidget(box)
    assert box.currentText() == "Mine"
    settings.use("GPU")
    assert box.currentText() == "GPU"
    box.setCurrentIndex(box.findText("Mine"))
    with qtbot.waitSignal(settings.notifier.profile_changed):
        box.activated.emit(box.currentIndex())
    assert settings.current_profile().kind == LOCAL


def test_the_box_is_disabled_if_the_environment_names_the_worker(
    qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRAJGANR_ADDRESS", "tcp://127.0.0.1:5570")
    box = ProfileBox()
    qtbot.addWidget(box)
    assert not box.isEnabled()
    assert "TRAJGANR_ADDRESS" in box.currentText()


def test_an_invalid_home_is_reported_and_the_dialog_still_opens(
    qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.save_profiles([replace(LOCAL_ONE, home="", python="")], "Mine")
    monkeypatch.setenv("TRAJGANR_HOME", "~nobody-of-that-name/x")
    qtbot.addWidget(ProfilesDialog())
    profile = settings.current_profile()
    assert "~nobody-of-that-name/x" in find_worker(profile).text
    assert "~nobody-of-that-name/x" in worker_log_tail(profile)


def test_access_keys_of_the_profiles_dialog_are_unique(dialog: ProfilesDialog) -> None:
    texts = [one.text() for one in dialog.findChildren(QAbstractButton)]
    texts += [label.text() for label in dialog.findChildren(QLabel) if label.buddy() is not None]
    texts += [box.title() for box in dialog.findChildren(QGroupBox)]
    keys = Counter(found[1].lower() for text in texts if (found := re.search(r"&(\w)", text)))
    assert len(keys) >= 12
    assert max(keys.values()) == 1

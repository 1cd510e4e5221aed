"""Questions to the person, which never block and never replace a file that was not asked about."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from plugin_tools import answer, choose_file
from qgis.gui import QgsMessageViewer
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QCoreApplication, QEvent
from qgis.PyQt.QtWidgets import QTextBrowser, QWidget

from qgis_plugin.gui import questions


@pytest.fixture
def owner(qtbot: Any) -> Iterator[QWidget]:
    widget = QWidget()
    widget.show()
    yield widget
    if not sip.isdeleted(widget):
        widget.deleteLater()


ASKED: dict[str, Callable[[QWidget], QWidget]] = {
    "confirm": lambda parent: questions.confirm(parent, "Sure?", lambda: None),
    "save": lambda parent: questions.ask_save(
        parent, "Save", Path("roads.gpkg"), lambda path: None, title_of_files="GeoPackage"
    ),
    "folder": lambda parent: questions.ask_folder(parent, "Folder", Path(), lambda path: None),
    "file": lambda parent: questions.ask_file(parent, "File", lambda path: None),
    "password": lambda parent: questions.ask_password(parent, "Token", "Token:", lambda text: None),
}


@pytest.mark.parametrize("kind", ASKED)
def test_a_question_is_deleted_with_its_parent(kind: str, owner: QWidget) -> None:
    dialog = ASKED[kind](owner)  # returns at once: no event loop of its own
    assert dialog.isVisible()
    owner.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert sip.isdeleted(dialog)


@pytest.mark.parametrize(
    ("typed", "saved"),
    [
        ("roads.gpkg", "roads.gpkg"),
        ("roads.GPKG", "roads.GPKG"),
        ("roads.v2", "roads.v2.gpkg"),
        ("roads.shp", "roads.shp.gpkg"),
    ],
)
def test_what_is_typed_is_kept_and_ends_in_gpkg(
    typed: str, saved: str, owner: QWidget, tmp_path: Path
) -> None:
    chosen: list[Path] = []
    proposal = tmp_path / "roads.gpkg"
    questions.ask_save(owner, "Save", proposal, chosen.append, title_of_files="GeoPackage")
    choose_file(owner, tmp_path / typed)
    assert chosen == [tmp_path / saved]


@pytest.mark.parametrize("agreed", [True, False])
def test_overwriting_the_completed_name_is_confirmed(
    agreed: bool, owner: QWidget, tmp_path: Path
) -> None:
    there = tmp_path / "roads.v2.gpkg"
    there.touch()
    chosen: list[Path] = []
    proposal = tmp_path / "roads.gpkg"
    questions.ask_save(owner, "Save", proposal, chosen.append, title_of_files="GeoPackage")
    choose_file(owner, tmp_path / "roads.v2")
    assert "roads.v2.gpkg" in answer(owner, agreed)
    assert chosen == ([there] if agreed else [])


def test_an_answer_arrives_when_the_dialogs_own_code_has_returned(owner: QWidget) -> None:
    order: list[str] = []
    dialog = questions.ask_password(owner, "Token", "Token:", order.append)
    dialog.setTextValue("secret")
    dialog.accept()
    order.append("returned")
    QCoreApplication.processEvents()
    assert order == ["returned", "secret"]


def test_a_text_can_be_copied_and_does_not_block(owner: QWidget) -> None:
    questions.show_text(owner, "Details", "first <b>line</b>")
    (viewer,) = owner.findChildren(QgsMessageViewer)
    assert viewer.isVisible()
    assert viewer.findChild(QTextBrowser).toPlainText() == "first <b>line</b>"
    viewer.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert sip.isdeleted(viewer)


def test_an_answer_to_a_deleted_widget_is_dropped(owner: QWidget) -> None:
    answers: list[str] = []
    questions.ask_password(owner, "Token", "Token:", answers.append).accept()
    sip.delete(owner)
    QCoreApplication.processEvents()
    assert answers == []

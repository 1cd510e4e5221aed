"""Forms offer several of the worker's bundles and models to be ticked, and take any other ids."""

from __future__ import annotations

from typing import Any

from id_forms import BUNDLES, MODELS, catalogue, form, offered  # noqa: F401 # a fixture
from processing.modeler.ModelerParametersDialog import ModelerParametersDialog
from qgis.core import QgsApplication, QgsProcessingModelAlgorithm
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QLineEdit, QListWidget, QWidget

from qgis_plugin.client.catalogue import CATALOGUE


def parts(dialog: Any, name: str) -> tuple[QListWidget, QLineEdit]:
    widget: QWidget = dialog.mainWidget().wrappers[name].widget
    return widget.findChild(QListWidget), widget.findChild(QLineEdit)


def ticked(names: QListWidget) -> list[str]:
    items = [names.item(row) for row in range(names.count())]
    return [item.text() for item in items if item.checkState() == Qt.CheckState.Checked]


def test_ticked_ids_are_the_value(qtbot: Any) -> None:
    dialog = form(qtbot, "batchexport")
    dialog.setParameters({"BUNDLES": "prepare-1"})
    names, text = parts(dialog, "MODELS")
    assert [names.item(row).text() for row in range(names.count())] == [
        "Four tasks (finetune-2)",
        "pretrain-1",
    ]
    for row in (1, 0):
        names.item(row).setCheckState(Qt.CheckState.Checked)
    assert dialog.createProcessingParameters()["MODELS"] == "pretrain-1, finetune-2"
    names.item(1).setCheckState(Qt.CheckState.Unchecked)
    assert text.text() == "finetune-2"


def test_typed_ids_are_ticked_in_the_list(qtbot: Any) -> None:
    dialog = form(qtbot, "batchexport")
    dialog.setParameters({"BUNDLES": "prepare-1"})
    names, text = parts(dialog, "MODELS")
    text.setText("elsewhere,pretrain-1")
    assert ticked(names) == ["pretrain-1"]
    names.item(0).setCheckState(Qt.CheckState.Checked)
    value = dialog.createProcessingParameters()["MODELS"]
    assert value == "elsewhere, pretrain-1, finetune-2"


def test_the_list_is_accessible_by_keyboard_and_has_a_name(qtbot: Any) -> None:
    dialog = form(qtbot, "batchexport")
    names, text = parts(dialog, "BUNDLES")
    assert names.accessibleName() == "Bundle IDs"
    assert text.accessibleName() == "Bundle IDs, as text"
    dialog.show()
    names.setCurrentRow(0)
    qtbot.keyClick(names, Qt.Key.Key_Space)
    assert text.text() == "prepare-1"


def test_ticks_stay_when_the_list_changes(qtbot: Any) -> None:
    CATALOGUE.take([], [])
    dialog = form(qtbot, "batchexport")
    dialog.setParameters({"BUNDLES": "prepare-1", "MODELS": ""})
    names, _ = parts(dialog, "BUNDLES")
    assert not names.isVisibleTo(dialog)
    CATALOGUE.take(BUNDLES, MODELS)
    assert ticked(names) == ["Porto (prepare-1)"]
    assert dialog.createProcessingParameters()["BUNDLES"] == "prepare-1"


def test_a_closed_form_is_disconnected(qtbot: Any) -> None:
    dialog = form(qtbot, "batchexport")
    before = CATALOGUE.receivers(CATALOGUE.changed)
    dialog.deleteLater()
    qtbot.waitUntil(lambda: CATALOGUE.receivers(CATALOGUE.changed) < before)
    CATALOGUE.take(BUNDLES, MODELS)


def test_the_model_designer_uses_text(qtbot: Any) -> None:
    made = QgsApplication.processingRegistry().createAlgorithmById("trajganr:batchexport")
    dialog = ModelerParametersDialog(made, QgsProcessingModelAlgorithm("m", "g"))
    qtbot.addWidget(dialog)
    box = dialog.widget.widget.wrappers["BUNDLES"].widget
    assert offered(box)[1] == "Porto (prepare-1)"
    box.setEditText("prepare-1, prepare-2")
    (source,) = dialog.createAlgorithm().parameterSources()["BUNDLES"]
    assert source.staticValue() == "prepare-1, prepare-2"

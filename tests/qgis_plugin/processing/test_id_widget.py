"""Forms offer the worker's bundles and models, one or several, and take any other id."""

from __future__ import annotations

from typing import Any

import pytest
from id_forms import BUNDLES, MODELS, catalogue, form, offered  # noqa: F401 # a fixture
from processing.gui.AlgorithmDialog import AlgorithmDialog
from processing.gui.BatchAlgorithmDialog import BatchAlgorithmDialog
from processing.modeler.ModelerParametersDialog import ModelerParametersDialog
from qgis.core import (
    QgsApplication,
    QgsProcessingContext,
    QgsProcessingModelAlgorithm,
    QgsProcessingModelChildAlgorithm,
    QgsProcessingModelChildParameterSource,
)
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QComboBox, QLineEdit, QListWidget, QWidget

from qgis_plugin.client.catalogue import CATALOGUE


def box_of(dialog: AlgorithmDialog, name: str) -> QComboBox:
    return dialog.mainWidget().wrappers[name].widget


def test_a_form_lists_bundles_and_models_by_name(qtbot: Any) -> None:
    dialog = form(qtbot, "predictroads")
    shipped = "Shipped model (no training)"
    assert offered(box_of(dialog, "MODEL")) == [shipped, "Four tasks (finetune-2)", "pretrain-1"]
    assert offered(box_of(dialog, "BUNDLE")) == ["", "Porto (prepare-1)"]
    assert box_of(dialog, "MODEL").currentText() == shipped
    assert not dialog.createProcessingParameters().get("MODEL")
    box_of(dialog, "MODEL").setCurrentIndex(1)
    values = dialog.createProcessingParameters()
    assert values["MODEL"] == "finetune-2"
    assert not values.get("BUNDLE")


def test_an_id_can_be_typed(qtbot: Any) -> None:
    dialog = form(qtbot, "predictroads")
    box_of(dialog, "MODEL").setEditText("finetune-elsewhere")
    assert dialog.createProcessingParameters()["MODEL"] == "finetune-elsewhere"


def test_the_value_of_a_form_stays_when_the_list_changes(
    qtbot: Any,
) -> None:
    CATALOGUE.take([], [])
    dialog = form(qtbot, "finetune")
    dialog.setParameters({"MODEL": "pretrain-1", "BUNDLE": "prepare-1"})
    assert box_of(dialog, "BUNDLE").currentText() == "prepare-1"
    CATALOGUE.take(BUNDLES, MODELS)
    assert box_of(dialog, "BUNDLE").currentText() == "Porto (prepare-1)"
    values = dialog.createProcessingParameters()
    assert (values["MODEL"], values["BUNDLE"]) == ("pretrain-1", "prepare-1")


@pytest.mark.parametrize("algorithm", ["predictroads", "batchexport"])
def test_a_closed_form_is_disconnected(qtbot: Any, algorithm: str) -> None:
    dialog = form(qtbot, algorithm)
    before = CATALOGUE.receivers(CATALOGUE.changed)
    dialog.deleteLater()
    qtbot.waitUntil(lambda: CATALOGUE.receivers(CATALOGUE.changed) < before)
    CATALOGUE.take(BUNDLES, MODELS)


def test_batch_mode_lists_them_in_every_row(qtbot: Any) -> None:
    made = QgsApplication.processingRegistry().createAlgorithmById("trajganr:evaluate")
    dialog = BatchAlgorithmDialog(made)
    qtbot.addWidget(dialog)
    wrapper = dialog.mainWidget().wrappers[0][0]
    wrapper.setWidgetValue("finetune-2", QgsProcessingContext())
    assert offered(wrapper.widget)[1] == "Four tasks (finetune-2)"
    assert wrapper.widgetValue() == "finetune-2"


def test_the_model_designer_lists_results_of_earlier_steps(qtbot: Any) -> None:
    model = QgsProcessingModelAlgorithm("m", "g")
    step = QgsProcessingModelChildAlgorithm("trajganr:pretrain")
    step.setChildId("pretrain")
    step.setDescription("Pretrain")
    model.addChildAlgorithm(step)
    made = QgsApplication.processingRegistry().createAlgorithmById("trajganr:finetune")
    dialog = ModelerParametersDialog(made, model)
    qtbot.addWidget(dialog)
    box = dialog.widget.widget.wrappers["MODEL"].widget
    row = next(i for i, text in enumerate(offered(box)) if "Pretrain" in text and "Model" in text)
    box.setCurrentIndex(row)
    (source,) = dialog.createAlgorithm().parameterSources()["MODEL"]
    assert isinstance(source, QgsProcessingModelChildParameterSource)
    assert (source.outputChildId(), source.outputName()) == ("pretrain", "MODEL")


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


def test_the_model_designer_uses_text_for_several(qtbot: Any) -> None:
    made = QgsApplication.processingRegistry().createAlgorithmById("trajganr:batchexport")
    dialog = ModelerParametersDialog(made, QgsProcessingModelAlgorithm("m", "g"))
    qtbot.addWidget(dialog)
    box = dialog.widget.widget.wrappers["BUNDLES"].widget
    assert offered(box)[1] == "Porto (prepare-1)"
    box.setEditText("prepare-1, prepare-2")
    (source,) = dialog.createAlgorithm().parameterSources()["BUNDLES"]
    assert source.staticValue() == "prepare-1, prepare-2"

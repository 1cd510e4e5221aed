"""Forms offer the worker's bundles and models by name, and take any other id."""

from __future__ import annotations

from typing import Any

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
from qgis.PyQt.QtWidgets import QComboBox

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


def test_a_closed_form_is_disconnected(qtbot: Any) -> None:
    dialog = form(qtbot, "predictroads")
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

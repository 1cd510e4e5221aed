"""Forms offer the named times of the week, and take any other as text."""

from __future__ import annotations

from typing import Any

import pytest
from id_forms import catalogue, form, offered  # noqa: F401 # a fixture
from plugin_tools import memory_layer
from processing.gui.BatchAlgorithmDialog import BatchAlgorithmDialog
from processing.modeler.ModelerParametersDialog import ModelerParametersDialog
from qgis.core import QgsApplication, QgsProcessingModelAlgorithm, QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QLineEdit, QListWidget, QWidget

from trajganr_core.contract.options.time_sets import NAMED_SETS


def points() -> QgsVectorLayer:
    layer = memory_layer("Point", "id:string", ["Point(-8.615 41.15)"], ["home"], "homes")
    QgsProject.instance().addMapLayer(layer)
    return layer


def parts(dialog: Any) -> tuple[QListWidget, QLineEdit]:
    widget: QWidget = dialog.mainWidget().wrappers["TIME_SETS"].widget
    return widget.findChild(QListWidget), widget.findChild(QLineEdit)


def row_of(names: QListWidget, name: str) -> Any:
    return names.item(list(NAMED_SETS).index(name))


@pytest.mark.parametrize(
    ("algorithm", "inputs"),
    [("predictroads", {"MODEL": "finetune-2"}), ("observedtraffic", {"BUNDLE": "prepare-1"})],
)
def test_ticked_and_typed_times_are_the_value(
    qtbot: Any, algorithm: str, inputs: dict[str, str]
) -> None:
    dialog = form(qtbot, algorithm)
    dialog.setParameters(inputs)
    names, text = parts(dialog)
    assert names.count() == len(NAMED_SETS)
    assert row_of(names, "weekend").text() == "weekend: Sat,Sun"
    text.setText("Mon 07:00-08:00,16:00-17:00|")
    for name in ("night free flow", "weekend"):
        row_of(names, name).setCheckState(Qt.CheckState.Checked)
    row_of(names, "night free flow").setCheckState(Qt.CheckState.Unchecked)
    values = dialog.createProcessingParameters()
    assert values["TIME_SETS"] == "Mon 07:00-08:00,16:00-17:00 | weekend"


def test_another_notation_of_a_named_set_is_ticked(qtbot: Any) -> None:
    names, text = parts(form(qtbot, "predictroads"))
    text.setText("mon-fri 07:00-09:00 | Mon-Fry | ")
    assert row_of(names, "weekday morning peak").checkState() == Qt.CheckState.Checked
    assert row_of(names, "weekdays").checkState() == Qt.CheckState.Unchecked
    row_of(names, "weekday morning peak").setCheckState(Qt.CheckState.Unchecked)
    assert text.text() == "Mon-Fry"


def test_times_are_accessible_by_keyboard_and_have_a_name(qtbot: Any) -> None:
    dialog = form(qtbot, "predictroads")
    names, text = parts(dialog)
    assert names.accessibleName() == "Times of the week"
    assert text.accessibleName() == "Times of the week, as text"
    dialog.show()
    names.setCurrentRow(5)
    qtbot.keyClick(names, Qt.Key.Key_Space)
    assert text.text() == "weekend"


def test_a_single_time_of_the_week_is_chosen_or_typed(qtbot: Any) -> None:
    dialog = form(qtbot, "traveltimes")
    dialog.setParameters({"MODEL": "finetune-2", "ORIGINS": points()})
    box = dialog.mainWidget().wrappers["TIME_SET"].widget
    assert box.accessibleName() == "Time of the week"
    assert box.currentText() == "whole week: Mon-Sun"
    assert offered(box)[0] == "weekday morning peak: Mon-Fri 07:00-09:00"
    assert dialog.createProcessingParameters()["TIME_SET"] == "whole week"
    box.setCurrentIndex(0)
    assert dialog.createProcessingParameters()["TIME_SET"] == "weekday morning peak"
    box.setEditText("Mon 07:00-08:00")
    assert dialog.createProcessingParameters()["TIME_SET"] == "Mon 07:00-08:00"


def test_the_model_designer_and_batch_tables_use_text(qtbot: Any, monkeypatch: Any) -> None:
    made = QgsApplication.processingRegistry().createAlgorithmById("trajganr:predictroads")
    dialog = ModelerParametersDialog(made, QgsProcessingModelAlgorithm("m", "g"))
    qtbot.addWidget(dialog)
    box = dialog.widget.widget.wrappers["TIME_SETS"].widget
    assert offered(box)[1] == "weekday morning peak: Mon-Fri 07:00-09:00"
    box.setEditText("weekend | Mon 07:00-08:00")
    (source,) = dialog.createAlgorithm().parameterSources()["TIME_SETS"]
    assert source.staticValue() == "weekend | Mon 07:00-08:00"
    batch = BatchAlgorithmDialog(made)
    qtbot.addWidget(batch)
    column = next(
        column
        for column, wrapper in enumerate(batch.mainWidget().wrappers[0])
        if wrapper is not None and wrapper.parameterDefinition().name() == "TIME_SETS"
    )
    wrapper = batch.mainWidget().wrappers[0][column]
    wrapper.setValue("weekend | Mon 07:00-08:00")
    assert wrapper.value() == "weekend | Mon 07:00-08:00"

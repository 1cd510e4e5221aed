"""The forms of all algorithms: help, links, and that accepted forms also run."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from minimal_forms import IDS, Forms
from plugin_tools import Layers
from qgis.core import (
    Qgis,
    QgsApplication,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingDestinationParameter,
    QgsProcessingModelAlgorithm,
    QgsProcessingParameterEnum,
    QgsProject,
)

from trajganr_core.contract.options.data_config import SPEED_UNITS


def algorithm(name: str) -> QgsProcessingAlgorithm:
    return QgsApplication.processingRegistry().createAlgorithmById(f"trajganr:{name}")


@pytest.mark.parametrize("name", IDS)
def test_every_parameter_has_help(name: str) -> None:
    made = algorithm(name)
    assert [each.name() for each in made.parameterDefinitions() if not each.help()] == []


#: Values that read as they are: units, and sizes in pixels.
PLAIN = {*SPEED_UNITS, "256", "1024", "2048", "original"}


@pytest.mark.parametrize("name", IDS)
def test_choices_are_shown_in_words(name: str, qtbot: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from processing.gui.AlgorithmDialog import AlgorithmDialog

    monkeypatch.setattr("processing.gui.ParametersPanel.iface", None)
    dialog = AlgorithmDialog(algorithm(name))
    qtbot.addWidget(dialog)
    for choice in dialog.algorithm().parameterDefinitions():
        if not isinstance(choice, QgsProcessingParameterEnum) or set(choice.options()) <= PLAIN:
            continue
        widget = dialog.mainWidget().wrappers[choice.name()].widget
        rows = range(widget.count())
        one = widget.item(0) if choice.allowMultiple() else None
        shown = [(widget.item(r).text() if one else widget.itemText(r)) for r in rows]
        assert not set(shown) & (set(choice.options()) - PLAIN), choice.name()
        assert len(set(shown)) == len(choice.options())
    # What a form that is left alone answers are the codes.
    values = dialog.createProcessingParameters()
    for choice in dialog.algorithm().parameterDefinitions():
        if isinstance(choice, QgsProcessingParameterEnum) and choice.name() in values:
            given = values[choice.name()]
            assert set(given if isinstance(given, list) else [given]) <= set(choice.options())


def test_a_form_takes_and_returns_codes(qtbot: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from processing.gui.AlgorithmDialog import AlgorithmDialog

    monkeypatch.setattr("processing.gui.ParametersPanel.iface", None)
    dialog = AlgorithmDialog(algorithm("finetune"))
    qtbot.addWidget(dialog)
    given = {"TASKS": ["speed", "aoi"], "SPLIT": "block", "HEAD": "mlp"}
    dialog.setParameters({"MODEL": "m", "BUNDLE": "b", **given})
    values = dialog.createProcessingParameters()
    assert {name: values[name] for name in given} == given


def test_batch_runs_and_the_model_designer_keep_codes(
    qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from processing.gui.BatchAlgorithmDialog import BatchAlgorithmDialog
    from processing.modeler.ModelerParametersDialog import ModelerParametersDialog

    monkeypatch.setattr("processing.gui.ParametersPanel.iface", None)
    made = algorithm("finetune")
    batch = BatchAlgorithmDialog(made)
    qtbot.addWidget(batch)
    row = {
        each.parameterDefinition().name(): each for each in batch.mainWidget().wrappers[0] if each
    }
    row["TASKS"].setWidgetValue(["speed", "aoi"], QgsProcessingContext())
    row["SPLIT"].setWidgetValue("block", QgsProcessingContext())
    assert row["TASKS"].widgetValue() == ["speed", "aoi"]
    assert row["SPLIT"].widgetValue() == "block"
    designer = ModelerParametersDialog(made, QgsProcessingModelAlgorithm("m", "g"))
    qtbot.addWidget(designer)
    designer.widget.widget.wrappers["SPLIT"].setWidgetValue("segment", QgsProcessingContext())
    designer.widget.widget.wrappers["TASKS"].setWidgetValue(["braking"], QgsProcessingContext())
    sources = designer.createAlgorithm().parameterSources()
    assert [each.staticValue() for each in sources["SPLIT"]] == ["segment"]
    assert [each.staticValue() for each in sources["TASKS"]] == [["braking"]]


def test_fields_of_layers_are_chosen_and_columns_of_files_typed(
    qtbot: Any, monkeypatch: pytest.MonkeyPatch, layers: Layers, qgis_new_project: None
) -> None:
    from processing.gui.AlgorithmDialog import AlgorithmDialog

    monkeypatch.setattr("processing.gui.ParametersPanel.iface", None)
    trips = layers.trips()
    QgsProject.instance().addMapLayer(trips)
    dialog = AlgorithmDialog(algorithm("loadtrips"))
    qtbot.addWidget(dialog)
    box = dialog.mainWidget().wrappers["TRIP_FIELD"].widget
    dialog.setParameters({"LAYER": trips.id()})
    assert [box.itemText(row) for row in range(box.count())] == ["", "trip_id"]
    box.setCurrentIndex(1)
    assert dialog.createProcessingParameters()["TRIP_FIELD"] == "trip_id"
    box.setEditText("a column")
    assert dialog.createProcessingParameters()["TRIP_FIELD"] == "a column"


@pytest.mark.parametrize("name", ["prepare", "matchtrips"])
def test_fields_of_roads_are_listed_from_the_layer(name: str) -> None:
    made = algorithm(name)
    for field in ("CLASS_FIELD", "ONEWAY_FIELD", "NAME_FIELD"):
        assert made.parameterDefinition(field).parentLayerParameterName() == "ROADS"


@pytest.mark.parametrize("name", ["loadtrips", "loadstreetview", "prepare"])
def test_a_form_needs_one_of_its_alternative_inputs(
    name: str, home: Path, layers: Layers, qgis_new_project: None
) -> None:
    """QGIS calls each of them optional."""
    made, context = algorithm(name), QgsProcessingContext()
    context.setProject(QgsProject.instance())
    form = Forms(layers, token="", bundle="", model="")[name]
    for parameter in made.parameterDefinitions():
        if isinstance(parameter, QgsProcessingDestinationParameter):
            form[parameter.name()] = "TEMPORARY_OUTPUT"
        elif parameter.flags() & Qgis.ProcessingParameterFlag.Optional:
            form[parameter.name()] = None
    is_fine, reason = made.checkParameterValues(form, context)
    assert not is_fine
    assert reason.startswith("Exactly one of these is needed")

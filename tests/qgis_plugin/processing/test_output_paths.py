"""Outputs that QGIS' file dialog lets pass, and that must not be written all the same."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from plugin_tools import Layers, checked, memory_layer
from qgis.core import (
    QgsApplication,
    QgsProcessingContext,
    QgsProcessingFeatureSourceDefinition,
    QgsProcessingFeedback,
    QgsProject,
    QgsVectorFileWriter,
    QgsVectorLayer,
)

PREDICT = "predictroads"


def in_project(**parameters: Any) -> tuple[bool, str]:
    """Check the form as in a window, where layers go by their names."""
    algorithm = QgsApplication.processingRegistry().createAlgorithmById(f"trajganr:{PREDICT}")
    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    return algorithm.checkParameterValues(parameters, context)


@pytest.fixture
def roads(tmp_path: Path, qgis_new_project: None) -> QgsVectorLayer:
    """A layer of the project, in a GeoPackage."""
    path = tmp_path / "roads.gpkg"
    line = "LineString(-8.615 41.15, -8.614 41.151)"
    source = memory_layer("LineString", "name:string", [line], ["Rua"], "roads")
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.layerName = "roads"
    QgsVectorFileWriter.writeAsVectorFormatV3(
        source, str(path), QgsProject.instance().transformContext(), options
    )
    layer = QgsVectorLayer(f"{path}|layername=roads", "roads", "ogr")
    assert layer.isValid()
    QgsProject.instance().addMapLayer(layer)
    return layer


@pytest.mark.parametrize("given", ["layer", "id", "name", "source", "path", "selected"])
def test_an_output_that_is_an_input_is_refused(
    given: str, roads: QgsVectorLayer, home: Path, tmp_path: Path
) -> None:
    path = tmp_path / "roads.gpkg"
    before = path.read_bytes()
    value = {
        "layer": roads,
        "id": roads.id(),
        "name": roads.name(),
        "source": roads.source(),
        "path": str(path),
        "selected": QgsProcessingFeatureSourceDefinition(roads.id(), True),
    }[given]
    is_fine, reason = in_project(MODEL="m", ROADS=value, OUTPUT=str(path))
    assert not is_fine
    assert "input" in reason
    assert path.read_bytes() == before


def test_an_output_that_is_an_input_is_refused_without_a_form(
    roads: QgsVectorLayer, home: Path, tmp_path: Path
) -> None:
    algorithm = QgsApplication.processingRegistry().createAlgorithmById(f"trajganr:{PREDICT}")
    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    parameters = {"MODEL": "m", "ROADS": roads, "OUTPUT": str(tmp_path / "roads.gpkg")}
    feedback = QgsProcessingFeedback()
    assert not algorithm.prepare(parameters, context, feedback)
    assert "input" in feedback.textLog()


def test_a_loaded_file_that_is_not_an_input_may_be_replaced(
    roads: QgsVectorLayer, home: Path, tmp_path: Path, layers: Layers
) -> None:
    """The file dialog has asked; a layer of the project that nobody edits does not forbid it."""
    is_fine, reason = checked(PREDICT, MODEL="m", OUTPUT=str(tmp_path / "roads.gpkg"))
    assert is_fine, reason


def test_a_file_whose_layer_is_being_edited_is_refused(
    roads: QgsVectorLayer, home: Path, tmp_path: Path
) -> None:
    assert roads.startEditing()
    try:
        is_fine, reason = checked(PREDICT, MODEL="m", OUTPUT=str(tmp_path / "roads.gpkg"))
        assert not is_fine
        assert "RESOURCE.LOCKED" in reason
    finally:
        roads.rollBack()


def test_a_missing_folder_is_reported_before_the_job_and_not_created(
    home: Path, tmp_path: Path
) -> None:
    is_fine, reason = checked(PREDICT, MODEL="m", OUTPUT=str(tmp_path / "no" / "roads.gpkg"))
    assert not is_fine
    assert str(tmp_path / "no") in reason
    assert not (tmp_path / "no").exists()


def test_a_folder_of_results_cannot_be_an_input(home: Path, tmp_path: Path) -> None:
    trips = tmp_path / "trips"
    trips.mkdir()
    (trips / "a.csv").write_text("x")
    is_fine, reason = checked("loadtrips", FOLDER=str(trips), OUTPUT=str(trips / "trips.gpkg"))
    assert not is_fine
    assert "input" in reason

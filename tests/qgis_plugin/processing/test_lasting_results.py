"""Temporary layers that are loaded into a project are saved in a permanent file."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from plugin_tools import run
from qgis.core import (
    QgsApplication,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputLayerDefinition,
    QgsProject,
)


def predict(model: str, project: QgsProject, feedback: Any = None) -> Path:
    """Predict into a temporary layer as the dialog does, and load it."""
    from processing.gui.Postprocessing import handleAlgorithmResults

    made = QgsApplication.processingRegistry().createAlgorithmById("trajganr:predictroads")
    context, feedback = QgsProcessingContext(), feedback or QgsProcessingFeedback()
    context.setProject(project)
    output = QgsProcessingOutputLayerDefinition("TEMPORARY_OUTPUT", project)
    form = {"MODEL": model, "NAME": "Porto: now", "OUTPUT": output}
    results, succeeded = made.run(form, context, feedback)
    assert succeeded
    assert handleAlgorithmResults(made, context, feedback, form)
    return Path(results["OUTPUT"])


def test_loaded_predictions_are_saved_beside_the_project_and_reopened_with_it(
    model: str, tmp_path: Path, qgis_new_project: None
) -> None:
    project = QgsProject.instance()
    file = str(tmp_path / "porto.qgz")
    assert project.write(file)
    feedback = QgsProcessingFeedback()
    first = predict(model, project, feedback)
    assert first == tmp_path / "trajganr" / "Porto now.gpkg"
    assert str(first) in feedback.textLog()
    assert predict(model, project) == first.with_stem("Porto now 2")
    assert project.write()
    project.clear()
    assert project.read(file)
    layers = list(project.mapLayers().values())
    assert len(layers) == 2
    assert all(layer.isValid() for layer in layers)
    assert {layer.name() for layer in layers} == {"Porto: now", "Porto: now (2)"}


def test_predictions_of_a_project_without_a_folder_are_saved_in_the_profile(
    model: str, qgis_new_project: None, results: Path
) -> None:
    path = predict(model, QgsProject.instance())
    assert path.parent == results / "results"


def test_a_temporary_output_of_a_script_stays_temporary(model: str, results: Path) -> None:
    path = run("predictroads", MODEL=model, OUTPUT="TEMPORARY_OUTPUT")["OUTPUT"]
    assert Path(path).is_relative_to(tempfile.gettempdir())
    assert not Path(path).is_relative_to(results)

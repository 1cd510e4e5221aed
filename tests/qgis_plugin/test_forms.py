"""What the forms of all algorithms promise: help, links, and that what QGIS accepts also runs."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Layers
from minimal_forms import IDS, Forms
from qgis.core import (
    Qgis,
    QgsApplication,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingDestinationParameter,
    QgsProcessingFeedback,
    QgsProject,
)

#: Algorithms with inputs that stand for each other, of which QGIS calls each optional.
WITH_ALTERNATIVES = {"loadtrajectories", "loadstreetview", "prepare"}


def algorithm(name: str) -> QgsProcessingAlgorithm:
    return QgsApplication.processingRegistry().createAlgorithmById(f"trajganr:{name}")


@pytest.mark.parametrize("name", IDS)
def test_a_form_that_is_accepted_runs_with_every_optional_field_left_empty(
    name: str, worker: Path, layers: Layers, token: str, qgis_new_project: None
) -> None:
    made, context = algorithm(name), QgsProcessingContext()
    context.setProject(QgsProject.instance())
    form = Forms(layers, token)[name]
    for parameter in made.parameterDefinitions():
        if isinstance(parameter, QgsProcessingDestinationParameter):
            form[parameter.name()] = "TEMPORARY_OUTPUT"
        elif parameter.flags() & Qgis.ProcessingParameterFlag.Optional:
            form[parameter.name()] = None
    is_fine, reason = made.checkParameterValues(form, context)
    assert is_fine == (name not in WITH_ALTERNATIVES)
    if not is_fine:
        assert reason.startswith("Exactly one of these is needed")
        return
    feedback = QgsProcessingFeedback()
    _, succeeded = made.run(form, context, feedback)
    assert succeeded, feedback.textLog()

"""Every algorithm with empty optional fields and temporary outputs, as QGIS' dialog runs it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from minimal_forms import IDS, Forms
from plugin_tools import Feedback, Layers
from qgis.core import (
    Qgis,
    QgsApplication,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingDestinationParameter,
    QgsProcessingOutputLayerDefinition,
    QgsProject,
)

TROUBLE = {Qgis.MessageLevel.Warning, Qgis.MessageLevel.Critical}
#: QGIS says so where the profile, as that of the tests, has no table of the person's own CRS.
NO_USER_CRS = "no such table: tbl_srs"
#: Algorithms without an output that QGIS could load.
WITHOUT_LAYERS = {
    *("prepare", "pretrain", "finetune", "bundlereport", "predictionsmap"),
    *("exportlayers", "routingexport", "batchexport", "workerstatus"),
    *("changesreport", "webpage", "areareport"),
}
#: What layers are called, by their types where an algorithm has several.
NAMES: dict[str, dict[Qgis.WkbType, str]] = {
    **{name: {} for name in IDS},
    "loadtrajectories": {Qgis.WkbType.LineStringM: "Trips: trips"},
    "loadosm": {
        Qgis.WkbType.LineString: "Roads: porto",
        Qgis.WkbType.Point: "Places: porto",
    },
    "downloadosm": {
        Qgis.WkbType.LineString: "Roads: OpenStreetMap",
        Qgis.WkbType.Point: "Places: OpenStreetMap",
    },
    "downloadmapillary": {Qgis.WkbType.Point: "Street views: Mapillary"},
    "joinpredictions": {Qgis.WkbType.LineString: "Roads with predictions: roads"},
    "matchtrajectories": {
        Qgis.WkbType.LineStringM: "Matched paths: trips",
        Qgis.WkbType.Point: "Matched fixes: trips",
    },
    "derivelabels": {Qgis.WkbType.LineString: "Labels of roads: Study area"},
    "traveltimes": {
        Qgis.WkbType.NoGeometry: "Travel times: whole week",
        Qgis.WkbType.LineString: "Reached roads: whole week",
        Qgis.WkbType.Polygon: "Isochrones: whole week",
    },
    "observedtraffic": {Qgis.WkbType.LineString: "Observed traffic: Study area"},
    "changes": {Qgis.WkbType.LineString: "Changes: Study area"},
    "odmatrix": {
        Qgis.WkbType.LineString: "Desire lines: Study area",
        Qgis.WkbType.NoGeometry: "Trips between zones: Study area",
    },
    "selectlink": {
        Qgis.WkbType.LineString: "Trips through the chosen roads: Study area",
        Qgis.WkbType.Polygon: "Origins and destinations: Study area",
        Qgis.WkbType.NoGeometry: "Hours of the trips: Study area",
    },
}
#: Algorithms whose data are somebody's in these tests.
WITH_OWNERS = {
    *("changes", "derivelabels", "observedtraffic", "odmatrix", "selectlink"),
    "loadosm",
    "downloadosm",
    "downloadmapillary",
    "mapillarycoverage",
    "evaluate",
    "embedlocations",
    "traveltimes",
}


@pytest.fixture
def log(qgis_new_project: None) -> Iterator[list[str]]:
    """Warnings and errors in QGIS' message log."""
    messages: list[str] = []

    def keep(text: str, tag: str, level: Qgis.MessageLevel) -> None:
        if level in TROUBLE and NO_USER_CRS not in text:
            messages.append(f"{tag}: {text}")

    received = QgsApplication.messageLog().messageReceived[str, str, Qgis.MessageLevel]
    received.connect(keep)
    yield messages
    received.disconnect(keep)


@pytest.mark.parametrize("name", IDS)
def test_a_form_with_empty_optional_fields_runs_and_its_outputs_load_without_a_warning(
    name: str, layers: Layers, token: str, bundle: str, model: str, log: list[str]
) -> None:
    from processing.gui.Postprocessing import handleAlgorithmResults

    form = Forms(layers, token, bundle, model)[name]
    algorithm = QgsApplication.processingRegistry().createAlgorithmById(f"trajganr:{name}")
    project = QgsProject.instance()
    for parameter in algorithm.parameterDefinitions():
        if isinstance(parameter, QgsProcessingDestinationParameter):
            output = QgsProcessing.TEMPORARY_OUTPUT
            is_layer = parameter.type() in ("sink", "vectorDestination")
            form[parameter.name()] = (
                QgsProcessingOutputLayerDefinition(output, project) if is_layer else output
            )
        elif parameter.flags() & Qgis.ProcessingParameterFlag.Optional:
            form.setdefault(parameter.name(), None)
    before = set(project.mapLayers())
    log.clear()
    context, feedback = QgsProcessingContext(), Feedback()
    context.setProject(project)
    context.setFeedback(feedback)
    # The dialog checks the form with the very context that it then runs it with.
    assert algorithm.checkParameterValues(form, context) == (True, "")
    assert not context.layersToLoadOnCompletion()
    results, succeeded = algorithm.run(form, context, feedback)
    assert succeeded, feedback.trouble
    assert handleAlgorithmResults(algorithm, context, feedback, form)
    assert feedback.trouble == []
    assert log == []
    loaded = set(project.mapLayers()) - before
    for layer in map(project.mapLayer, loaded):
        assert layer.name() == NAMES[name].get(layer.wkbType(), layer.name())
        assert bool(layer.attribution()) == (name in WITH_OWNERS), layer.name()
    assert bool(loaded) == (name not in WITHOUT_LAYERS)
    for parameter in algorithm.parameterDefinitions():
        if isinstance(parameter, QgsProcessingDestinationParameter):
            made = results[parameter.name()]
            assert made in loaded or (Path(made).is_absolute() and Path(made).exists())

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
#: What layers of some are called, by their types where an algorithm has several.
NAMES: dict[str, dict[Qgis.WkbType, str]] = {
    "predictroads": {Qgis.WkbType.LineString: "Shared: Predicted roads"},
    "evaluate": {Qgis.WkbType.LineString: "Shared: Residuals"},
    "similarroads": {Qgis.WkbType.LineString: "-8.61500, 41.15000: Similar roads"},
    "loadtrips": {Qgis.WkbType.LineStringM: "trips: Trips"},
    "loadosm": {
        Qgis.WkbType.LineString: "porto: Roads",
        Qgis.WkbType.Point: "porto: Places",
    },
    "downloadosm": {
        Qgis.WkbType.LineString: "OpenStreetMap: Roads",
        Qgis.WkbType.Point: "OpenStreetMap: Places",
    },
    "downloadmapillary": {Qgis.WkbType.Point: "Mapillary: Street views"},
    "joinpredictions": {Qgis.WkbType.LineString: "roads: Roads with predictions"},
    "matchtrips": {
        Qgis.WkbType.LineStringM: "trips: Matched paths",
        Qgis.WkbType.Point: "trips: Matched fixes",
    },
    "derivelabels": {Qgis.WkbType.LineString: "Study area: Labels of roads"},
    "traveltimes": {
        Qgis.WkbType.NoGeometry: "Shared: Travel times, whole week",
        Qgis.WkbType.LineString: "Shared: Reached roads, whole week",
        Qgis.WkbType.Polygon: "Shared: Isochrones, whole week",
    },
    "observedtraffic": {Qgis.WkbType.LineString: "Study area: Observed traffic"},
    "changes": {Qgis.WkbType.LineString: "Study area: Changes, whole week"},
    "odmatrix": {
        Qgis.WkbType.LineString: "Study area: Desire lines",
        Qgis.WkbType.NoGeometry: "Study area: Trips between zones",
    },
    "selectlink": {
        Qgis.WkbType.LineString: "Study area: Trips through the chosen roads",
        Qgis.WkbType.Polygon: "Study area: Origins and destinations",
        Qgis.WkbType.NoGeometry: "Study area: Hours of the trips",
    },
}
#: Algorithms whose data are somebody's in these tests, beside those of a bundle alone.
WITH_OWNERS = {
    "corridor",
    "loadosm",
    "downloadosm",
    "publictransportspeeds",
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
def test_a_form_with_empty_optional_fields_runs_and_its_outputs_load_and_last(
    name: str, layers: Layers, token: str, bundle: str, model: str, log: list[str], tmp_path: Path
) -> None:
    from processing.gui.Postprocessing import handleAlgorithmResults

    form = Forms(layers, token, bundle, model)[name]
    algorithm = QgsApplication.processingRegistry().createAlgorithmById(f"trajganr:{name}")
    project = QgsProject.instance()
    file = str(tmp_path / "porto.qgz")
    assert project.write(file)
    for parameter in algorithm.parameterDefinitions():
        if isinstance(parameter, QgsProcessingDestinationParameter):
            output = QgsProcessing.TEMPORARY_OUTPUT
            is_layer = parameter.type() in ("sink", "vectorDestination")
            form[parameter.name()] = (
                QgsProcessingOutputLayerDefinition(output, project) if is_layer else output
            )
        elif parameter.flags() & Qgis.ProcessingParameterFlag.Optional:
            form.setdefault(parameter.name(), None)
    is_owned = name in WITH_OWNERS or bool(form.get("BUNDLE") and not form.get("MODEL"))
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
        assert layer.name() == NAMES.get(name, {}).get(layer.wkbType(), layer.name())
        assert bool(layer.attribution()) == is_owned, layer.name()
    outputs = {each.type() for each in algorithm.outputDefinitions()}
    assert bool(loaded) == ("outputVector" in outputs)
    for parameter in algorithm.parameterDefinitions():
        if isinstance(parameter, QgsProcessingDestinationParameter):
            made = results[parameter.name()]
            assert made in loaded or (Path(made).is_absolute() and Path(made).exists())
            assert name != "downloadmapillary" or tmp_path in Path(made).parents or made in loaded
    features = {each: project.mapLayer(each).featureCount() for each in loaded}
    assert project.write()
    project.clear()
    assert project.read(file)
    assert {each: project.mapLayer(each).featureCount() for each in loaded} == features
    assert len({layer.name() for layer in project.mapLayers().values()}) == len(project.mapLayers())

"""Every algorithm with temporary outputs, run and loaded as the dialog of QGIS does it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import Layers, prepare, run
from qgis.core import (
    Qgis,
    QgsApplication,
    QgsAuthMethodConfig,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingDestinationParameter,
    QgsProcessingFeedback,
    QgsProcessingOutputLayerDefinition,
    QgsProject,
    QgsVectorLayer,
)

from qgis_plugin.processing.provider import ALGORITHMS
from qgis_plugin.processing.shipped_models import MODELS

IDS = [each.ID for each in ALGORITHMS] + [each.id for each in MODELS]
TROUBLE = {Qgis.MessageLevel.Warning, Qgis.MessageLevel.Critical}
#: QGIS says so where the profile, as that of the tests, has no table of the person's own CRS.
NO_USER_CRS = "no such table: tbl_srs"
#: Algorithms without an output that QGIS could load.
WITHOUT_LAYERS = {
    *("prepare", "pretrain", "finetune", "bundlereport", "predictionsmap"),
    *("exportlayers", "batchexport", "workerstatus"),
}


class Feedback(QgsProcessingFeedback):
    """Keeps what a person would see in red or orange."""

    def __init__(self) -> None:
        super().__init__(False)
        self.trouble: list[str] = []

    def reportError(self, error: str, fatalError: bool = False) -> None:  # noqa: N802
        self.trouble.append(error)

    def pushWarning(self, warning: str) -> None:  # noqa: N802 - QGIS' name
        self.trouble.append(warning)


@pytest.fixture
def log(qgis_new_project: None) -> Iterator[list[str]]:
    """Warnings and errors in QGIS' message log."""
    said: list[str] = []

    def keep(text: str, tag: str, level: Qgis.MessageLevel) -> None:
        if level in TROUBLE and NO_USER_CRS not in text:
            said.append(f"{tag}: {text}")

    received = QgsApplication.messageLog().messageReceived[str, str, Qgis.MessageLevel]
    received.connect(keep)
    yield said
    received.disconnect(keep)


@pytest.fixture
def token() -> Iterator[str]:
    """The id of a configuration with a token."""
    manager = QgsApplication.authManager()
    assert manager.setMasterPassword("for tests", True)
    config = QgsAuthMethodConfig("Basic")
    config.setName("Mapillary")
    config.setConfigMap({"username": "", "password": "secret"})
    stored, config = manager.storeAuthenticationConfig(config)
    assert stored
    yield config.id()
    manager.removeAuthenticationConfig(config.id())


class Forms:
    """Inputs of every algorithm that the fake worker can run."""

    def __init__(self, layers: Layers, token: str) -> None:
        self._layers = layers
        self._token = token

    def __getitem__(self, algorithm: str) -> dict[str, Any]:
        make: Callable[[], dict[str, Any]] = getattr(self, f"_{algorithm}")
        return make()

    def _file(self, name: str) -> str:
        path = self._layers.folder / name
        path.write_text("some content", encoding="utf-8")
        return str(path)

    def _shown(self, layer: QgsVectorLayer) -> str:
        QgsProject.instance().addMapLayer(layer)
        return layer.id()

    def _bundle(self) -> str:
        return prepare(self._layers)["BUNDLE"]

    def _pretrained(self) -> dict[str, str]:
        bundle = self._bundle()
        return {"BUNDLE": bundle, "MODEL": run("pretrain", BUNDLE=bundle)["MODEL"]}

    def _tuned(self) -> str:
        made = run("finetune", **self._pretrained(), TASKS=["speed"])
        return str(made["MODEL"])

    def _predicted(self) -> QgsVectorLayer:
        path = self._layers.folder / "predicted.gpkg"
        run("predictroads", MODEL=self._tuned(), OUTPUT=str(path))
        return QgsVectorLayer(f"{path}|layername=roads", "predicted", "ogr")

    def _data(self) -> dict[str, Any]:
        trips, roads = self._layers.trips(), self._layers.roads()
        return {"TRAJECTORIES": self._shown(trips), "ROADS": self._shown(roads)}

    def _loadtrajectories(self) -> dict[str, Any]:
        return {"FILE": self._file("trips.csv")}

    def _loadstreetview(self) -> dict[str, Any]:
        index = self._layers.street_view_index()
        lines = index.read_text(encoding="utf-8").splitlines(keepends=True)
        index.write_text("".join(lines[:-1]), encoding="utf-8")  # the last has no picture
        return {"FILE": str(index)}

    def _loadosm(self) -> dict[str, Any]:
        return {"FILE": self._file("porto.osm")}

    def _matchtrajectories(self) -> dict[str, Any]:
        return self._data()

    def _downloadmapillary(self) -> dict[str, Any]:
        return {"AUTH": self._token, "EXTENT": self._layers.extent}

    _mapillarycoverage = _downloadmapillary

    def _downloadosm(self) -> dict[str, Any]:
        return {"EXTENT": self._layers.extent}

    def _prepare(self) -> dict[str, Any]:
        return {**self._data(), "EXTENT": self._layers.extent}

    _tripstopredictedroads = _prepare

    def _updatepredictionswithnewtrips(self) -> dict[str, Any]:
        return {**self._data(), "MODEL": self._tuned()}

    def _bundlereport(self) -> dict[str, Any]:
        return {"BUNDLE": self._bundle()}

    _derivelabels = _pretrain = _exportlayers = _bundlereport

    def _batchexport(self) -> dict[str, Any]:
        return {"BUNDLES": self._bundle()}

    def _finetune(self) -> dict[str, Any]:
        return self._pretrained()

    def _evaluate(self) -> dict[str, Any]:
        return {"MODEL": self._tuned(), "COMPARE": "quick"}

    def _predictroads(self) -> dict[str, Any]:
        return {"MODEL": self._tuned()}

    def _joinpredictions(self) -> dict[str, Any]:
        predicted = self._predicted()
        return {"ROADS": self._shown(self._layers.roads()), "PREDICTIONS": self._shown(predicted)}

    def _predictionsmap(self) -> dict[str, Any]:
        return {"ROADS": self._shown(self._predicted()), "DPI": 50}

    def _embedlocations(self) -> dict[str, Any]:
        return {"MODEL": self._pretrained()["MODEL"]}

    def _similarroads(self) -> dict[str, Any]:
        return {**self._pretrained(), "POINT": "-8.615,41.15 [EPSG:4326]"}

    def _workerstatus(self) -> dict[str, Any]:
        return {}


@pytest.mark.parametrize("name", IDS)
def test_temporary_outputs_are_loaded_without_a_warning(
    name: str, worker: Path, layers: Layers, token: str, log: list[str]
) -> None:
    from processing.gui.Postprocessing import handleAlgorithmResults

    form = Forms(layers, token)[name]
    algorithm = QgsApplication.processingRegistry().createAlgorithmById(f"trajganr:{name}")
    project = QgsProject.instance()
    for parameter in algorithm.parameterDefinitions():
        if isinstance(parameter, QgsProcessingDestinationParameter):
            output = QgsProcessing.TEMPORARY_OUTPUT
            is_layer = parameter.type() in ("sink", "vectorDestination")
            form[parameter.name()] = (
                QgsProcessingOutputLayerDefinition(output, project) if is_layer else output
            )
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
    assert bool(loaded) == (name not in WITHOUT_LAYERS)
    for parameter in algorithm.parameterDefinitions():
        if isinstance(parameter, QgsProcessingDestinationParameter):
            made = results[parameter.name()]
            assert made in loaded or (Path(made).is_absolute() and Path(made).exists())

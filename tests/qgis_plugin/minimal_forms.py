"""The forms of all algorithms with their required fields only."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from plugin_tools import Layers, memory_layer, prepare, run
from qgis.core import QgsProject, QgsVectorLayer

from qgis_plugin.processing.provider import algorithms
from qgis_plugin.processing.shipped_models import MODELS

IDS = [each.about.id for each in algorithms()] + [each.id for each in MODELS.values()]


class Forms:
    """Inputs of every algorithm that the fake worker can run."""

    def __init__(self, layers: Layers, token: str, bundle: str, model: str) -> None:
        self._layers = layers
        self._token = token
        self._bundle = bundle
        self._model = model

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

    def _predicted(self) -> QgsVectorLayer:
        path = self._layers.folder / "predicted.gpkg"
        run("predictroads", MODEL=self._model, OUTPUT=str(path))
        return QgsVectorLayer(f"{path}|layername=roads", "predicted", "ogr")

    def _data(self) -> dict[str, Any]:
        trips, roads = self._layers.trips(), self._layers.roads()
        return {"TRIPS": self._shown(trips), "ROADS": self._shown(roads)}

    def _loadtrips(self) -> dict[str, Any]:
        return {"FILE": self._file("trips.csv")}

    def _loadstreetview(self) -> dict[str, Any]:
        index = self._layers.street_view_index()
        lines = index.read_text(encoding="utf-8").splitlines(keepends=True)
        index.write_text("".join(lines[:-1]), encoding="utf-8")  # the last has no picture
        return {"FILE": str(index)}

    def _loadosm(self) -> dict[str, Any]:
        return {"FILE": self._file("porto.osm")}

    def _downloadmapillary(self) -> dict[str, Any]:
        return {"AUTH": self._token, "EXTENT": self._layers.extent}

    _mapillarycoverage = _downloadmapillary

    def _downloadosm(self) -> dict[str, Any]:
        return {"EXTENT": self._layers.extent}

    def _prepare(self) -> dict[str, Any]:
        return self._data()

    _matchtrips = _recovertrips = _predictmycity = _prepare

    def _updatepredictionswithnewtrips(self) -> dict[str, Any]:
        return {**self._data(), "MODEL": self._model}

    def _bundlereport(self) -> dict[str, Any]:
        return {"BUNDLE": self._bundle}

    _pretrain = _exportlayers = _bundlereport

    def _derivelabels(self) -> dict[str, Any]:
        return {"BUNDLE": prepare(self._layers)["BUNDLE"]}  # of roads that have an owner

    _observedtraffic = _derivelabels

    def _changes(self) -> dict[str, Any]:
        return {**self._derivelabels(), "PERIOD": "2013-07-01"}

    def _changesreport(self) -> dict[str, Any]:
        path = self._layers.folder / "changes.gpkg"
        run("changes", **self._changes(), OUTPUT=str(path))
        return {"CHANGES": self._shown(QgsVectorLayer(str(path), "changes", "ogr"))}

    def _odmatrix(self) -> dict[str, Any]:
        return {**self._derivelabels(), "ZONES": self._shown(self._layers.zones(["a"]))}

    def _selectlink(self) -> dict[str, Any]:
        return {**self._derivelabels(), "THROUGH": self._shown(self._layers.segments([0]))}

    def _batchexport(self) -> dict[str, Any]:
        return {"BUNDLES": self._bundle}

    def _finetune(self) -> dict[str, Any]:
        return {"BUNDLE": self._bundle, "MODEL": self._model}

    def _predictroads(self) -> dict[str, Any]:
        return {"MODEL": self._model}

    _evaluate = _routingexport = _predictroads

    def _traveltimes(self) -> dict[str, Any]:
        points = memory_layer("Point", "id:string", ["Point(-8.615 41.15)"], ["home"], "places")
        return {"MODEL": self._model, "ORIGINS": self._shown(points)}

    def _joinpredictions(self) -> dict[str, Any]:
        predicted = self._predicted()
        return {"ROADS": self._shown(self._layers.roads()), "PREDICTIONS": self._shown(predicted)}

    def _predictionsmap(self) -> dict[str, Any]:
        return {"ROADS": self._shown(self._predicted()), "DPI": 50}

    def _webpage(self) -> dict[str, Any]:
        return {"ROADS": self._shown(self._predicted())}

    def _areareport(self) -> dict[str, Any]:
        return {"MODEL": self._model}

    def _embedlocations(self) -> dict[str, Any]:
        return {"MODEL": self._model}

    def _similarroads(self) -> dict[str, Any]:
        return {"MODEL": self._model, "POINT": "-8.615,41.15 [EPSG:4326]"}

    def _workerstatus(self) -> dict[str, Any]:
        return {}

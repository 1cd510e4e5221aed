"""The forms of all algorithms with their required fields only."""

from __future__ import annotations

from typing import Any

from plugin_tools import Layers, memory_layer, prepare, run
from qgis.core import (
    Qgis,
    QgsApplication,
    QgsProcessingDestinationParameter,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterFile,
    QgsProject,
    QgsVectorLayer,
)

from qgis_plugin.processing.provider import algorithms
from qgis_plugin.processing.shipped_models import MODELS

IDS = [each.about.id for each in algorithms()] + [each.id for each in MODELS.values()]
#: Filled in wherever a form has them, though some can do without.
USUAL = {"TRIPS", "MODEL"}
#: One of several inputs that QGIS calls optional, and what makes a run quick.
FURTHER = {
    "prepare": ("ROADS",),
    "predictmycity": ("ROADS",),
    "loadtrips": ("FILE",),
    "loadstreetview": ("FILE",),
    "changes": ("PERIOD",),
    "predictionsmap": ("DPI",),
}


class Forms:
    """Inputs of every algorithm that the fake worker can run."""

    def __init__(self, layers: Layers, token: str, bundle: str, model: str) -> None:
        self._layers = layers
        self._bundle = bundle
        self._plain = {
            "AUTH": token,
            "EXTENT": layers.extent,
            "MODEL": model,
            "BUNDLES": bundle,
            "POINT": "-8.615,41.15 [EPSG:4326]",
            "PERIOD": "2013-07-01",
            "DPI": 50,
        }

    def __getitem__(self, algorithm: str) -> dict[str, Any]:
        made = QgsApplication.processingRegistry().createAlgorithmById(f"trajganr:{algorithm}")
        fields = {
            each.name(): each
            for each in made.parameterDefinitions()
            if not isinstance(each, QgsProcessingDestinationParameter)
        }
        optional = Qgis.ProcessingParameterFlag.Optional
        needed = {
            name
            for name, each in fields.items()
            if not each.flags() & optional and each.defaultValue() is None
        }
        needed |= {*FURTHER.get(algorithm, ()), *(USUAL & fields.keys())}
        values = {
            name: self._value(algorithm, fields[name]) for name in sorted(needed - {"BUNDLE"})
        }
        if "BUNDLE" in needed:  # that of the model, or one of roads that have an owner
            is_any = "MODEL" not in needed
            values["BUNDLE"] = prepare(self._layers)["BUNDLE"] if is_any else self._bundle
        return values

    def _value(self, algorithm: str, field: QgsProcessingParameterDefinition) -> Any:
        name = field.name()
        if name in self._plain:
            return self._plain[name]
        if isinstance(field, QgsProcessingParameterFile):
            return self._street_views() if algorithm == "loadstreetview" else self._file(algorithm)
        layer = self._layer(algorithm, field)
        QgsProject.instance().addMapLayer(layer)
        return layer.id()

    def _file(self, algorithm: str) -> str:
        path = self._layers.folder / {"loadosm": "porto.osm"}.get(algorithm, "trips.csv")
        path.write_text("some content", encoding="utf-8")
        return str(path)

    def _street_views(self) -> str:
        index = self._layers.street_view_index()
        lines = index.read_text(encoding="utf-8").splitlines(keepends=True)
        index.write_text("".join(lines[:-1]), encoding="utf-8")  # the last has no picture
        return str(index)

    def _layer(self, algorithm: str, field: QgsProcessingParameterDefinition) -> QgsVectorLayer:
        """The layer of a field: what its name says, or any of its geometry."""
        match algorithm, field.name():
            case _, "TRIPS":
                return self._layers.trips()
            case _, "THROUGH":
                return self._layers.segments([0])
            case _, "CHANGES":
                return self._made("changes", "changes")
            case (_, "PREDICTIONS") | ("webpage" | "predictionsmap", "ROADS"):
                return self._made("predictroads", "roads")
            case _, "ROADS":
                return self._layers.roads()
        geometry, *_ = field.dataTypes()
        if geometry == Qgis.ProcessingSourceType.VectorPolygon.value:
            return self._layers.zones(["a"])
        if geometry == Qgis.ProcessingSourceType.VectorPoint.value:
            return memory_layer("Point", "id:string", ["Point(-8.615 41.15)"], ["home"], "places")
        return self._layers.roads()

    def _made(self, algorithm: str, layer: str) -> QgsVectorLayer:
        """The layer that another algorithm makes."""
        path = self._layers.folder / f"{algorithm}.gpkg"
        run(algorithm, **self[algorithm], OUTPUT=str(path))
        return QgsVectorLayer(f"{path}|layername={layer}", algorithm, "ogr")

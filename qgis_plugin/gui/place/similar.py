"""Colours all roads by their similarity to a place, in one layer that each comparison updates."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from qgis.core import QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QCoreApplication, QObject, QTimer, pyqtSignal

from trajganr_core.contract.protocol.similarity_codec import SimilarRoads

from ...background_task import BackgroundTask, Report
from ...client.place_queries import PlaceQueries, Source
from ...i18n import tr
from ...layers.described import CONTENT, metadata
from ...layers.links import link
from ...layers.similar import new_values, similar_layer
from ...processing.lasting_results import lasting_path

#: The layer of similar roads has this custom property: the model that compared them, and the bundle
#: whose roads they are, if it is not the model's own.
PROPERTY = "trajganr/similar"


class SimilarColours(QObject):
    """Adds comparisons to the project without blocking the window.

    Args:
        queries: answers the comparisons.
        parent: of this object.
    """

    #: A comparison is on the map.
    shown = pyqtSignal(QgsVectorLayer)
    #: It could not be added: the error.
    failed = pyqtSignal(object)

    def __init__(self, queries: PlaceQueries, parent: QObject) -> None:
        super().__init__(parent)
        self._queries = queries
        self._compared: tuple[Source, float, float, str] | None = None
        self._layer_id = ""
        self._changes: Iterator[dict[int, dict[int, object]]] = iter(())
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._change_some)
        queries.compared.connect(self._show)

    def compare(self, source: Source, lon: float, lat: float, road: str) -> None:
        """Compare all roads with a place, degrees, and colour them.

        Args:
            source: model and bundle that compare them.
            lon: of the place.
            lat: of the place.
            road: name of the road that they are compared with.
        """
        self._compared = (source, lon, lat, road)
        self._queries.compare(source, lon, lat, geometry=self._layer_of(source) is None)

    def _layer_of(self, source: Source) -> QgsVectorLayer | None:
        """The project's layer of roads that were compared."""
        layers, key = QgsProject.instance().mapLayers().values(), _key(source)
        compared = (each for each in layers if each.customProperty(PROPERTY) == key)
        return next((each for each in compared if each.featureCount()), None)

    def _show(self, roads: SimilarRoads) -> None:
        assert self._compared is not None  # nosec B101 # who asked has set it
        source, lon, lat, road = self._compared
        layer = self._layer_of(source)
        title = tr("Roads similar to {road}").format(road=road)
        if layer is not None and layer.featureCount() == len(roads):
            layer.setName(title)
            self._layer_id = layer.id()
            self._changes = new_values(roads, layer)
            self._timer.start()
        elif roads.offsets:
            path = lasting_path(QgsProject.instance(), title)
            create = partial(_create, roads, title, path)
            task = BackgroundTask(tr("Colouring similar roads"), create)
            task.succeeded.connect(lambda layer: self._add(layer, source, roads.model))
            task.failed.connect(self.failed)
            task.begin()
        else:  # the layer was removed meanwhile: the roads are needed with their geometry
            self._queries.compare(source, lon, lat, geometry=True)

    def _add(self, layer: QgsVectorLayer, source: Source, name: str) -> None:
        layer.setCustomProperty(PROPERTY, _key(source))
        link(layer, {"model": source.model, "bundle": source.bundle})
        facts = {CONTENT: "Similar roads", "model": name}
        facts |= {"bundle": source.bundle} if source.bundle else {}
        layer.setMetadata(metadata(layer.name(), facts, {}))
        QgsProject.instance().addMapLayer(layer)
        self.shown.emit(layer)

    def _change_some(self) -> None:
        """Change a part of the layer, then return to the event loop."""
        layer = QgsProject.instance().mapLayer(self._layer_id)
        change = next(self._changes, None) if layer is not None else None
        if change is not None:
            layer.dataProvider().changeAttributeValues(change)
            return
        self._timer.stop()
        if layer is not None:
            layer.reload()
            layer.triggerRepaint()
            self.shown.emit(layer)


def _key(source: Source) -> str:
    return " ".join(filter(None, source))


def _create(roads: SimilarRoads, title: str, path: Path, report: Report) -> QgsVectorLayer:
    """Create the layer in a background thread, and move it to the main thread."""
    layer = similar_layer(roads, title, path, report)
    layer.moveToThread(QCoreApplication.instance().thread())
    return layer

"""Colours all roads by how alike they are to a place: one layer, that each comparison updates."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from qgis.core import QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QCoreApplication, QObject, QTimer, pyqtSignal

from ...background_task import BackgroundTask, Report
from ...client.place_queries import Source
from ...i18n import tr
from ...layers.described import metadata
from ...layers.links import link
from ...layers.similar import new_values, similar_layer

if TYPE_CHECKING:
    from trajganr_core.contract.protocol.similarity_codec import SimilarRoads

#: The layer of similar roads has this custom property: the model that compared them, and the bundle
#: whose roads they are, if it is not the model's own.
PROPERTY = "trajganr/similar"


class SimilarColours(QObject):
    """Brings comparisons into the project, without the window waiting for it."""

    #: A comparison is on the map.
    shown = pyqtSignal(QgsVectorLayer)
    #: It could not be brought there: why.
    failed = pyqtSignal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._layer_id = ""
        self._changes: Iterator[dict[int, dict[int, object]]] = iter(())
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._change_some)

    def layer_of(self, source: Source) -> QgsVectorLayer | None:
        """The project's layer of roads that were compared."""
        for layer in QgsProject.instance().mapLayers().values():
            # The features of one in memory are gone when a project is opened again.
            if layer.customProperty(PROPERTY) == _key(source) and layer.featureCount():
                return layer
        return None

    def show(self, roads: SimilarRoads, source: Source, road: str) -> bool:
        """Colour the roads; answers False where that takes their geometry, which is not there.

        Args:
            roads: compared.
            source: what has compared them.
            road: what the place that they are compared with is called.
        """
        layer = self.layer_of(source)
        title = tr("Roads similar to {road}").format(road=road)
        if layer is not None and layer.featureCount() == len(roads):
            layer.setName(title)
            self._layer_id = layer.id()
            self._changes = new_values(roads, layer)
            self._timer.start()
            return True
        if not roads.offsets:
            return False
        task = BackgroundTask(tr("Colouring similar roads"), partial(_made, roads, title))
        task.succeeded.connect(lambda made: self._add(made, source, roads.model))
        task.failed.connect(self.failed)
        task.begin()
        return True

    def _add(self, layer: QgsVectorLayer, source: Source, name: str) -> None:
        layer.setCustomProperty(PROPERTY, _key(source))
        link(layer, {"model": source.model, "bundle": source.bundle})
        facts = {"model": name} | ({"bundle": source.bundle} if source.bundle else {})
        layer.setMetadata(metadata(layer.name(), facts, {}))
        QgsProject.instance().addMapLayer(layer)
        self.shown.emit(layer)

    def _change_some(self) -> None:
        """Change a part of the layer, then let the window live."""
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


def _made(roads: SimilarRoads, title: str, report: Report) -> QgsVectorLayer:
    """Make the layer in a thread of QGIS', and hand it to the window's."""
    layer = similar_layer(roads, title, report)
    layer.moveToThread(QCoreApplication.instance().thread())
    return layer

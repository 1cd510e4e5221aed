"""Predicted roads: fetched from the worker, with styles and metadata."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from qgis import utils
from qgis.core import (
    Qgis,
    QgsBox3d,
    QgsLayerMetadata,
    QgsProcessingContext,
    QgsProject,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QDateTime, QMetaObject, QObject, Qt

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.kinds.predict import PredictResult
from trajganr_core.contract.layers.geopackage_styles import DRIVING_SIDE, RIGHT, stored_styles
from trajganr_core.contract.layers.predicted_columns import hours_in
from trajganr_core.contract.layers.road_times import SEPARATOR
from trajganr_core.contract.protocol.answers import JobRecord
from trajganr_core.contract.tasks import TASKS
from trajganr_core.contract.texts.bundle_facts import AREA_FACTS

from ..client.session import provenance
from ..i18n import tr
from ..untrusted_text import literal
from .described import CONTENT, TIME_SETS, credit, metadata, offer_styles, save_description
from .geopackages import add_index, open_dataset, open_table
from .links import link, links_of
from .road_styles import completed_styles, has_predictions
from .temporal import offer_typical_days, show_hour
from .when_loaded import when_loaded

if TYPE_CHECKING:
    from trajganr_core.contract.protocol.client import Client

#: The layer in the worker's GeoPackage.
LAYER = PredictResult.LAYER
#: Facts in the worker's file, and those about the origin of the data.
FACTS = (
    *AREA_FACTS,
    *("MODEL", "BUNDLE", "CREATED", DRIVING_SIDE, "LABELS", "SPEED_MEAN", "FEW_DATA"),
    *("TIME_SETS", "TIME_ZONE", "INTERVALS", "LICENCE", "ATTRIBUTION"),
)
ORIGIN = ("licence", "attribution")


def fetch_roads(
    client: Client,
    job: JobRecord,
    path: Path,
    progress: Callable[[float], None] | None = None,
    facts: Mapping[str, str] = MappingProxyType({}),
) -> int:
    """Save a prediction's roads with styles and metadata; returns their number.

    Args:
        client: of the worker.
        job: the prediction, succeeded.
        path: the GeoPackage to write.
        progress: called with the fraction that has arrived; may raise to stop.
        facts: further provenance, such as ``model``, for the metadata.

    Raises:
        TrajganrError: ``RESOURCE.DISK`` or ``INPUT.FORMAT``.
    """
    client.fetch_file(job.job_id, PredictResult.FILE, path, progress, kind=PredictResult.kind)
    times = f" {SEPARATOR} ".join(PredictResult.of(job).time_sets)
    known = {**facts, **({TIME_SETS: times} if times else {})}
    return complete_roads(path, known | provenance(client, job))


def facts_of(params: Mapping[str, Any]) -> dict[str, str]:
    """Facts from the parameters of a prediction, for :func:`fetch_roads`."""
    values = {name: value for name, value in params.items() if value not in (None, "", [], ())}
    ids = {name: str(values[name]) for name in ("model", "bundle") if name in values}
    return ids | {"parameters": json.dumps(values, ensure_ascii=False)}


def fetch_roads_of_job(
    client: Client, job: JobRecord, path: Path, progress: Callable[[float], None]
) -> int:
    """As :func:`fetch_roads`, with the job's own parameters as facts."""
    params = client.job(job.job_id).params
    return fetch_roads(client, job, path, progress, facts_of(params))


def complete_roads(path: Path, facts: Mapping[str, str]) -> int:
    """Write styles and metadata into the file of predicted roads; returns their number.

    Everything slow is done here, in the thread that fetched the file.

    Raises:
        TrajganrError: as :func:`fetch_roads`.
    """
    add_index(path)
    layer = open_predicted(path)
    count = layer.featureCount()
    known = {**facts_in_file(path), **facts}
    about = road_metadata(layer, known)
    side = known.get(DRIVING_SIDE.lower(), RIGHT)
    few = [task for task in known.get("few_data", "").split() if task in TASKS]
    times = known.get(TIME_SETS, "")
    styles = completed_styles(layer, side, known.get("speed_mean", ""), times, few)
    source = layer.source()
    del layer  # closes the file, which is written next
    save_description(source, about, styles)
    return count


def open_predicted(path: Path) -> QgsVectorLayer:
    """The layer of predicted roads in a GeoPackage.

    Raises:
        TrajganrError: ``INPUT.FORMAT``, also if nothing is predicted.
    """
    layer = open_table(path, LAYER, path.stem)
    if not has_predictions(layer):
        raise TrajganrError(
            Code.INPUT_FORMAT,
            "The worker's result in {path} is not a GeoPackage of predicted roads.",
            "Plugin and worker must have the same release: update the older one.",
            path=str(path),
        )
    return layer


def load_roads(path: Path, name: str) -> QgsVectorLayer:
    """A layer of predicted roads after :func:`complete_roads`, with the styles that it wrote.

    Fast enough for the main thread: features are read when they are drawn.
    """
    layer = open_predicted(path)
    layer.setName(literal(name))
    offer_styles(layer, stored_styles(path, LAYER))
    credit(layer)
    return layer


def facts_in_file(path: Path) -> dict[str, str]:
    """The worker's facts about the layer, from GDAL's metadata: model, licence and more."""
    dataset = open_dataset(path)
    facts = dataset.GetLayerByName(LAYER).GetMetadata()
    return {name.lower(): text for name, text in facts.items() if name in FACTS}


def road_metadata(layer: QgsVectorLayer, facts: Mapping[str, str]) -> QgsLayerMetadata:
    """Provenance, licence, time of creation, CRS and extent of predicted roads."""
    history = {CONTENT: "Predicted roads"}
    history |= {name: text for name, text in facts.items() if name not in ORIGIN and text}
    about = metadata(tr("Roads predicted by TrajGANR"), history, facts)
    said = [tr("Predictions of a model for each direction of each road, not observations.")]
    few = [tr(TASKS[task].title) for task in facts.get("few_data", "").split() if task in TASKS]
    if few:
        said.append(tr("Few data, do not rely on: {tasks}.").format(tasks=", ".join(few)))
    about.setAbstract(" ".join(said))
    about.setCrs(layer.crs())
    area = QgsLayerMetadata.SpatialExtent()
    area.bounds = QgsBox3d(layer.extent())
    area.extentCrs = layer.crs()
    extent = QgsLayerMetadata.Extent()
    extent.setSpatialExtents([area])
    about.setExtent(extent)
    created = QDateTime.fromString(facts.get("created", ""), Qt.DateFormat.ISODate)
    if created.isValid():
        about.setDateTime(Qgis.MetadataDateType.Created, created)
    return about


def style_when_loaded(path: Path, context: QgsProcessingContext) -> None:
    """Apply the styles of a file of :func:`complete_roads` when QGIS loads it as an output.

    They are read here, not in the main thread. The context does not outlive the thread of the
    algorithm: the function that is called later must not use it.
    """
    styles = stored_styles(path, LAYER)

    def show(layer: QgsVectorLayer) -> None:
        offer_styles(layer, styles)
        credit(layer)
        link(layer, links_of(layer))
        prepare_playing(layer, QgsProject.instance())

    when_loaded(str(path), context, show)


def prepare_playing(layer: QgsVectorLayer, project: QgsProject) -> None:
    """Let the temporal controller offer typical days for hourly speeds, and show its hour."""
    if hours_in(layer.fields().names()):
        canvas = utils.iface.mapCanvas() if utils.iface is not None else None
        controller = None if canvas is None else canvas.temporalController()
        offer_typical_days(project, controller)
        if show_hour(project) and utils.iface is not None:
            _read_title(utils.iface.mainWindow())


def _read_title(window: QObject) -> None:
    """Let QGIS' window read the map's title; QGIS has no function for it."""
    # Its own children only: Python would wrap every object of the window.
    for child in window.findChildren(QObject, options=Qt.FindChildOption.FindDirectChildrenOnly):
        if child.metaObject().className() == "QgsDecorationTitle":
            QMetaObject.invokeMethod(child, "projectRead")

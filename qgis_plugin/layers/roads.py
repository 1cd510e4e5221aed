"""Predicted roads: fetched from the worker, styled, and described by their provenance."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from osgeo import ogr
from qgis.core import (
    Qgis,
    QgsBox3d,
    QgsLayerMetadata,
    QgsProcessingContext,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QDateTime, Qt

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.geopackage_styles import DRIVING_SIDE, store_styles, stored_styles
from trajganr_core.contract.results import PredictResult

from ..client.session import provenance
from ..i18n import tr
from .described import credit, metadata, save_metadata
from .links import link, links_of
from .offered_styles import offer_styles
from .road_styles import complete_styles, tasks_of
from .when_loaded import when_loaded

if TYPE_CHECKING:
    from trajganr_core.contract.protocol.client import Client

#: The layer in the worker's GeoPackage.
LAYER = PredictResult.LAYER
#: Facts about a layer in the worker's file, and those of them about the origin of the data.
FACTS = ("MODEL", "BUNDLE", "CREATED", DRIVING_SIDE, "INTERVALS", "LICENCE", "ATTRIBUTION")
ORIGIN = ("licence", "attribution")


def fetch_roads(
    client: Client,
    job: dict[str, Any],
    path: Path,
    progress: Callable[[float], None] | None = None,
    **facts: str,
) -> int:
    """Save a prediction's roads with their styles and metadata inside; answer how many.

    Args:
        client: of the worker.
        job: the prediction, succeeded.
        path: the GeoPackage to write.
        progress: called with the fraction that has arrived; may raise to stop.
        **facts: what else made the layer, such as ``model``, for its metadata.

    Raises:
        TrajganrError: ``RESOURCE.DISK`` or ``INPUT.FORMAT``.
    """
    client.fetch_file(job["job_id"], PredictResult.of(job).files[0], path, progress)
    return complete_roads(path, facts | provenance(client, job))


def facts_of(params: Mapping[str, Any]) -> dict[str, str]:
    """Facts from the parameters of a prediction, for :func:`fetch_roads`."""
    given = {name: value for name, value in params.items() if value not in (None, "", [], ())}
    facts_found = {name: str(given[name]) for name in ("model", "bundle") if name in given}
    return facts_found | {"parameters": json.dumps(given, ensure_ascii=False)}


def fetch_roads_of_job(
    client: Client, job: dict[str, Any], path: Path, progress: Callable[[float], None]
) -> int:
    """As :func:`fetch_roads`, with the job's own parameters as facts."""
    params = client.job(job["job_id"])["params"]
    return fetch_roads(client, job, path, progress, **facts_of(params))


def complete_roads(path: Path, facts: Mapping[str, str]) -> int:
    """Write styles and metadata into predicted roads that have arrived; answer how many there are.

    Everything that is slow is done here, in whatever thread fetched the file.

    Raises:
        TrajganrError: as :func:`fetch_roads`.
    """
    stored = _styles_in(path)
    layer = open_predicted(path)
    facts_found = facts_in_file(path)
    count = layer.featureCount()
    made = road_metadata(layer, facts_found | facts)
    styles = complete_styles(layer, stored)
    source = layer.source()
    del layer  # closes the file, which is written into next
    try:
        store_styles(path, LAYER, styles)
    except sqlite3.Error as error:
        raise _not_saved(source, str(error)) from error
    reason = save_metadata(source, made)
    if reason:
        raise _not_saved(source, reason)
    return count


def open_predicted(path: Path) -> QgsVectorLayer:
    """The layer of predicted roads in a GeoPackage.

    Raises:
        TrajganrError: ``INPUT.FORMAT``, also where no task is predicted.
    """
    # Its styles are applied later, completed.
    options = QgsVectorLayer.LayerOptions(False)
    layer = QgsVectorLayer(f"{path}|layername={LAYER}", path.stem, "ogr", options)
    if not layer.isValid() or not tasks_of(layer):
        raise _not_predicted(path)
    return layer


def _styles_in(path: Path) -> dict[str, str]:
    """The styles that the worker has stored with the roads, QML by titles."""
    try:
        styles = stored_styles(path, LAYER)
    except sqlite3.Error as error:
        raise _not_predicted(path) from error
    if not styles:
        raise _not_predicted(path)
    return styles


def _not_predicted(path: Path) -> TrajganrError:
    return TrajganrError(
        Code.INPUT_FORMAT,
        "The worker's result in {path} is not a GeoPackage of predicted roads with styles.",
        "Plugin and worker must have the same release: update the older one.",
        path=str(path),
    )


def load_roads(path: Path, name: str) -> QgsVectorLayer:
    """A layer of predicted roads after :func:`complete_roads`, with its named styles.

    It is fast, for the main thread: features are read when they are drawn.
    """
    layer = open_predicted(path)
    layer.setName(name)
    offer_styles(layer, stored_styles(path, LAYER))
    credit(layer)
    return layer


def facts_in_file(path: Path) -> dict[str, str]:
    """The worker's facts about the layer, from GDAL's metadata: model, licence and more."""
    dataset = ogr.Open(str(path))
    facts_found = dataset.GetLayerByName(LAYER).GetMetadata()
    return {name.lower(): text for name, text in facts_found.items() if name in FACTS}


def road_metadata(layer: QgsVectorLayer, facts: Mapping[str, str]) -> QgsLayerMetadata:
    """Which model, bundle, job, worker, device and parameters made a layer, when, and of whose
    data; its CRS and extent.
    """
    history = {name: text for name, text in facts.items() if name not in ORIGIN and text}
    made = metadata(tr("Roads predicted by TrajGANR"), history, facts)
    made.setAbstract(
        tr("Predictions of a model for each direction of each road, not observations.")
    )
    made.setCrs(layer.crs())
    area = QgsLayerMetadata.SpatialExtent()
    area.bounds = QgsBox3d(layer.extent())
    area.extentCrs = layer.crs()
    extent = QgsLayerMetadata.Extent()
    extent.setSpatialExtents([area])
    made.setExtent(extent)
    created = QDateTime.fromString(facts.get("created", ""), Qt.DateFormat.ISODate)
    if created.isValid():
        made.setDateTime(Qgis.MetadataDateType.Created, created)
    return made


def style_when_loaded(path: Path, output: str, context: QgsProcessingContext) -> None:
    """Have QGIS show an algorithm's output as :func:`load_roads` does.

    Args:
        path: the file, which :func:`complete_roads` has seen; its styles are read here, so that the
            main thread only hands them over.
        output: what QGIS calls it.
        context: of the algorithm.
    """
    styles = stored_styles(path, LAYER)

    def show(layer: QgsVectorLayer) -> None:
        offer_styles(layer, styles)
        credit(layer)
        link(layer, links_of(layer))

    when_loaded(output, context, show)


def _not_saved(source: str, reason: str) -> TrajganrError:
    return TrajganrError(
        Code.RESOURCE_DISK,
        "Styles and metadata could not be written into {source}: {reason}",
        "Close other programs that have the file open, and run the prediction again.",
        source=source,
        reason=reason,
    )

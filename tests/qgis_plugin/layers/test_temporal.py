"""The temporal controller animates the layers that are loaded."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import processing
import pytest
from plugin_tools import Layers
from qgis.core import (
    Qgis,
    QgsDateTimeRange,
    QgsFeature,
    QgsFeatureRequest,
    QgsProject,
    QgsVectorLayer,
    QgsVectorLayerTemporalContext,
)
from qgis.PyQt.QtCore import QDateTime

from qgis_plugin.layers.temporal import set_times


@pytest.fixture
def project(qgis_new_project: None) -> Iterator[QgsProject]:
    yield QgsProject.instance()
    QgsProject.instance().removeAllMapLayers()


def layer_with(*columns: str) -> QgsVectorLayer:
    fields = "&".join(f"field={column}" for column in columns)
    return QgsVectorLayer(f"Point?crs=EPSG:4326&{fields}", "layer", "memory")


def shown(layer: QgsVectorLayer, begin: str, end: str) -> list[QgsFeature]:
    """The features that the temporal controller shows in a frame, as the map asks for them."""
    context = QgsVectorLayerTemporalContext()
    context.setLayer(layer)
    frame = QgsDateTimeRange(
        *(QDateTime.fromString(text, "yyyy-MM-dd HH:mm") for text in (begin, end))
    )
    filtered = layer.temporalProperties().createFilterString(context, frame)
    return list(layer.getFeatures(QgsFeatureRequest().setFilterExpression(filtered)))


def test_loaded_trips_are_animated(
    worker: Path, layers: Layers, tmp_path: Path, project: QgsProject
) -> None:
    path = tmp_path / "trips.csv"
    path.write_text("trip,t,lon,lat\n1,1000,-8.61,41.14\n", encoding="utf-8")
    processing.runAndLoadResults(
        "trajganr:loadtrajectories", {"FILE": str(path), "OUTPUT": "TEMPORARY_OUTPUT"}
    )
    (layer,) = project.mapLayers().values()
    assert layer.temporalProperties().isActive()
    assert len(shown(layer, "2013-06-30 00:00", "2013-07-02 00:00")) == layer.featureCount()
    assert not shown(layer, "2013-07-03 00:00", "2013-07-04 00:00")


def test_matched_paths_and_fixes_are_animated(
    worker: Path, layers: Layers, project: QgsProject
) -> None:
    outputs = dict.fromkeys(("PATHS", "FIXES"), "TEMPORARY_OUTPUT")
    inputs = {"TRAJECTORIES": layers.trips(), "ROADS": layers.roads()}
    processing.runAndLoadResults("trajganr:matchtrajectories", {**inputs, **outputs})
    modes = {
        layer.name(): layer.temporalProperties().mode() for layer in project.mapLayers().values()
    }
    assert modes == {
        "Matched paths: trips": Qgis.VectorTemporalMode.FeatureDateTimeStartAndEndFromFields,
        "Matched fixes: trips": Qgis.VectorTemporalMode.FeatureDateTimeInstantFromField,
    }


@pytest.mark.parametrize("columns", [("name:string",), ("start_time:string", "end_time:string")])
def test_a_layer_without_times_is_not_animated(columns: tuple[str, ...]) -> None:
    layer = layer_with(*columns)
    set_times(layer)
    assert not layer.temporalProperties().isActive()

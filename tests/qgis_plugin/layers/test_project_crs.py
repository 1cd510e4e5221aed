"""The CRS of a project to which the plugin adds its first layer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import processing
import pytest
from plugin_tools import Layers
from pytestqt.qtbot import QtBot
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsGeometry,
    QgsProject,
    QgsVectorLayer,
)

from qgis_plugin.layers.project_crs import use_local_metres


@pytest.fixture
def project(qgis_new_project: None) -> Iterator[QgsProject]:
    project = QgsProject.instance()
    project.setCrs(QgsCoordinateReferenceSystem("EPSG:4326"))
    yield project
    project.removeAllMapLayers()


def line(*ends: str, crs: str = "EPSG:4326") -> QgsVectorLayer:
    layer = QgsVectorLayer(f"LineString?crs={crs}", "roads", "memory")
    text = f"LineString({', '.join(ends)})"
    assert layer.dataProvider().addFeatures([_feature(layer, text)])[0]
    layer.updateExtents()
    return layer


def _feature(layer: QgsVectorLayer, text: str) -> QgsFeature:
    feature = QgsFeature(layer.fields())
    feature.setGeometry(QgsGeometry.fromWkt(text))
    return feature


@pytest.mark.parametrize(
    ("layer", "expected"),
    [
        (("-8.62 41.15", "-8.61 41.16"), "EPSG:32629"),
        (("151.2 -33.9", "151.3 -33.8"), "EPSG:32756"),
        (("10.0 88.0", "10.1 88.1"), "EPSG:4326"),
        (("179.99 1.0", "180 1.1"), "EPSG:32660"),
    ],
)
def test_an_empty_project_gets_the_zone_of_its_first_layer(
    project: QgsProject, qtbot: QtBot, layer: tuple[str, str], expected: str
) -> None:
    added = line(*layer)
    project.addMapLayer(added)
    use_local_metres(project, added)
    assert project.crs().authid() == expected
    project.setCrs(QgsCoordinateReferenceSystem("EPSG:4326"))  # as a window does later
    qtbot.waitUntil(lambda: project.crs().authid() == expected)


def test_a_layer_in_metres_keeps_its_crs(project: QgsProject) -> None:
    added = line("540000 180000", "541000 181000", crs="EPSG:27700")
    project.addMapLayer(added)
    use_local_metres(project, added)
    assert project.crs().authid() == "EPSG:27700"


def test_a_project_with_layers_keeps_its_crs(project: QgsProject) -> None:
    added = line("-8.62 41.15", "-8.61 41.16")
    project.addMapLayers([line("2 48", "3 49"), added])
    use_local_metres(project, added)
    assert project.crs().authid() == "EPSG:4326"


def test_outputs_that_are_loaded_together_are_the_first_layers(
    worker: Path, layers: Layers, tmp_path: Path, project: QgsProject
) -> None:
    path = tmp_path / "trips.csv"
    path.write_text("trip,t,lon,lat\n1,1000,-8.61,41.14\n1,1010,-8.60,41.15\n", encoding="utf-8")
    processing.runAndLoadResults(
        "trajganr:loadtrips", {"FILE": str(path), "OUTPUT": "TEMPORARY_OUTPUT"}
    )
    assert project.crs().authid() == "EPSG:32629"

"""Answers that are copied, and clicks that are added to a layer."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from place_map import ON_OTHER, ON_ROAD, PIXEL, Map
from qgis.core import QgsProject, QgsVectorLayer
from qgis.PyQt.QtWidgets import QApplication

from qgis_plugin.layers.clicks import clicks_of_project
from trajganr_core.contract.records.json_records import encode


def kept() -> int:
    """The number of clicks in the project's layer, which is in a file."""
    layer = clicks_of_project()
    return 0 if layer is None or layer.providerType() != "ogr" else layer.featureCount()


def test_an_answer_is_copied_as_json(clicks: Map) -> None:
    clicks.ask(ON_ROAD)
    clicks.panel._copy_button.click()
    answer = encode(clicks.answers[-1])
    assert json.loads(QApplication.clipboard().text()) == answer
    clicks.panel._embedding.copy()
    copied = json.loads(QApplication.clipboard().text())
    assert tuple(copied) == clicks.answers[-1].roads[0].embedding


def test_clicks_are_added_to_one_layer(clicks: Map) -> None:
    clicks.ask(ON_ROAD)
    clicks.panel._keeper.keep()
    clicks.panel._keeper.every.setChecked(True)
    clicks.ask(ON_OTHER)  # perhaps while the file is being created
    clicks.qtbot.waitUntil(lambda: kept() == 2)
    (layer,) = QgsProject.instance().mapLayers().values()
    first, second = layer.getFeatures()
    assert layer.name() == "TrajGANR clicks"
    assert first.geometry().asPoint().x() == pytest.approx(ON_ROAD[0], abs=PIXEL)
    assert (first["speed_kmh"], second["speed_kmh"]) == (0.5, 2.5)
    assert (first["model"], first["popularity_class"], first["aoi_main"]) == ("porto", 2, "food")
    names = layer.fields().names()
    assert layer.attributeDisplayName(names.index("speed_kmh")) == "Traffic speed (km/h)"


def test_an_added_click_can_be_undone_while_the_layer_is_edited(clicks: Map) -> None:
    clicks.ask(ON_ROAD)
    clicks.panel._keeper.keep()
    clicks.qtbot.waitUntil(lambda: kept() == 1)
    layer = clicks_of_project()
    assert layer.startEditing()
    clicks.panel._keeper.keep()
    assert layer.featureCount() == 2
    layer.undoStack().undo()
    assert layer.featureCount() == 1
    assert layer.rollBack()


def test_clicks_are_added_to_a_geopackage_with_other_layers(clicks: Map, tmp_path: Path) -> None:
    path = tmp_path / "clicks.gpkg"
    clicks.ask(ON_ROAD)
    clicks.panel._keeper.keep()
    clicks.qtbot.waitUntil(lambda: kept() == 1)
    for count in (1, 2):
        clicks.panel._keeper.keep_in(path)
        clicks.qtbot.waitUntil(
            lambda count=count: kept() == count and str(path) in clicks_of_project().source(),
        )
    clicks.panel._keeper.keep()
    layer = QgsVectorLayer(f"{path}|layername=trajganr_clicks", "clicks", "ogr")
    assert layer.featureCount() == 3
    assert layer.fields().field("speed_kmh").alias() == "Traffic speed (km/h)"
    QgsProject.instance().removeAllMapLayers()

"""The turning diagram of the junction at a clicked place."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from place_map import ON_ROAD, Map
from qgis.core import QgsFeature, QgsGeometry, QgsPointXY, QgsProject, QgsVectorLayer

from qgis_plugin.gui.place.junction import Junction, sentences
from qgis_plugin.layers.described import fields_of
from trajganr_core.contract.kinds.junctions import MOVEMENTS

ROW = {
    "junction": 7,
    "junction_name": "Rua do Teste / Rua Nova",
    "time_set": "whole week",
    "from_name": "Rua do Teste",
    "to_name": "Rua Nova",
    "turn": "left",
    "approach_heading": 90.0,
    "exit_heading": 0.0,
    "source": "observed",
    "passes": 120,
    "delay_s": 23.4,
    "level_of_service": "C",
}


def movements(*rows: dict[str, Any]) -> None:
    """Add a layer to the project, with movements north of a place by so many degrees."""
    layer = QgsVectorLayer("LineString?crs=EPSG:4326", "movements", "memory")
    fields = fields_of(MOVEMENTS)
    layer.dataProvider().addAttributes(fields.toList())
    layer.updateFields()
    (lon, lat), features = ON_ROAD, []
    for row in rows:
        begin = lat + row.pop("north", 0.0)
        feature = QgsFeature(fields)
        ends = (QgsPointXY(lon, begin), QgsPointXY(lon, begin + 1e-4))
        feature.setGeometry(QgsGeometry.fromPolylineXY(ends))
        for name, value in (ROW | row).items():
            feature[name] = value
        features.append(feature)
    layer.dataProvider().addFeatures(features)
    QgsProject.instance().addMapLayer(layer)


@pytest.fixture
def junction(qtbot: Any, qgis_new_project: None) -> Junction:
    junction = Junction()
    qtbot.addWidget(junction)
    return junction


def test_a_click_beside_a_junction_shows_its_diagram_at_once_and_another_click_hides_it(
    without_worker: Map, qgis_new_project: None
) -> None:
    movements({})
    panel = without_worker.panel
    panel.ask(*ON_ROAD)
    assert panel._junction_box.isVisibleTo(panel)
    assert not panel._answer_widget.isVisibleTo(panel)
    said = "Rua do Teste → Rua Nova, left turn: 23 s, C, passes 120"
    assert panel._junction.picture.accessibleDescription() == said == panel._junction.about.text()
    QgsProject.instance().clear()
    panel.ask(*ON_ROAD)
    assert not panel._junction_box.isVisibleTo(panel)


def test_the_diagram_is_saved_as_svg_or_it_is_said_why_not(
    junction: Junction, qtbot: Any, tmp_path: Path
) -> None:
    movements({})
    assert junction.show_place(ON_ROAD)
    junction.save(tmp_path / "diagram.svg")
    text = (tmp_path / "diagram.svg").read_text(encoding="utf-8")
    assert text.startswith("<svg ")
    assert "Rua do Teste" in text
    with qtbot.waitSignal(junction.failed) as failed:
        junction.save(tmp_path / "missing" / "diagram.svg")
    assert failed.args[0].next_action


def test_each_time_of_the_week_has_its_diagram(junction: Junction) -> None:
    movements({}, {"time_set": "night free flow", "delay_s": 4.0, "level_of_service": "A"})
    assert junction.show_place(ON_ROAD)
    first = junction.picture.grab().toImage()
    junction.times.setCurrentText("night free flow")
    assert "4 s, A" in junction.about.text()
    assert junction.picture.grab().toImage() != first
    assert junction.show_place(ON_ROAD)
    assert junction.times.currentText() == "night free flow"


def test_the_nearest_of_two_junctions_is_shown(junction: Junction) -> None:
    far = {"junction": 1, "to_name": "far", "north": 3e-4}
    movements(far, {"junction": 2, "to_name": "near"})
    lon, lat = ON_ROAD
    assert not junction.show_place((lon, lat - 1e-3))
    for place, name in ((ON_ROAD, "near"), ((lon, lat + 3e-4), "far")):
        assert junction.show_place(place)
        assert name in junction.about.text()


def test_a_predicted_movement_is_said_to_be_one_and_has_no_passes(junction: Junction) -> None:
    movements({"source": "predicted", "passes": None})
    assert junction.show_place(ON_ROAD)
    assert junction.about.text() == "Rua do Teste → Rua Nova, left turn: 23 s, C, predicted"


@pytest.mark.parametrize(
    "row",
    [
        {"from_name": "<img src='file:///x'>[% @user %]" * 99, "turn": "round and round"},
        {"delay_s": float("nan"), "approach_heading": float("inf"), "passes": -1},
        {"level_of_service": "Z", "source": "guessed", "exit_heading": None},
    ],
)
def test_a_layer_of_a_stranger_is_drawn_or_left_out(
    row: dict[str, Any], junction: Junction
) -> None:
    movements(row, {})
    assert junction.show_place(ON_ROAD)
    assert len(junction.about.text()) < 300


def test_few_movements_are_said_the_longest_delays_first() -> None:
    said = sentences([ROW | {"delay_s": float(n)} for n in range(9)])
    assert [line.split(": ")[1][:2] for line in said[:2]] == ["8 ", "7 "]
    assert said[-1] == "Further movements: 3"

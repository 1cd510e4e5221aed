"""Results are named after area, content and time, and no two alike."""

from __future__ import annotations

from typing import Any

import pytest
from plugin_tools import memory_layer
from qgis.core import QgsProject

from qgis_plugin.layers.result_names import free_name, result_name

PEAK, MIDDAY = "weekday morning peak", "weekday midday"


@pytest.mark.parametrize(
    ("params", "name"),
    [
        ({}, "Porto: Roads"),
        ({"time_set": "Mon-Fri 07:00-09:00"}, "Porto: Roads, Mon-Fri 07:00-09:00"),
        ({"time_set": PEAK, "time_set_after": MIDDAY}, f"Porto: Roads, {PEAK}, {MIDDAY}"),
        ({"time_sets": [PEAK], "each_hour": True}, f"Porto: Roads, {PEAK}, each hour"),
        ({"time_sets": [PEAK, MIDDAY, "weekend"]}, "Porto: Roads"),
        ({"tasks": ["speed"]}, "Porto: Roads, Traffic speed"),
        ({"tasks": ["speed", "aoi"]}, "Porto: Roads"),
    ],
)
def test_a_name_has_area_content_and_a_few_times(params: dict[str, Any], name: str) -> None:
    assert result_name("Roads", "Porto", params) == name


def test_a_result_of_an_unknown_area_has_its_content() -> None:
    assert result_name("Roads", "", {}) == "Roads"


def test_a_taken_name_gets_a_number(qgis_new_project: None) -> None:
    project = QgsProject.instance()
    layers = [memory_layer("Point", "x:integer", [], [], name) for name in ("a", "a (2)", "a")]
    for layer in layers[:2]:
        project.addMapLayer(layer)
    assert free_name("a", project, layers[2]) == "a (3)"
    assert free_name("a", project, layers[0]) == "a"

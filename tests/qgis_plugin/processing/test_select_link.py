"""Select link, against a worker whose jobs are made up."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from plugin_tools import Layers, checked, job_params, run
from qgis.core import (
    QgsLayerMetadata,
    QgsProcessingFeatureSourceDefinition,
    QgsProject,
    QgsVectorLayer,
)

TEMPORARY = "TEMPORARY_OUTPUT"


def form(bundle: str, through: Any, folder: Path, **more: Any) -> dict[str, Any]:
    outputs = {name: str(folder / f"{name}.gpkg") for name in ("OUTPUT", "ENDS", "HOURS")}
    return {"BUNDLE": bundle, "THROUGH": through, **outputs, **more}


def opened(folder: Path, name: str) -> QgsVectorLayer:
    return QgsVectorLayer(str(folder / f"{name}.gpkg"), name, "ogr")


def alias_of(layer: QgsVectorLayer, field: str) -> str:
    return str(layer.attributeAlias(layer.fields().indexOf(field)))


def test_the_segments_of_the_selected_features_reach_the_job(
    worker: Path, bundle: str, layers: Layers, tmp_path: Path, qgis_new_project: None
) -> None:
    through, then = layers.segments([4, 7, 7, 9]), layers.segments([11])
    QgsProject.instance().addMapLayers([through, then])
    through.selectByExpression('"edge" < 9')
    selected = QgsProcessingFeatureSourceDefinition(through.id(), selectedFeaturesOnly=True)
    options = {"THEN": then, "TIME_SETS": "weekend", "MIN_DRIVERS": 7, "CELL": 250}
    result = run("selectlink", **form(bundle, selected, tmp_path, **options))
    params = job_params(worker, "select_link")
    assert (params["through"], params["then"]) == ([4, 7], [11])
    assert (params["time_sets"], params["min_drivers"]) == (["weekend"], 7)
    assert params["cell_m"] == 250
    assert (result["TRIP_COUNT"], result["ROADS"], result["WITHHELD_ROWS"]) == (7, 1, 2)


def test_roads_and_cells_have_styles_for_each_time_and_all_columns_have_aliases(
    worker: Path, bundle: str, layers: Layers, tmp_path: Path
) -> None:
    run("selectlink", **form(bundle, layers.segments([4]), tmp_path, TIME_SETS="weekend | Mon"))
    roads, ends, hours = (opened(tmp_path, name) for name in ("OUTPUT", "ENDS", "HOURS"))
    assert alias_of(roads, "share") == "Share of the trips, 0 to 1"
    assert alias_of(roads, "trip_count") == "Trips"
    assert alias_of(hours, "trips_per_day") == "Trips per weekday, or per day of weekends"
    for layer in (roads, ends, hours):
        names = set(layer.fields().names()) - {"fid"}
        assert all(alias_of(layer, name) for name in names), layer.name()
    rules = roads.renderer().rootRule().children()
    drawn = '"time_set" = \'weekend\' AND "share" < 0.05 AND "chosen" IS NULL'
    assert rules[0].filterExpression() == drawn
    assert roads.listStylesInDatabase()[0] == 2
    count, _, names, *_ = ends.listStylesInDatabase()
    assert count == 4
    assert {"Origins, weekend", "Destinations, Mon"} <= set(names)
    (row,) = hours.getFeatures()
    assert (row["day"], row["hour"], row["trip_count"]) == ("weekday", 8, 7)


@pytest.mark.parametrize(
    ("edges", "code", "text"),
    [
        (range(257), "INPUT.FIELD", "more than 256 directed segments"),
        ([None], "INPUT.EMPTY", "has a number in the field edge"),
    ],
)
def test_layers_that_choose_no_roads_or_too_many_are_refused(
    edges: Any, code: str, text: str, bundle: str, layers: Layers, tmp_path: Path
) -> None:
    for name in ("THROUGH", "THEN"):
        given = form(bundle, layers.segments([0]), tmp_path) | {name: layers.segments(edges)}
        is_fine, reason = checked("selectlink", **given)
        assert not is_fine
        assert text in reason
        assert code in reason


def test_a_layer_without_segments_is_refused(bundle: str, layers: Layers, tmp_path: Path) -> None:
    is_fine, reason = checked("selectlink", **form(bundle, layers.roads(), tmp_path))
    assert not is_fine
    assert "has no field edge; its fields are highway" in reason


def test_a_layer_of_another_bundle_is_refused(
    worker: Path, bundle: str, layers: Layers, tmp_path: Path, qgis_new_project: None
) -> None:
    run("selectlink", **form(bundle, layers.segments([4]), tmp_path))
    roads = opened(tmp_path, "OUTPUT")
    again = tmp_path / "again"
    again.mkdir()
    assert checked("selectlink", **form(bundle, roads, again)) == (True, "")
    about = roads.metadata()
    about.setHistory([line.replace(bundle, "another") for line in about.history()])
    roads.setMetadata(about)
    is_fine, reason = checked("selectlink", **form(bundle, roads, again))
    assert not is_fine
    # The bundle is named if it has a name.
    assert re.search(rf"shows roads of the bundle another, not of [^.]*{bundle}", reason)


def test_a_layer_of_roads_of_ones_own_is_refused(
    bundle: str, layers: Layers, tmp_path: Path, qgis_new_project: None
) -> None:
    roads = layers.segments([4])
    about = QgsLayerMetadata()
    about.setHistory(['parameters: {"model": "m", "roads": "sha256:0/roads.gpkg"}'])
    roads.setMetadata(about)
    is_fine, reason = checked("selectlink", **form(bundle, roads, tmp_path))
    assert not is_fine
    assert "shows roads of a layer of your own" in reason
    for text in ("parameters: none", "parameters: [1]", 'parameters: {"model": "m"}'):
        about.setHistory([text])
        roads.setMetadata(about)
        assert checked("selectlink", **form(bundle, roads, tmp_path)) == (True, "")

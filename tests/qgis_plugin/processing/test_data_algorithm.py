"""Matching, OpenStreetMap, labels and the report, against a worker whose jobs are made up."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from plugin_tools import Layers, checked, job_params, run, sent
from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProject,
    QgsVectorLayer,
    QgsWkbTypes,
)

TEMPORARY = "TEMPORARY_OUTPUT"


def match(layers: Layers, **parameters: Any) -> dict[str, Any]:
    given = {"TRIPS": layers.trips(), "ROADS": layers.roads(), "PATHS": TEMPORARY}
    return run("matchtrips", **{**given, **parameters})


def test_matched_paths_have_times_and_quality(worker: Path, layers: Layers) -> None:
    result = match(layers)
    (path,) = result["PATHS"].getFeatures()
    assert [v.m() for v in path.geometry().vertices()] == [1372636800.25, 1372636860.25]
    assert (path["rms_m"], path["share_matched"]) == (0.6, 0.6)
    assert (result["TRIP_COUNT"], result["PIECES"], result["MATCHED_FIXES"]) == (1, 1, 1)
    assert "FIXES" not in result


def test_matched_fixes_are_returned_on_request(worker: Path, layers: Layers) -> None:
    fixes = match(layers, FIXES=TEMPORARY)["FIXES"]
    assert QgsWkbTypes.displayString(fixes.wkbType()) == "Point"
    assert [fix["source_fid"] for fix in fixes.getFeatures()] == [1]


def test_the_edges_of_the_paths_are_a_table(worker: Path, layers: Layers) -> None:
    edges = match(layers, EDGES=TEMPORARY)["EDGES"]
    assert QgsWkbTypes.displayString(edges.wkbType()) == "NoGeometry"
    (edge,) = edges.getFeatures()
    assert (edge["number"], edge["edge"], edge["inferred"]) == (1, 1, True)
    assert edge["exit_t"].isValid()


def test_options_of_matching_and_roads_reach_the_job(worker: Path, layers: Layers) -> None:
    match(
        layers,
        EXTENT=layers.extent,
        SEARCH_RADIUS=80,
        GPS_ERROR=12,
        CLASS_FIELD="type",
        ROAD_CLASSES="primary, secondary",
        MAX_SPEED=150,
    )
    params = job_params(worker, "match")
    assert (params["search_radius_m"], params["gps_error_m"]) == (80, 12)
    assert params["class_field"] == "type"
    assert params["road_classes"] == ["primary", "secondary"]
    assert params["max_speed_kmh"] == 150
    assert params["bbox"] == [-8.63, 41.14, -8.6, 41.16]


def test_all_trips_and_roads_are_sent_without_a_study_area(worker: Path, layers: Layers) -> None:
    match(layers)
    assert job_params(worker, "match")["bbox"] is None
    roads = QgsVectorLayer(str(sent(worker, "roads.gpkg")), "roads", "ogr")
    assert roads.featureCount() == 3


def test_trips_without_times_are_refused(layers: Layers) -> None:
    is_fine, reason = checked(
        "matchtrips", TRIPS=layers.roads(), ROADS=layers.roads(), PATHS=TEMPORARY
    )
    assert not is_fine
    assert "INPUT.TIME" in reason


def test_an_extract_gives_roads_and_places(worker: Path, tmp_path: Path) -> None:
    extract = tmp_path / "porto.osm"
    extract.write_text("<osm/>", encoding="utf-8")
    categories = tmp_path / "categories.csv"
    categories.write_text("key,value,category\n", encoding="utf-8")
    result = run(
        "loadosm",
        FILE=str(extract),
        POI_CATEGORIES=str(categories),
        ROADS=TEMPORARY,
        PLACES=TEMPORARY,
    )
    assert sent(worker, "porto.osm").read_text() == "<osm/>"
    assert job_params(worker, "load_osm")["poi_categories"].endswith("/categories.csv")
    assert (result["ROAD_COUNT"], result["PLACE_COUNT"]) == (1, 1)
    (road,) = result["ROADS"].getFeatures()
    (place,) = result["PLACES"].getFeatures()
    assert (road["name"], place["name"]) == ("Rua do Teste", "Café")


def test_a_loaded_layer_has_licence_and_attribution(
    worker: Path, layers: Layers, qgis_new_project: None
) -> None:
    import processing

    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    processing.runAndLoadResults(
        "trajganr:downloadosm",
        {"EXTENT": layers.extent, "ROADS": TEMPORARY, "PLACES": TEMPORARY},
        context=context,
    )
    for layer in QgsProject.instance().mapLayers().values():
        assert layer.metadata().rights() == ["© OpenStreetMap contributors"]
        assert layer.metadata().licenses() == ["ODbL 1.0"]
        assert layer.attributeAlias(layer.fields().indexOf("name")) == "Name"
    assert len(QgsProject.instance().mapLayers()) == 2


def test_the_columns_of_downloaded_roads_have_aliases(
    worker: Path, layers: Layers, qgis_new_project: None, tmp_path: Path
) -> None:
    roads = str(tmp_path / "roads.gpkg")
    run("downloadosm", EXTENT=layers.extent, ROADS=roads, PLACES=TEMPORARY)
    layer = QgsVectorLayer(roads)
    assert layer.attributeAlias(layer.fields().indexOf("signals")) == "Traffic signals"


def test_another_overpass_server_can_be_used(worker: Path, layers: Layers) -> None:
    address = "https://overpass.example/api/interpreter"
    given = {"EXTENT": layers.extent, "ROADS": TEMPORARY, "PLACES": TEMPORARY}
    run("downloadosm", ENDPOINT=address, **given)
    assert job_params(worker, "fetch_osm")["endpoint"] == address


def test_labels_have_the_chosen_unit(bundle: str, tmp_path: Path) -> None:
    path = tmp_path / "labels.gpkg"
    feedback = QgsProcessingFeedback()
    result = run("derivelabels", feedback, BUNDLE=bundle, SPEED_UNIT="m/s", OUTPUT=str(path))
    assert (result["SPEED_ROADS"], result["BRAKING_ROADS"]) == (1, 0)
    assert "braking: no trip has measured speeds" in feedback.textLog()
    layer = QgsVectorLayer(str(path), "labels", "ogr")
    index = layer.fields().indexOf("speed_ms")
    assert layer.attributeAlias(index) == "Speed (m/s)"
    assert layer.renderer().classAttribute() == 'coalesce(("speed_ms" * 3.6), -9999)'
    ranges = layer.renderer().ranges()
    assert [each.label() for each in ranges[:: len(ranges) - 1]] == [
        "Labels of speed, km/h",
        "no label",
    ]


def test_observed_traffic_has_a_style_for_each_time_of_the_week(
    worker: Path, bundle: str, tmp_path: Path
) -> None:
    path = tmp_path / "observed.gpkg"
    times = "Mon-Fri 07:00-09:00,16:00-19:00 | Sat,Sun"
    result = run("observedtraffic", BUNDLE=bundle, TIME_SETS=times, OUTPUT=str(path))
    assert job_params(worker, "observe")["time_sets"] == times.split(" | ")
    assert (result["ROWS"], result["PASSES"], result["WITHHELD_ROWS"]) == (1, 7, 2)
    layer = QgsVectorLayer(str(path), "observed", "ogr")
    index = layer.fields().indexOf("speed_kmh")
    assert layer.attributeAlias(index) == "Speed (km/h)"
    drawn = "CASE WHEN \"time_set\" = 'Mon-Fri 07:00-09:00,16:00-19:00' AND true THEN coalesce"
    assert layer.renderer().classAttribute().startswith(drawn)
    assert layer.renderer().ranges()[-1].label() == "no passes"
    count, names = layer.listStylesInDatabase()[0], layer.listStylesInDatabase()[2]
    assert count == 2  # the layer has neither percentiles nor free-flow speeds
    assert {*names} == {*times.split(" | ")}


def test_a_wrong_time_of_the_week_is_refused_in_the_form(bundle: str, tmp_path: Path) -> None:
    form = {"BUNDLE": bundle, "TIME_SETS": "Mon-Fry", "OUTPUT": str(tmp_path / "a.gpkg")}
    is_fine, reason = checked("observedtraffic", **form)
    assert not is_fine
    assert "Mon-Fry" in reason or "mon-fry" in reason


def test_a_temporary_layer_that_is_loaded_is_kept_with_style_and_aliases(
    bundle: str, qgis_new_project: None, results: Path
) -> None:
    import processing

    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    form = {"BUNDLE": bundle, "OUTPUT": TEMPORARY}
    processing.runAndLoadResults("trajganr:derivelabels", form, context=context)
    (layer,) = QgsProject.instance().mapLayers().values()
    assert Path(layer.source().partition("|")[0]).parent == results / "results"
    assert layer.attributeAlias(layer.fields().indexOf("speed_kmh")) == "Speed (km/h)"
    assert layer.renderer().ranges()[-1].label() == "no label"


def test_the_report_is_saved_as_a_page(bundle: str, tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    result = run("bundlereport", BUNDLE=bundle, OUTPUT=str(path))
    assert result["OUTPUT"] == str(path)
    assert bundle in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("algorithm", "kind"), [("bundlereport", "outputHtml"), ("loadtrips", "outputVector")]
)
def test_outputs_have_types_that_qgis_shows(algorithm: str, kind: str, provider: Any) -> None:
    made = provider.algorithm(algorithm)
    assert made.outputDefinition("OUTPUT").type() == kind

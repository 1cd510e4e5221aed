"""Travel times, reached roads and isochrones, against a worker whose jobs are made up."""

from __future__ import annotations

from pathlib import Path

from plugin_tools import checked, job_params, memory_layer, run, sent
from qgis.core import NULL, Qgis, QgsVectorLayer

TEMPORARY = "TEMPORARY_OUTPUT"


def points(name: str) -> QgsVectorLayer:
    return memory_layer("Point", "id:string", ["Point(-8.615 41.15)"], ["home"], name)


def test_times_are_a_table_in_which_pairs_without_a_route_are_empty(
    model: str, worker: Path, tmp_path: Path
) -> None:
    path = tmp_path / "times.gpkg"
    form = {"MODEL": model, "ORIGINS": points("homes"), "DESTINATIONS": points("shops")}
    result = run("traveltimes", **form, TIME_SET="weekend", OUTPUT=str(path))
    assert (result["PAIRS"], result["UNREACHABLE"], result["PARTS"]) == (2, 1, 0)
    params = job_params(worker, "travel_times")
    assert (params["time_set"], params["reach"], params["snap_m"]) == ("weekend", [], 200.0)
    for name in ("homes", "shops"):
        assert QgsVectorLayer(str(sent(worker, f"{name}.gpkg")), "sent", "ogr").featureCount() == 1
    layer = QgsVectorLayer(str(path), "times", "ogr")
    assert [row["minutes"] for row in layer.getFeatures()] == [7.5, NULL]
    index = layer.fields().indexOf("minutes")
    assert layer.attributeAlias(index) == "Mean travel time (min)"
    assert layer.attributeAlias(layer.fields().indexOf("origin_fid")) == "Origin"


def test_reached_roads_are_styled_by_their_minutes(
    model: str, worker: Path, tmp_path: Path
) -> None:
    path = tmp_path / "reached.gpkg"
    form = {"MODEL": model, "ORIGINS": points("homes"), "OUTPUT": TEMPORARY, "REACH": "10, 2.5"}
    result = run("traveltimes", **form, REACHED=str(path))
    assert result["PARTS"] == 1
    assert job_params(worker, "travel_times")["reach"] == ["10", "2.5"]
    layer = QgsVectorLayer(str(path), "reached", "ogr")
    rules = layer.renderer().rootRule().children()
    assert [rule.label() for rule in rules] == ["0 – 2.5 min", "2.5 – 10 min"]
    (road,) = layer.getFeatures()
    assert [rule.filterExpression() for rule in rules] == [
        '"within_min" = 2.5',
        '"within_min" = 10.0',
    ]
    assert road["within_min"] == 2.5
    assert layer.renderer().orderByEnabled()
    (by_limit,) = layer.renderer().orderBy().list()
    assert (by_limit.expression().expression(), by_limit.ascending()) == ("within_min", False)
    index = layer.fields().indexOf("within_min")
    assert layer.attributeAlias(index) == "Reached within (min)"


def test_isochrones_are_styled_by_their_minutes(model: str, worker: Path, tmp_path: Path) -> None:
    path = tmp_path / "isochrones.gpkg"
    form = {"MODEL": model, "ORIGINS": points("homes"), "OUTPUT": TEMPORARY, "REACH": "10, 2.5"}
    result = run("traveltimes", **form, ISOCHRONES=str(path))
    assert result["ISOCHRONE_COUNT"] == 1
    params = job_params(worker, "travel_times")
    asked = (params["reach"], params["with_isochrones"], params["isochrone_distance_m"])
    assert asked == (["10", "2.5"], True, 100.0)
    layer = QgsVectorLayer(str(path), "isochrones", "ogr")
    assert layer.geometryType() == Qgis.GeometryType.Polygon
    rules = layer.renderer().rootRule().children()
    assert [rule.label() for rule in rules] == ["0 – 2.5 min", "2.5 – 10 min"]
    assert layer.opacity() == 0.7  # the map shows through, areas of other origins do not
    assert [rule.symbol().opacity() for rule in rules] == [1.0, 1.0]
    assert layer.attributeAlias(layer.fields().indexOf("area_km2")) == "Area (km²)"


def test_no_isochrones_are_made_without_their_output(model: str, worker: Path) -> None:
    form = {"MODEL": model, "ORIGINS": points("homes"), "OUTPUT": TEMPORARY}
    run("traveltimes", **form, REACHED=TEMPORARY)
    assert job_params(worker, "travel_times")["with_isochrones"] is False


def test_isochrones_without_minutes_or_with_a_vast_distance_are_refused(model: str) -> None:
    form = {"MODEL": model, "ORIGINS": points("homes"), "OUTPUT": TEMPORARY}
    for wrong in ({"REACH": ""}, {"ISOCHRONE_DISTANCE": 2001}):
        is_fine, _ = checked("traveltimes", **form, ISOCHRONES=TEMPORARY, **wrong)
        assert not is_fine


def test_reached_roads_without_minutes_are_refused_in_the_form(model: str) -> None:
    form = {"MODEL": model, "ORIGINS": points("homes"), "OUTPUT": TEMPORARY, "REACHED": TEMPORARY}
    for minutes in ("", "soon"):
        is_fine, reason = checked("traveltimes", **form, REACH=minutes)
        assert not is_fine
        assert "INPUT.FIELD" in reason or "REACH" in reason


def test_a_wrong_time_of_the_week_is_refused_in_the_form(model: str) -> None:
    form = {"MODEL": model, "ORIGINS": points("homes"), "OUTPUT": TEMPORARY}
    is_fine, reason = checked("traveltimes", **form, TIME_SET="Mon-Fry")
    assert not is_fine
    assert "mon-fry" in reason.lower()

"""Before and after, against a worker whose jobs are made up."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from plugin_tools import Layers, checked, job_params, run, sent
from qgis.core import QgsExpression, QgsExpressionContext, QgsVectorLayer


def form(bundle: str, folder: Path, **more: Any) -> dict[str, Any]:
    return {"BUNDLE": bundle, "OUTPUT": str(folder / "OUTPUT.gpkg"), **more}


def test_both_sides_and_their_layers_reach_the_job(
    worker: Path, bundle: str, layers: Layers, tmp_path: Path
) -> None:
    sides = {"PERIOD": "2013-07-01", "PERIOD_AFTER": "2013-07-02/2013-07-03", "AFTER": bundle}
    times = {"TIME_SET": "weekdays", "TIME_SET_AFTER": "weekend", "MIN_DRIVERS": 7}
    districts = {"DISTRICTS": layers.zones(["a", "b"]), "DISTRICT_FIELD": "district"}
    predicted = {"PREDICTED_BEFORE": layers.segments([4]), "FALSE_DISCOVERY": 0.1}
    result = run("changes", **form(bundle, tmp_path, **sides, **times, **districts, **predicted))
    params = job_params(worker, "changes")
    assert (params["bundle"], params["after"]) == (bundle, bundle)
    assert (params["period"], params["period_after"]) == ("2013-07-01", "2013-07-02/2013-07-03")
    assert (params["time_set"], params["time_set_after"]) == ("weekdays", "weekend")
    assert (params["min_drivers"], params["false_discovery"]) == (7, 0.1)
    assert params["district_field"] == "district"
    assert params["predicted_after"] is None
    zones = QgsVectorLayer(str(sent(worker, "zones.gpkg")), "zones", "ogr")
    assert zones.featureCount() == 2
    counts = [result[name] for name in ("SEGMENTS", "BOTH", "ONLY_BEFORE", "ONLY_AFTER", "CHANGED")]
    assert counts == [1, 1, 0, 0, 1]


def test_changes_have_a_style_for_each_measure_and_all_columns_have_aliases(
    worker: Path, bundle: str, layers: Layers, tmp_path: Path
) -> None:
    groups = {"GROUPS": str(tmp_path / "GROUPS.gpkg")}
    predicted = {"PREDICTED_BEFORE": layers.segments([4])}
    run("changes", **form(bundle, tmp_path, PERIOD="2013-07-01", **groups, **predicted))
    roads = QgsVectorLayer(str(tmp_path / "OUTPUT.gpkg"), "roads", "ogr")
    table = QgsVectorLayer(str(tmp_path / "GROUPS.gpkg"), "groups", "ogr")
    for layer in (roads, table):
        names = [name for name in layer.fields().names() if name != "fid"]
        aliases = {name: layer.attributeAlias(layer.fields().indexOf(name)) for name in names}
        assert all(aliases.values()), aliases
    assert roads.listStylesInDatabase()[0] == 4
    assert roads.metadata().rights() == ["© OpenStreetMap contributors"]
    (road,) = roads.getFeatures()
    context = QgsExpressionContext()
    context.setFields(roads.fields())
    context.setFeature(road)
    rules = roads.renderer().rootRule().children()
    labels = [
        rule.label()
        for rule in rules
        if QgsExpression(rule.filterExpression()).evaluate(context) == 1
    ]
    assert labels == ["faster, by 10 km/h and more"]
    (row,) = table.getFeatures()
    assert (row["group"], row["roads_up"]) == ("primary", 1)


def test_two_equal_sides_and_unknown_bundles_are_refused_in_the_form(
    bundle: str, tmp_path: Path
) -> None:
    is_fine, reason = checked("changes", **form(bundle, tmp_path))
    assert not is_fine
    assert "Both sides are the same" in reason
    is_fine, reason = checked("changes", **form(bundle, tmp_path, AFTER="prepare-none"))
    assert not is_fine
    assert "prepare-none" in reason

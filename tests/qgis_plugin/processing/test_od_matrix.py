"""Origin–destination matrices, against a worker whose jobs are made up."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from plugin_tools import Layers, checked, job_params, run, sent
from qgis.core import QgsApplication, QgsVectorLayer


def form(bundle: str, zones: Any, folder: Path, **more: Any) -> dict[str, Any]:
    outputs = {name: str(folder / f"{name}.gpkg") for name in ("OUTPUT", "MATRIX")}
    return {"BUNDLE": bundle, "ZONES": zones, **outputs, **more}


def opened(folder: Path, name: str) -> QgsVectorLayer:
    return QgsVectorLayer(str(folder / f"{name}.gpkg"), name, "ogr")


def test_zones_and_options_reach_the_job(
    worker: Path, bundle: str, layers: Layers, tmp_path: Path
) -> None:
    options = {"ZONE_FIELD": "district", "TIME_SETS": "weekend", "MIN_DRIVERS": 7}
    result = run("odmatrix", **form(bundle, layers.zones(["a", "b"]), tmp_path, **options))
    params = job_params(worker, "od_matrix")
    assert params["zone_field"] == "district"
    assert (params["time_sets"], params["min_drivers"]) == (["weekend"], 7)
    assert params["zones"].endswith("/zones.gpkg")
    zones = QgsVectorLayer(str(sent(worker, "zones.gpkg")), "zones", "ogr")
    assert [each["district"] for each in zones.getFeatures()] == ["a", "b"]
    counts = [result[name] for name in ("TRIP_COUNT", "ROWS", "OUTSIDE", "WITHHELD_ROWS")]
    assert counts == [7, 1, 3, 2]


def test_lines_have_a_style_for_each_time_first_one_with_lines_and_all_columns_have_aliases(
    worker: Path, bundle: str, layers: Layers, tmp_path: Path
) -> None:
    run("odmatrix", **form(bundle, layers.zones(["a"]), tmp_path, TIME_SETS="Mon | weekend"))
    lines, matrix = opened(tmp_path, "OUTPUT"), opened(tmp_path, "MATRIX")
    for layer in (lines, matrix):
        names = [name for name in layer.fields().names() if name != "fid"]
        assert all(layer.attributeAlias(layer.fields().indexOf(name)) for name in names)
    rules = lines.renderer().rootRule().children()
    assert rules[0].filterExpression() == '"time_set" = \'weekend\' AND "share" < 0.001'
    assert lines.listStylesInDatabase()[0] == 2
    (row,) = matrix.getFeatures()
    assert (row["origin"], row["destination"], row["trip_count"]) == ("west", "east", 7)


def test_matrices_are_saved_if_somebody_asks_for_them(
    worker: Path, bundle: str, layers: Layers, tmp_path: Path
) -> None:
    result = run("odmatrix", **form(bundle, layers.zones(["a"]), tmp_path))
    assert job_params(worker, "od_matrix")["format"] == "gpkg"
    assert "OMX" not in result
    matrices = tmp_path / "od.omx"
    result = run("odmatrix", **form(bundle, layers.zones(["a"]), tmp_path, OMX=str(matrices)))
    assert job_params(worker, "od_matrix")["format"] == "omx"
    assert Path(result["OMX"]).read_bytes().startswith(b"\x89HDF")
    assert opened(tmp_path, "OUTPUT").isValid()


def test_fields_of_zones_are_listed_from_the_layer(worker: Path) -> None:
    made = QgsApplication.processingRegistry().createAlgorithmById("trajganr:odmatrix")
    assert made.parameterDefinition("ZONE_FIELD").parentLayerParameterName() == "ZONES"


def test_zones_without_a_crs_are_refused(bundle: str, layers: Layers, tmp_path: Path) -> None:
    zones = layers.zones(["a"])
    zones.setCrs(type(zones.crs())())
    is_fine, reason = checked("odmatrix", **form(bundle, zones, tmp_path))
    assert not is_fine
    assert "INPUT.CRS" in reason

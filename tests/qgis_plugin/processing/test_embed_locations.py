"""Embeddings as a layer, against a worker whose jobs are made up."""

from __future__ import annotations

from pathlib import Path

from plugin_tools import Layers, checked, job_params, memory_layer, run, sent
from qgis.core import QgsProcessingContext, QgsProject, QgsVectorLayer

TEMPORARY = "TEMPORARY_OUTPUT"


def points() -> QgsVectorLayer:
    return memory_layer("Point", "id:string", ["Point(-8.615 41.15)"], ["home"], "places")


def test_the_roads_of_the_bundle_are_embedded_by_default(model: str, tmp_path: Path) -> None:
    path = tmp_path / "vectors.gpkg"
    result = run("embedlocations", MODEL=model, OUTPUT=str(path))
    assert (result["LOCATION_COUNT"], result["DIMENSIONS"]) == (4, 3)
    layer = QgsVectorLayer(f"{path}|layername=embeddings", "vectors", "ogr")
    assert [f["e_000"] for f in layer.getFeatures()] == [1.0] * 4
    assert layer.attributeAlias(layer.fields().indexOf("source_fid")) == "Id of the source feature"
    assert f"model: {model}" in layer.metadata().history()


def test_own_points_are_sent(model: str, worker: Path) -> None:
    result = run("embedlocations", MODEL=model, LOCATIONS=points(), OUTPUT=TEMPORARY)
    assert result["LOCATION_COUNT"] == 1
    assert QgsVectorLayer(str(sent(worker, "places.gpkg")), "sent", "ogr").featureCount() == 1
    assert result["OUTPUT"].endswith(".gpkg")


def test_the_suffix_selects_the_format(model: str, worker: Path, tmp_path: Path) -> None:
    path = tmp_path / "vectors.csv"
    run("embedlocations", MODEL=model, OUTPUT=str(path))
    assert job_params(worker, "embed")["format"] == "csv"
    assert "csv of embeddings" in path.read_text(encoding="utf-8")


def test_points_and_roads_together_are_refused(layers: Layers) -> None:
    is_fine, reason = checked(
        "embedlocations", MODEL="m", LOCATIONS=points(), ROADS=layers.roads(), OUTPUT=TEMPORARY
    )
    assert not is_fine
    assert "both given" in reason


def test_an_unknown_format_is_refused(home: Path, tmp_path: Path) -> None:
    is_fine, reason = checked("embedlocations", MODEL="m", OUTPUT=str(tmp_path / "a.xlsx"))
    assert not is_fine
    assert ".fgb" in reason


def test_a_loaded_layer_has_provenance(model: str, qgis_new_project: None) -> None:
    import processing

    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    processing.runAndLoadResults(
        "trajganr:embedlocations", {"MODEL": model, "OUTPUT": TEMPORARY}, context=context
    )
    (layer,) = QgsProject.instance().mapLayers().values()
    assert layer.attributeAlias(layer.fields().indexOf("source_fid")) == "Id of the source feature"
    assert f"model: {model}" in layer.metadata().history()

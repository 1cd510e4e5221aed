"""Embeddings as a layer, against a worker whose jobs are made up."""

from __future__ import annotations

from pathlib import Path

from plugin_tools import Layers, asked, checked, memory_layer, run, sent
from qgis.core import QgsProcessingContext, QgsProject, QgsVectorLayer

TEMPORARY = "TEMPORARY_OUTPUT"


def points() -> QgsVectorLayer:
    return memory_layer("Point", "id:string", ["Point(-8.615 41.15)"], ["home"], "places")


def test_roads_are_embedded_where_nothing_is_given(model: str, tmp_path: Path) -> None:
    path = tmp_path / "vectors.gpkg"
    result = run("embedlocations", MODEL=model, OUTPUT=str(path))
    assert (result["LOCATION_COUNT"], result["DIMENSIONS"]) == (4, 3)
    layer = QgsVectorLayer(f"{path}|layername=embeddings", "vectors", "ogr")
    assert [f["e_000"] for f in layer.getFeatures()] == [1.0] * 4
    assert layer.attributeAlias(layer.fields().indexOf("source_fid")) == "Id of the source feature"
    assert f"model: {model}" in layer.metadata().history()


def test_points_of_ones_own_are_sent(model: str, worker: Path) -> None:
    result = run("embedlocations", MODEL=model, LOCATIONS=points(), OUTPUT=TEMPORARY)
    assert result["LOCATION_COUNT"] == 1
    assert QgsVectorLayer(str(sent(worker, "places.gpkg")), "sent", "ogr").featureCount() == 1
    assert result["OUTPUT"].endswith(".gpkg")


def test_the_ending_of_the_name_tells_the_format(model: str, worker: Path, tmp_path: Path) -> None:
    path = tmp_path / "vectors.csv"
    run("embedlocations", MODEL=model, OUTPUT=str(path))
    assert asked(worker, "embed")["format"] == "csv"
    assert path.read_text(encoding="utf-8") == "csv of embeddings"


def test_points_and_roads_at_once_are_refused(layers: Layers) -> None:
    is_fine, reason = checked(
        "embedlocations", MODEL="m", LOCATIONS=points(), ROADS=layers.roads(), OUTPUT=TEMPORARY
    )
    assert not is_fine
    assert "both given" in reason


def test_a_format_that_is_not_known_is_refused(home: Path, tmp_path: Path) -> None:
    is_fine, reason = checked("embedlocations", MODEL="m", OUTPUT=str(tmp_path / "a.xlsx"))
    assert not is_fine
    assert ".fgb" in reason


def test_a_loaded_layer_says_what_made_it(model: str, qgis_new_project: None) -> None:
    import processing

    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    processing.runAndLoadResults(
        "trajganr:embedlocations", {"MODEL": model, "OUTPUT": TEMPORARY}, context=context
    )
    (layer,) = QgsProject.instance().mapLayers().values()
    assert layer.attributeAlias(layer.fields().indexOf("source_fid")) == "Id of the source feature"
    assert f"model: {model}" in layer.metadata().history()

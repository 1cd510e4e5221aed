"""Roads alike: a layer of all roads, compared with the one at a place."""

from __future__ import annotations

from pathlib import Path

import pytest
from plugin_tools import run
from qgis.core import NULL, QgsProcessingException, QgsVectorLayer

#: On the road from west to east, in metres.
PLACE = "-959017.413,5034491.869 [EPSG:3857]"


def test_every_road_has_a_similarity(model: str, tmp_path: Path) -> None:
    path = tmp_path / "similar.gpkg"
    result = run("similarroads", MODEL=model, POINT="-8.615,41.15 [EPSG:4326]", OUTPUT=str(path))
    assert (result["ROAD_COUNT"], result["KNOWN"]) == (4, 4)
    layer = QgsVectorLayer(f"{path}|layername=similar", "similar", "ogr")
    rows = [(row["similarity"], row["direction"]) for row in layer.getFeatures()]
    assert rows == [
        (1.0, "forward"),
        (pytest.approx(0.5, abs=1e-4), "backward"),
        (pytest.approx(0.0, abs=1e-4), "forward"),
        (pytest.approx(-0.5, abs=1e-4), "backward"),
    ]
    names = ("edge", "from_node", "to_node", "osm_id")
    answer = [tuple(row[name] for name in names) for row in layer.getFeatures()]
    way = 4_000_000_000
    assert answer == [(0, 0, 1, way), (1, 1, 0, way), (2, 2, 3, NULL), (3, 3, 2, NULL)]
    first = next(layer.getFeatures()).geometry().asPolyline()
    assert [vertex.x() for vertex in first] == pytest.approx([-8.63, -8.62, -8.61])
    assert f"model: {model}" in layer.metadata().history()
    assert "compared with: -8.615000, 41.150000" in layer.metadata().history()
    assert layer.renderer().rootRule().children()[-1].label() == "nothing known"


def test_a_location_in_another_crs_is_transformed(model: str, bundle: str) -> None:
    form = {"MODEL": model, "BUNDLE": bundle, "POINT": PLACE}
    result = run("similarroads", **form, OUTPUT="TEMPORARY_OUTPUT")
    first = next(result["OUTPUT"].getFeatures())
    assert first["similarity"] == 1.0


def test_a_missing_model_is_named(worker: Path) -> None:
    with pytest.raises(QgsProcessingException, match="nothing"):
        run("similarroads", MODEL="nothing", POINT="0,0 [EPSG:4326]", OUTPUT="TEMPORARY_OUTPUT")

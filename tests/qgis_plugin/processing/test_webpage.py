"""Pages to share, against a worker whose jobs are made up."""

from __future__ import annotations

from pathlib import Path

import pytest
from osgeo import gdal
from plugin_tools import checked, job_params, memory_layer, run, sent
from qgis.core import QgsLayerMetadata, QgsVectorLayer


@pytest.fixture
def roads() -> QgsVectorLayer:
    """A predicted road with licence and facts, in a country that drives on the left."""
    line = "LineString(-8.61 41.15, -8.61 41.16)"
    layer = memory_layer("LineString", "speed_kmh:double", [line], [31.5], "speeds")
    about = QgsLayerMetadata()
    about.setLicenses(["ODbL"])
    about.setRights(["OpenStreetMap contributors"])
    about.setHistory(["model: m-1", "time_sets: Sat,Sun", "driving_side: left"])
    layer.setMetadata(about)
    return layer


def test_the_page_of_a_layer_is_saved(roads: QgsVectorLayer, worker: Path, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    result = run("webpage", ROADS=roads, TITLE="Porto <b>", OUTPUT=str(path))
    assert result["SEGMENTS"] == 2
    assert "<title>Porto &lt;b&gt;</title>" in path.read_text(encoding="utf-8")
    params = job_params(worker, "webpage")
    assert (params["title"], params["background"]) == ("Porto <b>", "")
    assert params["name"] == "Porto <b>"  # of the job in the dock


def test_vector_tiles_are_saved_beside_the_page_if_asked(
    roads: QgsVectorLayer, worker: Path, tmp_path: Path
) -> None:
    form = {"ROADS": roads, "OUTPUT": str(tmp_path / "porto.html")}
    assert "TILES" not in run("webpage", **form)
    assert job_params(worker, "webpage")["format"] == "html"
    path = tmp_path / "porto.pmtiles"
    assert run("webpage", **form, TILES=str(path))["TILES"] == str(path)
    assert path.read_bytes().startswith(b"PMTiles")
    assert not checked("webpage", **form, TILES=str(tmp_path / "porto.mbtiles"))[0]


def test_licence_and_facts_of_the_layer_are_sent(
    roads: QgsVectorLayer, worker: Path, tmp_path: Path
) -> None:
    run("webpage", ROADS=roads, OUTPUT=str(tmp_path / "page.html"))
    dataset = gdal.OpenEx(str(sent(worker, "speeds.gpkg")))  # its layers live as long as it
    found = dataset.GetLayer(0).GetMetadata()
    about = {
        "LICENCE": "ODbL",
        "ATTRIBUTION": "OpenStreetMap contributors",
        "MODEL": "m-1",
        "TIME_SETS": "Sat,Sun",
        "DRIVING_SIDE": "left",
    }
    assert about.items() <= found.items()


def test_a_background_that_is_no_address_of_tiles_is_refused_in_the_form(
    roads: QgsVectorLayer, tmp_path: Path
) -> None:
    form = {"ROADS": roads, "OUTPUT": str(tmp_path / "page.html")}
    assert checked("webpage", **form, BACKGROUND="https://tiles.example.org/{z}/{x}/{y}.png")[0]
    is_fine, reason = checked("webpage", **form, BACKGROUND="http://tiles.example.org")
    assert not is_fine
    assert "INPUT.FIELD" in reason

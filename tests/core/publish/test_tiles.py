"""Vector tiles of roads, read by GDAL."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pyogrio
import pytest
import shapely
from pyogrio.errors import DataSourceError
from webpage_roads import HOSTILE, roads, write_observed, write_predicted

import trajganr_core as tg
from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.files.received_files import declared, receive
from trajganr_core.publish import tiles
from trajganr_core.publish.packed import packed
from trajganr_core.publish.shared_roads import read_shared_roads
from trajganr_core.utils.progress import silent


def tiled(layer: Path, folder: Path, **options: Any) -> Path:
    """The tiles of a layer, as a client has them."""
    result = tg.webpage(layer, out=folder, format="pmtiles", progress=False, **options)
    assert result.files == ("roads.html", "roads.pmtiles")
    assert {path.name for path in folder.iterdir()} == {*result.files}
    receive(declared("webpage", "roads.pmtiles"), "", folder / "roads.pmtiles", lambda: None)
    return folder / "roads.pmtiles"


def at_zoom(path: Path, zoom: int) -> gpd.GeoDataFrame:
    """The roads of all tiles of a zoom, each once."""
    found = pyogrio.read_dataframe(path, layer="roads", ZOOM_LEVEL=str(zoom))
    return found.drop_duplicates("edge").set_index("edge").sort_index()


def test_the_last_zoom_has_each_segment_with_the_columns_of_the_page(tmp_path: Path) -> None:
    layer = write_predicted(tmp_path)
    found = at_zoom(tiled(layer, tmp_path / "tiles"), 13)
    assert list(found.index) == [10, 11, 12, 13]
    first = found.loc[10]
    assert first["name"] == "Avenida da Boavista"
    assert found.loc[12, "name"] == HOSTILE
    speeds = ["speed_kmh", "speed_kmh_low_weekday_morning_peak", "speed_kmh_weekday_08"]
    assert first[speeds].tolist() == pytest.approx([42.3, 19.0, 18.0], abs=0.11)
    assert (first["popularity"], first["popularity_set"]) == ("very high", "high; very high")
    assert (first["aoi_main"], first["aoi_food"]) == ("food", pytest.approx(0.6))
    assert first["basis_weekend"] == "prior"
    assert found.loc[13, ["name", "speed_kmh", "popularity"]].isna().all()
    # What the page does not show, tiles do not have.
    assert not {"osm_id", "popularity_class"} & {*found.columns}


def test_both_directions_are_lines_of_their_own(tmp_path: Path) -> None:
    found = at_zoom(tiled(write_predicted(tmp_path), tmp_path / "tiles"), 13).to_crs(32629)
    there, back = (shapely.line_merge(found.geometry[edge]) for edge in (10, 11))
    assert there.coords[0] == pytest.approx(back.coords[-1], abs=0.01)
    exact = roads().to_crs(32629).geometry[0]
    assert shapely.hausdorff_distance(there, exact) < 1


def test_main_roads_are_seen_from_afar(tmp_path: Path) -> None:
    path = tiled(write_predicted(tmp_path), tmp_path / "tiles")
    classes = {zoom: {*at_zoom(path, zoom)["highway"]} for zoom in tiles.LEAST_WEIGHTS}
    assert classes[6] == classes[12] == {"primary"}
    assert classes[13] == {"primary", "residential", "service"}


def test_roads_without_a_class_are_seen_from_the_middle(tmp_path: Path) -> None:
    roads(speed_kmh=[30.0] * 4).drop(columns="highway").to_file(tmp_path / "roads.gpkg")
    path = tiled(tmp_path / "roads.gpkg", tmp_path / "tiles")
    assert len(at_zoom(path, 11)) == 4
    with pytest.raises(DataSourceError, match="zoom level"):
        at_zoom(path, 10)


def test_observed_times_are_columns(tmp_path: Path) -> None:
    found = at_zoom(tiled(write_observed(tmp_path), tmp_path / "tiles"), 13)
    assert list(found.index) == [10, 12]
    assert found["speed_kmh_weekday_morning_peak"].tolist() == [22.0, 31.0]
    assert found["speed_kmh_weekend"].tolist() == pytest.approx([47.0, np.nan], nan_ok=True)
    assert found["passes_per_hour_weekend"].iloc[0] == pytest.approx(0.2)
    layer = roads().assign(time_set="<b>", speed_kmh=1.0)
    layer.to_file(tmp_path / "strange.gpkg")
    with pytest.raises(TrajganrError) as error:
        tiled(tmp_path / "strange.gpkg", tmp_path / "strange")
    assert error.value.code is Code.INPUT_FIELD


def test_the_same_roads_make_the_same_tiles_whatever_the_threads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = tiled(write_predicted(tmp_path), tmp_path / "one", title="A")
    threads = pyogrio.get_gdal_config_option("GDAL_NUM_THREADS")
    pyogrio.set_gdal_config_options({"GDAL_NUM_THREADS": 4})
    try:
        two = tiled(tmp_path / "predicted.gpkg", tmp_path / "two", title="A")
        assert pyogrio.get_gdal_config_option("GDAL_NUM_THREADS") == 4
    finally:
        pyogrio.set_gdal_config_options({"GDAL_NUM_THREADS": threads})
    assert one.read_bytes() == two.read_bytes()


def test_tiles_that_would_be_too_large_have_only_heavier_roads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    layer = roads(speed_kmh=[30.0] * 4).iloc[np.arange(400) % 4].assign(edge=range(400))
    layer["highway"] = ["motorway", *["primary"] * 399]
    layer.to_file(tmp_path / "roads.gpkg")
    shared = read_shared_roads(tmp_path / "roads.gpkg")
    monkeypatch.setattr(tiles, "MAX_TILE", 1000)
    page = packed(shared) | {"title": "", "version": ""}
    tiles.write_tiles(shared, page, tmp_path / "a.pmtiles", silent)
    assert {*at_zoom(tmp_path / "a.pmtiles", 6)["highway"]} == {"motorway"}
    assert len(at_zoom(tmp_path / "a.pmtiles", 13)) == 400


@pytest.mark.malformed
def test_roads_that_no_zoom_can_show_are_refused(tmp_path: Path) -> None:
    shared = read_shared_roads(write_predicted(tmp_path))
    page = packed(shared) | {"title": "", "version": ""}
    short = shapely.LineString([(-8.6, 41.15), (-8.6 + 1e-9, 41.15)])
    shared.roads.geometry = [short] * len(shared.roads)
    with pytest.raises(TrajganrError) as error:
        tiles.write_tiles(shared, page, tmp_path / "a.pmtiles", silent)
    assert error.value.code is Code.INPUT_EMPTY and error.value.next_action

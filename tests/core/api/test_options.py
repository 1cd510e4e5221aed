"""How the functions of the API take paths and options."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import pytest
import shapely

import trajganr_core as tg
from trajganr_core.api.options import Area, configured, local_paths, study_area

BOX = (-8.69, 41.14, -8.55, 41.19)


def test_addresses_are_fetched_and_paths_are_unchanged(tmp_path: Path) -> None:
    (tmp_path / "trips.csv").write_text("lon,lat\n", encoding="utf-8")
    address = (tmp_path / "trips.csv").as_uri()
    near, fetched = local_paths([tmp_path / "trips.csv", address])
    assert near == tmp_path / "trips.csv"
    assert fetched != near
    assert fetched.read_bytes() == near.read_bytes()


def test_options_override_the_configuration() -> None:
    config = tg.FinetuneConfig(tasks=("speed",), epochs=3, head="mlp")
    found = configured(tg.FinetuneConfig, config, {"tasks": ["aoi"], "seed": 1})
    assert found == tg.FinetuneConfig(tasks=("aoi",), epochs=3, head="mlp", seed=1)


def test_an_unknown_option_is_refused_with_the_nearest_names() -> None:
    with pytest.raises(tg.TrajganrError) as caught:
        configured(tg.PretrainConfig, None, {"learning_rte": 1.0})
    assert caught.value.code is tg.Code.INPUT_FIELD
    assert "learning_rate" in caught.value.next_action
    assert "backbone" not in caught.value.next_action


def box_layer() -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(geometry=[shapely.box(*BOX)], crs="EPSG:4326")


def test_an_area_is_a_box_numbers_a_layer_or_its_file(tmp_path: Path) -> None:
    layer = box_layer()
    layer.to_file(tmp_path / "area.gpkg")
    given: list[Area] = [tg.StudyArea(*BOX), BOX, list(BOX), layer, tmp_path / "area.gpkg"]
    for area in given:
        assert study_area(area) == tg.StudyArea(*BOX)
    metres = study_area(layer.to_crs("EPSG:32629"))
    assert metres.bbox == pytest.approx(BOX, abs=0.01)


@pytest.mark.parametrize(
    ("area", "code", "advice"),
    [
        ((39.9, 116.3, 40.0, 116.5), tg.Code.INPUT_GEOMETRY, "latitude, longitude"),
        ((-8.55, 41.19, -8.69, 41.14), tg.Code.INPUT_GEOMETRY, "exchanged"),
        ((116.3, 116.5, 39.9, 40.0), tg.Code.INPUT_GEOMETRY, "west, east, south, north"),
        ((530000.0, 4550000.0, 540000.0, 4560000.0), tg.Code.INPUT_GEOMETRY, "EPSG:4326"),
        ((float("nan"), 0.0, 1.0, 1.0), tg.Code.INPUT_GEOMETRY, "EPSG:4326"),
        (BOX[:3], tg.Code.INPUT_FIELD, "west, south, east, north"),
        (box_layer().set_crs(None, allow_override=True), tg.Code.INPUT_CRS, "set_crs"),
        (box_layer()[:0], tg.Code.INPUT_GEOMETRY, "EPSG:4326"),
    ],
)
def test_an_area_that_is_no_box_says_what_it_looks_like(
    area: Area, code: tg.Code, advice: str
) -> None:
    with pytest.raises(tg.TrajganrError) as caught:
        study_area(area)
    assert caught.value.code is code
    assert advice in caught.value.next_action

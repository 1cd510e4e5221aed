"""Places and their categories."""

from __future__ import annotations

import csv
from pathlib import Path

import geopandas as gpd
import pytest
import town

import trajganr_core.data.pois as pois_module
from trajganr_core.data.pois import read_pois
from trajganr_core.errors import Code, TrajganrError
from trajganr_core.tasks import AOI_CATEGORIES


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def code_of(path: Path) -> Code:
    with pytest.raises(TrajganrError) as error:
        read_pois(path, town.AREA)
    return error.value.code


def test_a_category_column_is_taken_as_it_is(tmp_path: Path) -> None:
    path = write(
        tmp_path / "pois.csv",
        "lon,lat,category\n-8.62,41.15,food\n-8.62,41.15,volcano\n-8.62,41.15,\n-8.61,41.14,shop\n",
    )
    places = read_pois(path, town.AREA)
    assert places.category.tolist() == ["food", "shop"]
    assert places.lat.tolist() == [41.15, 41.14]


def test_osm_tags_are_mapped_by_the_table(tmp_path: Path) -> None:
    rows = [
        "restaurant,,,food",
        "school,,,education",
        ",bakery,,shop",
        ",,hotel,tourism",
        "bench,,,",
        ",,,",
        "cafe,bakery,,food",
    ]
    path = write(
        tmp_path / "pois.csv",
        "lon,lat,amenity,shop,tourism,expected\n" + "".join(f"-8.62,41.15,{row}\n" for row in rows),
    )
    expected = [row.split(",")[-1] for row in rows if row.split(",")[-1]]
    assert read_pois(path, town.AREA).category.tolist() == expected


def test_a_point_layer_in_any_crs_is_read(tmp_path: Path) -> None:
    path = tmp_path / "pois.gpkg"
    frame = gpd.GeoDataFrame(
        {"amenity": ["pharmacy", "pub"]},
        geometry=gpd.points_from_xy([-8.62, 2.0], [41.15, 50.0]),
        crs="EPSG:4326",
    )
    frame.to_crs("EPSG:3857").to_file(path)
    places = read_pois(path, town.AREA)
    assert places.category.tolist() == ["health"]  # the pub is outside the area
    assert places.lon[0] == pytest.approx(-8.62)


def test_the_table_names_only_known_categories_and_no_tag_twice() -> None:
    table = Path(pois_module.__file__).with_name("aoi_categories.csv")
    with table.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert {row["category"] for row in rows} == set(AOI_CATEGORIES)
    tags = [(row["key"], row["value"]) for row in rows]
    assert len(tags) == len(set(tags))


def test_what_is_left_out_is_counted(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO")
    path = write(
        tmp_path / "pois.csv",
        "lon,lat,category\n-8.62,41.15,food\n2,50,food\n-8.62,41.15,volcano\n",
    )
    read_pois(path, town.AREA)
    assert "1 kept (food 1); left out: 1 outside the study area, 1 of no category" in caplog.text


def test_malformed_tables_have_their_codes(tmp_path: Path) -> None:
    path = tmp_path / "pois.csv"
    assert code_of(path) is Code.INPUT_NOT_FOUND
    assert code_of(write(path, "")) is Code.INPUT_EMPTY
    assert code_of(write(path, "lon,lat,category\n")) is Code.INPUT_EMPTY
    assert code_of(write(path, "lon,lat,category\n2,50,food\n")) is Code.INPUT_EMPTY
    assert code_of(write(path, "x,y,category\n2,50,food\n")) is Code.INPUT_FIELD
    assert code_of(write(path, "lon,lat,colour\n-8.62,41.15,red\n")) is Code.INPUT_FIELD
    assert code_of(write(path, "lon,lat,category\n53000,41.15,food\n")) is Code.INPUT_CRS

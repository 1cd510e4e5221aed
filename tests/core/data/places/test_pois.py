"""Places of tables, layers and extracts, and their categories."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import osm_town
import pytest
import town

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.data.places.pois import read_pois


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_a_category_column_is_used_directly(tmp_path: Path) -> None:
    path = write(
        tmp_path / "pois.csv",
        "lon,lat,category\n-8.62,41.15,food\n-8.62,41.15,volcano\n-8.62,41.15,\n-8.61,41.14,shop\n",
    )
    places = read_pois(path, town.AREA)[0]
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
        ",no,,",
        "toilets;cafe,,,food",
    ]
    path = write(
        tmp_path / "pois.csv",
        "lon,lat,amenity,shop,tourism,expected\n" + "".join(f"-8.62,41.15,{row}\n" for row in rows),
    )
    expected = [row.split(",")[-1] for row in rows if row.split(",")[-1]]
    assert read_pois(path, town.AREA)[0].category.tolist() == expected


def test_an_edited_table_maps_own_columns(tmp_path: Path) -> None:
    path = write(tmp_path / "pois.csv", "lon,lat,cat\n-8.62,41.15,hostel\n-8.62,41.15,mill\n")
    table = write(tmp_path / "table.csv", "key,value,category\ncat,hostel,tourism\n")
    assert read_pois(path, town.AREA, table)[0].category.tolist() == ["tourism"]


def test_a_point_layer_in_any_crs_is_read(tmp_path: Path) -> None:
    path = tmp_path / "pois.gpkg"
    frame = gpd.GeoDataFrame(
        {"amenity": ["pharmacy", "pub"]},
        geometry=gpd.points_from_xy([-8.62, 2.0], [41.15, 50.0]),
        crs="EPSG:4326",
    )
    frame.to_crs("EPSG:3857").to_file(path)
    places = read_pois(path, town.AREA)[0]
    assert places.category.tolist() == ["health"]  # the pub is outside the area
    assert places.lon[0] == pytest.approx(-8.62)


def test_tags_that_gdal_packs_are_mapped(tmp_path: Path) -> None:
    path = tmp_path / "points.gpkg"
    packed = ['"amenity"=>"pharmacy","opening_hours"=>"24/7"', '"natural"=>"tree"']
    gpd.GeoDataFrame(
        {"name": ["A", "B"], "other_tags": packed},
        geometry=gpd.points_from_xy([-8.62] * 2, [41.15] * 2),
        crs="EPSG:4326",
    ).to_file(path)
    assert read_pois(path, town.AREA)[0].category.tolist() == ["health"]


def test_nodes_and_areas_of_an_extract_are_places(tmp_path: Path) -> None:
    path = osm_town.write(
        tmp_path / "town.osm.pbf", *osm_town.CROSSING, osm_town.node(30, (90_000, 0), shop="kiosk")
    )
    places, report = read_pois(path, town.AREA)
    assert places.category.tolist() == ["food", "education"]
    assert report.by_category == {"food": 1, "education": 1}
    assert report.dropped["outside the study area"] == 1
    assert "ODbL" in report.licence


def test_what_is_left_out_is_counted_and_reported(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    path = write(
        tmp_path / "pois.csv",
        "lon,lat,category\n-8.62,41.15,food\n2,50,food\n-8.62,41.15,volcano\n,,food\n",
    )
    _, report = read_pois(path, town.AREA)
    assert report.places == 1
    assert report.dropped == {
        "outside the study area": 1,
        "whose tags define no place": 1,
        "without coordinates": 1,
    }
    assert "1 kept (food 1); left out: 1 outside the study area, 1 whose tags" in caplog.text
    assert report.by_category == {"food": 1}


def refused(path: Path, categories: Path | None = None) -> Code:
    with pytest.raises(TrajganrError) as error:
        read_pois(path, town.AREA, categories)[0]
    assert error.value.next_action
    return error.value.code


@pytest.mark.malformed
def test_a_missing_file_of_places_is_not_found(tmp_path: Path) -> None:
    assert refused(tmp_path / "pois.csv") is Code.INPUT_NOT_FOUND


@pytest.mark.malformed
@pytest.mark.parametrize("content", ["", "lon,lat,category\n"])
def test_a_table_without_places_is_empty(content: str, tmp_path: Path) -> None:
    assert refused(write(tmp_path / "pois.csv", content)) is Code.INPUT_EMPTY


@pytest.mark.malformed
def test_places_that_are_all_elsewhere_are_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "pois.csv", "lon,lat,category\n2,50,food\n")
    assert refused(path) is Code.INPUT_EMPTY


@pytest.mark.malformed
def test_places_without_coordinates_are_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "pois.csv", "x,y,category\n2,50,food\n")
    assert refused(path) is Code.INPUT_FIELD


@pytest.mark.malformed
def test_places_without_a_column_of_the_table_are_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "pois.csv", "lon,lat,colour\n-8.62,41.15,red\n")
    assert refused(path) is Code.INPUT_FIELD


@pytest.mark.malformed
def test_places_in_metres_are_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "pois.csv", "lon,lat,category\n53000,41.15,food\n")
    assert refused(path) is Code.INPUT_CRS


@pytest.mark.malformed
def test_an_extract_without_places_is_refused(tmp_path: Path) -> None:
    path = osm_town.write(tmp_path / "a.osm", osm_town.node(1, (0, 0), natural="tree"))
    assert refused(path) is Code.INPUT_EMPTY


@pytest.mark.malformed
def test_a_missing_table_of_categories_is_not_found(tmp_path: Path) -> None:
    path = write(tmp_path / "pois.csv", "lon,lat,category\n-8.62,41.15,food\n")
    assert refused(path, tmp_path / "none.csv") is Code.INPUT_NOT_FOUND

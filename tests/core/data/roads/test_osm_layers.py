"""Layers of an extract for QGIS give the same roads as the extract."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import osm_town
import pyogrio
import pytest
import town

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.options.choices import VEHICLES
from trajganr_core.contract.options.data_config import RoadOptions
from trajganr_core.data.places.pois import read_pois
from trajganr_core.data.roads.osm_layers import write_osm_layers
from trajganr_core.data.roads.reading import read_roads
from trajganr_core.utils.study_area import StudyArea

EXTRACT = (
    *osm_town.CROSSING,
    osm_town.way(15, [1, 4], highway="residential", motor_vehicle="no"),
    osm_town.node(30, (90_000, 0), shop="kiosk"),
    osm_town.node(31, (90_100, 0)),
    osm_town.way(16, [30, 31], highway="residential"),
)


@pytest.fixture
def extract(tmp_path: Path) -> Path:
    return osm_town.write(
        tmp_path / "town.osm", *EXTRACT, head='<meta osm_base="2024-05-01T10:00:00Z"/>'
    )


def test_ways_are_features_whose_ids_are_those_of_the_ways(extract: Path, tmp_path: Path) -> None:
    out = tmp_path / "osm.gpkg"
    written = write_osm_layers(extract, town.AREA, out)
    roads = pyogrio.read_dataframe(out, layer="roads", fid_as_index=True)
    assert written["counts"]["roads"] == len(roads) == 4
    assert roads.index.tolist() == roads["osm_id"].tolist() == [11, 12, 14, 15]
    assert roads["highway"].tolist() == ["residential", "primary", "footway", "residential"]
    assert roads.loc[12, "maxspeed"] == "50"
    assert set(roads.geom_type) == {"LineString"}
    assert roads.crs.to_epsg() == 4326


def test_places_are_points_with_the_tag_that_decides(extract: Path, tmp_path: Path) -> None:
    out = tmp_path / "osm.gpkg"
    write_osm_layers(extract, town.AREA, out)
    places = pyogrio.read_dataframe(out, layer="places")
    columns = ["osm_type", "osm_id", "category", "tag", "name"]
    assert places[columns].to_numpy().tolist() == [
        ["node", 2, "food", "amenity=bar", "Eck"],
        ["way", 13, "education", "amenity=school", "School"],
    ]


def test_the_layers_give_the_same_roads_and_places_as_the_extract(
    extract: Path, tmp_path: Path
) -> None:
    out = tmp_path / "osm.gpkg"
    write_osm_layers(extract, None, out)
    direct, layered = read_roads(extract, town.AREA), read_roads(out, town.AREA)
    for column in ("source_fid", "osm_id", "forward", "reverse", "lon", "lat", "highway", "name"):
        np.testing.assert_array_equal(getattr(layered, column), getattr(direct, column))
    assert read_pois(out, town.AREA)[0].equals(read_pois(extract, town.AREA)[0])


def test_the_layers_say_their_licence(extract: Path, tmp_path: Path) -> None:
    out = tmp_path / "osm.gpkg"
    written = write_osm_layers(extract, None, out)
    for layer in ("roads", "places"):
        metadata = pyogrio.read_info(out, layer=layer)["layer_metadata"]
        assert metadata["LICENCE"] == written["licence"]
        assert "OpenStreetMap contributors" in metadata["ATTRIBUTION"]
        assert metadata["DATA_OF"] == "2024-05-01T10:00:00Z"
        assert metadata["SOURCE"] == "town.osm"


def test_cut_ways_are_written_as_their_parts(tmp_path: Path) -> None:
    path = osm_town.write(
        tmp_path / "cut.osm",
        *osm_town.CROSSING,
        osm_town.way(20, [4, 1, 99, 3, 5], highway="tertiary"),
    )
    written = write_osm_layers(path, None, tmp_path / "osm.gpkg")
    roads = pyogrio.read_dataframe(tmp_path / "osm.gpkg", layer="roads", fid_as_index=True)
    assert set(roads.geom_type) == {"MultiLineString"}
    assert len(roads.geometry[20].geoms) == 2
    assert any("1 of them are cut" in remark for remark in written["remarks"])


def test_an_extract_of_places_alone_has_no_roads(tmp_path: Path) -> None:
    path = osm_town.write(tmp_path / "a.osm", osm_town.node(1, (0, 0), shop="kiosk"))
    assert write_osm_layers(path, None, tmp_path / "osm.gpkg")["counts"] == {
        "roads": 0,
        "places": 1,
    }


@pytest.mark.malformed
def test_an_extract_of_another_place_leaves_nothing_behind(extract: Path, tmp_path: Path) -> None:
    with pytest.raises(TrajganrError) as error:
        write_osm_layers(extract, StudyArea(2, 50, 3, 51), tmp_path / "osm.gpkg")
    assert error.value.code is Code.INPUT_EMPTY
    assert [path.name for path in tmp_path.iterdir()] == ["town.osm"]


@pytest.mark.malformed
def test_a_broken_extract_keeps_the_layers_that_were_there(tmp_path: Path) -> None:
    out = tmp_path / "osm.gpkg"
    out.write_text("as before")
    (tmp_path / "a.osm").write_text("<osm version='0.6'><way")
    with pytest.raises(TrajganrError) as error:
        write_osm_layers(tmp_path / "a.osm", None, out)
    assert error.value.code is Code.INPUT_FORMAT
    assert out.read_text() == "as before"


@pytest.mark.parametrize("vehicle", VEHICLES)
def test_the_layers_give_the_same_roads_for_every_vehicle(vehicle: str, tmp_path: Path) -> None:
    extract = osm_town.write(
        tmp_path / "town.osm",
        *osm_town.CROSSING,
        osm_town.way(15, [1, 4], highway="residential", access="no", taxi="yes"),
        osm_town.way(16, [4, 3], highway="primary", oneway="yes", lanes__psv__backward="1"),
        osm_town.way(17, [5, 3], highway="tertiary", oneway="yes", busway="opposite_lane"),
    )
    write_osm_layers(extract, None, tmp_path / "osm.gpkg")
    options = RoadOptions(vehicle=vehicle)
    expected, found = (
        read_roads(path, town.AREA, options) for path in (extract, tmp_path / "osm.gpkg")
    )
    np.testing.assert_array_equal(found.osm_id, expected.osm_id)
    np.testing.assert_array_equal(found.forward, expected.forward)
    assert len(found) == {"car": 8, "taxi": 11, "bus": 10}[vehicle]

"""Roads of layers and extracts: selection, directions and errors."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import osm_town
import pandas as pd
import pytest
import shapely
import town

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.options.data_config import RoadOptions
from trajganr_core.data.roads.network import Network
from trajganr_core.data.roads.reading import read_roads, read_roads_with_report
from trajganr_core.utils.study_area import StudyArea

FAR = StudyArea(2, 50, 3, 51)


def write(frame: gpd.GeoDataFrame, tmp_path: Path) -> Path:
    path = tmp_path / "roads.gpkg"
    frame.to_file(path)
    return path


def read(frame: gpd.GeoDataFrame, tmp_path: Path, **options: Any) -> Network:
    return read_roads(write(frame, tmp_path), town.AREA, RoadOptions(**options))


def code_of(path: Path, area: StudyArea = town.AREA, **options: Any) -> Code:
    with pytest.raises(TrajganrError) as error:
        read_roads(path, area, RoadOptions(**options))
    assert error.value.next_action
    return error.value.code


# ---------------------------------------------------------------------------------- layers


def test_streets_are_split_at_their_crossings(network: Network) -> None:
    # Twelve street segments, ten of them two-way and the two southern ones one-way.
    assert len(network) == 22
    assert len(np.unique(np.r_[network.source, network.target])) == 9
    np.testing.assert_allclose(network.length_m, town.SPACING_M, atol=0.02)


def test_edges_have_the_id_of_their_source_feature(network: Network) -> None:
    names = dict(zip(range(1, 7), town.streets()["name"], strict=True))  # GeoPackage ids
    assert [names[fid] for fid in network.source_fid] == network.name.tolist()


def test_only_drivable_roads_are_kept(tmp_path: Path) -> None:
    frame = town.streets()
    frame["highway"] = ["residential", "footway", "cycleway", "service", "steps", None]
    assert set(read(frame, tmp_path).name) == {"street 0"}


def test_roads_that_are_closed_to_the_public_are_left_out(tmp_path: Path) -> None:
    frame = town.streets()
    frame["access"] = ["private", "yes", None, None, "no", None]
    assert set(read(frame, tmp_path).name) == {"street 1", "street 2", "street 3", "street 5"}


def test_a_street_that_only_one_direction_may_use_has_only_that_edge(tmp_path: Path) -> None:
    frame = town.streets()[2:3].assign(oneway="-1")
    assert read(frame, tmp_path).forward.tolist() == [False]


@pytest.mark.malformed
@pytest.mark.filterwarnings("ignore:invalid value encountered")
@pytest.mark.parametrize("bad", [np.nan, np.inf])
def test_a_road_with_a_vertex_that_is_no_number_is_left_out_and_reported(
    tmp_path: Path, bad: float
) -> None:
    frame = town.streets()
    x, y = frame.geometry[1].coords[0]
    frame.loc[1, "geometry"] = shapely.LineString([(x, y), (bad, y), (x + 1e-3, y)])
    network, report = read_roads_with_report(write(frame, tmp_path), town.AREA)
    assert set(network.name) == {f"street {i}" for i in (0, 2, 3, 4, 5)}
    assert (report.outside, report.unusable) == (
        0,
        {"with a coordinate that is not a finite number": 1},
    )
    assert "Roads: left out 1 feature with a coordinate that is not a finite number." in (
        report.lines()
    )


def test_without_a_highway_field_every_line_is_a_road(tmp_path: Path) -> None:
    network = read(town.streets().drop(columns=["highway", "name", "oneway"]), tmp_path)
    assert len(network) == 24
    assert set(network.highway) == {""}


def test_tags_that_gdal_packs_are_found(tmp_path: Path) -> None:
    """As QGIS writes an .osm file that it opened through GDAL."""
    frame = town.streets().drop(columns="oneway")
    frame["other_tags"] = ['"oneway"=>"yes"', '"access"=>"no","lit"=>"yes"', *[None] * 4]
    network = read(frame, tmp_path)
    assert set(network.forward[network.name == "street 0"]) == {True}
    assert set(network.name) == {"street 0", *(f"street {i}" for i in range(2, 6))}


def test_chosen_fields_and_classes_are_used(tmp_path: Path) -> None:
    frame = town.streets().rename(columns={"name": "strasse"}).drop(columns="highway")
    frame["kind"] = [4, 4, 4, 4, 9, None]
    frame["dir"] = ["FT", "TF", "B", None, None, None]
    network = read(
        frame.drop(columns="oneway"),
        tmp_path,
        class_field="kind",
        oneway_field="dir",
        name_field="strasse",
        road_classes=("4",),
    )
    directions = {
        name: set(network.forward[network.name == name].tolist()) for name in set(network.name)
    }
    assert directions == {
        "street 0": {True},
        "street 1": {False},
        "street 2": {True, False},
        "street 3": {True, False},
    }
    assert set(network.highway) == {"4"}


def test_geofabriks_class_field_is_recognised(tmp_path: Path) -> None:
    frame = town.streets().rename(columns={"highway": "fclass"})
    frame["fclass"] = ["residential", "footway", *["service"] * 4]
    frame["oneway"] = ["T", "B", *["B"] * 4]
    path = write(frame, tmp_path)
    network, report = read_roads_with_report(path, town.AREA)
    assert network.forward.tolist() == [False]
    assert "fclass" in report.description


def test_the_line_layer_used_of_several_is_reported(tmp_path: Path) -> None:
    path = town.write_streets(tmp_path / "roads.gpkg")
    town.streets().to_file(path, layer="borders", mode="a")
    description = read_roads_with_report(path, town.AREA)[1].description
    assert description.startswith(
        "the line layer roads (not borders) with the road class in field highway"
    )


def test_a_projected_layer_gives_the_same_network(network: Network, tmp_path: Path) -> None:
    projected = read(town.streets().to_crs("EPSG:3763"), tmp_path)
    np.testing.assert_array_equal(projected.source, network.source)
    np.testing.assert_allclose(projected.lon, network.lon, atol=1e-7)


def test_multi_lines_are_read_as_their_parts(tmp_path: Path) -> None:
    frame = gpd.GeoDataFrame(
        geometry=[
            shapely.MultiLineString(
                [town.line([(0, 0), (50, 0)]), town.line([(50, 0), (50, 50), (90, 50)])]
            )
        ],
        crs="EPSG:4326",
    )
    network = read(frame, tmp_path)
    assert len(network) == 4
    assert len(np.unique(network.source)) == 3


def test_what_is_left_out_is_counted_and_reported(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    frame = town.streets()
    frame["highway"] = ["residential"] * 4 + ["footway", "primary"]
    frame["access"] = [None, "private", None, None, None, None]
    frame["oneway"] = ["yes", None, "sometimes", None, None, None]
    outside = frame[:1].set_geometry([shapely.LineString([(2, 50), (2.1, 50)])], crs="EPSG:4326")
    path = write(gpd.GeoDataFrame(pd.concat([frame, outside])), tmp_path)
    network, report = read_roads_with_report(path, town.AREA)
    kept = (report.total, report.outside, report.not_roads, report.no_access, report.roads)
    assert kept == (7, 1, 1, 1, 4)
    assert report.unknown_oneway == 1
    assert report.edges == len(network)
    assert report.length_km == pytest.approx(network.length_m.sum() / 1000)
    assert report.roads == 4
    assert "4 of 7 lines are kept; 1 are outside the study area, 1 are not roads" in caplog.text
    assert "{'sometimes': 1}" in caplog.text


def test_roads_that_hang_apart_are_counted(tmp_path: Path) -> None:
    frame = pd.concat([town.streets(), town.streets()[:1]])
    frame.geometry = [*town.streets().geometry, town.line([(450, 450), (480, 450)])]
    _, report = read_roads_with_report(write(gpd.GeoDataFrame(frame), tmp_path), town.AREA)
    assert (report.isolated_edges, report.trapped_edges) == (1, 0)


# -------------------------------------------------------------------------------- extracts


@pytest.mark.parametrize("suffix", [".osm", ".osm.gz", ".osm.bz2", ".osm.pbf", ".OSM"])
def test_an_extract_in_any_format_gives_its_roads(suffix: str, tmp_path: Path) -> None:
    path = osm_town.write(tmp_path / f"town{suffix}", *osm_town.CROSSING)
    network, report = read_roads_with_report(path, town.AREA)
    # Two pieces of the street both ways, two of the one-way street.
    assert sorted(network.source_fid.tolist()) == [11, 11, 11, 11, 12, 12]
    assert set(network.highway) == {"residential", "primary"}
    assert set(network.name) == {"Long street", ""}
    assert (report.total, report.not_roads, report.roads) == (3, 1, 2)
    assert "ODbL" in report.licence


def test_the_timestamp_of_an_extract_is_read(tmp_path: Path) -> None:
    path = osm_town.write(
        tmp_path / "a.osm", *osm_town.CROSSING, head='<meta osm_base="2022-11-22T00:00:00Z"/>'
    )
    _, report = read_roads_with_report(path, town.AREA)
    assert report.timestamp == "2022-11-22T00:00:00Z"
    assert "2022-11-22" in report.description


def test_ways_meet_at_shared_nodes_only(tmp_path: Path) -> None:
    bridge = [
        osm_town.node(1, (0, 0)),
        osm_town.node(2, (50, 0)),
        osm_town.node(3, (100, 0)),
        osm_town.node(4, (50, -50)),
        osm_town.node(5, (50, 0)),
        osm_town.node(6, (50, 50)),
        osm_town.way(1, [1, 2, 3], highway="primary"),
        osm_town.way(2, [4, 5, 6], highway="primary"),
    ]
    apart = read_roads(osm_town.write(tmp_path / "a.osm", *bridge), town.AREA)
    assert len(apart) == 4
    junction = [*bridge[:7], osm_town.way(2, [4, 2, 6], highway="primary")]
    joined = read_roads(osm_town.write(tmp_path / "b.osm", *junction), town.AREA)
    assert len(joined) == 8


def test_an_extracts_own_classes_are_chosen_by_the_options(tmp_path: Path) -> None:
    path = osm_town.write(tmp_path / "town.osm", *osm_town.CROSSING)
    network = read_roads(path, town.AREA, RoadOptions(road_classes=("footway",)))
    assert set(network.source_fid) == {14}


def test_a_way_cut_at_the_border_keeps_its_parts(tmp_path: Path) -> None:
    path = osm_town.write(
        tmp_path / "cut.osm",
        *osm_town.CROSSING,
        osm_town.way(20, [98, 4, 1, 99, 3, 5, 97], highway="tertiary"),
        osm_town.way(21, [98, 99], highway="tertiary"),
    )
    network, report = read_roads_with_report(path, town.AREA)
    cut = network.source_fid == 20
    assert np.diff(network.offsets)[cut].tolist() == [2, 2, 2, 2]
    assert 21 not in network.source_fid
    assert (report.roads, report.incomplete) == (3, 1)
    assert any("cut at the border" in line for line in report.lines())


# ------------------------------------------------------------------------------- malformed


@pytest.mark.malformed
def test_no_road_in_the_area_is_empty(tmp_path: Path) -> None:
    path = town.write_streets(tmp_path / "roads.gpkg")
    assert code_of(path, FAR) is Code.INPUT_EMPTY


@pytest.mark.malformed
def test_an_extract_without_ways_is_empty(tmp_path: Path) -> None:
    path = osm_town.write(tmp_path / "a.osm", osm_town.node(1, (0, 0), amenity="bar"))
    assert code_of(path) is Code.INPUT_EMPTY


@pytest.mark.malformed
def test_an_extract_whose_ways_lack_all_their_nodes_is_empty(tmp_path: Path) -> None:
    path = osm_town.write(tmp_path / "a.osm", osm_town.way(1, [7, 8], highway="primary"))
    assert code_of(path) is Code.INPUT_EMPTY


@pytest.mark.malformed
def test_an_extract_of_buildings_and_footways_is_empty(tmp_path: Path) -> None:
    path = osm_town.write(tmp_path / "a.osm.pbf", *osm_town.CROSSING[:9], osm_town.CROSSING[-1])
    assert code_of(path) is Code.INPUT_EMPTY


@pytest.mark.malformed
def test_only_footways_in_the_area_is_an_error(tmp_path: Path) -> None:
    path = write(town.streets().assign(highway="footway"), tmp_path)
    with pytest.raises(TrajganrError, match=r"6 are of another class \(footway\)") as error:
        read_roads(path, town.AREA)
    assert error.value.code is Code.INPUT_EMPTY


@pytest.mark.malformed
def test_only_private_roads_in_the_area_is_an_error(tmp_path: Path) -> None:
    path = write(town.streets().assign(access="private"), tmp_path)
    with pytest.raises(TrajganrError, match="6 are closed") as error:
        read_roads(path, town.AREA)
    assert error.value.code is Code.INPUT_EMPTY


@pytest.mark.malformed
@pytest.mark.filterwarnings("ignore:.*crs:UserWarning")
def test_a_layer_without_crs_is_refused(tmp_path: Path) -> None:
    path = write(town.streets().set_crs(None, allow_override=True), tmp_path)
    assert code_of(path) is Code.INPUT_CRS


@pytest.mark.malformed
def test_metres_that_claim_to_be_degrees_are_refused(tmp_path: Path) -> None:
    frame = town.streets().to_crs("EPSG:3763").set_crs("EPSG:4326", allow_override=True)
    assert code_of(write(frame, tmp_path)) is Code.INPUT_CRS


@pytest.mark.malformed
def test_a_point_layer_is_no_road_layer(tmp_path: Path) -> None:
    frame = gpd.GeoDataFrame(geometry=[shapely.Point(-8.62, 41.15)], crs="EPSG:4326")
    assert code_of(write(frame, tmp_path)) is Code.INPUT_GEOMETRY


@pytest.mark.malformed
def test_a_missing_road_file_is_not_found(tmp_path: Path) -> None:
    assert code_of(tmp_path / "none.gpkg") is Code.INPUT_NOT_FOUND
    assert code_of(tmp_path / "none.osm.pbf") is Code.INPUT_NOT_FOUND


@pytest.mark.malformed
def test_a_road_file_of_no_bytes_is_empty(tmp_path: Path) -> None:
    for name in ("empty.gpkg", "empty.osm"):
        (tmp_path / name).touch()
        assert code_of(tmp_path / name) is Code.INPUT_EMPTY


@pytest.mark.malformed
def test_a_text_that_claims_to_be_a_geopackage_is_refused(tmp_path: Path) -> None:
    (tmp_path / "text.gpkg").write_text("no GeoPackage")
    assert code_of(tmp_path / "text.gpkg") is Code.INPUT_FORMAT


@pytest.mark.malformed
@pytest.mark.parametrize("option", ["class_field", "oneway_field", "name_field"])
def test_a_field_that_was_chosen_and_is_missing_is_refused(option: str, tmp_path: Path) -> None:
    path = town.write_streets(tmp_path / "roads.gpkg")
    assert code_of(path, **{option: "nowhere"}) is Code.INPUT_FIELD


@pytest.mark.malformed
def test_classes_without_a_field_that_holds_them_are_refused(tmp_path: Path) -> None:
    path = write(town.streets().drop(columns="highway"), tmp_path)
    assert code_of(path, road_classes=("A",)) is Code.INPUT_FIELD


@pytest.mark.malformed
def test_a_class_field_with_unknown_values_needs_classes(tmp_path: Path) -> None:
    path = write(town.streets().assign(kind="A"), tmp_path)
    assert code_of(path, class_field="kind") is Code.INPUT_EMPTY

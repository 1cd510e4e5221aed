"""Networks of GMNS as roads: by hand, written by ourselves, and hostile ones."""

from __future__ import annotations

import zipfile
from pathlib import Path

import numpy as np
import pytest
import shapely
from junction_roads import AREA, DIVIDED, DIVIDED_ROADS, ROUNDABOUT, ROUNDABOUT_ROADS, roads

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.options.data_config import RoadOptions
from trajganr_core.data.preparation.provenance import licence_of
from trajganr_core.data.recovery.turns import Turns
from trajganr_core.data.roads.attributes import KMH_PER_MPH
from trajganr_core.data.roads.network import Network
from trajganr_core.data.roads.reading import read_roads, read_roads_with_report, roads_extent
from trajganr_core.data.roads.source import source_attributes
from trajganr_core.routing.gmns import write_gmns
from trajganr_core.traffic.junctions.consolidation import Junctions
from trajganr_core.traffic.junctions.movements import Movements
from trajganr_core.utils.study_area import StudyArea

#: A crossing at node 5 of a street from west to east and one from south to north, and a bridge
#: over the first, whose line has the crossing's place as a vertex.
TABLES = {
    "config": "short_length,long_length,speed,crs,geometry_field_format,version_number,id_type\n"
    "foot,mile,mph,4326,wkt,0.96,integer\n",
    "node": "node_id,x_coord,y_coord\n1,-8.61,41.15\n2,-8.59,41.15\n3,-8.60,41.14\n"
    "4,-8.60,41.16\n5,-8.60,41.15\n6,-8.605,41.14\n7,-8.595,41.16\n",
    "geometry": 'geometry_id,geometry\n9,"LINESTRING(-8.605 41.14, -8.60 41.15, -8.595 41.16)"\n',
    "link": "link_id,name,from_node_id,to_node_id,directed,geometry_id,geometry,dir_flag,"
    "facility_type,free_speed,lanes,allowed_uses\n"
    '10,West,1,5,true,,"LINESTRING(-8.61 41.15, -8.605 41.151, -8.60 41.15)",1,Arterial,30,2,ALL\n'
    '11,West,5,1,true,,"LINESTRING(-8.61 41.15, -8.605 41.151, -8.60 41.15)",-1,Arterial,30,,\n'
    '12,East,5,2,true,,,,Arterial,30,2,"auto, bike"\n'
    "13,South,3,5,false,,,,local,20,1,\n"
    "14,North,5,4,false,,,,residential,20,,\n"
    "20,Bridge,6,7,true,9,,1,freeway,60,3,\n"
    "30,Path,1,3,true,,,,local,,,WALK\n"
    "31,Promenade,1,4,false,,,,footway,,,\n",
    "lane": "lane_id,link_id,lane_num,allowed_uses\n1,11,1,auto\n2,11,2,auto\n3,11,3,bike\n"
    "4,11,-1,auto\n",
    "movement": "mvmt_id,node_id,ib_link_id,start_ib_lane,ob_link_id,type,penalty\n"
    "1,5,10,1,12,thru,\n2,5,10,2,12,thru,\n3,5,10,1,14,left,\n4,5,13,1,11,left,\n5,9,10,1,12,thru,\n",
}


def write(folder: Path, **changed: str | None) -> Path:
    folder.mkdir()
    for name, text in {**TABLES, **changed}.items():
        if text is not None:
            (folder / f"{name}.csv").write_text(text, "utf-8")
    return folder


def by_link(network: Network) -> dict[tuple[int, bool], int]:
    pairs = zip(network.source_fid.tolist(), network.forward.tolist(), strict=True)
    return {pair: edge for edge, pair in enumerate(pairs)}


def test_links_meet_at_their_nodes_only_and_keep_what_is_known_of_them(tmp_path):
    network, report = read_roads_with_report(write(tmp_path / "gmns"), AREA)
    edge = by_link(network)
    assert set(edge) == {
        *((link, True) for link in (10, 11, 12, 13, 14, 20)), *((link, False) for link in (13, 14))
    }  # fmt: skip
    bridge, west, back = edge[20, True], edge[10, True], edge[11, True]
    assert len(np.unique([network.source, network.target])) == 7
    assert network.offsets[bridge + 1] - network.offsets[bridge] == 3
    assert (network.reverse[west], network.reverse[back]) == (back, west)
    assert network.target[west] == network.source[edge[12, True]] == network.source[back]
    assert shapely.reverse(network.lines[west]).equals(network.lines[back])
    assert network.highway[[west, bridge, edge[13, True]]].tolist() == [
        "primary", "motorway", "residential"
    ]  # fmt: skip
    limit, lanes = network.attributes.maxspeed_kmh, network.attributes.lanes
    assert limit[[west, bridge]] == pytest.approx([30 * KMH_PER_MPH, 60 * KMH_PER_MPH])
    # Listed lanes count where the link has no number, without those of turns and bicycles.
    assert lanes[[west, back, edge[13, True], edge[13, False]]].tolist() == [2, 2, 1, 1]
    assert (report.not_roads, report.no_access) == (1, 1)
    fields = source_attributes(tmp_path / "gmns", network.source_fid, RoadOptions(), ())
    assert fields["link_id"].astype(int).tolist() == network.source_fid.tolist()
    assert roads_extent(tmp_path / "gmns") == (-8.61, 41.14, -8.59, 41.16)


def test_listed_movements_of_a_link_forbid_its_others(tmp_path):
    network, report = read_roads_with_report(write(tmp_path / "gmns"), AREA)
    edge = by_link(network)
    onward = {10: {(12, True), (14, True)}, 13: {(11, True)}}
    leaving = [
        pair
        for pair, each in edge.items()
        if network.source[each] == network.target[edge[10, True]]
    ]
    expected = {
        (edge[link, True], edge[pair])
        for link, allowed in onward.items()
        for pair in leaving
        if pair not in allowed
    }
    assert set(map(tuple, network.forbidden_turns.tolist())) == expected
    assert report.restrictions == 2 + 1  # and one through a node that is not there


@pytest.mark.parametrize("column", ["penalty", "allowed_uses"])
def test_a_movement_that_is_closed_is_a_forbidden_turn(tmp_path, column):
    value = {"penalty": "inf", "allowed_uses": "bike"}[column]
    movement = f"mvmt_id,node_id,ib_link_id,ob_link_id,type,{column}\n1,5,10,12,thru,{value}\n"
    network = read_roads(write(tmp_path / "gmns", movement=movement), AREA)
    edge = by_link(network)
    assert network.forbidden_turns.tolist() == [[edge[10, True], edge[12, True]]]


def test_text_ids_missing_tables_and_a_zip_are_read(tmp_path):
    link = "link_id,from_node_id,to_node_id,directed,osm_way_id\na-1,1.0,5,1,17\nb-2,5,2,1,18\n"
    nothing = dict.fromkeys(("config", "geometry", "lane", "movement"))
    folder = write(tmp_path / "gmns", link=link, **nothing)
    path = tmp_path / "gmns.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for each in folder.iterdir():
            archive.write(each, f"porto/{each.name}")
    network, report = read_roads_with_report(path, AREA)
    assert "OpenStreetMap" in licence_of(path, report.licence)[1]
    assert (network.source_fid.tolist(), network.osm_id.tolist()) == ([0, 1], [17, 18])
    assert network.target[0] == network.source[1]
    assert source_attributes(path, network.source_fid, RoadOptions(), ())["link_id"].tolist() == [
        "a-1", "b-2"
    ]  # fmt: skip


def test_words_and_names_of_real_networks_are_known(tmp_path):
    link = (
        "link_id,from_node_,to_node_id,facility_t,allowed_us,free_speed,geometry\n"
        "1,1,5,hot,walk;bike;auto,24.854847689,"
        '"MULTILINESTRING((-8.61 41.15, -8.605 41.15, -8.60 41.15))"\n'
        "2,5,2,on-ramp,,,\n3,5,4,,walk;bike,,\n4,5,3,crosswalk,,,\n"
        '5,5,4,,,,"MULTILINESTRING((-8.60 41.15, -8.60 41.155), (-8.60 41.156, -8.60 41.16))"\n'
    )
    movement = TABLES["movement"].splitlines()[0]
    network, report = read_roads_with_report(
        write(tmp_path / "gmns", link=link, movement=movement), AREA
    )
    assert network.highway.tolist() == ["road", "motorway_link"]
    assert np.diff(network.offsets).tolist() == [3, 2]
    limits = network.attributes.maxspeed_kmh
    assert limits == pytest.approx([40, np.nan], abs=0.01, nan_ok=True)
    assert not report.unused_attributes
    assert (report.no_access, report.not_roads, sum(report.unusable.values())) == (1, 1, 1)


def test_metres_of_another_crs_are_converted(tmp_path):
    node = "node_id,x_coord,y_coord\n1,532000,4555000\n5,533000,4555000\n"
    link = "link_id,from_node_id,to_node_id,directed\n1,1,5,1\n"
    config = "crs,speed\n32629,km/h\n"
    path = write(tmp_path / "gmns", node=node, link=link, config=config, geometry=None)
    network = read_roads(path, StudyArea(-8.7, 41.1, -8.5, 41.2))
    assert network.length_m[0] == pytest.approx(1000, rel=1e-3)


@pytest.mark.parametrize(
    ("places", "drawn"),
    [
        (DIVIDED, {**DIVIDED_ROADS, "forbidden": [("sa", "ae"), ("Eb", "bn")]}),
        (ROUNDABOUT, ROUNDABOUT_ROADS),
    ],
)
def test_our_own_network_is_the_same_after_it_was_written_and_read(tmp_path, places, drawn):
    network = roads(places, **drawn)
    junctions = Junctions.of(network, AREA)
    movements = Movements.of(network, AREA, junctions)
    no_times = [np.full((0, size), np.nan) for size in (len(network), len(movements))]
    nobody = np.zeros(len(movements))
    write_gmns(network, AREA, junctions, movements, [], *no_times, nobody, tmp_path / "gmns")
    found = read_roads(tmp_path / "gmns", AREA)
    links = np.flatnonzero(~junctions.is_inner)
    assert sorted(found.source_fid) == links.tolist()
    assert found.length_m == pytest.approx(network.length_m[found.source_fid], abs=0.2)
    twin = network.reverse[found.source_fid]
    assert (np.where(found.reverse >= 0, found.source_fid[found.reverse], -1) == twin).all()
    turns = Turns.of(found)
    tail = np.repeat(np.arange(len(found)), np.diff(turns.first))
    written = set(zip(movements.approach.tolist(), movements.exit.tolist(), strict=True))
    read = zip(found.source_fid[tail].tolist(), found.source_fid[turns.head].tolist(), strict=True)
    at_junctions = junctions.of_node[network.target] >= 0
    assert {pair for pair in read if at_junctions[pair[0]]} == written


def code_of(path: Path) -> Code:
    with pytest.raises(TrajganrError) as error:
        read_roads(path, AREA)
    assert error.value.next_action
    return error.value.code


LINK = "link_id,from_node_id,to_node_id,directed"


@pytest.mark.malformed
@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"link": "link_id,from_node_id,directed\n1,1,1\n"}, Code.INPUT_FIELD),
        ({"link": f"{LINK}\n1,1,5,1\n1,5,2,1\n"}, Code.INPUT_FORMAT),
        ({"link": f"{LINK},name,name\n1,1,5,1,a,b\n"}, Code.INPUT_FORMAT),
        ({"link": f"{LINK}\n1,8,9,1\n"}, Code.INPUT_EMPTY),
        ({"link": f"{LINK}\n1,1,5,1,7,7\n"}, Code.INPUT_FORMAT),
        ({"link": f"{LINK}\n"}, Code.INPUT_EMPTY),
        ({"link": f'{LINK},name\n1,1,5,1,"open\n2,5,2,1,b\n'}, Code.INPUT_FORMAT),
        (
            {"node": "node_id,x_coord,y_coord\n1,nan,inf\n5,a,b\n", "link": f"{LINK}\n1,1,5,1\n"},
            Code.INPUT_EMPTY,
        ),
        ({"node": "node_id,x_coord,y_coord\n1,5e5,4e6\n2,6e5,5e6\n"}, Code.INPUT_CRS),
        ({"config": "crs,speed\nEPSG:999999,mph\n"}, Code.INPUT_CRS),
        ({"movement": "mvmt_id,node_id\n1,5\n"}, Code.INPUT_FIELD),
        ({"node": "\0\1\2"}, Code.INPUT_FORMAT),
    ],
)
def test_tables_that_are_no_network_are_refused(tmp_path, changed, code):
    assert code_of(write(tmp_path / "gmns", **changed)) is code


@pytest.mark.malformed
@pytest.mark.parametrize(
    "wkt",
    [
        "GEOMETRYCOLLECTION(" * 200_000,
        "LINESTRING(" * 100_000,
        "LINESTRING(nan nan, 1 1)",
        "LINESTRING(1e999 1, 1 1)",
        "LINESTRING EMPTY",
        "LINESTRING(-8.61 41.15)",
        "POINT(1 1)",
        "x" * 5_000_000,
    ],
)
def test_links_with_lines_that_cannot_be_read_are_left_out(tmp_path, wkt):
    link = f'{LINK},geometry\n1,1,5,1,"{wkt}"\n2,5,2,1,\n3,5,77,1,\n'
    network, report = read_roads_with_report(write(tmp_path / "gmns", link=link), AREA)
    assert network.source_fid.tolist() == [2]
    assert sum(report.unusable.values()) == 2


@pytest.mark.malformed
def test_speeds_in_an_unknown_unit_are_unknown(tmp_path):
    config = "crs,speed\n4326,furlongs per fortnight\n"
    network = read_roads(write(tmp_path / "gmns", config=config), AREA)
    assert np.isnan(network.attributes.maxspeed_kmh).all()


@pytest.mark.malformed
def test_a_zip_bomb_is_refused(tmp_path):
    path = tmp_path / "gmns.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("node.csv", TABLES["node"])
        archive.writestr("link.csv", b"0" * (300 << 20))
    assert code_of(path) is Code.INPUT_FORMAT


@pytest.mark.malformed
def test_ids_that_point_at_each_other_are_ignored(tmp_path):
    link = f"{LINK},parent_link_id,geometry_id\n1,1,5,1,2,\n2,5,2,1,1,\n"
    geometry = "geometry_id,geometry\n1,1\n"
    path = write(tmp_path / "gmns", link=link, geometry=geometry)
    assert read_roads(path, AREA).source_fid.tolist() == [1, 2]

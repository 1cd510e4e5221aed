"""Porto as an extract and as layers, against independent counts."""

from __future__ import annotations

import gzip
from collections import Counter
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

import numpy as np
import osm_town
import pandas as pd
import pyogrio
import pytest

from trajganr_core.contract.options.data_config import RoadOptions
from trajganr_core.data.places.pois import read_pois
from trajganr_core.data.roads.columns import road_columns
from trajganr_core.data.roads.network import Network
from trajganr_core.data.roads.osm_layers import write_osm_layers
from trajganr_core.data.roads.reading import RoadReport, read_roads, read_roads_with_report
from trajganr_core.utils.study_area import StudyArea

PORTO = Path(__file__).parents[5] / "shared/data/porto"
EXTRACT, LAYER = PORTO / "porto_2022-11.osm.gz", PORTO / "osm_roads.gpkg"
EVERYWHERE = StudyArea(-8.75, 41.1, -8.5, 41.2)

pytestmark = pytest.mark.skipif(
    not EXTRACT.exists(), reason="the real Porto data are not beside the repository"
)

CAR = {
    *("motorway", "trunk", "primary", "secondary", "tertiary", "unclassified", "residential"),
    *("motorway_link", "trunk_link", "primary_link", "secondary_link", "tertiary_link"),
    *("living_street", "road"),
}
SHUT = {"no", "private", "psv", "emergency"}


class Plain(NamedTuple):
    """The extract by the standard library."""

    nodes: int
    tags: dict[int, dict[str, str]]
    refs: dict[int, list[int]]


@pytest.fixture(scope="module")
def plain() -> Plain:
    with gzip.open(EXTRACT) as file:
        root = ElementTree.parse(file).getroot()
    ways = {int(way.attrib["id"]): way for way in root.iter("way")}
    return Plain(
        nodes=sum(1 for _ in root.iter("node")),
        tags={i: {t.attrib["k"]: t.attrib["v"] for t in w.iter("tag")} for i, w in ways.items()},
        refs={i: [int(n.attrib["ref"]) for n in w.iter("nd")] for i, w in ways.items()},
    )


@pytest.fixture(scope="module")
def read() -> tuple[Network, RoadReport]:
    return read_roads_with_report(EXTRACT, EVERYWHERE)


def is_shut(tags: dict[str, str], suffix: str = "") -> bool:
    keys = [k + s for k in ("access", "vehicle", "motor_vehicle", "motorcar") for s in ("", suffix)]
    return ([tags[key] for key in keys if key in tags] or ["yes"])[-1] in SHUT


def drivable(plain: Plain) -> set[int]:
    return {i for i, tags in plain.tags.items() if tags["highway"] in CAR and not is_shut(tags)}


def test_the_extract_is_read_completely(plain: Plain, read: tuple[Network, RoadReport]) -> None:
    assert (plain.nodes, len(plain.tags)) == (94_664, 23_191)
    report = read[1]
    assert report.total == 23_191
    assert (report.outside, report.incomplete) == (0, 0)
    assert report.not_roads + report.no_access + report.roads == 23_191


def test_every_drivable_way_and_no_other_is_in_the_network(
    plain: Plain, read: tuple[Network, RoadReport]
) -> None:
    assert set(read[0].source_fid) == drivable(plain)
    assert read[1].roads == len(drivable(plain))


def test_the_extract_has_no_turn_restrictions(read: tuple[Network, RoadReport]) -> None:
    with gzip.open(EXTRACT) as file:
        assert b"<relation" not in file.read()
    assert (read[1].restrictions, len(read[0].forbidden_turns)) == (0, 0)


def test_added_restrictions_forbid_one_turn_each(plain: Plain, tmp_path: Path) -> None:
    """Of ways that begin where another one ends, and are not passed there."""
    ends = {way: plain.refs[way] for way in sorted(drivable(plain)) if is_two_way(plain.tags[way])}
    begins = {refs[0]: way for way, refs in ends.items() if refs[0] != refs[-1]}
    turns = {
        (way, refs[-1], begins[refs[-1]])
        for way, refs in ends.items()
        if refs[-1] in begins and refs[0] != refs[-1]
    }
    relations = [
        osm_town.members(
            number,
            [("way", first, "from"), ("node", via, "via"), ("way", last, "to")],
            type="restriction",
            restriction="no_straight_on",
        )
        for number, (first, via, last) in enumerate(sorted(turns), 1)
    ]
    assert len(relations) > 500
    text = gzip.decompress(EXTRACT.read_bytes()).decode()
    path = tmp_path / "porto.osm"
    path.write_text(text.replace("</osm>", "\n".join([*relations, "</osm>"])), encoding="utf-8")
    network, report = read_roads_with_report(path, EVERYWHERE)
    assert report.restrictions == len(relations)
    assert report.unused_restrictions == {}
    last, following = network.forbidden_turns.T
    found = Counter(zip(network.osm_id[last], network.osm_id[following], strict=True))
    assert found == Counter((first, into) for first, _, into in turns)
    np.testing.assert_array_equal(network.target[last], network.source[following])


def is_two_way(tags: dict[str, str]) -> bool:
    return "oneway" not in tags and "junction" not in tags and tags["highway"] != "motorway"


@pytest.mark.parametrize("vehicle", ["taxi", "bus"])
def test_taxis_and_buses_have_all_roads_of_cars_and_more(
    plain: Plain, read: tuple[Network, RoadReport], vehicle: str
) -> None:
    network = read_roads(EXTRACT, EVERYWHERE, RoadOptions(vehicle=vehicle))
    of_car, own = (
        set(zip(each.osm_id.tolist(), each.forward.tolist(), strict=True))
        for each in (read[0], network)
    )
    assert of_car < own
    for way, _ in own - of_car:
        assert any("psv" in key or vehicle in key for key in plain.tags[way])
    shut = {way for way in plain.tags if plain.tags[way]["highway"] in CAR} - drivable(plain)
    opened = {way for way in shut if plain.tags[way].get("psv") in ("yes", "designated")}
    assert opened <= set(network.osm_id.tolist())


def test_ways_are_split_where_they_share_a_node(
    plain: Plain, read: tuple[Network, RoadReport]
) -> None:
    ways = {i: plain.refs[i] for i in drivable(plain)}
    visits = Counter(ref for refs in ways.values() for ref in refs)
    pieces = {i: 1 + sum(visits[ref] > 1 for ref in refs[1:-1]) for i, refs in ways.items()}
    # A piece of a road is one edge, or two: as digitised, and against it.
    found = pd.Series(read[0].source_fid[read[0].forward]).value_counts()
    assert (found == pd.Series(pieces).reindex(found.index)).all()
    both_ways = [
        i
        for i in ways
        if plain.tags[i].get("oneway") in (None, "no", "reversible")
        and plain.tags[i].get("oneway:vehicle") != "yes"
        and not is_shut(plain.tags[i], ":backward")
        and (
            plain.tags[i].get("oneway") == "no"
            or (
                plain.tags[i].get("junction") not in ("roundabout", "circular")
                and plain.tags[i]["highway"] != "motorway"
            )
        )
    ]
    against = read[0].source_fid[~read[0].forward]
    reversed_ = {i for i in ways if plain.tags[i].get("oneway") == "-1"}
    assert set(against) == set(both_ways) | reversed_


def test_the_layer_gives_the_same_roads_but_for_tags_that_it_lacks(
    plain: Plain, read: tuple[Network, RoadReport]
) -> None:
    layer = read_roads(LAYER, EVERYWHERE)
    way_of = pyogrio.read_dataframe(LAYER, fid_as_index=True, read_geometry=False)["osm_id"]
    by_access_alone = {
        i
        for i, tags in plain.tags.items()
        if tags["highway"] in CAR and tags.get("access") not in SHUT
    }
    assert set(way_of[np.unique(layer.source_fid)]) == by_access_alone
    only_layer = by_access_alone - drivable(plain)
    assert all("motor" in str(plain.tags[i]) or "vehicle" in plain.tags[i] for i in only_layer)


def test_layers_written_of_the_extract_give_the_same_network(
    read: tuple[Network, RoadReport], tmp_path: Path
) -> None:
    write_osm_layers(EXTRACT, None, tmp_path / "osm.gpkg")
    layered = read_roads(tmp_path / "osm.gpkg", EVERYWHERE)
    for column in ("source_fid", "osm_id", "forward", "reverse", "lon", "lat", "length_m"):
        np.testing.assert_array_equal(getattr(layered, column), getattr(read[0], column))


def test_the_edge_number_identifies_a_segment(read: tuple[Network, RoadReport]) -> None:
    """The way and the direction do not tell the pieces of a way apart."""
    roads = pd.DataFrame(road_columns(read[0]))
    assert roads.duplicated(["osm_id", "direction"]).mean() > 0.2
    assert roads["edge"].is_unique
    assert roads["osm_id"].notna().all()
    ends = pd.concat([roads[["from_node", "to_node"]], pd.DataFrame(ends_of(read[0]))], axis=1)
    # A node is one place, and a place one node.
    of_nodes = pd.concat(
        [
            ends[["from_node", 0, 1]].set_axis(list("nxy"), axis=1),
            ends[["to_node", 2, 3]].set_axis(list("nxy"), axis=1),
        ]
    ).drop_duplicates()
    assert of_nodes["n"].is_unique
    assert not of_nodes.duplicated(["x", "y"]).any()


def ends_of(network: Network) -> np.ndarray:
    """Longitude and latitude of where each edge begins and ends."""
    first, last = network.offsets[:-1], network.offsets[1:] - 1
    return np.column_stack(
        [each[row] for row in (first, last) for each in (network.lon, network.lat)]
    )


def test_gdals_reading_of_the_extract_gives_the_same_roads(plain: Plain, tmp_path: Path) -> None:
    """As QGIS opens an .osm file: access and junction are packed into other_tags."""
    if "OSM" not in pyogrio.list_drivers():
        pytest.skip("this GDAL reads no OSM")
    lines = pyogrio.read_dataframe(f"/vsigzip/{EXTRACT}", layer="lines")
    assert "access" not in lines
    lines.to_file(tmp_path / "lines.gpkg")
    network = read_roads(tmp_path / "lines.gpkg", EVERYWHERE)
    way_of = lines["osm_id"].astype(int).to_numpy()
    assert set(way_of[np.unique(network.source_fid) - 1]) == drivable(plain)
    assert set(network.osm_id) == drivable(plain)


def test_places_of_the_extract_are_its_tagged_nodes() -> None:
    places, report = read_pois(EXTRACT, EVERYWHERE)
    nodes = pd.read_csv(PORTO / "osm_tagged_nodes.csv")
    fuel_and_parking = nodes["amenity"].isin(["parking", "fuel", "taxi", "ferry_terminal"])
    stops = nodes["highway"].isin(["bus_stop", "services", "rest_area"]) | nodes["railway"].isin(
        ["station", "halt", "tram_stop", "subway_entrance", "train_station_entrance"]
    )
    assert (places["category"] == "transport").sum() >= (fuel_and_parking | stops).sum() > 150
    sights = nodes["tourism"].notna() & ~nodes["tourism"].isin(["information", "picnic_site"])
    assert (places["category"] == "tourism").sum() >= sights.sum()
    assert report.places == len(places)

"""The directed, noded network."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
import shapely
import town
from hypothesis import given
from hypothesis import strategies as st

from trajganr_core.data.noding import node_lines
from trajganr_core.data.roads import Network, read_roads
from trajganr_core.errors import Code, TrajganrError
from trajganr_core.geo import StudyArea

PORTO = Path(__file__).parents[4] / "shared/data/porto/osm_roads.gpkg"


def noded(lines: list[shapely.LineString], oneway: int = 0) -> Network:
    count = len(lines)
    return node_lines(
        np.array(lines, dtype=object),
        town.AREA,
        fid=np.arange(count),
        oneway=np.full(count, oneway, dtype=np.int8),
        highway=np.full(count, "", dtype=object),
        name=np.full(count, "", dtype=object),
    )


def read(frame: gpd.GeoDataFrame, tmp_path: Path) -> Network:
    path = tmp_path / "roads.gpkg"
    frame.to_file(path)
    return read_roads(path, town.AREA)


def test_streets_are_split_at_their_crossings(network: Network) -> None:
    # Twelve street segments, ten of them two-way and the two southern ones one-way.
    assert len(network) == 22
    assert len(np.unique(np.r_[network.source, network.target])) == 9
    np.testing.assert_allclose(network.length_m, town.SPACING_M, atol=0.02)


def test_an_edge_and_its_reverse_are_each_other_backwards(network: Network) -> None:
    two_way = np.flatnonzero(network.reverse >= 0)
    assert len(two_way) == 20
    for edge in two_way:
        back = network.reverse[edge]
        assert network.reverse[back] == edge
        assert network.source[back] == network.target[edge]
        assert network.forward[back] != network.forward[edge]
        assert network.source_fid[back] == network.source_fid[edge]
        assert network.lines[back].equals_exact(network.lines[edge].reverse(), 0)


def test_edges_know_the_feature_they_come_from(network: Network) -> None:
    names = dict(zip(range(1, 7), town.streets()["name"], strict=True))  # GeoPackage ids
    assert [names[fid] for fid in network.source_fid] == network.name.tolist()


@pytest.mark.parametrize(
    ("tags", "directions"),
    [
        ({"oneway": None}, [True, False]),
        ({"oneway": "no"}, [True, False]),
        ({"oneway": "yes"}, [True]),
        ({"oneway": "True"}, [True]),
        ({"oneway": "1"}, [True]),
        ({"oneway": "-1"}, [False]),
        ({"oneway": "reverse"}, [False]),
        ({"oneway": 1}, [True]),
        ({"oneway": True}, [True]),
        ({"junction": "roundabout"}, [True]),
        ({"highway": "motorway"}, [True]),
        ({"highway": "motorway", "oneway": "no"}, [True, False]),
    ],
)
def test_oneway_is_understood_as_in_osm(
    tags: dict[str, object], directions: list[bool], tmp_path: Path
) -> None:
    frame = gpd.GeoDataFrame(
        {"highway": ["primary"], **{key: [value] for key, value in tags.items()}},
        geometry=[town.line([(0, 0), (100, 0)])],
        crs="EPSG:4326",
    )
    assert read(frame, tmp_path).forward.tolist() == directions


def test_lines_that_cross_without_a_shared_vertex_stay_apart() -> None:
    bridge = noded([town.line([(0, 0), (100, 0)]), town.line([(50, -50), (50, 50)])])
    assert len(bridge) == 4


def test_a_loop_of_one_line_is_split_where_it_meets_itself() -> None:
    lollipop = noded([town.line([(0, 0), (50, 0), (80, 30), (80, -30), (50, 0)])], oneway=1)
    assert sorted(np.diff(lollipop.offsets).tolist()) == [2, 4]
    assert (lollipop.source == lollipop.target).sum() == 1


def test_repeated_vertices_make_no_edges() -> None:
    repeated = noded([town.line([(0, 0), (0, 0), (50, 0), (50, 0), (100, 0)])], oneway=1)
    assert np.diff(repeated.offsets).tolist() == [3]
    assert (repeated.length_m > 0).all()


def test_edges_that_touch_the_area_are_kept_whole() -> None:
    west, _, _, north = town.AREA.bbox
    inside, far = (west + 0.001, north - 0.001), (west - 0.02, north - 0.001)
    farther = (west - 0.03, north)
    network = noded(
        [shapely.LineString([inside, far]), shapely.LineString([far, farther])], oneway=1
    )
    assert network.lon.tolist() == [inside[0], far[0]]


def test_only_drivable_roads_are_kept(tmp_path: Path) -> None:
    frame = town.streets()
    frame["highway"] = ["residential", "footway", "cycleway", "service", "steps", None]
    assert set(read(frame, tmp_path).name) == {"street 0"}


def test_without_a_highway_field_every_line_is_a_road(tmp_path: Path) -> None:
    network = read(town.streets().drop(columns=["highway", "name", "oneway"]), tmp_path)
    assert len(network) == 24
    assert set(network.highway) == {""}


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


@given(
    st.lists(
        st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=2, max_size=6),
        min_size=1,
        max_size=6,
    )
)
def test_noding_keeps_every_hop_and_puts_nodes_where_lines_meet(
    paths: list[list[tuple[int, int]]],
) -> None:
    """Against a plain count of vertices on a small lattice."""
    lattice = [[p for i, p in enumerate(path) if i == 0 or p != path[i - 1]] for path in paths]
    lattice = [path for path in lattice if len(path) > 1]
    if not lattice:
        return
    network = noded([town.line(np.array(path) * 100) for path in lattice], oneway=1)
    place = {
        tuple(np.round(town.lon_lat([(100 * x, 100 * y)])[0], 7)): (x, y)
        for x in range(4)
        for y in range(4)
    }
    visits = [p for path in lattice for p in path]
    ends = {p for path in lattice for p in (path[0], path[-1])}
    nodes = {p for p in visits if visits.count(p) > 1} | ends
    hops = []
    for a, b in pairwise(network.offsets):
        edge = [place[xy] for xy in zip(network.lon[a:b], network.lat[a:b], strict=True)]
        assert edge[0] in nodes
        assert edge[-1] in nodes
        assert not nodes & set(edge[1:-1])
        hops += pairwise(edge)
    assert sorted(hops) == sorted(hop for path in lattice for hop in pairwise(path))


@given(st.integers(0, 21), st.floats(0, 1))
def test_a_point_on_an_edge_is_that_far_from_its_start(
    network: Network, edge: int, share: float
) -> None:
    offset = share * network.length_m[edge]
    point = network.locate(np.array([edge]), np.array([offset]))[0]
    start = network.offsets[edge]
    xy = town.AREA.to_local(
        np.array([point[0], network.lon[start]]), np.array([point[1], network.lat[start]])
    )
    assert np.hypot(*(xy[0] - xy[1])) == pytest.approx(offset, abs=0.01)


def test_places_on_a_bent_road_are_found_in_metres_not_in_degrees() -> None:
    bend = noded([town.line([(0, 0), (300, 0), (300, 200)])], oneway=1)
    offsets = np.array([0.0, 150.0, 300.0, 400.0, 500.0])
    places = bend.locate(np.zeros(5, dtype=np.int64), offsets)
    expected = town.lon_lat([(0, 0), (150, 0), (300, 0), (300, 100), (300, 200)])
    np.testing.assert_allclose(places, expected, atol=3e-7)  # about 3 cm


def code_of(path: Path, area: StudyArea = town.AREA) -> Code:
    with pytest.raises(TrajganrError) as error:
        read_roads(path, area)
    assert error.value.next_action
    return error.value.code


def test_no_road_in_the_area_is_empty(tmp_path: Path) -> None:
    path = town.write_streets(tmp_path / "roads.gpkg")
    assert code_of(path, StudyArea(2, 50, 3, 51)) is Code.INPUT_EMPTY


def test_only_footways_in_the_area_is_empty(tmp_path: Path) -> None:
    path = tmp_path / "roads.gpkg"
    town.streets().assign(highway="footway").to_file(path)
    assert code_of(path) is Code.INPUT_EMPTY


@pytest.mark.filterwarnings("ignore:.*crs:UserWarning")
def test_a_layer_without_crs_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "roads.gpkg"
    town.streets().set_crs(None, allow_override=True).to_file(path)
    assert code_of(path) is Code.INPUT_CRS


def test_metres_that_claim_to_be_degrees_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "roads.gpkg"
    town.streets().to_crs("EPSG:3763").set_crs("EPSG:4326", allow_override=True).to_file(path)
    assert code_of(path) is Code.INPUT_CRS


def test_a_point_layer_is_no_road_layer(tmp_path: Path) -> None:
    path = tmp_path / "roads.gpkg"
    gpd.GeoDataFrame(geometry=[shapely.Point(-8.62, 41.15)], crs="EPSG:4326").to_file(path)
    assert code_of(path) is Code.INPUT_GEOMETRY


def test_missing_empty_and_foreign_files_have_their_codes(tmp_path: Path) -> None:
    assert code_of(tmp_path / "none.gpkg") is Code.INPUT_NOT_FOUND
    (tmp_path / "empty.gpkg").touch()
    assert code_of(tmp_path / "empty.gpkg") is Code.INPUT_EMPTY
    (tmp_path / "text.gpkg").write_text("no GeoPackage")
    assert code_of(tmp_path / "text.gpkg") is Code.INPUT_FORMAT


@pytest.mark.skipif(not PORTO.exists(), reason="the real Porto roads are not on this machine")
def test_real_porto_roads_make_a_connected_network() -> None:
    network = read_roads(PORTO, StudyArea(-8.63, 41.14, -8.60, 41.16))
    assert len(network) > 1000
    vertices = np.column_stack([network.lon, network.lat])
    starts, ends = vertices[network.offsets[:-1]], vertices[network.offsets[1:] - 1]
    place_of_node = np.empty((network.target.max() + network.source.max() + 1, 2))
    place_of_node[network.source] = starts
    place_of_node[network.target] = ends
    np.testing.assert_array_equal(place_of_node[network.source], starts)
    # Most crossings join at least three streets: without noding, ways would hang apart.
    degree = np.bincount(network.source) + np.bincount(network.target)
    assert np.median(degree) >= 3

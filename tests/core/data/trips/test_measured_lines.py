"""Trips and matched paths as layers of measured lines."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyogrio
import pytest
import shapely
import town
from reading import read

from trajganr_core.data.matching.footprints import position_at
from trajganr_core.data.matching.matched import MatchedTrips
from trajganr_core.data.matching.matcher import Matcher
from trajganr_core.data.roads.network import Network
from trajganr_core.data.trips.measured_lines import (
    FIXES,
    PATHS,
    TRIPS,
    LayerWriter,
    edge_rows,
    fix_rows,
    path_rows,
    trip_rows,
    with_points,
)

EAST = [(20, 200), (120, 200), (240, 200), (330, 200)]
CORNER = [(100, 0), (180, 0), (200, 100), (200, 180), (120, 200)]
STANDING = [(40, 200), (160, 200), (160, 200), (160, 200), (300, 200)]


@pytest.fixture
def matched(network: Network) -> MatchedTrips:
    return Matcher(network, town.AREA).match(town.trips([EAST, CORNER, STANDING]))[0]


def lines_of(path: Path, layer: str) -> list[shapely.LineString]:
    meta, table = pyogrio.raw.read_arrow(path, layer=layer)
    return list(shapely.from_wkb(table.column(meta["geometry_name"]).to_numpy()))


def test_a_trip_layer_gives_back_the_trips(tmp_path: Path) -> None:
    trips = town.trips([EAST, CORNER], drivers=["d", ""], speeds=[[1, 2, np.nan, 4], [np.nan] * 5])
    trips.heading[:3] = [0.0, 359.996, 12.345]
    layer = LayerWriter(tmp_path / "trips.gpkg", TRIPS, "LineString")
    layer.write(trip_rows(trips.take_trips(np.array([0]))))
    layer.write(trip_rows(trips.take_trips(np.array([1]))))
    assert layer.rows == 2

    again = read(tmp_path / "trips.gpkg")
    assert again.offsets.tolist() == trips.offsets.tolist()
    for column in ("lon", "lat", "t"):
        np.testing.assert_array_equal(getattr(again, column), getattr(trips, column))
    np.testing.assert_allclose(again.speed, trips.speed, atol=0.005)
    np.testing.assert_allclose(again.heading[:3], [0.0, 0.0, 12.345], atol=0.006)
    assert np.isnan(again.heading[3:]).all()
    assert again.trip_id.tolist() == ["trip 0", "trip 1"]
    assert again.driver_id.tolist()[0] == "d"


def test_a_path_follows_the_roads_and_ends_where_its_fixes_do(
    matched: MatchedTrips, network: Network, tmp_path: Path
) -> None:
    LayerWriter(tmp_path / "m.gpkg", PATHS, "LineString").write(path_rows(matched, network))
    lines = lines_of(tmp_path / "m.gpkg", PATHS)
    for piece, line in enumerate(lines):
        first, last = matched.offsets[piece], matched.offsets[piece + 1] - 1
        m = shapely.get_coordinates(line, include_m=True)[:, 2]
        assert (np.diff(m) >= 0).all()
        assert m[[0, -1]].tolist() == matched.t[[first, last]].tolist()
        local = shapely.LineString(town.AREA.to_local(*np.array(line.coords)[:, :2].T))
        assert local.length == pytest.approx(matched.s[last], rel=1e-3)


def test_the_time_along_a_path_is_the_interpolated_one(
    matched: MatchedTrips, network: Network
) -> None:
    rows = path_rows(matched, network)
    corner = shapely.get_coordinates(shapely.from_wkb(rows["geometry"][1].as_py()), include_m=True)
    crossing = town.lon_lat([(200, 0)])[0]
    nearest = np.argmin(np.hypot(*(corner[:, :2] - crossing).T))
    # Between the fix at 80 m of the path, 20 m before the crossing, and the one 100 m after it.
    assert corner[nearest, 2] == pytest.approx(town.START + 10 + 10 * 20 / 120, abs=0.01)


def test_fixes_lie_at_their_matched_places(
    matched: MatchedTrips, network: Network, tmp_path: Path
) -> None:
    writer = LayerWriter(tmp_path / "m.gpkg", FIXES, "Point")
    writer.write(with_points(fix_rows(matched, network, town.AREA, first_piece=7)))
    fixes = pyogrio.read_dataframe(tmp_path / "m.gpkg", layer=FIXES)
    assert len(fixes) == matched.fixes
    assert set(fixes["piece"]) == {7, 8, 9}
    piece = fixes["piece"].to_numpy() - 7
    edge, offset = position_at(matched, piece, fixes["distance_m"].to_numpy())
    place = network.locate(edge, offset)
    np.testing.assert_allclose(fixes.geometry.x, place[:, 0], atol=1e-9)
    np.testing.assert_allclose(fixes.geometry.y, place[:, 1], atol=1e-9)
    off_road = town.AREA.to_local(fixes["lon"], fixes["lat"]) - town.AREA.to_local(
        fixes.geometry.x, fixes.geometry.y
    )
    np.testing.assert_allclose(fixes["road_distance_m"], np.hypot(*off_road.T), atol=1e-3)


def test_the_edges_of_a_path_join_from_its_first_fix_to_its_last(
    matched: MatchedTrips, network: Network
) -> None:
    edges = edge_rows(matched, network, first_piece=7).to_pandas()
    for piece, path in edges.groupby("piece"):
        fixes = slice(*matched.offsets[piece - 7 : piece - 5])
        assert path["number"].tolist() == list(range(1, len(path) + 1))
        assert (network.target[path["edge"][:-1]] == network.source[path["edge"][1:]]).all()
        enter_t, exit_t = (path[name].astype("int64") / 1000 for name in ("enter_t", "exit_t"))
        assert enter_t.iloc[0] == matched.t[fixes][0]
        assert exit_t.iloc[-1] == matched.t[fixes][-1]
        assert (exit_t.to_numpy()[:-1] == enter_t.to_numpy()[1:]).all()
        assert (exit_t >= enter_t).all()
        driven_m = (path["exit_m"] - path["enter_m"]).sum()
        assert driven_m == pytest.approx(matched.s[fixes][-1], abs=1e-6)
    assert not edges["inferred"].any()


def test_an_edge_names_its_road_and_direction(network: Network) -> None:
    there_and_back = [EAST, EAST[::-1]]
    matched = Matcher(network, town.AREA).match(town.trips(there_and_back))[0]
    edges = edge_rows(matched, network).to_pandas()
    assert edges["direction"].tolist() == ["forward"] * 2 + ["backward"] * 2
    assert edges["source_fid"].nunique() == 1
    assert edges["osm_id"].isna().all()
    # The second edge of the way back ends at 20 m, 180 m from its start.
    np.testing.assert_allclose(edges["enter_m"], [20, 0, 70, 0], atol=0.1)
    np.testing.assert_allclose(edges["exit_m"], [200, 130, 200, 180], atol=0.1)


def test_an_edge_before_which_the_vehicle_stood_is_entered_at_its_first_fix(
    network: Network,
) -> None:
    waits = [(40, 200), (40, 200), (40, 200), (140, 200), (300, 200)]
    matched = Matcher(network, town.AREA).match(town.trips([waits]))[0]
    edges = edge_rows(matched, network).to_pandas()
    assert edges["enter_t"][0].timestamp() == town.START

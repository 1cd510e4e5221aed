"""Layers whose lines are directions, and layers with codes in the place of tags."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
import town

from trajganr_core.data.roads.network import Network
from trajganr_core.data.roads.reading import RoadReport, read_roads_with_report


def read(frame: gpd.GeoDataFrame, tmp_path: Path) -> tuple[Network, RoadReport]:
    frame.to_file(tmp_path / "roads.gpkg")
    return read_roads_with_report(tmp_path / "roads.gpkg", town.AREA)


def two_way() -> gpd.GeoDataFrame:
    """The streets of the town, all of them open in both directions, without a one-way field."""
    return town.streets()[["name", "geometry"]]


def with_opposites(frame: gpd.GeoDataFrame, count: int) -> gpd.GeoDataFrame:
    """The same lines, and the first of them once more in the opposite direction."""
    opposite = frame[:count].assign(
        name=frame["name"][:count] + " back", geometry=shapely.reverse(frame.geometry[:count])
    )
    return pd.concat([frame, opposite], ignore_index=True)


def test_a_line_for_each_direction_gives_the_same_network(tmp_path: Path) -> None:
    frame = two_way()
    expected, _ = read(frame, tmp_path)
    limits = [30, 40, 50, 60, 70, 80, 35, 45, 55, 65, 75, 85]
    network, report = read(with_opposites(frame, 6).assign(maxspeed=limits), tmp_path)
    assert report.reversed_lines == 12
    assert any("12 lines are other lines reversed" in line for line in report.lines())
    assert {line.wkt for line in network.lines} == {line.wkt for line in expected.lines}
    assert len(network) == len(expected) == 24
    edge = np.arange(len(network))
    assert (network.reverse[network.reverse] == edge).all()
    back = network.reverse[network.name == "street 0"]
    assert {*network.name[back]} == {"street 0 back"}
    assert {*network.attributes.maxspeed_kmh[back]} == {35}
    assert network.forward.all()


def test_a_few_reversed_lines_leave_the_others_two_way(tmp_path: Path) -> None:
    network, report = read(with_opposites(two_way(), 1), tmp_path)
    assert (report.reversed_lines, report.directed_lines) == (2, 0)
    assert len(network) == 24
    assert (network.reverse >= 0).all()


def test_other_lines_of_a_layer_of_directions_are_one_way(tmp_path: Path) -> None:
    network, report = read(with_opposites(two_way(), 5), tmp_path)
    assert (report.reversed_lines, report.directed_lines) == (10, 1)
    assert any("1 other lines of this layer" in line for line in report.lines())
    assert (network.reverse < 0).sum() == 2
    assert {*network.name[network.reverse < 0]} == {"street 5"}


def test_a_layer_that_states_its_one_way_roads_is_believed(tmp_path: Path) -> None:
    frame = with_opposites(two_way(), 5).assign(oneway="no")
    network, report = read(frame, tmp_path)
    assert (report.reversed_lines, report.directed_lines) == (10, 0)
    assert (network.reverse >= 0).all()


def test_directions_that_are_one_way_lines_are_a_road(tmp_path: Path) -> None:
    network, _ = read(with_opposites(two_way(), 6).assign(oneway="yes"), tmp_path)
    assert len(network) == 24
    assert (network.reverse >= 0).all()


def test_codes_are_no_speed_limits(tmp_path: Path) -> None:
    network, report = read(two_way().assign(maxspeed=[1, 2, 5, 7, 12, 0]), tmp_path)
    assert np.isnan(network.attributes.maxspeed_kmh).all()
    assert report.codes == {"maxspeed": "0, 1, 2, 5, 7, 12"}
    assert any("maxspeed (0, 1, 2, 5, 7, 12) are codes" in line for line in report.lines())


@pytest.mark.parametrize("limits", [[5, 10, 10, 0, 10, 5], [3, 30, 50, 50, 50, 50]])
def test_low_speed_limits_are_no_codes(limits: list[int], tmp_path: Path) -> None:
    network, report = read(two_way().assign(maxspeed=limits), tmp_path)
    assert np.isfinite(network.attributes.maxspeed_kmh).any()
    assert not report.codes


def test_codes_of_one_way_roads_are_not_used(tmp_path: Path) -> None:
    network, report = read(two_way().assign(oneway=[1, 1, 2, 3, 1, 1]), tmp_path)
    assert (network.reverse >= 0).all()
    assert report.codes == {"oneway": "1, 2, 3"}
    network, report = read(two_way().assign(oneway=[1, 0, 0, -1, 1, 1]), tmp_path)
    assert (network.reverse < 0).any()
    assert not report.codes


def test_classes_that_are_not_roads_are_named(tmp_path: Path) -> None:
    frame = two_way().assign(highway=["primary", "7", "7", "9", "primary", "primary"])
    _, report = read(frame, tmp_path)
    assert report.left_out_classes == {"7": 2, "9": 1}
    assert "Roads: classes that are not roads: 7 (2), 9 (1)." in report.lines()

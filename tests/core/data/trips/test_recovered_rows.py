"""Positions between fixes, and the ways in gaps."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import shapely
import town

from trajganr_core.data.matching.matched import MatchedTrips
from trajganr_core.data.matching.matcher import Matcher
from trajganr_core.data.matching.pass_times import FIRST_PACE, Paces
from trajganr_core.data.roads.network import Network
from trajganr_core.data.trips.measured_lines import path_rows
from trajganr_core.data.trips.recovered_rows import gap_rows, position_rows

SPARSE = [(20, 200), (350, 200), (380, 200)]


@pytest.fixture
def matched(network: Network) -> MatchedTrips:
    """Two fixes a minute apart, and one 10 s later."""
    trips = town.trips([SPARSE], seconds=60.0, drivers=["d"])
    trips.t[2] = trips.t[1] + 10.0
    return Matcher(network, town.AREA).match(trips)[0]


@pytest.fixture
def paces(network: Network) -> Paces:
    return Paces(np.full(len(network), FIRST_PACE))


def test_no_two_positions_are_farther_apart_than_asked(
    matched: MatchedTrips, network: Network, paces: Paces
) -> None:
    rows = position_rows(matched, network, paces, 15.0, first_piece=7).to_pandas()
    seconds = rows["time"].astype("int64") / 1000 - town.START
    assert seconds.tolist() == pytest.approx([0, 15, 30, 45, 60, 70])
    assert rows["recovered"].tolist() == [False, True, True, True, False, False]
    assert set(rows["piece"]) == {7}
    assert (np.diff(rows["distance_m"]) > 0).all()
    fixes, between = rows[~rows["recovered"]], rows[rows["recovered"]]
    assert (between["time_low"] < between["time"]).all()
    assert (between["time"] < between["time_high"]).all()
    assert (fixes["time_low"] == fixes["time_high"]).all()
    here = shapely.from_wkb(fixes["geometry"].to_numpy())
    place = network.locate(matched.edge, matched.edge_offset)
    np.testing.assert_allclose(shapely.get_coordinates(here), place, atol=1e-9)


def test_the_way_of_a_gap_has_times_and_a_line_for_each_stretch_of_one_probability(
    matched: MatchedTrips, network: Network
) -> None:
    probability = np.full(len(matched.pass_edge), 0.6, dtype=np.float32)
    probability[0], probability[-1] = 0.9, 0.602
    rows = gap_rows(replace(matched, pass_probability=probability), network, 45.0, first_piece=7)
    frame = rows.to_pandas()
    assert frame["probability"].tolist() == [0.9, 0.6]
    assert (frame["piece"].tolist(), frame["gap"].tolist()) == ([7, 7], [0, 0])
    assert frame["length_m"].sum() == pytest.approx(matched.s[1])
    lines = [
        shapely.get_coordinates(each, include_m=True)
        for each in shapely.from_wkb(frame["geometry"].to_numpy())
    ]
    assert [lines[0][0, 2], lines[1][-1, 2]] == [town.START, town.START + 60]
    assert lines[0][-1].tolist() == lines[1][0].tolist()
    assert all((np.diff(line[:, 2]) >= 0).all() for line in lines)
    ends = network.locate(matched.edge[:2], matched.edge_offset[:2])
    np.testing.assert_allclose([lines[0][0, :2], lines[1][-1, :2]], ends, atol=1e-9)
    assert gap_rows(matched, network, 61.0).num_rows == 0


def test_the_probability_of_a_path_is_the_expected_share_of_its_metres(
    matched: MatchedTrips, network: Network
) -> None:
    metres = matched.pass_exit_m - matched.pass_enter_m
    probability = np.ones(len(metres), dtype=np.float32)
    probability[0] = 0.5
    rows = path_rows(replace(matched, pass_probability=probability), network)
    expected = 1 - 0.5 * metres[0] / metres.sum()
    assert rows["probability"].to_pylist() == pytest.approx([expected])

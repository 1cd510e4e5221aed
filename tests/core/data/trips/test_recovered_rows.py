"""Positions between fixes, and the ways in gaps."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import shapely
import town

from trajganr_core.data.matching.matched import MatchedTrips
from trajganr_core.data.matching.matcher import Matcher
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


def test_no_two_positions_are_farther_apart_than_asked(
    matched: MatchedTrips, network: Network
) -> None:
    rows = position_rows(matched, network, 15.0, first_piece=7).to_pandas()
    seconds = rows["time"].astype("int64") / 1000 - town.START
    assert seconds.tolist() == pytest.approx([0, 15, 30, 45, 60, 70])
    assert rows["recovered"].tolist() == [False, True, True, True, False, False]
    assert set(rows["piece"]) == {7}
    assert (np.diff(rows["distance_m"]) > 0).all()
    fixes = rows[~rows["recovered"]]
    here = shapely.from_wkb(fixes["geometry"].to_numpy())
    place = network.locate(matched.edge, matched.edge_offset)
    np.testing.assert_allclose(shapely.get_coordinates(here), place, atol=1e-9)


def test_a_gap_has_its_way_its_times_and_the_probability_of_its_least_certain_segment(
    matched: MatchedTrips, network: Network
) -> None:
    probability = np.linspace(0.9, 0.6, len(matched.pass_edge)).astype(np.float32)
    probability[-1] = 0.1  # driven after the gap
    trips = replace(matched, pass_probability=probability)
    (gap,) = gap_rows(trips, network, 45.0).to_pylist()
    last = np.searchsorted(matched.pass_s, matched.s[1], side="left") - 1
    assert gap["probability"] == pytest.approx(probability[: last + 1].min())
    assert (gap["seconds"], gap["length_m"]) == pytest.approx((60.0, 330.0), abs=2.0)
    line = shapely.get_coordinates(shapely.from_wkb(gap["geometry"]), include_m=True)
    assert line[[0, -1], 2].tolist() == [town.START, town.START + 60]
    assert (np.diff(line[:, 2]) >= 0).all()
    ends = network.locate(matched.edge[:2], matched.edge_offset[:2])
    np.testing.assert_allclose(line[[0, -1], :2], ends, atol=1e-9)
    assert gap_rows(trips, network, 61.0).num_rows == 0


def test_the_probability_of_a_path_is_the_expected_share_of_its_metres(
    matched: MatchedTrips, network: Network
) -> None:
    metres = matched.pass_exit_m - matched.pass_enter_m
    probability = np.ones(len(metres), dtype=np.float32)
    probability[0] = 0.5
    rows = path_rows(replace(matched, pass_probability=probability), network)
    expected = 1 - 0.5 * metres[0] / metres.sum()
    assert rows["probability"].to_pylist() == pytest.approx([expected])

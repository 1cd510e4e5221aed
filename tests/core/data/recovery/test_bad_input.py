"""What recovery does with trips and networks that leave little to search."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import town
from matched_trips import assert_equal, match_trips

from trajganr_core.data.matching.matched import MatchedTrips
from trajganr_core.data.recovery.learning import learn_priors
from trajganr_core.data.recovery.recover import recovered
from trajganr_core.data.recovery.report import RecoveryReport
from trajganr_core.data.roads.network import Network


def recover(
    trips: MatchedTrips, network: Network, min_gap_s: float = 45.0
) -> tuple[MatchedTrips, RecoveryReport]:
    """The trips by what they themselves tell."""
    (priors,) = learn_priors(
        lambda: iter([(trips, np.zeros(len(trips), dtype=np.int64))]), network, town.AREA, 1
    )
    return recovered(trips, network, town.AREA, priors, min_gap_s)


def test_no_trips(network: Network) -> None:
    found, report = recover(MatchedTrips.empty(), network)
    assert len(found) == 0
    assert report == RecoveryReport()


@pytest.mark.parametrize("ends", [[(50, 0), (350, 0)], [(50, 0), (50, 0)]])
def test_a_network_of_one_edge_without_turns(ends: list[tuple[float, float]]) -> None:
    road = town.noded([town.line([(0, 0), (400, 0)])], oneway=1)
    trips = match_trips(town.trips([[(20, 0), *ends]], seconds=600.0), road, town.AREA)
    assert len(trips)
    found, report = recover(trips, road)
    assert found.pass_edge.tolist() == [0]
    assert report.gaps == report.gaps_recovered == 2
    np.testing.assert_allclose(found.s, trips.s)


def test_a_vehicle_that_stays_drives_nowhere(network: Network) -> None:
    place = [(100, 202), (104, 203), (98, 201), (101, 202)]
    trips = match_trips(town.trips([[(20, 200), *place]], seconds=600.0), network, town.AREA)
    found, _ = recover(trips, network)
    assert len(set(found.pass_edge.tolist())) == 1
    assert found.s[-1] < 100


def test_a_long_stop_between_two_fixes_is_no_detour(network: Network) -> None:
    ends = [(50, 200), (350, 200)]
    found = [
        recover(match_trips(town.trips([ends], seconds=seconds), network, town.AREA), network)[
            0
        ].pass_edge.tolist()
        for seconds in (60.0, 7200.0)
    ]
    assert found[0] == found[1]


def test_a_hop_without_any_way_keeps_the_path_of_the_matcher() -> None:
    lines = [town.line([(0, 0), (200, 0)]), town.line([(200, 0), (400, 0)])]
    road = town.noded(lines, oneway=1)
    ends = [(50, 0), (350, 0)]
    trips = match_trips(town.trips([ends], seconds=120.0), road, town.AREA)
    cut_off = replace(road, forbidden_turns=trips.pass_edge[None])
    found, report = recover(trips, cut_off)
    assert (report.gaps, report.gaps_recovered, report.pieces_kept) == (1, 0, 1)
    np.testing.assert_array_equal(found.pass_edge, trips.pass_edge)
    assert any("keep their shortest paths" in line.said(str) for line in report.lines())


def test_fixes_with_equal_or_backward_times_are_not_distant(network: Network) -> None:
    trips = match_trips(town.trips([[(50, 200), (350, 200)]], seconds=120.0), network, town.AREA)
    for t in (trips.t[:1].repeat(2), trips.t[::-1].copy()):
        odd = replace(trips, t=t)
        same, report = recover(odd, network)
        assert_equal(same, odd)
        assert report.gaps == 0

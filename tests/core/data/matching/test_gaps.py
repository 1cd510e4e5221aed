"""Gaps between fixes, and the passes that are recovered in them."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
import town
from matched_trips import match_trips
from town import edge_between
from winding import walks

from trajganr_core.data.matching.gaps import GAP_S, recovered_passes
from trajganr_core.data.matching.matched import MatchedTrips
from trajganr_core.data.matching.matcher import Matcher
from trajganr_core.data.matching.report import MatchReport
from trajganr_core.data.roads.network import Network

ALONG = [(20, 200), (120, 200), (240, 200), (330, 200)]


def recovered_by_loops(trips: MatchedTrips) -> list[int]:
    """Passes that overlap a stretch between two fixes of their piece that are far apart."""
    found = set()
    for piece in range(len(trips)):
        for fix in range(trips.offsets[piece], trips.offsets[piece + 1] - 1):
            if trips.t[fix + 1] - trips.t[fix] <= GAP_S:
                continue
            for each in range(trips.pass_offsets[piece], trips.pass_offsets[piece + 1]):
                begin, end = trips.pass_s[each], trips.pass_s[each]
                end = begin + trips.pass_exit_m[each] - trips.pass_enter_m[each]
                starts = trips.s[fix] - 1e-6 < begin < trips.s[fix + 1] - 2e-6
                stops = trips.s[fix] + 2e-6 < end < trips.s[fix + 1] + 1e-6
                if starts or stops:
                    found.add(each)
    return sorted(found)


@pytest.mark.parametrize("seed", range(10))
def test_passes_that_begin_or_end_in_a_gap_are_recovered(winding: Network, seed: int) -> None:
    rng = np.random.default_rng(seed)
    trips = walks(winding, rng, 20)
    trips = dataclasses.replace(trips, t=np.cumsum(rng.uniform(1, 30, trips.fixes)))
    found = np.flatnonzero(recovered_passes(trips)).tolist()
    assert found == recovered_by_loops(trips)
    assert 0 < len(found) < len(trips.pass_edge)


def test_a_gap_in_time_makes_its_passes_recovered(network: Network) -> None:
    trips = town.trips([ALONG])
    assert not recovered_passes(match_trips(trips, network, town.AREA)).any()
    trips.t[2:] += 60.0
    matched = match_trips(trips, network, town.AREA)
    first, second = edge_between(network, (0, 1), (1, 1)), edge_between(network, (1, 1), (2, 1))
    assert matched.pass_edge[recovered_passes(matched)].tolist() == [first, second]
    assert len(recovered_passes(MatchedTrips.empty())) == 0


def test_recovered_and_uncertain_parts_of_paths_are_reported(network: Network) -> None:
    corners = [(10, 0), (390, 390)]
    trips = town.trips([corners, ALONG, ALONG[:2]], seconds=10)
    late = dataclasses.replace(trips, t=trips.t + np.array([0, 60, 0, 0, 0, 0, 0, 0]))
    matcher = Matcher(network, town.AREA)
    matched, report = matcher.match(late)
    assert report.gaps == 1
    assert report.recovered_cm == pytest.approx(100 * matched.s[1], abs=1)
    assert 0 < report.uncertain_cm < report.recovered_cm
    assert "another way is about as fast" in report.lines()[-1]
    parts = [matcher.match(late.take_trips(np.array([trip])))[1] for trip in range(3)]
    assert sum(parts, MatchReport()) == report

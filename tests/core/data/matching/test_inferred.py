"""Parts of paths that bridge gaps between fixes."""

from __future__ import annotations

import dataclasses
from itertools import pairwise

import numpy as np
import pytest
import town
from matched_trips import match_trips
from town import edge_between
from winding import walks

from trajganr_core.data.matching.inferred import LONGEST_GAP_M, LONGEST_GAP_S, inferred_passes
from trajganr_core.data.matching.matched import MatchedTrips
from trajganr_core.data.matching.matcher import Matcher
from trajganr_core.data.matching.report import MatchReport
from trajganr_core.data.roads.network import Network

#: Along the middle street, from its first edge to its second.
ALONG = [(20, 200), (120, 200), (240, 200), (330, 200)]
#: From the southern street into the middle one, with no fix on one edge of it …
AROUND = [(100, 0), (180, 0), (200, 320), (200, 380)]
#: … where these times are added.
LATE = [0, 0, 200, 200]


def inferred_by_loops(trips: MatchedTrips) -> list[list[int]]:
    """Passes that begin and end between two fixes that are far apart, gap by gap."""
    gaps = []
    for piece in range(len(trips)):
        fixes = range(trips.offsets[piece], trips.offsets[piece + 1])
        for fix in fixes[:-1]:
            s, t = trips.s[fix : fix + 2], trips.t[fix : fix + 2]
            if s[1] - s[0] <= LONGEST_GAP_M and t[1] - t[0] <= LONGEST_GAP_S:
                continue
            begins = trips.pass_s
            ends = begins + trips.pass_exit_m - trips.pass_enter_m
            passes = range(trips.pass_offsets[piece], trips.pass_offsets[piece + 1])
            gap = [p for p in passes if s[0] < begins[p] and ends[p] <= s[1]]
            if gap and s[1] == trips.s[fixes[-1]] and gap[-1] == passes[-1]:
                gap.pop()  # it has the last fix
            if gap:
                gaps.append(gap)
    return gaps


@pytest.mark.parametrize("seed", range(10))
def test_edges_between_fixes_that_are_far_apart_are_inferred(winding: Network, seed: int) -> None:
    rng = np.random.default_rng(seed)
    trips = walks(winding, rng, 20)
    trips = dataclasses.replace(trips, t=np.cumsum(rng.uniform(1, 240, trips.fixes)))
    passes, offsets = inferred_passes(trips)
    gaps = [passes[a:b].tolist() for a, b in pairwise(offsets)]
    assert gaps == inferred_by_loops(trips)
    assert gaps


def test_a_gap_in_time_is_bridged_by_the_edges_without_a_fix(network: Network) -> None:
    trips = town.trips([AROUND])
    late = dataclasses.replace(trips, t=trips.t + np.array(LATE))
    matched = match_trips(late, network, town.AREA)
    passes, offsets = inferred_passes(matched)
    assert matched.pass_edge[passes].tolist() == [edge_between(network, (1, 0), (1, 1))]
    assert offsets.tolist() == [0, 1]
    assert len(inferred_passes(match_trips(trips, network, town.AREA))[0]) == 0


def test_parked_vehicles_and_single_roads_are_not_inferred(network: Network) -> None:
    trips = town.trips([[*ALONG[:2], *ALONG[1:]], ALONG])
    late = dataclasses.replace(trips, t=trips.t + 600 * np.array([0, 0, 1, 1, 1, 0, 0, 1, 1]))
    passes, offsets = inferred_passes(match_trips(late, network, town.AREA))
    assert len(passes) == 0
    assert offsets.tolist() == [0]
    assert len(inferred_passes(MatchedTrips.empty())[0]) == 0


def test_what_is_inferred_is_counted_and_reported(network: Network) -> None:
    trips = town.trips([AROUND, AROUND[::-1], ALONG])
    late = dataclasses.replace(trips, t=trips.t + np.array([*LATE, *LATE, 0, 0, 0, 0]))
    matcher = Matcher(network, town.AREA)
    report = matcher.match(late)[1]
    assert (report.gaps, round(report.inferred_cm, -2)) == (2, 60_000)
    assert report.lines()[-1] == (
        "0.6 km of the paths are inferred: they bridge 2 gaps between fixes of more than 1,250 m "
        "or 120 s."
    )
    parts = [matcher.match(late.take_trips(np.array([trip])))[1] for trip in range(3)]
    assert sum(parts, MatchReport()) == report

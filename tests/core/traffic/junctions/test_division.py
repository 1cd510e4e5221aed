"""The times of trips near nodes, divided where vehicles wait."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from road_passes import AREA, chain
from waiting_trips import waiting_trips

from trajganr_core.data.matching.footprints import interpolate_time
from trajganr_core.data.matching.matched import MatchedTrips
from trajganr_core.data.matching.pass_times import FIRST_PACE
from trajganr_core.data.recovery.turns import Roads
from trajganr_core.traffic.junctions.division import (
    AFTER_M,
    BEFORE_M,
    CELLS,
    KIND_M,
    KIND_S,
    LEAST_DELAY,
    PRIOR_M,
    ROUNDS,
    Division,
    refined_trips,
)
from trajganr_core.traffic.junctions.free_flow import free_paces

#: Vehicles wait before the sixth node of a chain of segments of 100 m.
EDGES, STOP_M, WAIT_S, MPS = 12, 598.0, 40.0, 10.0
NETWORK = chain(EDGES)


def _trips(count=40, waits_s=None):
    waits_s = [WAIT_S] * count if waits_s is None else waits_s
    return waiting_trips(NETWORK, [range(EDGES)] * len(waits_s), STOP_M, waits_s)


def _stretches(s0, s1):
    """Metres by cell between two places of the chain, by a loop over every bound."""
    bounds = {0.0, 100.0 * EDGES} | {100.0 * node - 50.0 for node in range(1, EDGES + 1)}
    for node in range(1, EDGES):
        before = [100.0 * node - metres for metres in BEFORE_M if metres < 50]
        after = [100.0 * node + metres for metres in AFTER_M if metres < 50]
        bounds |= {*before, 100.0 * node, *after}
    cuts = [s0, *sorted(each for each in bounds if s0 < each < s1), s1]
    for begin, end in pairwise(cuts):
        middle = (begin + end) / 2
        node = round(middle / 100)
        apart = middle - 100 * node
        if node in (0, EDGES):
            yield (EDGES - 1) * CELLS, end - begin  # no turn
        elif apart < 0:
            yield (node - 1) * CELLS + int((-apart <= BEFORE_M).sum()), end - begin
        else:
            cell = len(BEFORE_M) + 1 + int((apart > AFTER_M).sum())
            yield (node - 1) * CELLS + cell, end - begin


def test_delays_of_cells_are_learned_as_the_formulas_say():
    trips = _trips(12, waits_s=[WAIT_S, 0.0, 20.0] * 4)
    free = free_paces(trips, NETWORK)[0]
    kinds = Roads.of(NETWORK, AREA).kind
    delay = np.ones((EDGES - 1) * CELLS + 1)
    of = [(1 + kinds[turn], cell) for turn in range(EDGES - 1) for cell in range(CELLS)] + [(0, 0)]
    for _ in range(ROUNDS):
        seconds, metres = np.zeros(len(delay)), np.zeros(len(delay))
        for piece in range(len(trips)):
            for fix in range(trips.offsets[piece], trips.offsets[piece + 1] - 1):
                parts = list(_stretches(trips.s[fix], trips.s[fix + 1]))
                hop_m = trips.s[fix + 1] - trips.s[fix]
                if hop_m == 0:
                    parts = [(next(_stretches(trips.s[fix] - 0.1, trips.s[fix]))[0], 1.0)]
                late_s = max(trips.t[fix + 1] - trips.t[fix] - free * hop_m, 0.0)
                effort = sum(m * delay[cell] for cell, m in parts)
                for cell, m in parts:
                    seconds[cell] += late_s * m * delay[cell] / effort
                    metres[cell] += m
        for cell in range(len(delay)):
            alike = [other for other in range(len(delay)) if of[other] == of[cell]]
            of_kind = (sum(seconds[alike]) + KIND_S) / (sum(metres[alike]) + KIND_M)
            delay[cell] = (seconds[cell] + PRIOR_M * of_kind) / (metres[cell] + PRIOR_M)
        delay += LEAST_DELAY
    found = Division.learn(trips, NETWORK, AREA)
    np.testing.assert_allclose(found.free, free)
    np.testing.assert_allclose(found.delay, delay, rtol=1e-7)


def test_a_wait_is_found_near_its_node_and_trips_keep_their_seconds():
    trips = _trips()
    fine = refined_trips(trips, NETWORK, AREA)
    piece = np.arange(len(trips))
    begin, end = np.full(len(trips), 550.0), np.full(len(trips), 620.0)
    true = 70.0 / MPS + WAIT_S
    even, sharp = (
        (interpolate_time(each, piece, end) - interpolate_time(each, piece, begin)).mean()
        for each in (trips, fine)
    )
    assert abs(sharp - true) < abs(even - true) / 2
    assert abs(sharp - true) < 0.05 * true
    for each in (fine.pass_seconds, trips.pass_seconds):
        assert each.sum() == pytest.approx(len(trips) * (100.0 * EDGES / MPS + WAIT_S))


def test_fixes_remain_where_and_when_they_were():
    trips = _trips(waits_s=[0.0, WAIT_S, 7.0])
    fine = refined_trips(trips, NETWORK, AREA)
    seen = {(round(t, 3), round(s, 3)) for t, s in zip(fine.t, fine.s, strict=True)}
    assert {(round(t, 3), round(s, 3)) for t, s in zip(trips.t, trips.s, strict=True)} <= seen
    within = np.delete(np.arange(fine.fixes - 1), fine.offsets[1:-1] - 1)
    assert (np.diff(fine.t)[within] >= 0).all()
    assert (np.diff(fine.s)[within] >= 0).all()
    np.testing.assert_array_equal(fine.pass_edge, trips.pass_edge)
    np.testing.assert_allclose(100.0 * fine.edge + fine.edge_offset, fine.s)


def test_a_gap_of_more_than_a_minute_keeps_the_times_of_its_passes():
    trips = waiting_trips(NETWORK, [range(EDGES)] * 2, STOP_M, [200.0, 0.0], spacing_s=90.0)
    pass_t = trips.pass_t.copy()
    pass_t[5:7] += [-3.0, 4.0]
    trips.pass_t[:] = pass_t
    fine = refined_trips(trips, NETWORK, AREA)
    np.testing.assert_allclose(fine.pass_t[:EDGES], pass_t[:EDGES])


def test_pieces_apart_are_refined_as_all_together():
    trips = _trips(6)
    division = Division.learn(trips, NETWORK, AREA)
    every = division.refined(trips)
    parts = [division.refined(trips.take(np.array([row]))) for row in range(6)]
    np.testing.assert_array_equal(every.t, np.concatenate([each.t for each in parts]))


def test_free_flow_is_the_pace_of_the_fastest_vehicles_that_are_no_errors():
    """Of the parts between middles of segments; a gap tells nothing."""
    trips = _trips(40, waits_s=[0.0] * 10 + [WAIT_S] * 30)
    np.testing.assert_allclose(free_paces(trips, NETWORK), 1 / MPS)
    fast = waiting_trips(NETWORK, [range(EDGES)] * 8, STOP_M, [0.0] * 8, mps=3 * MPS)
    both = MatchedTrips.concatenate([trips, fast])
    np.testing.assert_allclose(free_paces(both, NETWORK), 1 / MPS)
    sparse = waiting_trips(NETWORK, [range(EDGES)], STOP_M, [0.0], spacing_s=1e3, mps=5.0)
    np.testing.assert_allclose(free_paces(sparse, NETWORK), FIRST_PACE)


def test_roundabouts_have_a_free_flow_of_their_own():
    """Here of a chain, on whose second half vehicles are half as fast."""
    trips = _trips(40, waits_s=[0.0] * 40)
    arrive_s = trips.s / MPS + np.maximum(trips.s - 600.0, 0.0) / MPS
    trips.t[:] = arrive_s
    is_ring = (np.arange(EDGES) >= 6).astype(np.float32)
    network = replace(NETWORK, attributes=replace(NETWORK.attributes, roundabout=is_ring))
    free = free_paces(trips, network)
    assert free[0] == pytest.approx(1 / MPS, rel=0.01)
    assert free[-1] == pytest.approx(2 / MPS, rel=0.1)  # hops from before are faster


def test_the_quantile_of_the_free_flow_goes_down_with_the_spacing_of_fixes():
    """A few vehicles are never delayed; distant fixes see no others so."""
    mps = [10.0 + number / 10 for number in range(40)]
    paces = []
    for spacing_s in (5.0, 15.0):
        ways = [
            waiting_trips(NETWORK, [range(EDGES)], 1.0, [0.0], spacing_s=spacing_s, mps=each)
            for each in mps
        ]
        paces.append(free_paces(MatchedTrips.concatenate(ways), NETWORK)[0])
    for pace, share in zip(paces, (0.1, 0.05), strict=True):
        assert pace == pytest.approx(np.quantile(1 / np.array(mps), share), rel=0.003)

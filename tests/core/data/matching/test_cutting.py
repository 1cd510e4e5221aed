"""Cutting of matched trips to a subset of the roads."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matched_trips import assert_equal
from winding import walks

from trajganr_core.data.matching.cutting import cut_to
from trajganr_core.data.matching.footprints import passes_through, position_at
from trajganr_core.data.matching.matched import MatchedTrips
from trajganr_core.data.roads.network import Network
from trajganr_core.utils.arrays import BoolArray, IntArray
from trajganr_core.utils.ragged import row_of_each


@pytest.fixture(scope="module")
def trips(winding: Network) -> MatchedTrips:
    return walks(winding, np.random.default_rng(1), 12)


def numbers(network: Network, edges: IntArray) -> IntArray:
    number = np.full(len(network), -1)
    number[edges] = np.arange(len(edges))
    return number


def hops_on(trips: MatchedTrips, kept: BoolArray) -> tuple[IntArray, IntArray]:
    """Pieces, and the fix after which they go to their next one on kept edges alone."""
    found = []
    for piece in range(len(trips)):
        passes = slice(trips.pass_offsets[piece], trips.pass_offsets[piece + 1])
        for fix in range(trips.offsets[piece], trips.offsets[piece + 1] - 1):
            # From where the vehicle is after the first fix to where it is at the next one.
            begins, ends = trips.s[fix], trips.s[fix + 1]
            into = trips.pass_s[passes]
            driven = (into <= ends + 1e-6) & (np.append(into[1:], np.inf) > begins + 1e-6)
            if kept[trips.pass_edge[passes][driven]].all():
                found.append((piece, fix))
    pieces, fixes = np.array(found, dtype=np.int64).reshape(-1, 2).T
    return pieces, fixes


@given(seed=st.integers(0, 10_000), share=st.floats(0.1, 0.95))
def test_between_two_fixes_on_kept_roads_nothing_has_changed(
    winding: Network, trips: MatchedTrips, seed: int, share: float
) -> None:
    rng = np.random.default_rng(seed)
    edges = rng.permutation(len(winding))[: int(share * len(winding))]
    kept = np.isin(np.arange(len(winding)), edges)
    cut = cut_to(trips, numbers(winding, edges))
    piece, fix = hops_on(trips, kept)
    assert cut.fixes == len(np.union1d(fix, fix + 1))
    s = (trips.s[fix] + trips.s[fix + 1]) / 2
    edge, offset = position_at(trips, piece, s)
    for number in range(len(piece)):
        place = edge[[number]], offset[[number]]
        before = passes_through(trips, *place)
        after = passes_through(cut, numbers(winding, edges)[place[0]], place[1])
        at = before.t[(before.trip == piece[number]) & np.isclose(before.s, s[number])]
        same = cut.trip_id[after.trip] == trips.trip_id[piece[number]]
        assert np.isclose(after.t[same], at[0]).any()


def test_a_piece_is_cut_where_it_leaves_the_roads(winding: Network, trips: MatchedTrips) -> None:
    edges = np.random.default_rng(0).permutation(len(winding))[: len(winding) // 2]
    cut = cut_to(trips, numbers(winding, edges))
    assert len(cut) > 0
    assert (np.diff(cut.offsets) > 1).all()
    assert (cut.s[cut.offsets[:-1]] == 0).all()
    assert (np.diff(cut.s)[np.diff(row_of_each(cut.offsets)) == 0] >= 0).all()
    driven = cut.pass_exit_m - cut.pass_enter_m
    length = cut.s[cut.offsets[1:] - 1]
    total = np.bincount(cut.trip_of_pass, weights=driven, minlength=len(cut))
    took = np.bincount(cut.trip_of_pass, weights=cut.pass_seconds, minlength=len(cut))
    stands = cut.t[cut.offsets[1:] - 1] - cut.t[cut.offsets[:-1]] - took
    assert (stands > -1e-6).all()  # a vehicle may stand before its first pass begins
    assert (cut.pass_t >= cut.t[cut.offsets[:-1]][cut.trip_of_pass] - 1e-6).all()
    np.testing.assert_allclose(total, length, atol=1e-4)
    edge, _ = position_at(cut, row_of_each(cut.offsets), cut.s + 1e-6)
    assert (edge == cut.edge).mean() > 0.99


def test_all_roads_cut_nothing(winding: Network, trips: MatchedTrips) -> None:
    cut = cut_to(trips, np.arange(len(winding)))
    np.testing.assert_allclose(cut.pass_exit_m, trips.pass_exit_m, rtol=1e-9)  # sums of lengths
    assert_equal(dataclasses.replace(cut, pass_exit_m=trips.pass_exit_m), trips)


def test_roads_without_trips_leave_nothing(winding: Network, trips: MatchedTrips) -> None:
    driven = np.isin(np.arange(len(winding)), trips.pass_edge)
    for edges in (np.flatnonzero(~driven), np.zeros(0, dtype=np.int64)):
        assert_equal(cut_to(trips, numbers(winding, edges)), MatchedTrips.empty())
    assert len(cut_to(MatchedTrips.empty(), np.arange(len(winding)))) == 0

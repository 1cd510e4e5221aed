"""Control delay of passes through junctions, between points along their way."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from junction_roads import AREA, road, roads
from waiting_trips import waiting_trips

from trajganr_core.data.matching.footprints import interpolate_time
from trajganr_core.traffic.junctions import delays as delays_module
from trajganr_core.traffic.junctions.consolidation import Junctions
from trajganr_core.traffic.junctions.delays import (
    DELAYED_S,
    DelayReport,
    Windows,
    crossing_delays,
)
from trajganr_core.traffic.junctions.division import Division
from trajganr_core.traffic.junctions.movements import Crossings, Movements

#: Crossings x and y are 90 m apart, b is a bend between them; z, 260 m after y, has a dead end.
PLACES = {"w": (-400, 0), "x": (0, 0), "b": (40, 0), "y": (90, 0), "z": (350, 0), "e": (700, 0),
          "d": (350, 30), "n": (0, 300), "s": (90, -300), "u": (0, -300),
          "v": (90, 300)}  # fmt: skip
NETWORK = roads(PLACES, two_way=("wx", "xb", "by", "yz", "xn", "ys", "xu", "yv", "zd", "ze"))
JUNCTIONS = Junctions.of(NETWORK, AREA)
MOVEMENTS = Movements.of(NETWORK, AREA, JUNCTIONS)
WAY = [road(NETWORK, PLACES, name) for name in ("wx", "xb", "by", "yz", "ze")]
#: Vehicles wait before x.
STOP_M, MPS = 396.0, 10.0


def _trips(waits_s, **options):
    return waiting_trips(NETWORK, [WAY] * len(waits_s), STOP_M, waits_s, mps=MPS, **options)


def _delays(trips):
    crossings, _ = Crossings.of(trips, NETWORK, JUNCTIONS, MOVEMENTS)
    return crossings, *crossing_delays(trips, NETWORK, AREA, JUNCTIONS, crossings)


def test_windows_of_near_junctions_share_the_road_and_do_not_overlap():
    windows = Windows.of(NETWORK, JUNCTIONS)

    def metres(approach, leave):
        edges = (road(NETWORK, PLACES, name) for name in (approach, leave))
        return windows.up_m[next(edges)], windows.down_m[next(edges)]

    assert metres("wx", "xb") == pytest.approx((100.0, 30.0))  # the bend is no junction
    assert metres("by", "yz") == pytest.approx((60.0, 50.0))
    assert metres("yz", "ze") == pytest.approx((100.0, 50.0))
    assert metres("dz", "zd") == pytest.approx((30.0, 30.0))  # the road ends


def test_a_delay_is_the_time_between_two_points_less_that_at_the_free_flow_pace():
    trips = _trips([0.0, 40.0, 20.0, 0.0, 60.0, 10.0])
    crossings, delays, report = _delays(trips)
    division, windows = Division.learn(trips, NETWORK, AREA), Windows.of(NETWORK, JUNCTIONS)
    fine = division.refined(trips)
    expected = []
    for piece, before, after in zip(
        crossings.piece, crossings.approach_pass, crossings.exit_pass, strict=True
    ):
        begin = trips.pass_s[after] - windows.up_m[trips.pass_edge[before]]
        end = trips.pass_s[after] + windows.down_m[trips.pass_edge[after]]
        seconds = np.diff(interpolate_time(fine, np.full(2, piece), np.array([begin, end]))).item()
        free_s = 0.0
        for row in range(trips.pass_offsets[piece], trips.pass_offsets[piece + 1]):
            own = trips.pass_s[row], trips.pass_s[row] + trips.pass_exit_m[row]
            shared = min(end, own[1]) - max(begin, own[0])
            free_s += max(shared, 0.0) * division.free[trips.pass_edge[row]]
        expected.append((seconds - free_s, free_s))
    assert len(delays) == 18
    np.testing.assert_allclose(np.c_[delays.delay_s, delays.free_s], expected, atol=1e-5)
    assert report == DelayReport(18, 0, 0, 0, 12, 15.0)
    assert np.median(delays.spacing_s) == 15.0


def test_the_mean_delay_is_the_wait_though_fixes_are_distant():
    waits_s = np.tile([0.0, 0.0, 10.0, 20.0, 30.0, 40.0], 10)
    crossings, delays, _ = _delays(_trips(waits_s))
    of_x = crossings.approach_pass == 5 * crossings.piece
    assert delays.delay_s[of_x].mean() == pytest.approx(waits_s.mean(), rel=0.05)
    assert abs(delays.delay_s[~of_x]).max() < DELAYED_S
    assert not delays.is_delayed[~of_x].any()
    assert delays.is_delayed[of_x].mean() == pytest.approx(3 / 6, abs=0.1)


def test_passes_without_a_delay_are_counted_by_the_reason():
    trips = _trips([0.0, 10.0, 400.0, 0.0])
    # The last trip begins 50 m before the crossing x; the second has a gap at all three.
    kept = np.ones(trips.fixes, dtype=bool)
    second = slice(trips.offsets[1], trips.offsets[2])
    kept[second] = (trips.s[second] < 100) | (trips.s[second] > 700)
    last = slice(trips.offsets[3], trips.offsets[4])
    kept[last] = trips.s[last] > 300
    trips = trips.with_fixes(kept)
    moved = trips.s[trips.offsets[3]]
    trips.s[trips.offsets[3] :] -= moved
    own = slice(trips.pass_offsets[3], None)
    enter = trips.pass_enter_m.copy()
    enter[own.start] = moved
    pass_s = trips.pass_s.copy()
    pass_s[own] = np.maximum(pass_s[own] - moved, 0.0)
    trips = replace(trips, pass_enter_m=enter, pass_s=pass_s)
    _, delays, report = _delays(trips)
    assert (report.sparse, report.ends, report.parked) == (3, 1, 1)
    assert report.measured == 7 == delays.is_measured.sum()
    said = "\n".join(map(str, report.lines()))
    assert "3 passes through junctions have no delay: there are no fixes for more than 60 s" in said
    assert "median" not in said
    sparse = replace(report, spacing_s=30.0)
    assert "30 s apart" in str(sparse.lines()[-1])


def test_a_delay_counts_by_the_less_probable_of_both_passes():
    trips = _trips([0.0])
    trips.pass_probability[:3] = [0.9, 0.7, 1.0]
    np.testing.assert_allclose(_delays(trips)[1].weight, [0.7, 1.0, 1.0])


def test_many_pieces_are_measured_part_by_part(monkeypatch):
    trips = _trips([0.0, 20.0, 40.0, 5.0])
    _, every, _ = _delays(trips)
    monkeypatch.setattr(delays_module, "FIXES_TOGETHER", 10)
    _, parts, _ = _delays(trips)
    np.testing.assert_array_equal(every.delay_s, parts.delay_s)
    np.testing.assert_array_equal(every.driver, parts.driver)

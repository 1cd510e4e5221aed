"""Detection of outliers."""

from __future__ import annotations

from itertools import combinations, pairwise

import numpy as np
import pyproj
import pytest
import town
from hypothesis import given, settings
from hypothesis import strategies as st

from trajganr_core.data.trips import outliers
from trajganr_core.data.trips.outliers import great_circle_m, is_jump, is_unreachable
from trajganr_core.data.trips.trajectories import Trajectories
from trajganr_core.utils.arrays import FloatArray, IntArray

FAR = (0.0, 50_000.0)


def speeding(xs: list[float], max_speed: float = 10.0) -> list[bool]:
    """Whether fixes 10 s apart on a line are unreachable at 10 m/s."""
    return is_unreachable(town.trips([[(x, 0) for x in xs]]), max_speed).tolist()


def test_metres_are_those_of_a_sphere() -> None:
    trips = town.trips([[(0, 0), (30_000, 40_000)]])
    sphere = pyproj.Geod(a=6_371_008.8, b=6_371_008.8)
    expected = sphere.inv(trips.lon[0], trips.lat[0], trips.lon[1], trips.lat[1])[2]
    assert great_circle_m(trips, np.array([0]), np.array([1]))[0] == pytest.approx(expected)


class TestBySpeed:
    """The largest set of fixes that one vehicle can have visited stays."""

    def test_a_trip_within_the_limit_stays_whole(self) -> None:
        assert not any(speeding([0, 90, 180, 270]))

    def test_without_a_limit_all_stay(self) -> None:
        assert not any(speeding([0, 9000, 0], max_speed=0))

    def test_a_wrong_fix_in_between_is_unreachable(self) -> None:
        assert speeding([0, 50, 5000, 150, 200]) == [False, False, True, False, False]

    def test_a_wrong_first_fix_is_outvoted(self) -> None:
        assert speeding([5000, 50, 100, 150]) == [True, False, False, False]

    def test_a_wrong_last_fix_is_outvoted(self) -> None:
        assert speeding([0, 50, 100, 5000]) == [False, False, False, True]

    def test_wrong_fixes_that_agree_are_outvoted_by_more_right_ones(self) -> None:
        assert (
            speeding([0, 50, 5000, 5050, 5000, 250, 300]) == [False] * 2 + [True] * 3 + [False] * 2
        )

    def test_where_two_vehicles_share_an_id_one_of_them_stays(self) -> None:
        assert speeding([0, 9000, 10, 9010, 20, 9020, 30]) == [False, True] * 3 + [False]

    def test_rows_of_many_vehicles_take_no_longer_for_each_other(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(outliers, "RUNS_BACK", 16)
        looked_at = []
        metres = outliers._haversine_m

        def counted(*places: FloatArray) -> FloatArray:
            looked_at.append(len(places[0]))
            return metres(*places)

        monkeypatch.setattr(outliers, "_haversine_m", counted)
        fixes = 800
        unreachable = speeding([50_000.0 * (i % 4) for i in range(fixes)])
        assert unreachable.count(False) == fixes // 4
        assert sum(looked_at) < 60 * fixes

    def test_after_a_jump_the_trip_continues_if_there_was_time_for_it(self) -> None:
        # 395 m take 40 s at 10 m/s: of the fixes 10 s apart, three are too many.
        unreachable = np.flatnonzero(speeding([0.0] * 5 + [395.0] * 6))
        assert np.diff(unreachable).tolist() == [1, 1]
        assert set(unreachable) & {4, 5}

    def test_trips_are_judged_independently(self) -> None:
        trips = town.trips([[(0, 0), (50, 0)], [FAR, FAR], [FAR, (0, 0), (50, 0), (90, 0)]])
        assert is_unreachable(trips, 10.0).tolist() == [False] * 4 + [True] + [False] * 3

    @settings(max_examples=80)
    @given(
        st.lists(
            st.lists(
                st.tuples(st.sampled_from([0, 90, 200, 1000]), st.integers(1, 40)),
                min_size=1,
                max_size=8,
            ),
            min_size=1,
            max_size=4,
        )
    )
    def test_no_larger_set_of_fixes_is_reachable(self, fixes: list[list[tuple[int, int]]]) -> None:
        paths = [[(x, 0) for x, _ in trip] for trip in fixes]
        trips = town.trips(paths)
        trips.t[:] = np.concatenate([np.cumsum([dt for _, dt in trip]) for trip in fixes])
        kept = ~is_unreachable(trips, 10.0)
        for a, b in pairwise(trips.offsets.tolist()):
            chosen = np.flatnonzero(kept[a:b]) + a
            assert reachable_throughout(trips, chosen)
            assert len(chosen) == largest_reachable(trips, a, b)


def reachable_throughout(trips: Trajectories, fixes: IntArray) -> bool:
    metres = great_circle_m(trips, fixes[:-1], fixes[1:])
    return bool((metres <= 10.0 * np.diff(trips.t[fixes])).all())


def largest_reachable(trips: Trajectories, first: int, last: int) -> int:
    for size in range(last - first, 0, -1):
        for fixes in combinations(range(first, last), size):
            if reachable_throughout(trips, np.array(fixes)):
                return size
    return 0


class TestByJump:
    """A fix far from both neighbours, which are near each other."""

    def jumps(self, xs: list[float], max_jump_m: float = 1000.0) -> list[bool]:
        return is_jump(town.trips([[(x, 0) for x in xs]]), max_jump_m).tolist()

    def test_a_spike_is_one(self) -> None:
        assert self.jumps([0, 50, 5000, 100, 150]) == [False, False, True, False, False]

    def test_a_spike_below_the_limit_is_not_a_jump(self) -> None:
        assert not any(self.jumps([0, 50, 900, 100]))

    def test_without_a_limit_there_are_none(self) -> None:
        assert not any(self.jumps([0, 5000, 0], max_jump_m=0))

    def test_leaving_the_radius_is_not_a_stop(self) -> None:
        assert not any(self.jumps([0, 5000, 10_000, 15_000]))

    def test_spikes_to_one_place_do_not_make_a_spike_of_the_fix_between(self) -> None:
        assert self.jumps([0, 5000, 10, 5000, 20]) == [False, True, False, True, False]

    def test_neighbours_are_of_the_same_trip(self) -> None:
        assert not is_jump(town.trips([[(0, 0), FAR], [(0, 0), (9, 0)]]), 1000.0).any()

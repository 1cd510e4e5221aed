"""Derived labels, against cases computed by hand."""

from __future__ import annotations

import dataclasses

import numpy as np
import pandas as pd
import pytest
import town
from hypothesis import given
from hypothesis import strategies as st
from matched_trips import match_trips
from town import edge_between

from trajganr_core.contract.tasks import AOI_CATEGORIES, TASKS
from trajganr_core.data.labels.derived import aoi_labels, observe, trip_labels
from trajganr_core.data.matching.matched import MatchedTrips
from trajganr_core.data.matching.pass_times import with_even_times
from trajganr_core.data.roads.network import Network


def labels_of(trips: MatchedTrips, network: Network) -> pd.DataFrame:
    return trip_labels(observe(trips, network))


@pytest.mark.parametrize(
    ("speed_mean", "expected"), [("space", 3.6 * 400 / 60), ("time", (36 + 18) / 2)]
)
def test_speed_is_metres_by_seconds_or_the_mean_of_the_passes(
    speed_mean: str, expected: float, network: Network
) -> None:
    # 10 m/s and 5 m/s over the whole edge between the two crossings.
    fast = [(x, 200) for x in range(0, 401, 50)]
    slow = [(x, 200) for x in range(0, 401, 25)]
    matched = match_trips(town.trips([fast, slow], seconds=5), network, town.AREA)
    labels = trip_labels(observe(matched, network), speed_mean)
    middle = edge_between(network, (0, 1), (1, 1))
    assert labels.speed_kmh[middle] == pytest.approx(expected, rel=1e-3)
    assert labels.speed_passes[middle] == 2
    assert labels.trip_count[middle] == 2


def test_travel_times_from_the_space_mean_add_up_over_a_road(network: Network) -> None:
    paths = [[(x, 200) for x in range(0, 401, step)] for step in (100, 50, 20)]
    matched = match_trips(town.trips(paths, seconds=5), network, town.AREA)
    labels = labels_of(matched, network)
    edges = [edge_between(network, (0, 1), (1, 1)), edge_between(network, (1, 1), (2, 1))]
    seconds = sum(3.6 * network.length_m[edge] / labels.speed_kmh[edge] for edge in edges)
    assert seconds == pytest.approx((20 + 40 + 100) / 3, rel=1e-3)


def test_a_parked_vehicle_does_not_count(network: Network) -> None:
    matched = match_trips(
        town.trips([[(x, 200) for x in range(0, 401, 50)]] * 2), network, town.AREA
    )
    stop = np.flatnonzero(np.arange(matched.fixes) == 2)
    parked = np.where(np.arange(matched.fixes) > stop, 3600.0, 0.0)
    parked[matched.offsets[1] :] = 0.0
    late = with_even_times(dataclasses.replace(matched, t=matched.t + parked))
    labels = labels_of(late, network)
    middle = edge_between(network, (0, 1), (1, 1))
    assert labels.speed_passes[middle] == 1
    assert labels.speed_kmh[middle] == pytest.approx(18, rel=1e-2)


def test_time_spent_standing_counts(network: Network) -> None:
    path = [(0, 200), (100, 200), (100, 200), (100, 200), (200, 200), (300, 200)]
    matched = match_trips(town.trips([path]), network, town.AREA)
    labels = labels_of(matched, network)
    middle = edge_between(network, (0, 1), (1, 1))
    assert labels.speed_kmh[middle] == pytest.approx(3.6 * 200 / 40, rel=1e-2)


def test_passes_and_trips_count_by_the_probability_of_their_way(network: Network) -> None:
    # 10 m/s and 5 m/s over the whole edge between the two crossings.
    paths = [[(x, 200) for x in range(0, 401, step)] for step in (50, 25)]
    matched = match_trips(town.trips(paths, seconds=5), network, town.AREA)
    matched.pass_probability[matched.trip_of_pass == 1] = 0.75
    labels = labels_of(matched, network)
    middle = edge_between(network, (0, 1), (1, 1))
    assert labels.speed_passes[middle] == labels.trip_count[middle] == 1.75
    assert labels.speed_kmh[middle] == pytest.approx(3.6 * 350 / (20 + 0.75 * 40), rel=1e-3)


def test_a_pass_over_less_than_half_of_an_edge_gives_no_speed(network: Network) -> None:
    matched = match_trips(town.trips([[(120, 200), (180, 200)]]), network, town.AREA)
    labels = labels_of(matched, network)
    middle = edge_between(network, (0, 1), (1, 1))
    assert labels.speed_passes[middle] == 0
    assert np.isnan(labels.speed_kmh[middle])
    assert labels.trip_count[middle] == 1


def test_pieces_of_one_trip_count_as_one_trip(network: Network) -> None:
    path = [(0, 200), (52, 200), (190, 200), (199, 200)]
    matched = match_trips(town.trips([path], seconds=1), network, town.AREA)
    assert len(matched) == 2
    labels = labels_of(matched, network)
    assert labels.trip_count[edge_between(network, (0, 1), (1, 1))] == 1


def test_every_edge_has_a_row_and_idle_ones_have_no_speed(network: Network) -> None:
    matched = match_trips(town.trips([[(0, 200), (50, 200)]]), network, town.AREA)
    labels = labels_of(matched, network)
    assert len(labels) == len(network)
    idle = labels.trip_count == 0
    assert labels.speed_kmh[idle].isna().all()


class TestBraking:
    """Hard braking from measured speed."""

    def test_a_run_of_hard_deceleration_is_one_event(self, network: Network) -> None:
        # 10 fixes a second apart; two seconds beyond 3 m/s², then a gentle one, then another.
        speeds = [12, 12, 8, 4, 3, 3, 3, 10, 6, 6]
        path = [(10 + 8 * i, 200) for i in range(10)]
        trips = town.trips([path], seconds=1, speeds=[speeds])
        matched = match_trips(trips, network, town.AREA)
        labels = labels_of(matched, network)
        middle = edge_between(network, (0, 1), (1, 1))
        assert labels.braking_events[middle] == 2
        assert labels.braking_km[middle] == pytest.approx(0.072, rel=1e-2)
        assert labels.braking_per_km[middle] == pytest.approx(2 / 0.072, rel=1e-2)
        assert labels.braking_passes[middle] == 0  # 72 m are less than half of the edge

    def test_only_metres_between_close_fixes_count(self, network: Network) -> None:
        path = [(0, 200), (20, 200), (40, 200), (160, 200), (180, 200), (200, 200)]
        trips = town.trips([path], seconds=2, speeds=[[10] * 6])
        trips.t[3:] += 10
        labels = labels_of(match_trips(trips, network, town.AREA), network)
        middle = edge_between(network, (0, 1), (1, 1))
        assert labels.braking_per_km[middle] == 0
        assert labels.braking_passes[middle] == 0  # 80 of 200 m were measured

    def test_a_gentle_trip_over_the_whole_edge_is_a_pass_without_event(
        self, network: Network
    ) -> None:
        path = [(x, 200) for x in range(0, 401, 20)]
        trips = town.trips([path], seconds=2, speeds=[np.linspace(12, 8, len(path))])
        labels = labels_of(match_trips(trips, network, town.AREA), network)
        middle = edge_between(network, (0, 1), (1, 1))
        assert (labels.braking_per_km[middle], labels.braking_passes[middle]) == (0, 1)

    def test_sparse_fixes_give_no_labels(self, network: Network) -> None:
        path = [(x, 200) for x in range(0, 401, 50)]
        trips = town.trips([path], seconds=3, speeds=[[10, 0] * 4 + [10]])
        assert "braking_per_km" not in labels_of(match_trips(trips, network, town.AREA), network)

    def test_fixes_without_measured_speed_give_no_labels(self, network: Network) -> None:
        path = [(x, 200) for x in range(0, 401, 20)]
        matched = match_trips(town.trips([path], seconds=2), network, town.AREA)
        assert "braking_per_km" not in labels_of(matched, network)


class TestSlowdown:
    """Slow-down intensity, from the speeds between sparse fixes."""

    def test_it_is_the_loss_of_half_the_squared_speed_by_metre(self, network: Network) -> None:
        # Hops of 10, 10, 5 and 5 m/s: (100 - 25) / 2 m²/s² are lost, at the third fix.
        path = [(20, 200), (70, 200), (120, 200), (145, 200), (170, 200)]
        matched = match_trips(town.trips([path], seconds=5), network, town.AREA)
        labels = labels_of(matched, network)
        middle = edge_between(network, (0, 1), (1, 1))
        # Half of the first and of the last hop are compared with no other.
        metres = 150 - 50 / 2 - 25 / 2
        assert labels.slowdown_km[middle] == pytest.approx(metres / 1000, rel=1e-2)
        assert labels.slowdown_mps2[middle] == pytest.approx(37.5 / metres, rel=2e-2)
        assert labels.slowdown_passes[middle] == 1

    def test_half_of_an_edge_is_enough_in_any_batch(self, network: Network) -> None:
        # Half of the hop along the edge is compared with the next one, and none of the hop before.
        half = [(200, 200), (400, 200), (400, 400)]
        others = [[(x, 0) for x in range(0, 401, step)] for step in range(40, 101)]
        alone, among = (
            observe(match_trips(town.trips(paths, seconds=20), network, town.AREA), network)
            for paths in ([half], [*others, half])
        )
        edge = edge_between(network, (1, 1), (2, 1))
        assert alone.slowdown_passes[edge] == among.slowdown_passes[edge] == 1

    def test_speeding_up_and_steady_driving_lose_nothing(self, network: Network) -> None:
        paths = [[(0, 200), (25, 200), (75, 200), (165, 200)], [(x, 0) for x in range(0, 401, 50)]]
        matched = match_trips(town.trips(paths, seconds=5), network, town.AREA)
        labels = labels_of(matched, network)
        driven = labels.slowdown_km > 0
        assert driven.sum() >= 3
        assert labels.slowdown_mps2[driven].to_numpy() == pytest.approx(0, abs=0.02)

    def test_a_loss_of_speed_is_spread_over_both_hops(self, network: Network) -> None:
        # The loss is seen at the crossing: half of it before, half after.
        path = [(0, 200), (100, 200), (200, 200), (250, 200), (300, 200)]
        matched = match_trips(town.trips([path], seconds=10), network, town.AREA)
        observed = observe(matched, network)
        before = edge_between(network, (0, 1), (1, 1))
        after = edge_between(network, (1, 1), (2, 1))
        assert observed.slowdown_sum[before] == pytest.approx(37.5 / 2, rel=2e-2)
        assert observed.slowdown_sum[after] == pytest.approx(37.5 / 2, rel=2e-2)

    @pytest.mark.parametrize("seconds", [2, 61])
    def test_dense_and_very_sparse_fixes_give_no_slow_down(
        self, network: Network, seconds: int
    ) -> None:
        path = [(x, 200) for x in (0, 20, 40, 50, 60, 70)]
        matched = match_trips(town.trips([path], seconds=seconds), network, town.AREA)
        assert "slowdown_mps2" not in labels_of(matched, network)

    @given(
        st.lists(st.floats(0, 14), min_size=8, max_size=24),
        st.integers(3, 8),
        st.integers(0, 7),
    )
    def test_slow_down_is_at_most_the_loss_of_the_vehicle(
        self, network: Network, speeds: list[float], seconds: int, start: int
    ) -> None:
        # A vehicle whose speed is known every second, seen only every few seconds.
        speed = np.interp(np.arange(3 * len(speeds)), 3 * np.arange(len(speeds)), speeds)
        metres = np.r_[0, np.cumsum((speed[1:] + speed[:-1]) / 2)]
        lost = np.maximum(-np.diff(speed**2), 0).sum() / 2
        seen = metres[start::seconds]
        seen = seen[seen < 400]
        trips = town.trips([[(x, 200) for x in seen]], seconds=seconds)
        offsets, edge = np.array([0, len(seen)]), edge_between(network, (0, 1), (1, 1))
        long = long_road(network, edge)
        matched = MatchedTrips(
            offsets=offsets,
            lon=trips.lon,
            lat=trips.lat,
            t=trips.t,
            speed=trips.speed,
            s=seen - seen[0],
            edge=np.full(len(seen), edge),
            edge_offset=seen,
            trip_id=trips.trip_id,
            driver_id=trips.driver_id,
            matched_share=np.ones(1, dtype=np.float32),
            rms_m=np.zeros(1, dtype=np.float32),
            confidence=np.ones(1, dtype=np.float32),
            pass_offsets=np.array([0, 1]),
            pass_edge=np.array([edge]),
            pass_s=np.zeros(1),
            pass_enter_m=seen[:1],
            pass_exit_m=seen[-1:],
            pass_t=np.zeros(1),
            pass_seconds=np.zeros(1),
            pass_probability=np.ones(1, dtype=np.float32),
        )
        assert observe(matched, long).slowdown_sum[edge] <= lost + 1e-6


def long_road(network: Network, edge: int) -> Network:
    """The same roads, one of them 400 m long."""
    length = network.length_m.copy()
    length[edge] = 400.0
    return dataclasses.replace(network, length_m=length)


class TestAoi:
    """Shares of places near a road."""

    @staticmethod
    def labels(network: Network, *places: tuple[float, float, str]) -> pd.DataFrame:
        lon, lat = town.lon_lat([place[:2] for place in places]).T
        category = [place[2] for place in places]
        pois = pd.DataFrame({"lon": lon, "lat": lat, "category": category})
        return aoi_labels(pois, network, town.AREA)

    def test_shares_are_of_the_places_within_100_metres(self, network: Network) -> None:
        labels = self.labels(
            network,
            (100, 290, "food"),
            (100, 150, "food"),
            (100, 250, "shop"),
            (100, 301, "health"),
        )
        middle = edge_between(network, (0, 1), (1, 1))
        assert labels.poi_count[middle] == 3
        assert labels.aoi_food[middle] == pytest.approx(2 / 3)
        assert labels.aoi_shop[middle] == pytest.approx(1 / 3)
        assert labels.aoi_health[middle] == 0

    def test_shares_sum_to_one_where_there_is_a_place(self, network: Network) -> None:
        labels = self.labels(network, (20, 20, "food"), (30, 30, "office"), (200, 390, "shop"))
        shares = labels[[f"aoi_{name}" for name in AOI_CATEGORIES]].sum(axis=1)
        near = labels.poi_count > 0
        assert 0 < near.sum() < len(network)
        np.testing.assert_allclose(shares[near], 1)
        assert labels.aoi_food[~near].isna().all()

    def test_both_directions_of_a_road_have_the_same_places(self, network: Network) -> None:
        labels = self.labels(network, (100, 250, "food"), (350, 210, "shop"))
        two_way = np.flatnonzero(network.reverse >= 0)
        pd.testing.assert_frame_equal(
            labels.iloc[two_way].reset_index(drop=True),
            labels.iloc[network.reverse[two_way]].reset_index(drop=True),
        )


def test_label_columns_are_those_of_the_tasks(network: Network) -> None:
    path = [(x, 200) for x in range(0, 401, 20)]
    trips = town.trips([path], seconds=2, speeds=[[10] * len(path)])
    labels = labels_of(match_trips(trips, network, town.AREA), network)
    aoi = TestAoi.labels(network, (0, 0, "food"))
    assert {*labels, *aoi} == {
        name
        for task in TASKS.values()
        if task.id != "slowdown"
        for name in (*task.labels, task.support, *task.counts, *task.extras)
    }


def test_sparse_trips_have_the_columns_of_slow_downs_in_place_of_braking(network: Network) -> None:
    path = [(x, 200) for x in range(0, 401, 20)]
    labels = labels_of(match_trips(town.trips([path], seconds=9), network, town.AREA), network)
    slowdown = TASKS["slowdown"]
    columns = {*slowdown.labels, slowdown.support, *slowdown.extras}
    assert columns < set(labels)
    assert TASKS["braking"].support not in labels


def test_labels_of_batches_are_those_of_all_trips_together(network: Network) -> None:
    east = [(x, 200) for x in range(0, 401, 40)]
    around = [(200, y) for y in range(0, 401, 30)]
    dense = [(x, 0) for x in range(0, 401, 20)]
    paths = [east, around, east[::-1], east]
    sparse = match_trips(town.trips(paths, seconds=9), network, town.AREA)
    speeds = [np.linspace(20, 0, len(dense))]
    braking = match_trips(town.trips([dense], seconds=1, speeds=speeds), network, town.AREA)
    both = MatchedTrips.concatenate([sparse, braking])
    parts = [both.take(np.arange(i, len(both), 2)) for i in range(2)]
    together = labels_of(both, network)
    in_parts = trip_labels(observe(parts[0], network) + observe(parts[1], network))
    assert {"speed_kmh", "braking_per_km", "slowdown_mps2"} <= set(together)
    # Two different trips may share an id only if they are in one batch.
    in_parts["trip_count"] = together["trip_count"]
    pd.testing.assert_frame_equal(in_parts, together)


def test_no_trips_give_no_labels(network: Network) -> None:
    labels = labels_of(MatchedTrips.empty(), network)
    assert list(labels) == ["speed_kmh", "speed_passes", "trip_count"]
    assert len(labels) == len(network)
    assert labels.speed_kmh.isna().all()

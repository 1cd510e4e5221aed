"""Labels, each against a case that is worked out by hand."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
import town
from test_matching import edge_between

from trajganr_core.data.labels import aoi_labels, braking_labels, speed_labels
from trajganr_core.data.matching import match_trips
from trajganr_core.data.roads import Network
from trajganr_core.tasks import AOI_CATEGORIES, TASKS


def test_speed_is_metres_driven_over_seconds_taken(network: Network) -> None:
    # 10 m/s and 5 m/s over the whole edge between the two crossings.
    fast = [(x, 200) for x in range(0, 401, 50)]
    slow = [(x, 200) for x in range(0, 401, 25)]
    matched = match_trips(town.trips([fast, slow], seconds=5), network, town.AREA)
    labels = speed_labels(matched, network)
    middle = edge_between(network, (0, 1), (1, 1))
    assert labels.speed_kmh[middle] == pytest.approx((36 + 18) / 2, rel=1e-3)
    assert labels.speed_passes[middle] == 2
    assert labels.trip_count[middle] == 2


def test_time_spent_standing_counts(network: Network) -> None:
    path = [(0, 200), (100, 200), (100, 200), (100, 200), (200, 200), (300, 200)]
    matched = match_trips(town.trips([path]), network, town.AREA)
    labels = speed_labels(matched, network)
    middle = edge_between(network, (0, 1), (1, 1))
    assert labels.speed_kmh[middle] == pytest.approx(3.6 * 200 / 40, rel=1e-2)


def test_a_pass_over_less_than_half_of_an_edge_says_nothing_of_its_speed(network: Network) -> None:
    matched = match_trips(town.trips([[(120, 200), (180, 200)]]), network, town.AREA)
    labels = speed_labels(matched, network)
    middle = edge_between(network, (0, 1), (1, 1))
    assert labels.speed_passes[middle] == 0
    assert np.isnan(labels.speed_kmh[middle])
    assert labels.trip_count[middle] == 1


def test_pieces_of_one_trip_count_as_one_trip(network: Network) -> None:
    path = [(20, 200), (60, 200), (100, 300), (140, 200), (180, 200)]
    matched = match_trips(town.trips([path]), network, town.AREA)
    assert len(matched) == 2
    labels = speed_labels(matched, network)
    assert labels.trip_count[edge_between(network, (0, 1), (1, 1))] == 1


def test_every_edge_has_a_row_and_idle_ones_have_no_speed(network: Network) -> None:
    matched = match_trips(town.trips([[(0, 200), (50, 200)]]), network, town.AREA)
    labels = speed_labels(matched, network)
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
        labels = braking_labels(matched, network)
        assert labels is not None
        middle = edge_between(network, (0, 1), (1, 1))
        assert labels.braking_events[middle] == 2
        assert labels.braking_km[middle] == pytest.approx(0.072, rel=1e-2)
        assert labels.braking_per_km[middle] == pytest.approx(2 / 0.072, rel=1e-2)
        assert labels.braking_passes[middle] == 0  # 72 m are less than half of the edge

    def test_only_metres_between_close_fixes_count(self, network: Network) -> None:
        path = [(0, 200), (20, 200), (40, 200), (160, 200), (180, 200), (200, 200)]
        trips = town.trips([path], seconds=2, speeds=[[10] * 6])
        trips.t[3:] += 10
        labels = braking_labels(match_trips(trips, network, town.AREA), network)
        assert labels is not None
        middle = edge_between(network, (0, 1), (1, 1))
        assert labels.braking_per_km[middle] == 0
        assert labels.braking_passes[middle] == 0  # 80 of 200 m were measured

    def test_a_gentle_trip_over_the_whole_edge_is_a_pass_without_event(
        self, network: Network
    ) -> None:
        path = [(x, 200) for x in range(0, 401, 20)]
        trips = town.trips([path], seconds=2, speeds=[np.linspace(12, 8, len(path))])
        labels = braking_labels(match_trips(trips, network, town.AREA), network)
        assert labels is not None
        middle = edge_between(network, (0, 1), (1, 1))
        assert (labels.braking_per_km[middle], labels.braking_passes[middle]) == (0, 1)

    def test_sparse_fixes_give_no_labels(self, network: Network) -> None:
        path = [(x, 200) for x in range(0, 401, 50)]
        trips = town.trips([path], seconds=3, speeds=[[10, 0] * 4 + [10]])
        assert braking_labels(match_trips(trips, network, town.AREA), network) is None

    def test_fixes_without_measured_speed_give_no_labels(self, network: Network) -> None:
        path = [(x, 200) for x in range(0, 401, 20)]
        matched = match_trips(town.trips([path], seconds=2), network, town.AREA)
        assert braking_labels(matched, network) is None


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
    matched = match_trips(trips, network, town.AREA)
    braking = braking_labels(matched, network)
    assert braking is not None
    aoi = TestAoi.labels(network, (0, 0, "food"))
    columns = {*speed_labels(matched, network), *braking, *aoi}
    assert columns == {
        name for task in TASKS.values() for name in (*task.labels, task.support, *task.counts)
    }

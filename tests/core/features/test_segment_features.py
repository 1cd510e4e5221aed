"""Segment features of attributes and input trips, without leakage."""

import numpy as np
import pytest
from all_trips import all_tokens

from trajganr_core.data.bundle import Bundle
from trajganr_core.data.labels.derived import observe, trip_labels
from trajganr_core.features import input_trips as input_trips_module
from trajganr_core.features.road_attributes import road_attributes
from trajganr_core.features.segment_features import (
    SegmentFeatures,
    segment_context,
    trip_statistics,
)
from trajganr_core.model.hops import Hops
from trajganr_core.model.segment_columns import ROAD_COLUMNS, SEGMENT_FEATURES, TRAFFIC_FEATURES


@pytest.fixture(scope="module")
def hops(bundle: Bundle) -> Hops:
    return all_tokens(bundle).hops


@pytest.fixture(scope="module")
def context(bundle: Bundle, hops: Hops) -> SegmentFeatures:
    return segment_context(bundle.network, [hops])


def test_every_directed_edge_has_finite_features(bundle: Bundle, context: SegmentFeatures) -> None:
    edges = len(bundle.network)
    assert context.segment.shape == (edges, SEGMENT_FEATURES)
    assert context.traffic.shape == (edges, TRAFFIC_FEATURES)
    assert np.isfinite(context.segment).all()
    assert np.isfinite(context.traffic).all()


def test_speed_and_count_are_those_of_the_input_trips(
    bundle: Bundle, hops: Hops, context: SegmentFeatures
) -> None:
    expected = trip_labels(observe(hops.trips, bundle.network), "time")
    known = context.traffic[:, 0] > 0
    many = known & (expected["speed_passes"].to_numpy() >= 3)
    assert many.any()
    counted = np.expm1(context.traffic[many, 1])
    speed = context.traffic[many, 2] * 15 * 3.6
    # Passes shorter than a metre or a second have no speed here, so some are not counted.
    assert (counted <= expected["speed_passes"].to_numpy()[many] + 0.01).all()
    close = np.abs(speed - expected["speed_kmh"].to_numpy()[many]) < 1.0
    assert close.mean() > 0.9


def test_features_do_not_depend_on_the_parts_of_the_trips(
    bundle: Bundle, context: SegmentFeatures, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(input_trips_module, "TOGETHER", 7)
    parts = list(input_trips_module.input_trips(bundle).hops(bundle.area))
    assert len(parts) > 5
    result = segment_context(bundle.network, parts)
    assert np.array_equal(result.segment, context.segment)
    np.testing.assert_allclose(result.traffic, context.traffic, atol=1e-6)


def test_without_trips_traffic_is_zero(
    bundle: Bundle, hops: Hops, context: SegmentFeatures
) -> None:
    passed = np.isin(np.arange(len(bundle.network)), hops.trips.pass_edge)
    assert (context.traffic[~passed, 0] == 0).all()
    assert (context.traffic[~passed, :3] == 0).all()


def test_neighbours_are_the_edges_before_and_after_without_turning_around(
    bundle: Bundle, hops: Hops, context: SegmentFeatures
) -> None:
    network = bundle.network
    count = np.expm1(context.traffic[:, 1])
    for edge in range(0, len(network), 7):
        before = (network.target == network.source[edge]) & (
            np.arange(len(network)) != network.reverse[edge]
        )
        after = (network.source == network.target[edge]) & (
            np.arange(len(network)) != network.reverse[edge]
        )
        for column, around in ((10, before), (12, after)):
            assert np.isclose(
                np.expm1(context.traffic[edge, column]), count[around].sum(), rtol=1e-4
            )


def test_features_include_the_opposite_direction_and_means_of_neighbours(
    bundle: Bundle, hops: Hops, context: SegmentFeatures
) -> None:
    network = bundle.network
    own, opposite, before, after = np.split(context.traffic, 4, axis=1)
    assert np.array_equal(own[:, :-ROAD_COLUMNS], trip_statistics(network, [hops]))
    two_way = network.reverse >= 0
    assert np.array_equal(opposite[two_way], own[network.reverse[two_way]])
    assert not opposite[~two_way].any()
    road, road_before, road_after = np.split(context.segment, 3, axis=1)
    assert np.array_equal(road, road_attributes(network))
    others = np.arange(len(network))
    for edge in range(0, len(network), 7):
        leading = (network.target == network.source[edge]) & (others != network.reverse[edge])
        following = (network.source == network.target[edge]) & (others != network.reverse[edge])
        for around, found, of in (
            (leading, before, own),
            (following, after, own),
            (leading, road_before, road),
            (following, road_after, road),
        ):
            mean = of[around].mean(0) if around.any() else np.zeros(of.shape[1])
            assert found[edge] == pytest.approx(mean, rel=1e-5, abs=1e-6)


def test_statistics_are_of_whole_trips_too(bundle: Bundle, hops: Hops) -> None:
    """Columns of number, braking, slow-down; the tiny city's fixes are too sparse for braking."""
    result = trip_labels(observe(hops.trips, bundle.network), "time")
    count, braking, slowing = trip_statistics(bundle.network, [hops])[:, 13:16].T
    assert np.expm1(count) == pytest.approx(result["trip_count"], rel=1e-5)
    assert not braking.any()
    assert slowing == pytest.approx(result["slowdown_mps2"].fillna(0), rel=1e-5)
    assert slowing.any()


def test_label_trips_do_not_change_segment_features(
    bundle: Bundle, context: SegmentFeatures
) -> None:
    everything = Hops(bundle.matched, bundle.area.to_local(bundle.matched.lon, bundle.matched.lat))
    leaking = segment_context(bundle.network, [everything])
    assert not np.allclose(leaking.traffic, context.traffic)

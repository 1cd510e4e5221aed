"""Slow-down without labels is a road's own value, shrunk to its class by the number of passes."""

from dataclasses import replace

import numpy as np
import pytest

from trajganr_core.data.bundle import Bundle
from trajganr_core.features.input_trips import InputTrips
from trajganr_core.inference.slowdown import SlowDown, sums_of_halves

ROADS = 400


def drawn(within: float, between: float = 0.05, most: int = 12) -> tuple[np.ndarray, np.ndarray]:
    """Sums of halves of roads of one class with known values ``(E,)``, and these."""
    rng = np.random.default_rng(0)
    truth = 0.5 + between * rng.standard_normal(ROADS)
    passes = rng.integers(1, most, (2, ROADS)).astype(float)
    shown = truth + within * rng.standard_normal((2, ROADS)) / np.sqrt(passes)
    metres = 100 * passes
    drivers = np.full_like(passes, 5)
    return np.stack([shown * metres, metres, passes, drivers], axis=1), truth


def of(sums: np.ndarray) -> SlowDown:
    found = SlowDown.of(sums, np.zeros(ROADS, dtype=np.int64))
    assert found is not None
    return found


def test_the_weight_of_a_pass_is_the_ratio_of_the_variances() -> None:
    within, between = 0.1, 0.05
    sums, truth = drawn(within, between)
    slowed, metres, passes, _ = sums.sum(0)
    own, mean = slowed / metres, slowed.sum() / metres.sum()
    best = mean + passes / (passes + (within / between) ** 2) * (own - mean)
    value = of(sums).value[:, 0]
    assert np.abs(value - best).mean() < 0.2 * np.abs(own - best).mean()
    error = np.abs(value - truth).mean()
    assert error < np.abs(own - truth).mean()
    assert error < np.abs(mean - truth).mean()


def test_intervals_cover_what_other_drivers_show_and_are_narrower_with_more_passes() -> None:
    sums, truth = drawn(0.2, between=0.2, most=40)
    found = of(sums)
    other = truth + 0.2 * np.random.default_rng(1).standard_normal(ROADS) / np.sqrt(20)
    radius = found.at(np.arange(ROADS))[1]
    assert 0.85 < (np.abs(found.value[:, 0] - other) <= radius).mean() <= 1
    assert radius[found.passes > 50].mean() < 0.9 * radius[found.passes < 20].mean()


def test_a_road_without_passes_has_the_value_of_its_class() -> None:
    sums, _ = drawn(0.1)
    sums[:, :, :3] = 0
    road_class = np.arange(ROADS) % 2
    found = SlowDown.of(sums, road_class)
    assert found is not None
    slowed, metres, *_ = sums.sum(0)
    for number in range(3):
        of_class = road_class == road_class[number]
        expected = slowed[of_class].sum() / metres[of_class].sum()
        assert found.value[number, 0] == pytest.approx(expected)


def test_values_of_roads_with_few_drivers_are_those_of_the_class() -> None:
    sums, _ = drawn(0.1)
    sums[:, 3, :3] = 2
    other = sums.copy()
    other[:, 0, :3] *= 1.5
    with_one, with_other = of(sums), of(other)
    slowed, metres, *_ = sums[:, :, 3:].sum((0, 2))
    assert with_one.value[:3, 0] == pytest.approx(slowed / metres)
    assert with_other.value[:3, 0] == pytest.approx(slowed / metres)
    assert with_one.passes[:3].tolist() == [0, 0, 0]
    assert with_one.value[3, 0] != with_one.value[0, 0]


def test_classes_that_few_drivers_drove_have_the_value_of_the_other_roads() -> None:
    sums, _ = drawn(0.1)
    road_class = np.zeros(ROADS, dtype=np.int64)
    road_class[:3] = 1
    sums[:, 3, :3] = 2
    sums[:, 0, :3] *= 3
    found = SlowDown.of(sums, road_class)
    assert found is not None
    slowed, metres, *_ = sums[:, :, 3:].sum((0, 2))
    assert found.value[:3, 0] == pytest.approx(slowed / metres)


def test_nothing_is_predicted_without_fixes_that_show_it() -> None:
    assert SlowDown.of(np.zeros((2, 4, ROADS)), np.zeros(ROADS, dtype=np.int64)) is None


def test_few_roads_have_a_value_but_no_interval() -> None:
    sums, _ = drawn(0.1)
    sums[:, :, 5:] = 0
    found = of(sums)
    assert np.isfinite(found.value).all()
    assert np.isnan(found.at(np.arange(ROADS))[1]).all()
    assert found.remark.startswith("Slow-down intensity: No intervals: ")


def test_places_off_the_network_have_none() -> None:
    value, radius = of(drawn(0.1)[0]).at(np.array([0, -1]))
    assert np.isfinite(value[:, 0]).tolist() == np.isfinite(radius).tolist() == [True, False]


def test_passes_count_by_their_probability_and_drivers_for_likely_ones_only(bundle: Bundle) -> None:
    trips, rows = bundle.matched, np.flatnonzero(~bundle.is_label)
    half = np.full(len(trips.pass_edge), 0.5, dtype=np.float32)
    known, unlikely = (
        sums_of_halves(InputTrips(each, rows), bundle.network)
        for each in (trips, replace(trips, pass_probability=half))
    )
    np.testing.assert_allclose(unlikely[:, :3], known[:, :3] / 2)
    assert known[:, 3].any()
    assert not unlikely[:, 3].any()

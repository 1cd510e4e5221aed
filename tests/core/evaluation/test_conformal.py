"""Coverage of intervals, in simulations with exact theory."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from trajganr_core.contract.records.model_card import Intervals
from trajganr_core.contract.tasks import Kind
from trajganr_core.evaluation.conformal import (
    LEVEL,
    MIN_GROUP,
    Conformal,
    conformal_quantile,
    figures_of,
    interval,
    label_set,
    scores_of,
)
from trajganr_core.evaluation.predicted_spread import SAME_SPREAD, fit_spread


def fit(scores: np.ndarray, trips: np.ndarray) -> Conformal:
    """Intervals of which only the groups are local."""
    return Conformal.fit(scores, np.zeros((len(scores), 1)), trips, SAME_SPREAD)


def obvious_quantile(scores: np.ndarray, level: float) -> float:
    """The smallest score that at least ``level`` of n + 1 exchangeable ones are not above."""
    for score in np.sort(scores):
        if (scores <= score).sum() >= level * (len(scores) + 1) - 1e-9:
            return float(score)
    return np.inf


@pytest.mark.parametrize("n", [1, 8, 9, 10, 19, 30, 99, 100])
def test_the_quantile_equals_the_definition(n: int) -> None:
    scores = np.random.default_rng(n).exponential(size=n)
    assert conformal_quantile(scores, 0.9) == obvious_quantile(scores, 0.9)


@pytest.mark.parametrize("n", [9, 30, 99])
def test_coverage_lies_between_the_theorems_bounds(n: int) -> None:
    """Lei et al. 2018, theorem 2.2: level ≤ P(covered) ≤ level + 1/(n + 1), without ties."""
    rng = np.random.default_rng(0)
    repetitions = 40_000
    scores = np.abs(rng.standard_t(3, (repetitions, n + 1)))
    bounds = np.array([conformal_quantile(row, LEVEL) for row in scores[:, :-1]])
    coverage = (scores[:, -1] <= bounds).mean()
    error = 4 * np.sqrt(LEVEL * (1 - LEVEL) / repetitions)
    assert LEVEL - error <= coverage <= LEVEL + 1 / (n + 1) + error
    # Without ties the probability is known exactly.
    exact = np.ceil(round((n + 1) * LEVEL, 9)) / (n + 1)
    assert coverage == pytest.approx(exact, abs=error)


def test_every_group_of_roads_is_covered() -> None:
    """Errors shrink with the trips: without groups well known roads would pay for the others."""
    rng = np.random.default_rng(1)
    covered = {0: [], 2: [], 40: []}
    for _ in range(600):
        trips = rng.choice(list(covered), 300)
        errors = rng.normal(0, 10 / (1 + trips))
        fitted = fit(np.abs(errors[:299]), trips[:299])
        radius = fitted.radius(np.zeros((1, 1)), trips[299:])
        covered[trips[299]].append(abs(errors[299]) <= radius[0])
    for some in covered.values():
        error = 4 * np.sqrt(LEVEL * (1 - LEVEL) / len(some))
        assert LEVEL - error <= np.mean(some) <= LEVEL + 0.02 + error
    fitted = fit(np.abs(rng.normal(0, 10 / (1 + trips))), trips)
    poor, fair, good = fitted.radius(np.zeros((3, 1)), np.array([0, 3, 500]))
    assert poor > fair > good


def test_small_groups_are_merged_with_neighbours() -> None:
    trips = np.array([0] * 5 + [1] * 60 + [5] * 10 + [9] * 50 + [300] * 3)
    fitted = fit(np.arange(len(trips), dtype=float), trips)
    assert fitted.starts == (0, 2)
    assert fitted.counts == (65, 63)
    assert min(fitted.counts) >= MIN_GROUP
    assert sum(fitted.counts) == len(trips)


def test_groups_begin_at_powers_of_two_and_may_have_the_smallest_size() -> None:
    starts = (0, *(2**power for power in range(9)))
    trips = np.repeat(starts, MIN_GROUP)
    fitted = fit(np.arange(len(trips), dtype=float), trips)
    assert (fitted.starts, fitted.counts) == (starts, (MIN_GROUP,) * len(starts))


def test_few_roads_are_one_group_and_too_few_are_none() -> None:
    some = fit(np.arange(9.0), np.arange(9))
    assert (some.starts, some.quantiles) == ((0,), (8.0,))
    none = fit(np.arange(8.0), np.arange(8))
    assert np.isnan(none.radius(np.zeros((2, 1)), np.array([0, 50]))).all()
    assert "8 labelled roads" in none.note
    assert "need 9" in none.note


def heteroscedastic(
    rng: np.random.Generator, roads: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Absolute errors, predictions and trips: errors fall with trips and grow with predictions."""
    trips = np.where(rng.random(roads) < 0.5, 3, 35)
    predicted = rng.uniform(20, 80, (roads, 1))
    spread = 0.5 * predicted[:, 0] / np.sqrt(1 + trips)
    return np.abs(rng.normal(0, spread)), predicted, trips


def test_local_intervals_cover_well_and_little_known_roads() -> None:
    """Within the binomial error of the tested roads and that of the quantile."""
    rng = np.random.default_rng(3)
    spread = fit_spread(Kind.REGRESSION, *heteroscedastic(rng, 4000))
    fitted = Conformal.fit(*heteroscedastic(rng, 4000), spread)
    scores, *tested = heteroscedastic(rng, 20_000)
    covered = scores <= fitted.radius(*tested)
    predicted, trips = tested
    is_slow = predicted[:, 0] < np.median(predicted)
    for one in (trips == 3, is_slow):
        for group in (one, ~one):
            error = 4 * np.sqrt(LEVEL * (1 - LEVEL) * (1 / group.sum() + 1 / 4000))
            assert abs(covered[group].mean() - LEVEL) < error


def test_roads_that_are_known_well_have_narrower_intervals() -> None:
    rng = np.random.default_rng(3)
    spread = fit_spread(Kind.REGRESSION, *heteroscedastic(rng, 4000))
    fitted = Conformal.fit(*heteroscedastic(rng, 4000), spread)
    predicted, trips = np.array([[60.0], [60.0], [30.0]]), np.array([3, 35, 35])
    few, many, slow = fitted.radius(predicted, trips)
    assert (few / many, many / slow) == pytest.approx((3, 2), rel=0.2)


def test_local_intervals_are_narrower_than_those_of_groups() -> None:
    rng = np.random.default_rng(4)
    spread = fit_spread(Kind.REGRESSION, *heteroscedastic(rng, 2000))
    calibration, (_, *tested) = heteroscedastic(rng, 2000), heteroscedastic(rng, 2000)
    local = Conformal.fit(*calibration, spread).radius(*tested)
    grouped = Conformal.fit(*calibration, SAME_SPREAD).radius(*tested)
    assert local.mean() < 0.9 * grouped.mean()


@pytest.mark.parametrize(
    "changes",
    [
        {"trips_from": (0,)},
        {"trips_from": (1, 4)},
        {"trips_from": (0, 4, 2), "quantiles": (1.0, 1.0, 1.0), "calibrated_on": (50, 50, 50)},
        {"quantiles": (1.0, -1.0)},
        {"calibrated_on": (50,)},
        {"calibrated_on": (), "trips_from": (), "quantiles": ()},
        {"spread": replace(SAME_SPREAD, usual_trips=0.0)},
        {"spread": replace(SAME_SPREAD, usual_value=-1.0)},
        {"spread": replace(SAME_SPREAD, least_value=0.0)},
        {"spread": replace(SAME_SPREAD, value=1e9)},
    ],
    ids=str,
)
def test_a_malformed_calibration_is_refused(changes: dict[str, Any]) -> None:
    card = Intervals(
        level=LEVEL,
        spread=SAME_SPREAD,
        trips_from=(0, 4),
        quantiles=(2.0, 1.0),
        calibrated_on=(50, 60),
        note=None,
    )
    assert Conformal.of_card(card).to_card() == card
    with pytest.raises(ValueError, match="malformed"):
        Conformal.of_card(replace(card, **changes))


@pytest.mark.parametrize("count", [5, 200])
def test_quantiles_survive_the_card(count: int) -> None:
    rng = np.random.default_rng(0)
    fitted = fit(rng.random(count), rng.integers(0, 50, count))
    assert Conformal.of_card(fitted.to_card()) == fitted


def test_an_interval_is_never_below_zero() -> None:
    low, high = interval(np.array([[3.0], [30.0]]), np.array([5.0, 5.0]))
    assert low.tolist() == [0, 25]
    assert high.tolist() == [8, 35]


def test_a_set_is_never_empty_and_has_no_gaps() -> None:
    rng = np.random.default_rng(0)
    probabilities = rng.dirichlet(np.full(5, 0.4), 2000)
    radius = rng.uniform(0, 1, 2000)
    chosen = label_set(probabilities, radius)
    for row, p, r in zip(chosen, probabilities, radius, strict=True):
        wanted = {c for c in range(5) if 1 - p[c] <= r} | {int(p.argmax())}
        assert set(np.flatnonzero(row)) == set(range(min(wanted), max(wanted) + 1))


def test_a_calibration_road_has_the_same_set_however_it_is_rounded() -> None:
    probabilities = np.array([[0.25, 0.65, 0.1]])
    radius = np.array([1 - 0.25])  # which it decided itself
    for rounding in (-1e-6, 0, 1e-6):
        assert label_set(probabilities + rounding, radius).tolist() == [[True, True, False]]


def test_sets_of_a_calibrated_classifier_cover() -> None:
    rng = np.random.default_rng(2)
    probabilities = rng.dirichlet(np.ones(5), 40_000)
    true = np.array([rng.choice(5, p=p) for p in probabilities])
    truth = np.eye(5)[true]
    trips = rng.integers(0, 20, len(true))
    scores = scores_of(Kind.ORDINAL, probabilities, truth)
    fitted = fit(scores[:20_000], trips[:20_000])
    tested = probabilities[20_000:]
    radius = fitted.radius(tested, trips[20_000:])
    figures = figures_of(Kind.ORDINAL, tested, truth[20_000:], radius)
    # Closing the gaps only adds to the promised coverage.
    assert 0.9 - 0.01 <= figures["coverage"] < 1
    assert 1 < figures["set_size"] < 5


def test_figures_of_values_and_shares() -> None:
    predicted, truth = np.array([[2.0], [10.0]]), np.array([[4.0], [5.0]])
    figures = figures_of(Kind.RATE, predicted, truth, np.array([3.0, 3.0]))
    assert figures == {"coverage": 0.5, "interval_width": (5 + 6) / 2}
    shares, true = np.array([[0.5, 0.5]]), np.array([[1.0, 0.0]])
    assert figures_of(Kind.DISTRIBUTION, shares, true, np.array([1.0])) == {
        "coverage": 1.0,
        "radius": 1.0,
    }
    unknown = figures_of(Kind.REGRESSION, predicted, truth, np.array([np.nan, np.nan]))
    assert unknown == {"coverage": None, "interval_width": None}


def test_the_groups_are_described_in_words() -> None:
    two = Conformal(SAME_SPREAD, starts=(0, 4), quantiles=(8.0, 6.0), counts=(120, 1500))
    assert two.groups == (
        "calibrated on 120 roads with 0 to 3 trips, 1,500 roads with 4 trips or more"
    )
    one_each = Conformal(
        SAME_SPREAD, starts=(0, 1, 2), quantiles=(8.0, 6.0, 5.0), counts=(50, 60, 70)
    )
    assert one_each.groups == (
        "calibrated on 50 roads with 0 trips, 60 roads with 1 trip, 70 roads with 2 trips or more"
    )
    assert "No intervals: 3 labelled roads" in Conformal(SAME_SPREAD, (), (), (3,)).groups

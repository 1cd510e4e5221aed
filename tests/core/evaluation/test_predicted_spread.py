"""Predicted sizes of errors: what they depend on, and what they cannot be."""

from __future__ import annotations

import numpy as np
import pytest

from trajganr_core.contract.records.model_card import SpreadCard
from trajganr_core.contract.tasks import Kind
from trajganr_core.evaluation.predicted_spread import (
    MAX_SIZE,
    MIN_COUNT,
    fit_spread,
    spread_of,
)


def roads(count: int, seed: int = 0) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Errors that fall with the root of the trips, grow with the prediction, double on links."""
    rng = np.random.default_rng(seed)
    trips = rng.integers(0, 60, count)
    predicted = rng.uniform(1, 40, (count, 1))
    return rng.exponential(predicted[:, 0] / np.sqrt(1 + trips)), predicted, trips


@pytest.mark.parametrize("kind", [Kind.REGRESSION, Kind.RATE])
def test_exponents_are_found(kind: Kind) -> None:
    spread = fit_spread(kind, *roads(20_000))
    assert spread.trips == pytest.approx(-0.5, abs=0.05)
    assert spread.value == pytest.approx(1, abs=0.05)


def test_a_usual_road_has_the_spread_one() -> None:
    spread = fit_spread(Kind.REGRESSION, *roads(1000))
    usual = np.array([[spread.usual_value]]), np.array([spread.usual_trips - 1])
    assert spread_of(spread, *usual) == pytest.approx(1)


def is_same_everywhere(spread: SpreadCard) -> bool:
    _, *some = roads(100, seed=1)
    return bool((spread_of(spread, *some) == 1).all())


def test_the_spread_is_the_same_for_few_roads_and_for_classes_and_shares() -> None:
    assert is_same_everywhere(fit_spread(Kind.REGRESSION, *roads(MIN_COUNT - 1)))
    assert not is_same_everywhere(fit_spread(Kind.REGRESSION, *roads(MIN_COUNT)))
    for kind in (Kind.ORDINAL, Kind.DISTRIBUTION):
        assert is_same_everywhere(fit_spread(kind, *roads(1000)))


@pytest.mark.parametrize("what", ["errors", "predictions", "both", "trips"])
def test_degenerate_roads_give_a_finite_spread(what: str) -> None:
    scores, predicted, trips = roads(200)
    if what in ("errors", "both"):
        scores = np.zeros_like(scores)
    if what in ("predictions", "both"):
        predicted = np.zeros_like(predicted)
    if what == "trips":
        trips, predicted = np.zeros_like(trips), np.full_like(predicted, 30.0)
    spread = fit_spread(Kind.REGRESSION, scores, predicted, trips)
    values = spread_of(spread, np.array([[0.0], [1e9]]), np.array([0, 10**6]))
    assert np.isfinite(values).all()
    assert ((values >= 1 / MAX_SIZE) & (values <= MAX_SIZE)).all()


def test_no_spread_is_zero_or_far_larger_than_another() -> None:
    steep = SpreadCard(usual_trips=5.0, usual_value=30.0, least_value=0.3, trips=-9.0, value=9.0)
    values = spread_of(steep, np.array([[0.0], [30.0], [1e6]]), np.array([10**6, 4, 0]))
    np.testing.assert_allclose(values, [1 / MAX_SIZE, 1, MAX_SIZE])

"""Predicted sizes of errors: what they depend on, and what they cannot be."""

from __future__ import annotations

import numpy as np
import pytest

from trajganr_core.contract.model_card import SpreadCard
from trajganr_core.contract.tasks import Kind
from trajganr_core.evaluation.predicted_spread import (
    FEWEST,
    LARGEST,
    fit_spread,
    spread_of,
)


def roads(count: int, seed: int = 0) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Errors that fall with the root of the trips, grow with the prediction, double on links."""
    rng = np.random.default_rng(seed)
    trips = rng.integers(0, 60, count)
    predicted = rng.uniform(1, 40, (count, 1))
    is_fast = rng.random(count) < 0.5
    scale = np.where(is_fast, 2, 1) * predicted[:, 0] / np.sqrt(1 + trips)
    highway = np.where(is_fast, "motorway_link", "residential").astype(object)
    return rng.exponential(scale), predicted, trips, highway


@pytest.mark.parametrize("kind", [Kind.REGRESSION, Kind.RATE])
def test_coefficients_are_found(kind: Kind) -> None:
    spread = fit_spread(kind, *roads(20_000))
    assert spread.trips == pytest.approx(-0.5, abs=0.05)
    assert spread.value == pytest.approx(1, abs=0.05)
    apart = spread.classes["motorway"] - spread.classes["residential"]
    assert apart == pytest.approx(np.log(2), abs=0.05)


def test_a_usual_road_has_the_spread_one() -> None:
    spread = fit_spread(Kind.REGRESSION, *roads(1000))
    usual = np.array([[spread.usual_value]]), np.array([spread.usual_trips - 1])
    assert spread_of(spread, *usual, np.array(["unknown"])) == pytest.approx(1)


def test_the_constant_of_a_class_of_few_roads_is_small() -> None:
    def constant(count: int) -> float:
        scores, predicted, trips, highway = roads(2000)
        highway[:] = "residential"
        highway[:count] = "track"
        scores = 0.2 * predicted[:, 0] * np.where(highway == "track", 2, 1)
        return fit_spread(Kind.RATE, scores, predicted, trips, highway).classes["track"]

    assert 0 < constant(5) < 0.5 * np.log(2) < 0.8 * np.log(2) < constant(200) < np.log(2)


def is_same_everywhere(spread: SpreadCard) -> bool:
    _, *some = roads(100, seed=1)
    return bool((spread_of(spread, *some) == 1).all())


def test_the_spread_is_the_same_for_few_roads_and_for_classes_and_shares() -> None:
    assert is_same_everywhere(fit_spread(Kind.REGRESSION, *roads(FEWEST - 1)))
    assert not is_same_everywhere(fit_spread(Kind.REGRESSION, *roads(FEWEST)))
    for kind in (Kind.ORDINAL, Kind.DISTRIBUTION):
        assert is_same_everywhere(fit_spread(kind, *roads(1000)))


@pytest.mark.parametrize("what", ["errors", "predictions", "both", "trips"])
def test_degenerate_roads_give_a_finite_spread(what: str) -> None:
    scores, predicted, trips, highway = roads(200)
    if what in ("errors", "both"):
        scores = np.zeros_like(scores)
    if what in ("predictions", "both"):
        predicted = np.zeros_like(predicted)
    if what == "trips":
        trips, predicted = np.zeros_like(trips), np.full_like(predicted, 30.0)
    spread = fit_spread(Kind.REGRESSION, scores, predicted, trips, highway)
    values = spread_of(spread, np.array([[0.0], [1e9]]), np.array([0, 10**6]), highway[:2])
    assert np.isfinite(values).all()
    assert ((values >= 1 / LARGEST) & (values <= LARGEST)).all()


def test_no_spread_is_zero_or_far_larger_than_another() -> None:
    steep = SpreadCard(
        usual_trips=5.0, usual_value=30.0, least_value=0.3, trips=-9.0, value=9.0, classes={}
    )
    trips, highway = np.array([10**6, 4, 0]), np.array(["primary"] * 3, dtype=object)
    values = spread_of(steep, np.array([[0.0], [30.0], [1e6]]), trips, highway)
    np.testing.assert_allclose(values, [1 / LARGEST, 1, LARGEST])

"""Calibration of intervals on drivers that the training held out."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch
from road_passes import AREA, chain, passes

from trajganr_core.data import passes as passes_module
from trajganr_core.evaluation.road_intervals import ANY_TIME
from trajganr_core.features.pass_context import PassContext, Surroundings
from trajganr_core.model.road_function import RoadFunction
from trajganr_core.training.road_function.calibration import (
    MAX_OF_THINNED,
    CalibrationMeans,
    calibrated,
    thinned,
    variation_between_days,
)

EDGES = 60


def context(rng: np.random.Generator, drivers: int) -> PassContext:
    """Every driver along all segments at some time."""
    edge, driver = np.tile(np.arange(EDGES), drivers), np.repeat(np.arange(drivers), EDGES)
    minute = rng.uniform(0, 10080, drivers)[driver]
    seconds = 10 * np.exp(rng.normal(0, 0.3, len(edge)))
    return PassContext(Surroundings.of(chain(EDGES), AREA), passes(edge, driver, minute, seconds))


def function(known: PassContext) -> RoadFunction:
    """An untrained function."""
    torch.manual_seed(0)
    features = known.queries(np.zeros(1, dtype=np.int64), np.zeros(1)).features.shape[1]
    return RoadFunction(features).eval()


def test_some_segments_keep_few_passes_and_the_others_all() -> None:
    known = context(np.random.default_rng(0), 40)
    fewer, is_thinned = thinned(known, np.random.default_rng(1))
    assert 0 < is_thinned.sum() < EDGES
    np.testing.assert_array_equal(fewer.counts[~is_thinned], 40)
    few = fewer.counts[is_thinned]
    assert few.min() == 0
    assert few.max() <= MAX_OF_THINNED


def test_passes_that_are_read_in_parts_are_thinned_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    known = context(np.random.default_rng(0), 40)
    known = PassContext(known.surroundings, known.table, known.table.driver < 30)
    whole, _ = thinned(known, np.random.default_rng(1))
    monkeypatch.setattr(passes_module, "PASSES_TOGETHER", 99)
    parts, _ = thinned(known, np.random.default_rng(1))
    assert np.array_equal(parts.rows, whole.rows)


def test_means_are_of_segments_with_five_passes_and_of_parts_of_the_day() -> None:
    rng = np.random.default_rng(0)
    known = context(rng, 40)
    # Six passes of segment 1 at eight o'clock, of which one is at night; four of segment 2.
    edge, minute = np.repeat([1, 2], [6, 4]), np.array([480.0] * 5 + [60.0] + [480.0] * 4)
    own = passes(edge, np.arange(10), minute, np.full(10, 20.0))
    roads = function(known)
    means = CalibrationMeans.of(roads, known, own)
    assert means.part.tolist() == [ANY_TIME]
    asked = known.queries(np.array([1]), np.array([np.nan]))
    with torch.no_grad():
        answer = roads(asked)
    np.testing.assert_allclose(means.ratio, 0.2 / answer.mean, rtol=1e-5)
    np.testing.assert_allclose(means.noise, answer.variation / np.sqrt(6), rtol=1e-5)
    of_parts = CalibrationMeans.of_parts(roads, known, own)
    assert of_parts.part.tolist() == [1]
    assert of_parts.noise[0] > means.noise[0]


def test_intervals_of_roads_are_calibrated_for_all_times() -> None:
    rng = np.random.default_rng(0)
    known, own = context(rng, 40), context(rng, 12).table
    of_roads = calibrated(function(known), [(known, own)], seed=0)
    assert np.isfinite(of_roads.factors).all()
    assert (of_roads.factors > 0).all()


@pytest.mark.parametrize("spread", [0.05, 0.3])
def test_days_that_differ_more_have_a_larger_variation(spread: float) -> None:
    rng = np.random.default_rng(0)
    days, drivers = 40, 400
    edge, driver = np.tile(np.arange(EDGES), drivers), np.repeat(np.arange(drivers), EDGES)
    day = driver % days
    usual = 10 * np.exp(rng.normal(0, spread, days))[day]
    every = passes(edge, driver, np.full(len(edge), 480.0), usual)
    every = replace(every, local_day=day.astype(np.int32))
    surroundings, is_odd = Surroundings.of(chain(EDGES), AREA), day % 2 == 1
    known = PassContext(surroundings, every, is_odd, is_odd)
    found = variation_between_days(function(known), [(known, every.take(~is_odd))])
    assert found is not None
    assert 0.6 * spread < found < 1.6 * spread
    assert variation_between_days(function(known), [(known, every.take(is_odd))]) is None


def test_a_mean_of_passes_of_less_weight_has_more_noise() -> None:
    known = context(np.random.default_rng(0), 40)
    roads, own = function(known), known.table
    weight = np.where(own.driver < 20, 0.5, 1).astype(np.float32)
    every = CalibrationMeans.of(roads, known, own)
    some = CalibrationMeans.of(roads, known, replace(own, weight=weight))
    # (20 + 20 / 2)² ÷ (20 + 20 / 4) = 36 passes of weight 1.
    np.testing.assert_allclose(some.noise, every.noise * np.sqrt(40 / 36))

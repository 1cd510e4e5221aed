"""Additive figures of trips."""

from __future__ import annotations

import json
import math

import numpy as np
import pytest
import town
from hypothesis import given
from hypothesis import strategies as st
from matched_trips import match_trips

from trajganr_core.data.preparation.trip_figures import (
    DISTANCE_M,
    INTERVAL_S,
    Histogram,
    TripFigures,
)
from trajganr_core.data.roads.network import Network

EAST = [(x, 200) for x in range(0, 401, 50)]


def test_figures_of_batches_add_up(network: Network) -> None:
    trips = match_trips(town.trips([EAST, EAST[::-1], EAST[:3]], seconds=15), network, town.AREA)
    whole = TripFigures.of(trips, network, town.AREA)
    parts = [
        TripFigures.of(trips.take(np.array(rows)), network, town.AREA) for rows in ([0], [1, 2])
    ]
    added = parts[0] + parts[1] + TripFigures()
    assert added.metres == pytest.approx(whole.metres)
    assert {**added.to_dict(), "metres": whole.metres} == whole.to_dict()
    assert whole.trips == 3
    assert whole.metres == pytest.approx(400 + 400 + 100, rel=1e-3)
    assert (whole.begin, whole.end) == (town.START, town.START + 8 * 15)
    assert whole.interval_s.quantile(0.5) == 15
    assert whole.interval_s.counts.sum() == 8 + 8 + 2


def test_figures_survive_json(network: Network) -> None:
    trips = match_trips(town.trips([EAST]), network, town.AREA)
    for figures in (TripFigures.of(trips, network, town.AREA), TripFigures()):
        text = json.dumps(figures.to_dict(), allow_nan=False)
        assert TripFigures.from_dict(json.loads(text)).to_dict() == figures.to_dict()


@given(st.lists(st.floats(0, 1e5), min_size=1, max_size=50), st.floats(0.01, 1))
def test_a_quantile_is_exact_to_the_width_of_its_bin(values: list[float], share: float) -> None:
    for bounds in (INTERVAL_S, DISTANCE_M):
        counted = Histogram.of(np.array(values), bounds)
        assert counted.counts.sum() == len(values)
        rank = max(math.ceil(share * len(values) - 1e-9), 1)
        exact = min(sorted(values)[rank - 1], bounds[-1])
        bin_ = min(np.searchsorted(bounds, exact, side="right"), len(bounds) - 1)
        assert bounds[bin_ - 1] <= counted.quantile(share) <= bounds[bin_]


def test_a_histogram_is_written_up_to_its_last_value() -> None:
    bins = Histogram.of(np.array([0.2, 1.7]), DISTANCE_M).to_manifest()
    assert (bins.bounds, bins.counts) == ((0.0, 0.5, 1.0, 1.5, 2.0), (1, 0, 0, 1))
    assert Histogram.of(np.empty(0), DISTANCE_M).to_manifest().counts == (0,)


def test_nothing_has_no_quantile() -> None:
    assert math.isnan(Histogram.of(np.empty(0), INTERVAL_S).quantile(0.5))

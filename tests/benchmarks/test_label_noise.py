"""How far labels are from themselves."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from benchmarks.label_noise import Counts, Drivers, Rng, noise
from trajganr_core.contract.tasks import Task
from trajganr_core.data.bundle import Bundle
from trajganr_core.training.finetuning.task_labels import TaskLabels


@pytest.fixture(scope="module")
def drivers(bundle: Bundle) -> Drivers:
    return Drivers.of(bundle)


def test_labels_of_all_drivers_equal_those_of_the_bundle(bundle: Bundle, drivers: Drivers) -> None:
    labels = drivers.weighted(np.ones(len(drivers.observed)))
    for column in ("speed_kmh", "trip_count"):
        np.testing.assert_allclose(labels[column], bundle.labels[column], rtol=1e-6)


def test_equal_labels_have_no_noise(drivers: Drivers) -> None:
    made = drivers.tasks

    def same(task: Task, rng: Rng) -> TaskLabels:
        return made[task.id]

    assert noise(made["speed"], same, 2) == {"mae": 0, "rmse": 0, "r2": 1}
    assert set(noise(made["popularity"], same, 2).values()) == {1.0}


def test_resampled_drivers_change_the_labels(drivers: Drivers) -> None:
    found = noise(drivers.tasks["speed"], drivers.again, 20)
    assert found["mae"] > 0
    assert found["r2"] < 1


def test_noise_of_events_follows_a_poisson_distribution() -> None:
    rng = np.random.default_rng(1)
    km, rate = np.full(4000, 4.0), rng.uniform(1, 9, 4000)
    events = rng.poisson(rate * km)
    table = pd.DataFrame(
        {
            "trip_count": events,
            "braking_per_km": events / km,
            "braking_events": events,
            "braking_km": km,
        }
    )
    counts = Counts(table)
    found = noise(counts.tasks["braking"], counts.again, 20)
    # The standard deviation of a rate is the square root of its events, over the kilometres.
    assert found["rmse"] == pytest.approx(np.sqrt((rate / km).mean()), rel=0.03)
    # What the rates themselves would leave unexplained: chance among labels, not the truth.
    assert found["r2"] == pytest.approx(rate.var() / (events / km).var(), abs=0.02)


def test_roads_without_a_rate_are_ignored() -> None:
    table = pd.DataFrame(
        {
            "trip_count": [9, 9, 9],
            "braking_per_km": [1.0, 2.0, np.nan],
            "braking_events": [100, 200, 1],
            "braking_km": [100.0, 100.0, 0.001],
        }
    )
    counts = Counts(table)
    assert noise(counts.tasks["braking"], counts.again, 20)["mae"] < 1

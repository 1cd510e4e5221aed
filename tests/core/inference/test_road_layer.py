"""Predictions and their uncertainty become the columns that the tasks name."""

from __future__ import annotations

import numpy as np
import pytest

from trajganr_core.contract.tasks import AOI_CATEGORIES, TASKS
from trajganr_core.inference.road_layer import fields_of

RADIUS = np.array([0.5, np.nan])


@pytest.mark.parametrize("task", ["speed", "braking"])
def test_a_value_and_its_interval(task: str) -> None:
    columns = fields_of(TASKS[task], np.array([[0.25], [2.0]]), RADIUS)
    value, low, high = (field.name for field in TASKS[task].fields)
    assert columns[value].tolist() == [0.25, 2.0]
    assert columns[low][0] == 0
    assert columns[high][0] == 0.75
    assert np.isnan([columns[low][1], columns[high][1]]).all()


def test_a_class_and_its_prediction_set() -> None:
    probabilities = np.array([[0.02, 0.08, 0.1, 0.6, 0.2]] * 2)
    columns = fields_of(TASKS["popularity"], probabilities, np.array([0.85, np.nan]))
    assert columns["popularity"].tolist() == ["high", "high"]
    assert columns["popularity_class"].tolist() == [3, 3]
    assert columns["popularity_set"].tolist() == ["high; very high", None]


def test_shares_and_their_radius() -> None:
    shares = np.full((2, len(AOI_CATEGORIES)), 0.1)
    shares[:, 2] = 0.3
    columns = fields_of(TASKS["aoi"], shares, RADIUS)
    assert columns["aoi_main"].tolist() == [AOI_CATEGORIES[2]] * 2
    assert [columns[f"aoi_{name}"][0] for name in AOI_CATEGORIES] == shares[0].tolist()
    assert columns["aoi_radius"][0] == 0.5
    assert np.isnan(columns["aoi_radius"][1])

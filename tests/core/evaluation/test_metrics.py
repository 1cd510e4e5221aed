"""Metrics against their definitions."""

import numpy as np

from trajganr_core.evaluation.metrics import (
    distribution_metrics,
    ordinal_metrics,
    regression_metrics,
)


def test_regression() -> None:
    true, predicted = np.array([1.0, 2.0, 6.0]), np.array([2.0, 2.0, 4.0])
    figures = regression_metrics(true, predicted)
    assert figures["mae"] == 1.0
    assert np.isclose(figures["rmse"], np.sqrt(5 / 3))
    assert np.isclose(figures["r2"], 1 - 5 / 14)


def test_ordinal_leaves_out_classes_that_are_absent() -> None:
    true = np.array([0, 0, 1, 1])
    certain = np.eye(3)[true]
    assert ordinal_metrics(true, certain) == {
        "f1_macro": 1.0,
        "f1_weighted": 1.0,
        "auprc_macro": 1.0,
    }


def test_a_constant_class_scores_its_own_f1_only() -> None:
    true = np.array([0, 0, 0, 1])
    figures = ordinal_metrics(true, np.tile([1.0, 0.0], (4, 1)))
    assert np.isclose(figures["f1_macro"], (6 / 7) / 2)
    assert np.isclose(figures["f1_weighted"], 3 / 4 * 6 / 7)


def test_distribution() -> None:
    true, predicted = np.array([[1.0, 0.0]]), np.array([[0.5, 0.5]])
    figures = distribution_metrics(true, predicted)
    assert figures["l1"] == 1.0
    assert np.isclose(figures["cosine"], np.sqrt(0.5))

"""Roads counted by label and prediction."""

from __future__ import annotations

import numpy as np

from trajganr_core.contract.tasks import POPULARITY_CLASSES, Kind
from trajganr_core.evaluation.metrics import CELLS, agreement


def test_numbers_are_counted_by_cell_and_ends_hold_what_is_beyond() -> None:
    truth = np.r_[np.arange(0.0, 100.0), 1e6][:, None]
    predicted = truth.copy()
    predicted[10] = 90.0
    found = agreement(Kind.REGRESSION, truth, predicted)
    counts = np.array(found.roads)
    assert counts.sum() == len(truth)
    assert counts.shape == (CELLS, CELLS)
    assert found.bounds[0] < 2
    assert 97 < found.bounds[-1] < 1e6 / 2
    off = counts - np.diag(np.diag(counts))
    assert off.sum() == 1
    row, column = (int(at[0]) for at in np.nonzero(off))
    assert found.bounds[row] <= 10 < found.bounds[row + 1]
    assert found.bounds[column] <= 90 < found.bounds[column + 1]
    assert counts[-1, -1] >= 1


def test_classes_are_counted_by_name() -> None:
    truth, predicted = np.eye(5)[[0, 1, 1, 4]], np.eye(5)[[0, 2, 1, 4]]
    found = agreement(Kind.ORDINAL, truth, predicted)
    assert found.classes == tuple(POPULARITY_CLASSES)
    assert found.bounds == ()
    counts = np.array(found.roads)
    assert counts[1].tolist() == [0, 1, 1, 0, 0]
    assert np.diag(counts).tolist() == [1, 1, 0, 0, 1]


def test_equal_values_have_cells_too() -> None:
    found = agreement(Kind.RATE, np.zeros((3, 1)), np.zeros((3, 1)))
    assert np.array(found.roads).sum() == 3
    assert found.bounds[0] < 0 < found.bounds[-1]

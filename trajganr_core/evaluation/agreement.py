"""Counts roads by label and prediction."""

from __future__ import annotations

import numpy as np

from ..contract.records.agreement import Agreement
from ..contract.tasks import AOI_CATEGORIES, POPULARITY_CLASSES, Kind
from ..utils.arrays import FloatArray

__all__ = ["agreement"]

#: Along each side of the cells of a number.
CELLS = 20
#: The cells span these quantiles of labels and predictions, so that one road cannot squeeze them.
SPAN = (0.01, 0.99)


def agreement(kind: Kind, truth: FloatArray, predicted: FloatArray) -> Agreement:
    """Count roads by label and prediction.

    Args:
        kind: of the task.
        truth: ``(n, …)`` as :meth:`~..model.targets.Target.truth`, at least one.
        predicted: ``(n, …)``, alike.
    """
    if kind in (Kind.ORDINAL, Kind.DISTRIBUTION):
        classes = POPULARITY_CLASSES if kind is Kind.ORDINAL else AOI_CATEGORIES
        of_classes = np.arange(-0.5, len(classes), dtype=np.float64)
        rows, columns = (each.argmax(1).astype(np.float64) for each in (truth, predicted))
        return Agreement(roads=_counts(rows, columns, of_classes), classes=tuple(classes))
    pairs = np.stack([truth[:, 0], predicted[:, 0]]).astype(np.float64)
    low, high = np.quantile(pairs, SPAN).tolist()
    if high - low < 1e-6 * max(1.0, abs(high)):
        low, high = low - 0.5, high + 0.5
    bounds = np.linspace(low, high, CELLS + 1)
    return Agreement(roads=_counts(pairs[0], pairs[1], bounds), bounds=tuple(bounds.tolist()))


def _counts(
    truth: FloatArray, predicted: FloatArray, bounds: FloatArray
) -> tuple[tuple[int, ...], ...]:
    cells = len(bounds) - 1
    row, column = (
        np.searchsorted(bounds[1:-1], values, side="right") for values in (truth, predicted)
    )
    counts = np.bincount(row * cells + column, minlength=cells * cells).reshape(cells, cells)
    return tuple(map(tuple, counts.tolist()))

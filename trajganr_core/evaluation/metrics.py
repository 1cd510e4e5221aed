"""Metrics of the tasks, each computed over a whole test set, and counts by label and prediction.

scikit-learn is imported where it is used: predictions need this module, but no metric, and the
import takes as long as half of torch's.
"""

from __future__ import annotations

import warnings

import numpy as np

from ..contract.records.agreement import Agreement
from ..contract.tasks import AOI_CATEGORIES, POPULARITY_CLASSES, Kind
from ..utils.arrays import FloatArray, IntArray

#: Along each side of the cells of a number.
CELLS = 20
#: The cells span these quantiles of labels and predictions, so that one road cannot squeeze them.
SPAN = (0.01, 0.99)


def regression_metrics(true: FloatArray, predicted: FloatArray) -> dict[str, float]:
    """MAE and RMSE in the target's unit, and R²; both arrays ``(n,)``."""
    from sklearn.metrics import mean_absolute_error, r2_score, root_mean_squared_error

    return {
        "mae": float(mean_absolute_error(true, predicted)),
        "rmse": float(root_mean_squared_error(true, predicted)),
        "r2": float(r2_score(true, predicted)),
    }


def ordinal_metrics(true: IntArray, probabilities: FloatArray) -> dict[str, float]:
    """F1 (macro and weighted) and AUPRC (one against the rest, macro).

    Args:
        true: ``(n,)`` classes.
        probabilities: ``(n, classes)``.
    """
    from sklearn.metrics import average_precision_score, f1_score

    predicted = probabilities.argmax(1)
    classes = np.arange(probabilities.shape[1])
    present = np.isin(classes, true)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # a class without positives is left out below
        auprc = [average_precision_score(true == c, probabilities[:, c]) for c in classes]
    options = {"labels": classes[present], "zero_division": 0}
    return {
        "f1_macro": float(f1_score(true, predicted, average="macro", **options)),
        "f1_weighted": float(f1_score(true, predicted, average="weighted", **options)),
        "auprc_macro": float(np.mean(np.array(auprc)[present])),
    }


def distribution_metrics(true: FloatArray, predicted: FloatArray) -> dict[str, float]:
    """L1 distance and cosine similarity of distributions ``(n, categories)``, means over n."""
    lengths = np.linalg.norm(true, axis=1) * np.linalg.norm(predicted, axis=1)
    return {
        "l1": float(np.abs(true - predicted).sum(1).mean()),
        "cosine": float(((true * predicted).sum(1) / lengths).mean()),
    }


def errors_of(kind: Kind, predicted: FloatArray, truth: FloatArray) -> FloatArray:
    """``(n,)`` the error of each road: absolute error, wrong class (0 or 1), or L1 distance.

    Args:
        kind, predicted, truth: as for :func:`~.conformal.scores_of`.
    """
    if kind is Kind.ORDINAL:
        return np.asarray(predicted.argmax(1) != truth.argmax(1), dtype=np.float64)
    return np.asarray(np.abs(predicted - truth).sum(1))


def agreement(kind: Kind, truth: FloatArray, predicted: FloatArray) -> Agreement:
    """Count roads by label and prediction.

    Args:
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

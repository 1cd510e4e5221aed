"""Trees of LightGBM with the options and methods of scikit-learn's, so far as boosting uses them.

LightGBM is imported at its first use. Ke et al., "LightGBM:
A Highly Efficient Gradient Boosting Decision Tree" (NeurIPS 2017).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from scipy.special import softmax

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.utils.arrays import Float32Array, FloatArray, IntArray

#: LightGBM's names of scikit-learn's losses.
OBJECTIVES = {
    "squared_error": "regression",
    "absolute_error": "regression_l1",
    "poisson": "poisson",
}


def require_lightgbm() -> Any:
    """The module of LightGBM.

    Raises:
        TrajganrError: ``ENV.MISSING_DEP`` without the package, or without the library of OpenMP
            that its package does not contain.
    """
    try:
        import lightgbm
    except ModuleNotFoundError as error:
        raise TrajganrError(
            Code.ENV_MISSING_DEP,
            "The system lightgbm needs the package lightgbm, which is not installed.",
            "Install it in the worker's environment: pip install lightgbm.",
        ) from error
    except OSError as error:
        raise TrajganrError(
            Code.ENV_MISSING_DEP,
            "The package lightgbm cannot be loaded: {reason}.",
            "Install the library of OpenMP: libgomp1 on Debian and Ubuntu, libgomp on Fedora, "
            "libomp on macOS.",
            reason=str(error),
        ) from error
    return lightgbm


class _Trees:
    """An ensemble.

    Args:
        max_iter: number of trees, or of trees for each class.
        max_leaf_nodes: of a tree.
        early_stopping: always off.
        random_state: seed.
    """

    def __init__(
        self,
        learning_rate: float,
        max_iter: int,
        max_leaf_nodes: int,
        early_stopping: bool,
        random_state: int,
    ) -> None:
        assert not early_stopping  # nosec B101 # the caller chooses the number of trees
        self._rounds = max_iter
        self._options = {
            "learning_rate": learning_rate,
            "num_leaves": max_leaf_nodes,
            "seed": random_state,
            "deterministic": True,
            "force_row_wise": True,
            "num_threads": 1,
            "verbosity": -1,
        }

    def _grow(
        self, features: Float32Array, truth: Any, weight: FloatArray, **options: object
    ) -> None:
        library = require_lightgbm()
        examples = library.Dataset(features, truth, weight=weight)
        self._booster = library.train({**self._options, **options}, examples, self._rounds)

    def _scores(self, features: Float32Array) -> Iterator[FloatArray]:
        """Sums of leaves after each round; the last ones repeat where growing has stopped."""
        total: Any = 0.0
        for number in range(self._rounds):
            if number < self._booster.current_iteration():
                total = total + self._booster.predict(
                    features, start_iteration=number, num_iteration=1, raw_score=True
                )
            yield total


class LightgbmRegressor(_Trees):
    """An ensemble for a mean, a median or a rate.

    Args:
        loss: one of :data:`OBJECTIVES`.
        options: see :class:`_Trees`.
    """

    def __init__(self, loss: str, **options: Any) -> None:
        super().__init__(**options)
        self._loss = loss

    def fit(
        self, features: Float32Array, truth: FloatArray, sample_weight: FloatArray
    ) -> LightgbmRegressor:
        """Grow trees on examples ``(n, d)`` with values and weights ``(n,)``."""
        self._grow(features, truth, sample_weight, objective=OBJECTIVES[self._loss])
        return self

    def staged_predict(self, features: Float32Array) -> Iterator[FloatArray]:
        """Predictions ``(m,)`` after each tree."""
        for scores in self._scores(features):
            yield np.exp(scores) if self._loss == "poisson" else scores


class LightgbmClassifier(_Trees):
    """An ensemble for classes."""

    classes_: IntArray

    def fit(
        self, features: Float32Array, truth: IntArray, sample_weight: FloatArray
    ) -> LightgbmClassifier:
        """Grow trees on examples ``(n, d)`` with numbers of classes and weights ``(n,)``."""
        self.classes_, number = np.unique(truth, return_inverse=True)
        # LightGBM refuses a single class; a second one without examples has a share near zero.
        count = max(2, len(self.classes_))
        self._grow(features, number, sample_weight, objective="multiclass", num_class=count)
        return self

    def staged_predict_proba(self, features: Float32Array) -> Iterator[FloatArray]:
        """Probabilities ``(m, classes)`` after each round."""
        for scores in self._scores(features):
            yield softmax(scores, axis=1)[:, : len(self.classes_)]

"""Gradient-boosted trees on location features, blended with the networks of a task."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from sklearn.ensemble import HistGradientBoostingClassifier, HistGradientBoostingRegressor
from threadpoolctl import threadpool_limits
from torch import Tensor
from torch.nn import functional

from ...contract.model_card import ModelConfig
from ...contract.tasks import Kind
from ...features.location_features import LocationFeatureTable
from ...model.targets import SMALLEST_SHARE, Ordinal, Rate, Target
from ...model.task_head import TREE_LEAVES, blank_trees
from ...model.trees import Trees
from ...utils.arrays import Float32Array, FloatArray, IntArray
from .task_data import TaskData

__all__ = ["LEARNING_RATE", "ROUNDS", "SMALLEST_RATE", "grow_trees"]

#: The usual rate for boosted trees on tables; the number of trees is chosen on validation roads.
LEARNING_RATE = 0.05
ROUNDS = 300
#: Replaces a rate of zero, which a Poisson likelihood does not allow where all are zero.
SMALLEST_RATE = 1e-9


def grow_trees(fit: TaskData, table: LocationFeatureTable) -> Trees | None:
    """Trees of the training roads, as many as are best on the validation roads.

    The validation roads also choose whether the trees use the place.

    Returns:
        The trees on the table's device; None where all training roads are of one class.
    """
    if _has_classes(fit.target) and len(_classes_of(fit)) < 2:
        return None
    config = table.model.config
    blank = blank_trees(config, fit.target.outputs, 0)
    features = _features(table, blank)
    without_place = features.copy()
    without_place[:, blank.segment + blank.traffic :] = 0.0  # no tree splits by a constant
    candidates: list[tuple[float, list[_Boosted], int]] = []
    for inputs in (features, without_place) if blank.place else (features,):
        # Sums over some thousand roads are too small to be shared: two threads take longer.
        with threadpool_limits(1, user_api="openmp"):
            grown = list(_grown(fit, inputs[fit.rows["train"]]))
        losses = _losses(fit, _as_tensors(config, fit, grown, ROUNDS), features)
        candidates.append((min(losses), grown, int(np.argmin(losses)) + 1))
    _, grown, rounds = min(candidates, key=lambda one: one[0])
    return _as_tensors(config, fit, grown, rounds).to(table.device).eval()


def _losses(fit: TaskData, trees: Trees, features: Float32Array) -> list[float]:
    """On the validation rows, after each round."""
    rows = fit.rows["validation"]
    values = trees.of_each_tree(torch.from_numpy(features[rows]))
    rounds = values.split(len(trees.output) // ROUNDS, 1)
    adds_to = functional.one_hot(trees.output[: rounds[0].shape[1]], fit.target.outputs).float()
    raw, losses = trees.start, []
    for added in rounds:
        raw = raw + added @ adds_to
        losses.append(float(fit.loss(raw, rows)))
    return losses


@dataclass(frozen=True)
class _Boosted:
    """An ensemble of scikit-learn's.

    Attributes:
        model: fitted.
        outputs: of the head, to which the trees of a round add.
        share: weight of the ensemble in the head's output.
        offset: added to its raw output.
    """

    model: Any
    outputs: tuple[int, ...]
    share: float = 1.0
    offset: float = 0.0


def _features(table: LocationFeatureTable, trees: Trees) -> Float32Array:
    """``(n, F)`` of all rows, as trees see them."""
    inputs = (table.segment, table.traffic, table.xy.astype(np.float32))
    return np.asarray(trees.columns(*map(torch.from_numpy, inputs)).numpy())


def _has_classes(target: Target) -> bool:
    return target.kind in (Kind.ORDINAL, Kind.DISTRIBUTION)


def _classes_of(fit: TaskData) -> IntArray:
    """Classes, or categories, that training roads are of."""
    return np.flatnonzero((fit.target.truth(fit.values[fit.rows["train"]]) > 0).any(0))


def _grown(fit: TaskData, features: Float32Array) -> Iterator[_Boosted]:
    """Ensembles grown on the features ``(m, F)`` of the training rows, on the scale of raw answers.

    One with the target's own likelihood; of a value, one for its mean and one for its median.
    """
    rows, target = fit.rows["train"], fit.target
    options = {
        "learning_rate": LEARNING_RATE,
        "max_iter": ROUNDS,
        "max_leaf_nodes": TREE_LEAVES,
        "early_stopping": False,
        "random_state": 0,  # of very many roads some are drawn to find thresholds
    }
    truth, weight = target.truth(fit.values[rows]), fit.weight[rows].astype(np.float64)
    if _has_classes(target):
        # A road with shares stands once for each of its categories.
        row, column = np.nonzero(truth > 0)
        counts = np.array(target.weights)[column] if isinstance(target, Ordinal) else weight[row]
        model = HistGradientBoostingClassifier(**options)
        model.fit(features[row], column, sample_weight=truth[row, column] * counts)
        classes = tuple(model.classes_.tolist())
        # Of two classes, one has the logit.
        yield _Boosted(model, classes if len(classes) > 2 else classes[1:])
    elif isinstance(target, Rate):
        model = HistGradientBoostingRegressor(loss="poisson", **options)
        rate = np.maximum(truth[:, 0], SMALLEST_RATE)
        model.fit(features, rate, sample_weight=fit.values[rows, 1])
        yield _Boosted(model, (0,), offset=-float(np.log(target.rate)))
    else:
        encoded = fit.encoded[torch.from_numpy(rows)].double().numpy()
        for loss in ("squared_error", "absolute_error"):
            model = HistGradientBoostingRegressor(loss=loss, **options)
            model.fit(features, encoded[:, 0], sample_weight=weight)
            yield _Boosted(model, (0,), share=0.5)


def _as_tensors(config: ModelConfig, fit: TaskData, grown: list[_Boosted], rounds: int) -> Trees:
    """The trees of the first rounds, round by round."""
    outputs = fit.target.outputs
    parts = [
        (boosted, output, tree.nodes)
        for number in range(rounds)
        for boosted in grown
        # There is no public way to the trees; a test holds these against what the model predicts.
        for output, tree in zip(boosted.outputs, boosted.model._predictors[number], strict=True)
    ]
    trees = blank_trees(config, outputs, len(parts))
    trees.start += _start_of(fit, grown)
    for row, (boosted, output, nodes) in enumerate(parts):
        count = np.arange(len(nodes))
        leaf = nodes["is_leaf"].astype(bool)
        trees.output[row] = output
        trees.feature[row, count] = torch.from_numpy(nodes["feature_idx"].astype(np.int64))
        trees.threshold[row, count] = torch.from_numpy(_at_most(nodes["num_threshold"]))
        for side, name in enumerate(("left", "right")):
            child = np.where(leaf, count, nodes[name].astype(np.int64))
            trees.child[row, count, side] = torch.from_numpy(child)
        value = np.where(leaf, boosted.share * nodes["value"], 0.0)
        trees.value[row, count] = torch.from_numpy(value.astype(np.float32))
    return trees


def _start_of(fit: TaskData, grown: list[_Boosted]) -> Tensor:
    """``(outputs,)`` of the raw answer without any tree."""
    start = torch.zeros(fit.target.outputs, dtype=torch.float64)
    if _has_classes(fit.target):
        start += np.log(SMALLEST_SHARE)  # of a class that no training road is of
        start[torch.from_numpy(_classes_of(fit))] = 0.0
    for boosted in grown:
        first = np.ravel(boosted.model._baseline_prediction) + boosted.offset
        start[list(boosted.outputs)] += torch.from_numpy(boosted.share * first)
    return start.float()


def _at_most(threshold: FloatArray) -> Float32Array:
    """Thresholds as float32 that part float32 features as they do in float64."""
    near = threshold.astype(np.float32)
    return np.where(near > threshold, np.nextafter(near, np.float32(-np.inf)), near)

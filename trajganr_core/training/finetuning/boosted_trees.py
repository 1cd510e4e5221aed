"""Gradient-boosted trees of a task, on the table of `best` (ours)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from sklearn.ensemble import HistGradientBoostingClassifier, HistGradientBoostingRegressor
from torch import Tensor
from torch.nn import functional

from ...model.best.trees import LEAVES, Trees
from ...model.targets import MIN_SHARE, Distribution, Ordinal, Rate
from ...utils.arrays import Float32Array, FloatArray, IntArray
from .task_data import TaskData

#: The usual rate for boosted trees on tables; the number of trees is chosen on validation roads.
LEARNING_RATE = 0.05
ROUNDS = 300
#: Share of the columns among which each split is chosen, so that trees differ.
COLUMNS_SEEN = 0.3
#: Weight of a row of driver halves; that of a label is one on average.
WEIGHT_OF_HALVES = 0.3
#: Bounds between values of a column; more would make no better splits.
BOUNDS = 253
#: Of values: an ensemble for the mean and one for the median; their mean is better than either.
LOSSES = ("squared_error", "absolute_error")
#: Replaces a rate of zero, which a Poisson likelihood does not allow where all are zero.
MIN_RATE = 1e-9


@dataclass(frozen=True)
class Examples:
    """Rows of a table with labels to learn from.

    Attributes:
        columns: ``(n, F)``.
        fit: with labels at these rows.
        weight: of all of them.
    """

    columns: Float32Array
    fit: TaskData
    weight: float = 1.0


def grow_trees(fit: TaskData, columns: Float32Array, of_halves: Sequence[Examples] = ()) -> Trees:
    """Trees of the training roads, in as many rounds as are best on the validation roads.

    These also choose whether the further rows are used: labels may mean something else than trips.

    Args:
        columns: ``(n, F)`` of all rows of the task.
        of_halves: further rows to learn from.
    """
    labels = Examples(columns, fit)
    found = [_best_rounds([labels], fit, columns)]
    if of_halves:
        found.append(_best_rounds([labels, *of_halves], fit, columns))
    _, trees = min(found, key=lambda one: one[0])
    return trees


def _best_rounds(
    examples: Sequence[Examples], fit: TaskData, columns: Float32Array
) -> tuple[float, Trees]:
    """The smallest loss on the validation rows after any round, and the trees until then."""
    bounds = bounds_of([each.columns for each in examples])
    grown = list(_grown(examples, bounds))
    losses = _losses(fit, _as_tensors(fit, grown, bounds, ROUNDS), columns)
    rounds = int(np.argmin(losses)) + 1 if grown else 0
    return min(losses), _as_tensors(fit, grown, bounds, rounds)


def bounds_of(tables: Sequence[Float32Array]) -> Float32Array:
    """``(BOUNDS, F)`` quantiles of the columns of tables ``(n, F)``."""
    levels = np.linspace(0, 1, BOUNDS + 2)[1:-1]
    return np.quantile(np.concatenate(tables), levels, axis=0).astype(np.float32)


def ranked(columns: Float32Array, bounds: Float32Array) -> Float32Array:
    """Columns ``(n, F)`` with every value replaced by the number of bounds below it.

    Trees only use the order of values. scikit-learn finds quantiles of weighted rows anew for each
    ensemble, which takes longer than growing the trees.
    """
    pairs = zip(bounds.T, columns.T, strict=True)
    return np.column_stack([np.searchsorted(*one) for one in pairs]).astype(np.float32)


def _losses(fit: TaskData, trees: Trees, columns: Float32Array) -> list[float]:
    """On the validation rows, after each round."""
    rows = fit.rows["validation"]
    values = trees.of_each_tree(torch.from_numpy(columns[rows]))
    rounds = values.split(max(len(trees.output) // ROUNDS, 1), 1)
    adds_to = functional.one_hot(trees.output[: rounds[0].shape[1]], fit.target.outputs).float()
    raw, losses = trees.start, []
    for added in rounds:
        raw = raw + added @ adds_to
        losses.append(fit.misfit(raw.expand(len(rows), -1), rows))
    return losses


@dataclass(frozen=True)
class _Boosted:
    """An ensemble of scikit-learn's.

    Attributes:
        outputs: of the head, to which the trees of a round add.
        share: weight of the ensemble in the head's output.
        offset: added to its raw output.
    """

    model: Any
    outputs: tuple[int, ...]
    share: float = 1.0
    offset: float = 0.0


def _classes_of(fit: TaskData) -> IntArray:
    """Classes that training roads are of."""
    return np.unique(fit.encoded[torch.from_numpy(fit.rows["train"]), 0].long().numpy())


def _grown(examples: Sequence[Examples], bounds: Float32Array) -> Iterator[_Boosted]:
    """Ensembles grown on the training rows of examples, on the scale of raw answers.

    One with the target's own likelihood; of a value, one for its mean and one for its median.
    None for shares, nor where all training roads are of one class.
    """
    target = examples[0].fit.target
    if isinstance(target, Distribution):
        return
    if isinstance(target, Ordinal) and len(_classes_of(examples[0].fit)) < 2:
        return
    options = {
        "learning_rate": LEARNING_RATE,
        "max_iter": ROUNDS,
        "max_leaf_nodes": LEAVES,
        "max_features": COLUMNS_SEEN,
        "early_stopping": False,
        "random_state": 0,
    }
    of_each = [_labels(each) for each in examples]
    labels, weight = (np.concatenate(parts) for parts in zip(*of_each, strict=True))
    table = np.concatenate(
        [ranked(each.columns[each.fit.rows["train"]], bounds) for each in examples]
    )
    if isinstance(target, Ordinal):
        model = HistGradientBoostingClassifier(**options)
        model.fit(table, labels.astype(np.int64), sample_weight=weight)
        classes = tuple(model.classes_.tolist())
        # Of two classes, one has the logit.
        yield _Boosted(model, classes if len(classes) > 2 else classes[1:])
    elif isinstance(target, Rate):
        model = HistGradientBoostingRegressor(loss="poisson", **options)
        model.fit(table, labels, sample_weight=weight)
        yield _Boosted(model, (0,), offset=-float(np.log(target.rate)))
    else:
        for loss in LOSSES:
            model = HistGradientBoostingRegressor(loss=loss, **options)
            model.fit(table, labels, sample_weight=weight)
            yield _Boosted(model, (0,), share=0.5)


def _labels(examples: Examples) -> tuple[FloatArray, FloatArray]:
    """The label (or number of the class) of each training row, and its weight."""
    fit, rows, target = examples.fit, examples.fit.rows["train"], examples.fit.target
    label = fit.encoded[torch.from_numpy(rows)].double().numpy()[:, 0]
    weight = fit.weight[rows].astype(np.float64)
    if isinstance(target, Ordinal):
        weight = weight * np.array(target.weights)[label.astype(np.int64)]
    elif isinstance(target, Rate):
        label = np.maximum(target.truth(fit.values[rows])[:, 0], MIN_RATE)
        weight = fit.values[rows, 1]
    return label, examples.weight * weight


def _as_tensors(
    fit: TaskData, grown: Sequence[_Boosted], bounds: Float32Array, rounds: int
) -> Trees:
    """The trees of the first rounds, round by round."""
    parts = [
        (boosted, output, tree.nodes)
        for number in range(rounds)
        for boosted in grown
        # There is no public way to the trees; a test holds these against what the model predicts.
        for output, tree in zip(boosted.outputs, boosted.model._predictors[number], strict=True)
    ]
    trees = Trees(len(parts), outputs=fit.target.outputs, columns=bounds.shape[1])
    trees.start += _start_of(fit, grown)
    for row, (boosted, output, nodes) in enumerate(parts):
        count = np.arange(len(nodes))
        leaf = nodes["is_leaf"].astype(bool)
        feature = nodes["feature_idx"].astype(np.int64)
        # A rank is at most r if the value is at most the bound r.
        rank = np.where(leaf, 0, nodes["num_threshold"]).astype(np.int64)
        trees.output[row] = output
        trees.feature[row, count] = torch.from_numpy(feature)
        trees.threshold[row, count] = torch.from_numpy(bounds[rank, feature])
        for side, name in enumerate(("left", "right")):
            child = np.where(leaf, count, nodes[name].astype(np.int64))
            trees.child[row, count, side] = torch.from_numpy(child)
        value = np.where(leaf, boosted.share * nodes["value"], 0.0)
        trees.value[row, count] = torch.from_numpy(value.astype(np.float32))
    return trees.eval()


def _start_of(fit: TaskData, grown: Sequence[_Boosted]) -> Tensor:
    """``(outputs,)`` of the raw answer without any tree."""
    start = torch.zeros(fit.target.outputs, dtype=torch.float64)
    if isinstance(fit.target, Distribution):
        start += torch.from_numpy(np.log(_usual_shares(fit).clip(MIN_SHARE)))
    elif isinstance(fit.target, Ordinal):
        known = [_classes_of(fit), *(boosted.model.classes_ for boosted in grown)]
        start += np.log(MIN_SHARE)  # of a class that no row is of
        start[torch.from_numpy(np.concatenate(known))] = 0.0
    for boosted in grown:
        first = np.ravel(boosted.model._baseline_prediction) + boosted.offset
        start[list(boosted.outputs)] += torch.from_numpy(boosted.share * first)
    return start.float()


def _usual_shares(fit: TaskData) -> FloatArray:
    """``(outputs,)`` for all roads: medians, whose L1 is small; or the leading category alone."""
    shares = fit.target.truth(fit.values[fit.rows["train"]])
    medians, means = np.median(shares, axis=0), shares.mean(0)
    return medians if medians.any() else (means == means.max()).astype(np.float64)

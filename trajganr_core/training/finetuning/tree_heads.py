"""The heads of preset `best`: for each task the table, boosted trees on it and shrinkage (ours)."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import torch
from threadpoolctl import threadpool_limits
from torch import Tensor

from ...contract.tasks import Kind
from ...executors.process_pool import cores
from ...features.location_features import LocationFeatureTable
from ...model.best.boosted import Boosted
from ...model.best.own_passes import OwnClass, own_of
from ...model.best.picture_ridge import PictureRidge
from ...model.best.segment_table import SegmentTable
from ...model.targets import Ordinal, Regression, Target, fit_target
from ...utils.arrays import Float32Array, IntArray
from ...utils.progress import Progress
from .boosted_trees import WEIGHT_OF_HALVES, Examples, grow_trees
from .driver_halves import Half
from .shrinkage import fitted_shrinkage
from .task_data import TaskData
from .train_heads import answers

__all__ = ["TableOf", "grow_heads"]

#: Largest number of principal components of the pictures around a road.
COMPONENTS = 16

#: Penalties of the ridge regression on pictures, among which the validation roads choose.
PENALTIES = (300.0, 1000.0, 3000.0)
#: Numbers of classes as values.
NUMBERS = Regression("linear", mean=0.0, spread=1.0)
#: Builds the features of edges ``(n,)`` from one half of the input trips.
TableOf = Callable[[Half, IntArray], LocationFeatureTable]


def grow_heads(
    fits: Sequence[TaskData],
    table: LocationFeatureTable,
    halves: Sequence[Half],
    table_of: TableOf,
    progress: Progress,
) -> dict[str, tuple[Boosted, dict[str, Any]]]:
    """A head for each task, and its entry for the card; the processor's cores share the tasks.

    Args:
        fits: the tasks, with labels at the rows of the table.
        table: features of the tasks' roads.
        halves: further examples, from the input trips alone.
    """
    columns_of = _segment_table(fits, table)
    sees_pictures = columns_of.axes.numel() > 0
    columns, traffic = _columns(columns_of, table), torch.from_numpy(table.traffic)
    of_halves: dict[str, list[Examples]] = {fit.task.id: [] for fit in fits}
    for half in halves:
        edge = np.flatnonzero(np.any([of.known for of in half.labels.values()], axis=0))
        of_half = _columns(columns_of, table_of(half, edge)).numpy()
        for fit in fits:
            if labels := half.labels.get(fit.task.id):
                learned = TaskData.to_learn(labels, edge, _target(fit, halves))
                of_halves[fit.task.id].append(Examples(of_half, learned, WEIGHT_OF_HALVES))

    def grown(fit: TaskData) -> tuple[Boosted, dict[str, Any]]:
        examples = of_halves[fit.task.id]
        trees = grow_trees(fit, columns.numpy(), examples)
        raw, ranks = trees(columns), None
        own = own_of(fit.task.id, fit.target, table.model.config)
        if isinstance(own, OwnClass):
            ranks = grow_trees(*_ranks_of(fit, columns.numpy(), examples))
            raw = torch.cat([raw, ranks(columns)], dim=1)
        shrinkage = fitted_shrinkage(own, fit, raw, traffic)
        ranks = ranks if shrinkage else None
        head = Boosted(columns_of, trees, shrinkage, ranks).to(table.device).eval()
        penalty = None
        if sees_pictures and fit.target.kind is Kind.DISTRIBUTION:
            head, penalty = _with_pictures(head, fit, table)
        return head, {
            "trees": len(trees.output),
            "ranks": None if ranks is None else len(ranks.output),
            "penalty": penalty,
            "components": columns_of.axes.shape[1],
            "shrinkage": None if shrinkage is None else shrinkage.passes,
        }

    progress("Growing trees", 0.0)
    # Sums over some thousand roads are too small to be shared: two threads take longer.
    with threadpool_limits(1, user_api="openmp"), ThreadPoolExecutor(cores()) as pool:
        heads = {}
        for fit, head in zip(fits, pool.map(grown, fits), strict=True):
            heads[fit.task.id] = head
            progress("Growing trees", len(heads) / len(fits))
    return heads


def _segment_table(fits: Sequence[TaskData], table: LocationFeatureTable) -> SegmentTable:
    """The table, with the principal components of the pictures around training roads."""
    config = table.model.config
    around = table.around(np.unique(np.concatenate([fit.rows["train"] for fit in fits])))
    sees = config.sees("image") and len(around) > 1
    components = min(COMPONENTS, len(around) - 1, around.shape[1]) if sees else 0
    found = SegmentTable(config, components).to(table.device)
    if components:
        found.fit(around)
    return found


def _with_pictures(
    head: Boosted, fit: TaskData, table: LocationFeatureTable
) -> tuple[Boosted, float | None]:
    """The head with a ridge regression on pictures, and its penalty, unless that is worse."""
    rows, validation = fit.rows["train"], fit.rows["validation"]
    features = table.at(rows, 0)
    seen = features.has_around
    shares = fit.encoded[torch.from_numpy(rows)].to(table.device)[seen]
    weight = torch.from_numpy(fit.weight[rows]).to(table.device)[seen]
    candidates: list[tuple[Boosted, float | None]] = [(head, None)]
    for penalty in PENALTIES:
        ridge = PictureRidge(features.around.shape[1], fit.target.outputs).to(table.device)
        ridge.fit(features.around[seen], shares, weight, penalty)
        with_it = Boosted(head.table, head.trees, head.shrinkage, head.ranks, ridge)
        candidates.append((with_it.eval(), penalty))
    misfits = [
        fit.misfit(answers(one, table, validation, trips=0), validation) for one, _ in candidates
    ]
    return candidates[int(np.argmin(misfits))]


def _columns(segments: SegmentTable, table: LocationFeatureTable) -> Tensor:
    """Columns ``(n, columns)`` of all rows, on the CPU; no trip is encoded."""
    return answers(segments, table, np.arange(len(table)), trips=0)


def _ranks_of(
    fit: TaskData, columns: Float32Array, of_halves: Sequence[Examples]
) -> tuple[TaskData, Float32Array, list[Examples]]:
    """Arguments of :func:`grow_trees` for the number of the class as a value."""

    def numbers(fit: TaskData) -> TaskData:
        number = fit.target.truth(fit.values).argmax(1)
        assert isinstance(fit.target, Ordinal)  # nosec B101 # holds by construction
        return dataclasses.replace(
            fit,
            values=number[:, None].astype(np.float64),
            target=NUMBERS,
            encoded=torch.from_numpy(number[:, None]).float(),
            weight=np.array(fit.target.weights, dtype=np.float32)[number],
        )

    examples = [dataclasses.replace(each, fit=numbers(each.fit)) for each in of_halves]
    return numbers(fit), columns, examples


def _target(fit: TaskData, halves: Sequence[Half]) -> Target:
    """The target of labels from half of the trips: classes of a count have bounds of their own."""
    if not isinstance(fit.target, Ordinal):
        return fit.target
    both = [half.labels[fit.task.id] for half in halves]
    return fit_target(fit.task, np.concatenate([of.values[of.known] for of in both]))

"""The pretext task of heads: predict from one half of the input trips what the other half shows.

Ours (docs/method.md, "What preset `best` changes"). Labels are few, and come from drivers whose
trips are not inputs of a head. Input trips are many. Their drivers are split into two halves, and a
head with the trips of one half as inputs predicts the labels derived from the other half. Neither
labels nor the trips that they are derived from are used.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add

import numpy as np
import pandas as pd
import torch

from ...contract.tasks import TASKS, Task
from ...data.bundle import Bundle
from ...data.labels.derived import observe, trip_labels
from ...features.input_trips import InputTrips
from ...features.known_roads import KnownRoads
from ...features.location_features import LocationFeatureTable
from ...features.segment_features import SegmentFeatures, segment_context
from ...model.heads import Ensemble
from ...model.targets import fit_target
from ...utils.arrays import BoolArray, IntArray
from ..engine.checkpoint import remove_checkpoint
from .head_learner import HeadBatch, HeadLearner, HeadTraining
from .task_data import TaskData
from .task_labels import TaskLabels, labels_from_trips

__all__ = ["Pretext", "halves", "learn_pretext", "prepare_pretext"]


@dataclass(frozen=True)
class Pretext:
    """Training data from a bundle's input trips.

    Attributes:
        batches: features from each half, with labels from the other half.
        context: segment features of all edges, from all input trips.
        edges: that occur in a batch of either half.
    """

    batches: tuple[HeadBatch, ...]
    context: SegmentFeatures
    edges: IntArray


def prepare_pretext(
    bundle: Bundle,
    inputs: InputTrips,
    context: SegmentFeatures,
    tasks: Sequence[str],
    table_of: Callable[[InputTrips, IntArray, SegmentFeatures], LocationFeatureTable],
    known: KnownRoads | None = None,
) -> Pretext | None:
    """The data of both halves; None where trips give no labels for any of the tasks.

    Args:
        inputs: its input trips.
        context: of its edges, from all of these.
        tasks: ids of the heads' tasks.
        table_of: builds the features of edges ``(n,)`` from some trips.
        known: the model's road function with the bundle's input trips.
    """
    network, first = bundle.network, halves(inputs)
    both_halves = (first, ~first)
    parts = [InputTrips(inputs.trips, inputs.rows[half]) for half in both_halves]
    observed = [
        trip_labels(reduce(add, (observe(trips, network) for _, trips in part.parts())))
        for part in parts
    ]
    by_task = {name: _labels_of_halves(TASKS[name], observed) for name in tasks}
    labels = {name: both for name, both in by_task.items() if both}
    if not labels:
        return None
    targets = {}
    for name, both in labels.items():
        values = np.concatenate([half.values[half.known] for half in both])
        targets[name] = fit_target(TASKS[name], values)
    batches, edges = [], []
    for number, part in enumerate(parts):
        others = {name: both[1 - number] for name, both in labels.items()}
        edge = np.flatnonzero(np.any([one.known for one in others.values()], axis=0))
        roads = known.columns(both_halves[number]) if known else None
        table = table_of(part, edge, segment_context(network, part.hops(bundle.area), roads))
        fits = {name: TaskData.to_learn(one, edge, targets[name]) for name, one in others.items()}
        batches.append(HeadBatch(table, fits))
        edges.append(edge)
    return Pretext(tuple(batches), context, np.unique(np.concatenate(edges)))


def halves(inputs: InputTrips) -> BoolArray:
    """``(n,)`` whether a piece is of the first half.

    All trips of a driver are of one half; where there is one driver only, all pieces of a trip.
    Those with most fixes are assigned first, each to the half that has less.
    """
    trips, rows = inputs.trips, inputs.rows
    by = (trips.driver_id[rows], trips.trip_id[rows], np.arange(len(rows)))
    group = next(groups for ids in by if (groups := np.unique(ids, return_inverse=True)[1]).any())
    fixes = np.bincount(group, weights=np.diff(trips.offsets)[rows]).astype(np.int64)
    is_first = np.zeros(len(fixes), dtype=np.bool_)
    sums = [0, 0]
    for number in np.argsort(-fixes, kind="stable").tolist():
        is_first[number] = sums[0] <= sums[1]
        sums[0 if is_first[number] else 1] += int(fixes[number])
    return np.asarray(is_first[group])


def learn_pretext(heads: Mapping[str, Ensemble], pretext: Pretext, how: HeadTraining) -> None:
    """Pretrain heads on the pretext task, then set the scaling of their segment features.

    Args:
        heads: by task; those without labels from trips stay as they are.
        pretext: the training data.
        how: training settings; the checkpoint is removed at the end.
    """
    trained = {name: heads[name] for name in pretext.batches[0].fits}
    tables = [batch.table for batch in pretext.batches]
    by_halves = [table.context(np.arange(len(table))) for table in tables]
    segment, traffic = (torch.cat(parts) for parts in zip(*by_halves, strict=True))
    around = torch.cat([table.around(np.arange(len(table))) for table in tables])
    for head in trained.values():
        head.standardise(segment, traffic, around)
    _Pretext(trained, pretext.batches, how).trained()
    if how.ranks.is_first:
        remove_checkpoint(how.checkpoint)
    # All trips are twice as many as a half: the scaling is set anew, so that the usual count of
    # trips stays the usual one.
    segment, traffic = (
        torch.from_numpy(columns[pretext.edges]).to(around.device)
        for columns in (pretext.context.segment, pretext.context.traffic)
    )
    for head in trained.values():
        head.standardise(segment, traffic, around)


class _Pretext(HeadLearner):
    """Heads on the pretext task; the last epoch is kept."""

    stage = "Learning from trips"


def _labels_of_halves(task: Task, observed: Sequence[pd.DataFrame]) -> list[TaskLabels] | None:
    """Labels of a task from each half; None where not both halves have some."""
    if not all({*task.labels, task.support} <= set(half) for half in observed):
        return None
    labels = [labels_from_trips(half, task) for half in observed]
    return labels if all(of_half.known.any() for of_half in labels) else None

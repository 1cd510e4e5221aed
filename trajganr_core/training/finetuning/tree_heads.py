"""The heads of preset `best`: of each task a table, trees and a network, and shrinkage (ours)."""

from __future__ import annotations

import logging
import math
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import torch
from threadpoolctl import threadpool_limits
from torch import Tensor

from ...contract.tasks import Kind
from ...executors.process_pool import cores
from ...features.location_features import LocationFeatureTable
from ...features.prediction_loop import answers
from ...model.best.boosted import Boosted, SegmentTable
from ...model.best.network import Network
from ...model.best.own_passes import OwnClass, OwnMean, Shrinkage, own_of
from ...model.best.trees import Trees
from ...model.heads import LocationFeatures
from ...model.targets import Ordinal, Target, fit_target
from ...utils.arrays import IntArray
from ...utils.progress import Progress
from .boosted_trees import WEIGHT_OF_HALVES, Examples, grow_trees
from .driver_halves import Half
from .table_network import train_network
from .task_data import TaskData

log = logging.getLogger(__name__)

#: Of the network in the mean with the trees; the first one unless that is clearly worse.
SHARES = (0.5, 0.0, 1.0)
#: By which the network's mean L1 has to be smaller than that of the same shares everywhere.
STANDARD_ERRORS = 2.0
NOTHING_LEARNED = (
    "%s: on the validation roads, columns and pictures predict no better than the same shares "
    "everywhere, so these are predicted"
)
#: Builds the features of edges ``(n,)`` from one half of the input trips.
TableOf = Callable[[Half, IntArray], LocationFeatureTable]
#: Numbers of passes at which their mean has half of the weight, the strongest first.
STRENGTHS = (50.0, 100.0, 200.0, 400.0, 800.0)
#: The same for trips and the class of their number, from which that of a label hardly differs.
STRENGTHS_OF_CLASSES = (12.5, 25.0, *STRENGTHS)
#: Shrinkage is used unless it makes the error on the validation roads larger than this times the
#: smallest one: few of these have many passes, so that they hardly tell strengths apart.
TOLERANCE = 1.01


def grow_heads(
    fits: Sequence[TaskData],
    table: LocationFeatureTable,
    halves: Sequence[Half],
    table_of: TableOf,
    progress: Progress,
) -> dict[str, tuple[Boosted, dict[str, Any]]]:
    """A head for each task, and its entry for the card; the processor's cores share the trees.

    Args:
        fits: the tasks, with labels at the rows of the table.
        table: features of the tasks' roads.
        halves: further examples, from the input trips alone.
    """
    segments = SegmentTable(table.model.config).to(table.device)
    columns = _at_all_rows(segments, table)
    of_halves: dict[str, list[Examples]] = {fit.task.id: [] for fit in fits}
    for half in halves:
        edge = np.flatnonzero(np.any([of.known for of in half.labels.values()], axis=0))
        of_half = _at_all_rows(segments, table_of(half, edge)).numpy()
        for fit in fits:
            if labels := half.labels.get(fit.task.id):
                learned = TaskData.to_learn(labels, edge, _target(fit, halves))
                of_halves[fit.task.id].append(Examples(of_half, learned, WEIGHT_OF_HALVES))

    def grown(fit: TaskData) -> Trees:
        return grow_trees(fit, columns.numpy(), of_halves[fit.task.id])

    progress("Growing trees", 0.0)
    # Sums over some thousand roads are too small to be shared: two threads take longer.
    with threadpool_limits(1, user_api="openmp"), ThreadPoolExecutor(cores()) as pool:
        all_trees = pool.map(grown, fits)
        heads = {}
        for fit, trees in zip(fits, all_trees, strict=True):
            heads[fit.task.id] = _with_network(
                trees, fit, segments, columns, table, of_halves[fit.task.id]
            )
            progress("Growing trees", len(heads) / len(fits))
    return heads


def _with_network(
    trees: Trees,
    fit: TaskData,
    segments: SegmentTable,
    columns: Tensor,
    table: LocationFeatureTable,
    of_halves: Sequence[Examples],
) -> tuple[Boosted, dict[str, Any]]:
    """The head of a task with these trees, and its entry for the card."""
    pictures, inputs = 0, columns
    if fit.target.kind is Kind.DISTRIBUTION and table.model.config.sees("image"):
        around = table.around(fit.rows["train"])
        pictures = around.shape[1] if len(around) else 0
    if pictures:
        blank = Network(segments.columns, fit.target.outputs, pictures)
        inputs = _at_all_rows(lambda features: blank.inputs(segments(features), features), table)
    network = train_network(segments.columns, fit, inputs, pictures, of_halves)
    of_trees, of_network = trees(columns), network(inputs)
    share = _share_of_network(fit, of_trees, of_network)
    own = own_of(fit.task.id, fit.target, table.model.config)
    answered = torch.lerp(of_trees, of_network, share)
    shrinkage = fitted_shrinkage(own, fit, answered, torch.from_numpy(table.traffic))
    head = Boosted(segments, trees, network, share, shrinkage).to(table.device).eval()
    return head, {
        "trees": len(trees.output),
        "share": share,
        "pictures": pictures,
        "shrinkage": None if shrinkage is None else shrinkage.passes,
    }


def _share_of_network(fit: TaskData, of_trees: Tensor, of_network: Tensor) -> float:
    """One half, unless trees or network alone are clearly better on the validation roads.

    Shares have no trees: the network has to be better than the same shares everywhere.
    """
    rows = fit.rows["validation"]
    at = torch.from_numpy(rows)
    if fit.target.kind is Kind.DISTRIBUTION:
        both = (fit.target.errors(raw[at], fit.encoded[at]) for raw in (of_trees, of_network))
        gain = torch.sub(*both)
        if gain.mean() > STANDARD_ERRORS * gain.std() / len(gain) ** 0.5:
            return 1.0
        log.warning(NOTHING_LEARNED, fit.task.title)
        return 0.0
    misfits = [
        fit.misfit(torch.lerp(of_trees[at], of_network[at], share), rows) for share in SHARES
    ]
    smallest = min(misfits)
    allowed = smallest + (TOLERANCE - 1) * abs(smallest)  # log likelihoods may be negative
    return next(share for share, found in zip(SHARES, misfits, strict=True) if found <= allowed)


def _at_all_rows(
    values: Callable[[LocationFeatures], Tensor], table: LocationFeatureTable
) -> Tensor:
    """Values ``(n, …)`` of all rows, on the CPU; no trip is encoded."""
    return answers(values, table, np.arange(len(table)), trips=0)


def _target(fit: TaskData, halves: Sequence[Half]) -> Target:
    """The target of labels from half of the trips: classes of a count have bounds of their own."""
    if not isinstance(fit.target, Ordinal):
        return fit.target
    both = [half.labels[fit.task.id] for half in halves]
    return fit_target(fit.task, np.concatenate([of.values[of.known] for of in both]))


def fitted_shrinkage(
    own: OwnMean | OwnClass | None, fit: TaskData, answers: Tensor, traffic: Tensor
) -> Shrinkage | None:
    """The strongest shrinkage that the validation roads allow.

    A label that does not mean what the trips show, such as a speed limit, allows none. Of a mean,
    the loss says so; of a class, the squared error of the expected one: the most probable one of
    few classes changes by leaps.

    Args:
        own: what the trips show; None where they show nothing.
        answers: at all rows of the task, ``(n, outputs)``.
        traffic: ``(n, T)`` traffic features of the rows.
    """
    rows = fit.rows["validation"]
    if own is None or not len(rows):
        return None
    at = torch.from_numpy(rows)
    candidates = list(_candidates(own, fit, answers, traffic))
    misfits = [_misfit(each, fit, answers[at], traffic[at]) for each in candidates]
    unshrunk = _misfit(Shrinkage(own, math.inf), fit, answers[at], traffic[at])
    allowed = TOLERANCE * min(*misfits, unshrunk)
    found = zip(candidates, misfits, strict=True)
    return next((candidate for candidate, misfit in found if misfit <= allowed), None)


def _misfit(shrinkage: Shrinkage, fit: TaskData, answers: Tensor, traffic: Tensor) -> float:
    """On the validation roads, of whose answers and traffic features it is."""
    rows, own = fit.rows["validation"], shrinkage.own
    if isinstance(own, OwnMean):
        return fit.misfit(shrinkage(answers, traffic), rows)
    expected = own.expected_class(answers, traffic, shrinkage.weight(traffic))
    return float((expected - fit.encoded[torch.from_numpy(rows), 0]).square().mean())


def _candidates(
    own: OwnMean | OwnClass, fit: TaskData, answers: Tensor, traffic: Tensor
) -> Iterator[Shrinkage]:
    """Shrinkage of each strength; roads to learn from and to validate on bound the classes."""
    if isinstance(own, OwnMean):
        yield from (Shrinkage(own, passes) for passes in STRENGTHS)
        return
    at = torch.from_numpy(np.flatnonzero(fit.learns))
    sizes = fit.encoded[at, 0].long().bincount(minlength=fit.target.outputs)
    for passes in STRENGTHS_OF_CLASSES:
        classes = OwnClass(fit.target.outputs)
        shrinkage = Shrinkage(classes, passes)
        classes.fit(answers[at], traffic[at], shrinkage.weight(traffic[at]), sizes)
        yield shrinkage

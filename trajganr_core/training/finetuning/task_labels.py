"""A task's labels from a bundle, validated before they are used."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from ...contract.errors import Code, TrajganrError
from ...contract.tasks import Kind, Task
from ...data.bundle import Bundle
from ...utils.arrays import BoolArray, FloatArray

#: Tolerance of the sum of shares, because of rounded percentages.
SHARE_TOLERANCE = 0.01


@dataclass(frozen=True)
class TaskLabels:
    """Labels of all directed edges for one task.

    Attributes:
        values: ``(E, columns)``: the task's label columns; of a rate, events and exposure.
        support: ``(E,)`` observations behind each.
        known: ``(E,)`` which have enough observations to be used; of the user's own labels, all.
    """

    task: Task
    values: FloatArray
    support: FloatArray
    known: BoolArray


def labelled_tasks(bundle: Bundle) -> tuple[str, ...]:
    """Ids of the tasks that a bundle has enough labels for; where none has, of those with any.

    Raises:
        TrajganrError: ``INPUT.EMPTY`` without any.
    """
    tasks = tuple(bundle.manifest.supported_tasks)
    if not tasks:
        raise TrajganrError(
            Code.INPUT_EMPTY,
            "The bundle {name!r} has no labels for any task.",
            "Prepare it with a share of label drivers above zero, and at least two drivers.",
            name=bundle.title,
        )
    return tasks


def labels_of(bundle: Bundle, task: Task) -> TaskLabels:
    """The labels that a bundle has for a task.

    Raises:
        TrajganrError: ``INPUT.FIELD`` when there are none, or when one lies outside its range:
            infinite or negative values, shares that do not sum to one, events without exposure.
    """
    missing = [name for name in (*task.labels, task.support) if name not in bundle.labels]
    if missing:
        raise TrajganrError(
            Code.INPUT_FIELD,
            "The bundle has no labels for {task}: {reason}",
            "Prepare it from data that has them, or leave the task out.",
            task=task.title,
            reason=bundle.manifest.notes.get(task.id, f"it has no {', '.join(missing)}."),
        )
    labels = bundle.labels
    columns, values = _values(task, labels)
    for column, wrong, reason in _faults(task, columns, values):
        if wrong.any():
            raise TrajganrError(
                Code.INPUT_FIELD,
                "{count} labels of {task} in the column {column} {reason}.",
                "Correct them where the bundle's labels come from, and prepare it again.",
                task=task.title,
                column=column,
                count=int(wrong.sum()),
                reason=reason,
            )
    is_own = task.id in bundle.manifest.own_labels
    return _task_labels(task, labels, values, least=0 if is_own else task.minimum_support)


def labels_from_trips(observed: pd.DataFrame, task: Task) -> TaskLabels:
    """Labels of a task derived from trips, however few passed.

    Args:
        observed: of :func:`~...data.labels.derived.trip_labels`, with the task's columns.
    """
    return _task_labels(task, observed, _values(task, observed)[1], least=1)


def _values(task: Task, labels: pd.DataFrame) -> tuple[tuple[str, ...], FloatArray]:
    """The columns that hold a task's labels, and ``(E, columns)`` of them: counts where known."""
    has_counts = bool(task.counts) and set(task.counts) <= set(labels)
    columns = task.counts if has_counts else task.labels
    return columns, labels[list(columns)].to_numpy(dtype=np.float64)


def _task_labels(task: Task, labels: pd.DataFrame, values: FloatArray, *, least: int) -> TaskLabels:
    if task.kind is Kind.RATE and values.shape[1] == 1:  # as observed over an exposure of one
        values = np.column_stack([values[:, 0], np.ones(len(values))])
    support = labels[task.support].to_numpy(dtype=np.float64)
    known = (support >= least) & np.isfinite(values).all(axis=1)
    if task.kind is Kind.RATE:
        known &= values[:, 1] > 0
    return TaskLabels(task, values, support, known)


def _faults(
    task: Task, columns: tuple[str, ...], values: FloatArray
) -> Iterator[tuple[str, BoolArray, str]]:
    """Possible errors of labels: the column, the rows that have it, and its text.

    A missing value (NaN) is no error: the road has no label.
    """
    for name, column in zip(columns, values.T, strict=True):
        yield name, np.isinf(column), "are infinite"
        yield name, column < 0, "are negative"
    if task.kind is Kind.DISTRIBUTION:
        apart = np.abs(values.sum(axis=1) - 1)
        yield f"{columns[0]} … {columns[-1]}", apart > SHARE_TOLERANCE, "do not sum to one"
    if len(columns) > 1 and task.kind is Kind.RATE:
        stray = (values[:, 0] > 0) & (values[:, 1] == 0)
        enough = ~np.isnan(values).any(axis=1)
        yield columns[0], stray & enough, "count events without exposure"

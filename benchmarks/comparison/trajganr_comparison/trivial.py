"""Baselines without learning, which every model should outperform."""

from __future__ import annotations

import time
from abc import ABC, abstractmethod

import numpy as np
import pandas as pd
from scipy.spatial import cKDTree

from trajganr_core.contract.tasks import Kind
from trajganr_core.data.bundle import Bundle
from trajganr_core.data.labels.derived import trip_labels
from trajganr_core.model.targets import Ordinal
from trajganr_core.training.finetuning.task_data import TaskData
from trajganr_core.training.finetuning.without_labels import (
    labels_of_passes,
    observed_on_inputs,
    of_passes,
)
from trajganr_core.utils.arrays import FloatArray
from trajganr_core.utils.progress import Progress

from .system import Cell, Outcome, raw_of

#: Number of training roads whose places of interest are averaged.
NEAREST = 8


class Trivial(ABC):
    """A baseline without weights."""

    id: str
    title: str

    @property
    def series(self) -> str:
        """See :class:`~.system.System`."""
        return self.id

    def answer(self, cell: Cell, progress: Progress) -> Outcome:
        """See :class:`~.system.System`."""
        begun = time.perf_counter()
        predicted = self.predictions(cell)
        query_us = 1e6 * (time.perf_counter() - begun) / len(cell.edge)
        raw = {fit.task.id: raw_of(fit.target, predicted[fit.task.id]) for fit in cell.fits}
        return Outcome(raw, "no weights", 0, 0.0, query_us)

    @abstractmethod
    def predictions(self, cell: Cell) -> dict[str, FloatArray]:
        """By task ``(n, …)`` at all rows, in the form of :meth:`.Target.decode`."""


class TrainingMean(Trivial):
    """The mean of the training labels, or the shares of their classes."""

    id = "training_mean"
    title = "Training mean or majority"

    def predictions(self, cell: Cell) -> dict[str, FloatArray]:
        """See :class:`Trivial`."""
        return {fit.task.id: _mean(fit) for fit in cell.fits}


class NearestLabel(Trivial):
    """The label of the training road with the nearest midpoint."""

    id = "nearest_label"
    title = "Nearest training label"

    def predictions(self, cell: Cell) -> dict[str, FloatArray]:
        """See :class:`Trivial`."""
        return {fit.task.id: _around(fit, cell, 1) for fit in cell.fits}


class SegmentMean(Trivial):
    """The labels of the input trips on the segment; without trips, the training mean.

    Speed and slow-down intensity are those of the input trips; braking is their rate of hard
    braking or, if their fixes are too far apart for that, their slow-down intensity, scaled to the
    mean of the training roads; popularity has the classes of training roads with about as many
    input trips. Places of interest, which trips do not show, are those of the nearest training
    roads.
    """

    id = "segment_mean"
    title = "Segment mean"

    def predictions(self, cell: Cell) -> dict[str, FloatArray]:
        """See :class:`Trivial`."""
        labels = _of_input_trips(cell.study.bundle).loc[cell.edge].reset_index(drop=True)
        return {fit.task.id: _of_segment(fit, labels, cell) for fit in cell.fits}


class PassMean(Trivial):
    """The mean of the road's input passes, for which no label is needed.

    A road without passes has the mean of all input passes over roads of its class. Popularity is
    the fifth of the road's number of input trips among the training roads. Tasks of which the input
    trips show nothing have the training mean.
    """

    id = "pass_mean"
    title = "Mean of the road's input passes"

    def predictions(self, cell: Cell) -> dict[str, FloatArray]:
        """See :class:`Trivial`."""
        labels = labels_of_passes(cell.study.bundle).loc[cell.edge].reset_index(drop=True)
        predicted = {}
        for fit in cell.fits:
            found = of_passes(fit.task, labels, fit.rows["train"])
            predicted[fit.task.id] = _mean(fit) if found is None else found.mean
        return predicted


def _of_input_trips(bundle: Bundle) -> pd.DataFrame:
    """``(E,)`` the labels that the input trips would have."""
    return trip_labels(observed_on_inputs(bundle))


def _of_segment(fit: TaskData, labels: pd.DataFrame, cell: Cell) -> FloatArray:
    if fit.target.kind is Kind.DISTRIBUTION:
        return _around(fit, cell, NEAREST)
    if fit.target.kind is Kind.ORDINAL:
        return _of_counts(fit, labels[["trip_count"]].to_numpy(dtype=np.float64))
    (label,) = fit.task.labels
    values = np.full(len(labels), np.nan)
    if label in labels:
        values = labels[label].to_numpy(dtype=np.float64)
    elif fit.target.kind is Kind.RATE and "slowdown_mps2" in labels:
        slowdown = labels["slowdown_mps2"].to_numpy(dtype=np.float64)
        usual = float(np.nanmean(slowdown[fit.rows["train"]]))
        if usual > 0:
            values = slowdown * (_mean(fit)[0, 0] / usual)
    return np.where(np.isnan(values[:, None]), _mean(fit), values[:, None])


def _of_counts(fit: TaskData, count: FloatArray) -> FloatArray:
    """Shares of classes among training roads with a number of input trips in the same bin."""
    train = fit.rows["train"]
    bins = Ordinal.fit(count[train])
    own = bins.encode(count).numpy()[:, 0].astype(np.int64)
    truth, usual = fit.target.truth(fit.values[train]), _mean(fit)[0]
    shares = [
        truth[own[train] == b].mean(0) if (own[train] == b).any() else usual
        for b in range(bins.outputs)
    ]
    return np.array(shares)[own]


def _mean(fit: TaskData) -> FloatArray:
    return fit.target.trivial(fit.values[fit.rows["train"]], len(fit.edge))


def _around(fit: TaskData, cell: Cell, count: int) -> FloatArray:
    """Mean of the labels of the nearest training roads, which may include the road itself."""
    train = fit.rows["train"]
    xy = cell.study.bundle.area.to_local(*cell.locations.lon_lat.T)
    nearest = cKDTree(xy[train]).query(xy, range(1, min(count, len(train)) + 1))[1]
    return np.asarray(fit.target.truth(fit.values[train])[nearest].mean(1))

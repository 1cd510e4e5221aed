"""Answers that need no learning: what shames a model that does not beat them."""

from __future__ import annotations

import time
from abc import ABC, abstractmethod

import numpy as np
import pandas as pd
from scipy.spatial import cKDTree

from ..contract.tasks import Kind
from ..data.labels.derived import observe, trip_labels
from ..features.location_features import input_tokens
from ..features.query_locations import edge_locations
from ..model.targets import Ordinal
from ..training.finetuning.task_data import TaskData
from ..utils.arrays import FloatArray
from ..utils.progress import Progress
from .system import Cell, Outcome, raw_of

__all__ = ["NearestLabel", "SegmentMean", "TrainingMean"]

#: Training roads whose places of interest are averaged.
NEAREST = 8


class Trivial(ABC):
    """A system that looks answers up."""

    id: str
    title: str

    def answer(self, cell: Cell, progress: Progress) -> Outcome:
        """See :class:`~.system.System`."""
        begun = time.perf_counter()
        predicted = self.predictions(cell)
        query_us = 1e6 * (time.perf_counter() - begun) / len(cell.edge)
        raw = {fit.task.id: raw_of(fit.target, predicted[fit.task.id]) for fit in cell.fits}
        return Outcome(raw, "looked up, no weights", 0, 0.0, query_us)

    @abstractmethod
    def predictions(self, cell: Cell) -> dict[str, FloatArray]:
        """By task ``(n, …)`` at all rows, as :meth:`Target.decode` answers."""


class TrainingMean(Trivial):
    """The mean of the training labels, the shares of their classes or their mean shares."""

    id = "training_mean"
    title = "Training mean or majority"

    def predictions(self, cell: Cell) -> dict[str, FloatArray]:
        """See :class:`Trivial`."""
        return {fit.task.id: _mean(fit) for fit in cell.fits}


class NearestLabel(Trivial):
    """The label of the training road whose middle is nearest."""

    id = "nearest_label"
    title = "Nearest training label"

    def predictions(self, cell: Cell) -> dict[str, FloatArray]:
        """See :class:`Trivial`."""
        place = _places(cell)
        return {fit.task.id: _around(fit, place, 1) for fit in cell.fits}


class SegmentMean(Trivial):
    """What the input trips on the segment say themselves; without any, the training mean.

    Speed is their mean, slow-down intensity their own, braking their rate of hard braking or, where
    their fixes are too far apart for that, their slow-down intensity, scaled to the training roads'
    mean; popularity the classes of training roads with about as many input trips. Trips tell
    nothing of places of interest: there, the nearest training roads are averaged.
    """

    id = "segment_mean"
    title = "Segment mean"

    def predictions(self, cell: Cell) -> dict[str, FloatArray]:
        """See :class:`Trivial`."""
        bundle = cell.study.bundle
        trips = input_tokens(bundle, bundle.area).trips
        told = trip_labels(observe(trips, bundle.network)).loc[cell.edge].reset_index(drop=True)
        return {fit.task.id: _of_segment(fit, told, cell) for fit in cell.fits}


def _of_segment(fit: TaskData, told: pd.DataFrame, cell: Cell) -> FloatArray:
    if fit.target.kind is Kind.DISTRIBUTION:
        return _around(fit, _places(cell), NEAREST)
    if fit.target.kind is Kind.ORDINAL:
        return _of_counts(fit, told[["trip_count"]].to_numpy(dtype=np.float64))
    (label,) = fit.task.labels
    if label in told:
        found = told[label].to_numpy(dtype=np.float64)
    elif fit.target.kind is Kind.RATE:
        found = _scaled(fit, told)
    else:
        found = np.full(len(told), np.nan)
    return np.where(np.isnan(found[:, None]), _mean(fit), found[:, None])


def _of_counts(fit: TaskData, count: FloatArray) -> FloatArray:
    """Shares of classes among training roads whose number of input trips is in the same bin."""
    train = fit.rows["train"]
    bins = Ordinal.fit(count[train])
    own = bins.encode(count).numpy()[:, 0].astype(np.int64)
    truth, usual = fit.target.truth(fit.values[train]), _mean(fit)[0]
    shares = [
        truth[own[train] == b].mean(0) if (own[train] == b).any() else usual
        for b in range(bins.outputs)
    ]
    return np.array(shares)[own]


def _scaled(fit: TaskData, told: pd.DataFrame) -> FloatArray:
    """Slow-down intensity in the unit of the task's labels; NaN where it is not known at all."""
    if "slowdown_mps2" not in told:
        return np.full(len(told), np.nan)
    slowing = told["slowdown_mps2"].to_numpy(dtype=np.float64)
    usual = float(np.nanmean(slowing[fit.rows["train"]]))
    return slowing * (_mean(fit)[0, 0] / usual) if usual > 0 else np.full(len(told), np.nan)


def _mean(fit: TaskData) -> FloatArray:
    return fit.target.trivial(fit.values[fit.rows["train"]], len(fit.edge))


def _around(fit: TaskData, place: FloatArray, count: int) -> FloatArray:
    """Mean of the labels of the nearest training roads, those of the road itself not excepted."""
    train = fit.rows["train"]
    nearest = cKDTree(place[train]).query(place, range(1, min(count, len(train)) + 1))[1]
    return np.asarray(fit.target.truth(fit.values[train])[nearest].mean(1))


def _places(cell: Cell) -> FloatArray:
    """``(n, 2)`` where each row is asked, local metres."""
    bundle = cell.study.bundle
    return bundle.area.to_local(*edge_locations(bundle, cell.edge).lon_lat.T)

"""What a benchmark asks of every system, and what it answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from ..configuration import FinetuneConfig
from ..data.matching.footprints import passes_through
from ..errors import Code, TrajganrError
from ..evidence import input_trips
from ..locations import edge_locations
from ..progress import Progress
from ..tasks import Kind
from ..training.targets import SMALLEST_SHARE, Target
from ..training.task_fit import TaskFit, fit_tasks
from .study import Study

__all__ = ["Cell", "Outcome", "Settings", "System", "raw_of"]

IntArray = npt.NDArray[np.int64]
FloatArray = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Settings:
    """How large and long the trainings of a benchmark are.

    Attributes:
        pretraining: options of :class:`~..configuration.PretrainConfig`.
        tuning: options of :class:`~..configuration.FinetuneConfig`: the budget of every network
            that learns labels.
        published: by id, options of the training of published systems without weights.
    """

    pretraining: Mapping[str, Any] = field(default_factory=dict)
    tuning: Mapping[str, Any] = field(default_factory=dict)
    published: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


@dataclass(frozen=True)
class Outcome:
    """How a system did on one study.

    Attributes:
        figures: by task, the figures of its test roads, as :meth:`TaskFit.figures` gives them.
        origin: where its weights come from, in words.
        parameters: how many were trained on this study area; None: it has no such number.
        seconds: of all that was trained.
        query_us: microseconds a road that is asked, without the training.
    """

    figures: Mapping[str, Mapping[str, float | None]]
    origin: str
    parameters: int | None
    seconds: float
    query_us: float


@dataclass(frozen=True)
class Cell:
    """One study with its labels: what a system learns from and is asked about.

    Attributes:
        study: the bundle and the roads that are held out.
        fits: the tasks, all with the same rows.
        trips: ``(n,)`` input trips through each row.
        settings: of trainings.
        notes: why other tasks are left out, by id.
    """

    study: Study
    fits: Sequence[TaskFit]
    trips: IntArray
    settings: Settings
    notes: Mapping[str, str]

    @classmethod
    def of(cls, study: Study, tasks: Sequence[str], settings: Settings) -> Cell:
        """The tasks that have labels in each part of the split.

        Raises:
            TrajganrError: ``INPUT.EMPTY`` when no task has; as
                :func:`~..training.task_labels.labels_of`.
        """
        share = cls._tuning(study, tuple(tasks), settings).label_share
        kept, notes = [], {}
        for name in tasks:
            try:
                fit_tasks(study.bundle, study.split, (name,), share, study.seed)
                kept.append(name)
            except TrajganrError as error:
                if error.code is not Code.INPUT_EMPTY:
                    raise
                notes[name] = error.message
                last = error
        if not kept:
            raise last
        fits = fit_tasks(study.bundle, study.split, kept, share, study.seed)
        trips = _trips_through(study, fits[0].edge)
        return cls(study, fits, trips, settings, notes)

    @property
    def edge(self) -> IntArray:
        """``(n,)`` the directed edge of each row."""
        return self.fits[0].edge

    @property
    def tuning(self) -> FinetuneConfig:
        """How labels are learned, whatever the system."""
        tasks = tuple(fit.task.id for fit in self.fits)
        return self._tuning(self.study, tasks, self.settings)

    def figures(self, raw: Mapping[str, Tensor]) -> dict[str, dict[str, float | None]]:
        """Figures of answers at all rows.

        Args:
            raw: by task ``(n, outputs)``, as a head answers, on the CPU.
        """
        found = {}
        for fit in self.fits:
            calibration, test = (
                raw[fit.task.id][torch.from_numpy(fit.rows[part])]
                for part in ("calibration", "test")
            )
            found[fit.task.id] = fit.figures(calibration, test, self.trips)[1]
        return found

    @staticmethod
    def _tuning(study: Study, tasks: tuple[str, ...], settings: Settings) -> FinetuneConfig:
        return FinetuneConfig(
            tasks=tasks,
            seed=study.seed,
            split=study.split.kind,
            fold=study.split.fold,
            device=study.device.type,
            **settings.tuning,
        )


class System(Protocol):
    """A row of the benchmark's table.

    Attributes:
        id: in results.
        title: for people.
    """

    @property
    def id(self) -> str: ...

    @property
    def title(self) -> str: ...

    def answer(self, cell: Cell, progress: Progress) -> Outcome:
        """Learn from the cell's training roads and be measured on its test roads.

        Raises:
            TrajganrError: where the system cannot be run here; ``JOB.CANCELLED``.
        """


def raw_of(target: Target, predicted: FloatArray) -> Tensor:
    """What a head would have to answer ``(n, outputs)`` for a target to decode to predictions.

    Args:
        target: fitted.
        predicted: values ``(n, 1)``, probabilities or shares ``(n, outputs)``.
    """
    if target.kind is Kind.ORDINAL:
        return torch.from_numpy(predicted).clamp_min(SMALLEST_SHARE).log()
    one = np.ones((len(predicted), 1))
    labels = np.hstack([predicted, one]) if target.kind is Kind.RATE else predicted
    return target.average(target.encode(labels)[:, None], torch.from_numpy(one).float())


def _trips_through(study: Study, edge: IntArray) -> IntArray:
    """As an evidence table counts them, so that intervals have the same groups for all."""
    places = edge_locations(study.bundle, edge)
    trips = input_trips(study.bundle, study.bundle.area).trips
    passes = passes_through(trips, places.edge, places.offset_m)
    return np.bincount(passes.query, minlength=len(edge))

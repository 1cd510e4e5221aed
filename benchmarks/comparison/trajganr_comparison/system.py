"""Input and output of the systems of a benchmark."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np
import pandas as pd
import torch
from torch import Tensor

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.options.training_config import FinetuneConfig
from trajganr_core.contract.tasks import BASES, Kind
from trajganr_core.evaluation.conformal import Conformal, covered_and_sizes
from trajganr_core.evaluation.splits import block_of_edge
from trajganr_core.features.input_trips import input_trips
from trajganr_core.features.query_locations import Locations, edge_locations
from trajganr_core.model.targets import MIN_SHARE, Target
from trajganr_core.training.finetuning.task_data import TaskData, fit_tasks
from trajganr_core.utils.arrays import BoolArray, Float32Array, FloatArray, IntArray
from trajganr_core.utils.progress import Progress

from .study import Study

#: The group of all test roads.
ALL = "all"
#: Decimals that are kept of a label and a prediction, by task.
DECIMALS = {"speed": 2, "popularity": 0, "aoi": 0, "braking": 3, "slowdown": 4}
#: A group of fewer test roads has no metrics, because single roads would decide them.
MIN_OF_GROUP = 30


@dataclass(frozen=True)
class Settings:
    """Sizes and lengths of the trainings of a benchmark.

    Attributes:
        pretraining: options of
            :class:`~trajganr_core.contract.options.training_config.PretrainConfig`.
        tuning: options of :class:`~trajganr_core.contract.options.training_config.FinetuneConfig`:
            the budget of every network that learns labels.
        published: by id, options of the training of published systems without weights.
        fewest_steps: minimum number of steps of every training without labels, so that a small
            study area is not trained less than a large one.
    """

    pretraining: Mapping[str, Any] = field(default_factory=dict)
    tuning: Mapping[str, Any] = field(default_factory=dict)
    published: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    fewest_steps: int = 0

    def seeing(self, backbone: str, weights: str) -> Settings:
        """The same with another backbone for all systems that use images.

        Args:
            backbone: timm's name.
            weights: of the backbone: ``hub``, ``none`` or a file.
        """
        gair = {**self.published.get("gair", {}), "backbone": backbone, "backbone_weights": weights}
        return dataclasses.replace(
            self,
            pretraining={**self.pretraining, "backbone": backbone, "weights": weights},
            published={**self.published, "gair": gair},
        )


@dataclass(frozen=True)
class Outcome:
    """The predictions of a system on one study.

    Attributes:
        raw: by task the raw outputs ``(n, outputs)`` at all rows of the cell, on the CPU.
        origin: where its weights come from, in words.
        parameters: number of weights trained on this study area; None for trees.
        seconds: of all trainings.
        query_us: microseconds per road, without the training.
        embedding: ``(E, D)`` of every directed edge, if the system has embeddings of roads.
    """

    raw: Mapping[str, Tensor]
    origin: str
    parameters: int | None
    seconds: float
    query_us: float
    embedding: Float32Array | None = None


@dataclass(frozen=True)
class Cell:
    """One study with its labels.

    Attributes:
        study: the bundle and the roads that are held out.
        fits: the tasks, all with the same rows.
        locations: n, one of each row.
        trips: ``(n,)`` number of input trips through each row.
        has_image: ``(n,)`` whether it has a street view.
        settings: of trainings.
        notes: why other tasks are left out, by id.
    """

    study: Study
    fits: Sequence[TaskData]
    locations: Locations
    trips: IntArray
    has_image: BoolArray
    settings: Settings
    notes: Mapping[str, str]

    @classmethod
    def of(cls, study: Study, tasks: Sequence[str], settings: Settings) -> Cell:
        """The tasks that have labels in each part of the split.

        Raises:
            TrajganrError: ``INPUT.EMPTY`` when no task has; as
                :func:`~trajganr_core.training.finetuning.task_labels.labels_of`.
        """
        share = settings.tuning.get("label_share", FinetuneConfig.label_share)
        chosen, notes = [], {}
        for name in tasks:
            try:
                fit_tasks(study.bundle, study.split, (name,), share, study.seed, study.at)
                chosen.append(name)
            except TrajganrError as error:
                if error.code is not Code.INPUT_EMPTY:
                    raise
                notes[name] = error.message
                last = error
        if not chosen:
            raise last
        fits = fit_tasks(study.bundle, study.split, chosen, share, study.seed, study.at)
        edge = fits[0].edge
        locations = study.at.locations if study.at else edge_locations(study.bundle, edge)
        # As the table of location features counts them, so that intervals have the same groups.
        passed, _ = input_trips(study.bundle).passing(locations.edge, locations.offset_m)
        counts = np.bincount(passed, minlength=len(locations))
        return cls(study, fits, locations, counts, locations.image >= 0, settings, notes)

    @property
    def edge(self) -> IntArray:
        """``(n,)`` the directed edge of each row."""
        return self.fits[0].edge

    @property
    def tuning(self) -> FinetuneConfig:
        """Options of learning from labels, the same for all systems."""
        study = self.study
        return FinetuneConfig(
            tasks=tuple(fit.task.id for fit in self.fits),
            seed=study.seed,
            split=study.split.kind,
            fold=study.split.fold,
            device=study.device.type,
            **self.settings.tuning,
        )

    @property
    def groups(self) -> dict[str, BoolArray]:
        """``(n,)`` which rows are in each group of roads, beginning with all roads."""
        everywhere = np.ones(len(self.trips), dtype=np.bool_)
        kinds = {"trips": self.trips > 0, "image": self.has_image}
        return {ALL: everywhere} | {
            f"{word} {kind}": rows
            for kind, has in kinds.items()
            for word, rows in (("with", has), ("without", ~has))
            if has.any() and not has.all()
        }

    def figures(
        self, raw: Mapping[str, Tensor], group: str = ALL
    ) -> dict[str, dict[str, float | None]]:
        """By task, the metrics of :meth:`TaskData.figures` on a group's test roads.

        Tasks of which the group has too few test roads are left out.

        Args:
            raw: see :class:`Outcome`.
            group: a key of :attr:`groups`.
        """
        of_task, chosen = {}, self.groups[group]
        for fit in self.fits:
            rows = {**fit.rows, "test": fit.rows["test"][chosen[fit.rows["test"]]]}
            if group != ALL and len(rows["test"]) < MIN_OF_GROUP:
                continue
            of_group = dataclasses.replace(fit, rows=rows)
            conformal, test = self._calibrated(of_group, raw[fit.task.id])
            of_task[fit.task.id] = of_group.figures(conformal, test, self.trips)
        return of_task

    def _calibrated(self, fit: TaskData, raw: Tensor) -> tuple[Conformal, Tensor]:
        """The intervals of a task, and the raw outputs at its test rows."""
        validation, calibration, test = (
            raw[torch.from_numpy(fit.rows[part])] for part in ("validation", "calibration", "test")
        )
        return fit.calibrated(validation, calibration, self.trips), test

    def predictions(self, raw: Mapping[str, Tensor]) -> pd.DataFrame:
        """One row per task and test road, the smallest from which errors can be compared by road.

        ``task, edge``; ``block``, the number of its square; ``highway``, its class; ``trips``, the
        number of input trips through it; ``basis``, one of
        :data:`~trajganr_core.contract.tasks.BASES`; ``truth`` and ``predicted``, rounded to
        :data:`DECIMALS`: values in the task's unit, classes, or positions of the leading category;
        ``distance``, the L1 distance of shares, NaN for other tasks; ``covered``, whether the truth
        is in the 90 % interval or set, null without intervals.
        """
        return pd.concat([self._predicted(fit, raw[fit.task.id]) for fit in self.fits])

    def _predicted(self, fit: TaskData, raw: Tensor) -> pd.DataFrame:
        rows, kind, bundle = fit.rows["test"], fit.target.kind, self.study.bundle
        conformal, test = self._calibrated(fit, raw)
        truth, decoded = fit.target.truth(fit.values[rows]), fit.target.decode(test)
        radius = conformal.radius(decoded, self.trips[rows])
        covered = pd.array(covered_and_sizes(kind, decoded, truth, radius)[0], dtype="boolean")
        covered[np.isnan(radius)] = pd.NA
        is_mix = kind is Kind.DISTRIBUTION
        distance = np.abs(truth - decoded).sum(1) if is_mix else np.full(len(rows), np.nan)
        one, other = (
            values[:, 0] if values.shape[1] == 1 else values.argmax(1)
            for values in (truth, decoded)
        )
        edge, decimals = fit.edge[rows], DECIMALS[fit.task.id]
        basis = (self.trips[rows] > 0) + 2 * self.has_image[rows]
        return pd.DataFrame(
            {
                "task": fit.task.id,
                "edge": edge.astype(np.int32),
                "block": block_of_edge(bundle.network, bundle.area)[edge].astype(np.int32),
                "highway": np.asarray(bundle.network.highway, dtype=str)[edge],
                "trips": self.trips[rows].astype(np.int32),
                "basis": np.array(BASES)[basis],
                "truth": np.round(one, decimals).astype(np.float32),
                "predicted": np.round(other, decimals).astype(np.float32),
                "distance": np.round(distance, 4).astype(np.float32),
                "covered": covered,
            }
        )


class System(Protocol):
    """A row of the benchmark's tables.

    Attributes:
        id: in results.
        title: in tables and figures.
        series: systems of the same series use the same pretrained model of a study.
    """

    @property
    def id(self) -> str: ...

    @property
    def title(self) -> str: ...

    @property
    def series(self) -> str: ...

    def answer(self, cell: Cell, progress: Progress) -> Outcome:
        """Learn from the cell's training roads and predict all of its rows.

        Raises:
            TrajganrError: if the system cannot run here; ``JOB.CANCELLED``.
        """


def raw_of(target: Target, predicted: FloatArray) -> Tensor:
    """The raw outputs ``(n, outputs)`` that a target decodes to given predictions.

    Args:
        target: fitted.
        predicted: values ``(n, 1)``, probabilities or shares ``(n, outputs)``.
    """
    if target.kind is Kind.ORDINAL:
        return torch.from_numpy(predicted).clamp_min(MIN_SHARE).log()
    one = np.ones((len(predicted), 1))
    labels = np.hstack([predicted, one]) if target.kind is Kind.RATE else predicted
    return target.average(target.encode(labels)[:, None], torch.from_numpy(one).float())

"""How directed segments are driven at sets of times of the week, by a model's road function."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import torch

from ..contract.errors import Code, TrajganrError
from ..contract.road_times import (
    DAY_TYPES,
    HOURS,
    PROFILE_FIELDS,
    TIME_BASES,
    hour_columns,
    time_fields,
)
from ..contract.time_sets import WHOLE_WEEK, TimeSet, parse_time_set
from ..data.bundle import title_of
from ..data.local_time import is_in
from ..data.passes import input_passes
from ..features.pass_context import PassContext, Surroundings
from ..model.model_folder import load_road_function
from ..model.road_function import PaceDistribution, RoadFunction
from ..utils.arrays import BoolArray, FloatArray, IntArray
from ..utils.progress import Progress, silent
from .loaded_model import LoadedModel

__all__ = ["RoadTimes", "Times", "times_of"]

#: Percentiles of speed are the other percentiles of pace.
PACE_LEVELS = (0.85, 0.5, 0.15)
DECIMALS = 2
#: Queries that are computed at once.
TOGETHER = 200_000
MINUTES_PER_HOUR = 60


@dataclass(frozen=True)
class Times:
    """Times that stand for a set, and how much.

    Attributes:
        minute: ``(k,)`` minutes since the beginning of Monday; NaN for the mean over all times.
        share: ``(k,)`` of the set; they sum to one.
    """

    minute: FloatArray
    share: FloatArray


def times_of(time_set: TimeSet) -> Times:
    """The middle of each hour of a set, or of the part of the hour that is in the set.

    The whole week is asked without a time, because its times are not driven evenly.
    """
    if time_set == WHOLE_WEEK:
        return Times(np.array([np.nan]), np.ones(1))
    parts = [
        (max(begin, hour), min(end, hour + MINUTES_PER_HOUR))
        for begin, end in time_set.intervals
        for hour in range(begin - begin % MINUTES_PER_HOUR, end, MINUTES_PER_HOUR)
    ]
    begin, end = np.array(parts, dtype=np.float64).T
    return Times((begin + end) / 2, (end - begin) / (end - begin).sum())


@dataclass(frozen=True)
class RoadTimes:
    """A road function and the passes of a bundle.

    Attributes:
        function: of the model.
        context: the input passes of the bundle.
        time_zone: IANA name of the zone of the times.
    """

    function: RoadFunction
    context: PassContext
    time_zone: str

    @classmethod
    def of(cls, opened: LoadedModel) -> RoadTimes | None:
        """Those of a model and its bundle; None if the model has no road function.

        Raises:
            TrajganrError: ``MODEL.MISSING``, ``MODEL.HASH`` or ``MODEL.INCOMPATIBLE``.
        """
        function = load_road_function(opened.path, opened.card)
        if function is None:
            return None
        bundle = opened.bundle
        surroundings = Surroundings.of(bundle.network, bundle.area)
        context = PassContext(surroundings, input_passes(bundle))
        asked = context.queries(np.zeros(1, dtype=np.int64), np.full(1, np.nan))
        if asked.features.shape[1] != len(function.centre):
            raise TrajganrError(
                Code.MODEL_INCOMPATIBLE,
                "The road function of the model {name!r} was made by another release.",
                "Pretrain the model again.",
                name=title_of(opened.card.name, opened.path),
            )
        return cls(function, context, bundle.manifest.time_zone)

    def columns(self, edge: IntArray, time_set: TimeSet) -> dict[str, Any]:
        """The columns of :func:`~..contract.road_times.time_fields` at a time set.

        The distribution of a set is the mean of those of its hours, each as long as it is.

        Args:
            edge: ``(n,)`` segments of the bundle's network; -1 where there is none, which leaves
                the row without a prediction.
            time_set: the times.
        """
        is_road = edge >= 0
        asked, row = np.unique(edge[is_road], return_inverse=True)
        times = times_of(time_set)
        speeds = np.concatenate(
            [
                self._speeds(some, np.tile(times.minute, (len(some), 1)), times.share)
                for some in _parts(asked, len(times.minute))
            ]
        )
        passes = self._passes(time_set)
        basis = np.where(passes > 0, 0, 1 if passes.any() else 2)
        columns = [*speeds.round(DECIMALS).T, passes[asked]]
        values = [_spread(column[row], is_road) for column in columns]
        bases = np.full(len(edge), None, dtype=object)
        bases[is_road] = np.array(TIME_BASES, dtype=object)[basis[edge[is_road]]]
        values.append(bases)
        names = [field.name for field in time_fields(time_set)]
        return dict(zip(names, values, strict=True))

    def hours(self, edge: IntArray, progress: Progress = silent) -> dict[str, FloatArray]:
        """The columns of :func:`~..contract.road_times.hour_columns`; ``edge`` as for columns."""
        is_road = edge >= 0
        asked, row = np.unique(edge[is_road], return_inverse=True)
        columns = {}
        for number, (name, (day, hour)) in enumerate(hour_columns().items()):
            progress("Predicting hours", number / len(hour_columns()))
            times = times_of(_hour_of(day, hour))
            parts = [
                self._distribution(some, np.tile(times.minute, (len(some), 1)), times.share).mean
                for some in _parts(asked, len(times.minute))
            ]
            speed = 3.6 / torch.cat(parts).double().numpy()
            columns[name] = _spread(speed.round(DECIMALS)[row], is_road)
        return columns

    def profiles(self, edge: IntArray) -> list[dict[str, dict[str, list[float]]] | None]:
        """Speeds and passes at each hour of a weekday and of a weekend day.

        Args:
            edge: ``(n,)`` as for :meth:`columns`.

        Returns:
            For each road the lists of :data:`~..contract.road_times.PROFILE_FIELDS`, by type of
            day; None where there is no road.
        """
        found: list[dict[str, dict[str, list[float]]] | None] = [None] * len(edge)
        rows = np.flatnonzero(edge >= 0)
        for day in DAY_TYPES if len(rows) else ():
            sets = [_hour_of(day, hour) for hour in range(HOURS)]
            times = [times_of(each) for each in sets]
            minute = np.stack([each.minute for each in times])
            asked = np.repeat(edge[rows], HOURS)
            speeds = self._speeds(asked, np.tile(minute, (len(rows), 1)), times[0].share)
            passes = np.stack([self._passes(each)[edge[rows]] for each in sets], axis=1)
            by_road = speeds.round(DECIMALS).reshape(len(rows), HOURS, -1)
            for row, own, counts in zip(rows.tolist(), by_road, passes, strict=True):
                lists = [*own.T.tolist(), counts.tolist()]
                profile = found[row] = found[row] or {}
                profile[day] = dict(zip(PROFILE_FIELDS, lists, strict=True))
        return found

    def _speeds(self, edge: IntArray, minute: FloatArray, share: FloatArray) -> FloatArray:
        """``(n, 6)`` mean, its interval, and percentiles; arguments of :meth:`_distribution`."""
        pace = self._distribution(edge, minute, share)
        unknown = torch.full_like(pace.mean, math.nan)
        paces = [pace.mean, unknown, unknown, *map(pace.quantile, PACE_LEVELS)]
        return 3.6 / torch.stack(paces, dim=1).double().numpy()

    @torch.no_grad()
    def _distribution(
        self, edge: IntArray, minute: FloatArray, share: FloatArray
    ) -> PaceDistribution:
        """Mixtures of the distributions at several times.

        Args:
            edge: ``(n,)`` segments of the bundle's network.
            minute: ``(n, k)`` times of each.
            share: ``(k,)`` of the times.
        """
        rows, count = minute.shape
        found = self.function(self.context.queries(np.repeat(edge, count), minute.ravel()))
        weight = torch.from_numpy(share.astype(np.float32))
        return PaceDistribution(
            mean=found.mean.reshape(rows, count) @ weight,
            log_weight=(found.log_weight.reshape(rows, count, -1) + weight.log()[:, None]).flatten(
                1
            ),
            location=found.location.reshape(rows, -1),
            spread=found.spread.reshape(rows, -1),
        )

    def _passes(self, time_set: TimeSet) -> IntArray:
        """``(E,)`` context passes of each segment at the times of a set."""
        if time_set not in self._counted:
            passed = is_in(time_set, self.context.passes.minute_of_week)
            edges = self.context.passes.edge[passed]
            self._counted[time_set] = np.bincount(edges, minlength=len(self.context.counts))
        return self._counted[time_set]

    @cached_property
    def _counted(self) -> dict[TimeSet, IntArray]:
        return {}


def _hour_of(day: str, hour: int) -> TimeSet:
    """An hour of a type of day."""
    return parse_time_set(f"{DAY_TYPES[day]} {hour:02}:00-{hour + 1:02}:00")


def _parts(edge: IntArray, times: int) -> list[IntArray]:
    """Segments, so many together that memory is bounded; at least one part."""
    return np.array_split(edge, math.ceil(max(1, len(edge) * times) / TOGETHER))


def _spread(values: FloatArray, is_road: BoolArray) -> FloatArray:
    """Values of the rows that are roads; the others have none, NaN or 0."""
    column = np.zeros(len(is_road), dtype=values.dtype)
    if values.dtype.kind == "f":
        column[:] = np.nan
    column[is_road] = values
    return column

"""A model's road function with the passes of a bundle's input trips, and what heads see of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from ..contract.errors import Code, TrajganrError
from ..contract.options.time_sets import TimeSet
from ..contract.records.model_card import ROAD_FUNCTION, ModelCard
from ..data.bundle import Bundle, title_of
from ..data.input_passes import input_passes
from ..data.local_time import is_in
from ..data.passes import PassTable
from ..evaluation.path_step import PathStep
from ..evaluation.road_intervals import RoadIntervals
from ..model.card_limits import reading_card
from ..model.model_folder import load_road_function
from ..model.road_function import USUAL_PACE, RoadFunction
from ..utils.arrays import BoolArray, Float32Array
from .pass_context import PassContext, Surroundings


@dataclass(frozen=True)
class KnownRoads:
    """A road function and passes of a bundle.

    Attributes:
        function: of the model, in evaluation mode.
        intervals: of the means of roads.
        context: the input passes of the bundle.
        sha256: of the function's weights.
        path_step: of the durations of trips.
    """

    function: RoadFunction
    intervals: RoadIntervals
    context: PassContext
    sha256: str
    path_step: PathStep

    @classmethod
    def of(cls, folder: Path, card: ModelCard, bundle: Bundle) -> KnownRoads | None:
        """Those of a model and a bundle; None if the model has no road function.

        Raises:
            TrajganrError: ``MODEL.MISSING``, ``MODEL.HASH`` or ``MODEL.INCOMPATIBLE``.
        """
        function, entry = load_road_function(folder, card), card.road_function
        if function is None or entry is None:
            return None
        with reading_card(str(folder)):
            intervals = RoadIntervals.from_dict(entry.intervals)
            step = PathStep.from_dict(entry.path_step)
        surroundings = Surroundings.of(bundle.network, bundle.area)
        context = PassContext(surroundings, input_passes(bundle))
        asked = context.queries(np.zeros(1, dtype=np.int64), np.full(1, np.nan))
        if asked.features.shape[1] != entry.features:
            raise TrajganrError(
                Code.MODEL_INCOMPATIBLE,
                "The road function of the model {name!r} was made by another release.",
                "Pretrain the model again.",
                name=title_of(card.name, folder),
            )
        return cls(function, intervals, context, card.files[ROAD_FUNCTION], step)

    @property
    def passes(self) -> PassTable:
        """The input passes; their pieces are numbers of the bundle's input trips."""
        return self.context.table

    def days_at(self, time_set: TimeSet) -> int:
        """How many local days have an input pass at the times of a set."""
        days = [
            np.unique(part.local_day[is_in(time_set, part.minute_of_week)])
            for part in self.passes.parts()
        ]
        return len(np.unique(np.concatenate(days)))

    def columns(self, of: BoolArray | None = None) -> Float32Array:
        """``(E, ROAD_COLUMNS)`` the pace of every segment over all times, for heads.

        Logs of the mean and of the median pace, the variations of the mean and of single passes,
        and the log of the pseudo count.

        Args:
            of: ``(pieces,)`` the input trips whose passes are used; all if absent.
        """
        context = self.context
        if of is not None:
            context = PassContext(context.surroundings, self.passes, of[self.passes.piece])
        edges = len(context.counts)
        queries = context.queries(np.arange(edges), np.full(edges, np.nan))
        with torch.no_grad():
            pace = self.function(queries)
            median = self.function.median(queries, pace)
        columns = [
            (pace.mean / USUAL_PACE).log(),
            (median / USUAL_PACE).log(),
            pace.mean_variation,
            pace.variation.log(),
            pace.pseudo_count.log(),
        ]
        return torch.stack(columns, dim=1).numpy()

"""Predictors, and the loop that applies them to locations, batch by batch."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from ..model.heads import LocationFeatures
from ..utils.arrays import IntArray
from ..utils.device import on_cpu
from ..utils.progress import Progress, silent
from .location_features import LocationFeatureTable

#: Largest batch of locations; bounds memory and does not change the result.
BATCH = 1024


@dataclass(frozen=True, kw_only=True)
class Predictor:
    """A function of the features of locations.

    Attributes:
        module: predicts ``(B, outputs)`` from the features of a batch of locations.
        trips: number of trips that it uses for a location (K).
        segment_context: whether it needs the features of the segment itself.
    """

    module: Callable[[LocationFeatures], Tensor]
    trips: int
    segment_context: bool = False


@torch.no_grad()
def predict(
    predictors: Sequence[Predictor],
    features_of: Callable[[IntArray, int], LocationFeatures],
    batches: Sequence[IntArray],
    stage: str = "",
    progress: Progress = silent,
) -> list[Tensor]:
    """Predictions ``(n, outputs)`` of each predictor at the rows of all batches, on the CPU.

    Predictors that use the same number of trips share the features of a batch.

    Args:
        predictors: on the device of the features, in evaluation mode.
        features_of: rows ``(B,)`` and the number of trips K; see
            :meth:`~.location_features.LocationFeatureTable.at`.
    """
    done, count = 0, sum(map(len, batches))
    predicted: list[list[Tensor]] = [[] for _ in predictors]
    for rows in batches:
        progress(stage, done / max(count, 1))
        done += len(rows)
        features: dict[int, LocationFeatures] = {}
        for predictor, parts in zip(predictors, predicted, strict=True):
            if predictor.trips not in features:
                features[predictor.trips] = features_of(rows, predictor.trips)
            parts.append(on_cpu(predictor.module(features[predictor.trips]).float()))
    return [torch.cat(parts) for parts in predicted]


def answers(
    module: Callable[[LocationFeatures], Tensor],
    table: LocationFeatureTable,
    rows: IntArray,
    trips: int,
) -> Tensor:
    """Answers ``(n, outputs)`` at rows of a table, on the CPU; arguments as of a predictor."""
    (raw,) = predict([Predictor(module=module, trips=trips)], table.at, even_batches(rows))
    return raw


def even_batches(rows: IntArray) -> list[IntArray]:
    """Rows ``(n,)`` in batches of about the same size, in their order; at least one batch."""
    return np.array_split(rows, max(1, math.ceil(len(rows) / BATCH)))

"""Predictors applied batch by batch."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
import torch
from location_tables import table_of
from meta_device import META, meta_device
from torch import Tensor

from trajganr_core.data.bundle import Bundle
from trajganr_core.features import prediction_loop
from trajganr_core.features.prediction_loop import Predictor, even_batches, predict
from trajganr_core.model.heads import LocationFeatures


def predictor(trips: int) -> Predictor:
    def rows_and_trips(features: Any) -> Tensor:
        return torch.tensor([[row, features.trips] for row in features.rows.tolist()])

    return Predictor(module=rows_and_trips, trips=trips)


def test_predictions_are_in_row_order_and_share_features() -> None:
    made: list[tuple[list[int], int]] = []
    shares: list[float] = []

    def features_of(rows: np.ndarray, trips: int) -> Any:
        made.append((rows.tolist(), trips))
        return SimpleNamespace(rows=rows, trips=trips)

    def progress(stage: str, fraction: float, /, **figures: float) -> None:
        shares.append(fraction)

    batches = [np.array([4, 2, 7]), np.array([1])]
    predictors = [predictor(2), predictor(3), predictor(2)]
    first, second, third = predict(predictors, features_of, batches, "Predicting", progress)
    assert first.tolist() == third.tolist() == [[4.0, 2], [2, 2], [7, 2], [1, 2]]
    assert second.tolist() == [[4.0, 3], [2, 3], [7, 3], [1, 3]]
    assert made == [([4, 2, 7], 2), ([4, 2, 7], 3), ([1], 2), ([1], 3)]
    assert shares == [0, 0.75]


def test_batches_are_of_similar_size_and_there_is_at_least_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(prediction_loop, "BATCH", 4)
    batches = even_batches(np.arange(9))
    assert [len(batch) for batch in batches] == [3, 3, 3]
    assert np.concatenate(batches).tolist() == list(range(9))
    assert [len(batch) for batch in even_batches(np.arange(0))] == [0]


@pytest.mark.parametrize("precomputed", [False, True])
def test_predictions_leave_nothing_on_the_processor_and_wait_for_the_device_once_a_batch(
    bundle: Bundle, untrained: Path, precomputed: bool
) -> None:
    table = table_of(bundle, untrained, trips=3, with_context=True)
    if precomputed:
        table.precompute()
    table.model.to(META)
    table.device = META

    def everything(features: LocationFeatures) -> Tensor:
        parts = [features.v, features.g, features.z.mean(1), features.segment, features.around]
        assert {each.device for each in parts} == {META}
        return torch.cat(parts, dim=1)

    with meta_device():
        predictors = [Predictor(module=everything, trips=3, segment_context=True)]
        (found,) = predict(predictors, table.at, even_batches(np.arange(len(table))))
    assert found.device.type == "cpu"
    assert len(found) == len(table)

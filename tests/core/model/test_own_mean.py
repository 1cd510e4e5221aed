"""Answers that are shrunk towards the mean of a road's own passes."""

from __future__ import annotations

import dataclasses

import numpy as np
import pandas as pd
import pytest
import torch
from head_inputs import features
from torch import Tensor, nn

from trajganr_core.contract.model_card import ModelConfig
from trajganr_core.data.bundle import Bundle
from trajganr_core.data.labels.derived import observe, trip_labels
from trajganr_core.features.input_trips import input_trips
from trajganr_core.features.location_features import input_tokens
from trajganr_core.features.segment_features import bundle_segment_features
from trajganr_core.model.heads import LocationFeatures
from trajganr_core.model.own_mean import OwnMean, Shrunk
from trajganr_core.model.segment_columns import LOG_PASSES, SPACE_MEAN_SPEED, TRAFFIC_FEATURES
from trajganr_core.model.targets import Ordinal, Regression

TARGET = Regression("linear", mean=30.0, spread=10.0)


class Says(nn.Module):
    """Answers the same everywhere."""

    def forward(self, given: LocationFeatures) -> Tensor:
        return torch.full((len(given.xy), 1), -1.0)


def own_mean(target: Regression = TARGET) -> OwnMean:
    found = OwnMean.of("speed", target, ModelConfig(), segment_context=True)
    assert found is not None
    return found


def of_passes(passes: list[float], kmh: float) -> LocationFeatures:
    traffic = torch.zeros(len(passes), TRAFFIC_FEATURES)
    traffic[:, LOG_PASSES] = torch.tensor(passes).log1p()
    traffic[:, SPACE_MEAN_SPEED] = kmh / 3.6 / 15.0
    return dataclasses.replace(features(len(passes)), traffic=traffic)


def test_the_mean_of_n_passes_has_the_weight_n_over_n_plus_k() -> None:
    head = Shrunk(Says(), own_mean(), passes=100.0)
    answers = head(of_passes([0, 25, 100, 900], kmh=50.0))[:, 0]
    # The mean is 50 km/h: +2 standard deviations.
    expected = [-1, -1 + 3 * 0.2, -1 + 3 * 0.5, -1 + 3 * 0.9]
    torch.testing.assert_close(answers, torch.tensor(expected), rtol=0, atol=1e-4)


def test_means_are_on_the_scale_of_the_head() -> None:
    logarithmic = Regression("log", mean=3.0, spread=0.5)
    raw = own_mean(logarithmic).outputs(of_passes([9], kmh=50.0).traffic)
    np.testing.assert_allclose(logarithmic.decode(raw), [[50.0]], rtol=1e-5)


@pytest.mark.parametrize(("task", "label"), [("speed", "speed_kmh"), ("slowdown", "slowdown_mps2")])
def test_the_mean_of_the_input_passes_is_the_label_that_they_would_give(
    bundle: Bundle, task: str, label: str
) -> None:
    found = OwnMean.of(task, TARGET, ModelConfig(), segment_context=True)
    assert found is not None
    traffic = torch.from_numpy(bundle_segment_features(bundle, input_trips(bundle)).traffic)
    mean = pd.Series(TARGET.decode(found.outputs(traffic))[:, 0])
    labels = trip_labels(observe(input_tokens(bundle, bundle.area).trips, bundle.network))
    passed = traffic[:, LOG_PASSES].expm1().numpy() > 3
    assert passed.sum() > 10
    truth = labels[label].to_numpy()[passed]
    # Speeds of whole segments weigh the same there, and passes over a part of one do not count.
    assert np.median(np.abs(mean[passed] / truth - 1)) < 0.05


def test_only_tasks_that_passes_show_have_one() -> None:
    config = ModelConfig()
    bins = Ordinal.fit(np.arange(20.0)[:, None])
    assert OwnMean.of("popularity", bins, config, segment_context=True) is None
    assert OwnMean.of("speed", bins, config, segment_context=True) is None
    assert OwnMean.of("speed", TARGET, config, segment_context=False) is None
    blind = dataclasses.replace(config, modalities="sv+loc")
    assert OwnMean.of("speed", TARGET, blind, segment_context=True) is None

"""Answers that are shrunk towards what a road's own trips show."""

from __future__ import annotations

import dataclasses

import numpy as np
import pandas as pd
import pytest
import torch
from all_trips import all_input_trips
from torch import Tensor

from trajganr_core.contract.records.model_card import ModelConfig
from trajganr_core.data.bundle import Bundle
from trajganr_core.data.labels.derived import observe, trip_labels
from trajganr_core.features.input_trips import input_trips
from trajganr_core.features.segment_features import bundle_segment_features
from trajganr_core.model.best.own_passes import OwnClass, OwnMean, Shrinkage, own_of
from trajganr_core.model.segment_columns import (
    LOG_PASSES,
    LOG_TRIPS,
    SPACE_MEAN_SPEED,
    TRAFFIC_FEATURES,
)
from trajganr_core.model.targets import Ordinal, Regression

TARGET = Regression("linear", mean=30.0, spread=10.0)


def own_mean(target: Regression = TARGET) -> OwnMean:
    found = own_of("speed", target, ModelConfig())
    assert isinstance(found, OwnMean)
    return found


def of_passes(passes: list[float], kmh: float) -> Tensor:
    traffic = torch.zeros(len(passes), TRAFFIC_FEATURES)
    traffic[:, LOG_PASSES] = torch.tensor(passes).log1p()
    traffic[:, SPACE_MEAN_SPEED] = kmh / 3.6 / 15.0
    return traffic


def test_the_mean_of_n_passes_has_the_weight_n_over_n_plus_k() -> None:
    traffic = of_passes([0, 25, 100, 900], kmh=50.0)
    answers = Shrinkage(own_mean(), passes=100.0)(torch.full((4, 1), -1.0), traffic)[:, 0]
    # The mean is 50 km/h: +2 standard deviations.
    expected = [-1, -1 + 3 * 0.2, -1 + 3 * 0.5, -1 + 3 * 0.9]
    torch.testing.assert_close(answers, torch.tensor(expected), rtol=0, atol=1e-4)


def test_means_are_on_the_scale_of_the_head() -> None:
    logarithmic = Regression("log", mean=3.0, spread=0.5)
    raw = own_mean(logarithmic).outputs(of_passes([9], kmh=50.0))
    np.testing.assert_allclose(logarithmic.decode(raw), [[50.0]], rtol=1e-5)


@pytest.mark.parametrize(("task", "label"), [("speed", "speed_kmh"), ("slowdown", "slowdown_mps2")])
def test_the_mean_of_the_input_passes_is_the_label_that_they_would_give(
    bundle: Bundle, task: str, label: str
) -> None:
    found = own_of(task, TARGET, ModelConfig())
    assert isinstance(found, OwnMean)
    traffic = torch.from_numpy(bundle_segment_features(bundle, input_trips(bundle)).traffic)
    mean = pd.Series(TARGET.decode(found.outputs(traffic))[:, 0])
    labels = trip_labels(observe(all_input_trips(bundle), bundle.network))
    passed = traffic[:, LOG_PASSES].expm1().numpy() > 3
    assert passed.sum() > 10
    truth = labels[label].to_numpy()[passed]
    # Speeds of whole segments weigh the same there, and passes over a part of one do not count.
    assert np.median(np.abs(mean[passed] / truth - 1)) < 0.05


def test_only_tasks_that_trips_show_have_one() -> None:
    config = ModelConfig()
    bins = Ordinal.fit(np.arange(20.0)[:, None])
    assert isinstance(own_of("popularity", bins, config), OwnClass)
    assert own_of("speed", bins, config) is None
    assert own_of("popularity", TARGET, config) is None
    blind = dataclasses.replace(config, modalities="sv+loc")
    for task, target in (("speed", TARGET), ("popularity", bins)):
        assert own_of(task, target, blind) is None


def shown(trips: list[float]) -> Tensor:
    """Traffic features of roads with so many input trips."""
    traffic = torch.zeros(len(trips), TRAFFIC_FEATURES)
    traffic[:, LOG_TRIPS] = torch.tensor(trips).log1p()
    return traffic


def bounded(trips: list[float], expected: list[float]) -> OwnClass:
    own = OwnClass(len(trips) + 1)
    own.load_state_dict({"trips": torch.tensor(trips), "expected": torch.tensor(expected)})
    return own


def test_the_column_of_the_number_of_trips_has_it(bundle: Bundle) -> None:
    traffic = torch.from_numpy(bundle_segment_features(bundle, input_trips(bundle)).traffic)
    observed = observe(all_input_trips(bundle), bundle.network)["trip_count"]
    assert observed.max() > 10
    np.testing.assert_allclose(traffic[:, LOG_TRIPS].expm1(), observed, rtol=1e-4)


def test_the_class_of_the_shrunk_expected_class_trades_places_with_the_most_probable_one() -> None:
    shares = torch.tensor([[0.40, 0.25, 0.35]]).repeat(3, 1)  # class 0.95 is expected
    head = Shrinkage(bounded([3.0, 10.0], [0.5, 1.5]), passes=10.0)
    # 90 trips are of the class 2 and have the weight 0.9; no trips have no weight.
    answers = head(shares.log(), shown([0, 3, 90])).softmax(1)
    expected = [[0.25, 0.40, 0.35], [0.25, 0.40, 0.35], [0.35, 0.25, 0.40]]
    torch.testing.assert_close(answers, torch.tensor(expected))


def test_answers_whose_most_probable_class_is_the_expected_one_stay() -> None:
    shares = torch.tensor([[0.7, 0.2, 0.1], [0.1, 0.8, 0.1], [0.0, 0.1, 0.9]])
    head = Shrinkage(bounded([3.0, 10.0], [0.5, 1.5]), passes=50.0)
    answers = head(shares.log(), shown([0, 5, 90]))
    torch.testing.assert_close(answers, shares.log())


def test_as_many_training_roads_come_into_each_class_as_are_of_it() -> None:
    torch.manual_seed(0)
    answers, sizes = torch.randn(40, 4), torch.tensor([20, 0, 15, 5])
    # Without trips of a road there is its expected class alone, in which no two are equal.
    own = OwnClass(4)
    head = Shrinkage(own, passes=50.0)
    traffic = shown([0] * 40)
    own.fit(answers, traffic, head.weight(traffic), sizes)
    named = head(answers, traffic).argmax(1)
    assert named.bincount(minlength=4).tolist() == sizes.tolist()
    # Trips are cut in the same way, as far as roads have different numbers of them.
    traffic = shown(list(range(40)))
    own.fit(answers, traffic, head.weight(traffic), sizes)
    assert own.trips.tolist() == [19.5, 19.5, 34.5]

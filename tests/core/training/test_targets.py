"""Labels to targets and back."""

import numpy as np
import pytest
import torch

from trajganr_core.tasks import TASKS
from trajganr_core.training.targets import fit_target, target_from_dict

LABELS = {
    "speed": np.random.default_rng(0).uniform(5, 90, (50, 1)),
    "popularity": np.arange(1.0, 101.0)[:, None],
    "aoi": np.random.default_rng(0).dirichlet(np.ones(8), 50),
    "braking": np.random.default_rng(0).exponential(1, (50, 1)),
}


@pytest.mark.parametrize("task", sorted(TASKS))
def test_a_target_survives_its_card(task: str) -> None:
    target = fit_target(TASKS[task], LABELS[task])
    assert target_from_dict(target.to_dict()) == target


@pytest.mark.parametrize("task", ["speed", "braking"])
def test_a_perfect_answer_decodes_to_the_label(task: str) -> None:
    target = fit_target(TASKS[task], LABELS[task])
    decoded = target.decode(target.encode(LABELS[task]))
    np.testing.assert_allclose(decoded, LABELS[task], rtol=1e-5, atol=1e-6)
    assert target.metrics(LABELS[task], decoded)["mae"] < 1e-4


def test_a_value_below_zero_is_predicted_as_zero() -> None:
    target = fit_target(TASKS["speed"], LABELS["speed"])
    assert target.decode(torch.tensor([[-100.0]])) == 0


def test_popularity_classes_hold_equal_shares_of_the_training_labels() -> None:
    target = fit_target(TASKS["popularity"], LABELS["popularity"])
    assert np.bincount(target.encode(LABELS["popularity"]).numpy()).tolist() == [20] * 5


def test_the_trivial_prediction_is_the_training_mean_or_the_class_shares() -> None:
    speed = fit_target(TASKS["speed"], LABELS["speed"])
    assert np.allclose(speed.trivial(LABELS["speed"], 3), LABELS["speed"].mean())
    popularity = fit_target(TASKS["popularity"], LABELS["popularity"])
    few = LABELS["popularity"][:30]  # 20 of class 0, 10 of class 1
    assert popularity.trivial(few, 2).argmax(1).tolist() == [0, 0]


def test_shares_are_learned_by_kullback_leibler() -> None:
    target = fit_target(TASKS["aoi"], LABELS["aoi"])
    raw = torch.randn(50, 8, dtype=torch.float64)
    p, q = LABELS["aoi"], raw.softmax(-1).numpy()
    expected = (p * np.log(p / q)).sum(1).mean()
    np.testing.assert_allclose(float(target.loss(raw, torch.from_numpy(p))), expected, rtol=1e-6)

"""Encoding of labels and decoding of predictions."""

from __future__ import annotations

import math

import numpy as np
import pytest
import torch

from trajganr_core.contract.tasks import TASKS
from trajganr_core.model.targets import (
    MAX_CLASS_WEIGHT,
    Distribution,
    Ordinal,
    Rate,
    Regression,
    fit_target,
    support_weights,
    target_from_dict,
)

rng = np.random.default_rng(0)
EXPOSURE = rng.uniform(0.5, 40, 50)
LABELS = {
    "speed": rng.uniform(5, 90, (50, 1)),
    "popularity": np.arange(1.0, 101.0)[:, None],
    "aoi": rng.dirichlet(np.ones(8), 50),
    "braking": np.column_stack([rng.poisson(0.8 * EXPOSURE), EXPOSURE]),
    "slowdown": rng.gamma(2, 0.07, (50, 1)),
}


@pytest.mark.parametrize("task", sorted(TASKS))
def test_a_target_survives_its_card(task: str) -> None:
    target = fit_target(TASKS[task], LABELS[task])
    assert target_from_dict(target.to_dict()) == target


@pytest.mark.parametrize("task", sorted(TASKS))
def test_the_average_of_one_label_decodes_to_it(task: str) -> None:
    target = fit_target(TASKS[task], LABELS[task])
    encoded = target.encode(LABELS[task])[:, None]
    decoded = target.decode(target.average(encoded, torch.ones(len(encoded), 1)))
    np.testing.assert_allclose(decoded, target.truth(LABELS[task]), rtol=1e-4, atol=1e-4)


@pytest.mark.parametrize("task", sorted(TASKS))
def test_the_trivial_prediction_needs_no_road(task: str) -> None:
    target = fit_target(TASKS[task], LABELS[task])
    trivial = target.trivial(LABELS[task], 3)
    assert trivial.shape == (3, target.outputs)
    assert (trivial == trivial[0]).all()
    figures = target.metrics(LABELS[task], target.trivial(LABELS[task], len(LABELS[task])))
    assert set(figures) == set(TASKS[task].metrics)


def test_the_errors_of_shares_are_their_l1_distances() -> None:
    target = Distribution(3)
    labels = np.array([[0.5, 0.5, 0.0], [1.0, 0.0, 0.0]])
    raw = torch.randn(2, 3, generator=torch.Generator().manual_seed(0))
    errors = target.errors(raw, target.encode(labels))
    expected = np.abs(target.decode(raw) - labels).sum(1)
    np.testing.assert_allclose(errors, expected, rtol=1e-5)


class TestRegression:
    """Values on a linear or a logarithmic scale."""

    @pytest.mark.parametrize("scale", ["linear", "log"])
    def test_a_perfect_answer_decodes_to_the_label(self, scale: str) -> None:
        labels = LABELS["speed"] if scale == "linear" else rng.lognormal(1, 1, (200, 1))
        target = Regression.fit(labels)
        assert target.scale == scale
        encoded = target.encode(labels)
        assert float(encoded.mean()) == pytest.approx(0, abs=1e-5)
        assert float(encoded.std(unbiased=False)) == pytest.approx(1, abs=1e-5)
        np.testing.assert_allclose(target.decode(encoded), labels, rtol=1e-5)
        assert float(target.losses(encoded, encoded).max()) == 0

    def test_a_value_below_zero_is_predicted_as_zero(self) -> None:
        target = Regression.fit(LABELS["speed"])
        assert target.decode(torch.tensor([[-100.0]])) == 0

    def test_labels_that_are_all_the_same_can_be_learned(self) -> None:
        target = Regression.fit(np.full((5, 1), 30.0))
        assert target.decode(target.encode(np.full((1, 1), 30.0))) == pytest.approx(30)

    def test_the_gradient_of_an_outlier_is_bounded(self) -> None:
        target = Regression.fit(LABELS["speed"])
        raw = torch.zeros(2, 1, requires_grad=True)
        target.losses(raw, torch.tensor([[1.5], [50.0]])).sum().backward()
        assert raw.grad.tolist() == [[-0.25], [-0.25]]


class TestRate:
    """Events over exposure."""

    def test_the_loss_is_least_at_events_over_exposure(self) -> None:
        target = Rate.fit(LABELS["braking"])
        raw = torch.linspace(-3, 3, 601)[:, None]
        road = torch.tensor([[6.0, 4.0]]).expand(601, 2)
        best = raw[target.losses(raw, road).argmin()]
        assert target.decode(best[None]) == pytest.approx(1.5, rel=0.01)

    def test_the_loss_is_the_poisson_likelihood(self) -> None:
        target = Rate(rate=0.5, events=2.0)
        raw, (events, exposure) = 0.3, (3.0, 8.0)
        mean = 0.5 * math.exp(raw) * exposure
        expected = (mean - events * math.log(mean)) / 2.0
        loss = target.losses(torch.tensor([[raw]]), torch.tensor([[events, exposure]]))
        assert float(loss) == pytest.approx(expected, rel=1e-6)

    def test_the_baseline_is_all_events_over_all_exposure(self) -> None:
        labels = np.array([[1.0, 1.0], [0.0, 9.0]])
        assert Rate.fit(labels).trivial(labels, 1) == pytest.approx(0.1)

    def test_losses_are_finite_without_events_and_for_extreme_outputs(self) -> None:
        target = Rate.fit(np.array([[0.0, 3.0], [0.0, 7.0]]))
        raw = torch.tensor([[0.0], [1e9], [-1e9]])
        assert np.isfinite(target.decode(raw)).all()
        losses = target.losses(raw, torch.tensor([[0.0, 1.0]]).expand(3, 2))
        assert torch.isfinite(losses).all()


class TestOrdinal:
    """Classes between quantiles."""

    def test_classes_hold_equal_shares_of_the_training_labels(self) -> None:
        target = fit_target(TASKS["popularity"], LABELS["popularity"])
        classes = target.encode(LABELS["popularity"])[:, 0].long().numpy()
        assert np.bincount(classes).tolist() == [20] * 5
        assert target.weights == (1.0,) * 5

    def test_ties_leave_classes_empty_and_rare_classes_count_for_more(self) -> None:
        labels = np.array([1.0] * 90 + [2.0] * 9 + [7.0])[:, None]
        target = Ordinal.fit(labels)
        sizes = np.bincount(target.encode(labels)[:, 0].long().numpy(), minlength=5)
        assert sizes.tolist() == [90, 0, 0, 0, 10]
        assert target.weights == pytest.approx((100 / 2 / 90, 1, 1, 1, 100 / 2 / 10))
        few = np.array([1.0] * 99 + [7.0])[:, None]
        assert max(Ordinal.fit(few).weights) == MAX_CLASS_WEIGHT

    def test_the_loss_is_cross_entropy_times_the_class_weight(self) -> None:
        target = Ordinal((1.0, 2.0, 3.0, 4.0), (1.0, 1.0, 1.0, 1.0, 3.0))
        raw = torch.randn(2, 5, generator=torch.Generator().manual_seed(0))
        encoded = target.encode(np.array([[1.0], [9.0]]))
        expected = -raw.log_softmax(-1)[[0, 1], [0, 4]] * torch.tensor([1.0, 3.0])
        torch.testing.assert_close(target.losses(raw, encoded), expected)

    def test_the_trivial_prediction_is_the_shares_of_the_classes(self) -> None:
        target = fit_target(TASKS["popularity"], LABELS["popularity"])
        few = LABELS["popularity"][:30]  # 20 of class 0, 10 of class 1
        assert target.trivial(few, 1)[0].tolist() == pytest.approx([2 / 3, 1 / 3, 0, 0, 0])


def test_shares_are_learned_by_kullback_leibler() -> None:
    target = fit_target(TASKS["aoi"], LABELS["aoi"])
    raw = torch.randn(50, 8, dtype=torch.float64, generator=torch.Generator().manual_seed(0))
    p, q = LABELS["aoi"], raw.softmax(-1).numpy()
    expected = (p * np.log(p / q)).sum(1)
    np.testing.assert_allclose(target.losses(raw, torch.from_numpy(p)), expected, rtol=1e-6)


def test_the_weight_of_a_label_rises_with_its_support_up_to_a_limit() -> None:
    training = rng.integers(3, 60, 500).astype(float)
    weights = support_weights(training, training)
    assert weights.mean() == pytest.approx(1)
    assert (np.diff(weights[np.argsort(training)]) >= 0).all()
    middle, most = support_weights(np.array([np.median(training), 1e9]), training)
    assert most == pytest.approx(2 * middle)

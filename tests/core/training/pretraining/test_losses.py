"""InfoNCE against loops in float64."""

import numpy as np
import pytest
import torch

from trajganr_core.training.pretraining.objective import (
    Temperature,
    info_nce,
    paired_info_nce,
)

TEMPERATURE = 0.1


def cosine(a: np.ndarray, b: np.ndarray) -> float:
    return float(a @ b / np.linalg.norm(a) / np.linalg.norm(b))


def test_negatives_of_the_queue_count_unless_excluded() -> None:
    rng = np.random.default_rng(0)
    anchor, positive, queue = (
        rng.normal(size=(4, 6)),
        rng.normal(size=(4, 6)),
        rng.normal(size=(9, 6)),
    )
    excluded = rng.random((4, 9)) < 0.3
    expected = []
    for row in range(4):
        own = np.exp(cosine(anchor[row], positive[row]) / TEMPERATURE)
        others = [
            np.exp(cosine(anchor[row], queue[k]) / TEMPERATURE)
            for k in range(9)
            if not excluded[row, k]
        ]
        expected.append(-np.log(own / (own + sum(others))))
    loss = info_nce(*map(torch.from_numpy, (anchor, positive, queue, excluded)), TEMPERATURE)
    np.testing.assert_allclose(loss, expected, rtol=1e-10)


def test_trajectories_through_one_image_are_not_negatives_of_each_other() -> None:
    rng = np.random.default_rng(1)
    image = np.array([2, 0, 2, 1, 0, 2])
    z, v = rng.normal(size=(6, 4)), rng.normal(size=(3, 4))

    expected = []
    for row in range(6):
        own = np.exp(cosine(z[row], v[image[row]]) / TEMPERATURE)
        every_image = sum(np.exp(cosine(z[row], one) / TEMPERATURE) for one in v)
        others = sum(
            np.exp(cosine(z[k], v[image[row]]) / TEMPERATURE)
            for k in range(6)
            if image[k] != image[row]
        )
        to_image, to_trajectory = -np.log(own / every_image), -np.log(own / (own + others))
        expected.append((to_image + to_trajectory) / 2)
    loss = paired_info_nce(*map(torch.from_numpy, (z, v, image)), TEMPERATURE)
    np.testing.assert_allclose(loss, expected, rtol=1e-10)


def test_a_batch_with_a_single_image_has_zero_loss() -> None:
    z = torch.randn(2000, 8, requires_grad=True)
    v = torch.randn(1, 8, requires_grad=True)
    loss = paired_info_nce(z, v, torch.zeros(2000, dtype=torch.int64), TEMPERATURE).mean()
    loss.backward()
    assert float(loss.detach()) == 0
    assert z.grad is not None and v.grad is not None
    assert z.grad.eq(0).all() and v.grad.eq(0).all()


def test_a_queue_without_valid_negatives_gives_zero_loss() -> None:
    anchor = torch.randn(3, 4, requires_grad=True)
    temperature = Temperature(0.07, learned=True)
    excluded = torch.ones(3, 5, dtype=torch.bool)
    loss = info_nce(anchor, torch.randn(3, 4), torch.randn(5, 4), excluded, temperature()).sum()
    loss.backward()
    assert float(loss.detach()) == 0
    for learning in (anchor, temperature.log):
        assert learning.grad is not None and learning.grad.isfinite().all()


def test_a_fixed_temperature_does_not_change() -> None:
    temperature = Temperature(0.005, learned=False)
    temperature.clamp()
    assert temperature().item() == pytest.approx(0.005)
    assert not any(p.requires_grad for p in temperature.parameters())


def test_a_learned_temperature_is_clamped_and_can_leave_the_bound() -> None:
    temperature = Temperature(0.02, learned=True)
    optimiser = torch.optim.SGD(temperature.parameters(), lr=100.0)

    def step(sign: float) -> float:
        optimiser.zero_grad()
        (sign * temperature()).backward()
        optimiser.step()
        temperature.clamp()
        return temperature().item()

    assert step(1.0) == pytest.approx(0.01)
    assert step(1.0) == pytest.approx(0.01)
    assert step(-1.0) > 0.01

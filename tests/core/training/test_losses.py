"""InfoNCE against loops in float64."""

import numpy as np
import torch

from trajganr_core.training.losses import info_nce, paired_info_nce

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
    np.testing.assert_allclose(float(loss), np.mean(expected), rtol=1e-10)


def test_trajectories_through_one_image_are_positives_and_never_each_others_negatives() -> None:
    rng = np.random.default_rng(1)
    image = np.array([7, 3, 7, 5, 3, 7])
    z = rng.normal(size=(6, 4))
    v_of = {name: rng.normal(size=4) for name in set(image.tolist())}
    v = np.stack([v_of[name] for name in image.tolist()])

    to_image, to_trajectory = [], []
    for row in range(6):
        own = np.exp(cosine(z[row], v[row]) / TEMPERATURE)
        every_image = sum(np.exp(cosine(z[row], one) / TEMPERATURE) for one in v_of.values())
        to_image.append(-np.log(own / every_image))
        others = sum(
            np.exp(cosine(z[k], v[row]) / TEMPERATURE) for k in range(6) if image[k] != image[row]
        )
        to_trajectory.append(-np.log(own / (own + others)))
    expected = (np.mean(to_image) + np.mean(to_trajectory)) / 2
    loss = paired_info_nce(*map(torch.from_numpy, (z, v, image)), TEMPERATURE)
    np.testing.assert_allclose(float(loss), expected, rtol=1e-10)

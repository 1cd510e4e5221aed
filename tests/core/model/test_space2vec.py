"""Space2Vec against the formula in float64."""

import numpy as np
import pytest
import torch
from torch import nn

from trajganr_core.model.space2vec import Space2Vec


def reference(xy: np.ndarray, angles_deg: list[float], scales: int) -> np.ndarray:
    values = []
    for x, y in xy:
        for angle in np.radians(angles_deg):
            for s in range(scales):
                wavelength = 1e-3 * (1 / 1e-3) ** (s / (scales - 1))
                phase = (x * np.cos(angle) + y * np.sin(angle)) / wavelength
                values += [np.sin(phase), np.cos(phase)]
    return np.array(values).reshape(len(xy), -1)


@pytest.mark.parametrize(
    ("variant", "angles", "size"), [("theory", [0, 120, 240], 96), ("grid", [0, 90], 64)]
)
def test_features_follow_the_formula(variant: str, angles: list[float], size: int) -> None:
    xy = np.random.default_rng(0).uniform(-1, 1, (20, 2))
    encoder = Space2Vec(8, variant=variant).double()
    encoder.directions = encoder.directions.double()
    features = encoder.features(torch.from_numpy(xy)).numpy()
    assert features.shape == (20, size)
    # The scales are kept in float32, which moves a phase of 1000 rad by about 1e-4.
    np.testing.assert_allclose(features, reference(xy, angles, 16), atol=5e-4)


def test_the_output_is_linear_so_that_a_cosine_can_be_negative() -> None:
    torch.manual_seed(0)
    encoder = Space2Vec(32)
    assert isinstance(encoder.net[-1], nn.Linear)
    assert (encoder(torch.rand(50, 2)) < 0).any()


def test_any_leading_shape_is_kept() -> None:
    assert Space2Vec(8)(torch.rand(2, 3, 4, 2)).shape == (2, 3, 4, 8)

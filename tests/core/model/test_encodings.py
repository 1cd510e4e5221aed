"""Space2Vec against the formula in float64."""

import numpy as np
import pytest
import torch
from torch import nn

from trajganr_core.model.encodings import Space2Vec

SPACE = {"theory": [0, 120, 240], "grid": [0, 90]}


def reference(
    xy: np.ndarray, variant: str, scales: int = 16, smallest: float = 1e-3, largest: float = 1.0
) -> np.ndarray:
    """The formula, in loops and float64."""
    values = []
    for x, y in xy:
        for angle in np.radians(SPACE[variant]):
            for s in range(scales):
                wavelength = smallest * (largest / smallest) ** (s / (scales - 1))
                phase = (x * np.cos(angle) + y * np.sin(angle)) / wavelength
                values += [np.sin(phase), np.cos(phase)]
    return np.array(values).reshape(len(xy), -1)


def places(count: int) -> np.ndarray:
    return np.random.default_rng(0).uniform(-1, 1, (count, 2))


@pytest.mark.parametrize(("variant", "size"), [("theory", 96), ("grid", 64)])
def test_features_follow_the_formula(variant: str, size: int) -> None:
    xy = places(50)
    features = Space2Vec(8, variant=variant).features(torch.from_numpy(xy).float()).numpy()
    assert features.shape == (50, size)
    # float32 moves a phase of 1000 rad by about 1e-4.
    np.testing.assert_allclose(features, reference(xy, variant), atol=5e-4)


@pytest.mark.parametrize("variant", ["theory", "grid"])
def test_coarse_scales_follow_the_formula_closely(variant: str) -> None:
    xy = places(50)
    encoder = Space2Vec(8, variant=variant, scales=6, min_scale=0.1, max_scale=2.0)
    features = encoder.features(torch.from_numpy(xy).float()).numpy()
    np.testing.assert_allclose(features, reference(xy, variant, 6, 0.1, 2.0), atol=5e-6)


@pytest.mark.parametrize("variant", ["theory", "grid"])
def test_the_embedding_is_a_relu_net_of_the_features(variant: str) -> None:
    encoder = Space2Vec(8, variant=variant, min_scale=0.1)
    w = {name: value.detach().double().numpy() for name, value in encoder.net.state_dict().items()}
    xy = places(20)
    hidden = np.maximum(reference(xy, variant, 16, 0.1) @ w["0.weight"].T + w["0.bias"], 0)
    embedded = encoder(torch.from_numpy(xy).float()).detach().numpy()
    np.testing.assert_allclose(embedded, hidden @ w["2.weight"].T + w["2.bias"], atol=1e-5)


def test_the_output_is_linear_so_that_a_cosine_can_be_negative() -> None:
    torch.manual_seed(0)
    encoder = Space2Vec(32)
    assert isinstance(encoder.net[-1], nn.Linear)
    assert (encoder(torch.rand(50, 2)) < 0).any()


def test_any_leading_shape_is_preserved() -> None:
    assert Space2Vec(8)(torch.rand(2, 3, 4, 2)).shape == (2, 3, 4, 8)


def test_autocast_does_not_change_the_phases() -> None:
    encoder = Space2Vec(8)
    xy = torch.rand(50, 2)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        lower = encoder.features(xy)
    assert lower.equal(encoder.features(xy))

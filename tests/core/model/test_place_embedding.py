"""What the encoders say of a location as one vector."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from trajganr_core.contract.records.model_card import ModelConfig
from trajganr_core.model.heads import LocationFeatures, embedding

DIM = 4


def features(count: int, seed: int = 0) -> LocationFeatures:
    generator = torch.Generator().manual_seed(seed)
    nothing = torch.zeros(count, 0)
    return LocationFeatures(
        v=torch.randn(count, DIM, generator=generator),
        has_image=torch.rand(count, generator=generator) < 0.6,
        around=nothing,
        has_around=torch.zeros(count).bool(),
        xy=torch.zeros(count, 2),
        g=torch.randn(count, DIM, generator=generator),
        z=torch.randn(count, 3, DIM, generator=generator),
        has_trip=torch.arange(3) < torch.randint(0, 4, (count, 1), generator=generator),
        segment=nothing,
        traffic=nothing,
    )


def obvious_embedding(of: LocationFeatures, row: int, seen: str) -> np.ndarray:
    def unit(x: np.ndarray) -> np.ndarray:
        return x / np.linalg.norm(x)

    parts = [np.zeros(DIM)] * 3
    if of.has_image[row] and "v" in seen:
        parts[0] = unit(of.v[row].numpy())
    if "g" in seen:
        parts[1] = unit(of.g[row].numpy())
    if of.has_trip[row].any() and "z" in seen:
        parts[2] = unit(of.z[row][of.has_trip[row]].mean(0).numpy())
    return np.concatenate(parts)


@pytest.mark.parametrize(("modalities", "seen"), [("all", "vgz"), ("traj+loc", "gz"), ("sv", "v")])
def test_the_embedding_is_the_concatenation_of_the_parts(modalities: str, seen: str) -> None:
    of = features(30)
    answer = embedding(of, ModelConfig(dimension=DIM, modalities=modalities)).numpy()
    for row in range(30):
        np.testing.assert_allclose(answer[row], obvious_embedding(of, row, seen), atol=1e-6)

"""The location encoder of GeoCLIP and GAIR, without its weights.

Vivanco Cepeda et al. (NeurIPS 2023), section 3.1: Equal Earth projection, random Fourier features
at three scales, a capsule of linear layers for each, and their sum. Tensors are named as in the
files that both published.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import torch
from torch import Tensor, nn

#: σ of the random directions of each capsule.
SCALES = (2.0**0, 2.0**4, 2.0**8)
FEATURES, HIDDEN = 256, 1024

#: Coefficients of the Equal Earth projection (Šavrič, Patterson and Jenny 2019).
A1, A2, A3, A4 = 1.340264, -0.081106, 0.000893, 0.003796
#: GeoCLIP's scale: the width of the world is about 2.
WORLD_SCALE = 66.50336 / 180


class FourierLocationEncoder(nn.Module):
    """A location as the sum of its capsules.

    Args:
        dimension: of the embedding.
        scales: σ of each capsule; for weights from a file, only their number matters.
    """

    def __init__(self, dimension: int, scales: Sequence[float] = SCALES) -> None:
        super().__init__()
        for number, scale in enumerate(scales):
            self.add_module(f"LocEnc{number}", _Capsule(dimension, scale))

    def forward(self, lon_lat: Tensor) -> Tensor:
        """Embed locations ``(n, 2)`` in degrees, float64, as ``(n, dimension)``."""
        projected = equal_earth(lon_lat[:, 0], lon_lat[:, 1])
        return torch.stack([capsule(projected) for capsule in self.children()]).sum(0)


class _Capsule(nn.Module):
    """One scale's features and its layers."""

    def __init__(self, dimension: int, scale: float) -> None:
        super().__init__()
        self.capsule = nn.Sequential(
            _FourierFeatures(scale),
            nn.Linear(2 * FEATURES, HIDDEN),
            nn.ReLU(),
            nn.Linear(HIDDEN, HIDDEN),
            nn.ReLU(),
            nn.Linear(HIDDEN, HIDDEN),
            nn.ReLU(),
        )
        self.head = nn.Sequential(nn.Linear(HIDDEN, dimension))

    def forward(self, projected: Tensor) -> Tensor:
        return self.head(self.capsule(projected))


class _FourierFeatures(nn.Module):
    """Cosines and sines in random directions, which are fixed."""

    b: Tensor

    def __init__(self, scale: float) -> None:
        super().__init__()
        self.register_buffer("b", scale * torch.randn(FEATURES, 2))

    def forward(self, projected: Tensor) -> Tensor:
        # In float64: phases reach thousands of radians, and a street is a small part of one.
        phase = 2 * math.pi * projected.double() @ self.b.double().T
        return torch.cat([phase.cos(), phase.sin()], dim=-1).to(self.b.dtype)


def equal_earth(longitude: Tensor, latitude: Tensor) -> Tensor:
    """Project degrees ``(n,)`` each as ``(n, 2)``: x and y on GeoCLIP's scale."""
    theta = torch.asin(math.sqrt(3) / 2 * torch.deg2rad(latitude).sin())
    slope = 9 * A4 * theta**8 + 7 * A3 * theta**6 + 3 * A2 * theta**2 + A1
    x = 2 * math.sqrt(3) * torch.deg2rad(longitude) * theta.cos() / (3 * slope)
    y = A4 * theta**9 + A3 * theta**7 + A2 * theta**3 + A1 * theta
    return torch.stack([x, y], dim=-1) * WORLD_SCALE

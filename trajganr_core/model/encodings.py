"""Encodings of locations and times, with which tokens of the encoders begin."""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn

from ..utils.device import full_precision


class Space2Vec(nn.Module):
    """Location encoder: multi-scale features, then a feed-forward network with a linear output.

    Mai et al., "Multi-Scale Representation Learning for Spatial Feature Distributions using Grid
    Cells" (ICLR 2020), section 4; the paper's location encoder (section 3.1).

    Scales are ``λ_s = λ_min (λ_max / λ_min)^{s/(S-1)}``. ``theory`` projects a location on three
    unit vectors 120° apart and takes ``sin, cos(⟨x, a_k⟩ / λ_s)``, 6S values; ``grid`` uses the
    two axes, 4S values. There is no 2π in the formula: a wavelength is 2πλ.

    Args:
        variant: ``theory`` or ``grid``.
        scales: S.
        min_scale, max_scale: λ_min and λ_max, in the normalised frame.
    """

    directions: Tensor
    frequencies: Tensor

    def __init__(
        self,
        dim: int,
        *,
        variant: str = "theory",
        scales: int = 16,
        min_scale: float = 1e-3,
        max_scale: float = 1.0,
        hidden: int = 512,
    ) -> None:
        super().__init__()
        angles = {"theory": (0.0, 120.0, 240.0), "grid": (0.0, 90.0)}[variant]
        radians = torch.tensor([math.radians(angle) for angle in angles], dtype=torch.float64)
        directions = torch.stack([radians.cos(), radians.sin()])  # (2, K)
        exponents = torch.linspace(0, 1, scales, dtype=torch.float64)
        wavelengths = min_scale * (max_scale / min_scale) ** exponents
        self.register_buffer("directions", directions.float(), persistent=False)
        self.register_buffer("frequencies", (1 / wavelengths).float(), persistent=False)
        self.net = nn.Sequential(
            nn.Linear(2 * len(angles) * scales, hidden), nn.ReLU(), nn.Linear(hidden, dim)
        )

    def features(self, xy: Tensor) -> Tensor:
        """Fixed multi-scale features of normalised locations ``(..., 2)``: ``(..., 2 K S)``."""
        # Not in bfloat16: a phase of a thousand radians would have an error of several radians.
        with full_precision(xy.device):
            phase = (xy @ self.directions).unsqueeze(-1) * self.frequencies  # (..., K, S)
        return torch.stack([phase.sin(), phase.cos()], dim=-1).flatten(-3)

    def forward(self, xy: Tensor) -> Tensor:
        """Embed normalised locations ``(..., 2)`` as ``(..., dim)``."""
        return self.net(self.features(xy))


class Time2Vec(nn.Module):
    """``[ω_0 τ + φ_0, sin(ω_1 τ + φ_1), …]`` for each of several clocks, concatenated.

    Kazemi et al., "Time2Vec: Learning a Vector Representation of Time" (2019), equation 1.

    A trip has two clocks: time since its start and time of week. Each gets an equal share of
    the embedding.

    Args:
        dim: size of the embedding, divisible by ``clocks``.
        clocks: number of scalar times a token has.
    """

    def __init__(self, dim: int, clocks: int = 2) -> None:
        super().__init__()
        if dim % clocks:
            raise ValueError(f"dim {dim} is not divisible by {clocks} clocks")
        self.frequency = nn.Parameter(torch.randn(clocks, dim // clocks))
        self.phase = nn.Parameter(torch.randn(clocks, dim // clocks))

    def forward(self, time: Tensor) -> Tensor:
        """Embed times ``(..., clocks)`` as ``(..., dim)``."""
        angle = time.unsqueeze(-1) * self.frequency + self.phase
        return torch.cat([angle[..., :1], angle[..., 1:].sin()], dim=-1).flatten(-2)

"""Time2Vec: a time encoded by one linear and many periodic values with learned periods.

Kazemi et al., "Time2Vec: Learning a Vector Representation of Time" (2019), equation 1.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

__all__ = ["Time2Vec"]


class Time2Vec(nn.Module):
    """``[ω_0 τ + φ_0, sin(ω_1 τ + φ_1), …]`` for each of several clocks, concatenated.

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

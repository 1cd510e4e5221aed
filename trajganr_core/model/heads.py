"""A task's head: aggregator and predictor on ``[v ; g ; a]`` (paper, equation 10)."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn

from .aggregator import Aggregator

__all__ = ["Evidence", "Head"]


@dataclass(frozen=True)
class Evidence:
    """What is known about a batch of locations.

    Attributes:
        v: image embeddings ``(B, D)``; rows without an image are ignored.
        has_image: ``(B,)``.
        g: location embeddings ``(B, D)``.
        z: localized trip embeddings ``(B, K, D)``, padded.
        has_trip: ``(B, K)``.
    """

    v: Tensor
    has_image: Tensor
    g: Tensor
    z: Tensor
    has_trip: Tensor

    def drop_modalities(self, probability: float) -> Evidence:
        """Hide the image or all trips of some locations, so that absence is learned (ours)."""
        keep_image = torch.rand(len(self.g), device=self.g.device) >= probability
        keep_trips = torch.rand(len(self.g), device=self.g.device) >= probability
        return Evidence(
            self.v,
            self.has_image & keep_image,
            self.g,
            self.z,
            self.has_trip & keep_trips[:, None],
        )


class Head(nn.Module):
    """[CLS] aggregator over the trips, then a two-layer ReLU MLP on ``[v ; g ; a]``.

    Args:
        dim: size of the embeddings.
        outputs: values a location.
        hidden: width of the MLP.
        heads: attention heads of the aggregator.
    """

    def __init__(self, dim: int, outputs: int, *, hidden: int, heads: int) -> None:
        super().__init__()
        self.aggregator = Aggregator(dim, heads)
        self.absent_image = nn.Parameter(torch.randn(dim) / dim**0.5)
        self.mlp = nn.Sequential(nn.Linear(3 * dim, hidden), nn.ReLU(), nn.Linear(hidden, outputs))

    def forward(self, evidence: Evidence) -> Tensor:
        """Raw outputs ``(B, outputs)`` for a batch of locations."""
        v = torch.where(evidence.has_image[:, None], evidence.v, self.absent_image)
        a = self.aggregator(evidence.z, evidence.has_trip)
        return self.mlp(torch.cat([v, evidence.g, a], dim=-1))

"""The aggregator: what all trips through a location say together (paper, equation 9)."""

from __future__ import annotations

import torch
from torch import Tensor, nn

__all__ = ["Aggregator"]


class Aggregator(nn.Module):
    """Multi-head self-attention of a [CLS] token over the trips' embeddings.

    It does not depend on the order of the trips. A location without trips gets a learned
    "absent" vector.

    Args:
        dim: size of the embeddings.
        heads: attention heads.
    """

    def __init__(self, dim: int, heads: int) -> None:
        super().__init__()
        self.cls = nn.Parameter(torch.randn(dim) / dim**0.5)
        self.absent = nn.Parameter(torch.randn(dim) / dim**0.5)
        self.norm = nn.LayerNorm(dim)
        self.attention = nn.MultiheadAttention(dim, heads, batch_first=True)

    def forward(self, z: Tensor, mask: Tensor) -> Tensor:
        """Aggregate ``(B, K, dim)`` under a mask ``(B, K)`` (true: a trip) to ``(B, dim)``."""
        cls = self.cls.expand(len(z), 1, -1)
        tokens = self.norm(torch.cat([cls, z], dim=1))
        padding = torch.cat([mask.new_zeros(len(mask), 1), ~mask], dim=1)
        attended, _ = self.attention(
            tokens[:, :1], tokens, tokens, key_padding_mask=padding, need_weights=False
        )
        aggregate = (cls + attended).squeeze(1)
        return torch.where(mask.any(1, keepdim=True), aggregate, self.absent)

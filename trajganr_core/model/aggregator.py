"""The aggregator: one embedding for all trips through a location (paper, equation 9)."""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn
from torch.nn import functional

__all__ = ["Aggregator"]


class Aggregator(nn.Module):
    """Multi-head self-attention of a [CLS] token over the trips' embeddings.

    It does not depend on the order of the trips. A location without trips gets a learned
    "absent" vector.

    Args:
        dim: size of the embeddings.
    """

    def __init__(self, dim: int, heads: int) -> None:
        super().__init__()
        self.cls = nn.Parameter(torch.randn(dim) / dim**0.5)
        self.absent = nn.Parameter(torch.randn(dim) / dim**0.5)
        self.norm = nn.LayerNorm(dim)
        self.attention = nn.MultiheadAttention(dim, heads, batch_first=True)

    def forward(self, z: Tensor, mask: Tensor) -> Tensor:
        """Aggregate ``(B, K, dim)`` under a mask ``(B, K)`` (true: a trip) to ``(B, dim)``."""
        # Only [CLS] is a query, and it is the same at every location. So the key projection is
        # folded into the query, and the value projection is applied once to the weighted mean: per
        # trip and head only a product with one vector remains.
        attention = self.attention
        query_weight, key_weight, value_weight = attention.in_proj_weight.chunk(3)
        query_bias, _, value_bias = attention.in_proj_bias.chunk(3)  # a key's bias cancels
        cls = self.norm(self.cls)
        query = self._split(query_weight @ cls + query_bias) / math.sqrt(attention.head_dim)
        folded = torch.einsum("he,hed->hd", query, self._split(key_weight))
        tokens = torch.cat([cls.expand(len(z), 1, -1), self.norm(z)], dim=1)
        valid = functional.pad(mask, (1, 0), value=True)
        scores = (tokens @ folded.T).masked_fill(~valid[..., None], -torch.inf)
        mean = scores.softmax(1).transpose(1, 2) @ tokens  # (B, heads, dim)
        value = torch.einsum("bhd,hed->bhe", mean, self._split(value_weight)).flatten(1)
        aggregate = self.cls + attention.out_proj(value + value_bias)
        return torch.where(mask.any(1, keepdim=True), aggregate, self.absent)

    def _split(self, rows: Tensor) -> Tensor:
        """The rows of each head."""
        return rows.unflatten(0, (self.attention.num_heads, -1))

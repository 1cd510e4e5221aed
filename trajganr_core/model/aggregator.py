"""The aggregator: one embedding for all trips through a location (paper, equation 9)."""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn
from torch.nn import functional

__all__ = ["Aggregator", "standardised"]


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

    def forward(self, tokens: Tensor, mask: Tensor) -> Tensor:
        """Aggregate trips ``(B, K, dim)`` under a mask ``(B, K)`` (true: a trip) to ``(B, dim)``.

        Args:
            tokens: embeddings that :func:`standardised` was applied to.
            mask: of them.
        """
        # Only [CLS] is a query, and it is the same at every location. So the key projection is
        # folded into the query, and the value projection is applied once to the weighted mean: per
        # trip and head only a product with one vector remains. The scale of the layer norm is
        # folded likewise, and its shift cancels in the scores and is added to the mean. So frozen
        # embeddings are standardised once for all heads, and need no gradient.
        attention, norm = self.attention, self.norm
        query_weight, key_weight, value_weight = attention.in_proj_weight.chunk(3)
        query_bias, _, value_bias = attention.in_proj_bias.chunk(3)  # a key's bias cancels
        query = query_weight @ norm(self.cls) + query_bias
        query = self._split(query) / math.sqrt(attention.head_dim)
        folded = torch.einsum("he,hed->hd", query, self._split(key_weight)) * norm.weight
        cls = standardised(self.cls)
        scores = (tokens @ folded.T).masked_fill(~mask[..., None], -torch.inf)
        own_score = (folded @ cls).expand(len(tokens), 1, -1)
        weights = torch.cat([own_score, scores], dim=1).softmax(1).transpose(1, 2)
        mean = weights[..., 1:] @ tokens + weights[..., :1] * cls  # (B, heads, dim)
        mean = mean * norm.weight + norm.bias
        value = torch.einsum("bhd,hed->bhe", mean, self._split(value_weight)).flatten(1)
        aggregate = self.cls + attention.out_proj(value + value_bias)
        return torch.where(mask.any(1, keepdim=True), aggregate, self.absent)

    def _split(self, rows: Tensor) -> Tensor:
        """The rows of each head."""
        return rows.unflatten(0, (self.attention.num_heads, -1))


def standardised(x: Tensor) -> Tensor:
    """Vectors ``(..., dim)`` with mean 0 and variance 1 each: a layer norm without its weights."""
    return functional.layer_norm(x, x.shape[-1:])

"""A task's head: aggregator (paper, equation 9) and predictor on ``[v ; g ; a]`` (equation 10)."""

from __future__ import annotations

import dataclasses
import math
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from ..contract.options.choices import MODALITIES
from ..contract.records.model_card import ModelConfig

HIDDEN = 256
ATTENTION_HEADS = 8


@dataclass(frozen=True)
class LocationFeatures:
    """The features of a batch of locations.

    Attributes:
        v: image embeddings ``(B, D)``; rows without an image are ignored.
        has_image: ``(B,)``.
        around: ``(B, F)`` mean backbone features of the pictures around.
        has_around: ``(B,)`` whether there are any.
        xy: ``(B, 2)`` the locations, in the normalised frame.
        g: location embeddings ``(B, D)``.
        z: localized trip embeddings ``(B, K, D)``, padded.
        has_trip: ``(B, K)``.
        segment: ``(B, S)`` attributes of the road segment; see
            :mod:`trajganr_core.features.segment_features`. S is 0 for a model without segment
            features.
        traffic: ``(B, T)`` statistics of all input trips on and near it, zero without trips.
    """

    v: Tensor
    has_image: Tensor
    around: Tensor
    has_around: Tensor
    xy: Tensor
    g: Tensor
    z: Tensor
    has_trip: Tensor
    segment: Tensor
    traffic: Tensor

    def hiding(self, image: Tensor, trips: Tensor) -> LocationFeatures:
        """A copy without the image or the trips of some locations (ours).

        Training uses it so that heads learn to predict without them.

        Args:
            image, trips: ``(B,)`` where to hide each of them.
        """
        return dataclasses.replace(
            self, has_image=self.has_image & ~image, has_trip=self.has_trip & ~trips[:, None]
        )


class Head(nn.Module):
    """[CLS] aggregator over the trips, then a two-layer ReLU MLP on ``[v ; g ; a]``.

    Embeddings of modalities that the encoders lack are left out. docs/method.md gives the sizes.
    """

    def __init__(self, config: ModelConfig, outputs: int) -> None:
        super().__init__()
        dim, modalities = config.dimension, MODALITIES[config.modalities]
        self.sees_location = config.sees("location")
        sees_image = config.sees("image")
        self.absent_image = nn.Parameter(torch.randn(dim) / dim**0.5) if sees_image else None
        sees_trips = config.sees("trajectory")
        self.aggregator = Aggregator(dim, ATTENTION_HEADS) if sees_trips else None
        self.hidden = nn.Linear(dim * len(modalities), HIDDEN)
        self.out = nn.Linear(HIDDEN, outputs)

    def forward(self, features: LocationFeatures) -> Tensor:
        """Raw outputs ``(B, outputs)`` for a batch of locations."""
        parts = []
        if self.absent_image is not None:
            has_image = features.has_image[:, None]
            parts.append(torch.where(has_image, features.v, self.absent_image))
        if self.sees_location:
            parts.append(features.g)
        if self.aggregator is not None:
            parts.append(self.aggregator(features.z, features.has_trip))
        return self.out(self.hidden(torch.cat(parts, dim=-1)).relu())


class Aggregator(nn.Module):
    """Multi-head self-attention of a [CLS] token over the trips' embeddings.

    It does not depend on the order of the trips. A location without trips gets a learned
    "absent" vector.
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


def embedding(features: LocationFeatures, config: ModelConfig) -> Tensor:
    """The features of locations as one vector ``(B, 3 · dim)``: ``[v ; g ; mean z]``.

    Each part is normalised to length one, and zero where absent or not among the modalities.
    """
    trips = features.has_trip[..., None]
    z = (features.z * trips).sum(1) / trips.sum(1).clamp_min(1)
    parts = (
        (features.v, features.has_image & config.sees("image")),
        (features.g, torch.full_like(features.has_image, config.sees("location"))),
        (z, features.has_trip.any(1) & config.sees("trajectory")),
    )
    unit = [functional.normalize(part, dim=-1) * present[:, None] for part, present in parts]
    return torch.cat(unit, dim=-1)

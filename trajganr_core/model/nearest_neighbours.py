"""Zero-shot prediction: the labels of the roads that a pretrained model finds alike.

No weight is learned. A road is compared with labelled training roads in the space that pretraining
made, and gets the mean of the labels of its k nearest neighbours, weighted as in Wu et al. 2018
(instance discrimination): ``w ∝ exp(cosine / 0.07)``.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from .heads import LocationFeatures
from .targets import Target
from .trajganr import ModelConfig

__all__ = ["NEIGHBOURS", "NearestNeighbours", "embedding"]

#: Numbers of neighbours to choose from.
NEIGHBOURS = (1, 3, 5, 10, 20, 50)
TEMPERATURE = 0.07


def embedding(features: LocationFeatures, config: ModelConfig) -> Tensor:
    """What is known about locations as one vector ``(B, 3 · dim)``: ``[v ; g ; mean z]``.

    Each part has length one, and is zero where it is absent or not among the modalities.
    """
    trips = features.has_trip[..., None]
    z = (features.z * trips).sum(1) / trips.sum(1).clamp_min(1)
    parts = (
        (features.v, features.has_image & config.sees("image")),
        (features.g, torch.full_like(features.has_image, config.sees("location"))),
        (z, features.has_trip.any(1) & config.sees("trajectory")),
    )
    return torch.cat(
        [functional.normalize(part, dim=-1) * seen[:, None] for part, seen in parts], dim=-1
    )


class NearestNeighbours(nn.Module):
    """Labelled roads that answer for those alike.

    Args:
        config: of the encoders.
        target: what labels mean.
        keys: ``(n, 3 · dim)`` of :func:`embedding`.
        encoded: ``(n, c)`` labels as the target encodes them.
        k: neighbours that answer; at most n count.
    """

    keys: Tensor
    encoded: Tensor

    def __init__(
        self, config: ModelConfig, target: Target, keys: Tensor, encoded: Tensor, k: int
    ) -> None:
        super().__init__()
        self.config = config
        self.target = target
        self.k = k
        self.register_buffer("keys", keys)
        self.register_buffer("encoded", encoded)

    def forward(self, features: LocationFeatures) -> Tensor:
        """Raw outputs ``(B, outputs)`` for a batch of locations."""
        asked = functional.normalize(embedding(features, self.config), dim=-1)
        similarity = asked @ functional.normalize(self.keys, dim=-1).T
        nearest, rows = similarity.topk(min(self.k, len(self.keys)), dim=-1)
        weight = (nearest / TEMPERATURE).softmax(-1)
        return self.target.average(self.encoded[rows], weight)

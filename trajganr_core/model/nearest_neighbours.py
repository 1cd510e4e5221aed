"""Zero-shot prediction: a mean of the labels of roads with similar embeddings.

No weight is trained. A road is compared with labelled training roads in the embedding space of the
pretrained model, and gets the weighted mean of the labels of its k nearest neighbours, with the
weights of Wu et al. 2018 (instance discrimination): ``w ∝ exp(cosine / 0.07)``.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from ..contract.model_card import ModelConfig
from .heads import LocationFeatures
from .targets import Target

__all__ = ["NEIGHBOURS", "NearestNeighbours", "embedding"]

#: Candidate values of k.
NEIGHBOURS = (1, 3, 5, 10, 20, 50)
TEMPERATURE = 0.07


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


class NearestNeighbours(nn.Module):
    """A predictor that averages the labels of the most similar labelled roads.

    Args:
        target: of the task.
        keys: ``(n, 3 · dim)`` embeddings of the labelled roads, by :func:`embedding`.
        encoded: ``(n, c)`` labels, encoded by the target.
        k: number of neighbours, at most n.
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
        query = functional.normalize(embedding(features, self.config), dim=-1)
        similarity = query @ functional.normalize(self.keys, dim=-1).T
        nearest, rows = similarity.topk(min(self.k, len(self.keys)), dim=-1)
        weight = (nearest / TEMPERATURE).softmax(-1)
        return self.target.average(self.encoded[rows], weight)

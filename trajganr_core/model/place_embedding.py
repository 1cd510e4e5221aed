"""What the encoders say of a location as one vector, for similar roads and embeddings."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

from ..contract.records.model_card import ModelConfig
from .heads import LocationFeatures

__all__ = ["embedding"]


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

"""TrajGANR: the encoders of trajectories, street-view images and locations."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from ..contract.records.model_card import ModelConfig
from ..utils.arrays import FloatArray
from .encodings import Space2Vec
from .points import Points
from .trajectory import TrajectoryEncoder


class TrajGANR(nn.Module):
    """Three encoders with a shared embedding space (paper, section 3.1).

    Embeddings are not normalised; the losses compare them by cosine.
    """

    def __init__(self, config: ModelConfig) -> None:
        super().__init__()
        self.config = config
        dim = config.dimension
        self.location = nn.Sequential(
            Space2Vec(dim, variant=config.space2vec, min_scale=config.location_min_scale),
            nn.Linear(dim, dim),
        )
        self.trajectory = TrajectoryEncoder(config)
        self.image = (
            nn.Sequential(nn.Linear(config.image_features, dim), nn.ReLU(), nn.Linear(dim, dim))
            if config.image_features
            else None
        )
        self.pace = nn.Linear(dim, 1) if config.roads else None
        if self.pace is not None:  # before training, times follow the paces of other trips
            nn.init.zeros_(self.pace.weight)
            nn.init.zeros_(self.pace.bias)

    def forward(self, xy: Tensor | FloatArray) -> Tensor:
        """As :meth:`embed_location`: what a model says of places alone."""
        return self.embed_location(xy)

    def embed_location(self, xy: Tensor | FloatArray) -> Tensor:
        """``g = P_g(Space2Vec_sv(l))`` of locations ``(..., 2)``: ``(..., dim)``.

        Args:
            xy: in the normalised frame, see :meth:`..utils.study_area.StudyArea.normalise`; moved
                to the device and the precision of the encoder.
        """
        weight = next(self.location.parameters())
        return self.location(torch.as_tensor(xy, dtype=weight.dtype, device=weight.device))

    def embed_image(self, features: Tensor) -> Tensor:
        """``v = P_v(ViT(I))`` from backbone features ``(..., F)``: ``(..., dim)``."""
        if self.image is None:
            return features.new_zeros(*features.shape[:-1], self.config.dimension)
        return self.image(features)

    def embed_trajectory(self, fixes: Points, queries: Points) -> Tensor:
        """``z = P_τ(…)`` of trips ``(B, N)`` at queries ``(B, Q)``: ``(B, Q, dim)``."""
        return self.trajectory(fixes, queries)

    def predict_pace(self, z: Tensor) -> Tensor:
        """How much slower a trip is at queries than others there, from ``z`` ``(..., dim)`` (ours).

        Returns:
            ``(...,)`` the logarithm of its pace over that of other trips, but for a constant a
            stretch: the duration of a stretch is known (:func:`.windows.elapsed_share`).
        """
        assert self.pace is not None  # nosec B101 # checked by the training's terms
        return self.pace(z).squeeze(-1)

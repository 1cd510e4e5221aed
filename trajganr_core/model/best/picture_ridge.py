"""Shares of categories from the pictures around a location, by ridge regression (ours)."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from ..heads import LocationFeatures
from ..targets import SMALLEST_SHARE

__all__ = ["PictureRidge"]

#: Smallest standard deviation by which a feature is divided, and the range of standardised ones.
SMALLEST_SPREAD, FARTHEST = 1e-3, 5.0


class PictureRidge(nn.Module):
    """A linear map of all features of the pictures around, in equal parts with the trees.

    Trees on a few principal components lose much of what pictures show of places.

    Args:
        features: of a picture (F).
        outputs: categories.

    Attributes:
        mean, scale: ``(F,)`` of the features around training roads.
        weight: ``(F, outputs)``.
        start: ``(outputs,)`` mean shares of the training roads.
    """

    mean: Tensor
    scale: Tensor
    weight: Tensor
    start: Tensor

    def __init__(self, features: int, outputs: int) -> None:
        super().__init__()
        self.register_buffer("mean", torch.zeros(features))
        self.register_buffer("scale", torch.ones(features))
        self.register_buffer("weight", torch.zeros(features, outputs))
        self.register_buffer("start", torch.zeros(outputs))

    def fit(self, around: Tensor, shares: Tensor, weight: Tensor, penalty: float) -> None:
        """Fit to training roads with pictures around.

        Args:
            around: ``(m, F)`` mean features of the pictures.
            shares: ``(m, outputs)`` labels.
            weight: ``(m,)`` of the labels.
            penalty: of squared weights.
        """
        self.mean.copy_(around.mean(0))
        self.scale.copy_(around.std(0).clamp_min(SMALLEST_SPREAD))
        self.start.copy_((weight[:, None] * shares).sum(0) / weight.sum())
        x = self._standardised(around).double()
        weighted = x * weight[:, None]
        gram = x.T @ weighted + penalty * torch.eye(x.shape[1], dtype=x.dtype, device=x.device)
        self.weight.copy_(torch.linalg.solve(gram, weighted.T @ (shares - self.start).double()))

    def forward(self, answers: Tensor, features: LocationFeatures) -> Tensor:
        """Raw outputs ``(B, outputs)``: the mean of the trees' shares and those of the pictures.

        Args:
            answers: ``(B, outputs)`` of the trees; as they are where there is no picture around.
        """
        shown = (self.start + self._standardised(features.around) @ self.weight).clamp_min(0)
        shown = shown / shown.sum(1, keepdim=True).clamp_min(SMALLEST_SHARE)
        both = (answers.softmax(1) + shown).div(2).clamp_min(SMALLEST_SHARE).log()
        return torch.where(features.has_around[:, None], both, answers)

    def _standardised(self, around: Tensor) -> Tensor:
        return ((around - self.mean) / self.scale).clamp(-FARTHEST, FARTHEST)

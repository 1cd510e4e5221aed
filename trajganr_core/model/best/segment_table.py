"""The table of `best`: one row of columns for a location on a directed segment (ours).

Attributes of the road; statistics of all input passes; the columns of the road function; the same
of the roads around it; the place; and the principal components of the pictures around it. Nothing
of it is learned from labels, and no trip is encoded.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

from ...contract.model_card import ModelConfig
from ..heads import LocationFeatures
from ..segment_columns import SEGMENT_FEATURES, TRAFFIC_FEATURES

__all__ = ["SegmentTable"]

#: Decimals of places and components. A tree tests the middle between two values: where these are
#: of one place, computed in two ways, a click would be on the other side of it than its road.
DECIMALS = 4


class SegmentTable(nn.Module):
    """Turns the features of locations into columns.

    What the encoders do not see is left out: trips, places or pictures.

    Args:
        config: of the encoders.
        components: number of principal components of the pictures around; 0 without pictures.

    Attributes:
        columns: their number.
        mean: ``(F,)`` of the features of pictures around training roads.
        axes: ``(F, components)`` along which these vary most.
    """

    mean: Tensor
    axes: Tensor

    def __init__(self, config: ModelConfig, components: int = 0) -> None:
        super().__init__()
        self.traffic = TRAFFIC_FEATURES if config.sees("trajectory") else 0
        self.place = 2 if config.sees("location") else 0
        self.columns = SEGMENT_FEATURES + self.traffic + self.place + components
        self.register_buffer("mean", torch.zeros(config.image_features if components else 0))
        self.register_buffer("axes", torch.zeros(len(self.mean), components))

    def fit(self, around: Tensor) -> None:
        """Find the principal components.

        Args:
            around: ``(m, F)`` mean features of the pictures around training roads.
        """
        self.mean.copy_(around.mean(0))
        _, _, axes = torch.linalg.svd(around - self.mean, full_matrices=False)
        self.axes.copy_(axes[: self.axes.shape[1]].T)

    def forward(self, features: LocationFeatures) -> Tensor:
        """Columns ``(B, columns)``; components are zero where there is no picture around."""
        components = None
        if len(self.mean):
            components = ((features.around - self.mean) @ self.axes).round(decimals=DECIMALS)
        parts = [
            features.segment,
            features.traffic[:, : self.traffic],
            features.xy[:, : self.place].round(decimals=DECIMALS),
        ]
        if components is not None:
            parts.append(torch.where(features.has_around[:, None], components, 0.0))
        return torch.cat(parts, dim=-1)

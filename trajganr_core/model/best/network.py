"""A small network on the table of `best`, whose answers are averaged with those of the trees."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from ..heads import LocationFeatures

HIDDEN = 256
DROPOUT = 0.1
#: Smallest standard deviation by which a column is divided, and the range of standardised ones.
MIN_SPREAD, FARTHEST = 1e-3, 5.0


class Network(nn.Module):
    """A two-layer ReLU network on standardised columns (ours).

    Trees cut columns into steps; a network is smooth in them. Both err differently, so that their
    mean is better than either.

    Args:
        pictures: number of features of the pictures around that are inputs too; 0 for none.

    Attributes:
        mean, scale: ``(columns + pictures,)`` of training roads.
    """

    mean: Tensor
    scale: Tensor

    def __init__(self, columns: int, outputs: int, pictures: int = 0) -> None:
        super().__init__()
        self.pictures = pictures
        self.register_buffer("mean", torch.zeros(columns + pictures))
        self.register_buffer("scale", torch.ones(columns + pictures))
        self.hidden = nn.Linear(columns + pictures, HIDDEN)
        self.dropout = nn.Dropout(DROPOUT)
        self.out = nn.Linear(HIDDEN, outputs)

    def inputs(self, columns: Tensor, features: LocationFeatures) -> Tensor:
        """Inputs ``(B, columns + pictures)``, NaN where there is no picture around.

        Args:
            columns: ``(B, columns)`` of the table.
            features: of the same locations.
        """
        if not self.pictures:
            return columns
        around = torch.where(features.has_around[:, None], features.around, torch.nan)
        return torch.cat([columns, around], dim=1)

    def fit_scale(self, inputs: Tensor) -> None:
        """Set mean and scale from the inputs ``(m, columns + pictures)`` of training roads."""
        self.mean.copy_(inputs.nanmean(0))
        spread = (inputs - self.mean).square().nanmean(0).sqrt()
        self.scale.copy_(spread.clamp_min(MIN_SPREAD))

    def forward(self, inputs: Tensor, shift: Tensor | float = 0.0) -> Tensor:
        """Raw outputs ``(B, outputs)``.

        Args:
            inputs: ``(B, columns + pictures)`` of :meth:`inputs`; NaN counts as the mean.
            shift: ``(B, HIDDEN)``, added to the hidden layer.
        """
        standardised = ((inputs - self.mean) / self.scale).clamp(-FARTHEST, FARTHEST).nan_to_num()
        hidden = self.hidden(standardised) + shift
        result: Tensor = self.out(self.dropout(hidden.relu()))
        return result

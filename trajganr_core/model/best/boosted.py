"""The predictor of `best`: a table, boosted trees on it, and shrinkage to a road's own passes."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from ..heads import LocationFeatures
from .own_passes import Shrinkage
from .picture_ridge import PictureRidge
from .segment_table import SegmentTable
from .trees import Trees

__all__ = ["Boosted"]


class Boosted(nn.Module):
    """A task's answer at locations on directed segments (ours, docs/method.md).

    Args:
        table: turns the features of locations into columns.
        trees: on these columns.
        shrinkage: of the trees' answers; None for none.
        ranks: trees that predict the number of an ordered class, for its shrinkage.
        pictures: what pictures show of shares, beside the trees.
    """

    def __init__(
        self,
        table: SegmentTable,
        trees: Trees,
        shrinkage: Shrinkage | None = None,
        ranks: Trees | None = None,
        pictures: PictureRidge | None = None,
    ) -> None:
        super().__init__()
        self.table, self.trees, self.shrinkage = table, trees, shrinkage
        self.ranks, self.pictures = ranks, pictures

    def forward(self, features: LocationFeatures) -> Tensor:
        """Raw outputs ``(B, outputs)`` for a batch of locations."""
        columns = self.table(features)
        answers: Tensor = self.trees(columns)
        if self.pictures is not None:
            answers = self.pictures(answers, features)
        if self.ranks is not None:
            answers = torch.cat([answers, self.ranks(columns)], dim=1)
        return self.shrinkage(answers, features.traffic) if self.shrinkage else answers

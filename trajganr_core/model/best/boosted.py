"""The predictor of `best`: a table, boosted trees on it, and shrinkage to a road's own passes."""

from __future__ import annotations

from torch import Tensor, nn

from ..heads import LocationFeatures
from .own_passes import Shrinkage
from .segment_table import SegmentTable
from .trees import Trees

__all__ = ["Boosted"]


class Boosted(nn.Module):
    """A task's answer at locations on directed segments (ours, docs/method.md).

    Args:
        table: turns the features of locations into columns.
        trees: on these columns.
        shrinkage: of the trees' answers; None for none.
    """

    def __init__(
        self, table: SegmentTable, trees: Trees, shrinkage: Shrinkage | None = None
    ) -> None:
        super().__init__()
        self.table, self.trees, self.shrinkage = table, trees, shrinkage

    def forward(self, features: LocationFeatures) -> Tensor:
        """Raw outputs ``(B, outputs)`` for a batch of locations."""
        answers: Tensor = self.trees(self.table(features))
        return self.shrinkage(answers, features.traffic) if self.shrinkage else answers

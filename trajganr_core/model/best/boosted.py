"""The predictor of `best`: a table, trees and a network on it, and shrinkage to the own passes."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from ..heads import LocationFeatures
from .network import Network
from .own_passes import Shrinkage
from .segment_table import SegmentTable
from .trees import Trees

__all__ = ["Boosted"]


class Boosted(nn.Module):
    """A task's answer at locations on directed segments (ours, docs/method.md).

    Args:
        table: turns the features of locations into columns.
        trees, network: on these columns.
        share: of the network in the mean of the raw outputs of both.
        shrinkage: of this mean; None for none.
    """

    def __init__(
        self,
        table: SegmentTable,
        trees: Trees,
        network: Network,
        share: float,
        shrinkage: Shrinkage | None = None,
    ) -> None:
        super().__init__()
        self.table, self.trees, self.network = table, trees, network
        self.share, self.shrinkage = share, shrinkage

    def forward(self, features: LocationFeatures) -> Tensor:
        """Raw outputs ``(B, outputs)`` for a batch of locations."""
        columns = self.table(features)
        of_network = self.network(self.network.inputs(columns, features))
        answers = torch.lerp(self.trees(columns), of_network, self.share)
        return self.shrinkage(answers, features.traffic) if self.shrinkage else answers

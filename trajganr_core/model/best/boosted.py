"""The predictor of `best`: a table, trees and a network on it, and shrinkage to the own passes.

A row of the table has attributes of the road; statistics of all input passes; the columns of the
road function; the same of the roads around it; and the place. Nothing of it is learned from labels,
and no trip is encoded.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

from ...contract.records.model_card import ModelConfig
from ..heads import LocationFeatures
from ..segment_columns import SEGMENT_FEATURES, TRAFFIC_FEATURES
from .network import Network
from .own_passes import Shrinkage
from .trees import Trees

#: Decimals of places. A tree tests the middle between two values: where these are of one place,
#: computed in two ways, a click would be on the other side of it than its road.
DECIMALS = 4


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


class SegmentTable(nn.Module):
    """Turns the features of locations into columns.

    What the encoders do not see is left out: trips or places.

    Attributes:
        columns: their number.
    """

    def __init__(self, config: ModelConfig) -> None:
        super().__init__()
        self.traffic = TRAFFIC_FEATURES if config.sees("trajectory") else 0
        self.place = 2 if config.sees("location") else 0
        self.columns = SEGMENT_FEATURES + self.traffic + self.place

    def forward(self, features: LocationFeatures) -> Tensor:
        """Columns ``(B, columns)``."""
        traffic = features.traffic[:, : self.traffic]
        place = features.xy[:, : self.place].round(decimals=DECIMALS)
        return torch.cat([features.segment, traffic, place], dim=-1)

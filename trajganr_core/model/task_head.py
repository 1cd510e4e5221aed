"""A task's head as it is saved: the predictor, and the positions of its training roads."""

from __future__ import annotations

from functools import cached_property
from typing import TypeAlias

import numpy as np
import shapely
import torch
from torch import Tensor, nn

from ..contract.records.model_card import HeadCard, ModelConfig
from ..utils.arrays import FloatArray
from .best.boosted import Boosted, SegmentTable
from .best.network import Network
from .best.own_passes import Shrinkage, own_of
from .best.trees import Trees
from .heads import Head, LocationFeatures
from .targets import target_from_dict

Predictor: TypeAlias = Boosted | Head


class TaskHead(nn.Module):
    """The predictor of a task, and the positions of its training roads.

    Args:
        predictor: :class:`~.best.boosted.Boosted` or :class:`~.heads.Head`.
        learned_at: ``(n, 2)`` centres of the training roads, local metres.
    """

    learned_at: Tensor

    def __init__(self, predictor: Predictor, learned_at: Tensor) -> None:
        super().__init__()
        self.predictor = predictor
        self.register_buffer("learned_at", learned_at)

    def forward(self, features: LocationFeatures) -> Tensor:
        """Raw outputs ``(B, outputs)`` for a batch of locations."""
        return self.predictor(features)

    def distance(self, xy: FloatArray) -> FloatArray:
        """Metres from positions ``(n, 2)``, local metres, to the nearest training road."""
        _, distance = self._learned_roads.query_nearest(
            shapely.points(xy), return_distance=True, all_matches=False
        )
        return np.asarray(distance)

    @cached_property
    def _learned_roads(self) -> shapely.STRtree:
        """Spatial index of ``learned_at``; cached, because every map click needs it."""
        return shapely.STRtree(shapely.points(self.learned_at.cpu().double().numpy()))


def blank_head(config: ModelConfig, task: str, entry: HeadCard) -> TaskHead:
    """A head of a task to load weights into.

    Raises:
        ValueError: when the entry does not describe one.
    """
    target = target_from_dict(entry.target)
    count = entry.locations["train"]
    predictor: Predictor
    if entry.trees is not None:
        table = SegmentTable(config)
        shrinkage = None
        if entry.shrinkage is not None:
            own = own_of(task, target, config)
            if own is None:
                raise ValueError("its trips show nothing to shrink to")
            shrinkage = Shrinkage(own, entry.shrinkage)
        trees = Trees(entry.trees, outputs=target.outputs, columns=table.columns)
        network = Network(table.columns, target.outputs, entry.pictures or 0)
        predictor = Boosted(table, trees, network, entry.share or 0.0, shrinkage)
    else:
        predictor = Head(config, target.outputs)
    return TaskHead(predictor, torch.zeros(count, 2))

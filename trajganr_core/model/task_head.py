"""A task's head as it is saved: the predictor, and the positions of its training roads."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TypeAlias

import numpy as np
import shapely
import torch
from torch import Tensor, nn

from ..contract.choices import MODALITIES
from ..contract.model_card import HeadCard, ModelConfig
from ..contract.presets import Preset
from ..utils.arrays import FloatArray
from .heads import Blend, Ensemble, Head, LocationFeatures
from .nearest_neighbours import NearestNeighbours
from .segment_columns import ATTRIBUTES, SEGMENT_FEATURES, STATISTICS, TRAFFIC_FEATURES
from .targets import target_from_dict
from .trees import Trees

__all__ = [
    "SEGMENT",
    "TREE_LEAVES",
    "Predictor",
    "TaskHead",
    "blank_head",
    "blank_trees",
    "members_of",
    "new_head",
]

HIDDEN = 256
ATTENTION_HEADS = 8
#: Kinds of networks, by their inputs.
EVERYTHING, PICTURES, SEGMENT, VIEWS = "everything", "pictures", "segment", "views"
#: Largest number of leaves of a tree.
TREE_LEAVES = 8

Predictor: TypeAlias = Ensemble | Blend | NearestNeighbours


class TaskHead(nn.Module):
    """The predictor of a task, and the positions of its training roads.

    Args:
        predictor: an :class:`~.heads.Ensemble`, a :class:`~.heads.Blend`, or
            :class:`~.nearest_neighbours.NearestNeighbours`.
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


def new_head(
    config: ModelConfig,
    outputs: int,
    *,
    segment_context: bool,
    members: Mapping[str, int],
    dropout: float = 0.0,
) -> Ensemble:
    """One network, or several whose outputs are averaged; docs/method.md gives the sizes.

    Args:
        segment_context: whether it uses segment features in addition to embeddings.
        members: number of networks by kind, in order: ``everything``; ``pictures``, which also use
            the pictures around; ``segment``, which use only the segment's own attributes and trip
            statistics; ``views``, which use only the pictures around.
        dropout: dropout rate of the kinds ``everything`` and ``pictures``.
    """
    trips = config.sees("trajectory")
    modalities = MODALITIES[config.modalities]

    def head(kind: str) -> Head:
        alone = kind in (SEGMENT, VIEWS)
        segment, traffic = {SEGMENT: (ATTRIBUTES, STATISTICS), VIEWS: (0, 0)}.get(
            kind, (SEGMENT_FEATURES, TRAFFIC_FEATURES)
        )
        return Head(
            config.dimension,
            outputs,
            hidden=HIDDEN,
            heads=ATTENTION_HEADS,
            modalities=frozenset() if alone else modalities,
            around=config.image_features if kind in (PICTURES, VIEWS) else 0,
            segment=segment if segment_context else 0,
            traffic=traffic if segment_context and trips else 0,
            dropout=0.0 if alone else dropout,
        )

    return Ensemble(head(kind) for kind, count in members.items() for _ in range(count))


def members_of(
    preset: Preset, config: ModelConfig, *, segment_context: bool, pictures: bool = True
) -> dict[str, int]:
    """How many networks of each kind a task has, without kinds that would have no input.

    Args:
        pictures: whether there are training pictures.
    """
    sees_pictures = pictures and config.image_features > 0 and config.sees("image")
    numbers = {
        EVERYTHING: preset.members,
        PICTURES: preset.picture_members if sees_pictures else 0,
        SEGMENT: preset.segment_members if segment_context else 0,
        VIEWS: preset.view_members if sees_pictures else 0,
    }
    return {kind: count for kind, count in numbers.items() if count}


def blank_head(config: ModelConfig, entry: HeadCard) -> TaskHead:
    """A head to load weights into."""
    target = target_from_dict(entry.target)
    count = entry.locations["train"]
    if entry.k is not None:
        keys, encoded = torch.zeros(count, 3 * config.dimension), torch.zeros(count, target.columns)
        predictor: Predictor = NearestNeighbours(config, target, keys, encoded, entry.k)
    else:
        predictor = new_head(
            config,
            target.outputs,
            segment_context=entry.segment_context,
            members=entry.members or {},
        )
        if entry.trees:
            trees = blank_trees(config, target.outputs, entry.trees)
            predictor = Blend(predictor, trees, (entry.shares or {})["trees"])
    return TaskHead(predictor, torch.zeros(count, 2))


def blank_trees(config: ModelConfig, outputs: int, count: int) -> Trees:
    """Trees to fill; their inputs are the segment and, as for the encoders, its trips and location.

    Adjacent segments are inputs of the networks only.
    """
    return Trees(
        count,
        leaves=TREE_LEAVES,
        outputs=outputs,
        segment=ATTRIBUTES,
        traffic=STATISTICS if config.sees("trajectory") else 0,
        place=2 if config.sees("location") else 0,
    )

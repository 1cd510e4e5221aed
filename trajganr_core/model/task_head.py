"""A task's head as it is saved: the predictor, and the positions of its training roads."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TypeAlias

import numpy as np
import shapely
import torch
from torch import Tensor, nn

from ..contract.choices import MODALITIES
from ..contract.model_card import HeadCard, ModelConfig
from ..contract.presets import NETWORKS, Preset
from ..utils.arrays import FloatArray
from .heads import Blend, Ensemble, Head, LocationFeatures
from .nearest_neighbours import NearestNeighbours
from .own_mean import Shrunk, own_of
from .segment_columns import ATTRIBUTES, SEGMENT_FEATURES, STATISTICS, TRAFFIC_FEATURES
from .targets import target_from_dict
from .trees import Trees

__all__ = [
    "EMBEDDING_NETWORKS",
    "TREE_LEAVES",
    "Predictor",
    "TaskHead",
    "blank_head",
    "blank_trees",
    "networks_of",
    "new_head",
]

HIDDEN = 256
ATTENTION_HEADS = 8
EVERYTHING, PICTURES, SEGMENT, VIEWS = NETWORKS
#: Networks that use the embeddings of trips, locations and images.
EMBEDDING_NETWORKS = (EVERYTHING, PICTURES)
#: Largest number of leaves of a tree.
TREE_LEAVES = 8

Predictor: TypeAlias = Ensemble | Blend | Shrunk | NearestNeighbours


class TaskHead(nn.Module):
    """The predictor of a task, and the positions of its training roads.

    Args:
        predictor: an :class:`~.heads.Ensemble`, a :class:`~.heads.Blend`, either of them as
            :class:`~.own_mean.Shrunk`, or :class:`~.nearest_neighbours.NearestNeighbours`.
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
    networks: Sequence[str],
    dropout: float = 0.0,
) -> Ensemble:
    """One network, or several whose outputs are averaged; docs/method.md gives the sizes.

    Args:
        segment_context: whether it uses segment features in addition to embeddings.
        networks: some of :data:`~..contract.presets.NETWORKS`; ``segment`` uses only the segment's
            own attributes and trip statistics.
        dropout: dropout rate of ``everything`` and ``pictures``.
    """
    trips = config.sees("trajectory")
    modalities = MODALITIES[config.modalities]

    def head(network: str) -> Head:
        alone = network not in EMBEDDING_NETWORKS
        segment, traffic = {SEGMENT: (ATTRIBUTES, STATISTICS), VIEWS: (0, 0)}.get(
            network, (SEGMENT_FEATURES, TRAFFIC_FEATURES)
        )
        return Head(
            config.dimension,
            outputs,
            hidden=HIDDEN,
            heads=ATTENTION_HEADS,
            modalities=frozenset() if alone else modalities,
            around=config.image_features if network in (PICTURES, VIEWS) else 0,
            segment=segment if segment_context else 0,
            traffic=traffic if segment_context and trips else 0,
            dropout=0.0 if alone else dropout,
        )

    return Ensemble(map(head, networks))


def networks_of(
    preset: Preset, config: ModelConfig, *, segment_context: bool, pictures: bool = True
) -> tuple[str, ...]:
    """The networks of a task, without those that would have no input.

    Args:
        pictures: whether there are training pictures.
    """
    sees_pictures = pictures and config.image_features > 0 and config.sees("image")
    has_input = {
        EVERYTHING: True,
        PICTURES: sees_pictures,
        SEGMENT: segment_context,
        VIEWS: sees_pictures,
    }
    return tuple(network for network in preset.networks if has_input[network])


def blank_head(config: ModelConfig, task: str, entry: HeadCard) -> TaskHead:
    """A head of a task to load weights into.

    Raises:
        ValueError: when the entry does not describe one.
    """
    target = target_from_dict(entry.target)
    count = entry.locations["train"]
    if entry.k is not None:
        keys, encoded = torch.zeros(count, 3 * config.dimension), torch.zeros(count, target.columns)
        predictor: Predictor = NearestNeighbours(config, target, keys, encoded, entry.k)
    else:
        shares = entry.shares or {}
        predictor = new_head(
            config,
            target.outputs,
            segment_context=entry.segment_context,
            networks=[network for network in NETWORKS if network in shares],
        )
        if entry.trees:
            trees = blank_trees(config, target.outputs, entry.trees)
            predictor = Blend(predictor, trees, shares["trees"])
        if entry.shrinkage is not None:
            own = own_of(task, target, config, segment_context=entry.segment_context)
            if own is None:
                raise ValueError("its trips show nothing to shrink to")
            predictor = Shrunk(predictor, own, entry.shrinkage)
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

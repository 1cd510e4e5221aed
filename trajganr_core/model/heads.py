"""A task's head: aggregator and predictor on ``[v ; g ; a]`` (paper, equation 10)."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast

import torch
from torch import Tensor, nn

from ..contract.choices import MODALITIES
from .aggregator import Aggregator

__all__ = ["Blend", "Ensemble", "Head", "LocationFeatures"]

#: Smallest standard deviation by which a feature is divided.
SMALLEST_SPREAD = 1e-3
#: Standardised features are clipped to this range.
FARTHEST = 5.0


@dataclass(frozen=True)
class LocationFeatures:
    """The features of a batch of locations.

    Attributes:
        v: image embeddings ``(B, D)``; rows without an image are ignored.
        has_image: ``(B,)``.
        around: ``(B, F)`` mean backbone features of the pictures around.
        has_around: ``(B,)`` whether there are any.
        xy: ``(B, 2)`` the locations, in the normalised frame.
        g: location embeddings ``(B, D)``.
        z: localized trip embeddings ``(B, K, D)``, padded.
        has_trip: ``(B, K)``.
        segment: ``(B, S)`` attributes of the road segment; see
            :mod:`trajganr_core.features.segment_features`. S is 0 for a model without segment
            features.
        traffic: ``(B, T)`` statistics of all input trips on and near it, zero without trips.
    """

    v: Tensor
    has_image: Tensor
    around: Tensor
    has_around: Tensor
    xy: Tensor
    g: Tensor
    z: Tensor
    has_trip: Tensor
    segment: Tensor
    traffic: Tensor

    def hiding(self, image: Tensor, around: Tensor, trips: Tensor) -> LocationFeatures:
        """A copy without the image, the pictures around or the trips of some locations (ours).

        Training uses it so that heads learn to predict without them.

        Args:
            image, around, trips: ``(B,)`` where to hide each of them.
        """
        return dataclasses.replace(
            self,
            has_image=self.has_image & ~image,
            has_around=self.has_around & ~around,
            has_trip=self.has_trip & ~trips[:, None],
            traffic=self.traffic * ~trips[:, None],
        )


class Head(nn.Module):
    """[CLS] aggregator over the trips, then a two-layer ReLU MLP on ``[v ; g ; a]``.

    Embeddings of other modalities are left out of the input; features of the pictures around and
    segment features are appended where a head uses them. A head without modalities uses the
    segment features alone.

    Args:
        dim: size of the embeddings.
        hidden: width of the MLP.
        heads: attention heads of the aggregator.
        modalities: whose embeddings it uses; see :data:`..contract.choices.MODALITIES`.
        around: size of the features of the pictures around; 0 for a head that does not use them.
        segment, traffic: numbers of leading segment features that it uses.
        dropout: share of the MLP's inputs and hidden values that training leaves out.

    Attributes:
        noise: number of random values per location that dropout needs.
    """

    context_mean: Tensor
    context_scale: Tensor
    around_mean: Tensor
    around_scale: Tensor

    def __init__(
        self,
        dim: int,
        outputs: int,
        *,
        hidden: int,
        heads: int,
        modalities: frozenset[str] = MODALITIES["all"],
        around: int = 0,
        segment: int = 0,
        traffic: int = 0,
        dropout: float = 0.0,
    ) -> None:
        super().__init__()
        self.sees_location = "location" in modalities
        sees_image = "image" in modalities
        self.absent_image = nn.Parameter(torch.randn(dim) / dim**0.5) if sees_image else None
        # Image embeddings lose much of a picture's content, so raw backbone features are used.
        self.absent_around = nn.Parameter(torch.zeros(around)) if around else None
        self.register_buffer("around_mean", torch.zeros(around))
        self.register_buffer("around_scale", torch.ones(around))
        self.aggregator = Aggregator(dim, heads) if "trajectory" in modalities else None
        self.segment, self.traffic = segment, traffic
        context = segment + traffic
        self.register_buffer("context_mean", torch.zeros(context))
        self.register_buffer("context_scale", torch.ones(context))
        width = dim * len(modalities) + around + context
        self.hidden = nn.Linear(width, hidden)
        self.out = nn.Linear(hidden, outputs)
        self.dropout = dropout
        self.noise = width + hidden if dropout else 0

    def standardise(self, segment: Tensor, traffic: Tensor, around: Tensor) -> None:
        """Fit the scaling of the raw features on training locations.

        Args:
            segment, traffic: ``(n, S)`` and ``(n, T)`` segment features.
            around: ``(m, F)`` of the locations that have pictures around.
        """
        if self.absent_around is not None and len(around) > 1:
            self.around_mean.copy_(around.mean(0))
            self.around_scale.copy_(around.std(0).clamp_min(SMALLEST_SPREAD))
        context = self._context(segment, traffic)
        if context.numel() > context.shape[-1]:  # not empty, and more than one road
            self.context_mean.copy_(context.mean(0))
            self.context_scale.copy_(context.std(0).clamp_min(SMALLEST_SPREAD))

    def forward(self, features: LocationFeatures, noise: Tensor | None = None) -> Tensor:
        """Raw outputs ``(B, outputs)`` for a batch of locations.

        Args:
            features: of the locations.
            noise: ``(B, self.noise)`` uniform in [0, 1), the random values of dropout. They are an
                argument, so that all processes of a distributed training use the same draw.
                Without them there is no dropout.
        """
        parts = []
        if self.absent_image is not None:
            has_image = features.has_image[:, None]
            parts.append(torch.where(has_image, features.v, self.absent_image))
        if self.absent_around is not None:
            around = (features.around - self.around_mean) / self.around_scale
            around = around.clamp(-FARTHEST, FARTHEST)
            parts.append(torch.where(features.has_around[:, None], around, self.absent_around))
        if self.sees_location:
            parts.append(features.g)
        if self.aggregator is not None:
            parts.append(self.aggregator(features.z, features.has_trip))
        context = self._context(features.segment, features.traffic)
        context = (context - self.context_mean) / self.context_scale
        parts.append(context.clamp(-FARTHEST, FARTHEST))
        x = torch.cat(parts, dim=-1)
        if noise is None or not self.noise:
            return self.out(self.hidden(x).relu())
        width = self.hidden.in_features
        x = self.hidden(self._drop(x, noise[:, :width])).relu()
        return self.out(self._drop(x, noise[:, width:]))

    def _drop(self, x: Tensor, noise: Tensor) -> Tensor:
        return x * (noise >= self.dropout) / (1 - self.dropout)

    def _context(self, segment: Tensor, traffic: Tensor) -> Tensor:
        return torch.cat([segment[:, : self.segment], traffic[:, : self.traffic]], dim=-1)


class Ensemble(nn.Module):
    """Heads of one task that differ in their inputs; the output is a weighted mean (ours).

    Args:
        heads: with the same number of outputs.

    Attributes:
        weight: ``(heads,)`` weight of each head; they sum to one and are equal at first.
        noise: number of random values per location that dropout needs, over all heads.
    """

    weight: Tensor

    def __init__(self, heads: Iterable[Head]) -> None:
        super().__init__()
        self.heads = nn.ModuleList(heads)
        self.register_buffer("weight", torch.full((len(self.heads),), 1 / len(self.heads)))
        self.noise = sum(head.noise for head in self._members())

    def standardise(self, segment: Tensor, traffic: Tensor, around: Tensor) -> None:
        """See :meth:`Head.standardise`."""
        for head in self._members():
            head.standardise(segment, traffic, around)

    def member_outputs(
        self, features: LocationFeatures, noise: Tensor | None = None
    ) -> list[Tensor]:
        """Raw outputs ``(B, outputs)`` of each head; heads are trained separately."""
        members = self._members()
        if noise is None:
            return [head(features) for head in members]
        own = noise[:, : self.noise].split([head.noise for head in members], dim=-1)
        return [head(features, part) for head, part in zip(members, own, strict=True)]

    def forward(self, features: LocationFeatures) -> Tensor:
        """Weighted mean of their raw outputs ``(B, outputs)``."""
        return self.weighted_mean(self.member_outputs(features))

    def weighted_mean(self, member_outputs: list[Tensor]) -> Tensor:
        """Weighted mean of the outputs that :meth:`member_outputs` returns."""
        stacked = torch.stack(member_outputs)
        return torch.tensordot(self.weight.to(stacked.dtype), stacked, 1)

    def _members(self) -> list[Head]:
        return cast("list[Head]", list(self.heads))


class Blend(nn.Module):
    """A weighted mean of networks and trees, whose errors differ where labels are few (ours).

    Args:
        networks: the heads of a task.
        trees: a :class:`.trees.Trees` of the same task.
        share: weight of the trees.
    """

    share: Tensor

    def __init__(self, networks: Ensemble, trees: nn.Module, share: float) -> None:
        super().__init__()
        self.networks = networks
        self.trees = trees
        self.register_buffer("share", torch.tensor(share))

    def forward(self, features: LocationFeatures) -> Tensor:
        """Raw outputs ``(B, outputs)`` for a batch of locations."""
        return torch.lerp(self.networks(features), self.trees(features), self.share)

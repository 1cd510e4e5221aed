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

#: A feature of the context that hardly varies in training says nothing.
SMALLEST_SPREAD = 1e-3
#: Standard deviations from the training roads at which a feature of the context is cut off.
FARTHEST = 5.0


@dataclass(frozen=True)
class LocationFeatures:
    """What is known about a batch of locations.

    Attributes:
        v: image embeddings ``(B, D)``; rows without an image are ignored.
        has_image: ``(B,)``.
        around: ``(B, F)`` mean features of the pictures around, as the backbone sees them.
        has_around: ``(B,)`` whether there are any.
        xy: ``(B, 2)`` the locations, in the normalised frame.
        g: location embeddings ``(B, D)``.
        z: localized trip embeddings ``(B, K, D)``, padded.
        has_trip: ``(B, K)``.
        segment: ``(B, S)`` what the road segment is; see
        :mod:`trajganr_core.features.segment_features`. S is 0
            for a model without segment context.
        traffic: ``(B, T)`` what all input trips on it and around it did, zero without trips.
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
        """The same without some locations' image, those around, or all trips (ours).

        So absence is learned.

        Args:
            image, around, trips: ``(B,)`` where to hide it, or them.
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

    What is not among the modalities is left out; what pictures around show and segment context,
    where a head sees them, stand beside them. A head without modalities sees the context alone.

    Args:
        dim: size of the embeddings.
        outputs: values a location.
        hidden: width of the MLP.
        heads: attention heads of the aggregator.
        modalities: that it sees the embeddings of; see :data:`..contract.choices.MODALITIES`.
        around: features of a picture, of a head that sees what is around; 0: it does not.
        segment, traffic: leading features of the segment context that it sees.
        dropout: share of the MLP's inputs and hidden values that training leaves out.

    Attributes:
        noise: values a location that decide what is left out.
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
        # What aligns a picture with its place loses much of what it shows, so these are seen raw.
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
        """Fit the scale of what is seen raw on that of training locations.

        Args:
            segment, traffic: ``(n, S)`` and ``(n, T)`` context.
            around: ``(m, F)`` of the locations that have pictures around.
        """
        if self.absent_around is not None and len(around) > 1:
            self.around_mean.copy_(around.mean(0))
            self.around_scale.copy_(around.std(0).clamp_min(SMALLEST_SPREAD))
        context = self._context(segment, traffic)
        if context.numel() > context.shape[-1]:  # there is a context, and more than one road
            self.context_mean.copy_(context.mean(0))
            self.context_scale.copy_(context.std(0).clamp_min(SMALLEST_SPREAD))

    def forward(self, features: LocationFeatures, noise: Tensor | None = None) -> Tensor:
        """Raw outputs ``(B, outputs)`` for a batch of locations.

        Args:
            evidence: about them.
            noise: ``(B, self.noise)`` uniform in [0, 1), which decides what dropout leaves out.
                It is given and not drawn here, so that the ranks of a distributed training share
                one draw. Without it nothing is left out.
        """
        parts = []
        if self.absent_image is not None:
            has_image = features.has_image[:, None]
            parts.append(torch.where(has_image, features.v, self.absent_image))
        if self.absent_around is not None:
            seen = (features.around - self.around_mean) / self.around_scale
            seen = seen.clamp(-FARTHEST, FARTHEST)
            parts.append(torch.where(features.has_around[:, None], seen, self.absent_around))
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
    """Heads of one task that differ in what they start from, or see; a mean is the answer.

    Ours, as Lakshminarayanan et al. 2017: what a head makes of chance is not what the others make.

    Args:
        heads: of as many outputs.

    Attributes:
        weight: ``(heads,)`` of each in the answer, together one; alike at first.
        noise: values a location that decide what dropout leaves out, of all heads.
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

    def answers(self, features: LocationFeatures, noise: Tensor | None = None) -> list[Tensor]:
        """Raw outputs ``(B, outputs)`` of each head, which learns by itself; see :class:`Head`."""
        members = self._members()
        if noise is None:
            return [head(features) for head in members]
        own = noise[:, : self.noise].split([head.noise for head in members], dim=-1)
        return [head(features, part) for head, part in zip(members, own, strict=True)]

    def forward(self, features: LocationFeatures) -> Tensor:
        """Weighted mean of their raw outputs ``(B, outputs)``."""
        return self.mean_of(self.answers(features))

    def mean_of(self, answers: list[Tensor]) -> Tensor:
        """Their weighted mean, of what :meth:`answers` gives."""
        said = torch.stack(answers)
        return torch.tensordot(self.weight.to(said.dtype), said, 1)

    def _members(self) -> list[Head]:
        return cast("list[Head]", list(self.heads))


class Blend(nn.Module):
    """Networks and trees that answer together (ours): what each makes of few labels errs otherwise.

    Args:
        networks: of a task.
        trees: of the same task, a :class:`.trees.Trees`.
        share: of the trees in the answer.
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

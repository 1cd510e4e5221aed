"""A task's head: aggregator and predictor on ``[v ; g ; a]`` (paper, equation 10)."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

import torch
from torch import Tensor, nn

from ..contract.options.choices import MODALITIES
from .aggregator import Aggregator

__all__ = ["Head", "LocationFeatures"]


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

    def hiding(self, image: Tensor, trips: Tensor) -> LocationFeatures:
        """A copy without the image or the trips of some locations (ours).

        Training uses it so that heads learn to predict without them.

        Args:
            image, trips: ``(B,)`` where to hide each of them.
        """
        return dataclasses.replace(
            self, has_image=self.has_image & ~image, has_trip=self.has_trip & ~trips[:, None]
        )


class Head(nn.Module):
    """[CLS] aggregator over the trips, then a two-layer ReLU MLP on ``[v ; g ; a]``.

    Embeddings of modalities that the encoders lack are left out.

    Args:
        dim: size of the embeddings.
        outputs: of the task.
        hidden: width of the MLP.
        heads: attention heads of the aggregator.
        modalities: whose embeddings it uses; see :data:`..contract.options.choices.MODALITIES`.
    """

    def __init__(
        self,
        dim: int,
        outputs: int,
        *,
        hidden: int,
        heads: int,
        modalities: frozenset[str] = MODALITIES["all"],
    ) -> None:
        super().__init__()
        self.sees_location = "location" in modalities
        sees_image = "image" in modalities
        self.absent_image = nn.Parameter(torch.randn(dim) / dim**0.5) if sees_image else None
        self.aggregator = Aggregator(dim, heads) if "trajectory" in modalities else None
        self.hidden = nn.Linear(dim * len(modalities), hidden)
        self.out = nn.Linear(hidden, outputs)

    def forward(self, features: LocationFeatures) -> Tensor:
        """Raw outputs ``(B, outputs)`` for a batch of locations."""
        parts = []
        if self.absent_image is not None:
            has_image = features.has_image[:, None]
            parts.append(torch.where(has_image, features.v, self.absent_image))
        if self.sees_location:
            parts.append(features.g)
        if self.aggregator is not None:
            parts.append(self.aggregator(features.z, features.has_trip))
        return self.out(self.hidden(torch.cat(parts, dim=-1)).relu())

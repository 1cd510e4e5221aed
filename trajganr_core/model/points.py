"""Points of trips as padded tensors: the fixes, and the query locations."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields

import torch
from torch import Tensor

#: Speed before, after and over the road segment; heading before and after; gap to either side.
MOTION_FEATURES = 9
#: Unit of speeds in the model, m/s.
SPEED_UNIT_MPS = 15.0


@dataclass(frozen=True)
class Points:
    """Points on trips, padded: fixes, or query locations.

    Attributes:
        xy: ``(B, N, 2)``, normalised frame.
        time: ``(B, N, 2)``: time since the trip's start (10 min) and time of week (days).
        place: ``(B, N, 3)``: metres east, north and along the path of the trip's first fix (km).
        motion: ``(B, N, MOTION_FEATURES)``: speed before, after and over the whole road segment
            (15 m/s), heading before and after as (east, north) unit vectors, log gap to either
            side.
        road: ``(B, N, WAY_FEATURES)`` what a road map tells there (:mod:`.road_map`); no columns
            for a model that does not see it.
        edge: ``(B, N)`` the directed road segment.
        mask: ``(B, N)``, true where there is a point.
    """

    xy: Tensor
    time: Tensor
    place: Tensor
    motion: Tensor
    road: Tensor
    edge: Tensor
    mask: Tensor

    def to(self, device: torch.device) -> Points:
        """The same points on a device."""
        return self.mapped(lambda tensor: tensor.to(device))

    def mapped(self, move: Callable[[Tensor], Tensor]) -> Points:
        """The same points with every tensor mapped."""
        return Points(*map(move, self.tensors()))

    def __getitem__(self, rows: Tensor | slice | tuple[slice, slice]) -> Points:
        return self.mapped(lambda tensor: tensor[rows])

    def concatenate(self, other: Points) -> Points:
        """These points followed by the other ones, trip by trip."""
        pairs = zip(self.tensors(), other.tensors(), strict=True)
        return Points(*(torch.cat(pair, dim=1) for pair in pairs))

    def tensors(self) -> tuple[Tensor, ...]:
        """All fields, in order; each begins with ``(B, N)``."""
        return tuple(getattr(self, field.name) for field in fields(self))

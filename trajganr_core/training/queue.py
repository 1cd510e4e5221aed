"""The queue of negative locations, kept as coordinates and encoded anew at every step.

Paper, section 3.3: "a MoCo-style queue of random and trajectory locations". As in GeoCLIP and
GAIR no momentum encoder is needed, because a coordinate is cheap to encode again.
"""

from __future__ import annotations

import torch
from torch import Tensor

__all__ = ["LocationQueue"]


class LocationQueue:
    """A ring of normalised coordinates, half random in the area, half from trajectories.

    Args:
        size: number of locations.
        half_extent: ``(2,)`` half width and height of the area in the normalised frame.
        trajectory_locations: ``(N, 2)`` to draw the first trajectory half from.
        generator: of the random locations.
    """

    def __init__(
        self,
        size: int,
        half_extent: Tensor,
        trajectory_locations: Tensor,
        generator: torch.Generator,
    ) -> None:
        self._half_extent = half_extent
        self._generator = generator
        self._next = 0
        drawn = torch.randint(len(trajectory_locations), (size // 2,), generator=generator)
        self.xy = torch.cat([trajectory_locations[drawn], self._random(size - size // 2)])
        self.xy = self.xy[torch.randperm(size, generator=generator)]

    def push(self, locations: Tensor) -> None:
        """Replace the oldest entries by ``(N, 2)`` locations and as many random ones."""
        new = torch.cat([locations, self._random(len(locations))])[-len(self.xy) :]
        slots = (self._next + torch.arange(len(new))) % len(self.xy)
        self.xy[slots] = new
        self._next = int((self._next + len(new)) % len(self.xy))

    def _random(self, count: int) -> Tensor:
        uniform = torch.rand(count, 2, generator=self._generator)
        return (2 * uniform - 1) * self._half_extent

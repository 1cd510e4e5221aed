"""The queue of negative locations, kept as coordinates and encoded anew at every step.

Paper, section 3.3: "a MoCo-style queue of random and trajectory locations". As in GeoCLIP and
GAIR no momentum encoder is needed, because a coordinate is cheap to encode again.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import torch
from torch import Tensor

__all__ = ["NEAR_POSITIVE_M", "NegativeQueue", "random_locations"]

#: A queued location nearer than this to the positive is no negative, metres (ours).
NEAR_POSITIVE_M = 50.0


class NegativeQueue:
    """A ring buffer of normalised coordinates, half random in the area, half from trajectories.

    Every rank of a distributed run keeps all coordinates (8 bytes each, and drawn alike), so that
    the first one can write a checkpoint alone at any moment; each encodes only its shard.

    Args:
        size: number of locations.
        half_extent: ``(2,)`` half width and height of the area in the normalised frame.
        driven: ``(size // 2, 2)`` the first half, locations of trajectories or images.
        rng: of the random half, and of the order.
    """

    def __init__(
        self, size: int, half_extent: Tensor, driven: Tensor, rng: np.random.Generator
    ) -> None:
        self._next = 0
        xy = torch.cat([driven, random_locations(size - len(driven), half_extent, rng)])
        self.xy = xy[torch.from_numpy(rng.permutation(size))]

    def push(self, locations: Tensor) -> None:
        """Replace the oldest entries by ``(N, 2)`` locations."""
        new = locations[-len(self.xy) :]
        slots = (self._next + torch.arange(len(new))) % len(self.xy)
        self.xy[slots] = new
        self._next = int((self._next + len(new)) % len(self.xy))

    def shard(self, rank: int, world: int) -> Tensor:
        """The locations ``(n, 2)`` that a rank encodes."""
        return self.xy[rank::world]

    def state(self) -> dict[str, Tensor]:
        """The state for a checkpoint."""
        return {"xy": self.xy, "next": torch.tensor(self._next)}

    def load_state(self, state: Mapping[str, Tensor]) -> None:
        """Restore :meth:`state`."""
        self.xy, self._next = state["xy"].clone(), int(state["next"])


def random_locations(count: int, half_extent: Tensor, rng: np.random.Generator) -> Tensor:
    """Locations ``(count, 2)`` anywhere in the area, normalised frame."""
    return torch.from_numpy(rng.uniform(-1, 1, (count, 2))).float() * half_extent

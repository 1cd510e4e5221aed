"""Trips that are encoded once and kept, so that a place beside them is asked at once.

Nearly all that an embedding of a trip at one place costs is the encoding of the trip, which is the
same for every place (``encode_once``): its keys and values are kept.
"""

from __future__ import annotations

import math
from collections import OrderedDict
from collections.abc import Callable, Iterable
from functools import partial

import numpy as np
import torch
from torch import Tensor

from ...features.location_features import LONGEST
from ...features.location_features import TRIPS_AT_ONCE as BATCH
from ...model.points import Points
from ...model.tokens import TripTokens
from ...model.trajectory import Memory
from ...model.trajganr import TrajGANR
from ...utils.arrays import IntArray

__all__ = ["LARGEST_BYTES", "TRIPS_AT_ONCE", "TripEncodingCache"]

#: Of all encoded trips that are kept; those asked least recently go first.
LARGEST_BYTES = 2 * 2**30
#: Trips that are encoded at once; few, so that little is padded.
TRIPS_AT_ONCE = 32
#: Queries that may be padded before it takes longer than to ask once more (measured).
MOST_PADDED = 48


class TripEncodingCache:
    """Trips as functions of the place, each known by its number among all that may be seen.

    Nothing is learned through it. A model that encodes a trip with each place anew, or answers
    with the mean over a segment, has nothing to keep.

    Args:
        model: in evaluation mode.
        largest_bytes: of all that is kept.
    """

    def __init__(self, model: TrajGANR, largest_bytes: int = LARGEST_BYTES) -> None:
        self.model = model
        self.largest_bytes = largest_bytes
        self.device = next(model.parameters()).device
        encoder = model.trajectory
        self.keeps = encoder.attention == "encode_once" and not encoder.segment_mean
        # By number, ``(layers, 2, heads, N, D/heads)``: keys and values of its waypoints.
        self.kept: OrderedDict[int, Tensor] = OrderedDict()
        self.bytes = 0
        self._room: Tensor | None = None

    @property
    def has_room(self) -> bool:
        """Whether less is kept than may be."""
        return self.keeps and self.bytes < self.largest_bytes

    def of(self, tokens: TripTokens, number: IntArray) -> Callable[[IntArray, Points], Tensor]:
        """What answers in the part of :meth:`TrajGANR.embed_trajectory`.

        Args:
            tokens: some trips.
            number: ``(trips,)`` of each.

        Returns:
            Asked about some of them ``(B,)`` at queries ``(B, Q)``: embeddings ``(B, Q, D)``.
        """
        return partial(self._embedded, tokens, number)

    @torch.inference_mode()
    def encode(self, tokens: TripTokens, number: IntArray) -> None:
        """Encode trips ahead; arguments as for :meth:`of`."""
        if self.keeps:
            self._known(tokens, number, np.arange(len(number)))

    @torch.inference_mode()
    def _embedded(
        self, tokens: TripTokens, number: IntArray, trip: IntArray, queries: Points
    ) -> Tensor:
        if not self.keeps:
            fixes = tokens.fixes(trip, LONGEST).to(self.device)
            return self.model.embed_trajectory(fixes, queries)
        known = self._known(tokens, number, trip)
        answers = torch.zeros(*queries.mask.shape, self.model.config.dimension, device=self.device)
        for rows, width in _alike(queries.mask.sum(1).cpu().numpy()):
            asked = queries[torch.from_numpy(rows).to(self.device)][:, :width]
            fixes = tokens.fixes(trip[rows], LONGEST).to(self.device)
            answers[rows, :width] = self._ask(fixes, [known[row] for row in rows], asked)
        return answers

    def _ask(self, fixes: Points, known: list[Tensor], queries: Points) -> Tensor:
        """Embeddings ``(B, Q, D)`` of trips of which that is known."""
        keys, values = self._padded(known)[..., : fixes.mask.shape[1], :].unbind(1)
        memory = Memory(fixes, list(keys), list(values), None)
        return self.model.trajectory.embed_queries(memory, queries)

    def _known(self, tokens: TripTokens, number: IntArray, trip: IntArray) -> list[Tensor]:
        """What is known of trips ``(B,)``, in their order, and which is now."""
        numbers = number[trip].tolist()
        missing = np.array([name not in self.kept for name in numbers])
        known = {name: self.kept[name] for name in numbers if name in self.kept}
        if missing.any():
            known |= self._encoded(tokens, number, trip[missing])
        self._keep(known.items())
        return [known[name] for name in numbers]

    def _encoded(self, tokens: TripTokens, number: IntArray, trip: IntArray) -> dict[int, Tensor]:
        counts = tokens.trips.offsets[trip + 1] - tokens.trips.offsets[trip]
        trip = trip[np.argsort(counts, kind="stable")]
        encoded: dict[int, Tensor] = {}
        for group in np.array_split(trip, math.ceil(len(trip) / TRIPS_AT_ONCE)):
            fixes = tokens.fixes(group, LONGEST).to(self.device)
            memory = self.model.trajectory.encode(fixes)
            both = torch.stack([torch.stack(memory.keys), torch.stack(memory.values)], dim=1)
            sizes = fixes.mask.sum(1).tolist()
            names = number[group].tolist()
            for name, told, size in zip(names, both.unbind(2), sizes, strict=True):
                encoded[name] = told[..., :size, :].contiguous()
        return encoded

    def _keep(self, encoded: Iterable[tuple[int, Tensor]]) -> None:
        for name, told in encoded:
            if name not in self.kept:
                self.bytes += told.nbytes
            self.kept[name] = told
            self.kept.move_to_end(name)
        while self.bytes > self.largest_bytes:
            _, gone = self.kept.popitem(last=False)
            self.bytes -= gone.nbytes

    def _padded(self, told: list[Tensor]) -> Tensor:
        """``(layers, 2, B, heads, LONGEST, D/heads)``; what a mask hides is of earlier trips.

        The room for it is kept: to be given memory anew takes longer than to fill it.
        """
        layers, two, heads, _, size = told[0].shape
        if self._room is None or self._room.shape[2] < len(told):
            trips = max(len(told), BATCH)
            self._room = told[0].new_zeros(layers, two, trips, heads, LONGEST, size)
        for row, part in enumerate(told):
            self._room[:, :, row, :, : part.shape[3]] = part
        return self._room[:, :, : len(told)]


def _alike(queries: IntArray) -> list[tuple[IntArray, int]]:
    """Trips in groups of about as many queries, ``(B,)``, so that little is padded.

    Returns:
        Places in ``queries``, and the most queries that one of them has; a group each.
    """
    order = np.argsort(-queries, kind="stable")
    groups: list[tuple[IntArray, int]] = []
    begin = padded = 0
    for place, count in enumerate(queries[order].tolist()):
        width = int(queries[order[begin]])
        padded += width - count
        if padded > MOST_PADDED:
            groups.append((order[begin:place], width))
            begin, padded = place, 0
    return [*groups, (order[begin:], int(queries[order[begin]]))]

"""Caches encoded trips: their encoding costs most of an embedding and serves every place."""

from __future__ import annotations

import logging
import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from tempfile import TemporaryFile

import numpy as np
import torch
from torch import Tensor

from ...features.location_features import MAX_LENGTH
from ...model.points import Points
from ...model.tokens import TripTokens
from ...model.trajectory import Memory
from ...model.trajganr import TrajGANR
from ...utils.arrays import IntArray
from ...utils.cache import cache_folder

log = logging.getLogger(__name__)

#: Maximum bytes of all encoded trips; the first ones that were encoded are dropped first.
MAX_BYTES = 2 * 2**30
#: Trips that are encoded at once; few, so that padding is small.
TRIPS_AT_ONCE = 32
#: Padded queries above which a further call is faster (measured).
MAX_PADDED = 48


@dataclass(frozen=True)
class _Place:
    """Where the encoding of a trip is in the file, bytes, and its shape."""

    begin: int
    end: int
    shape: tuple[int, ...]


class TripEncodingCache:
    """Encoded trips as functions of the place, by their number among the input trips.

    They are in a file without a name, so that the process holds none of them: the system keeps as
    much of the file in memory as nobody else needs. Trips are written one after the other; at the
    largest size, from the beginning again.

    For inference only. A model that encodes a trip with each place anew, or returns the mean over a
    segment, has nothing to cache.

    Args:
        model: in evaluation mode.
        largest_bytes: limit of the file.
    """

    def __init__(self, model: TrajGANR, largest_bytes: int = MAX_BYTES) -> None:
        self.model = model
        self.largest_bytes = largest_bytes
        self.device = next(model.parameters()).device
        encoder = model.trajectory
        self.keeps = encoder.attention == "encode_once" and not encoder.segment_mean
        # By number: keys and values of its waypoints, float32
        # ``(layers, 2, heads, N, D/heads)``.
        self.kept: dict[int, _Place] = {}
        cache_folder().mkdir(parents=True, exist_ok=True)
        self._file = TemporaryFile(dir=cache_folder())  # noqa: SIM115 - open as long as this
        self._end = self.bytes = 0
        self._room: Tensor | None = None

    def has_room(self, trips: int) -> bool:
        """Whether so many further trips can be kept, however long, and none is dropped for them."""
        config = self.model.config
        bytes_per_trip = 2 * 4 * config.layers * config.dimension * MAX_LENGTH
        return self.keeps and self.bytes + trips * bytes_per_trip <= self.largest_bytes

    def of(self, tokens: TripTokens, number: IntArray) -> Callable[[IntArray, Points], Tensor]:
        """A function that replaces :meth:`TrajGANR.embed_trajectory`.

        Args:
            number: ``(trips,)`` of each.

        Returns:
            For some of the trips ``(B,)`` and queries ``(B, Q)``: embeddings ``(B, Q, D)``.
        """
        return partial(self._embedded, tokens, number)

    @torch.inference_mode()
    def encode(self, tokens: TripTokens, number: IntArray) -> None:
        """Encode trips in advance; arguments as for :meth:`of`."""
        if self.keeps:
            self._encodings(tokens, number, np.arange(len(number)))

    @torch.inference_mode()
    def _embedded(
        self, tokens: TripTokens, number: IntArray, trip: IntArray, queries: Points
    ) -> Tensor:
        if not self.keeps:
            fixes = tokens.fixes(trip, MAX_LENGTH).to(self.device)
            return self.model.embed_trajectory(fixes, queries)
        answers = torch.zeros(*queries.mask.shape, self.model.config.dimension, device=self.device)
        for rows, width in _alike(queries.mask.sum(1).cpu().numpy()):
            selected = queries[torch.from_numpy(rows).to(self.device)][:, :width]
            fixes = tokens.fixes(trip[rows], MAX_LENGTH).to(self.device)
            encodings = self._encodings(tokens, number, trip[rows])
            answers[rows, :width] = self._query(fixes, encodings, selected)
        return answers

    def _query(self, fixes: Points, encodings: list[Tensor], queries: Points) -> Tensor:
        """Embeddings ``(B, Q, D)`` of trips with these keys and values."""
        keys, values = self._padded(encodings)[..., : fixes.mask.shape[1], :].unbind(1)
        memory = Memory(fixes, list(keys), list(values), None)
        return self.model.trajectory.embed_queries(memory, queries)

    def _encodings(self, tokens: TripTokens, number: IntArray, trip: IntArray) -> list[Tensor]:
        """Keys and values of trips ``(B,)``, in their order; missing ones are encoded now."""
        numbers = number[trip].tolist()
        missing = np.array([name not in self.kept for name in numbers])
        encodings = {name: self._read(self.kept[name]) for name in numbers if name in self.kept}
        if missing.any():
            encoded = self._encoded(tokens, number, trip[missing])
            self._keep(encoded)
            encodings |= encoded
        return [encodings[name] for name in numbers]

    def _encoded(self, tokens: TripTokens, number: IntArray, trip: IntArray) -> dict[int, Tensor]:
        counts = tokens.trips.offsets[trip + 1] - tokens.trips.offsets[trip]
        trip = trip[np.argsort(counts, kind="stable")]
        encoded: dict[int, Tensor] = {}
        for group in np.array_split(trip, math.ceil(len(trip) / TRIPS_AT_ONCE)):
            fixes = tokens.fixes(group, MAX_LENGTH).to(self.device)
            memory = self.model.trajectory.encode(fixes)
            both = torch.stack([torch.stack(memory.keys), torch.stack(memory.values)], dim=1)
            sizes = fixes.mask.sum(1).tolist()
            names = number[group].tolist()
            for name, tensors, size in zip(names, both.unbind(2), sizes, strict=True):
                encoded[name] = tensors[..., :size, :].contiguous()
        return encoded

    def _keep(self, encoded: dict[int, Tensor]) -> None:
        try:
            for name, tensor in encoded.items():
                self._write(name, tensor.cpu())
        except OSError as error:
            log.warning("Trips are encoded again at each click: %s", error)
            self.keeps = False

    def _write(self, name: int, tensor: Tensor) -> None:
        begin = self._end if self._end + tensor.nbytes <= self.largest_bytes else 0
        end = begin + tensor.nbytes
        if begin < self.bytes:
            old = [key for key, at in self.kept.items() if at.begin < end and begin < at.end]
            for key in old:
                del self.kept[key]
        self._file.seek(begin)
        self._file.write(tensor.numpy().data)
        self.kept[name] = _Place(begin, end, tuple(tensor.shape))
        self._end, self.bytes = end, max(self.bytes, end)

    def _read(self, place: _Place) -> Tensor:
        content = np.empty(place.shape, dtype=np.float32)
        self._file.seek(place.begin)
        self._file.readinto(content.data.cast("B"))
        return torch.from_numpy(content)

    def _padded(self, tensors: list[Tensor]) -> Tensor:
        """``(layers, 2, B, heads, MAX_LENGTH, D/heads)``; masked entries are of earlier trips.

        The buffer is reused: allocating memory anew takes longer than filling it.
        """
        layers, two, heads, _, size = tensors[0].shape
        if self._room is None or self._room.shape[2] < len(tensors):
            self._room = tensors[0].new_zeros(layers, two, len(tensors), heads, MAX_LENGTH, size)
        for row, part in enumerate(tensors):
            self._room[:, :, row, :, : part.shape[3]] = part
        return self._room[:, :, : len(tensors)]


def _alike(queries: IntArray) -> list[tuple[IntArray, int]]:
    """Groups of trips with similar numbers of queries ``(B,)``, so that padding is small.

    Returns:
        Indices into ``queries`` and the largest number of queries, for each group.
    """
    order = np.argsort(-queries, kind="stable")
    groups: list[tuple[IntArray, int]] = []
    begin = padded = 0
    for place, count in enumerate(queries[order].tolist()):
        width = int(queries[order[begin]])
        padded += width - count
        if padded > MAX_PADDED or place - begin == TRIPS_AT_ONCE:
            groups.append((order[begin:place], width))
            begin, padded = place, 0
    return [*groups, (order[begin:], int(queries[order[begin]]))]

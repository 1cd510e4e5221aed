"""Embeddings of the passes at a bundle's roads, cached on disk.

Fine-tuning, predictions and comparisons of roads embed largely the same passes, which takes most of
their time. All passes at the bundle's roads are embedded the first time that one of them needs
some: all together, so that no rounding depends on what was computed before.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from ..contract.records.model_card import ModelCard
from ..contract.version import __version__
from ..data.bundle import Bundle
from ..utils.arrays import BoolArray, IntArray
from ..utils.tensor_cache import ANY, TensorCache

#: Largest size of the embeddings of a bundle's passes; if there are more, none are kept.
MAX_BYTES = 2**30
#: A key holds a trip, an edge, and which of the trip's passes of the edge it is.
EDGES, REPEATS = 2**31, 8


class PassEmbeddings:
    """The embeddings of passes at a bundle's roads by one model's encoders.

    Each call reads the disk, so that no memory is held in between and processes can share the
    embeddings.

    Args:
        card: of a model whose encoders are not trained further.
        bundle: of the passes.
        origin: on what else they depend: study area, device, choice of trips; JSON-able.
    """

    def __init__(self, card: ModelCard, bundle: Bundle, **origin: Any) -> None:
        self._dimension = card.model.dimension
        self._cache = TensorCache(
            "passes",
            release=__version__,
            files=card.files,
            model=asdict(card.model),
            bundle=bundle.cache_key,
            **origin,
        )

    @property
    def file(self) -> Path:
        """Where they are."""
        return self._cache.file

    def prepare(self, passes: int, embed: Callable[[], tuple[IntArray, Tensor]]) -> None:
        """Embed all passes at the bundle's roads, unless they are on disk or too many.

        Args:
            passes: at most so many there are.
            embed: computes their keys ``(p,)`` and embeddings ``(p, D)``.
        """
        if passes * 4 * self._dimension > MAX_BYTES or self._load() is not None:
            return
        key, z = embed()
        order = np.argsort(key, kind="stable")
        self._cache.save({"key": torch.from_numpy(key[order]), "z": z[torch.from_numpy(order)]})

    def embedded(self, key: IntArray, embed: Callable[[IntArray], Tensor]) -> Tensor:
        """``(p, D)`` embeddings of passes, on the CPU.

        Args:
            key: ``(p,)`` of :func:`pass_keys`.
            embed: computes the embeddings of passes that are not on disk, by their rows ``(m,)``.
        """
        kept = self._load()
        if kept is None:
            return embed(np.arange(len(key)))
        place = np.searchsorted(kept[0], key)
        place[place == len(kept[0])] = 0
        found = (kept[0][place] == key) & (key >= 0)
        z = torch.empty(len(key), self._dimension)
        z[torch.from_numpy(found)] = kept[1][torch.from_numpy(place[found])]
        missing = np.flatnonzero(~found)
        if len(missing):
            z[torch.from_numpy(missing)] = embed(missing)
        return z

    def _load(self) -> tuple[IntArray, Tensor] | None:
        """Keys ``(n,)``, ascending, and embeddings ``(n, D)``; None if there are none."""
        kept = self._cache.load({"key": (ANY,), "z": (ANY, self._dimension)})
        return (kept["key"].numpy(), kept["z"]) if kept and len(kept["key"]) else None


def pass_keys(query: IntArray, trip: IntArray, edge: IntArray) -> IntArray:
    """``(p,)`` a number of each pass in a bundle; -1 for a pass that is not kept.

    Args:
        query: ``(p,)`` the location; the passes of a location by one trip are adjacent, in the
            order driven.
        trip: ``(p,)`` the piece's row in the bundle.
        edge: ``(p,)`` the location's edge.
    """
    begins = np.flatnonzero(_differs(query) | _differs(trip))
    counts = np.diff(begins, append=len(query))
    repeat = np.arange(len(query)) - np.repeat(begins, counts)
    key = (trip * EDGES + edge) * REPEATS + repeat
    return np.where(repeat < REPEATS, key, -1)


def _differs(values: IntArray) -> BoolArray:
    """``(n,)`` whether each value differs from the one before; true for the first."""
    return np.concatenate([np.ones(min(len(values), 1), dtype=np.bool_), np.diff(values) != 0])

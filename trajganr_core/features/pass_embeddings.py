"""Embeddings of the passes at a bundle's roads, cached on disk.

Fine-tuning, predictions and comparisons of roads embed largely the same passes, which takes most of
their time. A pass is embedded the first time that one of them needs it.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from ..contract.model_card import ModelCard
from ..contract.version import __version__
from ..data.bundle import Bundle
from ..utils.arrays import BoolArray, IntArray
from ..utils.study_area import StudyArea
from ..utils.tensor_cache import ANY, TensorCache

__all__ = ["PassEmbeddings", "pass_keys"]

#: Largest size of the embeddings of a bundle's passes that are kept.
LARGEST_BYTES = 2**30
#: A key holds a trip, an edge, and which of the trip's passes of the edge it is.
EDGES, REPEATS = 2**31, 8


class PassEmbeddings:
    """The embeddings of passes at a bundle's roads by one model's encoders.

    Each call reads and writes the disk, so that no memory is held in between and processes can
    share the embeddings.

    Args:
        card: of a model whose encoders are not trained further.
        bundle: of the passes.
        area: the study area of the model.
        device: of the encoders; results of GPUs are rounded otherwise.
    """

    def __init__(
        self, card: ModelCard, bundle: Bundle, area: StudyArea, device: torch.device
    ) -> None:
        self._dimension = card.model.dimension
        self._cache = TensorCache(
            "passes",
            release=__version__,
            files=card.files,
            model=card.to_dict()["model"],
            bundle=bundle.manifest.id,
            area=area.to_dict(),
            device=device.type,
        )

    @property
    def file(self) -> Path:
        """Where they are."""
        return self._cache.file

    def embedded(self, key: IntArray, embed: Callable[[IntArray], Tensor]) -> Tensor:
        """``(p, D)`` embeddings of passes, on the CPU.

        Args:
            key: ``(p,)`` of :func:`pass_keys`.
            embed: computes the embeddings of some of the passes, by their rows ``(m,)``; they are
                kept.
        """
        kept_key, kept = self._load()
        place = np.searchsorted(kept_key, key)
        place[place == len(kept_key)] = 0
        found = kept_key[place] == key if len(kept_key) else np.zeros(len(key), dtype=np.bool_)
        z = torch.empty(len(key), self._dimension)
        z[torch.from_numpy(found)] = kept[torch.from_numpy(place[found])]
        missing = np.flatnonzero(~found)
        if len(missing):
            z[torch.from_numpy(missing)] = embed(missing)
            self._keep(kept_key, kept, key[missing], z[torch.from_numpy(missing)])
        return z

    def _load(self) -> tuple[IntArray, Tensor]:
        """Keys ``(n,)``, ascending, and embeddings ``(n, D)``."""
        kept = self._cache.load({"key": (ANY,), "z": (ANY, self._dimension)})
        if kept is None:
            return np.zeros(0, dtype=np.int64), torch.zeros(0, self._dimension)
        return kept["key"].numpy(), kept["z"]

    def _keep(self, kept_key: IntArray, kept: Tensor, key: IntArray, z: Tensor) -> None:
        room = LARGEST_BYTES // (4 * self._dimension) - len(kept_key)
        rows = np.flatnonzero(key >= 0)[: max(room, 0)]
        if not len(rows):
            return
        every = np.concatenate([kept_key, key[rows]])
        order = np.argsort(every, kind="stable")
        together = torch.cat([kept, z[torch.from_numpy(rows)]])[torch.from_numpy(order)]
        self._cache.save({"key": torch.from_numpy(every[order]), "z": together})


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

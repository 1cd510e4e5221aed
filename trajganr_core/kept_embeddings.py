"""Embeddings of all roads of a bundle, kept on disk: whoever asks again need not wait.

A file is named by what its embeddings are a function of, and holds a hash of them: one that is
damaged, or of another shape, is removed and computed again.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import logging
from typing import Any

import numpy as np
import torch
from safetensors import SafetensorError
from safetensors.torch import load_file, save_file
from torch import Tensor

from .cache import cache_folder, keep_small
from .storage import atomic_file

__all__ = ["KeptEmbeddings"]

log = logging.getLogger(__name__)

#: Files used least recently go when all together are larger.
LARGEST_BYTES = 2 * 2**30


class KeptEmbeddings:
    """The embeddings of one model on one bundle.

    Args:
        facts: all that they are a function of, JSON-able.
    """

    def __init__(self, **facts: Any) -> None:
        name = hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()
        self.file = cache_folder() / "embeddings" / f"{name[:32]}.safetensors"

    def load(self, shape: tuple[int, int]) -> Tensor | None:
        """What is kept, ``shape``; nothing where it is not or cannot be trusted."""
        if not self.file.is_file():
            return None
        try:
            tensors = load_file(self.file)
            kept, expected = tensors["embedding"], tensors["sha256"]
            if kept.shape != shape or not torch.equal(expected, _hash(kept)):
                raise ValueError("its content is not what was written")
            self.file.touch()
        except (OSError, ValueError, KeyError, SafetensorError) as error:
            log.warning("Embeddings in %s are computed again: %s", self.file, error)
            with contextlib.suppress(OSError):
                self.file.unlink()
            return None
        return kept

    def save(self, embedding: Tensor) -> None:
        """Keep them; that they cannot be kept is logged and no failure."""
        try:
            with atomic_file(self.file) as temporary:
                save_file({"embedding": embedding, "sha256": _hash(embedding)}, temporary)
            keep_small(self.file.parent, "*.safetensors", LARGEST_BYTES)
        except OSError as error:
            log.warning("Embeddings are not kept in %s: %s", self.file.parent, error)


def _hash(tensor: Tensor) -> Tensor:
    """SHA-256 of a tensor's values, ``(32,)`` bytes."""
    digest = hashlib.sha256(tensor.contiguous().numpy().data).digest()
    return torch.from_numpy(np.frombuffer(digest, dtype=np.uint8).copy())

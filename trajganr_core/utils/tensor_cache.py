"""A disk cache of tensors that take long to compute.

A file's name is a hash of the inputs of its tensors, and the file holds a hash of the tensors
themselves: a file that is damaged, or has other shapes, is removed and computed again.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import logging
from collections.abc import Mapping
from typing import Any

import numpy as np
import torch
from safetensors import SafetensorError
from safetensors.torch import load_file, save_file
from torch import Tensor

from ..contract.files.atomic_io import atomic_file
from .cache import cache_folder, keep_small

log = logging.getLogger(__name__)

#: Largest total size of a kind; beyond it the least recently used files are removed.
MAX_BYTES = 2 * 2**30
HASH = "sha256"
#: A size in a shape that may be any.
ANY = -1


class TensorCache:
    """An entry of the cache: named tensors of a kind.

    Args:
        kind: name of the folder in the cache.
        facts: all inputs of the tensors, JSON-able.
    """

    def __init__(self, kind: str, **facts: Any) -> None:
        name = hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()
        self.file = cache_folder() / kind / f"{name[:32]}.safetensors"

    def load(self, shapes: Mapping[str, tuple[int, ...]]) -> dict[str, Tensor] | None:
        """The cached tensors; None if there are none, or they are damaged or have other shapes.

        Args:
            shapes: by name; a size may be :data:`ANY`.
        """
        if not self.file.is_file():
            return None
        try:
            tensors = load_file(self.file)
            expected = tensors.pop(HASH)
            if not _have_shapes(tensors, shapes) or not torch.equal(expected, _hash(tensors)):
                raise ValueError("its content was changed")
            self.file.touch()
        except (OSError, ValueError, KeyError, SafetensorError) as error:
            log.warning("%s is computed again: %s", self.file, error)
            with contextlib.suppress(OSError):
                self.file.unlink()
            return None
        return tensors

    def save(self, tensors: Mapping[str, Tensor]) -> None:
        """Save the tensors; a failure to save is logged and is not an error."""
        try:
            with atomic_file(self.file) as temporary:
                save_file({**tensors, HASH: _hash(tensors)}, temporary)
            keep_small(self.file.parent, "*.safetensors", MAX_BYTES)
        except OSError as error:
            log.warning("%s could not be written: %s", self.file, error)


def _have_shapes(tensors: Mapping[str, Tensor], shapes: Mapping[str, tuple[int, ...]]) -> bool:
    if tensors.keys() != shapes.keys():
        return False
    pairs = [(tuple(tensor.shape), shapes[name]) for name, tensor in tensors.items()]
    return all(
        len(found) == len(wanted)
        and all(size in (one, ANY) for one, size in zip(found, wanted, strict=True))
        for found, wanted in pairs
    )


def _hash(tensors: Mapping[str, Tensor]) -> Tensor:
    """SHA-256 of tensors' names and values, ``(32,)`` bytes."""
    digest = hashlib.sha256()
    for name in sorted(tensors):
        digest.update(name.encode())
        digest.update(tensors[name].contiguous().numpy().data)
    return torch.from_numpy(np.frombuffer(digest.digest(), dtype=np.uint8).copy())

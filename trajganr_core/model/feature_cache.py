"""Backbone features kept on disk, so that a picture is looked at once and never again.

A feature is named by what it is a function of: the picture's bytes, the view, and the backbone
with its weights and its way to prepare a picture. A run adds whole files under names that hash
their content: nothing is ever changed in place, two processes may write at once, and a damaged
file is recognised, removed and its features computed again.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import logging
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import safetensors.torch
import torch
from filelock import FileLock, Timeout
from safetensors import SafetensorError
from torch import Tensor, nn

from ..contract.atomic_io import atomic_file
from ..utils.cache import cache_folder, keep_small
from ..utils.progress import Progress

__all__ = ["FeatureCache", "Key"]

log = logging.getLogger(__name__)

#: SHA-256 of a picture, and the number of the view.
Key = tuple[str, int]

#: Goes up when features of the same picture and backbone would become others.
VERSION = 1
#: Files used least recently go when all features together are larger.
LARGEST_BYTES = 8 * 2**30
#: Held by the process that looks at pictures, and how often others ask for it.
LOCK, ASK_EVERY_S = "lock", 0.2


class FeatureCache:
    """The features of one backbone.

    Args:
        backbone: with its weights.
        views: how it takes pictures: everything that changes its features.
        device: features of a GPU are not to the bit those of a CPU.
        folder: of the cache.
    """

    def __init__(
        self,
        backbone: nn.Module,
        views: Mapping[str, Any],
        device: torch.device,
        folder: Path | None = None,
    ) -> None:
        self.root = (folder or cache_folder()) / "features"
        self.folder = self.root / _name(backbone, views, device)

    def load(self, keys: set[Key]) -> dict[Key, Tensor]:
        """Those of the features ``(F,)`` that are kept."""
        found: dict[Key, Tensor] = {}
        for file in sorted(self.folder.glob("*.safetensors")):
            wanted = {key: value for key, value in _read(file).items() if key in keys}
            if wanted:
                found |= wanted
                with contextlib.suppress(OSError):  # Another process may have removed it.
                    file.touch()
        return found

    @contextlib.contextmanager
    def alone(self, progress: Progress) -> Iterator[None]:
        """Wait for other processes that look at pictures through the same backbone.

        Whoever comes later finds the features that they have kept.
        """
        lock = FileLock(self.folder / LOCK)
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            while not _taken(lock):
                progress("Another process is reading street views", 0.0)
        except OSError as error:  # a cache that cannot be written keeps nobody from looking
            log.warning("Street-view features are not kept in %s: %s", self.folder, error)
        try:
            yield
        finally:
            lock.release()

    def save(self, features: Mapping[Key, Tensor]) -> None:
        """Keep features ``(F,)``; that they cannot be kept is logged and no failure."""
        if not features:
            return
        content = _packed(features)
        file = self.folder / f"{hashlib.sha256(content).hexdigest()}.safetensors"
        try:
            with atomic_file(file) as temporary:
                temporary.write_bytes(content)
            keep_small(self.root, "*/*.safetensors", LARGEST_BYTES)
        except OSError as error:
            log.warning("Street-view features are not kept in %s: %s", self.folder, error)


def _taken(lock: FileLock) -> bool:
    try:
        lock.acquire(timeout=ASK_EVERY_S)
    except Timeout:
        return False
    return True


def _name(backbone: nn.Module, views: Mapping[str, Any], device: torch.device) -> str:
    """Hash of all that features depend on but the picture and the view."""
    architecture = getattr(backbone, "pretrained_cfg", {}).get("architecture", "")
    facts = [VERSION, type(backbone).__name__, architecture, dict(views), device.type]
    digest = hashlib.sha256(json.dumps(facts, default=str).encode())
    for key, value in sorted(backbone.state_dict().items()):
        digest.update(f"{key} {value.dtype} {tuple(value.shape)}".encode())
        digest.update(value.detach().cpu().contiguous().view(-1).view(torch.uint8).numpy())
    return digest.hexdigest()[:32]


def _packed(features: Mapping[Key, Tensor]) -> bytes:
    pictures = np.array([list(bytes.fromhex(picture)) for picture, _ in features], dtype=np.uint8)
    views = torch.tensor([view for _, view in features])
    table = torch.stack(list(features.values())).contiguous()
    return safetensors.torch.save(
        {"picture": torch.from_numpy(pictures), "view": views, "feature": table}
    )


def _read(file: Path) -> dict[Key, Tensor]:
    """The features of a file; none, and the file is removed, where it is damaged."""
    try:
        content = file.read_bytes()
        if hashlib.sha256(content).hexdigest() != file.stem:
            raise ValueError("its content is not what its name says")
        tensors = safetensors.torch.load(content)
        pictures = [row.tobytes().hex() for row in tensors["picture"].numpy()]
        keys = zip(pictures, tensors["view"].tolist(), strict=True)
        return dict(zip(keys, tensors["feature"], strict=True))
    except FileNotFoundError:  # Another process has just removed it.
        return {}
    except (OSError, ValueError, KeyError, SafetensorError) as error:
        log.warning("Street-view features in %s are computed again: %s", file, error)
        with contextlib.suppress(OSError):
            file.unlink()
        return {}

"""Backbone features cached on disk, so that they are computed once per picture.

The key of a feature is a hash of its inputs: the picture's bytes, the view, and the backbone with
its weights and its preprocessing. A run adds whole files whose names are hashes of their content:
nothing is changed in place, several processes may write at once, and a damaged file is detected,
removed and its features computed again.
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

from ..contract.files.atomic_io import atomic_file
from ..utils.cache import cache_folder, keep_small
from ..utils.progress import Progress

log = logging.getLogger(__name__)

#: Key of a feature: SHA-256 of the picture, and the number of the view.
Key = tuple[str, int]

#: Version of the feature computation; incremented when features of the same picture change.
VERSION = 2
#: Largest size of all features; beyond it the least recently used files are removed.
MAX_BYTES = 8 * 2**30
#: Lock file of the process that computes features, and how often others try to take it.
LOCK, RETRY_EVERY_S = "lock", 0.2


class FeatureCache:
    """The features of one backbone.

    Args:
        backbone: with its weights.
        views: its preprocessing: everything that changes its features.
        device: features of a GPU and a CPU are not bit-identical.
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
        """The features ``(F,)`` that are in the cache."""
        features: dict[Key, Tensor] = {}
        for file in sorted(self.folder.glob("*.safetensors")):
            requested = {key: value for key, value in _read(file).items() if key in keys}
            if requested:
                features |= requested
                with contextlib.suppress(OSError):  # Another process may have removed it.
                    file.touch()
        return features

    @contextlib.contextmanager
    def lock(self, progress: Progress) -> Iterator[None]:
        """Hold the lock of this backbone; wait while another process computes features.

        A process that waited finds the features that the other one has saved.
        """
        lock = FileLock(self.folder / LOCK)
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            while not lock.is_locked:
                try:
                    lock.acquire(timeout=RETRY_EVERY_S)
                except Timeout:
                    progress("Another process is reading street views", 0.0)
        except OSError as error:  # without a writable cache, features are computed anyway
            log.warning("Street-view features cannot be saved in %s: %s", self.folder, error)
        try:
            yield
        finally:
            lock.release()

    def save(self, features: Mapping[Key, Tensor]) -> None:
        """Save features ``(F,)``; a failure to save is logged and is not an error."""
        if not features:
            return
        content = _packed(features)
        file = self.folder / f"{hashlib.sha256(content).hexdigest()}.safetensors"
        try:
            with atomic_file(file) as temporary:
                temporary.write_bytes(content)
            keep_small(self.root, "*/*.safetensors", MAX_BYTES)
        except OSError as error:
            log.warning("Street-view features cannot be saved in %s: %s", self.folder, error)


def _name(backbone: nn.Module, views: Mapping[str, Any], device: torch.device) -> str:
    """Hash of everything that features depend on, except the picture and the view."""
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
    """The features of a file; a damaged file is removed and has none."""
    try:
        content = file.read_bytes()
        if hashlib.sha256(content).hexdigest() != file.stem:
            raise ValueError("its content does not match its name")
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

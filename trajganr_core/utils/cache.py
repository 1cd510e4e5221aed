"""The user's cache folder, for data that can be computed or downloaded again."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from platformdirs import user_cache_path

from ..contract.files.atomic_io import remove_leftovers

__all__ = ["cache_folder", "is_named", "keep_small"]


def cache_folder() -> Path:
    """The folder that ``TRAJGANR_CACHE`` names, or ``trajganr`` in the user's cache folder."""
    named = os.environ.get("TRAJGANR_CACHE")
    return Path(named) if named else user_cache_path("trajganr", appauthor=False)


def is_named() -> bool:
    """Whether ``TRAJGANR_CACHE`` names the cache folder."""
    return bool(os.environ.get("TRAJGANR_CACHE"))


def keep_small(folder: Path, pattern: str, largest_bytes: int) -> None:
    """Remove the least recently modified files until the rest fits a size limit.

    Args:
        folder: a folder in the cache.
        pattern: glob pattern of its files that count.
        largest_bytes: limit of their total size.
    """
    remove_leftovers(folder)
    files = [(file, file.stat()) for file in folder.glob(pattern)]
    total = sum(stat.st_size for _, stat in files)
    for file, stat in sorted(files, key=lambda item: item[1].st_mtime):
        if total <= largest_bytes:
            return
        with contextlib.suppress(PermissionError):  # Windows: another process has it open
            file.unlink(missing_ok=True)
            total -= stat.st_size

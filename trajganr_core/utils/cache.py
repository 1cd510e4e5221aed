"""The user's cache folder, for data that can be computed or downloaded again."""

from __future__ import annotations

import contextlib
import os
import shutil
import time
from pathlib import Path

from platformdirs import user_cache_path

from ..contract.files.atomic_io import remove_leftovers


def cache_folder() -> Path:
    """The folder that ``TRAJGANR_CACHE`` names, or ``trajganr`` in the user's cache folder."""
    named = os.environ.get("TRAJGANR_CACHE")
    return Path(named) if named else user_cache_path("trajganr", appauthor=False)


def is_named() -> bool:
    """Whether ``TRAJGANR_CACHE`` names the cache folder."""
    return bool(os.environ.get("TRAJGANR_CACHE"))


def is_fresh(path: Path, life_s: float) -> bool:
    """Whether a file of the cache exists and is younger."""
    try:
        return time.time() - path.stat().st_mtime < life_s
    except OSError:
        return False


def keep_small(folder: Path, pattern: str, largest_bytes: int) -> None:
    """Remove the least recently modified files or folders until the rest fits a size limit.

    Args:
        folder: a folder in the cache.
        pattern: glob pattern of those that count.
        largest_bytes: limit of their total size.
    """
    remove_leftovers(folder)
    entries = [(entry.stat().st_mtime, _size(entry), entry) for entry in folder.glob(pattern)]
    total = sum(size for _, size, _ in entries)
    for _, size, entry in sorted(entries):
        if total <= largest_bytes:
            return
        with contextlib.suppress(PermissionError):  # Windows: another process has it open
            if entry.is_dir():
                shutil.rmtree(entry, ignore_errors=True)
            else:
                entry.unlink(missing_ok=True)
            total -= size


def _size(entry: Path) -> int:
    files = filter(Path.is_file, entry.rglob("*")) if entry.is_dir() else (entry,)
    return sum(file.stat().st_size for file in files)

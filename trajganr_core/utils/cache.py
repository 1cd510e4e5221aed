"""The user's cache folder, for data that can be computed or downloaded again."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Callable, Collection, Iterator
from pathlib import Path

from filelock import FileLock
from platformdirs import user_cache_path

from ..contract.atomic_io import atomic_folder, remove_leftovers

__all__ = ["cache_folder", "cached_files", "is_named", "keep_small"]


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


@contextlib.contextmanager
def cached_files(
    folder: Path, names: Collection[str], largest_bytes: int, write: Callable[[Path], None]
) -> Iterator[None]:
    """Files that are written at first use; they stay while the block opens them.

    Args:
        folder: in a folder of the cache that has only such folders, one lock and one limit.
        names: of its files, which have one suffix.
        largest_bytes: limit of the total size of all such folders.
        write: writes the files into a folder.

    Raises:
        OSError: when the disk is full.
    """
    root, marker = folder.parent, next(iter(names))
    root.mkdir(parents=True, exist_ok=True)
    with FileLock(root / f"{root.name}.lock"):
        if not all((folder / name).is_file() for name in names):
            shutil.rmtree(folder, ignore_errors=True)  # some were evicted
            with atomic_folder(folder, marker) as temporary:
                write(temporary)
            keep_small(root, f"*/*{Path(marker).suffix}", largest_bytes)
        for name in names:
            os.utime(folder / name)  # last use, by which files are evicted
        yield

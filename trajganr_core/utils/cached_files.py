"""Files in the cache that are written at first use, by one process at a time."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Callable, Collection, Iterator
from pathlib import Path

from filelock import FileLock

from ..contract.files.atomic_io import atomic_folder
from .cache import keep_small

__all__ = ["cached_files"]


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

"""Columns of numbers in the cache: written at first use, by one process at a time, and mapped.

Each column is a file of its bare values, so that it is written part by part, and memory does not
grow with its length.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
from filelock import FileLock

from ..contract.files.atomic_io import atomic_folder
from .cache import keep_small

Column = npt.NDArray[Any]
SUFFIX = ".bin"
#: Values that are written at once.
VALUES_TOGETHER = 4_000_000


def cached_columns(
    folder: Path, kinds: Mapping[str, str], largest_bytes: int, write: Callable[[Path], None]
) -> dict[str, Column]:
    """Columns that are written at first use, read-only.

    Args:
        folder: in a folder of the cache that has only such folders, one lock and one limit.
        kinds: the types of the columns, by name.
        largest_bytes: limit of the total size of all such folders.
        write: writes the columns into a folder.

    Raises:
        OSError: when the disk is full.
    """
    root = folder.parent
    root.mkdir(parents=True, exist_ok=True)
    with FileLock(root / f"{root.name}.lock"):
        files = [folder / f"{name}{SUFFIX}" for name in kinds]
        if not all(file.is_file() for file in files):
            shutil.rmtree(folder, ignore_errors=True)  # some were evicted
            with atomic_folder(folder, files[0].name) as temporary:
                write(temporary)
            keep_small(root, f"*/*{SUFFIX}", largest_bytes)
        for file in files:
            os.utime(file)  # last use, by which files are evicted
        return mapped(folder, kinds)


def write_columns(
    parts: Iterable[Mapping[str, Column]], kinds: Mapping[str, str], folder: Path
) -> None:
    """Write columns, part by part; a part may lack some of them."""
    with ExitStack() as stack:
        files = {
            name: stack.enter_context((folder / f"{name}{SUFFIX}").open("wb")) for name in kinds
        }
        for part in parts:
            for name, values in part.items():
                files[name].write(values.astype(kinds[name], copy=False).tobytes())


def blank_column(folder: Path, name: str, kind: str, length: int) -> Column:
    """A new column, mapped and writable in any order."""
    path, zeros = folder / f"{name}{SUFFIX}", np.zeros(VALUES_TOGETHER, dtype=kind)
    with path.open("wb") as file:
        # Allocated by writing, so that a full disk raises an error here instead of a signal later.
        for begin in range(0, length, VALUES_TOGETHER):
            file.write(zeros[: length - begin].tobytes())
    return _mapped(path, kind, "r+")


def mapped(folder: Path, kinds: Mapping[str, str]) -> dict[str, Column]:
    """The columns of a folder, mapped and read-only."""
    return {name: _mapped(folder / f"{name}{SUFFIX}", kind, "r") for name, kind in kinds.items()}


def _mapped(path: Path, kind: str, mode: Literal["r", "r+"]) -> Column:
    if not path.stat().st_size:
        return np.empty(0, kind)
    # A plain array of the same pages: np.memmap is slower at every access.
    return np.asarray(np.memmap(path, kind, mode=mode))

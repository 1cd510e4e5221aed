"""The passes of a bundle's input trips, memory-mapped like its trips where these are.

They are computed once and written into the cache, one file a column.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from ..contract.version import __version__
from ..utils.cache import cache_folder
from ..utils.cached_files import cached_files
from .bundle import Bundle
from .passes import PassTable, tables_of_passes

__all__ = ["input_passes"]

log = logging.getLogger(__name__)

#: Largest total size of the columns of all bundles in the cache.
MAX_BYTES = 100 * 10**9
#: Types of the columns of :class:`PassTable` in their files.
COLUMNS = {
    "edge": "i4",
    "piece": "i4",
    "driver": "i4",
    "enter_t": "f8",
    "seconds": "f4",
    "metres": "f4",
    "minute_of_week": "f4",
    "local_day": "i4",
}


def input_passes(bundle: Bundle) -> PassTable:
    """The passes of a bundle's input trips: what models may see.

    Raises:
        OSError: when the disk is full.
    """
    if not bundle.is_mapped:
        return PassTable.concatenate(list(_tables(bundle)))
    folder = cache_folder() / "passes" / f"{bundle.cache_key[:32]}-{__version__}"
    names = [_path(folder, column).name for column in COLUMNS]

    def write(temporary: Path) -> None:
        log.info("Writing the passes of %s into %s", bundle.path, folder)
        _write(_tables(bundle), temporary)

    with cached_files(folder, names, MAX_BYTES, write):
        return PassTable(**{name: _mapped(_path(folder, name), COLUMNS[name]) for name in COLUMNS})


def _tables(bundle: Bundle) -> Iterator[PassTable]:
    rows, zone = np.flatnonzero(~bundle.is_label), bundle.manifest.time_zone
    for table, _ in tables_of_passes(bundle.trips, rows, bundle.network, zone):
        yield table


def _write(tables: Iterable[PassTable], folder: Path) -> None:
    with ExitStack() as stack:
        opened = {name: stack.enter_context(_path(folder, name).open("wb")) for name in COLUMNS}
        for table in tables:
            for name, kind in COLUMNS.items():
                opened[name].write(getattr(table, name).astype(kind, copy=False).tobytes())


def _mapped(path: Path, kind: str) -> npt.NDArray[Any]:
    if not path.stat().st_size:
        return np.empty(0, kind)
    # A plain array of the same pages: np.memmap is slower at every access.
    return np.asarray(np.memmap(path, kind, mode="r"))


def _path(folder: Path, column: str) -> Path:
    return folder / f"{column}.bin"

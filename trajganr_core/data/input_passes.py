"""The passes of a bundle's input trips, memory-mapped like its trips where these are."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from ..contract.version import __version__
from ..utils.cache import cache_folder
from ..utils.cached_columns import cached_columns, write_columns
from .bundle import Bundle
from .passes import PassTable, tables_of_passes

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
    "weight": "f4",
    "is_recovered": "?",
}


def input_passes(bundle: Bundle) -> PassTable:
    """The passes of a bundle's input trips: what models may see.

    Raises:
        OSError: when the disk is full.
    """
    if not bundle.is_mapped:
        return PassTable.concatenate(list(_tables(bundle)))
    folder = cache_folder() / "passes" / f"{bundle.cache_key[:32]}-{__version__}"

    def write(temporary: Path) -> None:
        log.info("Writing the passes of %s into %s", bundle.path, folder)
        write_columns(map(vars, _tables(bundle)), COLUMNS, temporary)

    return PassTable(**cached_columns(folder, COLUMNS, MAX_BYTES, write))


def _tables(bundle: Bundle) -> Iterator[PassTable]:
    rows, zone = np.flatnonzero(~bundle.is_label), bundle.manifest.time_zone
    for table, _ in tables_of_passes(bundle.matched, rows, bundle.network, zone):
        yield table

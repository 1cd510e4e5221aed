"""Memory-mapped trips of a bundle that is larger than memory.

Parquet is compact and portable, but a single trip cannot be read without unpacking its row group.
So the columns of a large bundle are unpacked once into the cache, one file each, and
memory-mapped: a training step reads only its own trips, memory does not grow with the bundle, and
all processes on a machine share the pages.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from ..utils.cache import cache_folder
from ..utils.cached_columns import Column, blank_column, cached_columns, mapped, write_columns
from ..utils.ragged import concatenated_ranges, offsets_of
from .bundle_tables import read_columns, read_trip_batches
from .matching.edge_passes import EdgePasses
from .matching.matched import FIX_COLUMNS, PASS_COLUMNS, PIECE_COLUMNS, MatchedTrips

log = logging.getLogger(__name__)

#: Largest number of fixes that is read into memory, about a gigabyte.
MAX_IN_MEMORY = 10_000_000
#: Largest total size of the columns of all bundles in the cache.
MAX_BYTES = 500 * 10**9
TEXT = tuple(name for name, kind in PIECE_COLUMNS.items() if kind == "O")
OFFSETS = ("offsets", "pass_offsets")
#: Types of the columns that are mapped, and of those of :class:`EdgePasses` beside them.
KINDS = {
    **dict.fromkeys(OFFSETS, "i8"),
    **{name: kind for name, kind in PIECE_COLUMNS.items() if kind != "O"},
    **FIX_COLUMNS,
    **PASS_COLUMNS,
}
BY_EDGE = "by_edge_"
INDEX = {f"{BY_EDGE}{name}": "i8" for name in ("first", "piece")}
INDEX |= {f"{BY_EDGE}{name}": "f8" for name in ("enter_m", "exit_m")}
#: Passes that are sorted at once.
SORTED_TOGETHER = 4_000_000


def mapped_trips(files: Sequence[Path], key: str) -> MatchedTrips:
    """All matched pieces; only the ids of trips and drivers are in memory.

    Args:
        files: of the trips.
        key: of the bundle, which names the folder in the cache.

    Raises:
        TrajganrError: as :func:`~.bundle_tables.read_trip_batches`.
        OSError: when the disk is full.
    """
    folder = cache_folder() / "trips" / key[:32]

    def write(temporary: Path) -> None:
        log.info("Unpacking the trips of %s into %s", files[0].parent, folder)
        write_columns(_columns(files), KINDS, temporary)
        _sort_by_edge(temporary)

    columns = cached_columns(folder, {**KINDS, **INDEX}, MAX_BYTES, write)
    index = {name.removeprefix(BY_EDGE): columns.pop(name) for name in INDEX}
    trips = MatchedTrips(**columns, **_texts(files))
    # Otherwise computed on first access and held in memory.
    vars(trips)["edge_passes"] = EdgePasses(**index)
    return trips


def _columns(files: Sequence[Path]) -> Iterator[dict[str, Column]]:
    """The columns, one row group at a time."""
    ends = dict.fromkeys(OFFSETS, np.zeros(1, dtype=np.int64))
    yield ends
    for batch in read_trip_batches(files):
        ends = {name: getattr(batch, name)[1:] + ends[name][-1] for name in OFFSETS}
        yield {name: getattr(batch, name) for name in KINDS} | ends


def _sort_by_edge(folder: Path) -> None:
    """Write the passes sorted by edge, with a counting sort."""
    columns = mapped(folder, KINDS)
    edge, offsets = columns["pass_edge"], columns["pass_offsets"]
    passes = len(edge)
    parts = [
        slice(begin, min(begin + SORTED_TOGETHER, passes))
        for begin in range(0, passes, SORTED_TOGETHER)
    ]
    edges = max((int(edge[part].max()) + 1 for part in parts), default=0)
    counts = np.zeros(edges, dtype=np.int64)
    for part in parts:
        counts += np.bincount(edge[part], minlength=edges)
    first = offsets_of(counts)
    write_columns([{f"{BY_EDGE}first": first}], {f"{BY_EDGE}first": "i8"}, folder)
    piece, enter_m, exit_m = (
        blank_column(folder, name, INDEX[name], passes) for name in list(INDEX)[1:]
    )
    begins = first[:-1].copy()
    for part in parts:
        ends = begins + np.bincount(edge[part], minlength=edges)
        order = np.argsort(edge[part], kind="stable")
        place, _ = concatenated_ranges(begins, ends)
        piece[place] = np.searchsorted(offsets, part.start + order, side="right") - 1
        enter_m[place] = columns["pass_enter_m"][part][order]
        exit_m[place] = columns["pass_exit_m"][part][order]
        begins = ends


def _texts(files: Sequence[Path]) -> dict[str, Column]:
    """The ids of trips and drivers; equal ids share one object."""
    texts: dict[str, list[str]] = {name: [] for name in TEXT}
    shared: dict[str, str] = {}
    for table in read_columns(files, TEXT):
        for name in TEXT:
            texts[name] += [shared.setdefault(text, text) for text in table[name].to_pylist()]
    return {name: np.array(own, dtype=object) for name, own in texts.items()}

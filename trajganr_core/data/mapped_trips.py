"""Memory-mapped trips of a bundle that is larger than memory.

Parquet is compact and portable, but a single trip cannot be read without unpacking its row group.
So the columns of a large bundle are unpacked once into the cache, one ``.npy`` file each, and
memory-mapped: a training step reads only its own trips, memory does not grow with the bundle, and
all processes on a machine share the pages.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import IO, Any

import numpy as np
import numpy.typing as npt

from ..utils.cache import cache_folder
from ..utils.cached_files import cached_files
from ..utils.ragged import concatenated_ranges, offsets_of
from .bundle_tables import TripSizes, read_columns, read_trip_batches, sizes_of
from .matching.edge_passes import EdgePasses
from .matching.matched import FIX_COLUMNS, PASS_COLUMNS, PIECE_COLUMNS, MatchedTrips

__all__ = ["MAX_IN_MEMORY", "mapped_trips"]

log = logging.getLogger(__name__)

#: Largest number of fixes that is read into memory, about a gigabyte.
MAX_IN_MEMORY = 10_000_000
#: Largest total size of the columns of all bundles in the cache.
MAX_BYTES = 500 * 10**9
TEXT = tuple(name for name, kind in PIECE_COLUMNS.items() if kind == "O")
OFFSETS = ("offsets", "pass_offsets")
#: Files of the attributes of :class:`EdgePasses`.
INDEX = {f"by_edge_{name}": name for name in ("first", "piece", "enter_m", "exit_m")}
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
    folder, sizes = cache_folder() / "trips" / key[:32], sizes_of(files)
    columns = _columns(sizes)
    names = [_path(folder, column).name for column in (*columns, *INDEX)]

    def write(temporary: Path) -> None:
        log.info("Unpacking the %d fixes of %s into %s", sizes.fixes, files[0].parent, folder)
        _unpack(files, columns, temporary)
        _sort_by_edge(temporary, sizes.passes)

    with cached_files(folder, names, MAX_BYTES, write):
        mapped = {column: _mapped(_path(folder, column)) for column in columns}
        trips = MatchedTrips(**mapped, **_texts(files, sizes.pieces))
        # Otherwise computed on first access and held in memory.
        index = {name: _mapped(_path(folder, column)) for column, name in INDEX.items()}
        vars(trips)["edge_passes"] = EdgePasses(**index)
        return trips


def _columns(sizes: TripSizes) -> dict[str, tuple[str, int]]:
    """Type and length of each column that is mapped."""
    return {
        **dict.fromkeys(OFFSETS, ("i8", sizes.pieces + 1)),
        **{name: (kind, sizes.pieces) for name, kind in PIECE_COLUMNS.items() if kind != "O"},
        **{name: (kind, sizes.fixes) for name, kind in FIX_COLUMNS.items()},
        **{name: (kind, sizes.passes) for name, kind in PASS_COLUMNS.items()},
    }


def _unpack(files: Sequence[Path], columns: dict[str, tuple[str, int]], folder: Path) -> None:
    """Write the columns; at most one row group is in memory."""
    with ExitStack() as stack:
        opened = {name: stack.enter_context(_path(folder, name).open("wb")) for name in columns}
        for name, (kind, length) in columns.items():
            _write_header(opened[name], kind, length)
        ends = dict.fromkeys(OFFSETS, np.int64(0))
        for name in OFFSETS:
            opened[name].write(ends[name].tobytes())
        for batch in read_trip_batches(files):
            for name, (kind, _) in columns.items():
                values = getattr(batch, name)
                if name in OFFSETS:
                    values = values[1:] + ends[name]
                    ends[name] = values[-1]
                opened[name].write(values.astype(kind, copy=False).tobytes())


def _sort_by_edge(folder: Path, passes: int) -> None:
    """Write the passes sorted by edge, with a counting sort."""
    columns = {name: _mapped(_path(folder, name)) for name in (*PASS_COLUMNS, "pass_offsets")}
    edge, offsets = columns["pass_edge"], columns["pass_offsets"]
    parts = [
        slice(begin, min(begin + SORTED_TOGETHER, passes))
        for begin in range(0, passes, SORTED_TOGETHER)
    ]
    edges = max((int(edge[part].max()) + 1 for part in parts), default=0)
    counts = np.zeros(edges, dtype=np.int64)
    for part in parts:
        counts += np.bincount(edge[part], minlength=edges)
    first = offsets_of(counts)
    np.save(_path(folder, "by_edge_first"), first)
    piece = _blank(_path(folder, "by_edge_piece"), "i8", passes)
    enter_m = _blank(_path(folder, "by_edge_enter_m"), "f8", passes)
    exit_m = _blank(_path(folder, "by_edge_exit_m"), "f8", passes)
    begins = first[:-1].copy()
    for part in parts:
        ends = begins + np.bincount(edge[part], minlength=edges)
        order = np.argsort(edge[part], kind="stable")
        place, _ = concatenated_ranges(begins, ends)
        piece[place] = np.searchsorted(offsets, part.start + order, side="right") - 1
        enter_m[place] = columns["pass_enter_m"][part][order]
        exit_m[place] = columns["pass_exit_m"][part][order]
        begins = ends


def _blank(path: Path, kind: str, length: int) -> npt.NDArray[Any]:
    """A new mapped column, writable in any order."""
    zeros = np.zeros(SORTED_TOGETHER, dtype=kind)
    with path.open("wb") as file:
        _write_header(file, kind, length)
        # Allocated by writing, so that a full disk raises an error here instead of a signal later.
        for begin in range(0, length, SORTED_TOGETHER):
            file.write(zeros[: length - begin].tobytes())
    return np.asarray(np.load(path, mmap_mode="r+"))


def _write_header(file: IO[bytes], kind: str, length: int) -> None:
    described = {"descr": np.dtype(kind).str, "fortran_order": False, "shape": (length,)}
    np.lib.format.write_array_header_1_0(file, described)


def _mapped(path: Path) -> npt.NDArray[Any]:
    # A plain array of the same pages: np.memmap is slower at every access.
    return np.asarray(np.load(path, mmap_mode="r"))


def _texts(files: Sequence[Path], pieces: int) -> dict[str, npt.NDArray[Any]]:
    """The ids of trips and drivers; equal ids share one object."""
    texts: dict[str, npt.NDArray[Any]] = {name: np.empty(pieces, dtype=object) for name in TEXT}
    shared: dict[str, str] = {}
    row = 0
    for table in read_columns(files, TEXT):
        for name in TEXT:
            own = [shared.setdefault(text, text) for text in table[name].to_pylist()]
            texts[name][row : row + len(own)] = own
        row += len(table)
    return texts


def _path(folder: Path, column: str) -> Path:
    return folder / f"{column}.npy"

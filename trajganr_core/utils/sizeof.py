"""Estimate of the memory that the data of objects takes."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely
from torch import Tensor, nn

#: Bytes of a shapely line in addition to its coordinates: GEOS and Python objects (measured).
GEOMETRY_BYTES = 280
#: Bytes of an entry of a spatial index: a box of four numbers, and its share of the inner nodes.
TREE_ENTRY_BYTES = 48
OURS = __name__.partition(".")[0]


def sizeof(*roots: object) -> int:
    """Bytes of all reachable arrays, tensors, tables, geometries and strings, each counted once.

    Memory-mapped arrays do not count, because the operating system can evict their pages.
    Containers, objects of this package and torch modules are traversed. Code and libraries do not
    count.
    """
    return sum(_sizes(roots, set()))


def _sizes(value: Any, seen: set[int]) -> Iterator[int]:
    identity = _identity(value)
    if identity in seen:
        return
    seen.add(identity)
    if isinstance(value, Tensor):
        yield value.untyped_storage().nbytes()
    elif isinstance(value, np.ndarray):
        owner = _owner(value)
        yield 0 if isinstance(owner, np.memmap) else owner.nbytes
        if value.dtype == object:
            yield from _of_objects(value, seen)
    elif isinstance(value, pd.DataFrame):
        yield int(value.memory_usage(deep=True).sum())
    elif isinstance(value, shapely.STRtree):
        yield TREE_ENTRY_BYTES * len(value.geometries)
        yield from _sizes(value.geometries, seen)
    elif isinstance(value, str):
        yield sys.getsizeof(value)
    else:
        yield from (size for part in _parts(value) for size in _sizes(part, seen))


def _identity(value: Any) -> int:
    """A key that is equal for two views of the same memory."""
    if isinstance(value, Tensor):
        return value.untyped_storage().data_ptr()
    return id(_owner(value)) if isinstance(value, np.ndarray) else id(value)


def _owner(array: npt.NDArray[Any]) -> npt.NDArray[Any]:
    while isinstance(array.base, np.ndarray):
        array = array.base
    return array


def _of_objects(array: npt.NDArray[np.object_], seen: set[int]) -> Iterator[int]:
    is_shape = shapely.is_geometry(array)
    shapes = array[is_shape]
    yield GEOMETRY_BYTES * len(shapes) + 16 * int(shapely.get_num_coordinates(shapes).sum())
    yield from (size for item in array[~is_shape] for size in _sizes(item, seen))


def _parts(value: Any) -> list[Any]:
    if isinstance(value, Mapping):
        return list(value.values())
    if isinstance(value, tuple | list | set):
        return list(value)
    if isinstance(value, nn.Module) or type(value).__module__.partition(".")[0] == OURS:
        return list(vars(value).values()) if hasattr(value, "__dict__") else []
    return []

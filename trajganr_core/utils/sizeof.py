"""How much memory the data of some objects takes."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely
from torch import Tensor, nn

__all__ = ["sizeof"]

#: Of a shapely line beside its coordinates: GEOS' object and Python's (measured).
GEOMETRY_BYTES = 280
#: Of an entry of a spatial index: a box of four numbers, and its share of the nodes above.
TREE_ENTRY_BYTES = 48
OURS = __name__.partition(".")[0]


def sizeof(*roots: object) -> int:
    """Bytes of all arrays, tensors, tables, geometries and texts within reach, each counted once.

    Arrays that are mapped from a file are the system's, which drops what it needs the place of.
    Containers, objects of this package and torch's modules are looked into. Code and the libraries
    behind it do not count.
    """
    return sum(_sizes(roots, set()))


def _sizes(value: Any, seen: set[int]) -> Iterator[int]:
    known = _identity(value)
    if known in seen:
        return
    seen.add(known)
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
    """What is the same for two views of one memory."""
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

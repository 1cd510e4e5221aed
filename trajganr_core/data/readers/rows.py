"""Tables of any storage as Arrow batches of the columns that are asked for."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Protocol

import pyarrow as pa
from pyproj import CRS

from .source import Dropped

__all__ = ["BATCH_ROWS", "GEOMETRY", "Rows", "kind_of"]

#: The column of geometries, Well-Known Binary, in batches of rows that have them.
GEOMETRY = "\0geometry"
BATCH_ROWS = 1 << 16


class Rows(Protocol):
    """A table.

    Attributes:
        where: what it is called in messages.
        names: of its columns, without that of geometries.
        geometry: ``point``, ``line`` or ``other``, ``mixed`` where the table does not say it, or
            empty where rows have none.
        crs: of the geometries, None where unknown.
    """

    where: str
    names: list[str]
    geometry: str
    crs: CRS | None

    def batches(
        self, names: Sequence[str], dropped: Dropped, rows: int = BATCH_ROWS
    ) -> Iterator[pa.RecordBatch]:
        """The columns, and that of geometries, from the beginning, about ``rows`` at a time."""


def kind_of(types: Collection[str]) -> str:
    """``point`` or ``line`` where all types of geometry are, ``mixed`` if not said, else ``other``.

    Args:
        types: of simple features, without Z and M.
    """
    if not types or "Unknown" in types:
        return "mixed"
    if set(types) <= {"Point", "MultiPoint"}:
        return "point"
    return "line" if set(types) <= {"LineString", "MultiLineString"} else "other"

"""Interface of tables: Arrow batches of selected columns."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Protocol

import pyarrow as pa
from pyproj import CRS

from .source import Dropped

__all__ = ["BATCH_ROWS", "GEOMETRY", "Rows", "kind_of"]

#: Name of the column of geometries (Well-Known Binary) in batches.
GEOMETRY = "\0geometry"
BATCH_ROWS = 1 << 16


class Rows(Protocol):
    """A table.

    Attributes:
        where: its name in messages.
        names: of its columns, without the geometries.
        geometry: ``point``, ``line`` or ``other``, ``mixed`` if the table does not declare it, or
            empty without geometries.
        crs: of the geometries, None where unknown.
        share: of the table that the last batch ends at, in [0, 1]; 0 if that is unknown.
    """

    where: str
    names: list[str]
    geometry: str
    crs: CRS | None
    share: float

    def batches(
        self, names: Sequence[str], dropped: Dropped, rows: int = BATCH_ROWS
    ) -> Iterator[pa.RecordBatch]:
        """The columns and geometries from the beginning, about ``rows`` at a time."""


def kind_of(types: Collection[str]) -> str:
    """``point`` or ``line`` if all geometry types are, ``mixed`` if unknown, else ``other``.

    Args:
        types: of simple features, without Z and M.
    """
    if not types or "Unknown" in types:
        return "mixed"
    if set(types) <= {"Point", "MultiPoint"}:
        return "point"
    return "line" if set(types) <= {"LineString", "MultiLineString"} else "other"

"""Rows of layers with counts of trips, and how the layers are written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import pyogrio

from ...contract.files.atomic_io import atomic_file
from .group_counts import GroupCounts

__all__ = ["DECIMALS", "Rows", "counted", "write_layers"]

#: Of shares and trips per day.
DECIMALS = 4


@dataclass(frozen=True)
class Rows:
    """Rows of a layer, and the number of rows that are withheld, by time set."""

    frame: pd.DataFrame
    withheld: tuple[int, ...]

    @classmethod
    def of(cls, parts: Sequence[tuple[pd.DataFrame, int]]) -> Rows:
        """The rows of all time sets, in their order."""
        frames, withheld = zip(*parts, strict=True)
        return cls(pd.concat(frames, ignore_index=True), withheld)

    @property
    def tally(self) -> tuple[int, int]:
        """How many rows are withheld, and how many there are with these."""
        withheld = sum(self.withheld)
        return withheld, withheld + len(self.frame)


def counted(counts: GroupCounts, trips: int) -> dict[str, Any]:
    """The columns of counts of groups; shares are those of ``trips``."""
    return {
        "trip_count": counts.trips,
        "share": (counts.trips / max(trips, 1)).round(DECIMALS),
        "vehicles": counts.vehicles,
    }


def write_layers(
    out: Path, layers: Mapping[str, tuple[pd.DataFrame, str | None]], about: Mapping[str, str]
) -> None:
    """Write layers to a GeoPackage.

    Args:
        out: the file.
        layers: rows and type of geometry by name; no type for tables.
        about: GDAL's metadata of all of them.
    """
    with atomic_file(out) as temporary:
        for name, (frame, geometry) in layers.items():
            pyogrio.write_dataframe(
                frame,
                temporary,
                layer=name,
                driver="GPKG",
                geometry_type=geometry,
                layer_metadata=dict(about),
            )

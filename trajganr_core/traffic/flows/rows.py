"""Rows of layers with counts of trips, and how the layers are written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import pyogrio

from ...contract.files.atomic_io import atomic_file
from ...contract.layers.geopackage_styles import store_styles
from ...contract.options.time_sets import TimeSet
from .group_counts import GroupCounts

__all__ = [
    "DECIMALS",
    "Layer",
    "Rows",
    "counted",
    "shown_first",
    "write_layers",
]

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


@dataclass(frozen=True)
class Layer:
    """A layer of a GeoPackage.

    Attributes:
        frame: its rows, as a GeoDataFrame if it has geometries.
        geometry: their type, empty for a table.
        styles: QML by title, the default first.
    """

    frame: pd.DataFrame
    geometry: str
    styles: Mapping[str, str]


def counted(counts: GroupCounts, trips: int) -> dict[str, Any]:
    """The columns of counts of groups; shares are those of ``trips``."""
    return {
        "trip_count": counts.trips,
        "share": (counts.trips / max(trips, 1)).round(DECIMALS),
        "vehicles": counts.vehicles,
    }


def shown_first(time_sets: Sequence[TimeSet], drawn: pd.DataFrame) -> list[str]:
    """The names of time sets, those with a row of a layer first: the first style is shown."""
    with_rows = set(drawn["time_set"])
    return sorted((each.name for each in time_sets), key=lambda name: name not in with_rows)


def write_layers(out: Path, layers: Mapping[str, Layer], about: Mapping[str, str]) -> None:
    """Write layers with their styles to a GeoPackage, all with the same metadata."""
    with atomic_file(out) as temporary:
        for name, layer in layers.items():
            pyogrio.write_dataframe(
                layer.frame,
                temporary,
                layer=name,
                driver="GPKG",
                geometry_type=layer.geometry or None,
                layer_metadata=dict(about),
            )
        for name, layer in layers.items():
            if layer.styles:
                store_styles(temporary, name, layer.styles)

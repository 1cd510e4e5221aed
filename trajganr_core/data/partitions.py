"""Spatial partitions of the trips of a wide study area, by the tile where a trip begins.

A row group of a file of trips is read as a whole. In the original order each row group of a
country's trips would span the country, and reading a city's trips would require reading all. So
pieces are written tile by tile, and the bounding box of each row group's edges is stored.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

import numpy as np

from ..contract.records import plain_json
from ..utils.arrays import FloatArray
from ..utils.study_area import StudyArea
from .matching.matched import MatchedTrips

__all__ = ["box_of", "boxes_from", "boxes_to", "by_tile", "is_wide"]

#: Side of a tile, degrees; a city covers one or a few.
TILE_DEG = 0.25
#: Name of the boxes in the metadata of a Parquet file.
BOXES = "boxes"


def is_wide(area: StudyArea) -> bool:
    """Whether an area is wide enough for parts of it to be read separately."""
    return max(area.east - area.west, area.north - area.south) > TILE_DEG


def by_tile(trips: MatchedTrips) -> Iterator[MatchedTrips]:
    """Pieces grouped by the tile where their trip begins; the pieces of a trip stay together."""
    if not len(trips):
        return
    first = trips.offsets[:-1]
    _, opening, trip = np.unique(trips.trip_id, return_index=True, return_inverse=True)
    begins = np.column_stack([trips.lat[first], trips.lon[first]])[opening[trip]]
    _, tile = np.unique(np.floor(begins / TILE_DEG), axis=0, return_inverse=True)
    for number in range(tile.max() + 1):
        yield trips.take(np.flatnonzero(tile == number))


def box_of(trips: MatchedTrips, edge_boxes: FloatArray) -> FloatArray:
    """``(4,)`` bounding box of all edges that the pieces pass, at least one."""
    passed = edge_boxes[trips.pass_edge]
    return np.concatenate([passed[:, :2].min(0), passed[:, 2:].max(0)])


def boxes_to(boxes: FloatArray) -> dict[str, str]:
    """File metadata for the boxes ``(groups, 4)`` of row groups."""
    return {BOXES: json.dumps(boxes.tolist())}


def boxes_from(metadata: Mapping[bytes, bytes] | None) -> FloatArray | None:
    """The boxes ``(groups, 4)`` of row groups from file metadata, if present."""
    text = (metadata or {}).get(BOXES.encode())
    if text is None:
        return None
    return np.array(plain_json.loads(text), dtype=np.float64).reshape(-1, 4)

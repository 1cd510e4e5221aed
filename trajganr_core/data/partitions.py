"""Trips of a wide study area in partitions: those that begin in the same tile lie together.

A row group of a file of trips is read as a whole. Where trips of a country come as they were
driven, each row group spans the country, and a city's trips are found by reading all. So pieces are
written tile by tile, and beside each row group stands the box that its edges lie in.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

import numpy as np

from ..contract import plain_json
from ..utils.arrays import FloatArray
from ..utils.study_area import StudyArea
from .matching.matched import MatchedTrips

__all__ = ["BOXES", "box_of", "boxes_from", "boxes_to", "by_tile", "is_wide"]

#: Side of a tile, degrees: a city has its place in one, or in few.
TILE_DEG = 0.25
#: Name of the boxes in the metadata of a Parquet file.
BOXES = "boxes"


def is_wide(area: StudyArea) -> bool:
    """Whether an area is so wide that parts of it will be asked for."""
    return max(area.east - area.west, area.north - area.south) > TILE_DEG


def by_tile(trips: MatchedTrips) -> Iterator[MatchedTrips]:
    """Pieces by the tile where their trip begins; the pieces of a trip stay together."""
    if not len(trips):
        return
    first = trips.offsets[:-1]
    _, opening, trip = np.unique(trips.trip_id, return_index=True, return_inverse=True)
    begins = np.column_stack([trips.lat[first], trips.lon[first]])[opening[trip]]
    _, tile = np.unique(np.floor(begins / TILE_DEG), axis=0, return_inverse=True)
    for number in range(tile.max() + 1):
        yield trips.take(np.flatnonzero(tile == number))


def box_of(trips: MatchedTrips, edge_boxes: FloatArray) -> FloatArray:
    """``(4,)`` the box of all edges that the pieces pass.

    Args:
        trips: at least one piece.
        edge_boxes: ``(E, 4)`` of the network.
    """
    passed = edge_boxes[trips.pass_edge]
    return np.concatenate([passed[:, :2].min(0), passed[:, 2:].max(0)])


def boxes_to(boxes: FloatArray) -> dict[str, str]:
    """Metadata of a file whose row groups have these boxes ``(groups, 4)``."""
    return {BOXES: json.dumps(boxes.tolist())}


def boxes_from(metadata: Mapping[bytes, bytes] | None) -> FloatArray | None:
    """The boxes ``(groups, 4)`` in the metadata of a file, if it has them."""
    text = (metadata or {}).get(BOXES.encode())
    if text is None:
        return None
    return np.array(plain_json.loads(text), dtype=np.float64).reshape(-1, 4)

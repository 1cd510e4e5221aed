"""Bounding boxes in degrees, divided for requests to services."""

from __future__ import annotations

import math

from ...contract.errors import Code, TrajganrError

#: West, south, east, north, degrees.
Box = tuple[float, float, float, float]


def boxes_within(area: Box, side: float, most: int) -> list[Box]:
    """Divide an area into boxes with sides of at most ``side`` degrees, row by row.

    Raises:
        TrajganrError: ``INPUT.GEOMETRY`` for more than ``most``, which are more likely a mistake.
    """
    columns, rows = _columns_and_rows(area, side)
    if columns * rows > most:
        raise TrajganrError(
            Code.INPUT_GEOMETRY,
            "The area {bbox} needs {boxes} requests; at most {most} are made.",
            "Choose a smaller area, such as one city.",
            bbox=list(area),
            boxes=columns * rows,
            most=most,
        )
    return cut(area, side)


def cut(box: Box, side: float) -> list[Box]:
    """Divide a box into equal ones with sides of at most ``side`` degrees, row by row."""
    west, south, east, north = box
    columns, rows = _columns_and_rows(box, side)
    lon = [*(west + (east - west) * column / columns for column in range(columns)), east]
    lat = [*(south + (north - south) * row / rows for row in range(rows)), north]
    return [
        (lon[column], lat[row], lon[column + 1], lat[row + 1])
        for row in range(rows)
        for column in range(columns)
    ]


def side_of(box: Box) -> float:
    """Its longer side, degrees."""
    return max(box[2] - box[0], box[3] - box[1])


def size_of(box: Box) -> float:
    """Square degrees."""
    return (box[2] - box[0]) * (box[3] - box[1])


def _columns_and_rows(box: Box, side: float) -> tuple[int, int]:
    # Tolerance for rounding just above a whole number.
    columns = max(math.ceil((box[2] - box[0]) / side - 1e-9), 1)
    rows = max(math.ceil((box[3] - box[1]) / side - 1e-9), 1)
    return columns, rows

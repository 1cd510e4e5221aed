"""Square cells of a study area, in which the ends of trips are counted."""

from __future__ import annotations

import numpy as np
import shapely

from ...utils.arrays import FloatArray, GeometryArray, IntArray
from ...utils.study_area import StudyArea


def cells_of(xy: FloatArray, cell_m: float) -> tuple[IntArray, IntArray]:
    """The cells of places.

    Args:
        xy: ``(n, 2)`` local metres.
        cell_m: side of a cell; a corner of one is the centre of the study area.

    Returns:
        ``(c, 2)`` column and row of each cell with a place, and ``(n,)`` the cell of each place.
    """
    cells, cell = np.unique(np.floor(xy / cell_m).astype(np.int64), axis=0, return_inverse=True)
    return cells, cell.ravel()


def cell_squares(cells: IntArray, cell_m: float, area: StudyArea) -> GeometryArray:
    """The squares ``(c,)`` of cells ``(c, 2)``, EPSG:4326."""
    corners = np.array([(0, 0), (1, 0), (1, 1), (0, 1)])
    xy = (cells[:, None, :] + corners).reshape(-1, 2) * cell_m
    return shapely.polygons(area.to_geographic(xy).reshape(len(cells), 4, 2))

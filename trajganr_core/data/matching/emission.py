"""Likelihood of a fix, given the edge that the vehicle is on."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from ...utils.arrays import Float32Array
from .candidates import SegmentGrid
from .compiled import njit
from .lattice import Fixes, Lattice, apart_m

#: Concentration of headings around the direction of the road (of a standard deviation of about
#: 1 / sqrt(CONCENTRATION) radians), and the likelihood of a wrong heading relative to an exact one.
CONCENTRATION, WRONG = 8.0, 0.05
#: Below this speed a receiver has no reliable heading, m/s.
MOVING_MPS = 1.5


class Motion(NamedTuple):
    """Measured motion at all fixes, ``(fixes,)``; NaN where unknown.

    Attributes:
        speed: m/s.
        heading: degrees clockwise from north.
    """

    speed: Float32Array
    heading: Float32Array


@njit
def write_emissions(
    rows: int, fixes: Fixes, motion: Motion, grid: SegmentGrid, error_m: float, lattice: Lattice
) -> None:
    """Write the logarithm of the likelihood of each fix given each of its candidates.

    The candidates of each row are then in the order of it, the most likely first.

    Of the distance from the road: Newson and Krumm's equation 1 without its constant. Of the
    heading, where it is known and the vehicle moves: a von Mises distribution of the angle to the
    edge (Mardia and Jupp 2000, "Directional Statistics", equation 3.5.17), mixed with a uniform one
    for headings that are wrong, so that no heading excludes a road.

    Args:
        rows: number of rows of the lattice.
        error_m: standard deviation of the fixes across their edges, metres.
        lattice: its ``emission`` receives the result.
    """
    for row in range(rows):
        fix = lattice.fix[row]
        for candidate in range(lattice.candidates[row]):
            squared_m = lattice.squared_m[row, candidate]
            lattice.emission[row, candidate] = -0.5 * squared_m / (error_m * error_m)
        heading = motion.heading[fix]
        if math.isfinite(heading) and _is_moving(row, rows, fixes, motion, lattice):
            _add_heading(row, math.radians(heading), grid, lattice)


@njit
def _add_heading(row: int, heading: float, grid: SegmentGrid, lattice: Lattice) -> None:
    """Add the score of a heading, radians, to the candidates of a row, and order them anew."""
    east, north = math.sin(heading), math.cos(heading)
    count = lattice.candidates[row]
    for candidate in range(count):
        segment = grid.segments[lattice.segment_of[row, candidate]]
        if segment.inverse_squared == 0.0:
            continue  # a point has no direction
        cosine = (segment.dx * east + segment.dy * north) * math.sqrt(segment.inverse_squared)
        if segment.edge != lattice.edge[row, candidate]:  # it is the opposite edge
            cosine = -cosine
        likelihood = math.exp(CONCENTRATION * (cosine - 1.0))
        lattice.emission[row, candidate] += math.log((likelihood + WRONG) / (1.0 + WRONG))
    order = np.argsort(-lattice.emission[row, :count], kind="mergesort")  # a stable one
    lattice.edge[row, :count] = lattice.edge[row, :count][order]
    lattice.segment_of[row, :count] = lattice.segment_of[row, :count][order]
    lattice.offset_m[row, :count] = lattice.offset_m[row, :count][order]
    lattice.squared_m[row, :count] = lattice.squared_m[row, :count][order]
    lattice.emission[row, :count] = lattice.emission[row, :count][order]


@njit
def _is_moving(row: int, rows: int, fixes: Fixes, motion: Motion, lattice: Lattice) -> bool:
    """Whether the vehicle moves by its measured speed or, if that is unknown, since the last row.

    At the first row it is until the next one.
    """
    fix = lattice.fix[row]
    speed = motion.speed[fix]
    if speed >= 0.0:
        return speed >= MOVING_MPS
    other = lattice.fix[row - 1 if row else min(1, rows - 1)]
    seconds = abs(fixes.t[fix] - fixes.t[other])
    return apart_m(fix, other, fixes) > MOVING_MPS * seconds

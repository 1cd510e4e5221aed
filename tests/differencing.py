"""An attacker who adds and subtracts what is published, to learn what few persons did."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import numpy as np
import numpy.typing as npt

Cells = npt.NDArray[np.bool_]
Drivers = npt.NDArray[np.integer]


def found_by_subtraction(cells: Cells, driver: Drivers, least: int) -> set[int] | None:
    """The drivers, fewer than the least, of a sum that follows from what is published, or None.

    Each published sum is a row of a linear system whose unknowns are the passes. Passes in the
    same cells are one unknown, an atom. What few drivers did follows if a combination of rows is
    zero on all atoms but theirs: the rows have a lower rank without these atoms.

    Args:
        cells: ``(c, n)`` which passes each number sums over.
        driver: ``(n,)`` of each pass.
        least: number of drivers.
    """
    atoms, atom = np.unique(cells, axis=1, return_inverse=True)
    drivers = [set(driver[atom.ravel() == number].tolist()) for number in range(atoms.shape[1])]
    published = [number for number in range(atoms.shape[1]) if atoms[:, number].any()]
    full = rank(atoms[:, published])
    for few in unions([drivers[number] for number in published], least):
        others = [number for number in published if not drivers[number] <= few]
        if rank(atoms[:, others]) < full:
            return few
    return None


def unions(groups: list[set[int]], least: int) -> Iterator[set[int]]:
    """All unions of groups with fewer members than the least, small ones first."""
    poor = {frozenset(group) for group in groups if len(group) < least}
    seen, front = set(poor), sorted(poor, key=len)
    while front:
        yield from map(set, front)
        wider = {each | group for each in front for group in poor if len(each | group) < least}
        front = sorted(wider - seen, key=len)
        seen |= wider


def rank(matrix: Cells) -> int:
    """The exact rank of a matrix of zeros and ones."""
    rows = [[Fraction(int(value)) for value in row] for row in np.unique(matrix, axis=1)]
    found = 0
    for column in range(len(rows[0]) if rows else 0):
        pivot = next((at for at in range(found, len(rows)) if rows[at][column]), None)
        if pivot is None:
            continue
        rows[found], rows[pivot] = rows[pivot], rows[found]
        for at in range(found + 1, len(rows)):
            if factor := rows[at][column] / rows[found][column]:
                rows[at] = [a - factor * b for a, b in zip(rows[at], rows[found], strict=True)]
        found += 1
    return found

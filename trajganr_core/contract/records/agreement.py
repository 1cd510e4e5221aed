"""How many roads have which label and which prediction: the cells of a chart."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Annotated, Any

from .json_records import MAX_INTEGER, FieldError

#: The most cells along a side.
MAX_CELLS = 40


def _is_count(value: Any) -> bool:
    return type(value) is int and 0 <= value <= MAX_INTEGER


@dataclass(frozen=True, kw_only=True)
class Agreement:
    """Roads by label and prediction.

    Attributes:
        roads: rows of cells: the numbers of roads with a label in a cell, by the cell of their
            prediction.
        bounds: of the cells of a number, in the unit of the task: one more than cells. The first
            and the last cell also hold what is beyond. Empty for classes.
        classes: the names of the cells of a task of classes or shares (the largest share counts).
    """

    roads: tuple[tuple[Annotated[int, _is_count], ...], ...]
    bounds: tuple[float, ...] = ()
    classes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        cells = len(self.classes) or len(self.bounds) - 1
        if not 0 < cells <= MAX_CELLS or {len(self.roads), *map(len, self.roads)} != {cells}:
            raise FieldError("agreement.roads", "does not have its cells")
        if any(high <= low for low, high in pairwise(self.bounds)):
            raise FieldError("agreement.bounds", "are not in order")

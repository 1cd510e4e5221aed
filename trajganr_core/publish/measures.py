"""The measures of roads that a page shows: their columns, classes, colours and decimals."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pandas as pd

from ..contract.layers.map_classes import (
    AMOUNT_COLOURS,
    AOI_COLOURS,
    BRAKING_BOUNDS,
    BRAKING_COLOURS,
    POPULARITY_COLOURS,
    SLOWDOWN_BOUNDS,
    SLOWDOWN_COLOURS,
    SPEED_BOUNDS,
    SPEED_COLOURS,
)
from ..contract.tasks import AOI_CATEGORIES, POPULARITY_CLASSES, TASKS
from ..contract.texts.text import Text, word
from ..utils.arrays import IntArray

#: Bounds of the classes of passes per hour, whose numbers differ by powers of ten.
PASSES_BOUNDS = (0.1, 0.3, 1, 3, 10)
BUFFER_BOUNDS = (0.25, 0.5, 0.75, 1, 1.5)
PLANNING_BOUNDS = (1.5, 2, 2.5, 3, 4)


@dataclass(frozen=True)
class Measure:
    """A measure of roads.

    Attributes:
        column: of its values; also its id in the address of the page.
        title: its name for people.
        unit: of its values, '' if they have none.
        colours: of its classes.
        bounds: between classes of numbers; empty if the values are names of classes.
        names: of the classes, if the values are names.
        decimals: digits after the decimal point that are kept, of shares if the values are names.
    """

    column: str
    title: str
    unit: str
    colours: tuple[str, ...]
    bounds: tuple[float, ...] = ()
    names: tuple[str, ...] = ()
    decimals: int = 1

    @property
    def classes(self) -> list[Text]:
        """The labels of the classes, without the unit."""
        if self.names:
            return list(map(word, self.names))
        between = [Text("{low:g} – {high:g}", low=a, high=b) for a, b in pairwise(self.bounds)]
        first, last = Text("< {n:g}", n=self.bounds[0]), Text("≥ {n:g}", n=self.bounds[-1])
        return [first, *between, last]

    @property
    def legend(self) -> dict[str, str]:
        """The colours of the classes by their labels."""
        return dict(zip(self.classes, self.colours, strict=True))

    def class_of(self, values: pd.Series) -> IntArray:
        """``(n,)`` numbers of the classes of values, -1 where unknown."""
        if self.names:
            number = {name: at for at, name in enumerate(self.names)}
            return values.map(number).fillna(-1).to_numpy(dtype=np.int64)
        numbers = values.to_numpy(dtype=np.float64)
        found = np.digitize(np.nan_to_num(numbers), self.bounds)
        return np.where(np.isfinite(numbers), found, -1)


def _of_task(
    task: str,
    colours: tuple[str, ...],
    bounds: tuple[float, ...] = (),
    names: tuple[str, ...] = (),
    decimals: int = 1,
) -> Measure:
    """The measure that a task predicts."""
    of = TASKS[task]
    unit = "" if names else of.unit
    return Measure(of.fields[0].name, of.title, unit, colours, bounds, names, decimals)


#: All measures, in the order in which the page offers them.
MEASURES = (
    _of_task("speed", SPEED_COLOURS, SPEED_BOUNDS),
    _of_task("popularity", POPULARITY_COLOURS, names=POPULARITY_CLASSES),
    _of_task("aoi", tuple(AOI_COLOURS.values()), names=AOI_CATEGORIES, decimals=2),
    _of_task("braking", BRAKING_COLOURS, BRAKING_BOUNDS, decimals=2),
    _of_task("slowdown", SLOWDOWN_COLOURS, SLOWDOWN_BOUNDS, decimals=3),
    Measure(
        "expected_passes",
        "Expected passes of the input vehicles",
        "per hour",
        AMOUNT_COLOURS,
        PASSES_BOUNDS,
        decimals=2,
    ),
    Measure(
        "passes_per_hour",
        "Observed passes of the vehicles with trips",
        "per hour",
        AMOUNT_COLOURS,
        PASSES_BOUNDS,
        decimals=2,
    ),
    Measure("buffer_index", "Buffer index", "", SLOWDOWN_COLOURS, BUFFER_BOUNDS, decimals=2),
    Measure(
        "planning_time_index",
        "Planning-time index",
        "",
        SLOWDOWN_COLOURS,
        PLANNING_BOUNDS,
        decimals=2,
    ),
)
#: Numbers of trips, passes or labels.
COUNTS = Measure("count", "Count", "", AMOUNT_COLOURS, (2, 5, 20, 50, 200), decimals=0)
#: Columns of measures that predicted roads also have for times of the week.
TIMED = ("speed_kmh", "expected_passes")

"""How values become colours on a map, and the bar that tells.

Ramps are told apart by people who see few colours (viridis, PuOr), and go in steps with round
bounds, so that a colour of the map can be found again in the bar.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from matplotlib import colormaps
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.colors import BoundaryNorm, Colormap, ListedColormap
from matplotlib.figure import Figure, SubFigure
from matplotlib.ticker import MaxNLocator

from ..contract.tasks import AOI_CATEGORIES, POPULARITY_CLASSES, Kind, Task
from ..data.reporting.report_figures import CATEGORY_COLOURS, INK
from ..utils.arrays import FloatArray

__all__ = ["Scale"]

Extend = Literal["neither", "min", "max", "both"]

#: Values beyond these shares of all have the colour of the end.
LOW, HIGH = 0.02, 0.98
#: Steps of a ramp, at most.
STEPS = 9
#: Of which a step is a multiple of a power of ten: one is then a bound wherever it is an end.
ROUND = (1, 2, 2.5, 5, 10)
#: At which ends of a bar values lie beyond it, by whether some lie below and above.
EXTENDS: dict[tuple[bool, bool], Extend] = {
    (False, False): "neither",
    (True, False): "min",
    (False, True): "max",
    (True, True): "both",
}
#: Light yellow cannot be seen on white: of a ramp up to here.
SEEN = 0.93


@dataclass(frozen=True)
class Scale:
    """How values become colours.

    Attributes:
        label: of the colour bar, with the unit.
        cmap, norm: as matplotlib has them.
        names: of the whole numbers from ``first`` on, where values are such.
        first: the number of the first name.
    """

    label: str
    cmap: Colormap
    norm: BoundaryNorm
    names: tuple[str, ...] = ()
    first: int = 0

    @classmethod
    def of_values(cls, task: Task, values: FloatArray) -> Scale:
        """One for what is true and what is predicted."""
        if task.kind is Kind.ORDINAL:
            colours = colormaps["viridis"](np.linspace(0, SEEN, len(POPULARITY_CLASSES)))
            return cls._of_numbers("Class", list(colours), POPULARITY_CLASSES, 0)
        if task.kind is Kind.DISTRIBUTION:
            return cls._of_numbers("Leading category", list(CATEGORY_COLOURS), AOI_CATEGORIES, 0)
        return cls.of_range(task.unit, values)

    @classmethod
    def of_residuals(cls, task: Task, values: FloatArray) -> Scale:
        """Centred at zero, with the same range on both sides; from 0 to 2 for an L1 distance."""
        if task.kind is Kind.DISTRIBUTION:
            return cls._of_steps("L1 distance", "viridis", np.linspace(0, 2, STEPS), values)
        if task.kind is Kind.ORDINAL:
            most = len(POPULARITY_CLASSES) - 1
            numbers = np.arange(-most, most + 1)
            colours = colormaps["PuOr"]((numbers + most) / (2 * most))
            names = tuple(("+" if one > 0 else "") + _number(one) for one in numbers.tolist())
            return cls._of_numbers("Classes", list(colours), names, -most)
        largest = float(np.quantile(np.abs(values), HIGH)) or 1.0
        locator = MaxNLocator(STEPS, steps=ROUND, symmetric=True)
        bounds = np.asarray(locator.tick_values(-largest, largest))
        return cls._of_steps(task.unit, "PuOr", bounds, np.r_[-values, values])

    @classmethod
    def of_range(cls, label: str, values: FloatArray) -> Scale:
        """From where to where nearly all values lie."""
        low, high = np.quantile(values, [LOW, HIGH])
        high = high if high > low else low + 1
        bounds = np.asarray(MaxNLocator(STEPS, steps=ROUND).tick_values(low, high))
        return cls._of_steps(label, "viridis", bounds, values)

    @classmethod
    def _of_steps(cls, label: str, ramp: str, bounds: FloatArray, values: FloatArray) -> Scale:
        below, above = bool(values.min() < bounds[0]), bool(values.max() > bounds[-1])
        extend = EXTENDS[below, above]
        count = len(bounds) - 1 + below + above
        top = SEEN if ramp == "viridis" else 1.0
        colours = colormaps[ramp](np.linspace(0, top, count))
        return cls(label, ListedColormap(colours), BoundaryNorm(bounds, count, extend=extend))

    @classmethod
    def _of_numbers(
        cls, label: str, colours: list[Any], names: tuple[str, ...], first: int
    ) -> Scale:
        bounds = first - 0.5 + np.arange(len(names) + 1)
        norm = BoundaryNorm(bounds, len(names))
        return cls(label, ListedColormap(colours), norm, names, first)

    def bar(self, figure: Figure | SubFigure, drawn: LineCollection, panels: list[Axes]) -> None:
        """A colour bar beside some panels."""
        bar = figure.colorbar(
            drawn,
            ax=panels,
            label=self.label,
            extendfrac=0.03,
            aspect=18,
            shrink=0.8 / len(panels),
        )
        bar.outline.set_visible(False)
        if self.names:
            bar.set_ticks(list(self.first + np.arange(len(self.names))), labels=self.names)
            bar.minorticks_off()
        else:
            bar.set_ticks(
                self.norm.boundaries.tolist(), labels=list(map(_number, self.norm.boundaries))
            )
        bar.ax.tick_params(colors=INK, labelsize=9, length=0 if self.names else 3)


def _number(value: float) -> str:
    return f"{value:,.4g}".replace("-", "−")

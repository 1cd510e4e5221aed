"""Colour scales of maps, and their colour bars.

The ramps (viridis, PuOr) suit colour-blind readers. They have steps with round bounds, so that a
colour of the map can be found in the bar.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from matplotlib import colormaps
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.colors import BoundaryNorm, Colormap, ListedColormap
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from trajganr_core.contract.tasks import AOI_CATEGORIES, POPULARITY_CLASSES, Kind, Task
from trajganr_core.publish.figures import INK
from trajganr_core.utils.arrays import FloatArray

#: Okabe and Ito's colours, one per category.
CATEGORY_COLOURS = (
    "#e69f00",
    "#56b4e9",
    "#009e73",
    "#f0e442",
    "#0072b2",
    "#d55e00",
    "#cc79a7",
    "#000000",
)

#: Values beyond these quantiles have the colours of the ends.
LOW, HIGH = 0.02, 0.98
#: Largest number of steps of a ramp.
STEPS = 9
#: A step is a multiple of these and of a power of ten.
ROUND = (1, 2, 2.5, 5, 10)
#: Ends of a bar beyond which there are values: below its bounds (1), above them (2), or both (3).
EXTENDS: tuple[Literal["neither", "min", "max", "both"], ...] = ("neither", "min", "max", "both")
#: The part of viridis that is used: its light yellow cannot be seen on white.
VISIBLE = 0.93


@dataclass(frozen=True)
class Scale:
    """A colour scale.

    Attributes:
        label: of the colour bar, with the unit.
        cmap, norm: as in matplotlib.
        ticks: labels of the steps of a scale of whole numbers, by number.
    """

    label: str
    cmap: Colormap
    norm: BoundaryNorm
    ticks: dict[int, str]

    @classmethod
    def of_values(cls, task: Task, values: FloatArray) -> Scale:
        """A scale for true and predicted values."""
        if task.kind is Kind.ORDINAL:
            colours = colormaps["viridis"](np.linspace(0, VISIBLE, len(POPULARITY_CLASSES)))
            return cls._of_numbers("Class", colours, dict(enumerate(POPULARITY_CLASSES)))
        if task.kind is Kind.DISTRIBUTION:
            names = dict(enumerate(AOI_CATEGORIES))
            return cls._of_numbers("Leading category", CATEGORY_COLOURS, names)
        return cls.of_range(task.unit, values)

    @classmethod
    def of_residuals(cls, task: Task, values: FloatArray) -> Scale:
        """A scale centred at zero, with equal ranges on both sides; 0 to 2 for an L1 distance."""
        if task.kind is Kind.DISTRIBUTION:
            return cls._of_steps("L1 distance", "viridis", np.linspace(0, 2, STEPS), values)
        if task.kind is Kind.ORDINAL:
            largest = len(POPULARITY_CLASSES) - 1
            names = {n: _number(n, "+") for n in range(-largest, largest + 1)}
            colours = colormaps["PuOr"](np.linspace(0, 1, len(names)))
            return cls._of_numbers("Classes", colours, names)
        end = float(np.quantile(np.abs(values), HIGH)) or 1.0
        locator = MaxNLocator(STEPS, steps=ROUND, symmetric=True)
        return cls._of_steps(
            task.unit, "PuOr", np.asarray(locator.tick_values(-end, end)), np.r_[-values, values]
        )

    @classmethod
    def of_range(cls, label: str, values: FloatArray) -> Scale:
        """A scale over the range of nearly all values."""
        low, high = np.quantile(values, [LOW, HIGH])
        high = high if high > low else low + 1
        bounds = np.asarray(MaxNLocator(STEPS, steps=ROUND).tick_values(low, high))
        return cls._of_steps(label, "viridis", bounds, values)

    @classmethod
    def _of_steps(cls, label: str, ramp: str, bounds: FloatArray, values: FloatArray) -> Scale:
        below, above = bool(values.min() < bounds[0]), bool(values.max() > bounds[-1])
        count = len(bounds) - 1 + below + above
        colours = colormaps[ramp](np.linspace(0, VISIBLE if ramp == "viridis" else 1.0, count))
        norm = BoundaryNorm(bounds, count, extend=EXTENDS[below + 2 * above])
        return cls(label, ListedColormap(colours), norm, {})

    @classmethod
    def _of_numbers(cls, label: str, colours: Iterable[Any], ticks: dict[int, str]) -> Scale:
        bounds = min(ticks) - 0.5 + np.arange(len(ticks) + 1)
        return cls(label, ListedColormap(list(colours)), BoundaryNorm(bounds, len(ticks)), ticks)

    def bar(self, figure: Figure, drawn: LineCollection, panels: list[Axes]) -> None:
        """Draw a colour bar beside some panels."""
        bar = figure.colorbar(
            drawn,
            ax=panels,
            label=self.label,
            extendfrac=0.03,
            aspect=18,
            shrink=0.8 / len(panels),
        )
        bar.outline.set_visible(False)
        ticks = self.ticks or {bound: _number(bound) for bound in self.norm.boundaries.tolist()}
        bar.set_ticks(list(ticks), labels=list(ticks.values()))
        bar.minorticks_off()
        bar.ax.tick_params(colors=INK, labelsize=9, length=0 if self.ticks else 3)


def _number(value: float, plus: str = "") -> str:
    return (plus if value > 0 else "") + f"{value:,.4g}".replace("-", "−")

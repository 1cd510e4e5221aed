"""The time–space picture of a corridor: speed by hour of the day and by metre along the way."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import BoundaryNorm, ListedColormap
from matplotlib.figure import Figure

from ..contract.layers.map_classes import SPEED_BOUNDS, SPEED_COLOURS
from ..contract.texts.text import Text, Translate, said
from ..utils.arrays import FloatArray
from .figures import FAINT, INK, no_formula, png

#: Names along the way are at least so far apart, as a share of it, and have so many letters.
APART, MAX_NAME = 0.03, 32
#: Longer ways are in kilometres, m; hours between ticks.
LONG_M, EVERY_H = 2000.0, 3
#: Where nothing may be said.
GAP = "#dcdcdc"


def time_space_picture(
    metres: FloatArray,
    hours: FloatArray,
    speed_kmh: FloatArray,
    marks: Sequence[tuple[float, str]] = (),
    title: str = "",
    tr: Translate = str,
) -> bytes:
    """The picture as PNG; see :func:`draw_time_space`."""
    figure = Figure(figsize=(8.0, 5.0), layout="constrained")
    axes = figure.subplots()
    draw_time_space(axes, metres, hours, speed_kmh, marks, tr)
    axes.set_title(no_formula(said(title, tr)), fontsize=10, color=INK, loc="left")
    return png(figure)


def draw_time_space(
    axes: Axes,
    metres: FloatArray,
    hours: FloatArray,
    speed_kmh: FloatArray,
    marks: Sequence[tuple[float, str]] = (),
    tr: Translate = str,
) -> None:
    """Draw the speeds in classes, hours to the right and the way upwards, with their legend.

    Args:
        axes: empty.
        metres: ``(s + 1,)`` ascending bounds along the way.
        hours: ``(h + 1,)`` ascending bounds of hours of the day.
        speed_kmh: ``(h, s)``; NaN where nothing may be said.
        marks: places along the way, m, with names, such as where streets begin.
        tr: says the texts.
    """
    is_long = metres[-1] - metres[0] > LONG_M
    unit, scale = ("km", 1e-3) if is_long else ("m", 1.0)
    # Without lines between the cells, and open at the top.
    norm = BoundaryNorm([0, *SPEED_BOUNDS, max(SPEED_BOUNDS) * 2], len(SPEED_COLOURS))
    shown = np.ma.masked_invalid(np.minimum(speed_kmh, max(SPEED_BOUNDS) * 2 - 1)).T
    axes.set_facecolor(GAP)
    mesh = axes.pcolormesh(
        hours, metres * scale, shown, cmap=ListedColormap(SPEED_COLOURS), norm=norm, rasterized=True
    )
    axes.set_xticks(np.arange(np.ceil(hours[0]), hours[-1] + 1, EVERY_H))
    axes.xaxis.set_major_formatter(lambda hour, _: f"{hour:.0f}:00")
    axes.set_xlabel(said(Text("Hour of the day"), tr))
    axes.set_ylabel(said(Text("Along the corridor, {unit}", unit=unit), tr))
    axes.tick_params(colors=INK, labelsize=8)
    _write_marks(axes, metres, scale, marks)
    legend = axes.figure.colorbar(mesh, ax=axes, ticks=SPEED_BOUNDS, aspect=30, pad=0.02)
    legend.ax.tick_params(labelsize=8)
    legend.set_label(said(Text("Speed, km/h; grey: too few trips"), tr), fontsize=8)


def _write_marks(
    axes: Axes, metres: FloatArray, scale: float, marks: Sequence[tuple[float, str]]
) -> None:
    """Names at the right, those that have room, with lines across."""
    apart, last = APART * (metres[-1] - metres[0]), -np.inf
    places, names = [], []
    for place, name in sorted(marks):
        if metres[0] <= place <= metres[-1] and place - last >= apart:
            places.append(place * scale)
            names.append(no_formula(name if len(name) <= MAX_NAME else f"{name[: MAX_NAME - 1]}…"))
            last = place
    for place in places:
        axes.axhline(place, color=FAINT, lw=0.6)
    right = axes.secondary_yaxis("right")
    right.set_yticks(places, names, fontsize=7, color=INK)
    right.tick_params(length=2)

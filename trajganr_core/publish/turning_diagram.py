"""The turning diagram of a junction on a page."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from ..contract.layers.turning_diagram import HEIGHT, WIDTH, Label, Stroke
from .figures import no_formula

CODES = {"M": [Path.MOVETO], "L": [Path.LINETO], "C": [Path.CURVE4] * 3}
POINTS = 72  # per inch


def draw_diagram(axes: Axes, shapes: Iterable[Stroke | Label]) -> None:
    """Draw what :func:`~..contract.layers.turning_diagram.draw_turns` answers on empty axes."""
    axes.set(xlim=(0, WIDTH), ylim=(HEIGHT, 0), aspect="equal")
    axes.set_axis_off()
    axes.apply_aspect()
    scale = axes.bbox.width / axes.figure.dpi * POINTS / WIDTH
    for shape in shapes:
        if isinstance(shape, Label):
            axes.text(
                shape.x,
                shape.y,
                no_formula(shape.text),
                fontsize=shape.size * scale,
                fontweight="bold" if shape.is_bold else "normal",
                color=shape.colour,
                rotation=-shape.turned,
                rotation_mode="anchor",
                ha={"start": "left", "middle": "center", "end": "right"}[shape.anchor],
                va="center",
            )
        else:
            axes.add_patch(_patch(shape, scale))


def _patch(shape: Stroke, scale: float) -> PathPatch:
    places = np.concatenate([np.reshape(to, (-1, 2)) for _, to in shape.path])
    codes = [code for name, _ in shape.path for code in CODES[name]]
    return PathPatch(
        Path(places, codes),
        facecolor=shape.fill or "none",
        edgecolor=shape.colour or "none",
        linewidth=shape.width * scale,
        linestyle=(0, (5 * scale, 3 * scale)) if shape.is_dashed else "-",
        capstyle="butt",
    )

"""The maps of a benchmark: directed roads of a study area in colour, all other roads in grey.

Each direction of a road is drawn on the side on which vehicles drive, so that both are visible.
"""

from __future__ import annotations

import textwrap
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure

from trajganr_core.contract.layers.geopackage_styles import LEFT
from trajganr_core.contract.tasks import Kind, Task
from trajganr_core.data.bundle import Bundle
from trajganr_core.data.roads.network import road_of_edge
from trajganr_core.publish.figures import INK, no_formula
from trajganr_core.utils.arrays import BoolArray, FloatArray, IntArray
from trajganr_core.utils.ragged import row_of_each

from .colour_scales import Scale

#: Around the roads, relative to their extent.
MARGIN = 0.02
#: Largest size of a map, inches: wide maps stand below each other, narrow ones side by side.
WIDE, NARROW, MAX_VALUE = 8.0, 4.6, 6.0
#: Width of a line, and its distance from the road's axis, points.
LINE, ASIDE = 1.7, 1.1
#: Letters of the smallest text per inch.
LETTERS = 14
#: Colours of the outline of coloured lines, and of all other roads.
OUTLINE, GREY = "#8c8c8c", "#dcdcdc"


class RoadMap:
    """Draws roads of a bundle."""

    def __init__(self, bundle: Bundle) -> None:
        network, area = bundle.network, bundle.area
        sources = (one.attribution for one in bundle.manifest.sources if one.role == "roads")
        self.attribution = "; ".join(dict.fromkeys(filter(None, sources)))
        self.driving_side = bundle.driving_side
        self._aside = -ASIDE if self.driving_side == LEFT else ASIDE
        self._xy = area.to_local(network.lon, network.lat)
        self._offsets = network.offsets
        self._is_road = road_of_edge(network) == np.arange(len(network))
        # The smaller of the study area and the extent of its roads: a few roads run far beyond it.
        west, south, east, north = area.bbox
        corners = area.to_local(np.array([west, east]), np.array([south, north]))
        margin = MARGIN * np.ptp(self._xy, axis=0).max()
        self.low = np.maximum(corners[0], self._xy.min(axis=0)) - margin
        self.high = np.minimum(corners[1], self._xy.max(axis=0)) + margin

    @property
    def is_wide(self) -> bool:
        """Whether maps belong below each other rather than side by side."""
        width, height = self.high - self.low
        return bool(width > 1.25 * height)

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of one map, inches."""
        extent = self.high - self.low
        scale = min((WIDE if self.is_wide else NARROW) / extent[0], MAX_VALUE / extent[1])
        return float(extent[0] * scale), float(extent[1] * scale)

    def base(self, axes: Axes) -> None:
        """Draw all roads in grey."""
        lines = self._lines(self._is_road, 0.0)
        # Without smoothing: a thin grey line looks the same, and the file is half as large.
        grey = LineCollection(lines, colors=GREY, linewidths=0.6, antialiaseds=False)
        axes.add_collection(grey)
        axes.set(xlim=(self.low[0], self.high[0]), ylim=(self.low[1], self.high[1]), aspect="equal")
        axes.set_axis_off()

    def draw(self, axes: Axes, edge: IntArray, values: FloatArray, scale: Scale) -> LineCollection:
        """Draw directed edges ``(n,)`` in the colours of values ``(n,)``."""
        chosen = np.zeros(len(self._offsets) - 1, dtype=np.bool_)
        chosen[edge] = True
        of_edge = np.full(len(chosen), np.nan)
        of_edge[edge] = values
        metres_a_point = (self.high[0] - self.low[0]) / (72 * self.size[0])
        lines = self._lines(chosen, self._aside * metres_a_point)
        # With an outline, so that white lines are visible.
        axes.add_collection(LineCollection(lines, colors=OUTLINE, linewidths=LINE + 0.8))
        drawn = LineCollection(lines, cmap=scale.cmap, norm=scale.norm, linewidths=LINE)
        drawn.set_array(of_edge[chosen])
        axes.add_collection(drawn)
        return drawn

    def scale_bar(self, axes: Axes) -> None:
        """Draw a scale bar and the attribution of the roads below a map."""
        metres = _round_length(0.2 * (self.high[0] - self.low[0]))
        point = 1 / (72 * self.size[1])
        west, east = self.low[0], self.high[0]
        text: dict[str, Any] = {"transform": axes.get_xaxis_transform(), "color": INK}
        axes.plot([west, west + metres], [-10 * point] * 2, lw=2, clip_on=False, **text)
        end, length = west + metres + 0.01 * (east - west), f"{metres:,.0f} m"
        axes.text(end, -10 * point, length, va="center", fontsize=9, **text)
        attribution = no_formula(textwrap.fill(self.attribution, int(LETTERS * self.size[0])))
        axes.text(west, -19 * point, attribution, va="top", fontsize=8, **text)

    def _lines(self, chosen: BoolArray, right_m: float) -> list[FloatArray]:
        """Vertices of edges, moved to the right of their direction."""
        xy = self._xy + right_m * self._right if right_m else self._xy
        parts = np.split(xy, self._offsets[1:-1])
        return [parts[edge] for edge in np.flatnonzero(chosen)]

    @property
    def _right(self) -> FloatArray:
        """``(vertices, 2)`` unit vectors to the right of the mean direction at each vertex."""
        step = np.diff(self._xy, axis=0)
        edge = row_of_each(self._offsets)
        step[edge[1:] != edge[:-1]] = 0  # from an edge's end to the next one's start
        unit = step / np.maximum(np.linalg.norm(step, axis=1, keepdims=True), 1e-9)
        zero = np.zeros((1, 2))
        along = np.concatenate([zero, unit]) + np.concatenate([unit, zero])
        along /= np.maximum(np.linalg.norm(along, axis=1, keepdims=True), 1e-9)
        return np.column_stack([along[:, 1], -along[:, 0]])


def compared_roads(roads: RoadMap, predictions: pd.DataFrame, task: Task, title: str) -> Figure:
    """Three maps: the true values, the predictions, and the residuals.

    Args:
        roads: the map.
        predictions: ``edge``, ``truth``, ``predicted``, ``residual`` of the tested edges.
        task: what is predicted.
        title: of the figure.
    """
    width, height = roads.size
    size = (width + 1.4, 3 * height + 1.6) if roads.is_wide else (3 * width + 2.8, height + 1.4)
    figure = Figure(figsize=size, layout="constrained")
    panels = list(figure.subplots(*((3, 1) if roads.is_wide else (1, 3))))
    truth, predicted, residual = (
        predictions[name].to_numpy(dtype=np.float64) for name in ("truth", "predicted", "residual")
    )
    values = Scale.of_values(task, np.concatenate([truth, predicted]))
    residuals = Scale.of_residuals(task, residual)
    is_share = task.kind is Kind.DISTRIBUTION
    maps = {
        "True": (truth, values),
        "Predicted": (predicted, values),
        "L1 distance of the shares" if is_share else "Residual: true minus predicted": (
            residual,
            residuals,
        ),
    }
    drawn = []
    for axes, (name, (of_edge, scale)) in zip(panels, maps.items(), strict=True):
        roads.base(axes)
        drawn.append(roads.draw(axes, predictions["edge"].to_numpy(), of_edge, scale))
        axes.set_title(name, fontsize=10, color=INK, loc="left")
    values.bar(figure, drawn[0], panels[:2])
    residuals.bar(figure, drawn[2], panels[2:])
    roads.scale_bar(panels[-1])
    figure.suptitle(title, fontsize=11)
    return figure


def _round_length(metres: float) -> float:
    """The largest of 1, 2, 5, 10 … that is no longer."""
    power = 10 ** np.floor(np.log10(metres))
    return float(max(digit * power for digit in (1, 2, 5) if digit * power <= metres))

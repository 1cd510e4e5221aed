"""The maps of a benchmark: directed roads of a study area in colour, on all of its roads in grey.

A road segment is drawn on the side of its axis on which one drives, so that both directions are
seen.
"""

from __future__ import annotations

import textwrap
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure

from ..contract.geopackage_styles import LEFT
from ..contract.tasks import Kind, Task
from ..data.bundle import Bundle
from ..data.reporting.report_figures import INK, no_formula
from ..data.roads.network import road_of_edge
from ..utils.arrays import BoolArray, FloatArray, IntArray
from ..utils.ragged import row_of_each
from .colour_scales import Scale

__all__ = ["RoadMap", "compared_roads", "sources_of"]

#: Around the roads, of their extent.
MARGIN = 0.02
#: Of a map, inches: a wide one stands alone in its row.
WIDE, NARROW, HIGHEST = 8.0, 4.6, 6.0
#: A line's width, and how far beside the road's axis it is drawn, points.
LINE, ASIDE = 1.7, 1.1
#: Of the smallest text, an inch.
LETTERS = 14
#: Around lines in colour, and of all other roads.
CASE, GREY = "#8c8c8c", "#dcdcdc"


class RoadMap:
    """Draws roads of a bundle.

    Args:
        bundle: the study area.
        is_alone: whether there is one map in a figure, rather than three.
    """

    def __init__(self, bundle: Bundle, *, is_alone: bool = False) -> None:
        network, area = bundle.network, bundle.area
        self._is_alone = is_alone
        self.attribution = sources_of(bundle, "roads", "attribution")
        self._aside = -ASIDE if bundle.driving_side == LEFT else ASIDE
        self._xy = area.to_local(network.lon, network.lat)
        self._offsets = network.offsets
        self._is_road = road_of_edge(network) == np.arange(len(network))
        # Where the study area ends, or its roads do: a few run far beyond it.
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
    def extent_m(self) -> float:
        """The longer side, metres."""
        return float((self.high - self.low).max())

    @property
    def size(self) -> tuple[float, float]:
        """Of one map, inches."""
        extent = self.high - self.low
        width = WIDE if self.is_wide or self._is_alone else NARROW
        scale = min(width / extent[0], HIGHEST / extent[1])
        return float(extent[0] * scale), float(extent[1] * scale)

    def base(self, axes: Axes) -> None:
        """All roads, in grey."""
        lines = self._lines(self._is_road, 0.0)
        # Without smoothing: a thin grey line looks the same, and the file is half as large.
        grey = LineCollection(lines, colors=GREY, linewidths=0.6, antialiaseds=False)
        axes.add_collection(grey)
        axes.set(xlim=(self.low[0], self.high[0]), ylim=(self.low[1], self.high[1]), aspect="equal")
        axes.set_axis_off()

    def draw(
        self,
        axes: Axes,
        edge: IntArray,
        values: FloatArray,
        scale: Scale,
        *,
        is_cased: bool = False,
    ) -> LineCollection:
        """Directed edges ``(n,)`` in colours of values ``(n,)``; in a case, white is seen."""
        chosen = np.zeros(len(self._offsets) - 1, dtype=np.bool_)
        chosen[edge] = True
        of_edge = np.full(len(chosen), np.nan)
        of_edge[edge] = values
        metres_a_point = (self.high[0] - self.low[0]) / (72 * self.size[0])
        lines = self._lines(chosen, self._aside * metres_a_point)
        if is_cased:
            axes.add_collection(LineCollection(lines, colors=CASE, linewidths=LINE + 0.8))
        drawn = LineCollection(lines, cmap=scale.cmap, norm=scale.norm, linewidths=LINE)
        drawn.set_array(of_edge[chosen])
        axes.add_collection(drawn)
        return drawn

    def middle(self, edge: int) -> FloatArray:
        """``(2,)`` where on the map an edge is, metres; at the rim for one beyond it."""
        points = self._xy[self._offsets[edge] : self._offsets[edge + 1]]
        middle = points[len(points) // 2] if len(points) > 2 else points.mean(axis=0)
        return np.clip(middle, self.low, self.high)

    def scale_bar(self, axes: Axes) -> None:
        """How long some metres are, and whose the roads are, below a map."""
        metres = _round_length(0.2 * (self.high[0] - self.low[0]))
        below, point = axes.get_xaxis_transform(), 1 / (72 * self.size[1])
        west, east = self.low[0], self.high[0]
        axes.plot(
            [west, west + metres], [-10 * point] * 2, c=INK, lw=2, transform=below, clip_on=False
        )
        result: dict[str, Any] = {"transform": below, "color": INK}
        gap = 0.01 * (east - west)
        length = f"{metres:,.0f} m"
        axes.text(west + metres + gap, -10 * point, length, va="center", fontsize=9, **result)
        whose = textwrap.fill(self.attribution, int(LETTERS * self.size[0]))
        axes.text(west, -19 * point, no_formula(whose), va="top", fontsize=8, **result)

    def _lines(self, chosen: BoolArray, right_m: float) -> list[FloatArray]:
        """Vertices of edges, moved to the right of their direction."""
        xy = self._xy + right_m * self._right if right_m else self._xy
        parts = np.split(xy, self._offsets[1:-1])
        return [parts[edge] for edge in np.flatnonzero(chosen)]

    @property
    def _right(self) -> FloatArray:
        """``(vertices, 2)`` unit vectors to the right of the way there and the way on."""
        step = np.diff(self._xy, axis=0)
        edge = row_of_each(self._offsets)
        step[edge[1:] != edge[:-1]] = 0  # from an edge's end to the next one's start
        unit = step / np.maximum(np.linalg.norm(step, axis=1, keepdims=True), 1e-9)
        zero = np.zeros((1, 2))
        along = np.concatenate([zero, unit]) + np.concatenate([unit, zero])
        along /= np.maximum(np.linalg.norm(along, axis=1, keepdims=True), 1e-9)
        return np.column_stack([along[:, 1], -along[:, 0]])


def compared_roads(roads: RoadMap, predictions: pd.DataFrame, task: Task, title: str) -> Figure:
    """Three maps: what is true, what is predicted, and the residual.

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
    edge = predictions["edge"].to_numpy()
    both = predictions[["truth", "predicted"]].to_numpy(dtype=np.float64)
    residual = predictions["residual"].to_numpy(dtype=np.float64)
    values, residuals = Scale.of_values(task, both), Scale.of_residuals(task, residual)
    drawn = []
    for axes, of_edge, scale in zip(
        panels, (*both.T, residual), (values, values, residuals), strict=True
    ):
        roads.base(axes)
        drawn.append(roads.draw(axes, edge, of_edge, scale, is_cased=True))
    values.bar(figure, drawn[0], panels[:2])
    residuals.bar(figure, drawn[2], panels[2:])
    is_share = task.kind is Kind.DISTRIBUTION
    result = "L1 distance of the shares" if is_share else "Residual: true less predicted"
    for axes, what in zip(panels, ("True", "Predicted", result), strict=True):
        axes.set_title(what, fontsize=10, color=INK, loc="left")
    roads.scale_bar(panels[-1])
    figure.suptitle(title, fontsize=11)
    return figure


def sources_of(bundle: Bundle, role: str, what: str) -> str:
    """``licence`` or ``attribution`` of a bundle's sources in a role; empty where none says."""
    result = (getattr(source, what) for source in bundle.manifest.sources if source.role == role)
    return "; ".join(dict.fromkeys(filter(None, result)))


def _round_length(metres: float) -> float:
    """The largest of 1, 2, 5, 10 … that is no longer."""
    power = 10 ** np.floor(np.log10(metres))
    return float(max(digit * power for digit in (1, 2, 5) if digit * power <= metres))

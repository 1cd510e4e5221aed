"""The figures of a quality report, as PNG.

Colours are suitable for colour-blind readers (cividis; Okabe & Ito 2008), and no information is
given by colour alone.
"""

from __future__ import annotations

import io

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import LineCollection
from matplotlib.colors import LogNorm, Normalize
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.ticker import FuncFormatter, MaxNLocator

from ..contract.records.bundle_manifest import BinCounts
from ..contract.tasks import AOI_CATEGORIES
from ..data.roads.network import Network, road_of_edge
from ..utils.arrays import BoolArray, FloatArray, IntArray
from ..utils.study_area import StudyArea

__all__ = ["Map", "count_histogram", "histogram", "no_formula", "png", "value_histogram"]

INK, FAINT, BAR = "#333333", "#d0d0d0", "#0072b2"
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
DPI = 144
#: Margin around the roads of a map, as a share of their extent.
MARGIN = 0.03
#: Quantiles of the labels at which the colour scale ends.
MIN_VALUE, MAX_VALUE = 0.02, 0.98
#: Numbers of a colour bar as people write them.
WHOLE = FuncFormatter(lambda value, _: f"{value:,.4g}")


class Map:
    """Draws maps of a study area's roads."""

    def __init__(self, network: Network, area: StudyArea) -> None:
        self._road = road_of_edge(network)
        self._area = area
        km = area.to_local(network.lon, network.lat) / 1000
        self._lines = np.split(km, network.offsets[1:-1]) if len(network) else []
        self._box = self._extent(km)

    def counts(self, of_edge: IntArray, unit: str) -> bytes:
        """Roads coloured by the sum of both directions' counts; zero is grey."""
        by_road = np.bincount(self._road, weights=of_edge, minlength=len(of_edge))
        total = by_road[self._road].astype(np.float64)
        valid = total > 0
        top = max(float(total.max(initial=1)), 10.0)
        return self._coloured(total, valid, LogNorm(1, top), unit)

    def values(self, of_edge: FloatArray, unit: str) -> bytes:
        """Roads coloured by a value, the mean of both directions; unknown is grey."""
        valid = np.isfinite(of_edge)
        number = np.bincount(self._road[valid], minlength=len(of_edge))
        total = np.bincount(self._road[valid], of_edge[valid], minlength=len(of_edge))
        mean = np.divide(total, number, out=np.full(len(of_edge), np.nan), where=number > 0)
        mean = mean[self._road]
        low, high = np.nanquantile(of_edge, [MIN_VALUE, MAX_VALUE]) if valid.any() else (0.0, 1.0)
        norm = Normalize(low, high if high > low else low + 1)
        return self._coloured(mean, np.isfinite(mean), norm, unit, extend="both")

    def categories(self, shares: pd.DataFrame) -> bytes:
        """Roads coloured by their main category; unknown is grey."""
        figure, axes = self._empty()
        valid = shares.notna().all(axis=1).to_numpy()
        leading = np.where(valid, shares.fillna(0).to_numpy().argmax(axis=1), -1)
        self._draw(axes, leading < 0, FAINT, 0.4)
        handles = []
        for number, (name, colour) in enumerate(zip(AOI_CATEGORIES, CATEGORY_COLOURS, strict=True)):
            chosen = leading == number
            if chosen.any():
                self._draw(axes, chosen, colour, 1.0)
                handles.append(Line2D([], [], color=colour, lw=2, label=name))
        figure.legend(handles=handles, loc="outside right upper", frameon=False, fontsize=9)
        return png(figure, DPI)

    def points(self, lon: FloatArray, lat: FloatArray, counts: IntArray, unit: str) -> bytes:
        """Points over the roads, coloured by a count; zero is hollow."""
        figure, axes = self._empty()
        self._draw(axes, np.ones(len(self._lines), dtype=bool), FAINT, 0.4)
        x, y = self._area.to_local(lon, lat).T / 1000
        some = counts > 0
        axes.scatter(x[~some], y[~some], s=9, facecolors="none", edgecolors=INK, linewidths=0.6)
        drawn = axes.scatter(
            x[some],
            y[some],
            c=counts[some],
            s=10,
            cmap="cividis",
            norm=LogNorm(1, max(float(counts.max(initial=1)), 10.0)),
        )
        figure.colorbar(drawn, ax=axes, label=unit, shrink=0.7, format=WHOLE)
        return png(figure, DPI)

    def _extent(self, km: FloatArray) -> tuple[float, float, float, float]:
        """West, south, east, north of the roads, clipped to the study area, km."""
        corners = self._area.to_local(
            np.array([self._area.west, self._area.east]),
            np.array([self._area.south, self._area.north]),
        )
        low, high = corners / 1000
        if len(km):
            margin = MARGIN * np.ptp(km, axis=0).max()
            low = np.maximum(low, km.min(axis=0) - margin)
            high = np.minimum(high, km.max(axis=0) + margin)
        return float(low[0]), float(low[1]), float(high[0]), float(high[1])

    def _coloured(
        self,
        values: FloatArray,
        valid: BoolArray,
        norm: Normalize,
        label: str,
        extend: str = "neither",
    ) -> bytes:
        figure, axes = self._empty()
        self._draw(axes, ~valid, FAINT, 0.4)
        # Roads with high values are drawn above the others.
        order = np.flatnonzero(valid)[np.argsort(values[valid], kind="stable")]
        roads = LineCollection(
            [self._lines[edge] for edge in order], cmap="cividis", norm=norm, linewidths=0.9
        )
        roads.set_array(values[order])
        axes.add_collection(roads)
        figure.colorbar(roads, ax=axes, label=label, shrink=0.7, extend=extend, format=WHOLE)
        return png(figure, DPI)

    def _draw(self, axes: Axes, chosen: BoolArray, colour: str, width: float) -> None:
        lines = [self._lines[edge] for edge in np.flatnonzero(chosen)]
        axes.add_collection(LineCollection(lines, colors=colour, linewidths=width))

    def _empty(self) -> tuple[Figure, Axes]:
        west, south, east, north = self._box
        height = np.clip(6.4 * (north - south) / (east - west), 3.0, 9.0)
        figure = Figure(figsize=(8.0, float(height)), layout="constrained")
        axes = figure.subplots()
        axes.set(xlim=(west, east), ylim=(south, north), aspect="equal")
        axes.set_xlabel("km east of the centre")
        axes.set_ylabel("km north of the centre")
        _plain(axes)
        return figure, axes


def histogram(bins: BinCounts, label: str, counted: str) -> bytes:
    """A precomputed histogram, without the long tail."""
    figure, axes = _axes()
    total = np.cumsum(bins.counts)
    last = max(int(np.searchsorted(total, 0.995 * total[-1])) + 1, 1)
    bounds = np.array(bins.bounds[: last + 1])
    # Bins differ in width: the height of a bar is the density.
    axes.bar(
        bounds[:-1],
        bins.counts[:last] / np.diff(bounds),
        width=np.diff(bounds),
        align="edge",
        color=BAR,
        edgecolor="white",
        linewidth=0.3,
    )
    unit = label.rsplit(" ", 1)[-1]
    axes.set(xlabel=label, ylabel=f"{counted} per {unit}")
    return png(figure, DPI)


def count_histogram(counts: IntArray, label: str, counted: str) -> bytes:
    """A histogram of counts, with doubling bins and a bin for zero."""
    figure, axes = _axes()
    top = max(int(np.ceil(np.log2(max(int(counts.max(initial=1)), 1) + 1))), 1)
    bounds = np.r_[0, 2 ** np.arange(top + 1)]
    heights = np.histogram(counts, bounds)[0]
    names = [
        f"{low}" if high - low == 1 else f"{low}–{high - 1}"
        for low, high in zip(bounds[:-1].tolist(), bounds[1:].tolist(), strict=True)
    ]
    axes.bar(range(len(heights)), heights, color=[FAINT, *[BAR] * (len(heights) - 1)])
    axes.set_xticks(range(len(heights)), names, rotation=40, ha="right")
    axes.set(xlabel=label, ylabel=counted)
    return png(figure, DPI)


def value_histogram(values: FloatArray, label: str, counted: str) -> bytes:
    """A histogram of valid values; the extreme ones are in the outer bins."""
    figure, axes = _axes()
    valid = values[np.isfinite(values)]
    if len(valid):
        low, high = np.quantile(valid, [0.0, 0.995])
        axes.hist(np.clip(valid, low, high), bins=40, color=BAR, edgecolor="white", linewidth=0.3)
    axes.set(xlabel=label, ylabel=counted)
    return png(figure, DPI)


def _axes() -> tuple[Figure, Axes]:
    figure = Figure(figsize=(6.4, 3.2), layout="constrained")
    axes = figure.subplots()
    _plain(axes)
    axes.grid(axis="y", color="#eeeeee")
    axes.yaxis.set_major_locator(MaxNLocator("auto", integer=True))
    axes.set_axisbelow(True)
    return figure, axes


def _plain(axes: Axes) -> None:
    axes.spines[["top", "right"]].set_visible(False)
    axes.tick_params(colors=INK, labelsize=9)


def no_formula(text: str) -> str:
    """Escape dollar signs of untrusted text, which Matplotlib would parse as formulas."""
    return text.replace("$", r"\$")


def png(figure: Figure, dpi: float) -> bytes:
    """The figure as a PNG file, as ``savefig`` would write it, but drawn only once."""
    buffer = io.BytesIO()
    figure.set_dpi(dpi)
    FigureCanvasAgg(figure).print_png(buffer)
    return buffer.getvalue()

"""Maps of roads and histograms, for the pages and pictures of reports.

Colours are suitable for colour-blind readers, and no information is given by colour alone.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.ticker import MaxNLocator

from ..contract.layers.map_classes import UNKNOWN_COLOUR
from ..contract.records.bundle_manifest import BinCounts
from ..contract.texts.text import Translate, said
from ..data.roads.network import Network
from ..utils.arrays import FloatArray, IntArray
from ..utils.study_area import StudyArea

INK, FAINT, BAR, MARKED = "#333333", "#d0d0d0", "#0072b2", "#d55e00"
DPI = 144
#: A map that takes less of the page's width has a legend of more lines below it.
NARROW = 0.35


def lines_km(network: Network, area: StudyArea) -> list[FloatArray]:
    """Vertices of the directed segments, kilometres from the centre of the area."""
    km = area.to_local(network.lon, network.lat) / 1000
    return np.split(km, network.offsets[1:-1]) if len(network) else []


def draw_roads(
    axes: Axes,
    lines: Sequence[FloatArray],
    of_road: IntArray,
    classes: Mapping[str, str],
    *,
    unknown: str,
    tr: Translate = str,
    framed: bool = False,
) -> None:
    """Draw roads in the colours of their classes, with a legend at the right and a scale bar.

    Args:
        axes: empty.
        lines: ``(n,)`` of ``(vertices, 2)`` kilometres.
        of_road: ``(n,)`` number of the class, negative where unknown. Higher ones are on top.
        classes: colours by label.
        unknown: label of roads without a class.
        tr: says the labels.
        framed: whether the map fills a frame, with the legend below it.
    """
    _draw(axes, [lines[road] for road in np.flatnonzero(of_road < 0).tolist()], FAINT, 0.5)
    for number, colour in enumerate(classes.values()):
        some = [lines[road] for road in np.flatnonzero(of_road == number).tolist()]
        _draw(axes, some, colour, 1.1)
    _legend(axes, {**classes, unknown: UNKNOWN_COLOUR}, tr, below=framed)
    _finish(axes, framed)


def number_roads(axes: Axes, lines: Sequence[FloatArray], numbered: Sequence[int]) -> None:
    """Draw roads ``(n,)`` in grey, and some of them thick, with the numbers of a table."""
    _draw(axes, lines, FAINT, 0.5)
    _draw(axes, [lines[road] for road in numbered], MARKED, 2.2)
    for number, road in enumerate(numbered, start=1):
        axes.annotate(
            str(number),
            lines[road].mean(axis=0),
            (4, 4),
            textcoords="offset points",
            fontsize=7,
            color=INK,
            bbox={"boxstyle": "round,pad=0.15", "fc": "white", "ec": "none", "alpha": 0.8},
        )
    _finish(axes, framed=True)


def draw_points(
    axes: Axes,
    lines: Sequence[FloatArray],
    km: FloatArray,
    of_point: IntArray,
    classes: Mapping[str, str],
    *,
    unknown: str,
) -> None:
    """Draw points ``km`` ``(n, 2)`` over grey roads, as :func:`draw_roads`; unknown ones hollow."""
    _draw(axes, lines, FAINT, 0.5)
    x, y = km.T
    none = of_point < 0
    axes.scatter(x[none], y[none], s=9, facecolors="none", edgecolors=INK, linewidths=0.6)
    for number, colour in enumerate(classes.values()):
        some = of_point == number
        axes.scatter(x[some], y[some], s=10, c=colour)
    _legend(axes, {**classes, unknown: "white"})
    _finish(axes)


def _draw(axes: Axes, lines: Sequence[FloatArray], colour: str, width: float) -> None:
    axes.add_collection(LineCollection(lines, colors=colour, linewidths=width, rasterized=True))


def _legend(
    axes: Axes, classes: Mapping[str, str], tr: Translate = str, *, below: bool = False
) -> None:
    rows = 2 if axes.get_position().width > NARROW else 3
    columns = {"loc": "upper left", "bbox_to_anchor": (0, 0), "ncols": -(-len(classes) // rows)}
    beside = {"loc": "center left", "bbox_to_anchor": (1.01, 0.5)}
    axes.legend(
        [Line2D([], [], color=colour, lw=2.5) for colour in classes.values()],
        [no_formula(said(label, tr)) for label in classes],
        fontsize=7,
        frameon=False,
        handlelength=1.4,
        **(columns if below else beside),
    )


def _finish(axes: Axes, framed: bool = False) -> None:
    """The extent of what is drawn, or of the frame that it fills, and a scale bar."""
    axes.autoscale_view()
    axes.set_aspect("equal", adjustable="datalim" if framed else "box")
    if framed:
        axes.apply_aspect()
        axes.set(xticks=[], yticks=[])
        axes.spines[:].set_color(FAINT)
    else:
        axes.set_axis_off()
    west, east = axes.get_xlim()
    south, north = axes.get_ylim()
    km = _round_length(0.25 * (east - west))
    x = west + (0.02 * (east - west) if framed else 0.0)
    y = south + (0.04 if framed else -0.03) * (north - south)
    axes.plot([x, x + km], [y, y], color=INK, lw=1.5, clip_on=False)
    length = f"{km:g} km" if km >= 1 else f"{1000 * km:g} m"
    axes.text(x + km, y, f"  {length}", fontsize=7, color=INK, va="center")
    axes.set(xlim=(west, east), ylim=(min(south, y), north))


def _round_length(km: float) -> float:
    """The largest of 1, 2, 5, 10 … that is no longer."""
    power = 10.0 ** np.floor(np.log10(km))
    return float(max(digit * power for digit in (1, 2, 5) if digit * power <= km))


def histogram(bins: BinCounts, label: str, counted: str) -> bytes:
    """A histogram without the long tail."""
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
    unit = label.rsplit(", ", 1)[-1]
    axes.set(xlabel=label, ylabel=f"{counted} per {unit}")
    return png(figure, DPI)


def value_histogram(values: FloatArray, label: str, counted: str) -> bytes:
    """A histogram of the valid values."""
    counts, bounds = np.histogram(values[np.isfinite(values)], bins=60)
    return histogram(BinCounts(bounds=tuple(bounds), counts=tuple(counts)), label, counted)


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


def _axes() -> tuple[Figure, Axes]:
    figure = Figure(figsize=(6.4, 3.2), layout="constrained")
    axes = figure.subplots()
    axes.spines[["top", "right"]].set_visible(False)
    axes.tick_params(colors=INK, labelsize=9)
    axes.grid(axis="y", color="#eeeeee")
    axes.yaxis.set_major_locator(MaxNLocator("auto", integer=True))
    axes.set_axisbelow(True)
    return figure, axes


def no_formula(text: str) -> str:
    """Escape dollar signs of untrusted text, which Matplotlib would parse as formulas."""
    return text.replace("$", r"\$")


def png(figure: Figure, dpi: float = DPI) -> bytes:
    """The figure as a PNG file, as ``savefig`` would write it, but drawn only once."""
    buffer = io.BytesIO()
    figure.set_dpi(dpi)
    FigureCanvasAgg(figure).print_png(buffer)
    return buffer.getvalue()

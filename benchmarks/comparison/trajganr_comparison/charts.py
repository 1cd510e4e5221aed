"""The charts of a benchmark: scores of the systems, and predicted against true values.

Colours suit colour-blind readers, and no information is given by colour alone.
"""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator, NullLocator

from trajganr_core.contract.tasks import (
    AOI_CATEGORIES,
    ERRORS,
    IN_UNITS,
    METRICS,
    POPULARITY_CLASSES,
    Kind,
    Task,
)
from trajganr_core.publish.figures import FAINT, INK

from .colour_scales import CATEGORY_COLOURS
from .standings import OURS

#: Colours of TrajGANR, and of all other systems.
ACCENT, OTHERS = "#d55e00", "#4d4d4d"
MARKERS = "osD^vPX*"
LINES = ("-", "--", ":")
#: Width of a panel, and side of a square one, inches.
PANEL_WIDTH, SQUARE = 3.4, 4.1
#: Letters per line of a panel's title.
LETTERS = 36
#: Hexagons per row.
HEXAGONS = 28
#: Values beyond these quantiles are drawn at the edge of a panel.
MIN_VALUE, MAX_VALUE = 0.0025, 0.9975


def scores(rows: pd.DataFrame, task: Task, systems: Mapping[str, str], title: str) -> Figure:
    """One panel per metric: each system with its mean and its single values.

    Args:
        rows: of the task: ``system``, ``metric``, ``value``.
        task: the rows' task.
        systems: titles by id, in order.
        title: of the figure.
    """
    metrics = _metrics(rows, task)
    names = [name for name in systems if name in set(rows["system"])]
    height = 1.1 + 0.3 * len(names)
    figure = Figure(figsize=(2.0 + PANEL_WIDTH * len(metrics), height), layout="constrained")
    panels = figure.subplots(1, len(metrics), sharey=True, squeeze=False)[0]
    for axes, metric in zip(panels, metrics, strict=True):
        some = rows[rows["metric"] == metric]
        for row, name in enumerate(names):
            values = some.loc[some["system"] == name, "value"].dropna().to_numpy()
            colour = ACCENT if name in OURS else OTHERS
            axes.plot(values, np.full(len(values), row), "|", ms=11, mew=0.9, c=colour, alpha=0.6)
            if len(values):
                axes.plot(values.mean(), row, "o", ms=7, c=colour, zorder=3)
        axes.set_xlabel(_title(task, metric))
        _plain(axes)
    panels[0].set_yticks(range(len(names)), [systems[name] for name in names])
    for label, name in zip(panels[0].get_yticklabels(), names, strict=True):
        label.set_color(ACCENT if name in OURS else INK)
    panels[0].set_ylim(len(names) - 0.4, -0.6)
    figure.suptitle(title, fontsize=11)
    return figure


def agreement(predictions: Mapping[str, pd.DataFrame], task: Task, title: str) -> Figure:
    """One panel per system: true against predicted values.

    Args:
        predictions: by the system's title, ``truth`` and ``predicted`` of the same roads.
        task: the predicted one.
        title: of the figure.
    """
    size = (SQUARE * len(predictions) + 1.0, SQUARE + 1.2)
    figure = Figure(figsize=size, layout="constrained")
    panels = figure.subplots(1, len(predictions), sharey=True, squeeze=False)[0]
    frames, unit = list(predictions.values()), ""
    if task.kind in (Kind.ORDINAL, Kind.DISTRIBUTION):
        classes = _classes(frames, task)
        for axes, frame in zip(panels, frames, strict=True):
            _confusion(axes, frame, classes)
    else:
        unit = f", {task.unit}"
        _hexagons(figure, panels, frames)
    for axes, system in zip(panels, predictions, strict=True):
        axes.set_title(textwrap.fill(system, LETTERS), fontsize=10, color=INK)
        axes.set_xlabel(f"Predicted{unit}")
    panels[0].set_ylabel(f"True{unit}")
    figure.suptitle(title, fontsize=11)
    return figure


def few_shot(rows: pd.DataFrame, task: Task, systems: Mapping[str, str], title: str) -> Figure:
    """One panel per metric: means by share of training labels, with one standard deviation.

    Args:
        rows: of the task: ``system``, ``metric``, ``labels``, ``value``.
        task: the rows' task.
        systems: titles by id, in order; those with one share only are left out.
        title: of the figure.
    """
    metrics = _metrics(rows, task)
    shares = rows.groupby("system")["labels"].nunique()
    names = [name for name in systems if shares.get(name, 0) > 1]
    figure = Figure(figsize=(PANEL_WIDTH * len(metrics) + 2.6, 3.6), layout="constrained")
    panels = figure.subplots(1, len(metrics), squeeze=False)[0]
    for axes, metric in zip(panels, metrics, strict=True):
        some = rows[rows["metric"] == metric]
        for number, name in enumerate(names):
            curve = some[some["system"] == name].groupby("labels")["value"].agg(["mean", "std"])
            style = _line_of(name, number)
            x, mean, spread = curve.index.to_numpy(), curve["mean"], curve["std"].fillna(0)
            axes.plot(x, mean, label=systems[name], **style)
            axes.fill_between(
                x, mean - spread, mean + spread, color=style["color"], alpha=0.12, lw=0
            )
        axes.set_xscale("log")
        axes.set_xticks(sorted(rows["labels"].unique()))
        axes.xaxis.set_major_formatter(FuncFormatter(lambda share, _: f"{100 * share:.4g}"))
        axes.xaxis.set_minor_locator(NullLocator())
        axes.set_xlabel("Share of the training labels, %")
        axes.set_ylabel(_title(task, metric))
        _plain(axes)
    handles, labels = panels[0].get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside right center", frameon=False, fontsize=9)
    figure.suptitle(title, fontsize=11)
    return figure


def _classes(frames: Sequence[pd.DataFrame], task: Task) -> dict[int, str]:
    """Names by number: all classes, or the categories that occur."""
    if task.kind is Kind.ORDINAL:
        return dict(enumerate(POPULARITY_CLASSES))
    numbers = np.unique(pd.concat(frames)[["truth", "predicted"]]).astype(np.int64)
    return {number: AOI_CATEGORIES[number] for number in numbers.tolist()}


def _confusion(axes: Axes, frame: pd.DataFrame, classes: Mapping[int, str]) -> None:
    """Counts, coloured by their share of a row, which is a true class."""
    names = list(classes.values())
    counts = np.zeros((len(names), len(names)), dtype=np.int64)
    pairs = np.searchsorted(list(classes), frame[["truth", "predicted"]].to_numpy())
    np.add.at(counts, tuple(pairs.T), 1)
    share = counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)
    axes.imshow(share, cmap="Blues", vmin=0, vmax=1, aspect="auto")
    for row, column in np.ndindex(*counts.shape):
        colour = "white" if share[row, column] > 0.5 else INK
        text = f"{counts[row, column]}"
        axes.text(column, row, text, ha="center", va="center", fontsize=9, color=colour)
    axes.set_xticks(range(len(names)), names, rotation=40, ha="right", rotation_mode="anchor")
    axes.set_yticks(range(len(names)), names)
    axes.tick_params(colors=INK, labelsize=9, length=0)
    axes.spines[:].set_color(FAINT)


def _hexagons(figure: Figure, panels: Sequence[Axes], frames: Sequence[pd.DataFrame]) -> None:
    """Counts of roads by true and predicted value, with the line on which both are equal."""
    low, high = _limits(frames)
    drawn = [
        axes.hexbin(
            frame["predicted"].clip(low, high),
            frame["truth"].clip(low, high),
            gridsize=HEXAGONS,
            extent=(low, high, low, high),
            mincnt=1,
            cmap="viridis",
            linewidths=0.2,
        )
        for axes, frame in zip(panels, frames, strict=True)
    ]
    most = max(float(np.max(np.asarray(one.get_array()))) for one in drawn)
    margin = (high - low) / HEXAGONS
    for axes, one in zip(panels, drawn, strict=True):
        one.set_clim(1, max(most, 2))
        axes.plot([low, high], [low, high], color=INK, lw=1, ls="--")
        ends = (low - margin, high + margin)
        axes.set(xlim=ends, ylim=ends)
        axes.xaxis.set_major_locator(MaxNLocator(6))
        axes.yaxis.set_major_locator(MaxNLocator(6))
        _plain(axes)
    whole = MaxNLocator(5, integer=True)
    figure.colorbar(drawn[0], ax=list(panels), label="Road segments", ticks=whole, shrink=0.8)


def _limits(frames: Sequence[pd.DataFrame]) -> tuple[float, float]:
    """The range of nearly all true and predicted values."""
    low, high = np.quantile(pd.concat(frames)[["truth", "predicted"]], [MIN_VALUE, MAX_VALUE])
    return float(low), float(high) if high > low else float(low) + 1


def _line_of(system: str, number: int) -> dict[str, str | float]:
    colours = [colour for colour in CATEGORY_COLOURS if colour not in (ACCENT, "#f0e442")]
    return {
        "color": ACCENT if system in OURS else colours[number % len(colours)],
        "marker": MARKERS[number % len(MARKERS)],
        "ls": LINES[number % len(LINES)],
        "lw": 2.0 if system in OURS else 1.2,
        "ms": 5,
    }


def _metrics(rows: pd.DataFrame, task: Task) -> list[str]:
    with_values = set(rows.loc[rows["value"].notna(), "metric"])
    return [name for name in task.metrics if name in with_values]


def _title(task: Task, metric: str) -> str:
    unit = f", {task.unit}" if metric in IN_UNITS else ""
    better = "less" if metric in ERRORS else "more"
    return f"{METRICS[metric]}{unit}\n({better} is better)"


def _plain(axes: Axes) -> None:
    axes.spines[["top", "right"]].set_visible(False)
    axes.tick_params(colors=INK, labelsize=9)
    axes.grid(color="#eeeeee")
    axes.set_axisbelow(True)

"""Draws the pictures of the short answers in docs/benchmarks/comparison.md, from published results.

    python -m benchmarks.answers

Each picture is drawn from the columns in docs/benchmarks, so that it changes when these do.
"""

from __future__ import annotations

import argparse
import json
import textwrap
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from benchmarks.segments import BEST, MEAN
from trajganr_comparison.charts import ACCENT, OTHERS
from trajganr_comparison.differences import GroupDifference, group_differences
from trajganr_comparison.groups import density_groups
from trajganr_core.contract.atomic_io import atomic_file

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs" / "benchmarks"
OUT = DOCS / "comparison" / "answers"
#: Road classes with fewer different test roads than this are left out.
FEWEST_ROADS = 100
#: Letters per line of a system's title.
LETTERS = 40
#: The metric of each task in the picture about street views, and its title.
OF_PICTURES = {
    "aoi": ("l1", "Area of interest (L1)"),
    "speed": ("mae", "Speed (error)"),
    "braking": ("mae", "Hard braking (error)"),
}


def main() -> None:
    """Draw all pictures."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    roads = pd.read_parquet(DOCS / "segments" / "porto.parquet")
    speed = roads[roads["task"] == "speed"]
    titles = json.loads((DOCS / "segments" / "porto.json").read_text("utf-8"))["titles"]
    ablations = pd.read_parquet(
        DOCS / "comparison" / "simulated_porto_ablations" / "results.parquet"
    )
    OUT.mkdir(parents=True, exist_ok=True)
    for name, figure in {
        "systems": systems(speed, titles),
        "classes": classes(speed),
        "street-views": street_views(ablations),
        "trips": trips(speed),
        "mean": against_the_mean(speed),
    }.items():
        with atomic_file(OUT / f"{name}.png") as file:
            figure.savefig(file, dpi=110, format="png", metadata={"Software": None})
        print(OUT / f"{name}.png")


def systems(speed: pd.DataFrame, titles: Mapping[str, str]) -> Figure:
    """How much larger or smaller the error of ``best`` is than that of each other system."""
    found = {}
    for name in speed["system"].unique():
        if name != BEST:
            (found[name],) = _pooled(speed, str(name))
    order = sorted(found, key=lambda name: found[name].one / found[name].other)
    figure, axes = _figure(1.2 + 0.45 * len(order))
    for row, name in enumerate(order):
        _interval(axes, row, *_percents(found[name]))
    names = [textwrap.fill(titles[name], LETTERS) for name in order]
    axes.set_yticks(range(len(order)), names)
    axes.set_ylim(len(order) - 0.5, -0.5)
    _zero_line(axes)
    axes.set_xlabel("Error of best against this system, % (left: best is better)")
    return figure


def classes(speed: pd.DataFrame) -> Figure:
    """The same against the mean of the passes, by road class."""
    some = speed.assign(highway=speed["highway"].astype("category"))
    groups = [each for each in _against_mean(some, some["highway"]) if each.roads >= FEWEST_ROADS]
    groups.sort(key=lambda each: each.one / each.other)
    figure, axes = _figure(1.2 + 0.35 * len(groups))
    for row, each in enumerate(groups):
        _interval(axes, row, *_percents(each))
    axes.set_yticks(range(len(groups)), [f"{one.group} ({one.roads:,})" for one in groups])
    axes.set_ylim(len(groups) - 0.5, -0.5)
    _zero_line(axes)
    axes.set_xlabel("Error of best against the mean of the passes, % (left: best is better)")
    return figure


def street_views(ablations: pd.DataFrame) -> Figure:
    """The error without street views against that with them, one mark a seed."""
    figure, axes = _figure(2.4)
    for row, (task, (metric, _)) in enumerate(OF_PICTURES.items()):
        some = ablations[
            (ablations["roads"] == "all")
            & (ablations["task"] == task)
            & (ablations["metric"] == metric)
        ]
        values = some.pivot(index="seed", columns="system", values="value")
        change = 100 * (values[f"{BEST}_modalities_traj+loc"] / values[BEST] - 1)
        axes.plot(change, np.full(len(change), row), "|", ms=12, c=ACCENT, alpha=0.7)
        axes.plot(change.mean(), row, "o", ms=7, c=ACCENT)
    axes.set_yticks(range(len(OF_PICTURES)), [title for _, title in OF_PICTURES.values()])
    axes.set_ylim(len(OF_PICTURES) - 0.5, -0.5)
    _zero_line(axes)
    axes.set_xlabel("Change of the error of best without street views, %")
    return figure


def trips(speed: pd.DataFrame) -> Figure:
    """Errors by the number of input passes of a road."""
    groups = _against_mean(speed, density_groups(speed["passes"]))
    figure, axes = _figure(3.2)
    x = np.arange(len(groups))
    axes.plot(x, [each.other for each in groups], "s--", c=OTHERS, label="mean of the passes")
    axes.plot(x, [each.one for each in groups], "o-", c=ACCENT, label="best")
    axes.set_xticks(x, [each.group for each in groups])
    axes.set_xlabel("Input passes of the road")
    axes.set_ylabel("Mean absolute error of speed, km/h")
    axes.set_ylim(bottom=0)
    axes.legend(frameon=False)
    return figure


def against_the_mean(speed: pd.DataFrame) -> Figure:
    """The difference from the mean of the passes, by their number."""
    groups = _against_mean(speed, density_groups(speed["passes"]))
    figure, axes = _figure(2.9)
    for row, each in enumerate(groups):
        _interval(axes, row, each.one - each.other, each.low, each.high)
    axes.set_yticks(range(len(groups)), [f"{one.group} passes" for one in groups])
    axes.set_ylim(len(groups) - 0.5, -0.5)
    _zero_line(axes)
    axes.set_xlabel("Error of best less that of the mean, km/h (left: best is better)")
    return figure


def _pooled(speed: pd.DataFrame, other: str) -> list[GroupDifference]:
    """One group: the roads of the seeds and folds that both systems have."""
    cells = speed.loc[speed["system"] == other, ["seed", "fold"]].drop_duplicates()
    some = speed.merge(cells, on=["seed", "fold"]).assign(distance=np.nan)
    whole = pd.Series(pd.Categorical(["all"] * len(some)), index=some.index)
    return group_differences(some, whole, BEST, other)


def _against_mean(speed: pd.DataFrame, group: pd.Series) -> list[GroupDifference]:
    return group_differences(speed.assign(distance=np.nan), group, BEST, MEAN)


def _percents(each: GroupDifference) -> tuple[float, float, float]:
    """The difference and its interval, in percent of the other system's error."""
    scale = 100 / each.other
    return scale * (each.one - each.other), scale * each.low, scale * each.high


def _figure(height: float) -> tuple[Figure, Axes]:
    figure = Figure(figsize=(7.0, height), layout="constrained")
    axes = figure.subplots()
    axes.spines[["top", "right"]].set_visible(False)
    axes.grid(color="#eeeeee")
    axes.set_axisbelow(True)
    return figure, axes


def _interval(axes: Axes, row: int, value: float, low: float, high: float) -> None:
    axes.plot([low, high], [row, row], c=ACCENT, lw=2)
    axes.plot(value, row, "o", ms=7, c=ACCENT)


def _zero_line(axes: Axes) -> None:
    axes.axvline(0, c=OTHERS, lw=1)


if __name__ == "__main__":
    main()

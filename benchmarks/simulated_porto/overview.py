"""One picture of the city: its labels as maps, and a few of its street views."""

from __future__ import annotations

from pathlib import Path

import matplotlib
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from PIL import Image

from trajganr_core.utils.arrays import FloatArray, GeometryArray

from .city import STREET_VIEW, City

#: Columns of the labels, what they are called, and their colours.
MAPS = (
    ("speed_kmh", "Traffic speed, km/h", "viridis"),
    ("trip_count", "Road popularity, vehicles", "magma_r"),
    ("aoi_shop", "Area of interest: share of shops", "cividis"),
    ("braking_per_km", "Hard braking, events per vehicle-km", "inferno_r"),
)
VIEWS = 8
UNLABELLED = "0.85"
SIZE_INCHES, DOTS_PER_INCH = (10.0, 7.2), 90
#: Colours end where the most extreme twentieth of roads begins.
CLIPPED = 0.95


def draw_overview(city: City, folder: Path, out: Path) -> None:
    """Draw a city that was made in ``folder`` as a PNG."""
    figure = Figure(figsize=SIZE_INCHES, dpi=DOTS_PER_INCH, layout="constrained")
    maps, views = figure.subfigures(2, 1, height_ratios=[2, 1])
    for axes, (column, title, colours) in zip(maps.subplots(2, 2).flat, MAPS, strict=True):
        values = city.labels[column].to_numpy(dtype=np.float64)
        _draw_map(axes, city.streets.lines, values, title, colours)
    index = pd.read_csv(folder / STREET_VIEW / "index.csv")
    chosen = np.linspace(0, len(index) - 1, VIEWS).astype(int)
    for axes, name in zip(views.subplots(2, VIEWS // 2).flat, index["file"][chosen], strict=True):
        with Image.open(folder / STREET_VIEW / name) as picture:
            axes.imshow(picture)
        axes.set_axis_off()
    figure.savefig(out, pil_kwargs={"optimize": True})


def _draw_map(
    axes: Axes, lines: GeometryArray, values: FloatArray, title: str, colours: str
) -> None:
    """Roads of the highest values are drawn last, those without a label below."""
    known = np.isfinite(values)
    paths = [np.asarray(line.coords) / 1000 for line in lines]
    order = np.flatnonzero(known)[np.argsort(values[known], kind="stable")]
    axes.add_collection(LineCollection([paths[k] for k in np.flatnonzero(~known)], linewidths=0.6,
                                       colors=UNLABELLED))  # fmt: skip
    drawn = LineCollection(
        [paths[k] for k in order], linewidths=1.1, cmap=matplotlib.colormaps[colours]
    )
    drawn.set_array(values[order])
    most = np.quantile(values[order], CLIPPED)
    drawn.set_clim(values[order].min(), most)
    axes.add_collection(drawn)
    axes.autoscale_view()
    axes.set_aspect("equal")
    axes.set_axis_off()
    axes.set_title(title, fontsize=10)
    axes.figure.colorbar(
        drawn, ax=axes, shrink=0.8, extend="max" if values[order].max() > most else "neither"
    )

"""Examples of what embeddings find alike: a road, how alike all others are, and the nearest."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ..data.bundle import Bundle
from ..data.matching.footprints import trips_on_edges
from ..data.reporting.report_figures import INK, no_formula
from ..features.query_locations import edge_locations
from ..model.pictures import decode
from ..utils.arrays import BoolArray, Float32Array, FloatArray
from .colour_scales import Scale
from .maps import RoadMap

__all__ = ["APART", "Example", "cosines", "examples", "most_similar", "similar_roads"]

#: Roads that are marked.
NEAREST = 5
#: How far they lie from the query and from each other, of the map's longer side: the next segment
#: of the same street is alike, and tells nothing.
APART = 0.04
#: Letters a line of a road's name.
LETTERS = 18
#: Of the figure, inches, so that the names fit below it.
NARROWEST = 8.0
#: Of the query's mark.
QUERY = "#d55e00"
QUIET = "#767676"
#: Of a picture, pixels.
PICTURE = 240


@dataclass(frozen=True)
class Example:
    """A road that others are compared with.

    Attributes:
        id: of its kind.
        why: it was chosen, as part of a sentence.
        edge: the directed edge.
    """

    id: str
    why: str
    edge: int


def examples(bundle: Bundle, known: BoolArray) -> list[Example]:
    """A busy road, an ordinary one and one with a picture, always the same ones.

    Args:
        bundle: the study area.
        known: ``(E,)`` edges that have an embedding.
    """
    inputs = bundle.trips.take(np.flatnonzero(~bundle.is_label))
    trips = trips_on_edges(inputs, bundle.network)
    driven = np.flatnonzero(known & (trips > 0))
    order = driven[np.argsort(-trips[driven], kind="stable")]
    if not len(order):
        return []
    busy, ordinary = int(order[0]), int(order[len(order) // 2])
    found = [
        Example("busy", "the one that most input trips pass", busy),
        Example("ordinary", "the median of those that input trips pass, by their number", ordinary),
    ]
    pictured = edge_locations(bundle, order).image >= 0
    others = order[pictured & ~np.isin(order, [busy, ordinary])]
    if len(others):
        middle = int(others[len(others) // 2])
        found.append(Example("pictured", "one with a street view", middle))
    return found


def cosines(embeddings: Float32Array, edge: int) -> FloatArray:
    """``(E,)`` of all embeddings ``(E, d)`` and that of an edge; NaN where one is zero."""
    lengths = np.linalg.norm(embeddings, axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        cosine = embeddings @ embeddings[edge] / (lengths * lengths[edge])
    return np.clip(np.asarray(cosine, dtype=np.float64), -1.0, 1.0)  # but for rounding


def most_similar(roads: RoadMap, cosine: FloatArray, edge: int) -> list[int]:
    """Up to five edges, the most similar first, that lie apart from the query and each other."""
    chosen: list[int] = []
    taken = [roads.middle(edge)]
    for candidate in np.argsort(-np.nan_to_num(cosine, nan=-2.0), kind="stable").tolist():
        if len(chosen) == NEAREST or np.isnan(cosine[candidate]):
            break
        place = roads.middle(candidate)
        if min(float(np.linalg.norm(place - other)) for other in taken) >= APART * roads.extent_m:
            chosen.append(candidate)
            taken.append(place)
    return chosen


def similar_roads(
    roads: RoadMap, bundle: Bundle, embeddings: Float32Array, example: Example, title: str
) -> Figure:
    """A map of the cosine similarity to one road, the most similar marked, their street views.

    Args:
        roads: the map.
        bundle: the same study area.
        embeddings: ``(E, d)`` of all directed edges.
        example: the road.
        title: of the figure.
    """
    cosine = cosines(embeddings, example.edge)
    nearest = most_similar(roads, cosine, example.edge)
    shown = [example.edge, *nearest]
    images = edge_locations(bundle, np.array(shown)).image.tolist()
    width, height = max(roads.size[0], NARROWEST), roads.size[1]
    strip = 2.1 if max(images) >= 0 else 0.9
    figure = Figure(figsize=(width + 1.4, height + 1.0 + strip), layout="constrained")
    upper, lower = figure.subfigures(2, 1, height_ratios=[height + 1.0, strip], squeeze=False)[:, 0]
    axes = upper.subplots()
    _draw(axes, roads, cosine, shown)
    upper.suptitle(title, fontsize=11)
    for place, cell in enumerate(np.ravel(lower.subplots(1, 1 + NEAREST))):
        cell.set_axis_off()
        if place < len(shown):
            _describe(cell, bundle, shown[place], place, cosine, images[place])
    return figure


def _draw(axes: Axes, roads: RoadMap, cosine: FloatArray, shown: Sequence[int]) -> None:
    """All roads by their similarity, the most similar above the others."""
    others = np.flatnonzero(np.isfinite(cosine))
    others = others[others != shown[0]]
    scale = Scale.of_range("Cosine similarity", cosine[others])
    roads.base(axes)
    drawn = roads.draw(axes, others, cosine[others], scale)
    scale.bar(axes.figure, drawn, [axes])
    roads.scale_bar(axes)
    for place, edge in enumerate(shown):
        x, y = roads.middle(edge)
        fill, colour = (QUERY, "white") if place == 0 else ("white", INK)
        axes.plot(x, y, "o", ms=15, mfc=fill, mec=INK, zorder=4, clip_on=False)
        result: dict[str, Any] = {
            "ha": "center",
            "va": "center",
            "fontsize": 9,
            "fontweight": "bold",
            "zorder": 5,
        }
        axes.text(x, y, _mark(place), color=colour, **result)


def _describe(
    axes: Axes, bundle: Bundle, edge: int, place: int, cosine: FloatArray, image: int
) -> None:
    """A road in words, and its street view where there is one."""
    name = no_formula(_name(bundle, edge))
    lines = textwrap.wrap(name, LETTERS, max_lines=3, placeholder=" …")
    alike = "the query" if place == 0 else f"similarity {cosine[edge]:.2f}"
    if image >= 0:
        path = Path(bundle.images["path"].iloc[image])
        picture = decode(path.read_bytes(), path.name, PICTURE)
        picture.thumbnail((PICTURE, PICTURE))
        axes.imshow(picture)
        axes.set_anchor("N")
    elif len(bundle.images):
        axes.set(xlim=(0, 1), ylim=(0, 1))
        axes.text(0.5, 0.9, "no street view", ha="center", va="top", fontsize=9, color=QUIET)
    axes.set_title("\n".join([f"{_mark(place)}  {lines[0]}", *lines[1:], alike]), fontsize=9)


def _name(bundle: Bundle, edge: int) -> str:
    """The road's own, else its class."""
    name, highway = str(bundle.network.name[edge]), str(bundle.network.highway[edge])
    return name or f"a road without a name ({highway})"


def _mark(place: int) -> str:
    return "Q" if place == 0 else str(place)

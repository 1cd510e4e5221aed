"""Labels from fields of the user's own line layer, joined to the roads by geometry.

Every edge is sampled at points a few metres apart. At a point the edge gets the nearest line within
the tolerance that runs parallel to it, so that side streets and crossings are excluded. A line
counts for both directions of a road unless the layer marks it as one-way; of two coincident lines
with opposite directions, each counts for its own direction. An edge is labelled if lines run along
at least half of it, with their mean weighted by length.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from ...contract.errors import Code, TrajganrError
from ...contract.options.data_config import SPEED_UNITS, LabelOptions
from ...contract.tasks import AOI_CATEGORIES, Kind, Task, task
from ...contract.texts.text import Text
from ...utils.arrays import BoolArray, FloatArray, GeometryArray, IntArray
from ...utils.ragged import offsets_of, row_of_each
from ...utils.remarks import present
from ...utils.study_area import StudyArea
from ..layers import LINES, read_layer
from ..roads.network import Network, headings
from ..tables import missing_field

log = logging.getLogger(__name__)

#: Largest distance between the sample points of an edge, metres …
STEP_M = 10.0
#: … and their smallest number.
MIN_PLACES = 3
#: Largest angle between a line and the road, degrees; others cross it or turn off.
MAX_ANGLE = 30.0
#: Smallest share of an edge that lines must cover.
MIN_COVER = 0.5
#: Lines whose distances differ by less are coincident, metres.
SAME_PLACE_M = 0.5
#: Relative difference above which the labels of coincident lines are in conflict.
SAME_LABEL = 0.05
#: Edges processed at once; bounds memory and does not change the result.
EDGES_AT_ONCE = 1 << 14

#: Field values for the direction of a line; other values mean both directions.
ONE_WAY = {"yes": 1, "true": 1, "1": 1, "-1": -1, "reverse": -1}
ONE_WAY_FIELD = "oneway"
#: A field of our own layers, whose lines are digitised in the driving direction.
DRAWN_AS_DRIVEN = "direction"


@dataclass(frozen=True)
class JoinReport:
    """Counts of the join of a layer for one task.

    Attributes:
        task: its id.
        lines: in the study area, with a label.
        lines_without_label: the field is empty.
        lines_unusable: features of the layer that are not usable lines.
        lines_joined: assigned to at least one edge.
        edges_labelled, edges_without: directed edges.
        edges_short: not labelled, because lines run along less than half of them.
        edges_in_conflict: labelled, although coincident lines have different labels there.
    """

    task: str
    lines: int
    lines_without_label: int
    lines_joined: int
    edges_labelled: int
    edges_without: int
    edges_short: int
    edges_in_conflict: int
    lines_unusable: int = 0

    def sentences(self) -> list[Text]:
        """The joined lines and each loss, as sentences."""
        losses = [
            Text(
                "{lines_without_label:,} lines have no value in the field and were dropped.", self
            ),
            Text("{lines_unusable:,} features have no usable geometry and were dropped.", self),
            Text(
                "{n:,} lines do not run along a road and were dropped.",
                n=self.lines - self.lines_joined,
            ),
            Text(
                "{edges_short:,} roads have lines along less than half of their length and get no "
                "label.",
                self,
            ),
            Text(
                "{edges_in_conflict:,} roads have coincident lines with different labels; one of "
                "them was used.",
                self,
            ),
        ]
        facts = [
            Text(
                "labels of {lines_joined:,} of {lines:,} lines were joined to {edges_labelled:,} "
                "directed roads; {edges_without:,} roads have no line.",
                self,
            ),
            *present(*losses),
        ]
        title = Text(task(self.task).title)
        return [Text("{name}: {fact}", name=title, fact=fact) for fact in facts]


def own_labels(
    path: Path, network: Network, area: StudyArea, options: LabelOptions
) -> tuple[pd.DataFrame, list[JoinReport]]:
    """Labels of every edge from a layer's fields.

    The line layer may have any CRS. A field ``oneway`` (yes, -1) or our own ``direction`` marks a
    line as one-way.

    Returns:
        ``(E,)`` rows, for each task its label columns (speeds in km/h, shares that sum to one; NaN
        without a line) and its support, the number of lines joined; for popularity, whose labels
        are counts, the label itself. And one report per task.

    Raises:
        TrajganrError: as :func:`~.layers.read_layer`; ``INPUT.FIELD`` for a field that is missing,
            not numeric, negative or infinite, or for two fields of one task; ``INPUT.EMPTY``
            when a field is empty throughout or no line is assigned to a road.
    """
    unusable: Counter[Text] = Counter()
    layer = read_layer(path, LINES, bbox=area.bbox, dropped=unusable)
    if layer.empty:
        raise TrajganrError(
            Code.INPUT_EMPTY,
            "{path} has no line in the study area {bbox}.",
            "Check the study area and the layer's CRS.",
            path=str(path),
            bbox=list(area.bbox),
        )
    _refuse_task_named_twice(options)
    columns: dict[str, npt.NDArray[Any]] = {}
    reports = []
    for name, field in options.label_fields:
        of = task(name)
        values = _values(path, layer, of, field, options.label_speed_unit)
        if np.isnan(values).any(axis=1).all():
            raise TrajganrError(
                Code.INPUT_EMPTY,
                "The field {field} of {path} is empty in all {lines} lines of the study area.",
                "Choose the field that contains the labels.",
                field=field,
                path=str(path),
                lines=len(layer),
            )
        labels, report = _join(path, layer, values, of, network, area, options.label_tolerance_m)
        columns |= labels
        report = replace(report, lines_unusable=sum(unusable.values()))
        reports.append(report)
        for sentence in report.sentences():
            log.info(sentence)
    return pd.DataFrame(columns), reports


def _values(
    path: Path, layer: gpd.GeoDataFrame, of: Task, field: str, speed_unit: str
) -> FloatArray:
    """``(lines, columns)`` the task's labels; NaN for a line without a label."""
    if of.kind is Kind.DISTRIBUTION:
        return _shares(path, layer, field)
    values = _numbers(path, layer, field)
    factor = SPEED_UNITS[speed_unit] if of.id == "speed" else 1.0
    return values[:, None] * factor


def _shares(path: Path, layer: gpd.GeoDataFrame, prefix: str) -> FloatArray:
    """One field per category, as shares that sum to one; categories without a field are zero."""
    fields = {category: f"{prefix}{category}" for category in AOI_CATEGORIES}
    if not any(field in layer for field in fields.values()):
        wanted = f"{prefix}{AOI_CATEGORIES[0]} … {prefix}{AOI_CATEGORIES[-1]}"
        raise missing_field(path, wanted, layer.columns.drop(layer.geometry.name))
    values = np.column_stack(
        [
            _numbers(path, layer, field) if field in layer else np.zeros(len(layer))
            for field in fields.values()
        ]
    )
    labelled = np.asarray(~np.isnan(values).all(axis=1))
    values = np.where(labelled[:, None], np.nan_to_num(values), np.nan)
    total = values.sum(axis=1, keepdims=True)
    return np.divide(values, total, out=np.full_like(values, np.nan), where=total > 0)


def _numbers(path: Path, layer: gpd.GeoDataFrame, field: str) -> FloatArray:
    """A field as numbers, NaN where it is empty."""
    if field not in layer or field == layer.geometry.name:
        raise missing_field(path, field, layer.columns.drop(layer.geometry.name))
    values = layer[field].replace("", None)
    numbers = np.asarray(pd.to_numeric(values, errors="coerce"), dtype=np.float64)
    filled = values.notna().to_numpy(dtype=bool)
    faults: tuple[tuple[BoolArray, str], ...] = (
        (filled & np.isnan(numbers), "no number"),
        (np.isinf(numbers), "infinite"),
        (numbers < 0, "negative"),
    )
    for wrong, fault in faults:
        if wrong.any():
            raise TrajganrError(
                Code.INPUT_FIELD,
                "The field {field} of {path} is {fault} in {count} lines, first {value!r}.",
                "Choose a field of numbers that are not negative, or correct these lines.",
                field=field,
                path=str(path),
                fault=fault,
                count=int(wrong.sum()),
                value=str(values[wrong].iloc[0]),
            )
    return numbers


def _refuse_task_named_twice(options: LabelOptions) -> None:
    tasks = [name for name, _ in options.label_fields]
    for name in tasks:
        if tasks.count(name) > 1:
            raise TrajganrError(
                Code.INPUT_FIELD,
                "Several fields are given for the labels of {task}.",
                "Choose one field for each task.",
                task=task(name).title,
            )


def _join(
    path: Path,
    layer: gpd.GeoDataFrame,
    values: FloatArray,
    of: Task,
    network: Network,
    area: StudyArea,
    tolerance_m: float,
) -> tuple[Mapping[str, npt.NDArray[Any]], JoinReport]:
    has_label = ~np.isnan(values).any(axis=1)
    lines = _Lines.of(layer[has_label], area)
    values = values[has_label]
    total = np.zeros((len(network), values.shape[1]))
    covered, support, conflict = (np.zeros(len(network), dtype=np.int64) for _ in range(3))
    joined = np.zeros(len(values), dtype=bool)
    roads = network.local_lines(area)
    for start in range(0, len(network), EDGES_AT_ONCE):
        edges = np.arange(start, min(start + EDGES_AT_ONCE, len(network)))
        edge, line, disagrees = _lines_of_edges(
            edges, roads[edges], network.length_m[edges], lines, values, tolerance_m
        )
        np.add.at(total, edge, values[line])
        covered += np.bincount(edge, minlength=len(network))
        conflict += np.bincount(edge[disagrees], minlength=len(network))
        pairs = np.unique(np.stack([edge, line]), axis=1)
        support += np.bincount(pairs[0], minlength=len(network))
        joined[line] = True
    labelled = covered >= MIN_COVER * _places(network.length_m)
    if not labelled.any():
        raise TrajganrError(
            Code.INPUT_EMPTY,
            "No line of {path} with a label of {task} runs along a road within {tolerance:g} m.",
            "Check that the layer covers the study area and has the right CRS, or increase the "
            "tolerance.",
            path=str(path),
            task=of.title,
            tolerance=tolerance_m,
        )
    mean = np.full_like(total, np.nan)
    np.divide(total, covered[:, None], out=mean, where=labelled[:, None])
    columns: dict[str, npt.NDArray[Any]] = {of.support: np.where(labelled, support, 0)}
    columns |= dict(zip(of.labels, mean.T, strict=True))
    report = JoinReport(
        task=of.id,
        lines=int(has_label.sum()),
        lines_without_label=int((~has_label).sum()),
        lines_joined=int(joined.sum()),
        edges_labelled=int(labelled.sum()),
        edges_without=int((covered == 0).sum()),
        edges_short=int((~labelled & (covered > 0)).sum()),
        edges_in_conflict=int((labelled & (conflict > 0)).sum()),
    )
    return columns, report


@dataclass(frozen=True)
class _Lines:
    """Lines in local metres.

    Attributes:
        parts: ``(p,)`` single-part lines.
        line: ``(p,)`` index of the layer's line.
        way: ``(p,)`` 1 if it holds only for its digitised direction, -1 for the opposite one,
            0 for both.
    """

    parts: GeometryArray
    line: IntArray
    way: IntArray

    @cached_property
    def tree(self) -> shapely.STRtree:
        """Their spatial index."""
        return shapely.STRtree(self.parts)

    @classmethod
    def of(cls, layer: gpd.GeoDataFrame, area: StudyArea) -> _Lines:
        local = layer.geometry.to_crs(area.local_crs).to_numpy()
        parts, line = shapely.get_parts(local, return_index=True)
        return cls(parts, line, _ways(layer)[line])


def _ways(layer: gpd.GeoDataFrame) -> IntArray:
    ways = np.zeros(len(layer), dtype=np.int64)
    if DRAWN_AS_DRIVEN in layer:
        ways[layer[DRAWN_AS_DRIVEN].isin(["forward", "backward"]).to_numpy()] = 1
    if ONE_WAY_FIELD in layer:
        one_way = layer[ONE_WAY_FIELD].astype(str).str.lower().str.removesuffix(".0")
        ways = np.where(ways == 0, one_way.map(ONE_WAY).fillna(0).to_numpy(dtype=np.int64), ways)
    return ways


def _lines_of_edges(
    edges: IntArray,
    own: GeometryArray,
    length_m: FloatArray,
    lines: _Lines,
    values: FloatArray,
    tolerance_m: float,
) -> tuple[IntArray, IntArray, BoolArray]:
    """The line assigned to each sample point of the edges, where there is one.

    Args:
        edges, own, length_m: ``(e,)`` edge numbers, their lines in local metres, lengths.
        lines, values: of the layer, and their labels.
        tolerance_m: largest distance of a line.

    Returns:
        ``(edge, line, disagrees)``: ``(n,)`` each; whether a coincident line holds for the same
        direction and has a different label.
    """
    counts = _places(length_m)
    at = row_of_each(offsets_of(counts))
    rank = np.arange(len(at)) - (np.cumsum(counts) - counts)[at]
    offset = (rank + 0.5) / counts[at] * shapely.length(own)[at]
    points = shapely.line_interpolate_point(own[at], offset)
    heading = headings(own[at], offset)

    place, part = lines.tree.query(points, predicate="dwithin", distance=tolerance_m)
    there = lines.parts[part]
    at_line = shapely.line_locate_point(there, points[place])
    heading_there = headings(there, at_line)
    along = (heading[place] * heading_there).sum(axis=1)
    # Agreement of the line's direction; for two-way lines either direction counts.
    way = lines.way[part]
    agrees = np.where(way == 0, np.abs(along), way * along) >= np.cos(np.radians(MAX_ANGLE))
    agrees &= _beyond_end(there, at_line, heading_there, points[place]) <= SAME_PLACE_M
    place, part, along, there = place[agrees], part[agrees], along[agrees], there[agrees]
    distance = np.round(shapely.distance(there, points[place]) / SAME_PLACE_M)
    # Of coincident lines, take the one with the edge's direction.
    against = (lines.way[part] == 0) & (along < 0)
    order = np.lexsort([part, against, distance, place])
    place, line = place[order], lines.line[part[order]]
    rival = np.stack([distance[order], against[order]])
    first = np.flatnonzero(np.diff(place, prepend=-1) > 0)
    first_of = np.repeat(first, np.diff(np.r_[first, len(place)]))
    equal = (rival == rival[:, first_of]).all(axis=0)
    differs = np.abs(values[line] - values[line[first_of]]).max(axis=1, initial=0.0)
    scale = np.abs(values[line[first_of]]).max(axis=1, initial=0.0)
    wrong = equal & (differs > SAME_LABEL * scale)
    disagrees = np.zeros(len(place), dtype=bool)
    np.logical_or.at(disagrees, first_of, wrong)
    return edges[at[place[first]]], line[first], disagrees[first]


def _beyond_end(
    line: GeometryArray, at: FloatArray, heading: FloatArray, point: GeometryArray
) -> FloatArray:
    """Distance of points beyond the end of their nearest line, metres.

    Args:
        line, point: ``(n,)``.
        at: ``(n,)`` metres along the line of the nearest point.
        heading: ``(n, 2)`` of the line there.
    """
    nearest = shapely.get_coordinates(shapely.line_interpolate_point(line, at))
    past = np.abs(((shapely.get_coordinates(point) - nearest) * heading).sum(axis=1))
    is_end = np.minimum(at, shapely.length(line) - at) < 1e-3
    return np.where(is_end, past, 0.0)


def _places(length_m: FloatArray) -> IntArray:
    """Number of sample points of edges."""
    return np.maximum(np.ceil(length_m / STEP_M), MIN_PLACES).astype(np.int64)

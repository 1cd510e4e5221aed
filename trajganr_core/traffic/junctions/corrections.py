"""A person's corrections of junctions: the polygons and points of a layer.

A polygon makes one junction of the nodes within it, a point is for the nearest junction. ``apart``
in the field ``junction`` of either makes a junction of each of these nodes. The field ``signal``
says whether there are traffic signals, ``yes`` or ``no``.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from scipy.spatial import KDTree

from ...contract.errors import Code, TrajganrError
from ...contract.texts.text import Text
from ...data.layers import read_layer
from ...data.places.points import POINTS, POLYGONS
from ...utils.arrays import BoolArray, FloatArray, GeometryArray, IntArray
from ...utils.columns import Columns
from ...utils.ragged import concatenated_ranges, row_of_each
from ...utils.study_area import StudyArea
from ..polygons import unions

#: Fields of the layer, and their values.
VALUES = {"junction": ("apart",), "signal": ("no", "yes")}
#: A point is at most so far from a node or the middle of its junction, metres.
NEAR_M = 50.0
#: Most corrections, and most nodes of a polygon: more than anybody draws.
MOST_CORRECTIONS, MOST_NODES = 10_000, 200

#: Reasons why corrections have no effect.
FAR = Text("farther than {m:.0f} m from every junction", m=NEAR_M)
EMPTY = Text("without a node of the roads inside")
BLANK = Text("without a value in the fields junction and signal")


@dataclass(frozen=True)
class Corrections(Columns):
    """Corrections, in the order of their layer.

    Attributes:
        fid: ``(c,)`` numbers of the features.
        shape: ``(c,)`` points and valid polygons, EPSG:4326.
        is_polygon: ``(c,)``.
        is_apart: ``(c,)`` whether each node is to be a junction.
        signal: ``(c,)`` number of the value of :data:`VALUES`, -1 for none.
    """

    fid: IntArray
    shape: GeometryArray
    is_polygon: BoolArray
    is_apart: BoolArray
    signal: IntArray

    def applied(
        self, area: StudyArea, points: FloatArray, group: IntArray, dropped: Counter[Text]
    ) -> tuple[IntArray, BoolArray, IntArray]:
        """Groups of nodes, corrected.

        Args:
            points: ``(N,)`` nodes, local metres.
            group: ``(N,)`` number of their junction as it is without corrections, -1 for none.
            dropped: counts corrections without effect by reason.

        Returns:
            ``(N,)`` the same, corrected; whether a person joined the node with others; and the
            number of the value of ``signal``, -1 for none.

        Raises:
            TrajganrError: ``INPUT.GEOMETRY`` for corrections that contradict each other, and
                polygons with too many nodes.
        """
        row, node = self._concerned(area, points, group, dropped)
        is_polygon = self.is_polygon[row]
        self._refuse_contradictions(row, node, row, is_polygon)
        is_apart = self.is_apart[row]
        self._refuse_contradictions(row, node, is_apart, is_polygon | is_apart)
        self._refuse_contradictions(row, node, self.signal[row], self.signal[row] >= 0)
        corrected, first = group.copy(), int(group.max(initial=-1)) + 1
        apart, joins = node[is_apart & (group[node] >= 0)], is_polygon & ~is_apart
        corrected[apart] = first + apart
        corrected[node[joins]] = first + len(points) + row[joins]
        is_drawn = np.zeros(len(points), dtype=bool)
        is_drawn[node[joins]] = True
        signal = np.full(len(points), -1)
        stated = self.signal[row] >= 0
        signal[node[stated]] = self.signal[row[stated]]
        return corrected, is_drawn, signal

    def _concerned(
        self, area: StudyArea, points: FloatArray, group: IntArray, dropped: Counter[Text]
    ) -> tuple[IntArray, IntArray]:
        """Rows of corrections and the nodes that they are for, in pairs."""
        places = shapely.STRtree(shapely.points(area.to_geographic(points)))
        pairs = [np.empty((0, 2), dtype=np.int64)]
        for row in np.flatnonzero(self.is_polygon).tolist():
            nodes = np.sort(places.query(self.shape[row], predicate="intersects"))
            self._refuse_large(row, len(nodes))
            dropped[EMPTY] += not len(nodes)
            pairs.append(np.column_stack([np.full(len(nodes), row), nodes]))
        own = np.flatnonzero(group >= 0)
        own = own[np.argsort(group[own], kind="stable")]
        number, first, count = np.unique(group[own], return_index=True, return_counts=True)
        middle = np.add.reduceat(points[own], first) / count[:, None] if len(own) else points[:0]
        at = np.flatnonzero(~self.is_polygon)
        xy = area.to_local(*shapely.get_coordinates(self.shape[at]).T)
        # Of a roundabout, the middle may be far from all nodes.
        tree = KDTree(np.vstack([points[own], middle]))
        near_m, nearest = tree.query(xy, distance_upper_bound=NEAR_M)
        is_near = np.isfinite(near_m)
        dropped[FAR] += int((~is_near).sum())
        found = np.r_[group[own], number][nearest[is_near]]
        bounds = (np.searchsorted(group[own], found, side) for side in ("left", "right"))
        nodes, offsets = concatenated_ranges(*bounds)
        pairs.append(np.column_stack([at[is_near][row_of_each(offsets)], own[nodes]]))
        row, node = np.concatenate(pairs).T
        return row, node

    def _refuse_large(self, row: int, nodes: int) -> None:
        if nodes > MOST_NODES:
            raise TrajganrError(
                Code.INPUT_GEOMETRY,
                "Polygon {fid} of the corrections of junctions has {nodes:,} nodes of the roads; "
                "{most} are possible.",
                "Draw a polygon around the nodes of one junction.",
                fid=int(self.fid[row]),
                nodes=nodes,
                most=MOST_NODES,
            )

    def _refuse_contradictions(
        self, row: IntArray, node: IntArray, value: IntArray | BoolArray, where: BoolArray
    ) -> None:
        """Refuse two values for the same node."""
        row, node, value = row[where], node[where], value[where]
        order = np.argsort(node, kind="stable")
        row, node, value = row[order], node[order], value[order]
        other = np.flatnonzero((node[1:] == node[:-1]) & (value[1:] != value[:-1]))
        if len(other):
            one, another = sorted(self.fid[row[other[0] : other[0] + 2]].tolist())
            raise TrajganrError(
                Code.INPUT_GEOMETRY,
                "Features {one} and {another} of the corrections of junctions are for the same "
                "junction, and contradict each other or overlap.",
                "Delete one of them, or draw polygons that do not overlap.",
                one=one,
                another=another,
            )


def read_corrections(
    path: Path, area: StudyArea, dropped: Counter[Text] | None = None
) -> Corrections:
    """Corrections in a study area, from a layer of points or polygons in any CRS.

    Args:
        path: any vector file that GDAL reads.
        dropped: counts features that are left out by reason.

    Raises:
        TrajganrError: as :func:`~...data.layers.read_layer`; ``INPUT.FIELD`` for other values than
            :data:`VALUES`; ``INPUT.EMPTY`` without a feature in the study area; ``INPUT.GEOMETRY``
            for too many features and for outlines that take too long to work with.
    """
    dropped = Counter() if dropped is None else dropped
    frame = read_layer(path, (*POINTS, *POLYGONS), bbox=area.bbox, dropped=dropped)
    if not 0 < len(frame) <= MOST_CORRECTIONS:
        raise TrajganrError(
            Code.INPUT_GEOMETRY if len(frame) else Code.INPUT_EMPTY,
            "{path} has {n:,} points and polygons in the study area {bbox}; 1 to {most:,} are "
            "possible.",
            "Choose a layer of corrections of junctions, and check its CRS.",
            path=path.name,
            n=len(frame),
            bbox=list(area.bbox),
            most=MOST_CORRECTIONS,
        )
    shapes = np.array(frame.geometry)
    is_polygon = shapely.get_dimensions(shapes) == 2
    shapes[is_polygon] = unions(shapes[is_polygon].reshape(-1, 1), path.name)
    shapes[~is_polygon] = shapely.centroid(shapes[~is_polygon])
    apart, signal = (_values(frame, field, path.name) for field in VALUES)
    has_effect = is_polygon | (apart >= 0) | (signal >= 0)
    dropped[BLANK] += int((~has_effect).sum())
    found = Corrections(frame.index.to_numpy(), shapes, is_polygon, apart >= 0, signal)
    return found.take(has_effect)


def _values(frame: gpd.GeoDataFrame, field: str, source: str) -> IntArray:
    """``(c,)`` numbers of the values of a field, -1 where it is missing or empty."""
    if field not in frame.columns:
        return np.full(len(frame), -1)
    words = frame[field].astype(str).str.strip().str.lower().where(frame[field].notna(), "")
    number = pd.Index(VALUES[field]).get_indexer(words.replace({"false": "no", "true": "yes"}))
    strange = words[(number < 0) & (words != "")]
    if len(strange):
        raise TrajganrError(
            Code.INPUT_FIELD,
            "{path}: {value} is no value of the field {field}.",
            "Write {values}, or leave it empty.",
            path=source,
            value=str(strange.iloc[0])[:50],
            field=field,
            values=" / ".join(VALUES[field]),
        )
    return number

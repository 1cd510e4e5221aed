"""Which of Overture's segments each directed segment is on, by place, direction, name and class.

Points along a segment are compared with the segments of Overture near them. The best one of each
point is chosen, and points in a row with the same one become a row of the table.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import shapely

from ..contract.errors import Code, TrajganrError
from ..contract.options.data_config import RoadOptions
from ..data.roads.network import Network, headings
from ..data.roads.overture import Segments, is_open, is_overture, read_segments
from ..utils.arrays import FloatArray, GeometryArray, TextArray
from ..utils.ragged import offsets_of, row_of_each
from ..utils.study_area import StudyArea

#: Metres between points, and largest distance and angle from a segment of Overture.
STEP_M, NEAR_M, ANGLE_DEG = 10.0, 15.0, 40.0
#: A row that ends so near a connector ends at it, metres: segments end at junctions.
SNAP_M = 15.0
#: How much less likely a match is with a class or a name that differs, and without a name.
OTHER_CLASS, NEAR_CLASS, OTHER_NAME, NO_NAME = 0.5, 0.85, 0.6, 0.95
#: Rows with a lower score are left out.
MIN_SCORE = 0.5
#: Classes from the largest to the smallest; neighbours are often taken for each other.
RANKS = ("motorway", "trunk", "primary", "secondary", "tertiary", "unclassified", "residential",
         "living_street", "service")  # fmt: skip


def overture_ids(
    network: Network,
    area: StudyArea,
    path: Path,
    options: RoadOptions = RoadOptions(),
    min_score: float = MIN_SCORE,
) -> tuple[pd.DataFrame, dict[str, int]]:
    """Conflate a network with Overture's segments.

    Returns:
        The rows, by ``edge`` and place on it: ``edge_begin`` and ``edge_end`` (shares of the
        segment), Overture's ``id``, ``begin`` and ``end`` (shares of its length, in the direction
        of travel, and so descending against it), and a ``score`` in [0, 1]: the share of the
        segment's points that are near the found ones, times how near the row's points are, times
        the likelihoods of its class and name. And numbers: ``left_out`` rows with a lower score,
        and ``without`` segments that have no row.

    Raises:
        TrajganrError: ``INPUT.FORMAT`` for a file without segments of Overture, and as
            :func:`~..data.roads.overture.read_segments`; ``INPUT.EMPTY`` if none is near.
    """
    if not is_overture(path):
        raise TrajganrError(
            Code.INPUT_FORMAT,
            "{path} has no segments of Overture.",
            "Use GeoParquet of theme transportation and type segment.",
            path=str(path),
        )
    segments = read_segments(path, area)
    points = _matched_points(network, area, segments, options)
    found = _at_connectors(_rows(points), segments, area)
    kept = found[found["score"] >= min_score].reset_index(drop=True)
    if kept.empty:
        raise TrajganrError(
            Code.INPUT_EMPTY,
            "{path} has none of the roads of the bundle.",
            "Use segments of the same area.",
            path=str(path),
        )
    without = len(network) - kept["edge"].nunique()
    return kept, {"left_out": len(found) - len(kept), "without": without}


def overture_table(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows as Overture writes places: ``between`` two shares, and a heading."""
    ends = rows[["begin", "end"]]
    shares = {
        "segment_from": rows["edge_begin"],
        "segment_to": rows["edge_end"],
        "overture_from": ends.min(axis=1),
        "overture_to": ends.max(axis=1),
    }
    return pd.DataFrame(
        {
            "overture_id": rows["id"],
            **{name: values.round(5) for name, values in shares.items()},
            "overture_heading": np.where(rows["end"] >= rows["begin"], "forward", "backward"),
            "score": rows["score"].round(3),
        }
    )


def _matched_points(
    network: Network, area: StudyArea, segments: Segments, options: RoadOptions
) -> pd.DataFrame:
    """The points of all edges with the best segment of each, if there is one.

    Columns: ``edge``, ``number`` and ``count`` of points of the edge, ``id``, ``forward``,
    ``distance``, ``evidence``, and ``begin`` and ``end``, the shares of the segment's length a
    half step before and after.
    """
    theirs = _local(segments, area)
    ours = network.local_lines(area)
    count = np.maximum(np.ceil(network.length_m / STEP_M), 2).astype(np.int64)
    offsets = offsets_of(count)
    edge = row_of_each(offsets)
    number = np.arange(len(edge)) - offsets[edge]
    metres = shapely.length(ours)[edge]
    offset = (number + 0.5) / count[edge] * metres
    point = shapely.line_interpolate_point(ours[edge], offset)
    tree = shapely.STRtree(theirs)
    row, other = tree.query(point, predicate="dwithin", distance=NEAR_M)
    place = shapely.line_locate_point(theirs[other], point[row])
    along = headings(theirs[other], place), headings(ours[edge[row]], offset[row])
    cosine = (along[0] * along[1]).sum(axis=1)
    forward = cosine > 0
    opened = np.array(
        [[is_open(item, sign, options) for sign in (1, -1)] for item in segments.items]
    )
    fits = (np.abs(cosine) >= np.cos(np.radians(ANGLE_DEG))) & opened.reshape(-1, 2)[
        other, np.where(forward, 0, 1)
    ]
    row, other, forward = row[fits], other[fits], forward[fits]
    pairs = pd.DataFrame({"point": row, "edge": edge[row], "other": other, "forward": forward})
    pairs["distance"] = shapely.distance(theirs[other], point[row])
    text = pd.DataFrame(segments.items).reindex(columns=["id", "class", "names"])
    names = np.array([(each or {}).get("primary") or "" for each in text["names"]], dtype=object)
    classes = text["class"].fillna("").to_numpy(dtype=object)
    mine = network.highway[pairs["edge"]], network.name[pairs["edge"]]
    pairs["evidence"] = _class_fit(mine[0], classes[other]) * _name_fit(mine[1], names[other])
    on_both = pairs.groupby(["edge", "other", "forward"])["point"].transform("size")
    pairs["cost"] = pairs["distance"] / NEAR_M - pairs["evidence"] - on_both / count[pairs["edge"]]
    best = pairs.sort_values(["point", "cost"], kind="stable").drop_duplicates("point")
    at, chosen = best["point"].to_numpy(), best["other"].to_numpy()
    half = 0.5 / count[edge[at]] * metres[at]
    length = shapely.length(theirs)[chosen]
    for name, sign in (("begin", -1), ("end", 1)):
        beside = shapely.line_interpolate_point(ours[edge[at]], offset[at] + sign * half)
        best[name] = shapely.line_locate_point(theirs[chosen], beside) / length
    return best.assign(
        number=number[at], count=count[edge[at]], id=text["id"].to_numpy(dtype=object)[chosen]
    )


def _rows(points: pd.DataFrame) -> pd.DataFrame:
    """Points in a row on the same segment as one row, with scores."""
    after = points[["edge", "other", "forward", "number"]].diff()
    is_new = (after[["edge", "other", "forward"]] != 0).any(axis=1) | (after["number"] != 1)
    grouped = points.assign(run=is_new.cumsum(), near=1 - (points["distance"] / NEAR_M) ** 2)
    found = grouped.groupby("run").agg(
        edge=("edge", "first"),
        edge_begin=("number", "first"),
        edge_end=("number", "last"),
        other=("other", "first"),
        id=("id", "first"),
        begin=("begin", "first"),
        end=("end", "last"),
        near=("near", "mean"),
        evidence=("evidence", "first"),
        count=("count", "first"),
    )
    share = (
        points.groupby("edge")["number"].size().reindex(found["edge"]).to_numpy() / found["count"]
    )
    found["score"] = (share * found.pop("near") * found.pop("evidence")).clip(0, 1)
    count = found.pop("count")
    return found.assign(
        edge_begin=found["edge_begin"] / count, edge_end=(found["edge_end"] + 1) / count
    )


def _at_connectors(rows: pd.DataFrame, segments: Segments, area: StudyArea) -> pd.DataFrame:
    """The rows with ends near connectors at these, unless both ends are near the same one."""
    length = shapely.length(_local(segments, area))
    places = [
        np.array(
            [each["at"] for each in item["connectors"] or () if each and each["at"] is not None]
        )
        for item in segments.items
    ]
    ends = rows[["begin", "end"]].to_numpy()
    snapped = ends.copy()
    for row, other in enumerate(rows["other"]):
        gap = np.abs(places[other][:, None] - ends[row])
        if len(gap):
            nearest = places[other][gap.argmin(axis=0)]
            is_near = gap.min(axis=0) * length[other] <= SNAP_M
            snapped[row] = np.where(is_near, nearest, ends[row])
    same_way = (snapped[:, 1] - snapped[:, 0]) * (ends[:, 1] - ends[:, 0]) > 0
    begin, end = np.where(same_way[:, None], snapped, ends).T
    return rows.assign(begin=begin, end=end).drop(columns="other")


def _local(segments: Segments, area: StudyArea) -> GeometryArray:
    lines: GeometryArray = shapely.transform(segments.lines, lambda xy: area.to_local(*xy.T))
    return lines


def _class_fit(ours: TextArray, theirs: TextArray) -> FloatArray:
    """``(n,)`` how likely the same road has these two classes."""
    rank = {name: number for number, name in enumerate(RANKS)}
    ours = np.array([str(each).removesuffix("_link") for each in ours], dtype=object)
    first, second = (np.array([rank.get(each, -9) for each in side]) for side in (ours, theirs))
    near = (np.abs(first - second) <= 2) & (first >= 0) & (second >= 0)
    unknown = np.isin(ours, ("", "road")) | (theirs == "unknown")
    return np.select([ours == theirs, near | unknown], [1.0, NEAR_CLASS], OTHER_CLASS)


def _name_fit(ours: TextArray, theirs: TextArray) -> FloatArray:
    """``(n,)`` how likely the same road has these two names."""
    first, second = ([str(each).casefold() for each in side] for side in (ours, theirs))
    return np.array([_of_names(a, b) for a, b in zip(first, second, strict=True)])


def _of_names(ours: str, theirs: str) -> float:
    if not ours or not theirs:
        return 1.0 if ours == theirs else NO_NAME
    return 1.0 if ours in theirs or theirs in ours else OTHER_NAME

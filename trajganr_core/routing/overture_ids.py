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
from ..data.roads.network import Network, headings
from ..data.roads.overture import is_overture, read_overture
from ..utils.arrays import FloatArray, GeometryArray
from ..utils.ragged import offsets_of, row_of_each
from ..utils.study_area import StudyArea

#: Metres between points, and largest distance and angle from a segment of Overture.
STEP_M, NEAR_M, ANGLE_DEG = 10.0, 15.0, 40.0
#: How likely a match is with a class or a name that differs.
OTHER_CLASS, OTHER_NAME = 0.7, 0.6
#: What points of a row have in common.
SAME = ["edge", "other", "forward"]
#: Rows with a lower score are left out.
MIN_SCORE = 0.7


def overture_ids(
    network: Network, area: StudyArea, path: Path, vehicle: str, min_score: float = MIN_SCORE
) -> tuple[pd.DataFrame, int]:
    """Conflate a network with Overture's segments.

    Returns:
        Rows of ``edge`` with both places as shares of a length, and a ``score`` in [0, 1]: the
        share of the segment's points near Overture's, times how near those of the row are, times
        the likelihoods of class and name. And how many rows with a lower score are left out.

    Raises:
        TrajganrError: ``INPUT.FORMAT`` as :func:`~..data.roads.overture.read_overture`;
            ``INPUT.EMPTY`` if no row is left.
    """
    points = _matched_points(network, area, path, vehicle) if is_overture(path) else pd.DataFrame()
    found = _rows(points) if len(points) else pd.DataFrame({"score": []})
    kept = found[found["score"] >= min_score].reset_index(drop=True)
    if kept.empty:
        raise TrajganrError(
            Code.INPUT_EMPTY,
            "{path} has no segments of Overture on the roads of the bundle.",
            "Use GeoParquet of theme transportation and type segment, of the same area.",
            path=str(path),
        )
    return kept, len(found) - len(kept)


def _matched_points(network: Network, area: StudyArea, path: Path, vehicle: str) -> pd.DataFrame:
    """The points of all edges with the best segment of each, if there is one.

    ``begin`` and ``end`` are shares of the segment a half step before and after a point, 0 or 1
    within a step of its end.
    """
    frame = read_overture(path, area, vehicle).frame
    theirs: GeometryArray = shapely.transform(
        frame.geometry.to_numpy(), lambda xy: area.to_local(*xy.T)
    )
    count = np.maximum(np.ceil(network.length_m / STEP_M), 2).astype(np.int64)
    offsets = offsets_of(count)
    edge = row_of_each(offsets)
    ours = network.local_lines(area)[edge]
    number, count = np.arange(len(edge)) - offsets[edge], count[edge]
    step = shapely.length(ours) / count
    offset = (number + 0.5) * step
    point = shapely.line_interpolate_point(ours, offset)
    row, other = shapely.STRtree(theirs).query(point, predicate="dwithin", distance=NEAR_M)
    along = headings(theirs[other], shapely.line_locate_point(theirs[other], point[row]))
    cosine = (along * headings(ours[row], offset[row])).sum(axis=1)
    near = pd.DataFrame({"point": row, "edge": edge[row], "other": other, "forward": cosine > 0})
    near = near.assign(number=number[row], count=count[row], id=frame["id"].to_numpy()[other])
    near["distance"] = shapely.distance(theirs[other], point[row])
    closed = frame["oneway"].to_numpy()[other] == np.where(near["forward"], "-1", "yes")
    closed |= frame["access"].to_numpy()[other] == "no"
    near = near[(np.abs(cosine) >= np.cos(np.radians(ANGLE_DEG))) & ~closed]
    near["evidence"] = _likelihood(
        network.highway[near["edge"]], frame["highway"].iloc[near["other"]], OTHER_CLASS
    ) * _likelihood(network.name[near["edge"]], frame["name"].iloc[near["other"]], OTHER_NAME)
    on_both = near.groupby(SAME)["point"].transform("size")
    near["cost"] = near["distance"] / NEAR_M - near["evidence"] - on_both / near["count"]
    best = near.sort_values(["point", "cost"], kind="stable").drop_duplicates("point")
    at, chosen = best["point"].to_numpy(), theirs[best["other"]]
    for name, sign in (("begin", -0.5), ("end", 0.5)):
        beside = shapely.line_interpolate_point(ours[at], offset[at] + sign * step[at])
        share = shapely.line_locate_point(chosen, beside, normalized=True)
        end_m = np.minimum(share, 1 - share) * shapely.length(chosen)
        best[name] = np.where(end_m <= STEP_M, share.round(), share)
    return best


def _rows(points: pd.DataFrame) -> pd.DataFrame:
    """Points in a row on the same segment as one row, with scores."""
    after = points[[*SAME, "number"]].astype(np.int64).diff()
    is_new = (after[SAME] != 0).any(axis=1) | (after["number"] != 1)
    points = points.assign(near=1 - (points["distance"] / NEAR_M) ** 2)
    points["share"] = points.groupby("edge")["number"].transform("size") / points["count"]
    runs = points.groupby(is_new.cumsum())
    first, last, mean = runs.first(), runs.last(), runs[["near", "evidence", "share"]].mean()
    ends = np.sort(np.column_stack([first["begin"], last["end"]]), axis=1).round(5)
    return pd.DataFrame(
        {
            "edge": first["edge"],
            "segment_from": (first["number"] / first["count"]).round(5),
            "segment_to": ((last["number"] + 1) / first["count"]).round(5),
            "overture_id": first["id"],
            "overture_from": ends[:, 0],
            "overture_to": ends[:, 1],
            "overture_heading": np.where(first["forward"], "forward", "backward"),
            "score": mean.prod(axis=1).clip(0, 1).round(3),
        }
    )


def _likelihood(ours: np.ndarray, theirs: pd.Series, other: float) -> FloatArray:
    """``(n,)`` 1 for equal words, of which one may be cut or unknown, or else ``other``."""
    pairs = zip(ours, theirs.fillna(""), strict=True)
    texts = ((str(a).casefold(), str(b).casefold()) for a, b in pairs)
    return np.array([1.0 if a in b or b in a else other for a, b in texts], dtype=np.float64)

"""Visits of trips to locations within a distance, and their times.

A pair is one visit: a contiguous stretch of a matched path within the distance of the location,
over any number of edges. Leaving and coming back is another visit, and so is a U-turn onto the
opposite edge. The location is projected onto the nearest point of the stretch, where the time is
interpolated between the neighbouring fixes (paper, A.2.1).

Straight segments of the network are found with a spatial index, and passes by their edge, so no
trip needs its own geometry.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq
import shapely

from ...contract.errors import Code, TrajganrError
from ...contract.options.validation import check_positive
from ...contract.records.bundle_manifest import BundleManifest
from ...utils.arrays import BoolArray, FloatArray, IntArray
from ...utils.columns import Columns
from ...utils.progress import Progress
from ...utils.ragged import row_of_each
from ...utils.study_area import StudyArea
from ..bundle import read_network, trip_batches
from ..places.points import read_points
from ..roads.network import Network
from .footprints import edge_rows, interpolate_time, passes_of
from .matched import MatchedTrips

#: Passes of segments that are processed at once, about 200 MB.
PASSES_AT_ONCE = 1_000_000
#: Largest gap between stretches of a path that are joined, metres.
TOUCH_M = 1e-6
#: The columns of the file of pairs.
SCHEMA = pa.schema(
    {
        "location": pa.int64(),
        "trip_id": pa.string(),
        "driver_id": pa.string(),
        "piece": pa.int64(),
        "time": pa.timestamp("ms", tz="UTC"),
        "distance_m": pa.float64(),
        "along_m": pa.float64(),
    }
)


@dataclass(frozen=True)
class Pairs:
    """Visits of trips to locations, sorted by location, then trip, then s.

    Attributes:
        location: ``(p,)`` index of the location.
        trip: ``(p,)`` index of the matched piece.
        s: ``(p,)`` metres along the piece's path at its point nearest the location.
        t: ``(p,)`` Unix seconds there, interpolated.
        distance_m: ``(p,)`` from the location to that point.
    """

    location: IntArray
    trip: IntArray
    s: FloatArray
    t: FloatArray
    distance_m: FloatArray

    def __len__(self) -> int:
        return len(self.location)


class PairSearch:
    """Finds visits in several batches of trips; roads near the locations are searched once.

    Args:
        network: the network of the matched trips.
        area: its study area.
        lon, lat: ``(q,)`` the locations, EPSG:4326 degrees.
        distance_m: largest distance between a location and a path, metres.

    Raises:
        TrajganrError: ``INPUT.GEOMETRY`` for locations that are not finite, ``INPUT.FIELD`` for
            a distance that is not positive.
    """

    def __init__(
        self, network: Network, area: StudyArea, lon: FloatArray, lat: FloatArray, distance_m: float
    ) -> None:
        check_positive(distance_m=distance_m)
        xy = area.to_local(lon, lat)
        _refuse_no_numbers(xy)
        self._network = network
        self._near = _near(network, area, xy, distance_m)

    def find(self, trips: MatchedTrips) -> Pairs:
        """All visits of matched pieces to the locations; each piece of a trip counts separately."""
        turns = _priorities(trips, self._network)
        parts = [_visits(near, trips, turns) for near in self._chunks(trips)]
        return Pairs(
            **{
                field.name: np.concatenate([getattr(part, field.name) for part in parts])
                for field in fields(Pairs)
            }
        )

    def _chunks(self, trips: MatchedTrips) -> Iterator[_Near]:
        """Near segments in chunks of whole locations whose passes fit in memory."""
        near = self._near
        start, stop = edge_rows(trips, near.edge)
        chunk = np.cumsum(stop - start) // PASSES_AT_ONCE
        begins = np.flatnonzero(np.diff(near.location, prepend=-1))
        cuts = np.union1d(0, begins[np.diff(chunk[begins], prepend=0) > 0])
        for begin, end in pairwise([*cuts.tolist(), len(near.edge)]):
            yield near.take(slice(begin, end))


@dataclass(frozen=True)
class _Near(Columns):
    """Parts of straight segments of edges within the distance of locations.

    Attributes:
        location, edge: ``(n,)``, sorted by location.
        enter_m, exit_m: ``(n,)`` the part, metres from the start of the edge.
        foot_m, foot_distance_m: ``(n,)`` foot of the perpendicular from the location to the
            segment's line, in the same metres and possibly outside of the part, and its length.
    """

    location: IntArray
    edge: IntArray
    enter_m: FloatArray
    exit_m: FloatArray
    foot_m: FloatArray
    foot_distance_m: FloatArray


def _near(network: Network, area: StudyArea, xy: FloatArray, distance_m: float) -> _Near:
    """The parts of all edges within ``distance_m`` of the locations ``(q, 2)``, local metres."""
    vertices = area.to_local(network.lon, network.lat)
    is_last = np.zeros(len(vertices), dtype=bool)
    is_last[network.offsets[1:] - 1] = True
    begin = np.flatnonzero(~is_last)
    segments = shapely.linestrings(np.stack([vertices[begin], vertices[begin + 1]], axis=1))
    location, segment = shapely.STRtree(segments).query(
        shapely.points(xy), predicate="dwithin", distance=distance_m
    )
    order = np.lexsort((segment, location))
    location, begin = location[order], begin[segment[order]]

    along = vertices[begin + 1] - vertices[begin]
    length = np.hypot(along[:, 0], along[:, 1])
    to_place = xy[location] - vertices[begin]
    foot = (to_place * along).sum(axis=1) / length
    aside = np.abs(along[:, 0] * to_place[:, 1] - along[:, 1] * to_place[:, 0]) / length
    # The part is the chord of the circle around the location on the segment's line.
    half = np.sqrt(np.maximum(distance_m**2 - aside**2, 0.0))
    start_m = network.vertex_m[begin]
    stop_m = network.vertex_m[begin + 1]
    return _Near(
        location=location,
        edge=row_of_each(network.offsets)[begin],
        enter_m=np.clip(start_m + foot - half, start_m, stop_m),
        exit_m=np.clip(start_m + foot + half, start_m, stop_m),
        foot_m=start_m + foot,
        foot_distance_m=aside,
    )


def _priorities(trips: MatchedTrips, network: Network) -> IntArray:
    """``(passes,)`` number of U-turns onto the opposite edge before each pass of a piece."""
    turns = np.zeros(len(trips.pass_edge), dtype=np.int64)
    turns[1:] = network.reverse[trips.pass_edge[1:]] == trips.pass_edge[:-1]
    return np.cumsum(turns)


def _visits(near: _Near, trips: MatchedTrips, turns: IntArray) -> Pairs:
    """Overlaps of passes and near parts, joined to visits, each at its nearest point."""
    row, passed = passes_of(trips, near.edge)
    enter = np.maximum(near.enter_m[row], trips.pass_enter_m[passed])
    leave = np.minimum(near.exit_m[row], trips.pass_exit_m[passed])
    driven = enter <= leave
    row, passed, enter, leave = row[driven], passed[driven], enter[driven], leave[driven]
    # Passes are numbered in driving order, by trip.
    order = np.lexsort((enter, passed, near.location[row]))
    row, passed, enter, leave = row[order], passed[order], enter[order], leave[order]

    location, trip = near.location[row], trips.trip_of_pass[passed]
    nearest = np.clip(near.foot_m[row], enter, leave)
    distance = np.hypot(near.foot_distance_m[row], nearest - near.foot_m[row])
    begin_s = trips.pass_s[passed] - trips.pass_enter_m[passed]
    goes_on = _same(location) & _same(trip) & _same(turns[passed])
    goes_on[1:] &= (begin_s + enter)[1:] <= (begin_s + leave)[:-1] + TOUCH_M
    chosen = _smallest(distance, goes_on)
    s = (begin_s + nearest)[chosen]
    # A U-turn at the point nearest the location is a single visit.
    again = _same(location[chosen]) & _same(trip[chosen])
    again[1:] &= np.diff(s) <= TOUCH_M
    chosen, s = chosen[~again], s[~again]
    return Pairs(
        location=location[chosen],
        trip=trip[chosen],
        s=s,
        t=interpolate_time(trips, trip[chosen], s),
        distance_m=distance[chosen],
    )


def _same(values: npt.NDArray[np.generic]) -> BoolArray:
    """Which values equal the one before."""
    same = np.zeros(len(values), dtype=bool)
    same[1:] = values[1:] == values[:-1]
    return same


def _smallest(values: FloatArray, goes_on: BoolArray) -> IntArray:
    """Index of the first minimum of each run; ``goes_on`` is false where a run begins."""
    run = np.cumsum(~goes_on)
    order = np.lexsort((values, run))
    return order[~_same(run[order])]


def _refuse_no_numbers(xy: FloatArray) -> None:
    bad = ~np.isfinite(xy).all(axis=1)
    if bad.any():
        raise TrajganrError(
            Code.INPUT_GEOMETRY,
            "{count} of {places} places have coordinates that are no numbers.",
            "Leave them out, or correct their longitude and latitude.",
            count=int(bad.sum()),
            places=len(xy),
        )


def write_pairs(
    bundle: Path, locations: Path, distance_m: float, out: Path, progress: Progress
) -> dict[str, Any]:
    """Write a row for every visit of a trip within ``distance_m`` of a location.

    Columns: ``location`` (row of the file), ``trip_id, driver_id, piece``, ``time`` at the point of
    the path nearest the location, ``distance_m`` to it, and ``along_m``, its position on the path.

    Returns:
        ``counts``: locations, locations with a visit, and pairs.

    Raises:
        TrajganrError: an ``INPUT`` code.
    """
    area = StudyArea.of(BundleManifest.load(bundle).area)
    network = read_network(bundle)
    lon, lat = read_points(locations)
    search = PairSearch(network, area, lon, lat, distance_m)
    passed = np.zeros(len(lon), dtype=bool)
    first_piece = pairs_found = 0
    with pq.ParquetWriter(out, SCHEMA) as writer:
        for trips in trip_batches(bundle):
            progress("Looking for trips near the places", 0.0)
            pairs = search.find(trips)
            passed[pairs.location] = True
            writer.write_table(
                pa.table(
                    {
                        "location": pairs.location,
                        "trip_id": pa.array(trips.trip_id[pairs.trip], pa.string()),
                        "driver_id": pa.array(trips.driver_id[pairs.trip], pa.string()),
                        "piece": first_piece + pairs.trip,
                        "time": np.rint(pairs.t * 1000).astype("datetime64[ms]"),
                        "distance_m": pairs.distance_m,
                        "along_m": pairs.s,
                    }
                ).cast(SCHEMA)
            )
            first_piece += len(trips)
            pairs_found += len(pairs.location)
    counts = {"locations": len(lon), "passed": int(passed.sum()), "pairs": pairs_found}
    return {"counts": counts}

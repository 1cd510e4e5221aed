"""Matching trips to a network, batch by batch."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import shapely

from ...contract.data_config import MatchOptions
from ...contract.errors import Code, TrajganrError
from ...utils.arrays import FloatArray
from ...utils.cache import cache_folder
from ...utils.progress import Progress, silent
from ...utils.ragged import row_of_each
from ...utils.study_area import StudyArea
from ..roads.network import Network
from ..trips.trajectories import Trajectories
from .hops import FASTEST_MPS, STEP_M, plausible
from .matched import MatchedTrips
from .pieces import assemble
from .report import MatchReport
from .road_graph import RoadGraph

__all__ = ["Matcher"]

#: Longest paths between fixes that are precomputed, metres: upper bounds of the distance driven in
#: 15, 30 and 60 seconds. Memory grows with the square, so the shortest sufficient one is used.
LONGEST_PATHS_M = (625.0, 1250.0, 2500.0)
#: Share of a batch's hops for which it must be sufficient.
HOPS_REACHED = 0.9


class Matcher:
    """Matches batches of trips to one network.

    Args:
        network: the roads.
        area: their study area.
        options: of matching, such as the search radius.
        cache: folder of the tables of shortest paths, each named by a hash of its network;
            ``road-tables`` in the user's cache folder by default.

    Raises:
        TrajganrError: ``INPUT.EMPTY`` for a network without edges.
    """

    def __init__(
        self,
        network: Network,
        area: StudyArea,
        options: MatchOptions = MatchOptions(),
        cache: Path | None = None,
    ) -> None:
        if not len(network):
            raise TrajganrError(
                Code.INPUT_EMPTY,
                "There is no road to match trips to.",
                "Choose a study area and a layer with drivable roads.",
            )
        self._network = network
        self._area = area
        self._options = options
        self._vertices = area.to_local(network.lon, network.lat)
        self._cache = cache or cache_folder() / "road-tables"
        self._graph = self._reaching(LONGEST_PATHS_M[0])
        self._roads = shapely.STRtree(network.local_lines(area))

    def match(
        self, trips: Trajectories, progress: Progress = silent
    ) -> tuple[MatchedTrips, MatchReport]:
        """Match every trip, cutting it at fixes or hops without a matching path.

        Args:
            trips: cleaned trips, EPSG:4326.
            progress: receives the share of trips that are done.

        Raises:
            TrajganrError: ``INPUT.GEOMETRY`` for coordinates or times that are not finite.
        """
        xy = self._area.to_local(trips.lon, trips.lat)
        _refuse_no_numbers(xy, trips.t)
        # An empty batch does not determine the path length.
        longest_m = _longest_path_m(trips) if trips.fixes else self._graph.longest_path_m
        if self._graph.longest_path_m != longest_m:
            self._graph = self._reaching(longest_m)
        found = self._graph.hops(xy, trips.offsets, self._options, progress)
        hops = found.take(np.flatnonzero(plausible(found, self._network.length_m, xy, trips.t)))
        if not len(hops):
            matched, fix = MatchedTrips.empty(), np.empty(0, dtype=np.int64)
        else:
            matched, fix = assemble(hops, trips, self._network, xy, self._vertices)
        is_matched = np.zeros(trips.fixes, dtype=bool)
        is_matched[fix] = True
        trip_of_fix = row_of_each(trips.offsets)
        return matched, MatchReport(
            trips=len(trips),
            trips_matched=len(np.unique(trip_of_fix[fix])),
            pieces=len(matched),
            fixes=trips.fixes,
            fixes_matched=len(fix),
            fixes_far_from_roads=self._far_from_roads(xy[~is_matched]),
            hops=len(found),
            hops_cut=len(found) - len(hops),
        )

    def _reaching(self, longest_path_m: float) -> RoadGraph:
        return RoadGraph(self._network, self._vertices, longest_path_m, self._cache)

    def _far_from_roads(self, xy: FloatArray) -> int:
        """Number of positions ``(q, 2)`` without a road within the search radius."""
        near = self._roads.query(
            shapely.points(xy), predicate="dwithin", distance=self._options.search_radius_m
        )
        return len(xy) - len(np.unique(near[0]))


def _longest_path_m(trips: Trajectories) -> float:
    """Path length that is sufficient for the time gaps of most fixes."""
    within_trip = np.ones(max(trips.fixes - 1, 0), dtype=bool)
    within_trip[trips.offsets[1:-1] - 1] = False
    seconds = np.diff(trips.t)[within_trip]
    needed = STEP_M
    if len(seconds):
        needed += FASTEST_MPS * float(np.quantile(seconds, HOPS_REACHED))
    return next((reach for reach in LONGEST_PATHS_M if reach >= needed), LONGEST_PATHS_M[-1])


def _refuse_no_numbers(xy: FloatArray, t: FloatArray) -> None:
    good = np.isfinite(xy).all(axis=1) & np.isfinite(t)
    if not good.all():
        raise TrajganrError(
            Code.INPUT_GEOMETRY,
            "{count} of {fixes} fixes have coordinates or times that are no numbers.",
            "Clean the trips before they are matched.",
            count=int((~good).sum()),
            fixes=len(good),
        )

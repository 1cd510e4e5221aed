"""A road network prepared for matching: its graph, the grid of its segments, its short paths."""

from __future__ import annotations

import logging
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import numpy as np

from ...utils.arrays import Float32Array, FloatArray, IntArray
from ...utils.progress import Progress
from ..roads.network import Network
from .candidates import SegmentGrid, count_far
from .gaps import gaps_of
from .hops import Hops
from .second_ways import AVOIDED_PROBABILITY, SECOND_WAY_RATIO, certain_edges
from .shortest_paths import Graph, PathTable
from .viterbi import DETOUR_ALLOWED_M, MAX_DETOUR, FoundFixes, match_trips

log = logging.getLogger(__name__)

#: Longest paths in the table, metres. Its size grows with the square, so the shortest sufficient
#: one is used; longer paths are searched when they are needed.
MAX_PATHS_M = (625.0, 884.0, 1250.0, 1768.0, 2500.0)
#: Share of the pairs of consecutive fixes for which it must be sufficient.
PAIRS_COVERED = 0.9
#: Maximum size of the table, bytes; in a larger network its paths are shorter.
MAX_TABLE_BYTES = 1_000_000_000
#: A table is not made smaller than for paths of this length, metres.
MIN_PATHS_M = 10.0
#: Fixes that one task matches, of whole trips.
FIXES_OF_A_TASK = 20_000


class RoadGraph:
    """Finds paths between fixes; edges have the network's numbers.

    Args:
        network: at least one edge.
        vertices: ``(vertices, 2)`` its vertices in local metres.
        search_radius_m: roads farther than this from a fix are no candidates for it.
        threads: number of threads that work at once; results do not depend on it.
    """

    def __init__(
        self, network: Network, vertices: FloatArray, search_radius_m: float, threads: int
    ) -> None:
        self._threads = threads
        self._graph = Graph.of(network, vertices)
        # Whole numbers would compile everything anew, for their type.
        self._grid = SegmentGrid.of(network, vertices, float(search_radius_m))
        self._table: PathTable | None = None
        self._wanted_m = 0.0  # of the table, whose paths may be shorter

    def match(
        self,
        xy: FloatArray,
        t: FloatArray,
        speed: Float32Array,
        heading: Float32Array,
        offsets: IntArray,
        gps_error_m: float,
        progress: Progress,
    ) -> tuple[FoundFixes, Hops]:
        """Match trips: positions of their fixes on the roads, and the paths between them.

        Args:
            xy: ``(fixes, 2)`` in the frame of the vertices, finite.
            t: ``(fixes,)`` seconds.
            speed, heading: ``(fixes,)`` m/s, and degrees clockwise from north; NaN where unknown.
            offsets: ``(n+1,)`` of the trips.
            gps_error_m: standard deviation of the fixes across their roads, metres, or
                :data:`~.viterbi.ESTIMATED`.
            progress: receives the share of trips that are done.
        """
        table = self._table_for(xy, offsets)
        trips = len(offsets) - 1
        found = FoundFixes.empty(trips, len(xy))
        x, y = np.ascontiguousarray(xy.T, dtype=np.float64)
        t = np.asarray(t, dtype=np.float64)
        # Arrays of another type or layout would compile everything anew.
        speed, heading = (np.ascontiguousarray(each, dtype=np.float32) for each in (speed, heading))
        begins = np.searchsorted(offsets, np.arange(0, len(xy), FIXES_OF_A_TASK), side="right") - 1
        bounds = np.unique(np.r_[begins, trips]).tolist()

        def match(first: int, last: int) -> None:
            match_trips(
                *(first, last, offsets, x, y, t, speed, heading),
                *(self._graph, table, self._grid, float(gps_error_m), found),
            )

        progress("Matching trips", 0.0)
        with ThreadPoolExecutor(self._threads) as pool:
            tasks = [pool.submit(match, *pair) for pair in pairwise(bounds)]
            try:
                for task, last in zip(tasks, bounds[1:], strict=True):
                    task.result()
                    progress("Matching trips", last / trips)
            except BaseException:
                pool.shutdown(cancel_futures=True)
                raise
        return found, Hops.of(found, self._graph, table)

    def edge_probability(self, hops: Hops, t: FloatArray) -> Float32Array:
        """``(e,)`` that the edges of paths were driven, by :func:`~.second_ways.certain_edges`.

        Args:
            hops: the paths.
            t: ``(fixes,)`` seconds.
        """
        is_gap = gaps_of(t, hops.start, hops.end)
        is_certain = certain_edges(
            hops.edges, hops.edge_offsets, is_gap, self._graph, SECOND_WAY_RATIO
        )
        return np.where(is_certain, 1.0, AVOIDED_PROBABILITY).astype(np.float32)

    def count_far_from_roads(self, xy: FloatArray) -> int:
        """Number of places ``(n, 2)`` without a road within the search radius."""
        return count_far(self._grid, *np.ascontiguousarray(xy.T))

    def _table_for(self, xy: FloatArray, offsets: IntArray) -> PathTable:
        """The table in use, or one with longer paths if most pairs of fixes need them."""
        needed_m = _longest_needed_m(xy, offsets)
        longest_m = next((reach for reach in MAX_PATHS_M if reach >= needed_m), MAX_PATHS_M[-1])
        if self._table is None or self._wanted_m < longest_m:
            self._table, self._wanted_m = self._new_table(longest_m), longest_m
        return self._table

    def _new_table(self, longest_m: float) -> PathTable:
        while (
            longest_m > MIN_PATHS_M
            and PathTable.estimated_bytes(self._graph, longest_m) > MAX_TABLE_BYTES
        ):
            longest_m /= 2
        table = PathTable.of(self._graph, longest_m, self._threads)
        log.info(
            "Computed all paths up to %.0f m of %d nodes: %.0f MB",
            longest_m,
            self._graph.nodes,
            table.bytes / 1e6,
        )
        return table


def _longest_needed_m(xy: FloatArray, offsets: IntArray) -> float:
    """Length of paths that is sufficient for most pairs of consecutive fixes of a trip."""
    is_within_trip = np.ones(max(len(xy) - 1, 0), dtype=bool)
    is_within_trip[offsets[1:-1] - 1] = False
    straight_m = np.hypot(*np.diff(xy, axis=0).T)[is_within_trip]
    if not len(straight_m):
        return 0.0
    return MAX_DETOUR * float(np.quantile(straight_m, PAIRS_COVERED)) + DETOUR_ALLOWED_M

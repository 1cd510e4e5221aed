"""Map matching: trips as positions along paths through the network.

The only module that imports fastmm (Fast Map Matching: Yang & Gidófalvi 2018, a hidden Markov
model over candidate edges with precomputed shortest paths).
"""

from __future__ import annotations

import logging
import os
import sys
import tempfile
from array import array
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import fastmm
import numpy as np
import numpy.typing as npt
import pandas as pd

from ..errors import Code, TrajganrError
from ..geo import StudyArea
from ..progress import Progress, silent
from .ragged import offsets_of, row_of_each, take_rows
from .roads import Network
from .trajectories import Trajectories

__all__ = ["MatchedTrips", "match_trips"]

log = logging.getLogger(__name__)

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]
TextArray = npt.NDArray[np.object_]

#: Roads farther than this from a fix are no candidates for it, metres.
SEARCH_RADIUS_M = 50.0
#: Standard deviation of a fix across its road, metres.
GPS_ERROR_M = 30.0
CANDIDATES = 8
#: A standing vehicle's fixes jump; this much backwards on one edge counts as standing, metres.
REVERSE_TOLERANCE_M = 30.0
#: Longest path between two fixes that is searched for, metres: 15 s at 150 km/h, doubled.
LONGEST_PATH_M = 1250.0
#: Paths between two fixes that need more than this are wrong matches, m/s (144 km/h) …
FASTEST_MPS = 40.0
#: … and so are those longer than this many times the straight line and some metres: on Porto's
#: trips they raise the 99th percentile of residential speeds from 47 to 120 km/h and more.
LONGEST_DETOUR = 2.0
DETOUR_SLACK_M = 50.0


@dataclass(frozen=True)
class MatchedTrips:
    """Pieces of trips on the network; a trip is cut where matching failed.

    Attributes:
        offsets: ``(n+1,)``, fixes of piece i are ``offsets[i]:offsets[i+1]``.
        lon, lat, t, speed: ``(fixes,)`` as in :class:`Trajectories`, matched fixes only.
        s: ``(fixes,)`` metres along the matched path since the piece's first fix; never
            decreases, because a fix behind the one before counts as standing there.
        edge, edge_offset: ``(fixes,)`` matched edge and metres from its start, standing included.
        trip_id, driver_id: ``(n,)`` strings.
        pass_offsets: ``(n+1,)``, edge passes of piece i are
            ``pass_offsets[i]:pass_offsets[i+1]``, in the order driven.
        pass_edge: ``(passes,)`` the edge.
        pass_s: ``(passes,)`` s where the pass begins.
        pass_enter_m, pass_exit_m: ``(passes,)`` metres on the edge where it begins and ends.
    """

    offsets: IntArray
    lon: FloatArray
    lat: FloatArray
    t: FloatArray
    speed: npt.NDArray[np.float32]
    s: FloatArray
    edge: IntArray
    edge_offset: FloatArray
    trip_id: TextArray
    driver_id: TextArray
    pass_offsets: IntArray
    pass_edge: IntArray
    pass_s: FloatArray
    pass_enter_m: FloatArray
    pass_exit_m: FloatArray

    def __len__(self) -> int:
        return len(self.offsets) - 1

    @cached_property
    def trip_of_pass(self) -> IntArray:
        """``(passes,)`` the piece of each pass."""
        return row_of_each(self.pass_offsets)

    @cached_property
    def passes_by_edge(self) -> tuple[IntArray, IntArray]:
        """Passes in the order of their edge, and where in it each edge begins."""
        return np.argsort(self.pass_edge, kind="stable"), offsets_of(np.bincount(self.pass_edge))

    def take(self, trips: IntArray) -> MatchedTrips:
        """The chosen pieces, in the order given."""
        fixes, offsets = take_rows(self.offsets, trips)
        passes, pass_offsets = take_rows(self.pass_offsets, trips)
        return MatchedTrips(
            offsets=offsets,
            lon=self.lon[fixes],
            lat=self.lat[fixes],
            t=self.t[fixes],
            speed=self.speed[fixes],
            s=self.s[fixes],
            edge=self.edge[fixes],
            edge_offset=self.edge_offset[fixes],
            trip_id=self.trip_id[trips],
            driver_id=self.driver_id[trips],
            pass_offsets=pass_offsets,
            pass_edge=self.pass_edge[passes],
            pass_s=self.pass_s[passes],
            pass_enter_m=self.pass_enter_m[passes],
            pass_exit_m=self.pass_exit_m[passes],
        )


def match_trips(
    trips: Trajectories, network: Network, area: StudyArea, progress: Progress = silent
) -> MatchedTrips:
    """Match every trip to the network, cutting it at fixes or hops that match no path.

    Raises:
        TrajganrError: ``INPUT.EMPTY`` when no trip matches anywhere.
    """
    progress("matching trips", 0.0)
    # fastmm keeps its table of shortest paths in a folder; its file names do not tell apart
    # networks of the same topology, so the folder is not shared between runs.
    with tempfile.TemporaryDirectory(prefix="trajganr-ubodt-") as cache, _quiet_stdout():
        graph = _graph(network, area)
        matcher = _matcher(graph, Path(cache))
    hops = _match_hops(matcher, trips, area, progress)
    hops = _without_detours(hops, trips, network, area)
    if not len(hops.start):
        raise TrajganrError(
            Code.INPUT_EMPTY,
            "None of {trips} trips matches the roads.",
            "Check that trips and roads are of the same place, and that the roads are drivable.",
            trips=len(trips),
        )
    matched = _assemble(hops, trips, network)
    log.info(
        "Matched %d of %d fixes to roads, in %d pieces; the others are dropped",
        len(matched.t),
        trips.fixes,
        len(matched),
    )
    return matched


@dataclass(frozen=True)
class _Hops:
    """Paths from one fix to the next: ``start`` (first fix), and the edges in between."""

    start: IntArray
    start_offset: FloatArray
    end_offset: FloatArray
    edge_offsets: IntArray
    edges: IntArray


def _graph(network: Network, area: StudyArea) -> fastmm.Network:
    """The network in local metres as fastmm has it; edge and node numbers are ours."""
    xy = list(map(tuple, area.to_local(network.lon, network.lat).tolist()))
    graph = fastmm.Network()
    for edge, (source, target, begin, end) in enumerate(
        zip(
            network.source.tolist(),
            network.target.tolist(),
            network.offsets[:-1].tolist(),
            network.offsets[1:].tolist(),
            strict=True,
        )
    ):
        graph.add_edge(edge, source=source, target=target, geom=xy[begin:end])
    graph.finalize()
    return graph


def _matcher(graph: fastmm.Network, cache: Path) -> fastmm.FastMapMatch:
    """A matcher over the graph, which it does not keep alive: hold on to both."""
    return fastmm.FastMapMatch(
        graph,
        fastmm.TransitionMode.SHORTEST,
        max_distance_between_candidates=LONGEST_PATH_M,
        cache_dir=cache,
    )


def _match_hops(
    matcher: fastmm.FastMapMatch, trips: Trajectories, area: StudyArea, progress: Progress
) -> _Hops:
    xy = area.to_local(trips.lon, trips.lat)
    # Typed arrays, because Python lists of a whole city's numbers would not fit in memory.
    start, counts, edges = array("q"), array("q"), array("q")
    start_offset, end_offset = array("d"), array("d")
    for trip in range(len(trips)):
        begin, end = int(trips.offsets[trip]), int(trips.offsets[trip + 1])
        fixes = np.column_stack([xy[begin:end], trips.t[begin:end]]).tolist()
        result = matcher.match(
            fastmm.Trajectory.from_xyt_tuples(list(map(tuple, fixes))),
            max_candidates=CANDIDATES,
            candidate_search_radius=SEARCH_RADIUS_M,
            gps_error=GPS_ERROR_M,
            reverse_tolerance=REVERSE_TOLERANCE_M,
        )
        for piece in result.subtrajectories:
            for hop in piece.segments:
                start.append(begin + hop.p0.trajectory_index)
                start_offset.append(hop.p0.offset_from_start_of_edge)
                end_offset.append(hop.p1.offset_from_start_of_edge)
                path = [edge.edge_id for edge in hop.edges]
                counts.append(len(path))
                edges.extend(path)
        if trip % 256 == 0:
            progress("matching trips", trip / len(trips))
    return _Hops(
        start=np.array(start, dtype=np.int64),
        start_offset=np.array(start_offset, dtype=np.float64),
        end_offset=np.array(end_offset, dtype=np.float64),
        edge_offsets=offsets_of(np.array(counts, dtype=np.int64)),
        edges=np.array(edges, dtype=np.int64),
    )


def _without_detours(hops: _Hops, trips: Trajectories, network: Network, area: StudyArea) -> _Hops:
    """Leave out paths too long for their time or their distance; the trip is cut there."""
    enter, leave = _spans(hops, network)
    length = np.bincount(
        row_of_each(hops.edge_offsets),
        weights=np.maximum(leave - enter, 0),
        minlength=len(hops.start),
    )
    xy = area.to_local(trips.lon, trips.lat)
    straight = np.hypot(*(xy[hops.start + 1] - xy[hops.start]).T)
    seconds = trips.t[hops.start + 1] - trips.t[hops.start]
    plausible = (length <= FASTEST_MPS * seconds) & (
        length <= LONGEST_DETOUR * straight + DETOUR_SLACK_M
    )
    if not plausible.all():
        log.warning(
            "Cut trips at %d of %d hops between fixes, whose path would be a detour or faster "
            "than %.0f km/h",
            int((~plausible).sum()),
            len(plausible),
            FASTEST_MPS * 3.6,
        )
    kept = np.flatnonzero(plausible)
    edges, edge_offsets = take_rows(hops.edge_offsets, kept)
    return _Hops(
        start=hops.start[kept],
        start_offset=hops.start_offset[kept],
        end_offset=hops.end_offset[kept],
        edge_offsets=edge_offsets,
        edges=hops.edges[edges],
    )


def _spans(hops: _Hops, network: Network) -> tuple[FloatArray, FloatArray]:
    """Where each hop enters and leaves each of its edges, metres from the edge's start."""
    enter = np.zeros(len(hops.edges))
    leave = network.length_m[hops.edges]
    enter[hops.edge_offsets[:-1]] = hops.start_offset
    leave[hops.edge_offsets[1:] - 1] = hops.end_offset
    return enter, leave


def _assemble(hops: _Hops, trips: Trajectories, network: Network) -> MatchedTrips:
    """Join hops into pieces, and what hops do on one edge into passes."""
    first, last = hops.edge_offsets[:-1], hops.edge_offsets[1:] - 1
    enter, leave = _spans(hops, network)

    # A hop carries on from the one before when it starts where that ended.
    carries_on = np.zeros(len(hops.start), dtype=bool)
    carries_on[1:] = (
        (hops.start[1:] == hops.start[:-1] + 1)
        & (hops.edges[first[1:]] == hops.edges[last[:-1]])
        & (hops.start_offset[1:] == hops.end_offset[:-1])
    )
    begins = np.flatnonzero(~carries_on)
    hop_offsets = np.r_[begins, len(hops.start)]
    offsets = offsets_of(np.diff(hop_offsets) + 1)

    # Within a hop every edge is a new pass; a hop that carries on continues the pass it is in.
    is_new = np.ones(len(hops.edges), dtype=bool)
    is_new[first[carries_on]] = False
    pass_of = np.cumsum(is_new) - 1
    opening = np.flatnonzero(is_new)
    closing = np.r_[opening[1:], len(is_new)] - 1
    # A fix behind an earlier one on the same edge is the vehicle standing at the earlier one.
    reached = np.maximum(pd.Series(leave).groupby(pass_of).cummax(), enter[opening][pass_of])
    reached = reached.to_numpy()
    pass_enter, pass_exit = enter[opening], reached[closing]
    pass_edge = hops.edges[opening]
    pass_offsets = np.r_[pass_of[first[begins]], len(opening)]
    driven = np.r_[0.0, np.cumsum(pass_exit - pass_enter)]
    pass_s = driven[:-1] - np.repeat(driven[pass_offsets[:-1]], np.diff(pass_offsets))

    # Fixes of a piece: where its first hop starts, then where each of its hops ends.
    is_first_fix = np.zeros(offsets[-1], dtype=bool)
    is_first_fix[offsets[:-1]] = True
    fix = np.empty(offsets[-1], dtype=np.int64)
    fix[is_first_fix], fix[~is_first_fix] = hops.start[begins], hops.start + 1
    pass_of_fix = np.empty(offsets[-1], dtype=np.int64)
    pass_of_fix[is_first_fix], pass_of_fix[~is_first_fix] = pass_offsets[:-1], pass_of[last]
    edge_offset = np.empty(offsets[-1])
    edge_offset[is_first_fix] = pass_enter[pass_offsets[:-1]]
    edge_offset[~is_first_fix] = reached[last]

    s = pass_s[pass_of_fix] + edge_offset - pass_enter[pass_of_fix]
    # Only rounding is undone here: distances along the path do not decrease.
    s = pd.Series(s).groupby(row_of_each(offsets)).cummax().to_numpy()

    trip = np.searchsorted(trips.offsets, hops.start[begins], side="right") - 1
    return MatchedTrips(
        offsets=offsets,
        lon=trips.lon[fix],
        lat=trips.lat[fix],
        t=trips.t[fix],
        speed=trips.speed[fix],
        s=s,
        edge=pass_edge[pass_of_fix],
        edge_offset=edge_offset,
        trip_id=trips.trip_id[trip],
        driver_id=trips.driver_id[trip],
        pass_offsets=pass_offsets,
        pass_edge=pass_edge,
        pass_s=pass_s,
        pass_enter_m=pass_enter,
        pass_exit_m=pass_exit,
    )


@contextmanager
def _quiet_stdout() -> Iterator[None]:
    """Send fastmm's own log, which it writes to the process's stdout, nowhere."""
    sys.stdout.flush()
    kept = os.dup(1)
    with open(os.devnull, "wb") as nowhere:  # noqa: PTH123
        os.dup2(nowhere.fileno(), 1)
    try:
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)

"""Map matching: trips as positions along paths through the network.

The only module that imports fastmm (Fast Map Matching: Yang & Gidófalvi 2018, a hidden Markov
model over candidate edges with precomputed shortest paths).
"""

from __future__ import annotations

import logging
import math
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
from .ragged import concatenated_ranges, last_before, offsets_of, row_of_each, take_rows
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
#: Fixes closer than this to the one matched before are placed on its path afterwards, metres. Left
#: to the matcher, the jumps of a standing or slow vehicle would turn it around.
STEP_M = 20.0
#: This much backwards on one edge counts as standing, metres; below STEP_M, so that driving on is
#: never taken for standing on the opposite edge.
REVERSE_TOLERANCE_M = 10.0
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
    matched = _assemble(hops, trips, network, area)
    log.info(
        "Matched %d of %d fixes to roads, in %d pieces; the others are dropped",
        len(matched.t),
        trips.fixes,
        len(matched),
    )
    return matched


@dataclass(frozen=True)
class _Hops:
    """Paths from one matched fix to the next.

    Attributes:
        start, end: ``(h,)`` the two fixes; those between them were not matched.
        start_offset, end_offset: ``(h,)`` metres on the first and on the last edge of the path.
        edge_offsets: ``(h+1,)``, the path of hop i is ``edges[edge_offsets[i]:edge_offsets[i+1]]``.
        edges: ``(e,)``.
    """

    start: IntArray
    end: IntArray
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
    start, end, counts, edges = array("q"), array("q"), array("q"), array("q")
    start_offset, end_offset = array("d"), array("d")
    for trip in range(len(trips)):
        fixes = range(trips.offsets[trip], trips.offsets[trip + 1])
        places = list(map(tuple, xy[fixes.start : fixes.stop].tolist()))
        steps = _steps(places)
        result = matcher.match(
            fastmm.Trajectory.from_xy_tuples([places[step] for step in steps]),
            max_candidates=CANDIDATES,
            candidate_search_radius=SEARCH_RADIUS_M,
            gps_error=GPS_ERROR_M,
            reverse_tolerance=REVERSE_TOLERANCE_M,
        )
        for piece in result.subtrajectories:
            for hop in piece.segments:
                start.append(fixes[steps[hop.p0.trajectory_index]])
                end.append(fixes[steps[hop.p1.trajectory_index]])
                start_offset.append(hop.p0.offset_from_start_of_edge)
                end_offset.append(hop.p1.offset_from_start_of_edge)
                path = [edge.edge_id for edge in hop.edges]
                counts.append(len(path))
                edges.extend(path)
        if trip % 256 == 0:
            progress("matching trips", trip / len(trips))
    return _Hops(
        start=np.array(start, dtype=np.int64),
        end=np.array(end, dtype=np.int64),
        start_offset=np.array(start_offset, dtype=np.float64),
        end_offset=np.array(end_offset, dtype=np.float64),
        edge_offsets=offsets_of(np.array(counts, dtype=np.int64)),
        edges=np.array(edges, dtype=np.int64),
    )


def _steps(places: list[tuple[float, float]]) -> list[int]:
    """Which places to match: the first, each :data:`STEP_M` from the one before, the last."""
    steps = [0]
    for i, place in enumerate(places):
        if math.dist(place, places[steps[-1]]) >= STEP_M:
            steps.append(i)
    if steps[-1] != len(places) - 1:
        steps.append(len(places) - 1)
    return steps


def _without_detours(hops: _Hops, trips: Trajectories, network: Network, area: StudyArea) -> _Hops:
    """Leave out paths too long for their time or their distance; the trip is cut there."""
    enter, leave = _spans(hops, network)
    length = np.bincount(
        row_of_each(hops.edge_offsets),
        weights=np.maximum(leave - enter, 0),
        minlength=len(hops.start),
    )
    xy = area.to_local(trips.lon, trips.lat)
    straight = np.hypot(*(xy[hops.end] - xy[hops.start]).T)
    # Fixes that were not matched are near the hop's start: the way is driven after the last one.
    seconds = trips.t[hops.end] - trips.t[hops.end - 1]
    plausible = (length <= STEP_M + FASTEST_MPS * seconds) & (
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
        end=hops.end[kept],
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


def _assemble(hops: _Hops, trips: Trajectories, network: Network, area: StudyArea) -> MatchedTrips:
    """Join hops into pieces, what hops do on one edge into passes, and place all fixes."""
    first, last = hops.edge_offsets[:-1], hops.edge_offsets[1:] - 1
    enter, leave = _spans(hops, network)

    # A hop carries on from the one before when it starts where that ended.
    carries_on = np.zeros(len(hops.start), dtype=bool)
    carries_on[1:] = (
        (hops.start[1:] == hops.end[:-1])
        & (hops.edges[first[1:]] == hops.edges[last[:-1]])
        & (hops.start_offset[1:] == hops.end_offset[:-1])
    )
    opening_hop = np.flatnonzero(~carries_on)
    piece_of_hop = np.cumsum(~carries_on) - 1

    # Within a hop every edge is a new pass; a hop that carries on continues the pass it is in.
    is_new = np.ones(len(hops.edges), dtype=bool)
    is_new[first[carries_on]] = False
    pass_of = np.cumsum(is_new) - 1
    opening = np.flatnonzero(is_new)
    closing = np.r_[opening[1:], len(is_new)] - 1
    # A hop that ends behind an earlier one on the same edge is the vehicle standing there.
    reached = pd.Series(leave).groupby(pass_of).cummax().to_numpy()
    reached = np.maximum(reached, enter[opening][pass_of])
    pass_enter, pass_exit = enter[opening], reached[closing]
    pass_offsets = np.r_[pass_of[first[opening_hop]], len(opening)]
    driven = np.r_[0.0, np.cumsum(pass_exit - pass_enter)]
    pass_s = driven[:-1] - np.repeat(driven[pass_offsets[:-1]], np.diff(pass_offsets))

    end_s = pass_s[pass_of[last]] + reached[last] - pass_enter[pass_of[last]]
    start_s = np.where(carries_on, np.r_[0.0, end_s[:-1]], 0.0)
    fix, offsets, s = _place_fixes(hops, start_s, end_s, piece_of_hop, trips, area)
    piece = row_of_each(offsets)
    in_pass = last_before(pass_s, pass_offsets, s, piece)
    edge_offset = pass_enter[in_pass] + s - pass_s[in_pass]
    trip = np.searchsorted(trips.offsets, hops.start[opening_hop], side="right") - 1
    return MatchedTrips(
        offsets=offsets,
        lon=trips.lon[fix],
        lat=trips.lat[fix],
        t=trips.t[fix],
        speed=trips.speed[fix],
        s=s,
        edge=hops.edges[opening][in_pass],
        edge_offset=np.clip(edge_offset, pass_enter[in_pass], pass_exit[in_pass]),
        trip_id=trips.trip_id[trip],
        driver_id=trips.driver_id[trip],
        pass_offsets=pass_offsets,
        pass_edge=hops.edges[opening],
        pass_s=pass_s,
        pass_enter_m=pass_enter,
        pass_exit_m=pass_exit,
    )


def _place_fixes(
    hops: _Hops,
    start_s: FloatArray,
    end_s: FloatArray,
    piece_of_hop: IntArray,
    trips: Trajectories,
    area: StudyArea,
) -> tuple[IntArray, IntArray, FloatArray]:
    """All fixes of each piece and how far along its path they are.

    A fix between the two of a hop is as far along the hop's path as its projection is along the
    straight line between them, and never behind an earlier fix.

    Returns:
        ``(fix, offsets, s)``: fixes of the pieces, offsets of the pieces in them, metres.
    """
    is_opening = np.diff(piece_of_hop, prepend=-1) > 0
    # The fixes of a hop are those after its start; a piece's first hop has its start too.
    fix, hop_offsets = concatenated_ranges(
        np.where(is_opening, hops.start, hops.start + 1), hops.end + 1
    )
    hop = row_of_each(hop_offsets)
    offsets = hop_offsets[np.r_[np.flatnonzero(is_opening), len(hops.start)]]

    xy = area.to_local(trips.lon, trips.lat)
    along = xy[hops.end] - xy[hops.start]
    length = (along**2).sum(axis=1)
    projected = ((xy[fix] - xy[hops.start][hop]) * along[hop]).sum(axis=1)
    share = np.divide(projected, length[hop], out=np.zeros(len(fix)), where=length[hop] > 0)
    share[fix == hops.start[hop]] = 0.0
    share[fix == hops.end[hop]] = 1.0
    s = start_s[hop] + np.clip(share, 0.0, 1.0) * (end_s - start_s)[hop]
    s = pd.Series(s).groupby(row_of_each(offsets)).cummax().to_numpy()
    return fix, offsets, s


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

"""The road network in fastmm's representation, with its table of shortest paths on disk.

The only module that imports fastmm (Fast Map Matching: Yang & Gidófalvi 2018, a hidden Markov
model over candidate edges with precomputed shortest paths).
"""

from __future__ import annotations

import hashlib
import logging
import math
import os
import shutil
import sys
import tempfile
import time
from array import array
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import chain, pairwise
from operator import attrgetter
from pathlib import Path

import fastmm
import geopandas as gpd
import numpy as np
import shapely

from ...contract.atomic_io import read_json, sha256_of, write_json
from ...contract.data_config import MatchOptions
from ...contract.errors import TrajganrError
from ...contract.protocol.file_names import inside
from ...utils.arrays import FloatArray, IntArray
from ...utils.progress import Progress
from ...utils.ragged import concatenated_ranges, offsets_of
from ..roads.network import Network
from .hops import STEP_M, Hops

__all__ = ["RoadGraph"]

log = logging.getLogger(__name__)

#: Number of candidate edges of a fix.
CANDIDATES = 8
#: Up to this far backwards on an edge counts as standing, metres; less than STEP_M, so that driving
#: on is never matched as standing on the opposite edge.
REVERSE_TOLERANCE_M = 10.0
#: Version of the conversion to fastmm's network.
GRAPH_FORMAT = 1
#: Number of tables kept on disk; the least recently used are removed first.
TABLES_KEPT = 8
#: File with the table's name and hash.
TABLE_NOTE = "table.json"

EDGE_ID = attrgetter("edge_id")


class RoadGraph:
    """Finds paths between fixes; edges have the network's numbers.

    Args:
        network: at least one edge.
        vertices: ``(vertices, 2)`` its vertices in local metres.
        longest_path_m: longest path between two fixes.
        cache: folder of the tables of shortest paths.
    """

    def __init__(
        self, network: Network, vertices: FloatArray, longest_path_m: float, cache: Path
    ) -> None:
        self.longest_path_m = longest_path_m
        # fastmm extends the bounding box of a line with negative coordinates to zero. With positive
        # coordinates it finds the same candidates in a third of the time.
        self._origin = vertices.min(axis=0) - 1.0
        key = _key(network, vertices, longest_path_m)
        with _quiet_stdout():
            # The matcher does not hold a reference to the graph.
            self._graph = _graph(network, vertices - self._origin)
            self._matcher = _matcher(self._graph, longest_path_m, cache / key)

    def hops(
        self, xy: FloatArray, offsets: IntArray, options: MatchOptions, progress: Progress
    ) -> Hops:
        """Paths between the fixes of each trip, where they exist.

        Args:
            xy: ``(fixes, 2)`` in the frame of the vertices, finite.
            offsets: ``(n+1,)`` of the trips.
            options: of matching.
            progress: receives the share of trips that are done.
        """
        match = self._matcher.match
        runs = _Runs()
        places = xy - self._origin
        bounds = offsets.tolist()
        for trip, (begin, end) in enumerate(pairwise(bounds)):
            if trip % 256 == 0:
                progress("Matching trips", trip / (len(bounds) - 1))
            if end - begin < 2:
                continue
            of_trip = list(map(tuple, places[begin:end].tolist()))
            steps = _steps(of_trip)
            result = match(
                fastmm.Trajectory.from_xy_tuples([of_trip[step] for step in steps]),
                max_candidates=CANDIDATES,
                candidate_search_radius=options.search_radius_m,
                gps_error=options.gps_error_m,
                reverse_tolerance=REVERSE_TOLERANCE_M,
            )
            runs.add([begin + step for step in steps], result)
        return runs.hops()


class _Runs:
    """Collects fastmm's results: runs of hops, each starting where the previous one ended.

    They are typed arrays, because Python lists for a whole city would not fit in memory.
    """

    def __init__(self) -> None:
        self._fix = array("q")
        # Per run: index of its first fix, and the position on its edge.
        self._start, self._start_offset, self._hops = array("q"), array("d"), array("q")
        # Per hop: the position on its last edge, and the number of edges.
        self._end_offset, self._edge_counts = array("d"), array("q")
        self._edges = array("q")

    def add(self, fixes: list[int], result: fastmm.SplitMatchResult) -> None:
        """Append the runs of a trip of which ``fixes`` were matched."""
        # Every attribute access creates an object, so each attribute is read once.
        for run in result.subtrajectories:
            hops, start = run.segments, run.start_index
            if len(hops) != run.end_index - start:
                continue  # fastmm found no path; the fixes count as unmatched.
            self._start.append(len(self._fix) + start)
            self._start_offset.append(hops[0].p0.offset_from_start_of_edge)
            self._hops.append(len(hops))
            self._end_offset.extend([hop.p1.offset_from_start_of_edge for hop in hops])
            paths = [hop.edges for hop in hops]
            self._edge_counts.extend(map(len, paths))
            self._edges.extend(map(EDGE_ID, chain.from_iterable(paths)))
        self._fix.extend(fixes)

    def hops(self) -> Hops:
        """The hops of all runs."""
        run_start = np.array(self._start, dtype=np.int64)
        place, offsets = concatenated_ranges(run_start, run_start + np.array(self._hops, np.int64))
        fix = np.array(self._fix, dtype=np.int64)
        end_offset = np.array(self._end_offset, dtype=np.float64)
        start_offset = np.zeros(len(end_offset))
        start_offset[1:] = end_offset[:-1]
        start_offset[offsets[:-1]] = self._start_offset
        return Hops(
            start=fix[place],
            end=fix[place + 1],
            start_offset=start_offset,
            end_offset=end_offset,
            edge_offsets=offsets_of(np.array(self._edge_counts, dtype=np.int64)),
            edges=np.array(self._edges, dtype=np.int64),
        )


def _steps(places: list[tuple[float, ...]]) -> list[int]:
    """Positions to match: the first, every one :data:`STEP_M` from the previous, and the last."""
    steps = [0]
    before = places[0]
    for i, place in enumerate(places):
        if math.dist(place, before) >= STEP_M:
            steps.append(i)
            before = place
    if steps[-1] != len(places) - 1:
        steps.append(len(places) - 1)
    return steps


def _graph(network: Network, vertices: FloatArray) -> fastmm.Network:
    xy = list(map(tuple, vertices.tolist()))
    source, target = network.source.tolist(), network.target.tolist()
    bounds = network.offsets.tolist()
    graph = fastmm.Network()
    # Spatial neighbours become neighbours in memory, which saves a seventh of the time.
    starts = gpd.GeoSeries(shapely.points(vertices[network.offsets[:-1]]))
    for edge in np.argsort(starts.hilbert_distance().to_numpy(), kind="stable").tolist():
        graph.add_edge(
            edge,
            source=source[edge],
            target=target[edge],
            geom=xy[bounds[edge] : bounds[edge + 1]],
        )
    # fastmm refuses a network without any path, such as a single long road: add a path far away
    # from all roads.
    far, node = vertices.max(axis=0) + 1e6, max(*source, *target)
    ends = [tuple(far.tolist()), tuple((far + 1.0).tolist())]
    graph.add_edge(len(network), source=node + 1, target=node + 2, geom=ends)
    graph.finalize()
    return graph


def _key(network: Network, vertices: FloatArray, longest_path_m: float) -> str:
    """Hash of everything that a table of shortest paths depends on."""
    parameters = f"{GRAPH_FORMAT}, fastmm {fastmm.__version__}, {longest_path_m} m"
    digest = hashlib.sha256(parameters.encode())
    for column in (network.offsets, network.source, network.target, vertices):
        digest.update(np.ascontiguousarray(column).tobytes())
    return digest.hexdigest()


def _matcher(graph: fastmm.Network, longest_path_m: float, path: Path) -> fastmm.FastMapMatch:
    """A matcher for the graph, with the table in the folder ``kept``, created if missing."""
    if path.is_dir():
        try:
            _check_table(path)
            matcher = _load(graph, longest_path_m, path)
        except (OSError, ValueError, LookupError, TypeError, RuntimeError, TrajganrError) as error:
            log.warning("The table of shortest paths in %s is damaged, made anew: %s", path, error)
            shutil.rmtree(path, ignore_errors=True)
        else:
            _mark_used(path)
            return matcher
    path.parent.mkdir(parents=True, exist_ok=True)
    # Created under a temporary name and renamed, because two processes may create the same one.
    new = Path(tempfile.mkdtemp(prefix=f".{path.name[:16]}.", dir=path.parent))
    try:
        matcher = _load(graph, longest_path_m, new)
        (table,) = new.iterdir()
        write_json(new / TABLE_NOTE, {"name": table.name, "sha256": sha256_of(table)})
        _mark_used(new)
        with suppress(OSError):  # Another process has just created it.
            new.rename(path)
    finally:
        shutil.rmtree(new, ignore_errors=True)
    _forget_oldest(path.parent)
    return matcher


def _load(graph: fastmm.Network, longest_path_m: float, folder: Path) -> fastmm.FastMapMatch:
    """A matcher that reads its table from the folder, or writes it there if it is missing."""
    return fastmm.FastMapMatch(
        graph,
        fastmm.TransitionMode.SHORTEST,
        max_distance_between_candidates=longest_path_m,
        cache_dir=folder,
    )


def _check_table(folder: Path) -> None:
    """Refuse a truncated or changed table, which fastmm would read without an error."""
    note = read_json(folder / TABLE_NOTE)
    if sha256_of(inside(folder, note["name"])) != note["sha256"]:
        raise ValueError("its content has changed")


def _mark_used(table: Path) -> None:
    """Set the time of last use, with a finer clock than the file system's timestamps."""
    now = time.time_ns()
    os.utime(table, ns=(now, now))


def _forget_oldest(folder: Path) -> None:
    tables = [table for table in folder.iterdir() if (table / TABLE_NOTE).is_file()]
    tables.sort(key=lambda table: table.stat().st_mtime_ns, reverse=True)
    for table in tables[TABLES_KEPT:]:
        shutil.rmtree(table, ignore_errors=True)


@contextmanager
def _quiet_stdout() -> Iterator[None]:
    """Discard fastmm's log, which it writes to the process's stdout."""
    sys.stdout.flush()
    stdout = os.dup(1)
    with open(os.devnull, "wb") as nowhere:  # noqa: PTH123
        os.dup2(nowhere.fileno(), 1)
    try:
        yield
    finally:
        os.dup2(stdout, 1)
        os.close(stdout)

"""Other map matchers: ``… benchmarks.data.matching_peers MEASURE FOLDER``.

Runs in ``.venv/peers`` and imports nothing of the product. Networks and fixes are ``.npz`` files of
:mod:`.matching`. fastmm is used as this repository used it before it had a
matcher of its own; Valhalla's Meili builds its tiles from the OpenStreetMap extract.
"""

from __future__ import annotations

import json
import math
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from itertools import chain, pairwise
from operator import attrgetter
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from ..memory import peak_gb

Columns = Mapping[str, Any]
Found = tuple[int, float]

# --- fastmm, as it was used before -------------------------------------------------------------
CANDIDATES = 8
SEARCH_RADIUS_M = 50.0
GPS_ERROR_M = 30.0
REVERSE_TOLERANCE_M = 10.0
#: Fixes closer than this to the previous matched one are skipped, metres.
STEP_M = 20.0
FASTEST_MPS = 40.0
MAX_DETOUR = 2.0
DETOUR_SLACK_M = 50.0
#: Longest paths of the table, metres, and the share of gaps between fixes that they must cover.
MAX_PATHS_M = (625.0, 1250.0, 2500.0)
HOPS_REACHED = 0.9
EDGE_ID = attrgetter("edge_id")

# --- Meili -------------------------------------------------------------------------------------
ATTRIBUTES = [
    *("edge.way_id", "edge.begin_shape_index", "edge.end_shape_index", "shape"),
    *("matched.type", "matched.begin_route_discontinuity"),
]
#: Fixes closer than this to the previous matched one are interpolated, standard deviations of their
#: noise. With its 10 m, Meili drives back and forth between dense fixes: twice the true length at
#: 1 s and 10 m.
INTERPOLATED_SD = 4.0
#: Degrees in an encoded shape are integers of this resolution.
PER_DEGREE = 1e6


def main() -> None:
    """Measure one thing and print it as JSON."""
    fixes, seconds = MEASURES[sys.argv[1]](Path(sys.argv[2]))
    print(json.dumps({"fixes": fixes, "seconds": seconds, "peak_gb": peak_gb()}))


def fastmm_match(folder: Path) -> Found:
    """Paths between the fixes of the sample; the table is computed before the clock starts."""
    fixes = np.load(folder / "fixes.npz")
    matcher = Fastmm(np.load(folder / "network.npz"))
    matcher.reach(fixes)
    begun = time.process_time()
    matcher.hops(fixes)
    return len(fixes["t"]), time.process_time() - begun


def fastmm_quality(folder: Path) -> Found:
    """Match the simulated trips and write the metres that are driven on each edge."""
    matcher = Fastmm(np.load(folder / "network.npz"))

    def match(fixes: Columns) -> dict[str, Any]:
        matcher.reach(fixes)
        begun = time.process_time()
        hops = matcher.plausible(matcher.hops(fixes), fixes)
        passes = matcher.passes(hops, fixes)
        return {**passes, "seconds": time.process_time() - begun}

    return answer(folder, "fastmm", match)


def meili_quality(folder: Path) -> Found:
    """Match the simulated trips and write the ways that are driven, with their shapes."""
    with tempfile.TemporaryDirectory() as tiles:
        actor = meili(folder / "extract.osm.gz", Path(tiles))
        return answer(folder, "meili", lambda fixes: meili_match(actor, fixes))


def answer(folder: Path, name: str, match: Callable[[Columns], dict[str, Any]]) -> Found:
    """Match each file of fixes and write the result beside it."""
    count, seconds = 0, 0.0
    for path in sorted(folder.glob("*.fixes.npz")):
        fixes = dict(np.load(path))
        found = match(fixes)
        np.savez(path.with_name(path.name.replace("fixes", name)), **found)
        count, seconds = count + len(fixes["t"]), seconds + found["seconds"]
    return count, seconds


class Fastmm:
    """fastmm's matcher for a network, and what was done with its paths."""

    def __init__(self, network: Columns) -> None:
        self._network = dict(network)
        with quiet_stdout():
            self._graph = fastmm_graph(self._network)
        self._matchers: dict[float, Any] = {}

    def reach(self, fixes: Columns) -> None:
        """Use the table whose paths are long enough for most gaps between fixes."""
        import fastmm

        within_trip = np.ones(len(fixes["t"]) - 1, dtype=bool)
        within_trip[fixes["offsets"][1:-1] - 1] = False
        gap_s = float(np.quantile(np.diff(fixes["t"])[within_trip], HOPS_REACHED))
        needed_m = STEP_M + FASTEST_MPS * gap_s
        longest_m = next((reach for reach in MAX_PATHS_M if reach >= needed_m), 2500.0)
        if longest_m not in self._matchers:
            with quiet_stdout(), tempfile.TemporaryDirectory() as table:
                self._matchers[longest_m] = fastmm.FastMapMatch(
                    self._graph,
                    fastmm.TransitionMode.SHORTEST,
                    max_distance_between_candidates=longest_m,
                    cache_dir=table,
                )
        self._match = self._matchers[longest_m].match

    def hops(self, fixes: Columns) -> dict[str, Any]:
        """Paths between consecutive matched fixes: columns of hops, and the edges of all."""
        import fastmm

        xy = fixes["xy"] - self._network["xy"].min(axis=0) + 1.0  # as the graph's
        start: list[int] = []
        end: list[int] = []
        start_m: list[float] = []
        end_m: list[float] = []
        counts: list[int] = []
        edges: list[int] = []
        bounds = fixes["offsets"].tolist()
        for begin, stop in pairwise(bounds):
            if stop - begin < 2:
                continue
            places = list(map(tuple, xy[begin:stop].tolist()))
            steps = taken_steps(places)
            result = self._match(
                fastmm.Trajectory.from_xy_tuples([places[step] for step in steps]),
                max_candidates=CANDIDATES,
                candidate_search_radius=SEARCH_RADIUS_M,
                gps_error=GPS_ERROR_M,
                reverse_tolerance=REVERSE_TOLERANCE_M,
            )
            for run in result.subtrajectories:
                hops, first = run.segments, run.start_index
                if len(hops) != run.end_index - first:
                    continue  # no path was found
                numbers = [begin + step for step in steps[first : run.end_index + 1]]
                start += numbers[:-1]
                end += numbers[1:]
                leaves = [hop.p1.offset_from_start_of_edge for hop in hops]
                start_m += [hops[0].p0.offset_from_start_of_edge, *leaves[:-1]]
                end_m += leaves
                paths = [hop.edges for hop in hops]
                counts.extend(map(len, paths))
                edges.extend(map(EDGE_ID, chain.from_iterable(paths)))
        return {
            "start": np.array(start),
            "end": np.array(end),
            "start_m": np.array(start_m),
            "end_m": np.array(end_m),
            "counts": np.array(counts),
            "edges": np.array(edges),
        }

    def plausible(self, hops: dict[str, Any], fixes: Columns) -> dict[str, Any]:
        """The hops that are neither too fast nor a detour."""
        enter, leave = self._spans(hops)
        hop_of = np.repeat(np.arange(len(hops["counts"])), hops["counts"])
        length = np.bincount(hop_of, np.maximum(leave - enter, 0), len(hops["counts"]))
        straight = np.hypot(*(fixes["xy"][hops["end"]] - fixes["xy"][hops["start"]]).T)
        seconds = fixes["t"][hops["end"]] - fixes["t"][hops["end"] - 1]
        keep = (length <= STEP_M + FASTEST_MPS * seconds) & (
            length <= MAX_DETOUR * straight + DETOUR_SLACK_M
        )
        kept = {name: column[keep] for name, column in hops.items() if name != "edges"}
        return {**kept, "edges": hops["edges"][keep[hop_of]]}

    def passes(self, hops: dict[str, Any], fixes: Columns) -> dict[str, Any]:
        """Hops joined to pieces of trips: ``trip, edge, metres`` of each pass, and ``pieces``."""
        enter, leave = self._spans(hops)
        last = np.cumsum(hops["counts"]) - 1
        first = last - hops["counts"] + 1
        carries_on = np.zeros(len(first), dtype=bool)
        carries_on[1:] = (
            (hops["start"][1:] == hops["end"][:-1])
            & (hops["edges"][first[1:]] == hops["edges"][last[:-1]])
            & (hops["start_m"][1:] == hops["end_m"][:-1])
        )
        is_new = np.ones(len(hops["edges"]), dtype=bool)
        is_new[first[carries_on]] = False
        opening = np.flatnonzero(is_new)
        reached = pd.Series(leave).groupby(np.cumsum(is_new) - 1).max().to_numpy()
        trip = np.searchsorted(fixes["offsets"], hops["start"], side="right") - 1
        return {
            "trip": np.repeat(trip, hops["counts"])[opening],
            "edge": hops["edges"][opening],
            "metres": np.maximum(reached - enter[opening], 0.0),
            "pieces": int((~carries_on).sum()),
        }

    def _spans(self, hops: dict[str, Any]) -> tuple[Any, Any]:
        """Where each path enters and leaves its edges, metres from the edge's start."""
        last = np.cumsum(hops["counts"]) - 1
        enter, leave = np.zeros(len(hops["edges"])), self._network["length_m"][hops["edges"]]
        enter[last - hops["counts"] + 1], leave[last] = hops["start_m"], hops["end_m"]
        return enter, leave


def fastmm_graph(network: Columns) -> Any:
    """The network as fastmm's; positive coordinates make its search three times as fast."""
    import fastmm

    xy = list(map(tuple, (network["xy"] - network["xy"].min(axis=0) + 1.0).tolist()))
    source, target = network["source"].tolist(), network["target"].tolist()
    bounds = network["offsets"].tolist()
    graph = fastmm.Network()
    # The order, along a curve through the city, makes neighbours neighbours in memory.
    for edge in network["order"].tolist():
        graph.add_edge(
            edge,
            source=source[edge],
            target=target[edge],
            geom=xy[bounds[edge] : bounds[edge + 1]],
        )
    graph.finalize()
    return graph


def taken_steps(places: list[tuple[float, ...]]) -> list[int]:
    """Positions to match: the first, every one :data:`STEP_M` from the previous, and the last."""
    steps, before = [0], places[0]
    for i, place in enumerate(places):
        if math.dist(place, before) >= STEP_M:
            steps.append(i)
            before = place
    if steps[-1] != len(places) - 1:
        steps.append(len(places) - 1)
    return steps


@contextmanager
def quiet_stdout() -> Iterator[None]:
    """Discard what fastmm and Valhalla write to the process's stdout."""
    sys.stdout.flush()
    stdout = os.dup(1)
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        os.dup2(nowhere.fileno(), 1)
    try:
        yield
    finally:
        os.dup2(stdout, 1)
        os.close(stdout)


def meili(extract: Path, tiles: Path) -> Any:
    """Valhalla on tiles that are built from an extract."""
    import osmium
    import valhalla
    from valhalla.config import get_config

    with osmium.SimpleWriter(str(tiles / "extract.osm.pbf")) as writer:  # it reads nothing else
        for item in osmium.FileProcessor(str(extract)):
            writer.add(item)
    config = get_config(tile_extract="", tile_dir=tiles)
    (tiles / "valhalla.json").write_text(json.dumps(config), "utf-8")
    build = Path(valhalla.__file__).parent / "bin" / "valhalla_build_tiles"
    command = [str(build), "-c", str(tiles / "valhalla.json"), str(tiles / "extract.osm.pbf")]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return valhalla.Actor(str(tiles / "valhalla.json"))


def meili_match(actor: Any, fixes: Columns) -> dict[str, Any]:
    """The parts of ways that each trip drives.

    Returns:
        ``trip, way, counts`` of each part, ``lon, lat`` of its vertices in driving order,
        ``pieces`` of all trips, and the ``seconds`` of Valhalla and of its JSON.
    """
    trip: list[int] = []
    way: list[int] = []
    parts: list[Any] = []
    pieces, seconds = 0, 0.0
    bounds = fixes["offsets"].tolist()
    places = np.column_stack([fixes["lat"], fixes["lon"]])
    for number, (begin, end) in enumerate(pairwise(bounds)):
        request = {
            "shape": [{"lat": lat, "lon": lon} for lat, lon in places[begin:end].tolist()],
            "costing": "auto",
            "shape_match": "map_snap",
            "trace_options": {"interpolation_distance": INTERPOLATED_SD * float(fixes["noise_m"])},
            "filters": {"attributes": ATTRIBUTES, "action": "include"},
        }
        begun = time.process_time()
        try:
            found = actor.trace_attributes(request)
        except RuntimeError:
            continue  # it refuses trips for which it finds no path
        finally:
            seconds += time.process_time() - begun
        shape = decoded(found["shape"])
        for edge in found["edges"]:
            part = shape[edge["begin_shape_index"] : edge["end_shape_index"] + 1]
            if len(part) > 1:
                trip.append(number)
                way.append(edge["way_id"])
                parts.append(part)
        breaks = sum("begin_route_discontinuity" in point for point in found["matched_points"])
        pieces += 1 + breaks
    lon_lat = np.concatenate(parts)
    return {
        "trip": np.array(trip),
        "way": np.array(way),
        "counts": np.array([len(part) for part in parts]),
        "lon": lon_lat[:, 0],
        "lat": lon_lat[:, 1],
        "pieces": pieces,
        "seconds": seconds,
    }


def decoded(text: str) -> Any:
    """``(n, 2)`` lon, lat of an encoded polyline with six decimals."""
    values: list[int] = []
    value = shift = 0
    for letter in text:
        byte = ord(letter) - 63
        value |= (byte & 0x1F) << shift
        shift += 5
        if byte < 0x20:
            values.append(~(value >> 1) if value & 1 else value >> 1)
            value = shift = 0
    steps = np.array(values, dtype=np.int64).reshape(-1, 2)
    return np.cumsum(steps, axis=0)[:, ::-1] / PER_DEGREE


MEASURES: dict[str, Callable[[Path], Found]] = {
    "fastmm_match": fastmm_match,
    "fastmm_quality": fastmm_quality,
    "meili_quality": meili_quality,
}

if __name__ == "__main__":
    main()

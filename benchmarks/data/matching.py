"""The quality of map matching on drives whose path is known.

Drives through real Porto are simulated at several spacings and errors of their fixes. Ours, fastmm
and Valhalla's Meili match the same fixes on the same network. The score is the length-IoU: metres
that are both driven and matched, over metres that are either, summed over each directed edge; for
Meili, which has edges of its own, over each OpenStreetMap way and direction.
"""

from __future__ import annotations

import dataclasses
import json
import math
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from pyproj import Geod

from trajganr_core.contract.options.data_config import CleaningOptions, TripOptions
from trajganr_core.data.matching.matcher import Matcher
from trajganr_core.data.roads.network import Network
from trajganr_core.data.roads.reading import read_roads
from trajganr_core.data.trips.clean_trips import CleanTrips
from trajganr_core.data.trips.trajectories import Trajectories, concatenate
from trajganr_core.utils.arrays import FloatArray, IntArray
from trajganr_core.utils.ragged import offsets_of, row_of_each
from trajganr_core.utils.study_area import StudyArea

from ..figures import ROOT

sys.path.insert(0, str(ROOT / "tests" / "core" / "data"))

from drives import Drive, Metres, driven_metres, drives, fixes_of, matched_metres, overlap

#: 2 to 8 were used when the matcher's constants were chosen, 11 to 15 and 21 to 25 by earlier
#: reports.
SEEDS = (31, 32, 33, 34, 35)
DRIVES = 150
MIN_M, MAX_M = 1000.0, 6000.0
SPACINGS_S = (1, 5, 15, 30, 60)
NOISES_M = (5, 10, 20)


@dataclass(frozen=True)
class Score:
    """The result of one matcher for one spacing, noise and seed.

    Attributes:
        matcher: ``ours``, ``fastmm`` or ``meili``.
        iou: length-IoU over directed edges; NaN for Meili.
        iou_ways: the same over ways and directions.
        pieces_per_trip: all pieces over all trips.
        fixes, seconds: how many were matched, and the processor time.
    """

    matcher: str
    seconds_between: int
    noise_m: int
    seed: int
    iou: float
    iou_ways: float
    pieces_per_trip: float
    fixes: int
    seconds: float

    def row(self) -> dict[str, Any]:
        """JSON-able form, with the fixes per second; None in place of NaN."""
        columns = {**dataclasses.asdict(self), "fixes_per_s": self.fixes / self.seconds}
        is_missing = {name for name in ("iou", "iou_ways") if math.isnan(columns[name])}
        return {name: None if name in is_missing else each for name, each in columns.items()}


@dataclass(frozen=True)
class Case:
    """Fixes of simulated trips, and the metres that each of them drives on each edge.

    Attributes:
        seconds, noise_m: between the fixes, and their error.
        seed: of the drives.
        driven: the drives.
        trips: their fixes, without headings and speeds.
        truth: metres of each trip by edge, until its last fix.
    """

    seconds: int
    noise_m: int
    seed: int
    driven: list[Drive]
    trips: Trajectories
    truth: list[Metres]

    def path(self, folder: Path, name: str) -> Path:
        """Where a matcher's fixes or results are in a folder."""
        return folder / f"{self.seed}_{self.seconds}s_{self.noise_m}m.{name}.npz"


def area_of(folder: Path) -> StudyArea:
    """The study area of a sample."""
    return StudyArea(*json.loads((folder / "area.json").read_text("utf-8")))


def cleaned_sample(folder: Path, area: StudyArea) -> Trajectories:
    """The cleaned trips of a sample."""
    trips = CleanTrips([folder / "trips.csv"], TripOptions(), CleaningOptions(), area)
    return concatenate(list(trips.batches()))


def write_matching_inputs(folder: Path, area: StudyArea) -> None:
    """Write a sample's roads and cleaned fixes for the peers."""
    _write_network(read_roads(folder / "roads.gpkg", area), area, folder / "network.npz")
    _write_fixes(cleaned_sample(folder, area), area, folder / "fixes.npz")


def measure_quality(
    extract: Path,
    area: StudyArea,
    folder: Path,
    run_peers: Callable[[Path], object],
    seeds: Sequence[int] = SEEDS,
    count: int = DRIVES,
) -> list[Score]:
    """Simulate drives, match them, and compare with what was driven.

    Args:
        extract: of OpenStreetMap; all matchers use its roads.
        area: drives are inside it.
        folder: for the fixes and results of the peers, replaced.
        run_peers: runs measures of :mod:`.matching_peers` on the folder.
        seeds: of the drives.
        count: number of drives per seed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    (folder / "extract.osm.gz").symlink_to(extract)
    network = read_roads(extract, area)
    _write_network(network, area, folder / "network.npz")
    cases = [case for seed in seeds for case in simulated(network, area, seed, count)]
    for case in cases:
        _write_fixes(case.trips, area, case.path(folder, "fixes"), noise_m=case.noise_m)
    run_peers(folder)
    ways = _Ways(network, area)
    scores = []
    for case in cases:
        scores.append(_score_ours(case, network, area, ways))
        scores += [
            score(case, dict(np.load(path)), ways)
            for score, name in ((_score_fastmm, "fastmm"), (_score_meili, "meili"))
            if (path := case.path(folder, name)).is_file()
        ]
    return scores


def quality_table(scores: list[Score]) -> str:
    """Means and standard deviations over the seeds, in Markdown."""
    table = pd.DataFrame([dataclasses.asdict(score) for score in scores])
    groups = table.groupby(["matcher", "seconds_between", "noise_m"])
    mean, spread = groups.mean(), groups.std()
    lines = [
        "| spacing, noise | IoU | fastmm | IoU by way | Meili | pieces a trip | fastmm | Meili |",
        "|---|---|---|---|---|---|---|---|",
    ]

    def cell(matcher: str, column: str) -> str:
        at = (matcher, *case)
        if at not in mean.index:
            return "absent"
        value, deviation = mean.loc[at, column], spread.loc[at, column]
        if column == "pieces_per_trip":
            return f"{value:.2f}"
        # There is no deviation of a single seed.
        return f"{value:.3f}" if np.isnan(deviation) else f"{value:.3f} ± {deviation:.3f}"

    for case in product(SPACINGS_S, NOISES_M):
        cells = [
            *(cell("ours", "iou"), cell("fastmm", "iou")),
            *(cell("ours", "iou_ways"), cell("meili", "iou_ways")),
            *(cell(name, "pieces_per_trip") for name in ("ours", "fastmm", "meili")),
        ]
        lines.append(f"| {case[0]} s, {case[1]} m | {' | '.join(cells)} |")
    return "\n".join(lines)


def speed_table(scores: list[Score]) -> str:
    """Fixes per second of processor time on the simulated drives, in Markdown."""
    table = pd.DataFrame([dataclasses.asdict(score) for score in scores])
    sums = table.groupby(["matcher", "seconds_between"])[["fixes", "seconds"]].sum()
    speed = (sums["fixes"] / sums["seconds"]).unstack("seconds_between")
    lines = [f"| fixes/s | {' | '.join(f'{spacing} s' for spacing in speed)} |"]
    lines.append("|---" * (len(speed.columns) + 1) + "|")
    lines += [
        f"| {name} | {' | '.join(f'{value:,.0f}' for value in row)} |"
        for name, row in zip(speed.index, speed.to_numpy(), strict=True)
    ]
    return "\n".join(lines)


def mean_of(
    scores: list[Score], matcher: str, column: str, seconds: int, noise_m: int
) -> float | None:
    """Mean over the seeds of a column of the scores; None if there is no score."""
    values = [
        getattr(score, column)
        for score in scores
        if (score.matcher, score.seconds_between, score.noise_m) == (matcher, seconds, noise_m)
    ]
    return float(np.mean(values)) if values else None


def simulated(network: Network, area: StudyArea, seed: int, count: int) -> list[Case]:
    """The same drives with each spacing and noise of their fixes."""
    driven = drives(network, np.random.default_rng(seed), count, MIN_M, MAX_M)
    cases = []
    for seconds, noise_m in product(SPACINGS_S, NOISES_M):
        rng = np.random.default_rng([seed, seconds, noise_m])
        trips = fixes_of(driven, network, area, rng, seconds=seconds, noise_m=noise_m)
        truth = driven_metres(driven, network, seconds)
        cases.append(Case(seconds, noise_m, seed, driven, trips, truth))
    return cases


def _write_network(network: Network, area: StudyArea, path: Path) -> None:
    xy = area.to_local(network.lon, network.lat)
    starts = gpd.GeoSeries(shapely.points(xy[network.offsets[:-1]]))
    np.savez(
        path,
        xy=xy,
        offsets=network.offsets,
        source=network.source,
        target=network.target,
        length_m=network.length_m,
        order=np.argsort(starts.hilbert_distance().to_numpy(), kind="stable"),
    )


def _write_fixes(trips: Trajectories, area: StudyArea, path: Path, noise_m: float = 0.0) -> None:
    np.savez(
        path,
        xy=area.to_local(trips.lon, trips.lat),
        lon=trips.lon,
        lat=trips.lat,
        t=trips.t,
        offsets=trips.offsets,
        noise_m=noise_m,
    )


class _Ways:
    """Ways and directions of a network's edges; a key is the way's id, negative if backwards."""

    def __init__(self, network: Network, area: StudyArea) -> None:
        self._area = area
        self._lines = network.local_lines(area)
        self._sign = np.where(network.forward, 1, -1)
        self._key = network.osm_id * self._sign
        order = np.argsort(network.osm_id, kind="stable")
        ids, first = np.unique(network.osm_id[order], return_index=True)
        self._edges = dict(zip(ids.tolist(), np.split(order, first[1:]), strict=True))

    def metres(self, by_edge: list[Metres]) -> list[Metres]:
        """Metres of each trip by way and direction instead of by edge."""
        found: list[Metres] = []
        for trip in by_edge:
            ways: Metres = {}
            for edge, length in trip.items():
                key = int(self._key[edge])
                ways[key] = ways.get(key, 0.0) + length
            found.append(ways)
        return found

    def key_of(self, way: int, lon_lat: FloatArray) -> int:
        """The way in the direction in which a part of it ``(n, 2)`` is driven.

        A way without an edge is of another network, so its direction does not matter.
        """
        edges = self._edges.get(way)
        if edges is None:
            return way
        xy = self._area.to_local(*lon_lat.T)
        middle = len(xy) // 2
        here, there = xy[middle - 1], xy[middle]
        at = shapely.points((here + there) / 2)
        edge = edges[np.argmin(shapely.distance(self._lines[edges], at))]
        line = self._lines[edge]
        along = shapely.line_locate_point(line, shapely.points([here, there]))
        return way * int(self._sign[edge]) * (1 if along[1] >= along[0] else -1)


def matched(matcher: Matcher, trips: Trajectories) -> tuple[list[Metres], int, float]:
    """Metres of each trip by edge, the number of pieces, and the processor time, seconds."""
    begun = time.process_time()
    found, _ = matcher.match(trips)
    seconds = time.process_time() - begun
    return matched_metres(found, len(trips)), len(found), seconds


def _score_ours(case: Case, network: Network, area: StudyArea, ways: _Ways) -> Score:
    matcher = Matcher(network, area, threads=1)
    matcher.match(case.trips)  # computes the table
    metres, pieces, seconds = matched(matcher, case.trips)
    return _score("ours", case, metres, ways, pieces, seconds)


def _score_fastmm(case: Case, found: dict[str, Any], ways: _Ways) -> Score:
    metres = _by_trip(found["trip"], found["edge"], found["metres"], len(case.trips))
    return _score("fastmm", case, metres, ways, int(found["pieces"]), float(found["seconds"]))


def _score_meili(case: Case, found: dict[str, Any], ways: _Ways) -> Score:
    lon_lat = np.column_stack([found["lon"], found["lat"]])
    offsets = offsets_of(found["counts"])
    step = Geod(ellps="WGS84").inv(*lon_lat[:-1].T, *lon_lat[1:].T)[2]
    row = row_of_each(offsets)
    is_within = row[1:] == row[:-1]
    metres = np.bincount(row[1:][is_within], step[is_within], len(found["way"]))
    parts = zip(found["way"].tolist(), offsets[:-1].tolist(), offsets[1:].tolist(), strict=True)
    keys = np.array([ways.key_of(way, lon_lat[begin:end]) for way, begin, end in parts])
    by_way = _by_trip(found["trip"], keys, metres, len(case.trips))
    return dataclasses.replace(
        _score("meili", case, [], ways, int(found["pieces"]), float(found["seconds"])),
        iou_ways=overlap(by_way, ways.metres(case.truth)),
    )


def _score(
    matcher: str, case: Case, metres: list[Metres], ways: _Ways, pieces: int, seconds: float
) -> Score:
    """The scores of metres by edge, if there are any."""
    return Score(
        matcher=matcher,
        seconds_between=case.seconds,
        noise_m=case.noise_m,
        seed=case.seed,
        iou=overlap(metres, case.truth) if metres else np.nan,
        iou_ways=overlap(ways.metres(metres), ways.metres(case.truth)) if metres else np.nan,
        pieces_per_trip=pieces / len(case.trips),
        fixes=case.trips.fixes,
        seconds=seconds,
    )


def _by_trip(trip: IntArray, key: IntArray, metres: FloatArray, trips: int) -> list[Metres]:
    found: list[Metres] = [{} for _ in range(trips)]
    for number, name, length in zip(trip.tolist(), key.tolist(), metres.tolist(), strict=True):
        found[number][name] = found[number].get(name, 0.0) + length
    return found

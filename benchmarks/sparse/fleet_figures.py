"""Fleets that report seldom: ``python -m benchmarks.sparse.fleet_figures [BUNDLE]``.

Trips of real Porto's label drivers are thinned and go through the product. What is known before is
either the dense trips of its input drivers, or nothing but the thinned trips themselves (``own``).
It adds to ``build/benchmark/sparse.json``.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tarfile
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np

from trajganr_core.contract.options.choices import RECOVER_FROM_S
from trajganr_core.data.bundle import Bundle
from trajganr_core.data.matching.matched import MatchedTrips
from trajganr_core.data.recovery.recover import recovered
from trajganr_core.data.trips.trajectories import Trajectories

from ..cities import CITIES, PORTO_BOX, ROADS, TRIPS
from ..figures import ROOT, write_figures
from .choice import calibration
from .fleets import (
    City,
    RoadPasses,
    SpeedErrors,
    WayOverlap,
    error_ratio,
    f1_difference,
    noisy,
    thinned,
    way_overlap,
)
from .known_trips import curitiba, of_bundle, simulated_porto
from .times import time_figures

#: Seconds between fixes.
WAYS_AT_S, SPEEDS_AT_S = (120, 150, 300, 600), (60, 120)
NOISES_M = (0, 10)
KNOWN = ("dense", "own")
AUTO = RECOVER_FROM_S["auto"]
#: The product before gaps were recovered.
BEFORE = "c211d506"
#: Starts of the thinned trips of a city with few trips.
STARTS = 12

Figures = Iterator[tuple[str, Any]]


@dataclass(frozen=True)
class Fleet:
    """Trips of some drivers with all their fixes, and what is known besides.

    Attributes:
        city: where they drive.
        trips, full: their fixes, and matched.
        dense: matched trips of other drivers, with all fixes.
    """

    city: City
    trips: Trajectories
    full: MatchedTrips
    dense: MatchedTrips

    @classmethod
    def of(cls, city: City, trips: Trajectories, others: Trajectories) -> Fleet:
        """Match all fixes."""
        return cls(city, trips, city.matched(trips), city.matched(others))

    def thinned(self, every_s: float, noise_m: float) -> tuple[Trajectories, MatchedTrips]:
        """Few fixes, and matched after noise is added."""
        few = thinned(self.trips, every_s)
        return few, self.city.matched(noisy(few, self.city.area, noise_m, seed=1))

    def recovered(self, found: MatchedTrips, known: str, min_gap_s: float) -> MatchedTrips:
        """Matched trips with few fixes, and their ways."""
        return self.city.recovered(found, [self.dense if known == "dense" else found], min_gap_s)

    def passes(self, trips: MatchedTrips, known: str) -> RoadPasses:
        """With times by the usual paces of all that is known."""
        drivers = np.unique(self.trips.driver_id.astype(str))
        return self.city.passes(trips, drivers, [self.dense] if known == "dense" else [])


def measure_ways(fleet: Fleet) -> Figures:
    """F1 of ways as recorded and with noise, with what is known."""
    said: list[WayOverlap] = []
    print("| s, noise, known | gaps | shortest | recovered | difference (95 %) |")
    print("|---|---|---|---|---|")
    for spacing in WAYS_AT_S:
        for noise in NOISES_M:
            few, found = fleet.thinned(spacing, noise)
            before = way_overlap(fleet.full, found, few, spacing)
            for known in KNOWN:
                ways = fleet.recovered(found, known, AUTO)
                own = way_overlap(fleet.full, ways, few, spacing)
                _print_ways(f"{spacing}, {noise}, {known}", own, before)
                end = "_noise" * bool(noise) + "_own" * (known == "own")
                yield f"f1_{spacing}{end}", own.f1
                if known == "dense":
                    yield f"f1_{spacing}_shortest{end}", before.f1
                    said.append(own)
    yield "probability_calibration", _calibration(said)


def measure_speeds(fleet: Fleet) -> Figures:
    """Speeds of roads from few fixes against those from all; today is the bare matcher."""
    full = fleet.passes(fleet.full, "own")
    print(
        "| s, noise, known, recovered from | difference, km/h | today's | roads | passes | ratio |"
    )
    print("|---|---|---|---|---|---|")
    for spacing in SPEEDS_AT_S:
        for noise in NOISES_M:
            _, found = fleet.thinned(spacing, noise)
            before = fleet.passes(found, "own")
            for known in KNOWN:
                for name, min_gap_s in RECOVER_FROM_S.items():
                    thin = fleet.passes(fleet.recovered(found, known, min_gap_s), known)
                    title = f"{spacing}, {noise}, {known}, {name}"
                    values = _speeds(title, full, thin, before)
                    if name == "auto":
                        parts = [f"_{spacing}" * (spacing != 120), "_noise" * bool(noise)]
                        end = "".join([*parts, "_own" * (known == "own")])
                        yield from ((key + end, value) for key, value in values.items())


def _speeds(title: str, full: RoadPasses, thin: RoadPasses, before: RoadPasses) -> dict[str, float]:
    one, other = (SpeedErrors.of(full, each) for each in (thin, before))
    ratio, low, high = error_ratio(full, thin, before)
    values = {
        "observed_speed_mae": one.mean,
        "roads_covered": one.covered,
        "passes_ratio": float(np.median(one.ratio)),
        "observed_speed_ratio": ratio,
        "observed_speed_ratio_high": high,
    }
    print(
        f"| {title} | {one.mean:.2f} | {other.mean:.2f} | {one.covered:.3f} "
        f"| {values['passes_ratio']:.3f} | {ratio:.3f} ({low:.3f} to {high:.3f}) |",
        flush=True,
    )
    return values


def measure_elsewhere(city: City, trips: Trajectories, title: str, starts: int) -> Figures:
    """F1 and calibration where the shipped weights are new, from the sparse trips alone.

    Args:
        city, trips: whose ways are known with all fixes.
        title: of the city.
        starts: trips are thinned from so many starts, each of which is a fleet.
    """
    full = city.matched(trips)
    since = trips.t - np.repeat(trips.t[trips.offsets[:-1]], np.diff(trips.offsets))
    said: list[WayOverlap] = []
    for spacing in (150, 300):
        parts: list[list[WayOverlap]] = []
        for start in np.linspace(0, spacing, starts, endpoint=False):
            later = trips.take_fixes(since >= start)
            few = thinned(later.take_trips(np.flatnonzero(np.diff(later.offsets) > 1)), spacing)
            found = city.matched(few)
            ways = city.recovered(found, [found], AUTO)
            parts.append([way_overlap(full, each, few, spacing) for each in (ways, found)])
        own, before = (WayOverlap.concatenate(each) for each in zip(*parts, strict=True))
        _print_ways(f"{title}, {spacing}", own, before)
        said.append(own)
        yield f"f1_{spacing}_{title}", own.f1
        yield f"f1_{spacing}_shortest_{title}", before.f1
    yield f"probability_calibration_{title}", _calibration(said)


def _print_ways(title: str, own: WayOverlap, before: WayOverlap) -> None:
    difference = "{:+.3f} ({:+.3f} to {:+.3f})".format(*f1_difference(own, before))
    print(f"| {title} | {len(own):,} | {before.f1:.3f} | {own.f1:.3f} | {difference} |", flush=True)


def _calibration(parts: list[WayOverlap]) -> list[tuple[float, float, float]]:
    """Of passes: the probability said, the share of metres that was driven, the metres."""
    whole = WayOverlap.concatenate(parts)
    rows = calibration(whole.said, whole.was, whole.metres)
    for said, was, metres in rows:
        print(f"    passes said {said:.2f}: {was:.2f} of {metres / 1000:,.0f} km were driven")
    return rows


def measure_speed(fleet: Fleet) -> Figures:
    """How fast gaps are recovered and dense trips matched."""
    yield "gaps_per_s", gaps_per_second(fleet)
    yield "dense_match_ratio", dense_match_ratio()


def gaps_per_second(fleet: Fleet) -> float:
    """Gaps of 300 s that are recovered in a second, with as many threads as there are cores."""
    _, found = fleet.thinned(300, 0)
    priors, took = fleet.city.priors([fleet.dense]), []
    for _ in range(2):  # the first run compiles
        began = time.perf_counter()
        report = recovered(found, fleet.city.network, fleet.city.area, priors, AUTO)[1]
        took.append(time.perf_counter() - began)
    return float(report.gaps / took[-1])


def dense_match_ratio() -> float | None:
    """Fixes matched a second over those before; None where the history does not have that."""
    script = Path(__file__).with_name("dense_matching.py")
    files = [str(TRIPS), str(ROADS), *(str(each) for each in PORTO_BOX.bbox)]
    with tempfile.TemporaryDirectory() as before:
        packed = subprocess.run(
            ["git", "archive", BEFORE, "trajganr_core"], cwd=ROOT, capture_output=True, check=False
        )
        if packed.returncode:
            return None
        with tarfile.open(fileobj=BytesIO(packed.stdout)) as archive:
            archive.extractall(before, filter="data")
        speeds: dict[str, list[float]] = {before: [], str(ROOT): []}
        for folder in [*speeds] * 2:  # in turns, because other work may slow the machine
            command = [sys.executable, str(script), folder, *files]
            done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
            speeds[folder].append(float(done.stdout.splitlines()[-1]))
    return max(speeds[str(ROOT)]) / max(speeds[before])


def main() -> None:
    """Measure and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("bundle", type=Path, nargs="?", help="of real Porto")
    options = parser.parse_args()
    bundle = Bundle.load(options.bundle or CITIES["porto"]())
    city, others, trips = of_bundle(bundle, TRIPS)
    fleet = Fleet.of(city, trips, others)
    parts: list[Callable[[], Figures]] = [
        partial(measure_ways, fleet),
        partial(measure_speeds, fleet),
        lambda: measure_elsewhere(*curitiba(), "curitiba", STARTS),
        lambda: measure_elsewhere(
            *simulated_porto(CITIES["simulated_porto"]().parent), "simulated", 1
        ),
        partial(measure_speed, fleet),
        lambda: iter(time_figures(bundle).items()),
    ]
    for part in parts:
        write_figures("sparse", dict(part()), keep=True)


if __name__ == "__main__":
    main()

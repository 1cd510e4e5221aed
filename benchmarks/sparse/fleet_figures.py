"""Fleets that report seldom: ``python -m benchmarks.sparse.fleet_figures [BUNDLE]``.

Trips of real Porto's label drivers are thinned and go through the product. What is known before is
either the dense trips of its input drivers, or the thinned trips themselves. It adds to
``build/benchmark/sparse.json``.
"""

from __future__ import annotations

import argparse
import tarfile
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from subprocess import run

import numpy as np

from trajganr_core.contract.options.choices import RECOVER_FROM_S
from trajganr_core.data.bundle import Bundle
from trajganr_core.data.matching.matched import MatchedTrips
from trajganr_core.data.trips.trajectories import Trajectories
from trajganr_core.utils.arrays import FloatArray, TextArray

from ..cities import CITIES, TRIPS
from ..figures import ROOT, measured_by, write_figures
from .choice import calibration
from .fleets import (
    City,
    RoadPasses,
    SpeedErrors,
    WayOverlap,
    error_ratio,
    f1_difference,
    joined,
    noisy,
    thinned,
)
from .known_trips import curitiba, of_bundle

#: Seconds between fixes; speeds are compared at the first two.
SPACINGS_S = (60, 120, 150, 300, 600)
SPEEDS_AT_S = (60, 120, 300)
NOISES_M = (0.0, 10.0)
NEVER, AUTO = RECOVER_FROM_S["never"], RECOVER_FROM_S["auto"]
#: The product before gaps were recovered.
BEFORE = "c211d506"
#: Starts of a thinned trip in the city kept aside, which is small.
STARTS = 12


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

    @property
    def drivers(self) -> TextArray:
        """Sorted."""
        return np.unique(self.trips.driver_id.astype(str))

    def known(self, name: str) -> list[MatchedTrips]:
        """Further trips of its side."""
        return [self.dense] if name == "dense" else []

    def recovered(self, found: MatchedTrips, name: str, min_gap_s: float) -> MatchedTrips:
        """Thinned, matched trips with their ways."""
        return self.city.recovered(found, self.known(name) or [found], min_gap_s)

    def errors(self, ways: MatchedTrips, name: str) -> RoadPasses:
        """Passes of thinned trips."""
        return self.city.passes(ways, self.drivers, self.known(name))


def measure_ways(fleet: Fleet) -> Iterator[tuple[str, float]]:
    """F1 of ways at each spacing, as recorded and with noise, and differences from today's."""
    said: list[tuple[FloatArray, ...]] = []
    print("| s | noise, m | known | gaps | shortest | recovered | difference (95 %) |")
    for spacing in SPACINGS_S:
        few = thinned(fleet.trips, spacing)
        for noise in NOISES_M:
            found = fleet.city.matched(noisy(few, fleet.city.area, noise, seed=1))
            before = _overlap(fleet, found, few, spacing)
            for name in ("dense", "own"):
                ways = fleet.recovered(found, name, AUTO)
                own = _overlap(fleet, ways, few, spacing)
                difference = f1_difference(own, before)
                _print_ways(f"{spacing} | {noise:g} | {name}", own, before)
                key = f"f1_{spacing}" + ("_noise" if noise else "") + ("_own" * (name == "own"))
                yield key, own.f1
                yield f"{key}_low", own.f1 - difference[0] + difference[1]
                if name == "dense":
                    yield f"{key}_shortest", before.f1
                    said.append((own.said, own.was, own.metres))
    whole = [np.concatenate(each) for each in zip(*said, strict=True)]
    rows = calibration(*whole)
    print("passes: said, was, metres", *rows, sep="\n")
    yield "probability_calibration", rows


def measure_speeds(fleet: Fleet) -> Iterator[tuple[str, float]]:
    """Speeds of roads from few fixes against those from all."""
    full = fleet.city.passes(fleet.full, fleet.drivers)
    print("| s | noise, m | known | from, s | mean difference, km/h | covered | passes | ratio |")
    for spacing in SPEEDS_AT_S:
        few = thinned(fleet.trips, spacing)
        for noise in NOISES_M:
            found = fleet.city.matched(noisy(few, fleet.city.area, noise, seed=1))
            before = fleet.errors(found, "own")
            for name in ("own", "dense"):
                for min_gap_s in dict.fromkeys(RECOVER_FROM_S.values()):
                    passes = fleet.errors(fleet.recovered(found, name, min_gap_s), name)
                    is_chosen = min_gap_s == AUTO
                    yield from _speed_row(
                        full, passes, before, f"{spacing} | {noise:g} | {name} | {min_gap_s:g}",
                        _key(spacing, noise, name) if is_chosen else "",
                    )  # fmt: skip


def _key(spacing: int, noise: float, name: str) -> str:
    """The end of a figure's name: none for the issue's own case."""
    parts = ["" if spacing == 120 else f"_{spacing}", "_noise" * bool(noise)]
    return "".join([*parts, "_own" * (name == "own")])


def _speed_row(
    full: RoadPasses, passes: RoadPasses, before: RoadPasses, title: str, end: str
) -> Iterator[tuple[str, float]]:
    errors = SpeedErrors.of(full, passes)
    ratio = error_ratio(full, passes, before)
    cells = [f"{errors.mean:.2f}", f"{errors.covered:.3f}", f"{np.median(errors.ratio):.3f}"]
    interval = "{:.3f} ({:.3f} to {:.3f})".format(*ratio)
    print(f"| {title} | {' | '.join(cells)} | {interval} |", flush=True)
    if end or title.startswith("120 | 0 | dense | 45"):
        yield f"observed_speed_ratio{end}", ratio[0]
        yield f"observed_speed_ratio{end}_high", ratio[2]
        yield f"observed_speed_mae{end}", errors.mean
        yield f"roads_covered{end}", errors.covered
        yield f"passes_ratio{end}", float(np.median(errors.ratio))

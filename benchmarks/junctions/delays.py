"""Delays of movements from distant fixes, against a simulated day.

``python -m benchmarks.junctions.delays FOLDER`` prints tables. The true delay of a pass is its time
through the window of its movement, less the time at the pace of free vehicles; the product's is
what :func:`crossing_delays` says of the same pass, at the free pace that it learned. *Times* are
compared with the true free pace of both: what the distance of fixes does.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

import numpy as np

from trajganr_core.contract.options.time_sets import WHOLE_WEEK
from trajganr_core.data.matching.footprints import interpolate_time
from trajganr_core.data.matching.matched import MatchedTrips
from trajganr_core.traffic.junctions.consolidation import Junctions
from trajganr_core.traffic.junctions.delays import Windows, crossing_delays
from trajganr_core.traffic.junctions.movement_statistics import MovementTraffic, observe_movements
from trajganr_core.traffic.junctions.movements import TURNS, Crossings, Movements
from trajganr_core.utils.arrays import BoolArray, FloatArray, IntArray
from trajganr_core.utils.columns import Columns
from trajganr_core.utils.ragged import last_before

from .simulated import PROBE_SETS, SPACINGS_S, Day, numbers_of

LEAST_PASSES, RESAMPLES = 30, 500
NUMBERS, DRAWS = (5, 10, 30, 100), 40
#: Nothing about fewer drivers is published. Classes of passes, and the least vehicles of a truth.
MIN_DRIVERS, CLASSES, LEAST_VEHICLES = 5, (5, 10, 30, 100), 30


@dataclass(frozen=True)
class City:
    """The junctions of a day, and the movements through them.

    Attributes:
        day: what is asked.
        junctions, movements: of its network.
        has_signal: ``(M,)``.
    """

    day: Day
    junctions: Junctions
    movements: Movements
    has_signal: BoolArray

    @classmethod
    def of(cls, day: Day) -> City:
        """As the product finds them."""
        network, area = day.bundle.network, day.bundle.area
        junctions = Junctions.of(network, area)
        movements = Movements.of(network, area, junctions)
        return cls(day, junctions, movements, junctions.has_signal[movements.junction])

    def crossings(self, trips: MatchedTrips) -> Crossings:
        """Of trips."""
        return Crossings.of(trips, self.day.bundle.network, self.junctions, self.movements)[0]


@dataclass(frozen=True)
class Delays(Columns):
    """Passes of movements.

    Attributes:
        movement: ``(n,)``.
        vehicle: ``(n,)`` its number.
        seconds: ``(n,)`` through the window.
        free_s: ``(n,)`` the same at the free pace.
    """

    movement: IntArray
    vehicle: IntArray
    seconds: FloatArray
    free_s: FloatArray

    @property
    def delay_s(self) -> FloatArray:
        """``(n,)``."""
        return self.seconds - self.free_s

    def means(self, movements: int) -> tuple[IntArray, FloatArray]:
        """``(M,)`` passes and mean delay of each movement, NaN where nobody passed."""
        count = np.bincount(self.movement, minlength=movements)
        with np.errstate(invalid="ignore"):
            return count, np.bincount(self.movement, self.delay_s, movements) / count


def product_delays(city: City, trips: MatchedTrips) -> Delays:
    """What the product says of trips."""
    network, area = city.day.bundle.network, city.day.bundle.area
    crossings = city.crossings(trips)
    found, _ = crossing_delays(trips, network, area, city.junctions, crossings)
    row = np.flatnonzero(found.is_measured)
    vehicle = numbers_of(trips.trip_id)[crossings.piece[row]]
    free_s = found.free_s[row]
    return Delays(found.movement[row], vehicle, found.delay_s[row] + free_s, free_s)


def true_delays(city: City) -> Delays:
    """Of all vehicles, between the same points, beyond the time at the free pace."""
    trips, windows = city.day.truth, Windows.of(city.day.bundle.network, city.junctions)
    crossings = city.crossings(trips)
    approach, leave = crossings.approach_pass, crossings.exit_pass
    end_s = trips.pass_s[approach] + trips.pass_exit_m[approach] - trips.pass_enter_m[approach]
    from_s = end_s - windows.up_m[trips.pass_edge[approach]]
    to_s = trips.pass_s[leave] + windows.down_m[trips.pass_edge[leave]]
    last_s = trips.s[trips.offsets[1:] - 1][crossings.piece]
    row = np.flatnonzero((from_s >= 0) & (to_s <= last_s))
    piece, from_s, to_s = crossings.piece[row], from_s[row], to_s[row]
    begin, end = (interpolate_time(trips, piece, s) for s in (from_s, to_s))
    free_s = _seconds_along(trips, city.day.free_pace, piece, from_s, to_s)
    return Delays(crossings.movement[row], numbers_of(trips.trip_id)[piece], end - begin, free_s)


def _seconds_along(
    trips: MatchedTrips, pace: FloatArray, piece: IntArray, from_s: FloatArray, to_s: FloatArray
) -> FloatArray:
    """``(n,)`` seconds between places of pieces at paces ``(E,)`` of segments, s/m."""
    metres = trips.pass_exit_m - trips.pass_enter_m
    along = np.r_[0.0, np.cumsum(metres * pace[trips.pass_edge])]

    def at(s: FloatArray) -> FloatArray:
        row = last_before(trips.pass_s, trips.pass_offsets, s, piece)
        return along[row] + (s - trips.pass_s[row]) * pace[trips.pass_edge[row]]

    return np.asarray(at(to_s) - at(from_s))


def paired(seen: Delays, true: Delays) -> tuple[Delays, Delays]:
    """The same passes of both: of vehicles that made the movement once."""

    def once(each: Delays) -> tuple[IntArray, IntArray]:
        key = each.vehicle * 10**6 + each.movement
        unique, first, count = np.unique(key, return_index=True, return_counts=True)
        return unique[count == 1], first[count == 1]

    (a, row_a), (b, row_b) = once(seen), once(true)
    _, of_a, of_b = np.intersect1d(a, b, return_indices=True)
    return seen.take(row_a[of_a]), true.take(row_b[of_b])


def groups_of(city: City, mean: FloatArray) -> dict[str, BoolArray]:
    """Movements ``(M,)`` by name of the group, by their true mean delay among others."""
    signal, turn = city.has_signal, city.movements.turn
    groups = {"all": signal | True, "signals": signal, "no signal": ~signal}
    groups |= {"delay > 10 s": mean > 10, "delay > 20 s": mean > 20, "delay < 5 s": mean < 5}
    return groups | {name: turn == k for k, name in enumerate(TURNS)}


def bias_of(seen: Delays, true: Delays, kept: BoolArray) -> dict[str, float]:
    """Of means of movements ``kept (M,)``, over the same passes; the interval is of vehicles.

    Returns:
        Movements and passes; ``true_s`` mean delay; ``bias_percent`` of the sum, ``low, high`` of
        95 %; ``error_percent`` mean absolute of a movement.
    """
    own = kept[seen.movement]
    rows, movement = np.unique(seen.movement[own], return_inverse=True)
    if not len(rows):
        return {}
    delays = seen.delay_s[own], true.delay_s[own]
    vehicle = np.unique(seen.vehicle[own], return_inverse=True)[1]

    def means(weight: FloatArray) -> list[FloatArray]:
        n = np.maximum(np.bincount(movement, weight), 1e-9)
        return [np.bincount(movement, weight * x) / n for x in delays]

    def bias(weight: FloatArray) -> float:
        guess, truth = means(weight)
        return float(100 * (guess.sum() / truth.sum() - 1))

    rng, vehicles = np.random.default_rng(0), int(vehicle.max()) + 1
    drawn = [bias(rng.poisson(1.0, vehicles)[vehicle].astype(float)) for _ in range(RESAMPLES)]
    guess, truth = means(np.ones(len(movement)))
    low, high = np.percentile(drawn, [2.5, 97.5])
    figures = {
        "movements": len(rows),
        "passes": len(movement),
        "true_s": truth.mean(),
        "bias_percent": bias(np.ones(len(movement))),
        "low": low,
        "high": high,
        "error_percent": 100 * np.abs(guess - truth).mean() / truth.mean(),
    }
    return {name: round(float(value), 2) for name, value in figures.items()}


def by_number(seen: Delays, true: Delays, level: FloatArray) -> dict[str, dict[str, float]]:
    """Means of some passes of a movement against that of all vehicles: bias and spread, percent.

    Args:
        seen, true: the same passes.
        level: ``(M,)`` true means of all vehicles, NaN where they are too few.
    """
    rng, order = np.random.default_rng(0), np.argsort(seen.movement, kind="stable")
    count = np.bincount(seen.movement, minlength=len(level))
    ends = np.cumsum(count)
    found = {}
    for number in NUMBERS:
        rows = []
        for movement in np.flatnonzero((count >= 2 * number) & np.isfinite(level)):
            own = order[ends[movement] - count[movement] : ends[movement]]
            for _ in range(DRAWS):
                drawn = rng.choice(own, number, replace=False)
                means = (each.delay_s[drawn].mean() for each in (seen, true))
                rows.append((*means, level[movement]))
        if not rows:
            continue
        guess, own_true, mean = np.array(rows).T
        spread = [100 * np.sqrt(np.mean((x - mean) ** 2)) / mean.mean() for x in (guess, own_true)]
        found[f"{number} passes"] = {
            "movements": len(rows) // DRAWS,
            "bias_percent": round(100 * (guess - mean).mean() / mean.mean(), 1),
            "spread_percent": round(spread[0], 1),
            "spread_of_true_percent": round(spread[1], 1),
        }
    return found


def observed(city: City, trips: MatchedTrips) -> MovementTraffic:
    """What may be published of trips, the whole week."""
    bundle, junctions, movements = city.day.bundle, city.junctions, city.movements
    crossings = city.crossings(trips)
    delays, _ = crossing_delays(trips, bundle.network, bundle.area, junctions, crossings)
    return observe_movements(
        delays,
        movements,
        junctions,
        (WHOLE_WEEK,),
        zone=bundle.manifest.time_zone,
        min_drivers=MIN_DRIVERS,
        seed=0,
    ).movements


def covered(city: City, trips: MatchedTrips, true: Delays) -> dict[str, float]:
    """Share of true means of all vehicles within the intervals, by passes; with their movements."""
    rows = observed(city, trips)
    rows = rows.take(np.flatnonzero(np.isfinite(rows.delay_low_s)))
    vehicles, mean = (each[rows.movement] for each in true.means(len(city.movements)))
    inside = (rows.delay_low_s <= mean) & (mean <= rows.delay_high_s)
    found = {}
    for least, most in pairwise([*CLASSES, np.inf]):
        own = (rows.passes >= least) & (rows.passes < most) & (vehicles >= LEAST_VEHICLES)
        name = f"from {least} passes ({int(own.sum())})"
        found[name] = round(float(inside[own].mean()), 3) if own.any() else float("nan")
    return found


def delay_figures(city: City, trips: MatchedTrips, true: Delays) -> dict[str, dict[str, float]]:
    """By group of movements, of the probes ``trips``; ``all`` is the figure that has a bound."""
    every, movements = product_delays(city, trips), len(city.movements)
    seen, same = paired(every, true)
    count = np.bincount(seen.movement, minlength=movements)
    vehicles, mean = true.means(movements)
    groups = groups_of(city, mean)
    enough = {name: group & (count >= LEAST_PASSES) for name, group in groups.items()}
    figures = {name: bias_of(seen, same, kept) for name, kept in enough.items()}
    for name in ("all", "signals", "no signal"):
        at_true = replace(seen, free_s=same.free_s)
        figures[f"times, {name}"] = bias_of(at_true, same, enough[name])
    paces = {"learned_s": seen.free_s.sum(), "true_s": same.free_s.sum()}
    figures["free pace"] = {
        name: round(float(x) / len(seen.free_s), 2) for name, x in paces.items()
    }
    level = np.where((vehicles >= 150) & city.has_signal, mean, np.nan)
    return figures | by_number(seen, same, level) | {"intervals": covered(city, trips, true)}


def main() -> None:
    """Print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--spacings", type=int, nargs="+", default=SPACINGS_S)
    options = parser.parse_args()
    for spacing in options.spacings:
        city = City.of(Day.load(options.folder, spacing))
        true = true_delays(city)
        for number in range(PROBE_SETS if spacing == SPACINGS_S[0] else 1):
            print(f"fixes each {spacing} s, probes {number}")
            for name, row in delay_figures(city, city.day.probes(number), true).items():
                print(f"  {name}: {row}", flush=True)


if __name__ == "__main__":
    main()

"""Which roads does *Before and after* flag, where nothing changed and where something did?

    python -m benchmarks.decisions.changes --seeds 220 221 222

*Nothing changed*: each seed halves the drivers of Porto's real trips at random, as the two sides of
the same days. Every flagged road is then a false discovery, the share of roads with small
probabilities should be the level, and 90 % of the intervals should contain 0.

*Known changes*: on one of two such halves, passes over a tenth of the roads are made slower, and
passes over another tenth are left out at random. The rows are the share of these roads that is
flagged in the right direction, by trips on the side with fewer of them.

*Simulated drivers*: independent roads with passes whose expected speeds are known, for the share of
intervals that contain the true change.

*Simulated days*: independent roads, on which drivers differ and so do days; nothing changed. The
rows are the share of roads with small probabilities, flagged roads, and intervals that contain 0,
if days count and if they do not.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import numpy.typing as npt
import pandas as pd

from trajganr_core.contract.options.time_sets import WHOLE_WEEK
from trajganr_core.data.bundle import Bundle
from trajganr_core.traffic.changes.estimates import Change, Changes, compare_sides
from trajganr_core.traffic.changes.sums import (
    SUMS,
    DrivenTrips,
    SidePasses,
    Sums,
    TwoSides,
    passes_of_side,
)

from ..cities import prepared_porto
from ..figures import write_figures
from .routing import FILE

#: Seeds that chose nothing: intervals were chosen on 0 to 3 and 300 to 302.
SEEDS = tuple(range(220, 230))
RATE, MIN_DRIVERS = 0.05, 5
LEVELS = (0.05, 0.01, 0.001)
#: Of the seeds, so many are those of known and of simulated changes.
FEW_SEEDS = 5
#: Known changes: shares by which passes are slower, or which are left out; of so many roads each.
DECREASES = (0.1, 0.2, 0.3)
CHANGED_SHARE = 0.1
#: Passes at which the rows of known changes begin.
PASSES = (5, 20, 50, 100, 200)
#: Simulated roads, drivers on each side, and expected numbers of those who drive over a road.
ROADS, DRIVERS = 500, 150
DRIVERS_ON_ROADS = (6, 10, 20, 50)
#: Simulated days on each side and their standard deviations; drivers on both sides, and expected
#: passes of a driver over a road on a day.
DAYS, DAY_DEVIATIONS = (7, 28), (0.0, 0.05, 0.15)
DAY_DRIVERS, DAY_PASSES = 60, 0.15


@dataclass(frozen=True)
class Halves:
    """A measure on two halves of the drivers.

    Attributes:
        tested, flagged: numbers of roads.
        small: the share of roads with probabilities up to each of the levels.
        covered: share of the intervals that contain 0.
    """

    seed: int
    measure: str
    tested: int
    flagged: int
    small: tuple[float, ...]
    covered: float


def main() -> None:
    """Print the rows, and add the false discovery to ``build/benchmark/decisions.json``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, nargs="+", default=SEEDS)
    parser.add_argument("--bundle", type=Path, help="of Porto; prepared anew if absent")
    options = parser.parse_args()
    with TemporaryDirectory() as folder:
        bundle = Bundle.load(
            options.bundle or prepared_porto(Path(folder) / "bundle", places=False)
        )
        passes = passes_of_side(bundle, "all", WHOLE_WEEK)
    rows = [row for seed in options.seeds for row in _rows(passes, seed)]
    for row in rows:
        print(json.dumps(asdict(row)))
    for measure in dict.fromkeys(row.measure for row in rows):
        print(measure, json.dumps(summary([row for row in rows if row.measure == measure])))
    few = options.seeds[:FEW_SEEDS]
    print(known_changes(passes, few).to_string())
    print("Simulated drivers: intervals that contain the true change")
    print(simulated_coverage(few).to_string())
    print("Simulated days on which nothing changed")
    print(simulated_days(few).to_string())
    figures = {"changed_roads_false_discovery": false_discovery(rows)}
    write_figures(FILE, figures, keep=True)
    print(json.dumps(figures))


def false_discovery(rows: Sequence[Halves]) -> float:
    """Flagged ÷ tested roads."""
    return sum(row.flagged for row in rows) / sum(row.tested for row in rows)


def summary(rows: Sequence[Halves]) -> dict[str, object]:
    """Sums and means over the seeds of a measure."""
    return {
        "tested": sum(row.tested for row in rows),
        "flagged": sum(row.flagged for row in rows),
        "seeds_with_flags": sum(row.flagged > 0 for row in rows),
        "small": np.mean([row.small for row in rows], axis=0).round(5).tolist(),
        "covered": round(float(np.mean([row.covered for row in rows])), 3),
    }


def known_changes(passes: SidePasses, seeds: Sequence[int]) -> pd.DataFrame:
    """A row for each kind of change, decrease and number of passes.

    Columns: roads that changed, the share of them that is flagged in the right direction, flagged
    roads, and the share of those that did not change.
    """
    parts = [
        part
        for seed in seeds
        for decrease in DECREASES
        for part in _known_changes(passes, decrease, seed)
    ]
    roads = pd.concat(parts)
    roads["passes"] = pd.cut(roads["passes"], [*PASSES, np.inf], right=False)
    every = roads.assign(passes="all")
    groups = pd.concat([roads, every]).groupby(["measure", "decrease", "passes"], observed=True)
    rows = groups[["changed", "found", "flagged", "false"]].sum()
    rows["found"] /= rows["changed"]
    rows["false"] /= rows["flagged"].clip(lower=1)
    return rows.round(3)


def _known_changes(passes: SidePasses, decrease: float, seed: int) -> list[pd.DataFrame]:
    """The tested roads of speed, and of popularity, in which some are known to have changed."""
    before, after = _halves(passes, seed)
    rng = np.random.default_rng(seed)
    order = rng.permutation(np.unique(passes.edge))
    slower, emptier, _ = np.split(order, np.cumsum([int(CHANGED_SHARE * len(order))] * 2))
    hours = after.hours / np.where(np.isin(after.edge, slower), 1 - decrease, 1)
    is_left_out = np.isin(after.edge, emptier) & (rng.random(len(after)) < decrease)
    after = dataclasses.replace(after, hours=hours).take(~is_left_out)
    changes = _compared(before, after, seed)
    found = []
    for measure, changed in (("speed", slower), ("popularity", emptier)):
        change = changes.measures[measure]
        is_changed, flagged = np.isin(changes.edge, changed), change.adjusted <= RATE
        columns = {
            "measure": measure,
            "decrease": decrease,
            "passes": changes.trips.min(axis=1),
            "changed": is_changed,
            "found": is_changed & flagged & (change.change < 0),
            "flagged": flagged,
            "false": flagged & ~is_changed,
        }
        found.append(pd.DataFrame(columns)[change.is_tested])
    return found


def simulated_coverage(seeds: Sequence[int]) -> pd.DataFrame:
    """Share of intervals that contain the true change of speed, by drivers and kind of road.

    Passes over a road have its pace × that of the driver × a factor of the pass, log-normal with
    standard deviations 0.15 and 0.3; on half of the roads, 30 % of the passes wait, exponentially
    with a mean of 20 s. Half of the roads are a quarter slower after. Some drivers drive more.
    """
    rows = []
    for drivers in DRIVERS_ON_ROADS:
        parts = [_simulated(drivers, seed) for seed in seeds]
        covered, has_waits = (np.concatenate(each) for each in zip(*parts, strict=True))
        rows.append(
            {
                "drivers": drivers,
                "roads": len(covered),
                "covered": covered.mean(),
                "with waits": covered[has_waits].mean(),
            }
        )
    return pd.DataFrame(rows).round(3)


def _simulated(drivers: int, seed: int) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """Whether intervals contain the true change of speed, and whether vehicles wait there."""
    rng = np.random.default_rng([seed, drivers])
    pace, km, waiting = 1 / rng.uniform(15, 50, ROADS), 0.1, 0.3
    wait = rng.choice([0.0, 20 / 3600], ROADS)
    factors = (np.ones(ROADS), rng.choice([1.0, 1.25], ROADS))
    parts, speeds = [], []
    for side, factor in enumerate(factors):
        active = rng.lognormal(0, 0.7, DRIVERS)
        share = np.minimum(drivers / DRIVERS * active / active.mean(), 1)
        road, driver = np.nonzero(rng.random((ROADS, DRIVERS)) < share)
        count = 1 + rng.poisson(rng.lognormal(-0.5, 1, len(road)))
        row = np.repeat(np.arange(len(road)), count)
        own = rng.normal(0, 0.15, len(road))[row] + rng.normal(0, 0.3, len(row))
        waits = rng.exponential(wait[road][row]) * (rng.random(len(row)) < waiting)
        hours = np.bincount(row, km * (pace * factor)[road][row] * np.exp(own) + waits)
        sums = np.zeros((len(road), 2, len(SUMS)))
        sums[:, side, SUMS.index("km")] = km * count
        sums[:, side, SUMS.index("hours")] = hours
        sums[:, side, SUMS.index("trips")] = count
        parts.append((road, driver + side * DRIVERS, sums))
        speeds.append(1 / (pace * factor * np.exp((0.15**2 + 0.3**2) / 2) + waiting * wait / km))
    road, driver, sums = (np.concatenate(each) for each in zip(*parts, strict=True))
    order = np.lexsort((driver, road))
    side = np.repeat([0, 1], DRIVERS)
    found = compare_sides(
        [Sums(road[order], driver[order], side[driver[order]], sums[order])],
        DrivenTrips(np.arange(len(side)), side, np.eye(2)[side], (1, 1)),
        min_drivers=MIN_DRIVERS,
        seed=seed,
    )
    speed, true = found.measures["speed"], (speeds[1] - speeds[0])[found.edge]
    known = np.isfinite(speed.low)
    covered = (speed.low <= true) & (true <= speed.high)
    return covered[known], wait[found.edge][known] > 0


def simulated_days(seeds: Sequence[int]) -> pd.DataFrame:
    """Roads of speed by days on a side and their standard deviation, where nothing changed."""
    rows = []
    for days in DAYS:
        for deviation in DAY_DEVIATIONS:
            parts = [_days_alike(days, deviation, seed) for seed in seeds]
            for counted in (True, False):
                found = [_row(0, "speed", part[counted].measures["speed"]) for part in parts]
                rows.append(
                    {"days": days, "deviation": deviation, "days count": counted} | summary(found)
                )
    return pd.DataFrame(rows)


def _days_alike(days: int, deviation: float, seed: int) -> dict[bool, Changes]:
    """Changes on simulated roads between two sides of so many days, if days count and if not.

    A pass has the pace of its road × factors of the driver there, of the day there and of its own,
    log-normal with the standard deviations 0.1, ``deviation`` and 0.4.
    """
    rng = np.random.default_rng([seed, days, round(100 * deviation)])
    active = rng.lognormal(0, 0.7, DAY_DRIVERS)
    expected = DAY_PASSES * active / active.mean()
    count = rng.poisson(expected[None, :, None], (ROADS, DAY_DRIVERS, 2 * days))
    road, driver, day = np.nonzero(count)
    count = count[road, driver, day]
    factor = rng.normal(0, 0.1, (ROADS, DAY_DRIVERS))[road, driver]
    factor += rng.normal(0, deviation, (ROADS, 2 * days))[road, day]
    row, side = np.repeat(np.arange(len(road)), count), (day >= days).astype(np.int64)
    sums = np.zeros((len(road), 2, len(SUMS)))
    rows = np.arange(len(road))
    sums[rows, side, SUMS.index("km")] = 0.1 * count
    hours = np.bincount(row, 0.1 / 30 * np.exp(rng.normal(0, 0.4, len(row))))
    sums[rows, side, SUMS.index("hours")] = hours * np.exp(factor)
    sums[rows, side, SUMS.index("trips")] = count
    drivers, all_days = np.divmod(np.arange(DAY_DRIVERS * 2 * days), 2 * days)
    trips = 10.0 * np.eye(2)[(all_days >= days).astype(np.int64)]
    return {
        counted: compare_sides(
            [Sums(road, driver, day, sums)],
            DrivenTrips(drivers, all_days, trips, (days, days) if counted else (1, 1)),
            min_drivers=MIN_DRIVERS,
            seed=seed,
        )
        for counted in (True, False)
    }


def _halves(passes: SidePasses, seed: int) -> tuple[SidePasses, SidePasses]:
    """The passes of two halves of the drivers."""
    names = np.unique(passes.driver[passes.driven].astype(str))
    chosen = np.random.default_rng(seed).permutation(names)[: len(names) // 2]
    first = np.isin(passes.driver.astype(str), chosen)[passes.trip]
    return passes.take(first), passes.take(~first)


def _compared(before: SidePasses, after: SidePasses, seed: int) -> Changes:
    sides = TwoSides(before, after)
    return compare_sides(sides.parts(), sides.trips, min_drivers=MIN_DRIVERS, seed=seed)


def _rows(passes: SidePasses, seed: int) -> list[Halves]:
    changes = _compared(*_halves(passes, seed), seed)
    return [_row(seed, name, change) for name, change in changes.measures.items()]


def _row(seed: int, measure: str, change: Change) -> Halves:
    tested = change.is_tested
    has_interval = np.isfinite(change.low)
    covered = (change.low <= 0) & (change.high >= 0)
    return Halves(
        seed=seed,
        measure=measure,
        tested=int(tested.sum()),
        flagged=int((change.adjusted <= RATE).sum()),
        small=_small(change.probability[tested]),
        covered=float(covered[has_interval].mean()),
    )


def _small(probability: npt.NDArray[np.float64]) -> tuple[float, ...]:
    return tuple(float(np.mean(probability <= level)) for level in LEVELS)


if __name__ == "__main__":
    main()

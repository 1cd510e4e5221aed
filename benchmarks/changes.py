"""How many roads does *Before and after* flag where nothing changed? Real trips of Porto.

    python benchmarks/changes.py --seeds 200 201 202

Each seed halves the drivers at random, as the two sides of the same days. Every flagged road is
then a false discovery. The table also has the share of roads with small probabilities, which should
be the level, for the test that is used and for the usual one: change ÷ standard deviation of the
bootstrap, as normal.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import numpy.typing as npt
from porto import AREA, PORTO, TRIPS
from scipy.special import ndtr

from trajganr_core.contract.data_config import PrepareConfig
from trajganr_core.contract.time_sets import WHOLE_WEEK
from trajganr_core.data.bundle import Bundle
from trajganr_core.data.changes.estimates import Change, adjusted, compare_sides
from trajganr_core.data.changes.sums import SidePasses, passes_of_side, sum_by_driver
from trajganr_core.data.preparation.prepare import prepare_bundle

#: Seeds that chose nothing.
SEEDS = tuple(range(200, 220))
RATE, MIN_DRIVERS = 0.05, 5
LEVELS = (0.05, 0.01, 0.001)
#: Width of a normal distribution's middle 90 %, standard deviations.
WIDTH = 2 * 1.6449


@dataclass(frozen=True)
class Halves:
    """A measure on two halves of the drivers.

    Attributes:
        tested, flagged: numbers of roads.
        small: the share of roads with probabilities up to each of the levels.
        flagged_as_normal, small_as_normal: likewise, of the usual test.
        covered: share of the intervals that contain 0.
    """

    seed: int
    measure: str
    tested: int
    flagged: int
    small: tuple[float, ...]
    flagged_as_normal: int
    small_as_normal: tuple[float, ...]
    covered: float


def main() -> None:
    """Print the rows, and add the false discovery to ``build/benchmark/decisions.json``."""
    from compare import RESULTS, ROOT
    from decisions import FILE, update

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, nargs="+", default=SEEDS)
    parser.add_argument("--bundle", type=Path, help="of Porto; prepared anew if absent")
    options = parser.parse_args()
    with TemporaryDirectory() as folder:
        rows = halves(Bundle.load(options.bundle or porto_bundle(Path(folder))), options.seeds)
    for row in rows:
        print(json.dumps(asdict(row)))
    for measure in dict.fromkeys(row.measure for row in rows):
        print(measure, json.dumps(summary([row for row in rows if row.measure == measure])))
    figures = {"changed_roads_false_discovery": false_discovery(rows)}
    (ROOT / RESULTS).mkdir(parents=True, exist_ok=True)
    update(ROOT / RESULTS / FILE, figures)
    print(json.dumps(figures))


def changed_roads_false_discovery(bundle: Bundle, seeds: Sequence[int] = SEEDS) -> float:
    """The share of roads that are flagged although nothing changed, of all measures and seeds."""
    return false_discovery(halves(bundle, seeds))


def porto_bundle(folder: Path) -> Path:
    """The trips of two days, prepared in a folder."""
    prepare_bundle(
        trajectories=[TRIPS],
        roads=PORTO / "osm_roads.gpkg",
        area=AREA,
        out=folder / "bundle",
        config=PrepareConfig(name="Porto"),
    )
    return folder / "bundle"


def halves(bundle: Bundle, seeds: Sequence[int]) -> list[Halves]:
    """A row for each seed and measure."""
    passes = passes_of_side(bundle, "all", WHOLE_WEEK)
    return [row for seed in seeds for row in _rows(passes, seed)]


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
        "flagged_as_normal": sum(row.flagged_as_normal for row in rows),
        "seeds_with_flags_as_normal": sum(row.flagged_as_normal > 0 for row in rows),
        "small_as_normal": np.mean([row.small_as_normal for row in rows], axis=0).round(5).tolist(),
        "covered": round(float(np.mean([row.covered for row in rows])), 3),
    }


def _rows(passes: SidePasses, seed: int) -> list[Halves]:
    names = np.unique(passes.driver.astype(str))
    chosen = np.random.default_rng(seed).permutation(names)[: len(names) // 2]
    first = np.isin(passes.driver.astype(str), chosen)
    sums = sum_by_driver(passes.take(first), passes.take(~first))
    changes = compare_sides(sums, least_drivers=MIN_DRIVERS, seed=seed)
    return [_row(seed, name, change) for name, change in changes.measures.items()]


def _row(seed: int, measure: str, change: Change) -> Halves:
    tested = change.is_tested
    deviation = (change.high - change.low) / WIDTH
    with np.errstate(invalid="ignore", divide="ignore"):
        normal = 2 * ndtr(-np.abs(change.change) / deviation)
    has_interval = np.isfinite(change.low)
    covered = (change.low <= 0) & (change.high >= 0)
    return Halves(
        seed=seed,
        measure=measure,
        tested=int(tested.sum()),
        flagged=int((change.adjusted <= RATE).sum()),
        small=_small(change.probability[tested]),
        flagged_as_normal=int((adjusted(normal) <= RATE).sum()),
        small_as_normal=_small(normal[np.isfinite(normal)]),
        covered=float(covered[has_interval].mean()),
    )


def _small(probability: npt.NDArray[np.float64]) -> tuple[float, ...]:
    return tuple(float(np.mean(probability <= level)) for level in LEVELS)


if __name__ == "__main__":
    main()

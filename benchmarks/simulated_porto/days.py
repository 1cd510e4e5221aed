"""``python -m benchmarks.simulated_porto.days --out build/simulated_days``: simulate whole days.

A Tuesday with two peaks and a Saturday with one. Trips of a fleet are recorded; the true mean pace
of each segment and hour is that of all other vehicles.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd

from trajganr_core.contract.errors import TrajganrError
from trajganr_core.contract.kinds.prepare import PrepareParams
from trajganr_core.contract.options.validation import check_positive
from trajganr_core.data.preparation.prepare import prepare_bundle
from trajganr_core.data.preparation.stages import StageCache
from trajganr_core.utils.study_area import StudyArea

from ..cities import PORTO
from .city import BUNDLE, TRIPS, Sources, read_setting
from .day_demand import DAYS, Day, draw_fleet, plan_day
from .demand import Trip, pulls_of
from .friction import draw_friction
from .input_trips import input_trips
from .options import area_of
from .passes import passes_of
from .simulation import simulate
from .streets import Streets
from .true_pace import ZONE, true_pace

TRUE_PACE, DESCRIPTION = "true_pace.csv", "days.json"
NAME = "Simulated Porto, whole days"
NOTE = "Real roads; real and simulated places; simulated traffic."
DECIMALS = 6
#: Each vehicle stands for four: its headways are as long.
HEADWAYS = 4.0


@dataclass(frozen=True)
class DayOptions:
    """What a person may choose.

    Attributes:
        seed: of everything that is drawn; the same seed and versions give the same files.
        area_share: of the paper's box, in (0, 1].
        vehicles: of the city on a weekday, beside the fleet; a few find no way.
        drivers: of the fleet, whose trips are recorded.
        fix_every_s: between two fixes of a trip.
    """

    seed: int = 7
    area_share: float = 0.03
    vehicles: int = 6_000
    drivers: int = 120
    fix_every_s: int = 15

    def __post_init__(self) -> None:
        check_positive(vehicles=self.vehicles, drivers=self.drivers, fix_every_s=self.fix_every_s)


@dataclass(frozen=True)
class SimulatedDay:
    """A day, for a closer look.

    Attributes:
        begin: local midnight.
        trips: the demand.
        passes: of all vehicles that arrived.
        lost: numbers of those that did not.
    """

    begin: datetime
    trips: list[Trip]
    passes: pd.DataFrame
    lost: dict[str, int]


def make_days(
    sources: Sources,
    area: StudyArea,
    out: Path,
    options: DayOptions,
    days: Sequence[Day] = DAYS,
    say: Callable[[str], None] = print,
) -> list[SimulatedDay]:
    """Simulate days and write them into ``out``, replacing what is there.

    Raises:
        TrajganrError: as the readers of the sources, ``simulate`` and ``prepare_bundle``.
    """
    demand, noise, land_use = (np.random.default_rng([options.seed, k]) for k in range(3))
    streets, quarters, places = read_setting(sources, area, land_use)
    pulls = pulls_of(streets, pd.concat(places))
    friction = draw_friction(streets, quarters, land_use)
    fleet = draw_fleet(options.drivers, demand)
    simulated, recorded, truths = [], [], []
    for day in days:
        begin = datetime.combine(day.date, datetime.min.time(), ZoneInfo(ZONE))
        trips = plan_day(day, options.vehicles, fleet, pulls, demand)
        say(f"{day.date:%A}: simulating {len(trips)} trips on {len(streets)} directed edges")
        with TemporaryDirectory() as scratch:
            record = simulate(
                streets,
                trips,
                options.seed,
                Path(scratch),
                headways=HEADWAYS,
                speed_factors=friction.speed_factors(day.is_weekday),
            )
        passes = passes_of(record, streets.network.length_m)
        of_fleet = {trip.id for trip in trips if trip.driver in fleet}
        truths.append(true_pace(passes, of_fleet, begin))
        recorded.append(
            input_trips(record.fixes, trips, fleet, area, options.fix_every_s, noise, begin)
        )
        simulated.append(SimulatedDay(begin, trips, passes, record.lost))
    if out.exists():
        shutil.rmtree(out)
    out.mkdir(parents=True)
    _write(pd.concat(recorded), out / TRIPS)
    truth = pd.concat(truths).sort_values(["edge", "hour_of_week"]).round(DECIMALS)
    _write(truth, out / TRUE_PACE)
    description = _describe(area, options, streets, simulated, fleet)
    (out / DESCRIPTION).write_text(json.dumps(description, indent=2) + "\n", encoding="utf-8")
    say("Preparing the bundle")
    params = PrepareParams(
        trips=(str(out / TRIPS),),
        roads=str(sources.roads),
        bbox=area.bbox,
        label_share=0.0,
        seed=options.seed,
        name=NAME,
    )
    with TemporaryDirectory() as cache:
        prepare_bundle(params, out / BUNDLE, cache=StageCache(Path(cache)))
    return simulated


def _write(table: pd.DataFrame, path: Path) -> None:
    table.to_csv(path, index=False, lineterminator="\n")


def _describe(
    area: StudyArea,
    options: DayOptions,
    streets: Streets,
    simulated: Sequence[SimulatedDay],
    fleet: Collection[str],
) -> dict[str, Any]:
    return {
        "name": NAME,
        "note": NOTE,
        "bbox": list(area.bbox),
        "crs": "EPSG:4326",
        "time_zone": ZONE,
        "options": asdict(options),
        "sumo": version("eclipse-sumo"),
        "directed_edges": len(streets),
        "days": [
            {
                "begin": day.begin.isoformat(),
                "trips": len(day.trips),
                "trips_of_the_fleet": sum(trip.driver in fleet for trip in day.trips),
                "vehicles": int(day.passes["vehicle"].nunique()),
                "lost": day.lost,
            }
            for day in simulated
        ],
    }


def main() -> int:
    """Simulate the days that the command line asks for."""
    usual = DayOptions()
    parser = argparse.ArgumentParser(prog="simulated_porto.days", description=__doc__)
    parser.add_argument("--out", type=Path, required=True, help="folder to write; replaced")
    parser.add_argument("--porto", type=Path, default=PORTO, help="folder of Porto's files")
    for name, value in asdict(usual).items():
        parser.add_argument("--" + name.replace("_", "-"), type=type(value), default=value)
    given = vars(parser.parse_args())
    out, porto = given.pop("out"), given.pop("porto")
    started = time.monotonic()

    def say(text: str) -> None:
        print(f"{time.monotonic() - started:4.0f} s  {text}", flush=True)

    try:
        options = DayOptions(**given)
        make_days(Sources.of_porto(porto), area_of(options.area_share), out, options, say=say)
    except TrajganrError as error:
        print(error, file=sys.stderr)
        return 1
    print((out / DESCRIPTION).read_text("utf-8"))
    say(f"Done: {out / BUNDLE}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

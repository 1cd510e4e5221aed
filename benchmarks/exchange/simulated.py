"""A simulated city with known volumes: a fleet's trips in a week, and how many vehicles drove.

``python -m benchmarks.exchange.simulated FOLDER --seed 31`` makes one. Streets and demand are those
of :mod:`..simulated_porto.days`. The vehicles of the city have peaks and drive from homes to
attractions and back; the drivers of the fleet drive from attraction to attraction, in shifts that
begin at any hour. So the share of the fleet in all vehicles differs by place, class and hour by
itself. SUMO drives all of them mesoscopically: a vehicle stands for itself, and nothing is scaled.
The fleet's fixes are matched by the product.

All vehicles are simulated on a Tuesday and a Saturday, whose volumes are the truth of weekdays and
of weekend days. On the other five days of the week the fleet drives alone.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd

from trajganr_core.contract.kinds.prepare import PrepareParams
from trajganr_core.data.bundle import MANIFEST, Bundle
from trajganr_core.data.preparation.prepare import prepare_bundle
from trajganr_core.data.preparation.stages import StageCache
from trajganr_core.utils.arrays import FloatArray

from ..cities import PORTO
from ..figures import ROOT
from ..simulated_porto.city import Sources, read_setting
from ..simulated_porto.day_demand import DAYS, Day, draw_fleet, plan_day
from ..simulated_porto.demand import pulls_of
from ..simulated_porto.input_trips import GPS_NOISE_M
from ..simulated_porto.options import area_of
from ..simulated_porto.simulation import simulate_routes
from ..simulated_porto.streets import Streets
from ..simulated_porto.true_pace import ZONE

#: Of the paper's box; vehicles of the city on the weekday; drivers of the fleet; between fixes.
AREA_SHARE, VEHICLES, DRIVERS, FIX_EVERY_S = 0.25, 60_000, 250, 15
#: What is simulated stays there.
FOLDER = ROOT / "build" / "exchange"
#: Days after the Tuesday and the Saturday on which the fleet drives alone.
FLEET_DAYS = ((-1, 1, 2, 3), (1,))
TRUTH, TRIPS, BUNDLE = "truth.npy", "trips.csv", "bundle"
HOURS = 24


@dataclass(frozen=True)
class KnownVolumes:
    """The city.

    Attributes:
        bundle: trips of the fleet in a week.
        hourly: ``(E, 48)`` vehicles, the fleet's too, that drove onto each segment in each hour of
            the Tuesday and of the Saturday.
    """

    bundle: Bundle
    hourly: FloatArray

    @property
    def daily(self) -> FloatArray:
        """``(E,)`` vehicles on an average day of the week: five days are as the Tuesday."""
        weekday, weekend = self.hourly[:, :HOURS].sum(1), self.hourly[:, HOURS:].sum(1)
        return np.asarray((5 * weekday + 2 * weekend) / 7)

    @classmethod
    def of(cls, seed: int) -> KnownVolumes:
        """The city of a seed, which is simulated if it is absent."""
        folder = FOLDER / f"city{seed}"
        if not (folder / BUNDLE / MANIFEST).is_file():
            make_city(folder, seed)
        return cls(Bundle.load(folder / BUNDLE), np.load(folder / TRUTH))


def make_city(folder: Path, seed: int) -> None:
    """Simulate both days, and prepare the bundle of the fleet's trips."""
    area, sources = area_of(AREA_SHARE), Sources.of_porto(PORTO)
    demand, noise, land_use = (np.random.default_rng([seed, k]) for k in range(3))
    streets, _, places = read_setting(sources, area, land_use)
    pulls = pulls_of(streets, pd.concat(places))
    fleet = draw_fleet(DRIVERS, demand)
    hourly, recorded = [], []

    def driven_on(day: Day, vehicles: int) -> pd.DataFrame:
        trips = plan_day(day, vehicles, fleet, pulls, demand)
        with TemporaryDirectory() as scratch:
            driven = simulate_routes(streets, trips, seed, Path(scratch))
        print(day.date, len(trips), "trips;", driven["vehicle"].nunique(), "arrived", flush=True)
        driver = {trip.id: trip.driver for trip in trips if trip.driver in fleet}
        begin = datetime.combine(day.date, datetime.min.time(), ZoneInfo(ZONE))
        recorded.append(fixes_of(driven, driver, streets, noise, begin.timestamp()))
        return driven

    for day in DAYS:
        driven = driven_on(day, VEHICLES)
        hour = (driven["enter_s"].to_numpy() // 3600).astype(np.int64) % HOURS
        cells = driven["edge"].to_numpy() * HOURS + hour
        hourly.append(np.bincount(cells, minlength=len(streets) * HOURS).reshape(-1, HOURS))
    for day, others in zip(DAYS, FLEET_DAYS, strict=True):
        for later in others:
            date = day.date + timedelta(days=later)
            driven_on(replace(day, name=f"{day.name}{date.day}_", date=date), 0)
    folder.mkdir(parents=True, exist_ok=True)
    np.save(folder / TRUTH, np.concatenate(hourly, axis=1).astype(np.float64))
    pd.concat(recorded).to_csv(folder / TRIPS, index=False)
    params = PrepareParams(
        trips=(str(folder / TRIPS),),
        roads=str(sources.roads),
        bbox=area.bbox,
        label_share=0.0,
        seed=seed,
        name="Simulated city",
    )
    with TemporaryDirectory() as cache:
        prepare_bundle(params, folder / BUNDLE, cache=StageCache(Path(cache)))


def fixes_of(
    driven: pd.DataFrame,
    driver: dict[str, str],
    streets: Streets,
    rng: np.random.Generator,
    begin_s: float,
) -> pd.DataFrame:
    """The fleet's trips as its trackers store them: a fix each 15 s, off by GPS noise.

    On an edge, a vehicle has one speed: where it stood in it, SUMO does not say.
    """
    rows = driven[driven["vehicle"].isin(driver)]
    every = []
    for vehicle, own in rows.groupby("vehicle", sort=False):
        enter, leave, edge = (own[x].to_numpy() for x in ("enter_s", "exit_s", "edge"))
        t = np.arange(enter[0] + rng.integers(FIX_EVERY_S), leave[-1], FIX_EVERY_S)
        at = np.clip(np.searchsorted(enter, t, side="right") - 1, 0, len(edge) - 1)
        share = np.clip((t - enter[at]) / np.maximum(leave[at] - enter[at], 1e-9), 0, 1)
        columns = {"t": t, "edge": edge[at], "share": share}
        every.append(pd.DataFrame(columns).assign(trip_id=vehicle, driver_id=driver[str(vehicle)]))
    fixes = pd.concat(every, ignore_index=True)
    edge, network, area = fixes["edge"].to_numpy(), streets.network, streets.area
    offset = fixes["share"].to_numpy() * network.length_m[edge]
    points = network.locate(edge, offset, area.to_local(network.lon, network.lat))
    lon, lat = area.to_geographic(points + rng.normal(0, GPS_NOISE_M, points.shape)).T
    times = {"time": (begin_s + fixes["t"]).astype(np.int64)}
    return fixes[["trip_id", "driver_id"]].assign(**times, lon=lon.round(6), lat=lat.round(6))


def main() -> None:
    """Make the city."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, required=True)
    options = parser.parse_args()
    make_city(options.folder, options.seed)


if __name__ == "__main__":
    main()

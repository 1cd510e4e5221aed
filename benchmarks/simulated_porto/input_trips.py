"""The trips that models see: of a tenth of the drivers, as a fleet's trackers store them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import UTC, datetime

import numpy as np
import pandas as pd

from trajganr_core.utils.study_area import StudyArea

from .demand import Trip

#: The first hour of the simulation, a Tuesday's.
BEGIN = datetime(2024, 5, 14, 7, 0, tzinfo=UTC)
INPUT_SHARE = 0.1
#: Standard deviation east and north.
GPS_NOISE_M = 5.0


def choose_drivers(trips: Sequence[Trip], rng: np.random.Generator) -> frozenset[str]:
    """Whose trips are input; all trips of the others make labels."""
    drivers = sorted({trip.driver for trip in trips})
    count = max(1, round(INPUT_SHARE * len(drivers)))
    return frozenset(rng.choice(drivers, count, replace=False).tolist())


def input_trips(
    fixes: pd.DataFrame,
    trips: Sequence[Trip],
    drivers: Collection[str],
    area: StudyArea,
    fix_every_s: int,
    rng: np.random.Generator,
    begin: datetime = BEGIN,
) -> pd.DataFrame:
    """The drivers' trips as fixes, off by GPS noise, without speeds.

    Args:
        fixes: of all vehicles at 1 s, by vehicle and time.
        trips, drivers: of the demand, and who is input.
        area: whose local metres the fixes are in.
        fix_every_s: between two fixes of a trip.
        rng: of phases and noise.
        begin: of the simulation.

    Returns:
        ``trip_id, driver_id, time`` (Unix seconds, UTC)``, lon, lat``.
    """
    driver = {trip.id: trip.driver for trip in trips if trip.driver in drivers}
    fixes = fixes[fixes["vehicle"].isin(driver)].reset_index(drop=True)
    age = fixes.groupby("vehicle", sort=False).cumcount()
    code, vehicles = pd.factorize(fixes["vehicle"])
    phase = rng.integers(0, fix_every_s, len(vehicles))[code]
    fixes = fixes[(age % fix_every_s).to_numpy() == phase]
    noisy = fixes[["x", "y"]].to_numpy() + rng.normal(0, GPS_NOISE_M, (len(fixes), 2))
    lon_lat = area.to_geographic(noisy)
    return pd.DataFrame(
        {
            "trip_id": fixes["vehicle"].to_numpy(),
            "driver_id": fixes["vehicle"].map(driver).to_numpy(),
            "time": int(begin.timestamp()) + fixes["t"].to_numpy().astype(np.int64),
            "lon": lon_lat[:, 0].round(6),
            "lat": lon_lat[:, 1].round(6),
        }
    )

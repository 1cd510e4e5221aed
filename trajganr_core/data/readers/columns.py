"""Which columns of a table hold what: as chosen, or recognised by their usual names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ...errors import Code, TrajganrError
from ...input_options import SPEED_UNITS, TripOptions
from .rows import Rows

__all__ = ["FixColumns", "find_column", "find_columns"]

TRIP_NAMES = (
    "trip_id",
    "tripid",
    "trip",
    "trajectory_id",
    "traj_id",
    "trajectory",
    "track_id",
    "trackid",
    "track_fid",
    "journey_id",
    "ride_id",
    "order_id",
)
DRIVER_NAMES = (
    "driver_id",
    "driver",
    "vehicle_id",
    "vehicle",
    "taxi_id",
    "taxi",
    "cab_id",
    "cab",
    "device_id",
    "device",
    "user_id",
    "user",
)
TIME_NAMES = (
    "t",
    "time",
    "timestamp",
    "unixtime",
    "datetime",
    "date_time",
    "recorded_at",
    "gps_time",
    "time_utc",
    "epoch",
)
LON_NAMES = ("lon", "longitude", "lng", "long")
LAT_NAMES = ("lat", "latitude")
OCCUPIED_NAMES = ("occupied", "occupancy", "passenger")
#: Columns of speed whose names say their unit, whatever unit was chosen.
SPEED_NAMES = {
    "speed_kmh": "km/h",
    "speed_ms": "m/s",
    "speed_mps": "m/s",
    "speed_mph": "mph",
    "speed_knots": "knots",
    "speed": "",
}


@dataclass(frozen=True)
class FixColumns:
    """Names of the columns of a table of fixes; empty where there is none.

    Attributes:
        trip, driver: at least one of them is there.
        time: of the fix.
        x, y: coordinates, empty where rows have geometries.
        speed: measured, in ``speed_unit``.
        occupied: whether a taxi has a passenger.
    """

    trip: str
    driver: str
    time: str
    x: str
    y: str
    speed: str
    speed_unit: str
    occupied: str

    @property
    def names(self) -> list[str]:
        """All that there are."""
        parts = (self.trip, self.driver, self.time, self.x, self.y, self.speed, self.occupied)
        return list(dict.fromkeys(name for name in parts if name))


def find_columns(rows: Rows, options: TripOptions) -> FixColumns:
    """The columns of a table with a fix a row.

    Raises:
        TrajganrError: ``INPUT.FIELD`` for a column that was chosen and is not there, or a table
            without trip or driver, time, or place.
    """
    trip = find_column(rows, options.trip_field, TRIP_NAMES)
    driver = find_column(rows, options.driver_field, DRIVER_NAMES)
    if not trip and not driver:
        raise _no_column(rows, "the trip or the driver", [*TRIP_NAMES, *DRIVER_NAMES])
    time = find_column(rows, options.time_field, TIME_NAMES)
    if not time:
        raise _no_column(rows, "the time", TIME_NAMES)
    x = y = ""
    if rows.geometry != "point" or options.lon_field:
        # Plain x and y are taken where it is known what they are.
        x = find_column(rows, options.lon_field, (*LON_NAMES, "x"))
        y = find_column(rows, options.lat_field, (*LAT_NAMES, "y"))
        for name, what, usual in ((x, "longitude", LON_NAMES), (y, "latitude", LAT_NAMES)):
            if not name:
                raise _no_column(rows, f"the {what}", usual)
    speed = find_column(rows, options.speed_field, tuple(SPEED_NAMES))
    return FixColumns(
        trip=trip,
        driver=driver,
        time=time,
        x=x,
        y=y,
        speed=speed,
        speed_unit=SPEED_NAMES.get(speed.lower()) or options.speed_unit,
        occupied="" if trip else find_column(rows, "", OCCUPIED_NAMES),
    )


def find_column(rows: Rows, chosen: str, usual: Sequence[str]) -> str:
    """The column that was chosen, or the first with a usual name, whatever its case; or ``""``.

    Raises:
        TrajganrError: ``INPUT.FIELD`` when the chosen one is not there.
    """
    if chosen in rows.names:
        return chosen
    by_lower_case = {name.lower(): name for name in reversed(rows.names)}
    looked_for = (chosen.lower(),) if chosen else usual
    found = next((by_lower_case[name] for name in looked_for if name in by_lower_case), "")
    if chosen and not found:
        raise TrajganrError(
            Code.INPUT_FIELD,
            "{where} has no column {missing}; it has {found}.",
            "Choose one of its columns.",
            where=rows.where,
            missing=chosen,
            found=", ".join(rows.names),
        )
    return found


def to_metres_per_second(unit: str) -> float:
    """What a speed in the unit is multiplied by."""
    return SPEED_UNITS[unit] / SPEED_UNITS["m/s"]


def _no_column(rows: Rows, what: str, usual: Sequence[str]) -> TrajganrError:
    return TrajganrError(
        Code.INPUT_FIELD,
        "{where} has no column for {missing} that is called as usual ({usual}); it has {found}.",
        "Say which column holds {missing}, or rename it.",
        where=rows.where,
        missing=what,
        usual=", ".join(usual),
        found=", ".join(rows.names) or "none",
    )

"""Which columns of a table hold what: as chosen, or recognised by their usual names."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from ...contract.data_config import SPEED_UNITS, TripOptions
from ...contract.errors import Code, TrajganrError
from .rows import Rows

__all__ = [
    "FixColumns",
    "find_column",
    "find_columns",
    "find_speed",
    "matching_names",
    "to_metres_per_second",
    "unread_columns",
]

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
#: Names of columns of speed, without their units.
SPEED_NAMES = ("speed", "velocity", "gps_speed", "speed_gps", "vehicle_speed", "ground_speed")
#: How names of columns of speed end, and the unit that they say.
UNIT_ENDINGS = {
    "kmh": "km/h",
    "kph": "km/h",
    "kmph": "km/h",
    "ms": "m/s",
    "mps": "m/s",
    "mph": "mph",
    "knots": "knots",
    "kn": "knots",
    "kt": "knots",
    "kts": "knots",
}
#: What is in the names of columns that may hold the speed or the trip, in the larger languages.
LIKE_SPEED = (
    *("speed", "veloc", "vitesse", "geschwindigkeit", "snelheid", "hastighe", "fart"),
    *("nopeus", "predkosc", "prędkość", "rychlost", "viteza", "скорость", "速度", "速さ"),
)
LIKE_TRIP = ("trip", "traj", "journey", "track", "ride", "fahrt", "trajet", "viaje", "viagem")


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
    speed, speed_unit = find_speed(rows, options)
    return FixColumns(
        trip=trip,
        driver=driver,
        time=time,
        x=x,
        y=y,
        speed=speed,
        speed_unit=speed_unit,
        occupied="" if trip else find_column(rows, "", OCCUPIED_NAMES),
    )


def find_column(rows: Rows, chosen: str, usual: Sequence[str]) -> str:
    """The column that was chosen, or the first with a usual name; or ``""``.

    Case, blanks, and what joins the words of a name are of no account.

    Raises:
        TrajganrError: ``INPUT.FIELD`` when the chosen one is not there, or several columns may be
            meant.
    """
    for name in (chosen,) if chosen else usual:
        found = matching_names(rows.names, name)
        if len(found) > 1:
            raise TrajganrError(
                Code.INPUT_FIELD,
                "{where} has several columns that may be {name}: {found}.",
                "Say which one is meant, by its name as it is written, or rename the others.",
                where=rows.where,
                name=name,
                found=", ".join(map(repr, found)),
            )
        if found:
            return found[0]
    if chosen:
        raise TrajganrError(
            Code.INPUT_FIELD,
            "{where} has no column {missing}; it has {found}.",
            "Choose one of its columns.",
            where=rows.where,
            missing=chosen,
            found=", ".join(rows.names),
        )
    return ""


def matching_names(names: Collection[str], wanted: str) -> list[str]:
    """The names that are written as ``wanted``, or else those that differ in form only."""
    if wanted in names:
        return [wanted]
    key = _key(wanted)
    return list(dict.fromkeys(name for name in names if key and _key(name) == key))


def find_speed(rows: Rows, options: TripOptions) -> tuple[str, str]:
    """The column of the measured speed and its unit; both empty where there is none.

    Raises:
        TrajganrError: ``INPUT.FIELD`` when the chosen one is not there, several may be meant, or
            the unit is not known.
    """
    named = {_key(name + unit): said for name in SPEED_NAMES for unit, said in UNIT_ENDINGS.items()}
    column = (
        find_column(rows, options.speed_field, ())
        if options.speed_field
        else find_column(rows, "", list(named)) or find_column(rows, "", SPEED_NAMES)
    )
    if not column:
        return "", ""
    told = "" if options.speed_unit == "auto" else options.speed_unit
    unit = named.get(_key(column)) or told or _unit_at_the_end(column)
    if not unit:
        raise TrajganrError(
            Code.INPUT_FIELD,
            "{where}: the unit of the speed in column {column} is not known.",
            "Say its unit (--speed-unit; in QGIS Advanced Parameters, unit of the measured "
            "speed), one of {units}, or rename the column, such as to speed_kmh.",
            where=rows.where,
            column=column,
            units=", ".join(SPEED_UNITS),
        )
    return column, unit


def unread_columns(rows: Rows, columns: FixColumns) -> list[str]:
    """Sentences on columns that look as if they held the trip or the speed, and are not read."""
    others = [name for name in rows.names if name not in columns.names]
    told = []
    for is_found, what, option, like in (
        (columns.trip, "the trip's id", "trip_field", LIKE_TRIP),
        (columns.speed, "the measured speed", "speed_field", LIKE_SPEED),
    ):
        names = [name for name in others if any(part in name.casefold() for part in like)]
        if names and not is_found:
            told.append(
                f"Warning: {', '.join(map(repr, names))} may be {what} and is not read. If it is, "
                f"name the column ({option})."
            )
    return told


def _key(name: str) -> str:
    """A name without case and without what is not a letter or a digit."""
    return re.sub(r"[\W_]", "", name.casefold())


def _unit_at_the_end(name: str) -> str:
    """The unit that stands at the end of a name, apart: ``v (km/h)``, ``v_ms``; or ``""``."""
    words = re.split(r"[\s_.\-(\[]+", name.casefold().rstrip(")] "))
    return UNIT_ENDINGS.get(_key(words[-1]), "") if len(words) > 1 else ""


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

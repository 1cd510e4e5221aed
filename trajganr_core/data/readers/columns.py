"""The roles of a table's columns: chosen by the user, or recognised by common names."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from ...contract.errors import Code, TrajganrError
from ...contract.options.data_config import SPEED_UNITS, TripOptions
from ...contract.texts.text import Text
from ..tables import missing_field
from .rows import Rows

#: The usual names of each column; case and separators do not matter.
TRIP_NAMES = (
    *("trip_id", "trip", "trajectory_id", "traj_id", "trajectory", "track_id", "track_fid"),
    *("journey_id", "ride_id", "order_id"),
)
DRIVER_NAMES = (
    *("driver_id", "driver", "vehicle_id", "vehicle", "taxi_id", "taxi", "cab_id", "cab"),
    *("device_id", "device", "user_id", "user"),
)
TIME_NAMES = (
    *("t", "time", "timestamp", "unixtime", "datetime", "recorded_at", "gps_time", "time_utc"),
    "epoch",
)
LON_NAMES = ("lon", "longitude", "lng", "long")
LAT_NAMES = ("lat", "latitude")
OCCUPIED_NAMES = ("occupied", "occupancy", "passenger")
#: Names of speed columns, without their units.
SPEED_NAMES = ("speed", "velocity", "gps_speed", "speed_gps", "vehicle_speed", "ground_speed")
#: Suffixes of the names of speed columns, and their units.
UNIT_ENDINGS = {
    **dict.fromkeys(("kmh", "kph", "kmph"), "km/h"),
    **dict.fromkeys(("ms", "mps"), "m/s"),
    "mph": "mph",
    **dict.fromkeys(("knots", "kn", "kt", "kts"), "knots"),
}
#: Names of columns of headings, in degrees.
HEADING_NAMES = (
    *("heading", "course", "bearing", "azimuth", "cog", "course_over_ground"),
    *("gps_heading", "gps_course", "gps_bearing", "vehicle_heading"),
    *("heading_deg", "course_deg", "bearing_deg", "heading_degrees"),
)
#: Parts of names of columns that may hold the speed, the heading or the trip, in several languages.
LIKE_SPEED = (
    *("speed", "veloc", "vitesse", "geschwindigkeit", "snelheid", "hastighe", "fart"),
    *("nopeus", "predkosc", "prędkość", "rychlost", "viteza", "скорость", "速度", "速さ"),
)
LIKE_HEADING = ("heading", "bearing", "azimut", "fahrtrichtung", "rumbo", "rumo")
LIKE_TRIP = ("trip", "traj", "journey", "track", "ride", "fahrt", "trajet", "viaje", "viagem")


@dataclass(frozen=True)
class FixColumns:
    """Names of the columns of a table of fixes; empty where absent.

    Attributes:
        trip, driver: at least one of them is present.
        time: of the fix.
        x, y: coordinates, empty where rows have geometries.
        speed: measured, in ``speed_unit``.
        heading: degrees clockwise from north.
        occupied: whether a taxi has a passenger.
    """

    trip: str
    driver: str
    time: str
    x: str
    y: str
    speed: str
    speed_unit: str
    heading: str
    occupied: str

    @property
    def names(self) -> list[str]:
        """The names of all columns that are present."""
        parts = (
            *(self.trip, self.driver, self.time, self.x, self.y),
            *(self.speed, self.heading, self.occupied),
        )
        return list(dict.fromkeys(name for name in parts if name))


def find_columns(rows: Rows, options: TripOptions) -> FixColumns:
    """The columns of a table with one fix per row.

    Raises:
        TrajganrError: ``INPUT.FIELD`` for a chosen column that is missing, or a table without
            trip or driver, time, or position.
    """
    trip = find_column(rows, options.trip_field, TRIP_NAMES)
    driver = find_column(rows, options.driver_field, DRIVER_NAMES)
    if not trip and not driver:
        raise no_column(rows, "the trip or the driver", [*TRIP_NAMES, *DRIVER_NAMES])
    time = find_column(rows, options.time_field, TIME_NAMES)
    if not time:
        raise no_column(rows, "the time", TIME_NAMES)
    x = y = ""
    if rows.geometry != "point" or options.lon_field:
        # Plain x and y are accepted if the CRS is known.
        x = find_column(rows, options.lon_field, (*LON_NAMES, "x"))
        y = find_column(rows, options.lat_field, (*LAT_NAMES, "y"))
        for name, role, usual in ((x, "longitude", LON_NAMES), (y, "latitude", LAT_NAMES)):
            if not name:
                raise no_column(rows, f"the {role}", usual)
    speed, speed_unit = find_speed(rows, options)
    return FixColumns(
        trip=trip,
        driver=driver,
        time=time,
        x=x,
        y=y,
        speed=speed,
        speed_unit=speed_unit,
        heading=find_column(rows, options.heading_field, HEADING_NAMES),
        occupied="" if trip else find_column(rows, "", OCCUPIED_NAMES),
    )


def find_column(rows: Rows, chosen: str, usual: Sequence[str]) -> str:
    """The chosen column, or the first with a common name, or ``""``.

    Case, blanks and word separators are ignored.

    Raises:
        TrajganrError: ``INPUT.FIELD`` when the chosen one is missing, or the choice is ambiguous.
    """
    for name in (chosen,) if chosen else usual:
        candidates = matching_names(rows.names, name)
        if len(candidates) > 1:
            raise TrajganrError(
                Code.INPUT_FIELD,
                "{where} has several columns that may be {name}: {candidates}.",
                "Choose one of them by its exact name, or rename the others.",
                where=rows.where,
                name=name,
                candidates=", ".join(map(repr, candidates)),
            )
        if candidates:
            return candidates[0]
    if chosen:
        raise missing_field(rows.where, chosen, rows.names)
    return ""


def matching_names(names: Collection[str], wanted: str) -> list[str]:
    """The names equal to ``wanted``, or else those that differ only in case and separators."""
    if wanted in names:
        return [wanted]
    key = _key(wanted)
    return list(dict.fromkeys(name for name in names if key and _key(name) == key))


def find_speed(rows: Rows, options: TripOptions) -> tuple[str, str]:
    """The column of the measured speed and its unit; both empty if there is none.

    Raises:
        TrajganrError: ``INPUT.FIELD`` when the chosen one is missing, the choice is ambiguous, or
            the unit is unknown.
    """
    named = {
        _key(name + ending): unit for name in SPEED_NAMES for ending, unit in UNIT_ENDINGS.items()
    }
    column = (
        find_column(rows, options.speed_field, ())
        if options.speed_field
        else find_column(rows, "", list(named)) or find_column(rows, "", SPEED_NAMES)
    )
    if not column:
        return "", ""
    chosen = "" if options.speed_unit == "auto" else options.speed_unit
    unit = named.get(_key(column)) or chosen or _unit_at_the_end(column)
    if not unit:
        raise TrajganrError(
            Code.INPUT_FIELD,
            "{where}: the unit of the speed in column {column} is unknown.",
            "Set the unit (--speed-unit; in QGIS Advanced Parameters, unit of the measured "
            "speed) to one of {units}, or rename the column, such as to speed_kmh.",
            where=rows.where,
            column=column,
            units=", ".join(SPEED_UNITS),
        )
    return column, unit


def unread_columns(rows: Rows, columns: FixColumns) -> list[Text]:
    """Warnings about unread columns whose names suggest a trip, a speed or a heading."""
    others = [name for name in rows.names if name not in columns.names]
    warnings = []
    for recognised, role, option, like in (
        (columns.trip, Text("the trip ID"), "trip_field", LIKE_TRIP),
        (columns.speed, Text("the measured speed"), "speed_field", LIKE_SPEED),
        (columns.heading, Text("the heading"), "heading_field", LIKE_HEADING),
    ):
        names = [name for name in others if any(part in name.casefold() for part in like)]
        if names and not recognised:
            warnings.append(
                Text(
                    "Warning: {names} may be {role} but is not read. If it is, choose the column "
                    "with the option {option}.",
                    names=list(map(repr, names)),
                    role=role,
                    option=option,
                )
            )
    return warnings


def _key(name: str) -> str:
    """A name in lower case, with letters and digits only."""
    return re.sub(r"[\W_]", "", name.casefold())


def _unit_at_the_end(name: str) -> str:
    """The unit at the end of a name, such as ``v (km/h)`` or ``v_ms``; or ``""``."""
    words = re.split(r"[\s_.\-(\[]+", name.casefold().rstrip(")] "))
    return UNIT_ENDINGS.get(_key(words[-1]), "") if len(words) > 1 else ""


def to_metres_per_second(unit: str) -> float:
    """Factor from the unit to m/s."""
    return SPEED_UNITS[unit] / SPEED_UNITS["m/s"]


def no_column(rows: Rows, role: str, usual: Sequence[str]) -> TrajganrError:
    """The error for a table without a column of a role."""
    return TrajganrError(
        Code.INPUT_FIELD,
        "{where} has no column with a usual name of {role} ({usual}); it has {names}.",
        "Choose the column of {role}, or rename it.",
        where=rows.where,
        role=role,
        usual=", ".join(usual),
        names=", ".join(rows.names) or "none",
    )

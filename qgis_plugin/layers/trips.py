"""Trips from files, as the features of a trip layer.

A trip layer has one LineStringM a trip, EPSG:4326; M is the Unix time of the fix in seconds.
"""

from __future__ import annotations

import json
import math
from array import array
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from qgis.core import (
    NULL,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsFeature,
    QgsFeedback,
    QgsField,
    QgsFields,
    QgsGeometry,
    QgsLineString,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QDateTime, QMetaType, Qt, QTimeZone

from trajganr_core.errors import Code, TrajganrError, cancelled

from .tables import find_field, open_table

CHALLENGE_FIELDS = ("TRIP_ID", "TAXI_ID", "TIMESTAMP", "POLYLINE")
CHALLENGE_INTERVAL_S = 15.0

TRIP_NAMES = ("trip_id", "tripid", "trip", "trajectory_id", "traj_id", "track_id", "journey_id")
DRIVER_NAMES = ("driver_id", "driver", "vehicle_id", "vehicle", "taxi_id", "device_id")
TIME_NAMES = ("t", "time", "timestamp", "unixtime", "datetime", "date_time", "recorded_at")
LON_NAMES = ("lon", "longitude", "lng", "long", "x")
LAT_NAMES = ("lat", "latitude", "y")
SPEED_NAMES = ("speed_kmh", "speed_ms", "speed")
#: Fields whose names say their unit, whatever unit was chosen.
SPEED_TO_KMH_BY_NAME = {"speed_kmh": 1.0, "speed_ms": 3.6}

GEOGRAPHIC = QgsCoordinateReferenceSystem("EPSG:4326")


@dataclass
class Trip:
    """The fixes of one trip: degrees, Unix seconds UTC, and measured km/h (NaN where not)."""

    trip_id: str
    driver_id: str
    lon: array = field(default_factory=lambda: array("d"))
    lat: array = field(default_factory=lambda: array("d"))
    t: array = field(default_factory=lambda: array("d"))
    speed: array = field(default_factory=lambda: array("d"))

    def append(self, lon: float, lat: float, t: float, speed: float = math.nan) -> None:
        """Add a fix."""
        self.lon.append(lon)
        self.lat.append(lat)
        self.t.append(t)
        self.speed.append(speed)

    def in_time_order(self) -> Trip:
        """The fixes sorted by time, the first of those that share a time."""
        ordered = Trip(self.trip_id, self.driver_id)
        for i in sorted(range(len(self.t)), key=self.t.__getitem__):
            if not ordered.t or self.t[i] > ordered.t[-1]:
                ordered.append(self.lon[i], self.lat[i], self.t[i], self.speed[i])
        return ordered


@dataclass(frozen=True)
class FixColumns:
    """Which fields of a table of fixes hold what; '' to recognise it by its name."""

    trip: str = ""
    driver: str = ""
    time: str = ""
    speed: str = ""
    speed_to_kmh: float = 1.0
    crs: QgsCoordinateReferenceSystem = field(default_factory=QgsCoordinateReferenceSystem)


class TripReader:
    """Reads a file's trips and counts what it leaves out.

    Attributes:
        dropped: reason → number of trips or fixes that were left out.
        reordered: number of trips whose fixes were not in time order.
    """

    def __init__(self, path: Path, columns: FixColumns, context: QgsCoordinateTransformContext):
        self.layer = open_table(path)
        self.dropped: Counter[str] = Counter()
        self.reordered = 0
        self._path = path
        self._columns = columns
        self._context = context
        self._has_repeated_times = False

    def trips(self, feedback: QgsFeedback) -> Iterator[Trip]:
        """The usable trips.

        Raises:
            TrajganrError: ``INPUT.FIELD``, ``INPUT.CRS``, ``JOB.CANCELLED`` or, where no trip is
                usable, ``INPUT.EMPTY``, ``INPUT.TIME`` or ``INPUT.TOO_FEW_POINTS``.
        """
        names = {field.name() for field in self.layer.fields()}
        is_challenge = names.issuperset(CHALLENGE_FIELDS)
        read = self._challenge_trips if is_challenge else self._fix_trips
        found = False
        for trip in read(feedback):
            usable = self._usable(trip)
            if usable is not None:
                found = True
                yield usable
        if not found:
            raise self._nothing_usable()

    def _usable(self, trip: Trip) -> Trip | None:
        if len(trip.t) < 2:
            self.dropped["trips with fewer than two fixes"] += 1
            return None
        check_lon_lat(trip, str(self._path))
        ordered = trip.in_time_order()
        if ordered.t != trip.t:
            self.reordered += 1
            self.dropped["fixes that repeat a time"] += len(trip.t) - len(ordered.t)
        if len(ordered.t) < 2:
            self._has_repeated_times = True
            self.dropped["trips whose times do not increase"] += 1
            return None
        return ordered

    def _nothing_usable(self) -> TrajganrError:
        path = str(self._path)
        if self._has_repeated_times:
            return TrajganrError(
                Code.INPUT_TIME,
                "{path}: in no trip do the times of the fixes increase.",
                "Check which field holds the time, and that it has at least whole seconds.",
                path=path,
            )
        if self.dropped["trips with fewer than two fixes"]:
            return TrajganrError(
                Code.INPUT_TOO_FEW_POINTS,
                "{path}: every trip has fewer than two fixes.",
                "Check which field holds the trip's id: it may be the id of the fix.",
                path=path,
            )
        return TrajganrError(
            Code.INPUT_EMPTY,
            "{path} has no trips (left out: {dropped}).",
            "Choose a file with data.",
            path=path,
            dropped=dict(self.dropped) or "nothing",
        )

    def _challenge_trips(self, feedback: QgsFeedback) -> Iterator[Trip]:
        """Trips of the ECML/PKDD 2015 challenge: one row a trip, a fix every 15 s."""
        for row in _rows(self.layer, feedback):
            if row["MISSING_DATA"] == "True":
                # A fix is missing somewhere, so the times of all after it are unknown.
                self.dropped["trips marked MISSING_DATA"] += 1
                continue
            try:
                start = float(row["TIMESTAMP"])
                polyline = json.loads(row["POLYLINE"])
                trip = Trip(row["TRIP_ID"], row["TAXI_ID"])
                for i, (lon, lat) in enumerate(polyline):
                    trip.append(lon, lat, start + i * CHALLENGE_INTERVAL_S)
            except (TypeError, ValueError):
                self.dropped["rows that cannot be read"] += 1
                continue
            yield trip

    def _fix_trips(self, feedback: QgsFeedback) -> Iterator[Trip]:
        """Trips of a table or point layer with a row a fix."""
        trip_field = self._field("trip", self._columns.trip, TRIP_NAMES)
        time_field = self._field("time", self._columns.time, TIME_NAMES)
        driver_field = self._field("driver", self._columns.driver, DRIVER_NAMES, optional=True)
        speed_field = self._field("speed", self._columns.speed, SPEED_NAMES, optional=True)
        to_kmh = SPEED_TO_KMH_BY_NAME.get(speed_field.lower(), self._columns.speed_to_kmh)
        position = self._position()
        trips: dict[str, Trip] = {}
        for row in _rows(self.layer, feedback):
            try:
                lon, lat = position(row)
                t = unix_time(row[time_field])
            except (TypeError, ValueError):
                self.dropped["fixes without a position or a time"] += 1
                continue
            trip_id = str(row[trip_field])
            trip = trips.get(trip_id)
            if trip is None:
                driver = str(row[driver_field]) if driver_field else trip_id
                trip = trips[trip_id] = Trip(trip_id, driver)
            speed = _number(row[speed_field]) if speed_field else math.nan
            trip.append(lon, lat, t, speed * to_kmh)
        yield from trips.values()

    def _field(self, role: str, name: str, usual: tuple[str, ...], optional: bool = False) -> str:
        found = find_field(self.layer, (name.lower(),) if name else usual)
        if found or (optional and not name):
            return found
        raise TrajganrError(
            Code.INPUT_FIELD,
            "{path} has no field for the {role} ({looked_for}); its fields are {fields}.",
            "Name the field of the {role} under Advanced.",
            path=str(self._path),
            role=role,
            looked_for=name or ", ".join(usual),
            fields=", ".join(field.name() for field in self.layer.fields()),
        )

    def _position(self) -> Callable[[QgsFeature], tuple[float, float]]:
        """How a row's longitude and latitude are read: from its geometry or from two fields."""
        if self.layer.isSpatial():
            transform = self._transform(self._columns.crs, self.layer.crs())

            def of_geometry(row: QgsFeature) -> tuple[float, float]:
                point = transform.transform(row.geometry().asPoint())
                return point.x(), point.y()

            return of_geometry
        lon = self._field("longitude", "", LON_NAMES)
        lat = self._field("latitude", "", LAT_NAMES)
        # Plain numbers called lon and lat are degrees; called x and y they may be anything.
        named_as_degrees = lon.lower() != "x"
        default = GEOGRAPHIC if named_as_degrees else QgsCoordinateReferenceSystem()
        transform = self._transform(self._columns.crs, default)

        def of_fields(row: QgsFeature) -> tuple[float, float]:
            x, y = float(row[lon]), float(row[lat])
            if transform.isShortCircuited():
                return x, y
            point = transform.transform(x, y)
            return point.x(), point.y()

        return of_fields

    def _transform(
        self, chosen: QgsCoordinateReferenceSystem, default: QgsCoordinateReferenceSystem
    ) -> QgsCoordinateTransform:
        crs = chosen if chosen.isValid() else default
        if not crs.isValid():
            raise TrajganrError(
                Code.INPUT_CRS,
                "{path} has no coordinate reference system.",
                "Choose the CRS of the coordinates under Advanced.",
                path=str(self._path),
            )
        return QgsCoordinateTransform(crs, GEOGRAPHIC, self._context)


def check_lon_lat(trip: Trip, source: str) -> None:
    """Refuse coordinates that cannot be degrees: swapped axes and metres are found here."""
    for lon, lat in zip(trip.lon, trip.lat, strict=True):
        if abs(lon) > 180 or abs(lat) > 90:
            raise TrajganrError(
                Code.INPUT_CRS,
                "{source}: trip {trip} has a coordinate outside ±180/±90 degrees: ({lon}, {lat}).",
                "Check the CRS of the file, or whether longitude and latitude are swapped.",
                source=source,
                trip=trip.trip_id,
                lon=lon,
                lat=lat,
            )


def unix_time(value: Any) -> float:
    """Unix seconds of a number, a date and time, or ISO 8601 text; without a zone it is UTC.

    Raises:
        ValueError: for anything else.
    """
    if isinstance(value, QDateTime):
        if value.timeSpec() == Qt.TimeSpec.LocalTime:
            value.setTimeZone(QTimeZone.utc())
        return value.toMSecsSinceEpoch() / 1000
    try:
        number = float(value)
    except ValueError:
        moment = datetime.fromisoformat(str(value).strip().replace("Z", "+00:00"))
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=timezone.utc)  # noqa: UP017 - Python 3.10
        return moment.timestamp()
    if not math.isfinite(number):
        raise ValueError("time is not a finite number")
    return number / 1000 if number > 1e11 else number  # milliseconds are past the year 5000


def trip_fields() -> QgsFields:
    """The fields of a trip layer."""
    fields = QgsFields()
    for name, kind in (
        ("trip_id", QMetaType.Type.QString),
        ("driver_id", QMetaType.Type.QString),
        ("start_time", QMetaType.Type.QDateTime),
        ("end_time", QMetaType.Type.QDateTime),
        ("fixes", QMetaType.Type.Int),
        ("speeds", QMetaType.Type.QString),
    ):
        fields.append(QgsField(name, kind))
    return fields


def trip_feature(trip: Trip, fields: QgsFields) -> QgsFeature:
    """A trip as a feature of a trip layer."""
    feature = QgsFeature(fields)
    line = QgsLineString(trip.lon.tolist(), trip.lat.tolist(), [], trip.t.tolist())
    feature.setGeometry(QgsGeometry(line))
    measured = any(not math.isnan(speed) for speed in trip.speed)
    feature.setAttributes(
        [
            trip.trip_id,
            trip.driver_id,
            _utc(trip.t[0]),
            _utc(trip.t[-1]),
            len(trip.t),
            ",".join("" if math.isnan(s) else f"{s:.2f}" for s in trip.speed) if measured else NULL,
        ]
    )
    return feature


def _utc(t: float) -> QDateTime:
    return QDateTime.fromMSecsSinceEpoch(round(t * 1000), QTimeZone.utc())


def _number(value: Any) -> float:
    try:
        return float(value)
    except (TypeError, ValueError):
        return math.nan


def _rows(layer: QgsVectorLayer, feedback: QgsFeedback) -> Iterator[QgsFeature]:
    total = max(layer.featureCount(), 1)
    for i, row in enumerate(layer.getFeatures()):
        if feedback.isCanceled():
            raise cancelled()
        feedback.setProgress(100 * i / total)
        yield row

"""OGC Moving Features JSON (OGC 19-045r3), both of its encodings.

*Trajectory*: features with a LineString and ``properties.datetimes``. *Prism*: features with a
``temporalGeometry``, which is a MovingPoint with ``datetimes`` and ``coordinates`` or a collection
of them; each is a piece of the trip. MobilityDB's sequences are supported too. From
``temporalProperties`` the speed and the heading are read if their times are those of the fixes.
Times are ISO 8601, or Unix seconds or milliseconds.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from io import TextIOWrapper
from itertools import chain, islice
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from ...contract.errors import Code, TrajganrError
from ...contract.options.data_config import TripOptions
from ...contract.records import plain_json
from ...contract.texts.text import Text
from ...utils.arrays import Float32Array, FloatArray
from ...utils.ragged import offsets_of
from ...utils.study_area import GEOGRAPHIC
from ..files import InputFile
from ..trips.trajectories import Trajectories
from .columns import DRIVER_NAMES, TRIP_NAMES, matching_names, to_metres_per_second
from .crs import crs_named, degrees
from .source import BadItems, Dropped, Reading
from .times import FIXES_REPEATED, FIXES_SKIPPED, Times, resolve_repeated
from .values import UNKNOWN_HEADINGS, headings

MARKS = ('"temporalGeometry"', '"datetimes"', '"MovingPoint"', '"MovingGeomPoint"')
POINTS = ("MovingPoint", "MovingGeomPoint", "MovingGeogPoint")
#: Units as UCUM codes, which the standard requires, and in common spellings.
UNITS = {
    **dict.fromkeys(("KMH", "KM/H"), "km/h"),
    **dict.fromkeys(("MTS", "M/S", "MPS"), "m/s"),
    "MPH": "mph",
    "KN": "knots",
}
#: UCUM codes and common spellings of degrees.
DEGREES = ("DEG", "DEGREE", "DEGREES", "°")
FEATURES_AT_ONCE = 1000
Json = dict[str, Any]

FEATURES = re.compile(r'"features"\s*:\s*\[')
COLLECTION = re.compile(r'"type"\s*:\s*"(Moving)?FeatureCollection"')
BETWEEN = re.compile(r"[\s,]*")
CHARACTERS = 1 << 20
#: Largest feature, which is held in memory as a whole.
MAX_CHARACTERS = 512 << 20


def is_moving_features(head: str) -> bool:
    """Whether a file with this beginning is MovingFeatures JSON."""
    return head.lstrip().startswith(("{", "[")) and any(mark in head for mark in MARKS)


def read_moving_features(file: InputFile, options: TripOptions) -> Reading:
    """Recognise moving points by the first one.

    Raises:
        TrajganrError: ``INPUT.FORMAT`` for invalid JSON, or coordinates that do not match the
            times; ``INPUT.EMPTY`` without moving points; ``INPUT.TIME`` without readable times;
            ``INPUT.CRS`` for an unknown CRS.
    """
    times = Times(options.time_unit, options.time_zone, str(file))
    first = next(_moving_points(file, options, Counter()), None)
    if first is None:
        raise TrajganrError(
            Code.INPUT_EMPTY,
            "{path} has no moving points.",
            "Give features with a temporalGeometry, or a LineString with properties.datetimes.",
            path=str(file),
        )
    if not np.isfinite(_seconds(times, first.datetimes)).any():
        raise times.none_readable(f"{file}, {first.trip}")

    def trips(dropped: Dropped) -> Iterator[Trajectories]:
        points = _moving_points(file, options, dropped)
        while some := list(islice(points, FEATURES_AT_ONCE)):
            yield _trajectories(some, times, dropped)

    return Reading(
        format="moving_features",
        description=Text(
            "MovingFeatures JSON with one trip per moving point, time in datetimes ({kind})",
            kind=times.description,
        ),
        trips=trips,
    )


@dataclass(frozen=True)
class _MovingPoint:
    """Times and positions of a piece of a trip; ``speed`` in m/s, ``heading`` in degrees."""

    trip: str
    driver: str
    datetimes: list[Any]
    lon: FloatArray
    lat: FloatArray
    speed: Float32Array
    heading: Float32Array


def _trajectories(points: list[_MovingPoint], times: Times, dropped: Dropped) -> Trajectories:
    offsets = offsets_of(np.array([len(point.lon) for point in points]))
    t = _seconds(times, list(chain.from_iterable(point.datetimes for point in points)))
    dropped[FIXES_SKIPPED] += int(times.skipped.sum())
    skipped = times.skipped
    t, unknown = resolve_repeated(t, times.repeated, offsets)
    dropped[FIXES_REPEATED] += int(unknown.sum())
    trips = Trajectories(
        offsets=offsets,
        lon=np.concatenate([point.lon for point in points]),
        lat=np.concatenate([point.lat for point in points]),
        t=t,
        speed=np.concatenate([point.speed for point in points]),
        heading=np.concatenate([point.heading for point in points]),
        trip_id=np.array([point.trip for point in points], dtype=object),
        driver_id=np.array([point.driver for point in points], dtype=object),
    )
    return trips.take_fixes(~(skipped | unknown))


def _seconds(times: Times, datetimes: list[Any]) -> FloatArray:
    # As strings, because a list may mix numbers and strings.
    return times.read(pa.array([None if t is None else str(t) for t in datetimes], pa.string()))


def _moving_points(
    file: InputFile, options: TripOptions, dropped: Dropped
) -> Iterator[_MovingPoint]:
    features = JsonFeatures(file)
    bad = BadItems(Text("features that do not follow Moving Features JSON"), str(file))
    for number, feature in enumerate(features, 1):
        try:
            points = _points_of(feature, number, features.crs, options, str(file), dropped)
        except (AttributeError, KeyError, OverflowError, TypeError, ValueError) as error:
            bad.add(1, 1, f"feature {number}: {type(error).__name__} {str(error)!r}", dropped)
        except TrajganrError as error:
            if error.code is Code.INPUT_CRS:
                raise
            bad.add(1, 1, f"feature {number}: {error.message}", dropped)
        else:
            bad.add(1, 0, "", dropped)
            yield from points
    bad.refuse_most()


def _points_of(
    feature: Json, number: int, crs: Json | None, options: TripOptions, path: str, dropped: Dropped
) -> list[_MovingPoint]:
    properties = feature.get("properties") or {}
    trip = _name(properties, options.trip_field, TRIP_NAMES) or str(
        feature.get("id", properties.get("id", number))
    )
    driver = _name(properties, options.driver_field, DRIVER_NAMES)
    points = []
    for piece in _pieces(feature):
        own_crs = piece.get("crs") or feature.get("crs") or crs
        lon, lat = _positions(piece, own_crs, trip, path)
        speed, heading = _speed(feature, piece, dropped), _heading(feature, piece, dropped)
        points.append(_MovingPoint(trip, driver, piece["datetimes"], lon, lat, speed, heading))
    if not points:
        dropped[Text("features that are not moving points")] += 1
    return points


def _pieces(feature: Json) -> list[Json]:
    """Objects with ``datetimes`` and ``coordinates``, in either encoding."""
    moving = feature.get("temporalGeometry") or feature
    if moving.get("type") == "MovingGeometryCollection":
        return [piece for prism in moving.get("prisms", []) for piece in _pieces(prism)]
    if moving.get("type") in POINTS:
        return moving.get("sequences") or [moving]
    line = feature.get("geometry") or {}
    properties = feature.get("properties") or {}
    if line.get("type") == "LineString" and "datetimes" in properties:
        return [{**line, "datetimes": properties["datetimes"]}]
    return []


def _positions(
    piece: Json, crs: Json | None, where: str, path: str
) -> tuple[FloatArray, FloatArray]:
    datetimes, coordinates = piece.get("datetimes"), piece.get("coordinates")
    if not isinstance(datetimes, list):
        raise TrajganrError(
            Code.INPUT_TIME,
            "{where}: a moving point has no datetimes.",
            "Add a list of times, one for each position.",
            where=where,
        )
    if not isinstance(coordinates, list) or len(coordinates) != len(datetimes):
        count = len(coordinates) if isinstance(coordinates, list) else 0
        raise _unreadable_positions(where, f"{len(datetimes)} times for {count} positions")
    try:
        xy = np.array([position[:2] for position in coordinates], dtype=np.float64).reshape(-1, 2)
    except (OverflowError, TypeError, ValueError) as error:
        raise _unreadable_positions(
            where, "coordinates are not lists of two or three numbers"
        ) from error
    properties = (crs or {}).get("properties") or {}
    name = properties.get("name") or properties.get("href") or GEOGRAPHIC
    return degrees(xy[:, 0], xy[:, 1], crs_named(name), f"{path}, {where}")


def _speed(feature: Json, piece: Json, dropped: Dropped) -> Float32Array:
    """Measured speeds at the times of the fixes, m/s; NaN where missing."""
    speed = np.full(len(piece["datetimes"]), np.nan, dtype=np.float32)
    for unit, values in _measured(feature, piece, ("speed",)):
        if unit not in UNITS or len(values) != len(speed):
            dropped[Text("speeds of features with an unknown unit or wrong number")] += 1
            continue
        measured = _values(values)
        dropped[Text("speeds that are no numbers")] += _unknown(values, measured)
        speed[:] = measured * to_metres_per_second(UNITS[unit])
    return speed


def _heading(feature: Json, piece: Json, dropped: Dropped) -> Float32Array:
    """Headings at the times of the fixes, degrees clockwise from north; NaN where unknown."""
    heading = np.full(len(piece["datetimes"]), np.nan, dtype=np.float32)
    for unit, values in _measured(feature, piece, ("heading", "course", "bearing")):
        if unit not in DEGREES or len(values) != len(heading):
            dropped[Text("headings of features with an unknown unit or wrong number")] += 1
            continue
        measured = _values(values)
        heading[:] = headings(measured)
        dropped[UNKNOWN_HEADINGS] += _unknown(values, heading)
    return heading


def _values(values: list[Any]) -> FloatArray:
    """Measured values; NaN where one is no number, which does not matter to the position."""
    return np.array([_value(value) for value in values], dtype=np.float64)


def _unknown(values: list[Any], read: npt.NDArray[np.floating[Any]]) -> int:
    """Number of values that are there but were not read."""
    return sum(value is not None for value, nan in zip(values, np.isnan(read), strict=True) if nan)


def _value(value: Any) -> float:
    try:
        number = float(value)
    except (OverflowError, TypeError, ValueError):
        return math.nan
    return number if math.isfinite(number) else math.nan


def _measured(
    feature: Json, piece: Json, names: tuple[str, ...]
) -> Iterator[tuple[str, list[Any]]]:
    """Unit and values of the properties with these names, at the times of the fixes."""
    for property_ in feature.get("temporalProperties") or []:
        if property_.get("datetimes") != piece["datetimes"]:
            continue
        for name in names:
            if (measured := property_.get(name)) is not None:
                unit = str(measured.get("form", measured.get("uom", ""))).upper()
                yield unit, measured.get("values") or []


def _name(properties: Json, chosen: str, usual: tuple[str, ...]) -> str:
    for name in (chosen,) if chosen else usual:
        if matching := matching_names(properties, name):
            value = properties[matching[0]]
            return "" if value is None else str(value)
    return ""


def _unreadable_positions(where: str, reason: str) -> TrajganrError:
    return TrajganrError(
        Code.INPUT_FORMAT,
        "{where}: the positions of a moving point cannot be read: {reason}.",
        "Write coordinates as [[lon, lat], …], one pair for each of the datetimes.",
        where=where,
        reason=reason,
    )


class JsonFeatures:
    """The features of a collection or a list, or a single feature.

    Attributes:
        crs: of the collection, if it comes before the features.

    Raises:
        TrajganrError: while reading, ``INPUT.FORMAT`` for invalid JSON, and ``INPUT.CRS`` for a
            CRS that comes after the features.
    """

    def __init__(self, file: InputFile) -> None:
        self._file = file
        self.crs: Json | None = None

    def __iter__(self) -> Iterator[Json]:
        with self._file.open() as content:
            text = TextIOWrapper(content, encoding="utf-8-sig")
            try:
                for feature in self._features(text):
                    if not isinstance(feature, dict):
                        raise self._no_json("a feature is not an object")
                    yield feature
            except RecursionError as error:
                raise self._no_json("it is nested too deeply") from error
            except ValueError as error:
                raise self._no_json(str(error)) from error
            finally:
                text.detach()

    def _features(self, text: TextIOWrapper) -> Iterator[Any]:
        buffer = text.read(CHARACTERS)
        start = FEATURES.search(buffer) if COLLECTION.search(buffer) else re.match(r"\s*\[", buffer)
        if start is None:
            yield plain_json.loads(buffer + self._rest(text))
            return
        if start.group().strip() != "[":
            self.crs = plain_json.loads(buffer[: start.end()] + "]}").get("crs")
        buffer = yield from self._listed(text, buffer[start.end() :])
        rest = buffer + self._rest(text)
        if start.group().strip() != "[":
            after = plain_json.loads('{"":0' + rest)
            if after.get("crs") not in (None, self.crs):
                raise TrajganrError(
                    Code.INPUT_CRS,
                    "{path} has its coordinate reference system after its features.",
                    "Move the member 'crs' before 'features'.",
                    path=str(self._file),
                )

    def _listed(self, text: TextIOWrapper, buffer: str) -> Generator[Any, None, str]:
        """The items of a list after its opening bracket; returns the text after its end."""
        decode = json.JSONDecoder().raw_decode
        place = 0
        while True:
            between = BETWEEN.match(buffer, place)
            place = between.end() if between else place
            if buffer[place : place + 1] == "]":
                return buffer[place + 1 :]
            try:
                item, place = decode(buffer, place)
            except json.JSONDecodeError:
                # An incomplete item: read on, twice as much each time, until it is complete.
                more = text.read(max(CHARACTERS, len(buffer) - place))
                if not more:
                    raise
                if len(buffer) - place > MAX_CHARACTERS:
                    raise self._too_long() from None
                buffer, place = buffer[place:] + more, 0
            else:
                yield item

    def _rest(self, text: TextIOWrapper) -> str:
        rest = text.read(MAX_CHARACTERS)
        if text.read(1):
            raise self._too_long()
        return rest

    def _too_long(self) -> TrajganrError:
        return TrajganrError(
            Code.INPUT_FORMAT,
            "{path} has a feature with more than {most:,} million characters, the limit.",
            "Split long trips, and write the file again as a collection of features.",
            path=str(self._file),
            most=MAX_CHARACTERS >> 20,
        )

    def _no_json(self, reason: str) -> TrajganrError:
        return TrajganrError(
            Code.INPUT_FORMAT,
            "{path} is not valid JSON of features: {reason}",
            "Export the file again.",
            path=str(self._file),
            reason=reason,
        )

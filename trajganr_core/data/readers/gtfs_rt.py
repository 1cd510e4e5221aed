"""GTFS-Realtime: saved feeds of vehicle positions. What a vehicle drives of a trip is a trip.

A feed has the last position of each vehicle, so that one that has not reported again is in several.
https://gtfs.org/documentation/realtime/reference/
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import PurePath
from typing import Any

import numpy as np

from ...contract.errors import Code, TrajganrError
from ...contract.texts.text import Text
from ...utils.arrays import FloatArray, TextArray
from ...utils.extras import needs_extra
from ...utils.ragged import offsets_of
from ..files import InputFile, in_brackets, opened
from ..trips.trajectories import Trajectories
from .limits import check_held
from .source import BadItems, Dropped, Reading
from .values import UNKNOWN_HEADINGS, headings

#: The begin of a feed: its header, whose first field is the version of the specification.
HEADER = re.compile(rb"\n[\x03-\x7f]\n[\x01-\x08][12]")
#: So many files of a folder are looked at to know whether it has feeds.
LOOKED_AT = 20
#: Largest feed, and longest id of a trip or a vehicle that is read.
MAX_FEED_BYTES = 16 << 20
MAX_ID = 200
#: Times before the first version of the specification, of 2011, and after tomorrow are wrong.
FIRST_T, DAY_S = 1_293_840_000.0, 86_400.0
#: A trip without a start date is of another day after this gap.
OTHER_DAY_S = 12 * 3600.0
SPEEDS = Text("speeds that are no metres per second from 0 to 100")


@dataclass(frozen=True)
class Runs:
    """What vehicles drove of trips.

    Attributes:
        trips: the positions of each run by time; the vehicle is the driver.
        trip_id, start_date: ``(n,)`` of the feeds; dates as YYYYMMDD, empty where unknown.
    """

    trips: Trajectories
    trip_id: TextArray
    start_date: TextArray


def feeds_among(files: Sequence[InputFile]) -> list[InputFile]:
    """The saved feeds: if there is one, all files with its ending."""
    first = next(filter(_is_feed, files[:LOOKED_AT]), None)
    return [] if first is None else [each for each in files if _ending(each) == _ending(first)]


def read_feeds(feeds: Sequence[InputFile], where: str) -> Reading:
    """The reader of saved feeds, which are one table in several files."""
    return Reading(
        format="gtfs_rt",
        description=Text(
            "GTFS-Realtime positions in {n:,} feeds, one trip per trip id, start date and vehicle; "
            "times are those of positions, or of their feed if they have none (EPSG:4326)",
            n=len(feeds),
        ),
        trips=lambda dropped: iter([read_runs(feeds, where, dropped).trips]),
        has_local_ids=False,
    )


def read_runs(feeds: Sequence[InputFile], where: str, dropped: Dropped) -> Runs:
    """The runs in saved feeds.

    Raises:
        TrajganrError: ``ENV.MISSING_DEP``; ``INPUT.FORMAT`` if most feeds are damaged;
            ``RESOURCE.RAM`` for too many positions.
    """
    run_of: dict[tuple[str, str, str], int] = {}
    parts, held = [np.empty((0, 6))], 0
    bad = BadItems(Text("feeds that cannot be read"), where)
    for file, content in _contents(feeds):
        try:
            parts.append(_positions(parse_feed(content), run_of, dropped))
            bad.add(1, 0, "", dropped)
        except TrajganrError as error:
            if error.code is Code.ENV_MISSING_DEP:
                raise
            bad.add(1, 1, f"{file.name}: {in_brackets(error)}", dropped)
        held += len(parts[-1])
        check_held(held, where)
    bad.refuse_most()
    return _runs(np.concatenate(parts), list(run_of), dropped)


def parse_feed(content: bytes) -> Any:
    """The ``FeedMessage`` of a feed.

    Raises:
        TrajganrError: ``ENV.MISSING_DEP``; ``INPUT.FORMAT`` for a damaged or too large feed.
    """
    with needs_extra():
        from google.protobuf.message import DecodeError
        from google.transit import gtfs_realtime_pb2
    if len(content) > MAX_FEED_BYTES:
        raise _damaged(f"it is larger than {MAX_FEED_BYTES >> 20} MB")
    try:
        feed = gtfs_realtime_pb2.FeedMessage.FromString(content)
    except DecodeError as error:
        raise _damaged(in_brackets(error)) from error
    if not feed.HasField("header"):
        raise _damaged("it has no header")
    return feed


def _damaged(reason: str) -> TrajganrError:
    return TrajganrError(
        Code.INPUT_FORMAT,
        "This is no GTFS-Realtime feed: {reason}.",
        "Check the address of the feed; it must be that of vehicle positions.",
        reason=reason,
    )


def _is_feed(file: InputFile) -> bool:
    try:
        return file.path.is_file() and HEADER.match(file.head(16)) is not None
    except TrajganrError:  # whoever reads it says why
        return False


def _ending(file: InputFile) -> str:
    return PurePath(file.name.lower().removesuffix(".gz")).suffix


def _contents(feeds: Sequence[InputFile]) -> Iterator[tuple[InputFile, bytes]]:
    """Each feed, at most a byte more than the largest; a damaged file is empty."""
    for path, files in groupby(feeds, lambda file: file.path):
        with opened(path) as archive:
            for file in files:
                try:
                    with file.open(archive) as content:
                        yield file, content.read(MAX_FEED_BYTES + 1)
                except TrajganrError:
                    yield file, b"\0"  # which no feed begins with


def _positions(feed: Any, run_of: dict[tuple[str, str, str], int], dropped: Dropped) -> FloatArray:
    """``(n, 6)`` run, time, longitude, latitude, speed, bearing; runs are added to ``run_of``."""
    rows, without, strange, nan = [], 0, 0, float("nan")
    of_feed = feed.header.timestamp
    for entity in feed.entity:
        if not entity.HasField("vehicle") or entity.is_deleted:
            continue
        vehicle = entity.vehicle
        trip, about, position = vehicle.trip, vehicle.vehicle, vehicle.position
        key = (trip.trip_id, trip.start_date, about.id or about.label or about.license_plate)
        if not key[0] or not vehicle.HasField("position"):
            without += 1
        elif any(isinstance(part, bytes) or len(part) > MAX_ID for part in key):
            strange += 1
        else:
            rows.append(
                (
                    run_of.setdefault(key, len(run_of)),
                    vehicle.timestamp or of_feed,
                    position.longitude,
                    position.latitude,
                    position.speed if position.HasField("speed") else nan,
                    position.bearing if position.HasField("bearing") else nan,
                )
            )
    dropped[Text("vehicles of a feed that are on no trip or have no position")] += without
    dropped[Text("positions whose ids are no texts of at most 200 characters")] += strange
    found = np.array(rows, dtype=np.float64).reshape(-1, 6)
    t, lon, lat = found[:, 1:4].T
    timed = (t >= FIRST_T) & (t <= time.time() + DAY_S)
    placed = (np.abs(lon) <= 180) & (np.abs(lat) <= 90) & ((lon != 0) | (lat != 0))
    dropped[Text("positions whose time is before 2011 or in the future")] += int((~timed).sum())
    dropped[Text("positions that are no degrees, or 0 and 0")] += int((timed & ~placed).sum())
    return found[timed & placed]


def _runs(rows: FloatArray, keys: list[tuple[str, str, str]], dropped: Dropped) -> Runs:
    rows = rows[np.lexsort((rows[:, 1], rows[:, 0]))]
    repeated = (np.diff(rows[:, :2], axis=0, prepend=np.nan) == 0).all(axis=1)
    dropped[Text("positions that an earlier feed has too")] += int(repeated.sum())
    rows = rows[~repeated]
    run, t = rows[:, 0].astype(np.int64), rows[:, 1]
    is_dated = np.array([bool(date) for _, date, _ in keys], dtype=bool)
    begins = np.diff(run, prepend=-1) != 0
    begins |= (np.diff(t, prepend=0.0) > OTHER_DAY_S) & ~is_dated[run]
    start = np.flatnonzero(begins)
    days = np.datetime_as_string(t[start].astype("datetime64[s]"), "D")
    named = [keys[number] for number in run[start].tolist()]
    ids = [
        " ".join(filter(None, (trip, date or str(day), vehicle)))
        for (trip, date, vehicle), day in zip(named, days, strict=True)
    ]
    speed = np.where((rows[:, 4] >= 0) & (rows[:, 4] <= 100), rows[:, 4], np.nan)
    heading = headings(rows[:, 5])
    for reason, values, read in (
        (SPEEDS, rows[:, 4], speed),
        (UNKNOWN_HEADINGS, rows[:, 5], heading),
    ):
        dropped[reason] += int((~np.isnan(values) & np.isnan(read)).sum())
    trip_id, start_date, vehicle_id = (
        np.array([key[part] for key in named], dtype=object) for part in range(3)
    )
    trips = Trajectories(
        offsets=offsets_of(np.diff(np.r_[start, len(rows)])),
        lon=rows[:, 2].copy(),
        lat=rows[:, 3].copy(),
        t=t.copy(),
        speed=speed.astype(np.float32),
        heading=heading,
        trip_id=np.array(ids, dtype=object),
        driver_id=vehicle_id,
    )
    return Runs(trips, trip_id, start_date)

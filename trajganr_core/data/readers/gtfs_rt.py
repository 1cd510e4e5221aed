"""GTFS-Realtime: saved feeds of vehicle positions. What a vehicle drives of a trip is a trip.

A feed has the last position of each vehicle, so that one that has not reported again is in several.
https://gtfs.org/documentation/realtime/reference/
"""

from __future__ import annotations

import re
import time
from collections.abc import Sequence
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
#: Files of a folder that may come before its feeds; largest feed; longest id.
LOOKED_AT, MAX_FEED_BYTES, MAX_ID = 20, 16 << 20, 200
#: Times before the first version of the specification, of 2011, and after tomorrow are wrong.
FIRST_T, DAY_S = 1_293_840_000.0, 86_400.0
#: A trip without a start date is of another day after this gap.
OTHER_DAY_S = 12 * 3600.0
#: Ids of a trip and its start date, and of a vehicle.
Key = tuple[str, str, str]
SPEEDS = Text("speeds that are no metres per second from 0 to 100")


@dataclass(frozen=True)
class Runs:
    """What vehicles drove of trips: positions by time, with the vehicle as driver.

    ``trip_id`` and ``start_date`` ``(n,)`` are those of the feeds; dates as YYYYMMDD, or empty.
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
            "GTFS-Realtime positions (feeds: {n:,}), one trip per trip id, start date and vehicle; "
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
    run_of: dict[Key, int] = {}
    parts, held = [np.empty((0, 6))], 0
    bad = BadItems(Text("feeds that cannot be read"), where)
    for path, files in groupby(feeds, lambda file: file.path):
        with opened(path) as archive:
            for file in files:
                try:
                    with file.open(archive) as content:
                        feed = parse_feed(content.read(MAX_FEED_BYTES + 1))
                    parts.append(_positions(feed, run_of, dropped))
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
    reason = f"it is larger than {MAX_FEED_BYTES >> 20} MB"
    if len(content) <= MAX_FEED_BYTES:
        try:
            feed = gtfs_realtime_pb2.FeedMessage.FromString(content)
            if feed.HasField("header"):
                return feed
            reason = "it has no header"
        except DecodeError as error:
            reason = in_brackets(error)
    raise TrajganrError(
        Code.INPUT_FORMAT,
        "This is no GTFS-Realtime feed: {reason}.",
        "Check the address of the feed; it must be that of vehicle positions.",
        reason=reason,
    )


def _is_feed(file: InputFile) -> bool:
    try:
        return file.path.is_file() and HEADER.match(file.head(16)) is not None
    except TrajganrError:  # the reader of the folder reports a damaged file
        return False


def _ending(file: InputFile) -> str:
    return PurePath(file.name.lower().removesuffix(".gz")).suffix


def _positions(feed: Any, run_of: dict[Key, int], dropped: Dropped) -> FloatArray:
    """``(n, 6)`` run, time, longitude, latitude, speed, bearing; runs are added to ``run_of``."""
    rows, unnamed, nan = [], 0, float("nan")
    for entity in feed.entity:
        if not entity.HasField("vehicle") or entity.is_deleted:
            continue
        vehicle, position = entity.vehicle, entity.vehicle.position
        trip, about = vehicle.trip, vehicle.vehicle
        key = (trip.trip_id, trip.start_date, about.id or about.label or about.license_plate)
        if not key[0] or any(isinstance(part, bytes) or len(part) > MAX_ID for part in key):
            unnamed += 1
            continue
        rows.append(
            (
                run_of.setdefault(key, len(run_of)),
                vehicle.timestamp or feed.header.timestamp,
                *(position.longitude, position.latitude),
                position.speed if position.HasField("speed") else nan,
                position.bearing if position.HasField("bearing") else nan,
            )
        )
    found = np.array(rows, dtype=np.float64).reshape(-1, 6)
    t, lon, lat = found[:, 1:4].T
    timed = (t >= FIRST_T) & (t <= time.time() + DAY_S)
    placed = (np.abs(lon) <= 180) & (np.abs(lat) <= 90) & ((lon != 0) | (lat != 0))
    dropped[Text("positions without a trip, or with an id of more than 200 characters")] += unnamed
    dropped[Text("positions whose time is before 2011 or in the future")] += int((~timed).sum())
    dropped[Text("positions that are no degrees, or 0 and 0")] += int((timed & ~placed).sum())
    return found[timed & placed]


def _runs(rows: FloatArray, keys: list[Key], dropped: Dropped) -> Runs:
    rows = rows[np.lexsort((rows[:, 1], rows[:, 0]))]
    repeated = (np.diff(rows[:, :2], axis=0, prepend=np.nan) == 0).all(axis=1)
    dropped[Text("positions that an earlier feed has too")] += int(repeated.sum())
    rows = rows[~repeated]
    run, t = rows[:, 0].astype(np.int64), rows[:, 1]
    is_dated = np.array([bool(date) for _, date, _ in keys], dtype=bool)
    begins = np.diff(run, prepend=-1) != 0
    begins |= (np.diff(t, prepend=0.0) > OTHER_DAY_S) & ~is_dated[run]
    start = np.flatnonzero(begins)
    days = np.datetime_as_string(t[start].astype("datetime64[s]"), "D").tolist()
    named = [keys[number] for number in run[start].tolist()]
    trip_id, start_date, vehicle = (
        np.array([key[n] for key in named], dtype=object) for n in (0, 1, 2)
    )
    dates = np.where(start_date == "", np.array(days, dtype=object), start_date)
    speed = np.where((rows[:, 4] >= 0) & (rows[:, 4] <= 100), rows[:, 4], np.nan)  # m/s
    heading = headings(rows[:, 5])
    for reason, given, read in zip(
        (SPEEDS, UNKNOWN_HEADINGS), rows[:, 4:].T, (speed, heading), strict=True
    ):
        dropped[reason] += int((~np.isnan(given) & np.isnan(read)).sum())
    trips = Trajectories(
        offsets=offsets_of(np.diff(np.r_[start, len(rows)])),
        lon=rows[:, 2].copy(),
        lat=rows[:, 3].copy(),
        t=t.copy(),
        speed=speed.astype(np.float32),
        heading=heading,
        trip_id=np.char.strip((trip_id + " " + dates + " " + vehicle).astype(str)).astype(object),
        driver_id=vehicle,
    )
    return Runs(trips, trip_id, start_date)

"""The time zone of a study area, and times of the week on its clocks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd

from ..contract.errors import Code, TrajganrError
from ..contract.options.time_sets import DAYS, MINUTES_PER_DAY, MINUTES_PER_WEEK, TimeSet
from ..contract.texts.text import Text
from ..utils.arrays import BoolArray, Float32Array, FloatArray, Int32Array, IntArray
from .roads.network import Network

#: Roads whose time zone is looked up: enough for shares of a few per cent.
SAMPLED_ROADS = 1000
#: 1 January 1970 was a Thursday.
FIRST_WEEKDAY = DAYS.index("Thu")
HOURS_PER_WEEK, MINUTES_PER_HOUR = 168, 60


@dataclass(frozen=True)
class AreaZone:
    """The time zone of a study area.

    Attributes:
        name: IANA name.
        others: zones with another clock in which some of the roads are, and their share of them.
    """

    name: str
    others: tuple[tuple[str, float], ...] = ()

    @property
    def remark(self) -> Text:
        """A sentence about it."""
        if not self.others:
            return Text("Local times are those of {name}.", name=self.name)
        return Text(
            "Local times are those of {name}, also where the clocks are those of {others}. "
            "To use another zone, set the time zone of the study area.",
            name=self.name,
            others=[
                Text("{name} ({share:.0%} of the roads)", name=name, share=share)
                for name, share in self.others
            ],
        )


def time_zone_of(network: Network, period: tuple[float, float]) -> AreaZone:
    """The zone in which most of the roads are, from polygons of the time zones.

    Args:
        network: the roads.
        period: first and last time of the data, Unix seconds. Zones whose clocks agree at these
            times and half a year after them count as one.
    """
    import tzfpy  # it reads its polygons when it is imported

    rows = np.unique(np.linspace(0, len(network) - 1, SAMPLED_ROADS).astype(np.int64))
    first = network.offsets[rows]
    places = zip(network.lon[first].tolist(), network.lat[first].tolist(), strict=True)
    counts = pd.Series([tzfpy.get_tz(lon, lat) for lon, lat in places]).value_counts()
    shares = (counts / counts.sum()).to_dict()
    name = str(next(iter(shares)))
    clock = _offsets(name, period)
    others = {other: share for other, share in shares.items() if _offsets(other, period) != clock}
    return AreaZone(name, tuple(others.items()))


def times_of_week(t: FloatArray, zone: str) -> tuple[Float32Array, Int32Array]:
    """Local times.

    Args:
        t: ``(n,)`` Unix seconds.
        zone: IANA name.

    Raises:
        TrajganrError: ``INPUT.FIELD`` if there is no such zone.

    Returns:
        ``(n,)`` minutes since the beginning of Monday, in [0, 10080), and ``(n,)`` local days
        since 1 January 1970.
    """
    # Offsets of zones change at full quarters of an hour.
    quarters, index = np.unique(np.floor(t / 900).astype(np.int64), return_inverse=True)
    utc = pd.DatetimeIndex((quarters * 900).astype("datetime64[s]"), tz="UTC")
    local = utc.tz_convert(_zone(zone)).tz_localize(None)
    offset_s = local.asi8.astype(np.int64) - quarters * 900
    minutes = (t + offset_s[index]) / 60
    days = np.floor(minutes / MINUTES_PER_DAY)
    weekday = (days + FIRST_WEEKDAY) % 7
    minute = (weekday - days) * MINUTES_PER_DAY + minutes
    # The nearest smaller float32 of a time just before midnight may be the midnight itself.
    below = np.nextafter(np.float32(MINUTES_PER_WEEK), np.float32(0))
    return np.minimum(minute.astype(np.float32), below), days.astype(np.int32)


def is_in(time_set: TimeSet, minute: Float32Array) -> BoolArray:
    """Which times ``(n,)``, in minutes since the beginning of Monday, are in a set."""
    bounds = np.array(time_set.intervals, dtype=np.float32).ravel()
    # Inside are the times after an odd number of bounds.
    return np.asarray(np.searchsorted(bounds, minute, side="right") % 2 == 1)


def are_in(time_sets: Sequence[TimeSet], minute: Float32Array) -> BoolArray:
    """``(n, s)`` which times ``(n,)`` are in each set, as :func:`is_in` says."""
    return np.column_stack([is_in(each, minute) for each in time_sets])


def hours_of(time_set: TimeSet) -> FloatArray:
    """``(168,)`` how much of each hour of the week is in a set, from 0 to 1."""
    hour = MINUTES_PER_HOUR * np.arange(HOURS_PER_WEEK)
    inside = [
        np.clip(np.minimum(end, hour + MINUTES_PER_HOUR) - np.maximum(begin, hour), 0, None)
        for begin, end in time_set.intervals
    ]
    return np.asarray(np.sum(inside, axis=0) / MINUTES_PER_HOUR)


def days_by_hour(times: Iterable[tuple[Float32Array, Int32Array]]) -> IntArray:
    """``(168,)`` on how many days there are times in each hour of the week.

    Args:
        times: parts of them, as :func:`times_of_week` returns them.
    """
    pairs = np.empty(0, dtype=np.int64)
    for minute, local_day in times:
        hour = (minute // MINUTES_PER_HOUR).astype(np.int64)
        pairs = np.union1d(pairs, local_day.astype(np.int64) * HOURS_PER_WEEK + hour)
    return np.bincount(pairs % HOURS_PER_WEEK, minlength=HOURS_PER_WEEK)


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise TrajganrError(
            Code.INPUT_FIELD,
            "There is no time zone {name!r} on this machine.",
            "Update the worker's package tzdata, or prepare the study area again with a time zone "
            "such as Europe/Lisbon.",
            name=name[:100],
        ) from None


def _offsets(zone: str, period: tuple[float, float]) -> list[float]:
    """Seconds east of UTC at the ends of a period and half a year later."""
    half_year_s = 182 * 86_400.0
    times = [t + later for t in period for later in (0.0, half_year_s)]
    clock = _zone(zone)
    offsets = (datetime.fromtimestamp(t, UTC).astimezone(clock).utcoffset() for t in times)
    return [offset.total_seconds() for offset in offsets if offset is not None]

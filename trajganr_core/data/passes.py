"""Every pass of every trip over a directed segment, as columns.

A pass is a label of its segment: how long a vehicle took, when, and which driver drove it.
Passes that say nothing about driving on the segment are left out and counted (:class:`PassReport`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd

from ..contract.texts.text import Text
from ..utils.arrays import BoolArray, Float32Array, FloatArray, Int32Array, IntArray, TextArray
from ..utils.columns import Columns, Counts
from ..utils.remarks import left_out
from .bundle import Bundle
from .local_time import times_of_week
from .matching.edge_passes import ROUNDING_M
from .matching.gaps import recovered_passes, standing_passes
from .matching.matched import MatchedTrips
from .roads.network import Network
from .roads.road_speeds import highest_speeds_kmh

#: Smallest share of a segment that a pass must cover.
MIN_COVER = 0.5
#: A vehicle that is slower than a walker for longer than a red light and a queue has stopped.
WALKING_KMH, MAX_WAIT_S = 5.0, 300.0
#: A trip whose fastest pass is slower, over at least :data:`MAX_WAIT_S`, is on foot.
RUNNING_KMH = 10.0
#: Passes that are computed at once.
PASSES_TOGETHER = 1_000_000

#: Numbers of drivers are smaller than two to this power.
DRIVER_BITS = 31


@dataclass(frozen=True)
class PassTable(Columns):
    """Passes of trips over directed segments, sorted by piece and then in the order driven.

    Attributes:
        edge: ``(p,)`` the directed segment.
        piece: ``(p,)`` the matched piece, a row of the bundle's trips.
        driver: ``(p,)`` number of the driver; a trip without a driver id has a driver of its own.
        enter_t: ``(p,)`` Unix seconds at which the pass begins; see :mod:`~.matching.pass_times`.
        seconds: ``(p,)`` its duration, positive.
        metres: ``(p,)`` its length, at least half of the segment's.
        minute_of_week: ``(p,)`` local time of ``enter_t``, minutes since the beginning of Monday,
            in [0, 10080).
        local_day: ``(p,)`` local date of ``enter_t``, days since 1 January 1970.
        weight: ``(p,)`` the probability that the vehicle drove there, above 0.5. Means are weighted
            by it; numbers count each pass as one: the sum of the probabilities of likely ways would
            miss those of the other ways.
        is_recovered: ``(p,)`` whether it is between distant fixes; see :mod:`~.matching.gaps`.
    """

    edge: Int32Array
    piece: Int32Array
    driver: Int32Array
    enter_t: FloatArray
    seconds: Float32Array
    metres: Float32Array
    minute_of_week: Float32Array
    local_day: Int32Array
    weight: Float32Array
    is_recovered: BoolArray

    @classmethod
    def certain(cls, *, edge: Int32Array, **columns: Any) -> PassTable:
        """Passes between close fixes, from the other columns."""
        weight = np.ones(len(edge), dtype=np.float32)
        return cls(edge=edge, weight=weight, is_recovered=weight < 1, **columns)

    @property
    def expected_m(self) -> Float32Array:
        """``(p,)`` metres × probability: what a sum of lengths is made of."""
        return self.weight * self.metres

    @property
    def expected_s(self) -> Float32Array:
        """``(p,)`` seconds × probability."""
        return self.weight * self.seconds

    @property
    def pace(self) -> Float32Array:
        """``(p,)`` seconds per metre."""
        return self.seconds / self.metres

    @property
    def speed_kmh(self) -> Float32Array:
        """``(p,)`` mean speed, km/h."""
        return np.float32(3.6) * self.metres / self.seconds

    @property
    def drivers(self) -> IntArray:
        """Numbers of the drivers that have a pass, ascending."""
        has_pass = np.zeros(1 + int(self.driver.max(initial=-1)), dtype=bool)
        has_pass[self.driver] = True
        return np.flatnonzero(has_pass)

    def slices(self) -> Iterator[slice]:
        """Consecutive rows, :data:`PASSES_TOGETHER` at a time."""
        for begin in range(0, len(self), PASSES_TOGETHER):
            yield slice(begin, begin + PASSES_TOGETHER)

    def parts(self, rows: BoolArray | None = None) -> Iterator[PassTable]:
        """All passes, or those of a mask ``(p,)``, in their order, part by part."""
        for part in self.slices():
            yield self.take(part) if rows is None else self.take(part).take(rows[part])


@dataclass(frozen=True, kw_only=True)
class PassReport(Counts):
    """How many passes were used, and how many were left out by which rule, the first that applies.

    Attributes:
        used: those in the table.
        short: over less than half of the segment, mostly at the ends of trips.
        uncertain: between distant fixes, and not more likely than not driven there.
        without_duration: that took no time, so that they have no speed.
        fast: faster than any vehicle on such a road.
        on_foot: of a piece of at least 5 minutes that is nowhere faster than 10 km/h.
        standing: slower than 5 km/h for more than 5 minutes: the vehicle was parked.
    """

    used: int = 0
    short: int = 0
    uncertain: int = 0
    without_duration: int = 0
    fast: int = 0
    on_foot: int = 0
    standing: int = 0

    def dropped(self) -> dict[str, int]:
        """The numbers of passes that were left out, by rule."""
        return {each.name: getattr(self, each.name) for each in fields(self) if each.name != "used"}

    def lines(self) -> list[Text]:
        """Sentences about the passes that were left out."""
        reasons = {
            Text("over less than half of their segment"): self.short,
            Text("between distant fixes where other ways are as likely"): self.uncertain,
            Text("that took no time"): self.without_duration,
            Text("faster than any vehicle on such a road"): self.fast,
            Text(
                "of trips on foot (at least {longest_wait_s:g} min, nowhere faster than "
                "{running_kmh:g} km/h)",
                longest_wait_s=MAX_WAIT_S / 60,
                running_kmh=RUNNING_KMH,
            ): self.on_foot,
            Text(
                "of standing vehicles (slower than {walking_kmh:g} km/h for more than "
                "{longest_wait_s:g} min)",
                walking_kmh=WALKING_KMH,
                longest_wait_s=MAX_WAIT_S / 60,
            ): self.standing,
        }
        return left_out(reasons, "passes")


@dataclass(frozen=True)
class MeasuredPasses:
    """The plausible passes of matched pieces.

    Attributes:
        row: ``(p,)`` indices into the passes of the pieces.
        enter_t: ``(p,)`` Unix seconds at which each begins.
        seconds, metres: ``(p,)`` duration and length, positive.
        weight: ``(p,)`` the probability that the vehicle drove there, above 0.5.
    """

    row: IntArray
    enter_t: FloatArray
    seconds: FloatArray
    metres: FloatArray
    weight: FloatArray


def passes_of_bundle(bundle: Bundle) -> tuple[PassTable, PassReport]:
    """All passes of a bundle's trips, label and input trips, at times of its local zone."""
    return passes_of_trips(bundle.matched, bundle.network, bundle.manifest.time_zone)


def passes_of_trips(
    trips: MatchedTrips, network: Network, zone: str
) -> tuple[PassTable, PassReport]:
    """All passes of matched trips.

    Args:
        trips: matched pieces, all those of a trip.
        network: the roads.
        zone: IANA name of the zone of local times.
    """
    rows = np.arange(len(trips))
    tables, reports = zip(*tables_of_passes(trips, rows, network, zone), strict=True)
    return PassTable.concatenate(tables), sum(reports, PassReport())


def tables_of_passes(
    trips: MatchedTrips, rows: IntArray, network: Network, zone: str
) -> Iterator[tuple[PassTable, PassReport]]:
    """The passes of some pieces, table by table; at least one, and each fits memory.

    Args:
        trips: matched pieces.
        rows: ``(n,)`` some of them, ascending, with all those of a trip; passes have the numbers
            from 0 to n - 1 as their pieces.
        network, zone: as for :func:`passes_of_trips`.
    """
    driver = driver_numbers(trips.trip_id[rows], trips.driver_id[rows])
    for first, last in _groups(np.diff(trips.pass_offsets)[rows]):
        columns, left_out = _passes(trips.take(rows[first:last]), network, zone)
        piece = columns.pop("piece") + np.int32(first)
        yield PassTable(piece=piece, driver=driver[piece], **columns), left_out


def measure_passes(trips: MatchedTrips, network: Network) -> tuple[MeasuredPasses, PassReport]:
    """The passes that say something about driving on their segment; the others are counted."""
    metres, seconds = trips.pass_exit_m - trips.pass_enter_m, trips.pass_seconds
    # Exactly half of an edge is a frequent case.
    enough = MIN_COVER * network.length_m[trips.pass_edge] - ROUNDING_M
    is_short = (metres <= 0) | (metres < enough)
    has_duration = ~is_short & (seconds > 0)
    speed = np.divide(3.6 * metres, seconds, out=np.zeros_like(metres), where=has_duration)
    is_fast = speed > highest_speeds_kmh(network)[trips.pass_edge]
    kept, report = _plausible(trips, is_short, has_duration, is_fast, speed)
    row = np.flatnonzero(kept)
    weight = trips.pass_probability[row].astype(np.float64)
    return MeasuredPasses(row, trips.pass_t[row], seconds[row], metres[row], weight), report


def _passes(trips: MatchedTrips, network: Network, zone: str) -> tuple[dict[str, Any], PassReport]:
    """The columns of the passes of some pieces, except their drivers."""
    measured, report = measure_passes(trips, network)
    row = measured.row
    edge = trips.pass_edge[row]
    minute, day = times_of_week(measured.enter_t, zone)
    return {
        "edge": edge.astype(np.int32),
        "piece": trips.trip_of_pass[row].astype(np.int32),
        "enter_t": measured.enter_t,
        "seconds": measured.seconds.astype(np.float32),
        "metres": measured.metres.astype(np.float32),
        "minute_of_week": minute,
        "local_day": day,
        "weight": measured.weight.astype(np.float32),
        "is_recovered": recovered_passes(trips)[row],
    }, report


def _plausible(
    trips: MatchedTrips,
    is_short: BoolArray,
    has_duration: BoolArray,
    is_fast: BoolArray,
    speed_kmh: FloatArray,
) -> tuple[BoolArray, PassReport]:
    """Which passes ``(p,)`` are used, and the numbers of the others by rule."""
    rules = {
        "short": is_short,
        "uncertain": ~trips.pass_is_likely,
        "without_duration": ~has_duration,
        "fast": is_fast,
        "on_foot": _on_foot(trips, speed_kmh)[trips.trip_of_pass],
        "standing": (speed_kmh < WALKING_KMH) & (trips.pass_seconds > MAX_WAIT_S)
        | standing_passes(trips, MAX_WAIT_S, WALKING_KMH),
    }
    kept, counts = np.ones(len(is_short), dtype=bool), {}
    for name, applies in rules.items():
        counts[name] = int((kept & applies).sum())
        kept &= ~applies
    return kept, PassReport(used=int(kept.sum()), **counts)


def _on_foot(trips: MatchedTrips, speed_kmh: FloatArray) -> BoolArray:
    """Which pieces ``(n,)`` are nowhere faster than a runner, and long enough to tell."""
    if not len(trips):
        return np.zeros(0, dtype=bool)
    fastest = np.maximum.reduceat(speed_kmh, trips.pass_offsets[:-1])
    took = trips.t[trips.offsets[1:] - 1] - trips.t[trips.offsets[:-1]]
    return np.asarray((fastest > 0) & (fastest < RUNNING_KMH) & (took >= MAX_WAIT_S))


def passes_by_driver(parts: Iterable[PassTable]) -> tuple[IntArray, IntArray]:
    """The passes of each driver over each segment.

    Args:
        parts: of a table.

    Returns:
        ``(k,)`` segments, ascending, once for each of their drivers, and the passes of that driver.
    """
    pair, passes = np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64)
    for part in parts:
        own, count = np.unique(
            part.edge.astype(np.int64) << DRIVER_BITS | part.driver, return_counts=True
        )
        pair, row = np.unique(np.r_[pair, own], return_inverse=True)
        passes = np.bincount(row, np.r_[passes, count], len(pair)).astype(np.int64)
    return pair >> DRIVER_BITS, passes


def driver_numbers(trip_id: TextArray, driver_id: TextArray) -> Int32Array:
    """``(n,)`` the driver of each piece; a trip without a driver id has a driver of its own."""
    trip = pd.factorize(trip_id)[0]
    driver, drivers = pd.factorize(driver_id)
    alone = np.asarray(driver_id == "", dtype=bool)
    return pd.factorize(np.where(alone, len(drivers) + trip, driver))[0].astype(np.int32)


def _groups(passes: IntArray) -> Iterator[tuple[int, int]]:
    """Consecutive pieces with about :data:`PASSES_TOGETHER` passes; at least one group."""
    ends = np.cumsum(passes)
    wanted = np.arange(PASSES_TOGETHER, ends[-1] if len(ends) else 0, PASSES_TOGETHER)
    bounds = np.unique(np.r_[0, np.searchsorted(ends, wanted) + 1, len(passes)])
    yield from pairwise(bounds.tolist()) if len(passes) else [(0, 0)]

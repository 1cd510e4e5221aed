"""A light model of traffic: passes of a fleet over a network on several days.

It has no vehicles that meet each other, only the statistics that a road function learns from: free
paces of roads and how they differ, congestion by hour, class, district and day, waits at junctions,
drivers and trips that are faster or slower than others, and fixes between which the time is spread
evenly. Every city draws its own magnitudes from the wide ranges below (domain randomisation, Tobin
et al. 2017). They are guesses of what cities are like; none is fitted to a city.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from trajganr_core.data.passes import PassTable
from trajganr_core.data.roads.network import Network
from trajganr_core.utils.arrays import BoolArray, FloatArray, IntArray
from trajganr_core.utils.study_area import StudyArea

#: Free speed by class, km/h; links are a fifth slower. Half to one and a half of it is common.
FREE_KMH = {
    "motorway": 90, "trunk": 75, "primary": 48, "secondary": 42, "tertiary": 36,
    "unclassified": 32, "residential": 28, "living_street": 18, "service": 15,
}  # fmt: skip
#: How strongly a class is congested, relative to the city.
CONGESTED = {"motorway": 0.8, "trunk": 1.0, "primary": 1.2, "secondary": 1.1, "tertiary": 0.9}
OTHER_KMH, OTHER_CONGESTED = 25.0, 0.6
#: Classes that have signals where they end at a crossing.
SIGNALLED = ("trunk", "primary", "secondary", "tertiary")
#: Monday of the first week, days since 1970.
FIRST_DAY = 19_723
DAY_S = 86_400
#: Metres and seconds by which trips are set apart, so that one interpolation serves all.
APART_M, APART_S = 1e6, 1e6
FIX_EVERY_S = (5, 10, 15, 15, 20, 30, 45)


def drives_in(network: Network, area: StudyArea, rng: np.random.Generator) -> PassTable:
    """Passes of a fleet of a random size on random days in a city of a random character."""
    roads = _Roads.draw(network, area, rng)
    trips = round(np.exp(rng.uniform(np.log(1000), np.log(8000))))
    path, offsets = _ways(network, roads.free_s, trips, rng)
    trips = len(offsets) - 1
    driver = rng.integers(max(8, round(trips / rng.uniform(8, 40))), size=trips)
    day, begin = _departures(trips, rng)
    trip = np.repeat(np.arange(trips), np.diff(offsets))
    free = roads.free_s[path]
    since = np.cumsum(free) - free
    clock = begin[trip] + since - since[offsets[:-1]][trip]
    seconds = roads.seconds(path, day[trip], clock, driver[trip], trip, rng)
    is_end = np.zeros(len(path), dtype=bool)
    is_end[offsets[:-1]], is_end[offsets[1:] - 1] = True, True
    seconds += is_end * rng.exponential(rng.uniform(2, 15), len(path))
    # Somebody gets in or out, or the way is blocked.
    seconds += (rng.random(len(path)) < rng.uniform(0, 0.02)) * rng.exponential(60, len(path))
    return _seen(network, path, offsets, seconds, day * DAY_S + begin, driver, rng)


@dataclass(frozen=True)
class _Roads:
    """A city's roads and days.

    Attributes:
        free_s: ``(E,)`` seconds without traffic.
        congestion: ``(E,)`` of the logarithm of the pace, at its usual peak.
        is_signalled: ``(E,)``.
        crossing_s: ``(E,)`` mean seconds lost at the end.
        district: ``(E,)`` number.
        hours: middles and widths of the peaks of weekdays and of weekends.
    """

    free_s: FloatArray
    congestion: FloatArray
    is_signalled: BoolArray
    crossing_s: FloatArray
    district: IntArray
    hours: tuple[FloatArray, FloatArray]

    @classmethod
    def draw(cls, network: Network, area: StudyArea, rng: np.random.Generator) -> _Roads:
        edges = len(network)
        base = np.array([name.removesuffix("_link") for name in network.highway.astype(str)])
        is_link = np.char.endswith(network.highway.astype(str), "_link")
        kmh = np.array([FREE_KMH.get(name, OTHER_KMH) for name in base]) * np.where(is_link, 0.8, 1)
        middle = area.to_local(*network.locate(np.arange(edges), network.length_m / 2).T)
        square = np.floor(middle / rng.uniform(400, 1200)).astype(np.int64)
        district = np.unique(square, axis=0, return_inverse=True)[1].ravel()
        # Both directions of a road are alike.
        road = np.minimum(np.arange(edges), np.where(network.reverse < 0, edges, network.reverse))
        log_pace = (
            -np.log(kmh / 3.6)
            + rng.normal(0, 0.12)
            + rng.normal(0, rng.uniform(0.05, 0.15), edges)[district]
            + rng.normal(0, rng.uniform(0.1, 0.35), edges)[road]
            + rng.normal(0, rng.uniform(0.02, 0.12), edges)
        )
        of_class = np.array([CONGESTED.get(name, OTHER_CONGESTED) for name in base])
        congestion = (
            rng.uniform(0.05, 0.5)
            * of_class
            * np.exp(
                rng.normal(0, rng.uniform(0.1, 0.4), edges)[district]
                + rng.normal(0, rng.uniform(0.1, 0.4), edges)
            )
        )
        degree = np.bincount(np.r_[network.source, network.target])
        is_crossing = degree[network.target] >= 5
        is_signalled = is_crossing & np.isin(base, SIGNALLED)
        is_signalled &= rng.random(edges) < rng.uniform(0.2, 0.8)
        crossing_s = np.where(is_crossing, rng.gamma(1.5, rng.uniform(0.3, 1.5), edges), 0.3)
        hours = np.array([rng.normal(8.2, 0.5), rng.normal(17.8, 0.7)]), rng.uniform(0.8, 2.2, 2)
        return cls(
            network.length_m * np.exp(log_pace),
            congestion,
            is_signalled,
            crossing_s,
            district,
            hours,
        )

    def seconds(
        self,
        path: IntArray,
        day: IntArray,
        clock: FloatArray,
        driver: IntArray,
        trip: IntArray,
        rng: np.random.Generator,
    ) -> FloatArray:
        """``(p,)`` seconds of passes at seconds after midnight of days."""
        days, districts = int(day.max()) + 1, int(self.district.max()) + 1
        usual, between = rng.normal(0, 1, 4), rng.uniform(0.5, 1.5)
        is_weekend = day % 7 >= 5
        hour = clock / 3600 - between * rng.normal(0, 0.3, days)[day]
        peaks, widths = self.hours
        noon = 0.5 * np.exp(0.3 * usual[0])
        weekday = noon * _bump(hour, 13.5, 4.5) + sum(
            _bump(hour, middle, width) for middle, width in zip(peaks, widths, strict=True)
        )
        weekend = np.exp(0.3 * usual[1]) * 0.7 * _bump(hour, 14.0 + usual[2], 4.5)
        of_weekday = np.exp(rng.normal(0, 0.12, 7))[day % 7]
        factor = np.exp(between * rng.normal(0, 0.25, days))[day] * of_weekday
        here = np.exp(between * rng.normal(0, 0.3, (days, districts)))[day, self.district[path]]
        traffic = np.where(is_weekend, weekend, weekday) * factor * here
        log_factor = (
            self.congestion[path] * traffic
            + between * rng.normal(0, 0.03, days)[day]
            + rng.normal(0, rng.uniform(0.03, 0.12), driver.max() + 1)[driver]
            + rng.normal(0, rng.uniform(0.05, 0.15), trip.max() + 1)[trip]
            + rng.normal(0, rng.uniform(0.1, 0.35), len(path))
        )
        red, stops = rng.uniform(15, 50), rng.uniform(0.15, 0.5)
        busy = 1 + rng.uniform(0, 0.6) * np.minimum(traffic, 2)
        waits = rng.random(len(path)) < np.minimum(stops * busy, 0.9)
        wait = self.is_signalled[path] * waits * rng.uniform(0, red, len(path)) * busy
        crossing = rng.exponential(1, len(path)) * self.crossing_s[path] * busy
        return np.asarray(self.free_s[path] * np.exp(log_factor) + wait + crossing)


def _bump(hour: FloatArray, middle: float, width: float) -> FloatArray:
    return np.asarray(np.exp(-0.5 * (((hour - middle + 12) % 24 - 12) / width) ** 2))


def _departures(trips: int, rng: np.random.Generator) -> tuple[IntArray, FloatArray]:
    """Days ``(t,)`` from a Monday, and seconds after midnight."""
    first, count = rng.integers(7), round(np.exp(rng.uniform(np.log(2), np.log(21))))
    day = first + rng.integers(count, size=trips)
    # A fleet of taxis drives at all hours, one of commuters at peaks.
    even = rng.uniform(0.1, 0.6)
    hour = np.where(
        rng.random(trips) < even,
        rng.uniform(0, 24, trips),
        np.where(
            (rng.random(trips) < 0.5) & (day % 7 < 5),
            rng.normal(np.where(rng.random(trips) < 0.5, 8.2, 17.8), 1.5),
            rng.normal(14, 4, trips),
        ),
    )
    return day, 3600 * (hour % 24)


def _ways(
    network: Network, free_s: FloatArray, trips: int, rng: np.random.Generator
) -> tuple[IntArray, IntArray]:
    """Edges of trips between places that attract people, and offsets of the trips."""
    nodes = int(max(network.source.max(), network.target.max())) + 1
    pull = np.exp(rng.normal(0, rng.uniform(0.5, 1.5), nodes))
    pull[np.bincount(network.source, minlength=nodes) == 0] = 0
    variants, found = 6, []
    for _ in range(variants):
        cost = free_s * np.exp(rng.normal(0, 0.2, len(free_s))) + 3.0
        order = np.lexsort((cost, network.target, network.source))
        pair = network.source[order] * nodes + network.target[order]
        first = order[np.r_[True, np.diff(pair) > 0]]
        edge_of = dict(
            zip(pair[np.r_[True, np.diff(pair) > 0]].tolist(), first.tolist(), strict=True)
        )
        graph = csr_array(
            (cost[first], (network.source[first], network.target[first])), shape=(nodes, nodes)
        )
        begins = rng.choice(nodes, 60, p=pull / pull.sum(), replace=False)
        before = dijkstra(graph, indices=begins, return_predecessors=True)[1]
        for row in rng.integers(len(begins), size=-(-trips // variants)).tolist():
            at, way = int(rng.choice(nodes, p=pull / pull.sum())), []
            while (previous := int(before[row, at])) >= 0:
                way.append(edge_of[previous * nodes + at])
                at = previous
            if len(way) > 4:
                found.append(way[::-1])
    return np.concatenate(found), np.r_[0, np.cumsum([len(way) for way in found])]


def _seen(
    network: Network,
    path: IntArray,
    offsets: IntArray,
    seconds: FloatArray,
    begin: FloatArray,
    driver: IntArray,
    rng: np.random.Generator,
) -> PassTable:
    """Passes as fixes show them: between two fixes a vehicle seems to drive evenly."""
    every, noise_m = float(rng.choice(FIX_EVERY_S)), rng.uniform(2, 10)
    trips, trip = len(begin), np.repeat(np.arange(len(begin)), np.diff(offsets))
    # Ends of edges, with that of the start of each trip, on one axis of metres and one of seconds.
    row = np.arange(len(path)) + trip + 1
    starts = offsets[:-1] + np.arange(trips)
    x, t = np.zeros(len(path) + trips), np.zeros(len(path) + trips)
    for axis, steps, apart in ((x, network.length_m[path], APART_M), (t, seconds, APART_S)):
        axis[row] = np.cumsum(steps)
        axis[starts[1:]] = axis[row[offsets[1:-1] - 1]]
        axis -= np.repeat(axis[starts] - apart * np.arange(trips), np.diff(offsets) + 1)
    took = t[row[offsets[1:] - 1]] - t[starts]
    fixes = np.maximum((took / every).astype(np.int64), 2)
    of_fix = np.repeat(np.arange(trips), fixes)
    number = np.arange(len(of_fix)) - np.repeat(np.cumsum(fixes) - fixes, fixes)
    fix_t = (
        t[starts][of_fix]
        + (number + rng.random(trips)[of_fix]) * np.minimum(every, took / 2)[of_fix]
    )
    fix_x = np.interp(fix_t, t, x) + rng.normal(0, noise_m, len(fix_t))
    fix_x = np.maximum.accumulate(
        np.clip(fix_x, x[starts][of_fix], x[row[offsets[1:] - 1]][of_fix])
    )
    shown = np.interp(x, fix_x, fix_t)
    own_s = np.diff(shown)[row - 1]
    first = np.r_[0, np.cumsum(fixes)[:-1]]
    is_seen = (x[row - 1] >= fix_x[first][trip]) & (x[row] <= fix_x[first + fixes - 1][trip])
    is_seen &= (own_s > 0) & (network.length_m[path] / np.maximum(own_s, 1e-3) < 45)
    enter = begin[trip] + shown[row - 1] - APART_S * trip
    kept = np.flatnonzero(is_seen)
    return PassTable.certain(
        edge=path[kept].astype(np.int32),
        piece=trip[kept].astype(np.int32),
        driver=driver[trip[kept]].astype(np.int32),
        enter_t=FIRST_DAY * DAY_S + enter[kept],
        seconds=own_s[kept].astype(np.float32),
        metres=network.length_m[path[kept]].astype(np.float32),
        minute_of_week=(enter[kept] / 60 % 10_080).astype(np.float32),
        local_day=(FIRST_DAY + enter[kept] // DAY_S).astype(np.int32),
    )

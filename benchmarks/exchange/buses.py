"""A simulated day of buses with known times: its schedule in GTFS, its feeds in GTFS-Realtime."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from google.transit import gtfs_realtime_pb2

from trajganr_core.utils.arrays import FloatArray
from trajganr_core.utils.study_area import StudyArea

AREA = StudyArea(-8.70, 41.10, -8.55, 41.25)
#: Monday, 5 January 2026 in Lisbon.
DATE, MIDNIGHT = "20260105", datetime(2026, 1, 5, tzinfo=UTC).timestamp()
#: Seconds of a step, m/s² of starting and of braking.
STEP_S, STARTS, BRAKES = 0.5, 1.0, 1.3


@dataclass(frozen=True)
class Line:
    """A line of buses.

    Attributes:
        vertices: ``(k, 2)`` metres.
        stop_m: ``(m,)`` metres along them.
        cruise: ``(m-1,)`` m/s between stops.
        signal: ``(m-1,)`` the probability to stop at a red light on the way.
    """

    vertices: FloatArray
    stop_m: FloatArray
    cruise: FloatArray
    signal: FloatArray

    @classmethod
    def random(cls, rng: np.random.Generator, stops: int = 25) -> Line:
        """A winding line that drives out, around a block, and back on the same street."""
        half = [np.zeros(2)]
        for turn in range(18):
            half.append(half[-1] + rng.uniform(150, 450) * np.eye(2)[turn % 2])
        block = half[-1] + np.array([[200, 0], [200, 200], [0, 200], [0, 0]])
        vertices = np.vstack([half, block, half[::-1][1:]]) - half[-1] / 2
        total = np.hypot(*np.diff(vertices, axis=0).T).sum()
        gaps = rng.uniform(0.5, 1.5, stops - 1)
        stop_m = np.r_[10.0, 10.0 + (total - 20.0) * np.cumsum(gaps) / gaps.sum()]
        ways = stops - 1
        return cls(vertices, stop_m, rng.uniform(6, 14, ways), rng.choice([0, 0.4, 0.7], ways))

    def at(self, along_m: FloatArray) -> FloatArray:
        """``(n, 2)`` places along the line, metres."""
        bounds = np.r_[0.0, np.cumsum(np.hypot(*np.diff(self.vertices, axis=0).T))]
        return np.column_stack([np.interp(along_m, bounds, each) for each in self.vertices.T])


@dataclass(frozen=True)
class Fleet:
    """Runs of a line, and what is true of them.

    Attributes:
        line: they drive along.
        t, along_m: of each run, every half second: Unix seconds and metres.
        departure, arrival, dwell_s: ``(runs, m)``.
    """

    line: Line
    t: list[FloatArray]
    along_m: list[FloatArray]
    departure: FloatArray
    arrival: FloatArray
    dwell_s: FloatArray

    @classmethod
    def simulated(cls, seed: int, runs: int) -> Fleet:
        """Runs from 6 o'clock on, every few minutes; a quarter of the stops have no passengers."""
        rng = np.random.default_rng(seed)
        line = Line.random(rng)
        m = len(line.stop_m)
        dwell = np.where(rng.random((runs, m)) < 0.25, 0.0, rng.lognormal(2.6, 0.6, (runs, m)))
        dwell[:, 0] = rng.uniform(60, 240, runs)
        arrival, departure = np.zeros((2, runs, m))
        t, along = [], []
        for run in range(runs):
            start = MIDNIGHT + 6 * 3600 + 240 * run
            red = np.where(rng.random(m - 1) < line.signal, rng.uniform(5, 45, m - 1), 0.0)
            pace = line.cruise * rng.normal(1, 0.15, m - 1).clip(0.6, 1.4)
            own, arrival[run], departure[run] = _drive(line, pace, dwell[run], red)
            t.append(start + STEP_S * np.arange(len(own)))
            along.append(own)
            arrival[run] += start
            departure[run] += start
        return cls(line, t, along, departure, arrival, departure - arrival)

    def save(self, folder: Path, interval_s: float, seed: int, poll_s: float = 10.0) -> Path:
        """Write feeds of vehicles that report at this interval; returns their folder."""
        rng = np.random.default_rng(seed)
        folder.mkdir(parents=True)
        reports = []
        for run, (t, along) in enumerate(zip(self.t, self.along_m, strict=True)):
            seen = np.arange(t[0] + rng.uniform(0, interval_s), t[-1], interval_s).round()
            xy = self.line.at(np.interp(seen, t, along)) + rng.normal(0, 6, (len(seen), 2))
            lon_lat = AREA.to_geographic(xy)
            reports += [
                (when, run, *place) for when, place in zip(seen, lon_lat.tolist(), strict=True)
            ]
        reports.sort()
        first, last, known, at = reports[0][0], reports[-1][0], {}, 0
        for poll in np.arange(first, last + poll_s, poll_s):
            while at < len(reports) and reports[at][0] <= poll:
                known[reports[at][1]] = reports[at]
                at += 1
            known = {run: each for run, each in known.items() if poll - each[0] < 3 * interval_s}
            path = folder / f"{int(poll)}.pb"
            path.write_bytes(feed_of(poll, list(known.values())))
        return folder

    def save_schedule(self, folder: Path) -> Path:
        """Write the tables of the schedule, which has the median times; returns their folder."""
        folder.mkdir(parents=True)
        m = len(self.line.stop_m)
        offset = np.median(self.arrival - self.departure[:, :1], axis=0).round()
        stops = AREA.to_geographic(self.line.at(self.line.stop_m) + np.array([4.0, -4.0]))
        shape = AREA.to_geographic(self.line.vertices)
        begins = np.round(self.departure[:, 0] - MIDNIGHT, -1)
        tables = {
            "agency": [
                "agency_name,agency_url,agency_timezone",
                "Buses,https://example.org,Europe/Lisbon",
            ],
            "routes": ["route_id,route_short_name,route_type", "r1,12,3"],
            "stops": [
                "stop_id,stop_name,stop_lat,stop_lon",
                *(f"s{n},Stop {n},{lat:.6f},{lon:.6f}" for n, (lon, lat) in enumerate(stops)),
            ],
            "shapes": [
                "shape_id,shape_pt_lat,shape_pt_lon,shape_pt_sequence",
                *(f"out,{lat:.6f},{lon:.6f},{n}" for n, (lon, lat) in enumerate(shape)),
            ],
            "trips": [
                "route_id,service_id,trip_id,direction_id,shape_id",
                *(f"r1,daily,t{run},0,out" for run in range(len(self.t))),
            ],
            "calendar_dates": ["service_id,date,exception_type", f"daily,{DATE},1"],
            "stop_times": [
                "trip_id,arrival_time,departure_time,stop_id,stop_sequence",
                *(
                    f"t{run},{clock(begin + offset[n])},{clock(begin + max(offset[n], 0))},s{n},{n}"
                    for run, begin in enumerate(begins)
                    for n in range(m)
                ),
            ],
        }
        for name, rows in tables.items():
            (folder / f"{name}.txt").write_text("\n".join(rows) + "\n", encoding="utf-8")
        return folder


def feed_of(t: float, reports: list[tuple[float, int, float, float]]) -> bytes:
    """A feed of the last reports of vehicles: time, run, longitude and latitude."""
    feed = gtfs_realtime_pb2.FeedMessage()
    feed.header.gtfs_realtime_version = "2.0"
    feed.header.timestamp = int(t)
    for when, run, lon, lat in reports:
        entity = feed.entity.add(id=f"v{run % 12}")
        entity.vehicle.trip.trip_id = f"t{run}"
        entity.vehicle.trip.start_date = DATE
        entity.vehicle.vehicle.id = f"bus {run % 12}"
        entity.vehicle.position.longitude, entity.vehicle.position.latitude = lon, lat
        entity.vehicle.timestamp = int(when)
    return feed.SerializeToString()


def clock(seconds: float) -> str:
    """A time of a schedule, whose hours may be more than 24."""
    whole = round(seconds)
    return f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}"


def _drive(
    line: Line, cruise: FloatArray, dwell: FloatArray, red: FloatArray
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Metres along the line every half second; arrivals and departures, seconds from the first."""
    m = len(line.stop_m)
    # Where the bus must stand, how long, and how fast it may be before.
    halts: list[tuple[float, float, float, int]] = []
    for n in range(m):
        if n:
            middle = line.stop_m[n - 1] + 0.6 * (line.stop_m[n] - line.stop_m[n - 1])
            halts.append((middle, red[n - 1], cruise[n - 1], -1))
        halts.append((line.stop_m[n], dwell[n], cruise[max(n - 1, 0)], n))
    place, speed, t = line.stop_m[0], 0.0, 0.0
    along = []
    arrival, departure = np.zeros((2, m))
    for at, stand_s, most, stop in halts:
        while place < at - 0.05:
            left = at - place
            brake = np.sqrt(2 * BRAKES * left) if stand_s > 0 or stop == m - 1 else np.inf
            speed = max(min(speed + STARTS * STEP_S, most, brake), 0.3)
            along.append(place)
            place = min(place + speed * STEP_S, at)
            t += STEP_S
        if stop >= 0:
            arrival[stop] = t
        if stand_s > 0:
            steps = max(round(stand_s / STEP_S), 1)
            along += [place] * steps
            t += steps * STEP_S
            speed = 0.0
        if stop >= 0:
            departure[stop] = t
    return np.array(along), arrival, departure

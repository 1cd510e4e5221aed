"""Traffic of the demo city, simulated with SUMO: a recorded fleet and other vehicles."""

from __future__ import annotations

import os
import subprocess
import xml.etree.ElementTree as ET
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib.metadata import version
from pathlib import Path

import numpy as np
import pandas as pd
import sumo
from city_plan import ARTERIALS, CityPlan, DirectedLink
from drivers import Style, vehicle_types

BIN = Path(sumo.SUMO_HOME) / "bin"
FIX_INTERVAL_S = 2
WARM_UP_S = 600
END_S = 6000
FLEET_DRIVERS = 140
OTHER_TRIPS_PER_VAN = 64
GAP_BETWEEN_TRIPS_S = 1300
MIN_TRIP_FIXES = 20

PRIORITY = {"trunk": 12, "primary": 10, "secondary": 9, "tertiary": 7, "unclassified": 5,
            "residential": 3}  # fmt: skip


@dataclass(frozen=True)
class Period:
    """A part of a day, simulated separately.

    Attributes:
        start: of the simulation, UTC; trips are recorded from the end of the warm-up.
        other_trips: number of trips that are not the fleet's.
        recorded: number of the fleet's trips that are recorded.
        direction: where most other trips begin and end.
    """

    start: datetime
    other_trips: int
    recorded: int
    direction: tuple[str, str]


TO_WORK, HOME, ANYWHERE = ("homes", "jobs"), ("jobs", "homes"), ("any", "any")
TUESDAY, SATURDAY = datetime(2024, 5, 14, tzinfo=UTC), datetime(2024, 5, 18, tzinfo=UTC)


def _periods(day: datetime, first: str, *parts: tuple[int, int, tuple[str, str]]) -> list[Period]:
    """Periods of 90 minutes, one after the other; the warm-up of each overlaps with the former."""
    hour, minute = map(int, first.split(":"))
    start = day + timedelta(hours=hour, minutes=minute)
    return [Period(start + k * timedelta(minutes=90), *part) for k, part in enumerate(parts)]


#: The pictures show the traffic of the first period.
PERIODS = (
    *_periods(TUESDAY, "06:30", (9000, 55, TO_WORK), (12000, 55, TO_WORK), (5000, 32, ANYWHERE),
              (4500, 32, ANYWHERE), (5000, 32, ANYWHERE), (5000, 32, ANYWHERE), (8000, 36, HOME),
              (12000, 55, HOME), (6000, 32, HOME), (2500, 30, ANYWHERE), (1000, 32, ANYWHERE)),
    *_periods(TUESDAY, "05:00", (1000, 32, TO_WORK)),
    *_periods(SATURDAY, "09:30", (2500, 22, ANYWHERE), (6000, 22, ANYWHERE), (7000, 22, ANYWHERE),
              (6000, 22, ANYWHERE), (2500, 22, ANYWHERE)),
)  # fmt: skip

STYLES = {
    "calm": Style(0.42, 1.8, 2.6, 1.5, 0.2, 0.92),
    "usual": Style(0.32, 2.4, 3.6, 1.1, 0.4, 1.0),
    "brisk": Style(0.26, 3.2, 6.0, 0.8, 0.6, 1.15),
}


@dataclass(frozen=True)
class Trip:
    """A trip of the demand; ``driver`` is empty for trips that are not recorded."""

    id: str
    driver: str
    style: str
    depart_s: int
    origin: DirectedLink
    destination: DirectedLink
    stop: DirectedLink | None = None
    stop_s: int = 0


@dataclass(frozen=True)
class Traffic:
    """The results of the simulation.

    Attributes:
        fixes: true positions of the recorded trips of all periods: vehicle, driver, time (Unix s),
            x, y (m), speed (m/s).
        edges: of the first period, per SUMO edge: density (vehicles per km), speed (m/s), entered
            (vehicles).
    """

    fixes: pd.DataFrame
    edges: pd.DataFrame
    sumo_version: str


def _run(tool: str, *arguments: object) -> str:
    command = [str(BIN / tool), *map(str, arguments)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def build_network(plan: CityPlan, folder: Path) -> Path:
    """Convert the plan to a SUMO network."""
    nodes = ["<nodes>"]
    for (i, j), (x, y) in plan.junctions.items():
        kind = "traffic_light" if (i, j) in plan.signals else "priority"
        nodes.append(f'<node id="{i}_{j}" x="{x:.2f}" y="{y:.2f}" type="{kind}"/>')
    edges = ["<edges>"]
    for d in plan.directed:
        street = d.link.street
        shape = " ".join(f"{x:.2f},{y:.2f}" for x, y in d.points)
        spread = "center" if street.oneway else "right"
        edges.append(
            f'<edge id="{d.id}" from="{d.source[0]}_{d.source[1]}" to="{d.target[0]}_{d.target[1]}"'
            f' numLanes="{street.lanes}" speed="{street.maxspeed / 3.6:.3f}" spreadType="{spread}"'
            f' priority="{PRIORITY[street.highway]}" shape="{shape}"/>'
        )
    (folder / "city.nod.xml").write_text("\n".join([*nodes, "</nodes>"]))
    (folder / "city.edg.xml").write_text("\n".join([*edges, "</edges>"]))
    net = folder / "city.net.xml"
    _run(
        "netconvert", "-n", folder / "city.nod.xml", "-e", folder / "city.edg.xml", "-o", net,
        "--no-turnarounds.except-deadend", "--offset.disable-normalization",
        "--tls.default-type", "actuated", "--tls.yellow.time", "3",
    )  # fmt: skip
    return net


def _pull(directed: tuple[DirectedLink, ...], kind: str) -> np.ndarray:
    """The probability of each directed link as an origin or a destination."""
    pull = []
    for d in directed:
        district, through = d.link.district, 0.25 if d.link.street.highway in ARTERIALS else 1.0
        wanted = {"homes": district.homes, "jobs": district.jobs, "any": 1.0}[kind]
        pull.append(wanted * through * d.link.length_m)
    return np.array(pull) / np.sum(pull)


def plan_trips(
    plan: CityPlan, period: Period, rng: np.random.Generator, driver_styles: dict[str, str]
) -> list[Trip]:
    """The demand of a period, sorted by departure.

    ``driver_styles`` receives the styles of the fleet's drivers that it lacks.
    """
    directed = plan.directed
    pulls = {kind: _pull(directed, kind) for kind in ("homes", "jobs", "any")}
    styles, shares = list(STYLES), [style.share for style in STYLES.values()]

    def place(kind: str) -> DirectedLink:
        return directed[rng.choice(len(directed), p=pulls[kind])]

    trips = []
    for k in range(period.other_trips):
        ends = period.direction if rng.random() < 0.7 else ("jobs", "any")
        style = str(rng.choice(styles, p=shares))
        depart = 2 * int(rng.integers(0, END_S // 2))
        trips.append(Trip(f"o{k}", "", style, depart, place(ends[0]), place(ends[1])))
    narrow = [
        d for d in directed
        if d.link.street.lanes == 1 and d.link.length_m > 120
        and d.link.district.name in ("old town", "shopping", "business", "harbour", "industry")
    ]  # fmt: skip
    for k in range(period.other_trips // OTHER_TRIPS_PER_VAN):
        stop = narrow[int(rng.integers(len(narrow)))]
        trips.append(Trip(f"v{k}", "", "calm", 2 * int(rng.integers(0, END_S // 2)), place("any"),
                          place("any"), stop, int(rng.integers(20, 60))))  # fmt: skip
    for k in range(FLEET_DRIVERS):
        driver = f"{k:03d}"
        style = driver_styles.setdefault(driver, str(rng.choice(styles, p=shares)))
        depart = WARM_UP_S + int(rng.integers(0, GAP_BETWEEN_TRIPS_S))
        here = place("any")
        while depart < END_S - 300:
            there = place("any" if rng.random() < 0.45 else "jobs")
            trips.append(Trip("", driver, style, depart - depart % 2, here, there))
            here = there
            depart += int(rng.normal(GAP_BETWEEN_TRIPS_S, 150))
    trips.sort(key=lambda trip: (trip.depart_s, trip.driver, trip.id))
    return trips


def _write_demand(trips: list[Trip], path: Path) -> dict[str, Trip]:
    """Write SUMO's trips; return those of the fleet, by vehicle id."""
    lines = ["<routes>", *vehicle_types(STYLES)]
    fleet = {}
    for k, trip in enumerate(trips):
        vehicle = trip.id or f"f{k}"
        lines.append(
            f'<trip id="{vehicle}" type="{trip.style}" depart="{trip.depart_s}"'
            f' from="{trip.origin.id}" to="{trip.destination.id}" departSpeed="avg">'
        )
        if trip.stop is not None:
            middle = trip.stop.link.length_m * 0.5
            lines.append(
                f'<stop lane="{trip.stop.id}_0" endPos="{middle:.1f}" duration="{trip.stop_s}"/>'
            )
        if trip.driver:
            lines.append('<param key="has.fcd.device" value="true"/>')
            fleet[vehicle] = trip
        lines.append("</trip>")
    path.write_text("\n".join([*lines, "</routes>"]))
    return fleet


def _read_fixes(fcd: Path, fleet: dict[str, Trip]) -> pd.DataFrame:
    rows = []
    for _, step in ET.iterparse(fcd):
        if step.tag != "timestep":
            continue
        t = float(step.get("time", "nan"))
        for v in step:
            vehicle = v.get("id", "")
            rows.append((vehicle, fleet[vehicle].driver, t, float(v.get("x", "nan")),
                         float(v.get("y", "nan")), float(v.get("speed", "nan")),
                         v.get("lane", "").rsplit("_", 1)[0]))  # fmt: skip
        step.clear()
    fixes = pd.DataFrame(rows, columns=["vehicle", "driver", "t", "x", "y", "speed", "edge"])
    return fixes.sort_values(["driver", "t"], kind="stable", ignore_index=True)


def _read_edges(meandata: Path) -> pd.DataFrame:
    rows = []
    for edge in ET.parse(meandata).iter("edge"):
        rows.append((edge.get("id"), float(edge.get("laneDensity", 0)), float(edge.get("speed", 0)),
                     int(edge.get("entered", 0)) + int(edge.get("departed", 0))))  # fmt: skip
    columns = ["edge", "density", "speed", "entered"]
    return pd.DataFrame(rows, columns=columns).set_index("edge")


def simulate(plan: CityPlan, seed: int, folder: Path) -> Traffic:
    """Simulate the periods, with ``folder`` for temporary files; return fixes and traffic."""
    net = build_network(plan, folder)
    # The other parts of the city are drawn with [seed, 0] and [seed, 2] to [seed, 5].
    rngs = [np.random.default_rng([seed, 1, k]) for k in range(len(PERIODS))]
    styles: dict[str, str] = {}
    demands = [
        plan_trips(plan, period, rng, styles) for period, rng in zip(PERIODS, rngs, strict=True)
    ]

    def run(k: int) -> tuple[pd.DataFrame, pd.DataFrame]:
        period_folder = folder / str(k)
        period_folder.mkdir()
        fixes, edges = _simulate_period(net, demands[k], seed, period_folder)
        return _recorded(fixes, k, rngs[k]), edges

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        periods = list(pool.map(run, range(len(PERIODS))))
    fixes = pd.concat([of_period for of_period, _ in periods])
    fixes = fixes.sort_values(["driver", "time"], kind="stable", ignore_index=True)
    return Traffic(fixes, periods[0][1], version("eclipse-sumo"))


def _recorded(fixes: pd.DataFrame, k: int, rng: np.random.Generator) -> pd.DataFrame:
    """The fixes of the trips of a period that are recorded, with their time.

    A trip of each driver of a group is recorded. The next period has the next group, so that all
    drivers are recorded about equally often.
    """
    first = sum(period.recorded for period in PERIODS[:k])
    group = [f"{(first + n) % FLEET_DRIVERS:03d}" for n in range(PERIODS[k].recorded)]
    trips = fixes.groupby("vehicle").agg(driver=("driver", "first"), length=("t", "size"))
    trips = trips[trips["driver"].isin(group) & (trips["length"] >= MIN_TRIP_FIXES)]
    chosen = trips.groupby("driver").sample(1, random_state=rng).index
    fixes = fixes[fixes["vehicle"].isin(chosen)]
    return fixes.assign(
        vehicle=f"{k}-" + fixes["vehicle"],
        time=int(PERIODS[k].start.timestamp()) + fixes["t"].astype(int),
    )


def _simulate_period(
    net: Path, trips: list[Trip], seed: int, folder: Path
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The fixes of the fleet and the mean traffic of the edges."""
    fleet = _write_demand(trips, folder / "trips.xml")
    routes, fcd, meandata = folder / "routes.xml", folder / "fcd.xml", folder / "edges.xml"
    _run(
        "duarouter", "-n", net, "-r", folder / "trips.xml", "-o", routes, "--seed", seed,
        "--weights.random-factor", "1.35", "--weights.priority-factor", "0.3",
        "--ignore-errors", "--no-warnings",
    )  # fmt: skip
    additional = folder / "additional.xml"
    additional.write_text(
        f'<additional><edgeData id="mean" file="{meandata.name}" begin="{WARM_UP_S}"/></additional>'
    )
    _run(
        "sumo", "-n", net, "-r", routes, "-a", additional, "--seed", seed, "--begin", 0,
        "--end", END_S + 900, "--step-length", 0.5, "--fcd-output", fcd,
        "--device.fcd.explicit", "none", "--device.fcd.period", FIX_INTERVAL_S,
        "--device.rerouting.probability", 0.5, "--device.rerouting.period", 120,
        "--time-to-teleport", 150, "--collision.action", "none", "--no-step-log", "--no-warnings",
    )  # fmt: skip
    return _read_fixes(fcd, fleet), _read_edges(meandata)

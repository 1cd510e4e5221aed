"""SUMO: streets and trips become the whole record of all vehicles at 1 s."""

from __future__ import annotations

import subprocess
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow.csv as pa_csv
import shapely
import sumo
from drivers import vehicle_types

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.utils.arrays import FloatArray

from .demand import STYLES, Trip
from .streets import Streets, node_points

BIN = Path(sumo.SUMO_HOME) / "bin"
STEP_S = 1
#: After the last departure, for vehicles to arrive.
LATEST_ARRIVAL_S = 1800
#: A vehicle that is stuck for so long is lifted over the jam; it is then left out of the record.
TELEPORT_S = 150
PRIORITY = {"motorway": 13, "trunk": 12, "primary": 10, "secondary": 9, "tertiary": 7,
            "unclassified": 5, "road": 5, "residential": 3, "living_street": 1}  # fmt: skip

FCD_COLUMNS = {
    "vehicle_id": "vehicle",
    "timestep_time": "t",
    "vehicle_x": "x",
    "vehicle_y": "y",
    "vehicle_speed": "speed",
    "vehicle_pos": "pos",
    "vehicle_odometer": "odometer",
    "vehicle_lane": "lane",
}


@dataclass(frozen=True)
class Record:
    """What SUMO says of the vehicles that arrived and were never lifted over a jam.

    Attributes:
        fixes: a row a second of a vehicle, by vehicle and time: ``vehicle``, ``t`` (s), ``x, y``
            (local metres), ``speed`` (m/s), ``pos`` (metres along its lane), ``odometer`` (metres
            since its start), ``edge`` (-1 on a junction).
        routes: vehicle → the directed edges that it drove.
        lost: trips without a way, vehicles lifted over a jam, and those that did not arrive.
    """

    fixes: pd.DataFrame
    routes: dict[str, list[int]]
    lost: dict[str, int]


def simulate(
    streets: Streets,
    trips: Sequence[Trip],
    seed: int,
    folder: Path,
    *,
    headways: float = 1.0,
    speed_factors: FloatArray | None = None,
    signals: str = "actuated",
) -> Record:
    """Simulate all trips.

    Args:
        streets: the network.
        trips: in the order of departure.
        seed: of SUMO's choices.
        folder: for files that are not needed later.
        headways: distances in time that a vehicle keeps, in those of its style. Fewer vehicles with
            longer headways fill the roads as more vehicles do.
        speed_factors: ``(E, hours)`` of the speed limits, by hour after the begin.
        signals: ``actuated`` by traffic or ``static``, with fixed times.

    Raises:
        TrajganrError: ``ENV.MISSING_DEP`` with what SUMO said, when one of its programs fails.
    """
    net = _build_network(streets, folder, signals)
    demand, routed = folder / "trips.xml", folder / "routed.xml"
    _write_demand(trips, headways, demand)
    signs = [] if speed_factors is None else ["-a", _write_signs(streets, speed_factors, folder)]
    _run(
        "duarouter", "-n", net, "-r", demand, "-o", routed, "--seed", seed,
        "--weights.random-factor", 1.35, "--weights.priority-factor", 0.3,
        "--ignore-errors", "--no-warnings",
    )  # fmt: skip
    fcd, routes = folder / "fcd.csv", folder / "routes.xml"
    _run(
        "sumo", "-n", net, "-r", routed, *signs, "--seed", seed, "--begin", 0,
        "--end", trips[-1].depart_s + LATEST_ARRIVAL_S, "--step-length", STEP_S,
        "--fcd-output", fcd, "--fcd-output.attributes", "id,x,y,speed,pos,lane,odometer",
        "--vehroute-output", routes, "--vehroute-output.last-route",
        "--device.rerouting.probability", 0.5, "--device.rerouting.period", 120,
        "--time-to-teleport", TELEPORT_S, "--collision.action", "none",
        "--no-step-log", "--no-warnings",
    )  # fmt: skip
    return _record(_read_fixes(fcd), _read_routes(routes), len(trips))


def simulate_routes(
    streets: Streets, trips: Sequence[Trip], seed: int, folder: Path
) -> pd.DataFrame:
    """Simulate all trips mesoscopically: queues on edges, without places of vehicles in them.

    It is a hundred times as fast as :func:`simulate`; each vehicle stands for itself. Half of the
    vehicles look for another way every few minutes.

    Returns:
        By vehicle, in the order driven: ``vehicle``, ``edge``, ``enter_s``, ``exit_s`` after the
        begin. Vehicles that did not arrive are left out.
    """
    net = _build_network(streets, folder, "static")
    demand, routed = folder / "trips.xml", folder / "routed.xml"
    _write_demand(trips, 1.0, demand)
    _run(
        "duarouter", "-n", net, "-r", demand, "-o", routed, "--seed", seed,
        "--weights.random-factor", 1.35, "--weights.priority-factor", 0.3,
        "--routing-algorithm", "astar", "--ignore-errors", "--no-warnings",
    )  # fmt: skip
    routes = folder / "routes.xml"
    _run(
        "sumo", "-n", net, "-r", routed,
        "--mesosim", "--meso-junction-control.limited", "--seed", seed, "--begin", 0,
        "--end", trips[-1].depart_s + LATEST_ARRIVAL_S, "--step-length", STEP_S,
        "--vehroute-output", routes, "--vehroute-output.last-route",
        "--vehroute-output.exit-times",
        "--device.rerouting.probability", 0.5, "--device.rerouting.period", 300,
        "--time-to-teleport", TELEPORT_S, "--no-step-log", "--no-warnings",
    )  # fmt: skip
    return _read_exits(routes)


def _read_exits(path: Path) -> pd.DataFrame:
    """Of vehicles that arrived, the edges and the times between which they were on each."""
    names, counts, edges, enters, exits = [], [], [], [], []
    for _, element in ET.iterparse(path):
        if element.tag == "vehicle":
            route = element.find("route")
            assert route is not None  # SUMO writes one with last-route
            left = np.array(route.get("exitTimes", "").split(), dtype=float)
            edges.append(np.array(route.get("edges", "").split(), dtype=np.int64))
            names.append(element.get("id", ""))
            counts.append(len(left))
            exits.append(left)
            enters.append(np.r_[float(element.get("depart", 0)), left[:-1]])
            element.clear()
    return pd.DataFrame(
        {
            "vehicle": np.repeat(names, counts),
            "edge": np.concatenate(edges),
            "enter_s": np.concatenate(enters),
            "exit_s": np.concatenate(exits),
        }
    )


def _run(tool: str, *arguments: object) -> None:
    command = [str(BIN / tool), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        raise TrajganrError(
            Code.ENV_MISSING_DEP,
            "SUMO's {tool} failed: {reason}",
            "Install this repository's extra 'demo' anew, then repeat the command.",
            tool=tool,
            reason=done.stderr.strip()[-500:],
        )


def _build_network(streets: Streets, folder: Path, signals: str) -> Path:
    """The streets one to one: SUMO's edge of the same number has the same line and length."""
    network = streets.network
    nodes, edges, net = (folder / f"city.{kind}.xml" for kind in ("nod", "edg", "net"))
    lines = ["<nodes>"]
    for k, (x, y) in enumerate(node_points(network, streets.area)):
        kind = "traffic_light" if k in streets.signals else "priority"
        lines.append(f'<node id="{k}" x="{x:.2f}" y="{y:.2f}" type="{kind}"/>')
    nodes.write_text("\n".join([*lines, "</nodes>"]))
    lines = ["<edges>"]
    for k in range(len(streets)):
        shape = " ".join(f"{x:.2f},{y:.2f}" for x, y in shapely.get_coordinates(streets.lines[k]))
        spread = "center" if streets.oneway[k] else "right"
        lines.append(
            f'<edge id="{k}" from="{network.source[k]}" to="{network.target[k]}"'
            f' numLanes="{streets.lanes[k]}" speed="{streets.limit_kmh[k] / 3.6:.3f}"'
            f' priority="{PRIORITY[streets.road_class[k]]}" spreadType="{spread}"'
            f' shape="{shape}"/>'
        )
    edges.write_text("\n".join([*lines, "</edges>"]))
    _run(
        "netconvert", "-n", nodes, "-e", edges, "-o", net, "--offset.disable-normalization",
        "--no-turnarounds.except-deadend", "--tls.default-type", signals, "--tls.join",
        "--tls.yellow.time", 3, "--no-warnings",
    )  # fmt: skip
    return net


def _write_signs(streets: Streets, factors: FloatArray, folder: Path) -> Path:
    """Signs that change the speed limits every hour."""
    lines = ["<additional>"]
    for edge, (limit, lanes) in enumerate(zip(streets.limit_kmh, streets.lanes, strict=True)):
        names = " ".join(f"{edge}_{lane}" for lane in range(lanes))
        lines.append(f'<variableSpeedSign id="sign{edge}" lanes="{names}">')
        speeds = limit / 3.6 * factors[edge]
        lines += [f'<step time="{3600 * k}" speed="{v:.3f}"/>' for k, v in enumerate(speeds)]
        lines.append("</variableSpeedSign>")
    path = folder / "signs.xml"
    path.write_text("\n".join([*lines, "</additional>"]))
    return path


def _write_demand(trips: Sequence[Trip], headways: float, path: Path) -> None:
    styles = {name: replace(style, tau=headways * style.tau) for name, style in STYLES.items()}
    lines = ["<routes>", *vehicle_types(styles)]
    for trip in trips:
        lines.append(
            f'<trip id="{trip.id}" type="{trip.style}" depart="{trip.depart_s}"'
            f' from="{trip.origin}" to="{trip.destination}" departLane="best" departSpeed="avg"/>'
        )
    path.write_text("\n".join([*lines, "</routes>"]))


def _read_fixes(path: Path) -> pd.DataFrame:
    table = pa_csv.read_csv(path, parse_options=pa_csv.ParseOptions(delimiter=";"))
    fixes = table.select(list(FCD_COLUMNS)).to_pandas().rename(columns=FCD_COLUMNS)
    fixes = fixes[fixes["lane"].fillna("") != ""]  # a second in which nobody drives has a row too
    edge = fixes["lane"].str.rsplit("_", n=1).str[0]
    fixes = fixes.assign(edge=pd.to_numeric(edge, errors="coerce").fillna(-1).astype(np.int64))
    return fixes.drop(columns="lane").sort_values(["vehicle", "t"], ignore_index=True)


def _read_routes(path: Path) -> dict[str, list[int]]:
    """Of vehicles that arrived."""
    routes = {}
    for _, element in ET.iterparse(path):
        if element.tag == "vehicle":
            route = element.find("route")
            assert route is not None  # SUMO writes one with last-route
            routes[element.get("id", "")] = [int(k) for k in route.get("edges", "").split()]
            element.clear()
    return routes


def _record(fixes: pd.DataFrame, routes: dict[str, list[int]], trips: int) -> Record:
    """Leave out vehicles that did not arrive, or were out of sight on the way."""
    times = fixes.groupby("vehicle", sort=False)["t"].agg(["min", "max", "size"])
    whole = times["max"] - times["min"] == STEP_S * (times["size"] - 1)
    seen, lifted = set(times.index), set(times.index[~whole])
    kept = (seen - lifted) & set(routes)
    return Record(
        fixes=fixes[fixes["vehicle"].isin(kept)].reset_index(drop=True),
        routes={vehicle: route for vehicle, route in routes.items() if vehicle in kept},
        lost={
            "without a way": trips - len(seen),
            "lifted over a jam": len(lifted),
            "not arrived": len(seen - lifted - set(routes)),
        },
    )

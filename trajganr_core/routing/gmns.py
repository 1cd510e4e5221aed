"""Junctions and roads in the files of the General Modeling Network Specification (GMNS).

Fields, units and words are those of the specification
(https://github.com/zephyr-data-specs/GMNS, folder ``spec``). Each junction is one node, segments
within it are left out, and the movements through it say how its links are connected. Tables may
have fields of their own, and some have: speeds and volumes are no fields of the specification.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pandas as pd
import shapely

from ..contract.options.time_sets import TimeSet, clock
from ..data.roads.network import Network
from ..data.tables import without_formulas
from ..traffic.junctions.consolidation import Junctions, node_points
from ..traffic.junctions.movements import Movements
from ..traffic.junctions.names import names_of
from ..utils.arrays import FloatArray, IntArray
from ..utils.study_area import GEOGRAPHIC, StudyArea

#: The version of the specification, and the units of the tables.
VERSION = 0.96
UNITS = {"short_length": "m", "long_length": "m", "speed": "km/h"}
#: GMNS' words for :data:`~..traffic.junctions.movements.TURNS`.
TYPES = ("left", "thru", "right", "uturn")
#: Digits of degrees, about a decimetre, and of values at times: km/h, seconds, vehicles an hour.
DEGREES, DECIMALS = 6, {"speed": 2, "penalty": 1, "volume": 1}


def write_gmns(
    network: Network,
    area: StudyArea,
    junctions: Junctions,
    movements: Movements,
    time_sets: Sequence[TimeSet],
    speed_kmh: FloatArray,
    delay_s: FloatArray,
    shares: FloatArray,
    folder: Path,
    volumes: FloatArray | None = None,
) -> list[str]:
    """Write ``config``, ``node``, ``link``, ``movement`` and the times of day of both as CSV.

    Args:
        time_sets: s times of the week.
        speed_kmh: ``(s, E)`` mean speed on each segment.
        delay_s: ``(s, M)`` mean delay of each movement, the penalty; NaN where it is not known.
            Nothing is gained by a turn: delays below 0 are written as 0.
        shares: ``(s, M)`` of the vehicles of its approach that make each movement; NaN where it is
            not known. Movements have these shares of ``volumes``.
        folder: made by this function.
        volumes: ``(s, E)`` vehicles an hour on each segment, if counts tell them.

    Returns:
        The names of the files.
    """
    units = {**UNITS, "crs": GEOGRAPHIC, "geometry_field_format": "WKT"}
    own = np.arange(len(junctions.of_node))
    is_junction = junctions.of_node >= 0
    node_of = np.where(is_junction, np.r_[junctions.first_node, -1][junctions.of_node], own)
    link, movement = _links(network, junctions, node_of), _movements(junctions, movements)
    of_link = {"speed": speed_kmh[:, link["link_id"]]}
    of_movement = {"penalty": np.maximum(delay_s, 0.0)}
    if volumes is not None:
        of_link["volume"] = volumes[:, link["link_id"]]
        of_movement["volume"] = volumes[:, movements.approach] * shares
    keys = ["mvmt_id", "ib_link_id", "ob_link_id", "type"]
    tables = {
        "config": pd.DataFrame([{**units, "version_number": VERSION, "id_type": "integer"}]),
        "node": _nodes(network, area, junctions)[node_of == own],
        "link": link,
        "link_tod": _at_times("link_tod_id", link[["link_id"]], time_sets, of_link),
        "movement": movement,
        "movement_tod": _at_times("mvmt_tod_id", movement[keys], time_sets, of_movement),
    }
    folder.mkdir()
    for name, table in tables.items():
        without_formulas(table).to_csv(folder / f"{name}.csv", index=False)
    return [f"{name}.csv" for name in tables]


def _nodes(network: Network, area: StudyArea, junctions: Junctions) -> pd.DataFrame:
    """All nodes; what is known of a junction is said of its first one."""
    lon_lat = node_points(network, np.column_stack([network.lon, network.lat]))
    first = junctions.first_node
    lon_lat[first] = area.to_geographic(junctions.points)
    name, kind, control = np.full((3, len(lon_lat)), "", dtype=object)
    name[first] = names_of(network, junctions)
    kind[first] = np.where(junctions.is_roundabout, "roundabout", "intersection")
    control[first] = np.where(junctions.has_signal, "signal", "")
    return pd.DataFrame(
        {
            "node_id": np.arange(len(lon_lat)),
            "name": name,
            "x_coord": lon_lat[:, 0].round(DEGREES),
            "y_coord": lon_lat[:, 1].round(DEGREES),
            "node_type": kind,
            "ctrl_type": control,
        }
    )


def _links(network: Network, junctions: Junctions, node_of: IntArray) -> pd.DataFrame:
    """Segments outside of junctions; ``node_of`` ``(N,)`` is the node of each one's junction."""
    edge = np.flatnonzero(~junctions.is_inner)
    return pd.DataFrame(
        {
            "link_id": edge,
            "name": network.name[edge],
            "from_node_id": node_of[network.source[edge]],
            "to_node_id": node_of[network.target[edge]],
            "directed": "true",
            "geometry": shapely.to_wkt(network.lines[edge], rounding_precision=DEGREES),
            "dir_flag": 1,
            "length": network.length_m[edge].round(1),
            "facility_type": network.highway[edge],
            "free_speed": network.attributes.maxspeed_kmh[edge].round(1),
            "lanes": pd.Series(np.ceil(network.attributes.lanes[edge])).astype("Int64"),
        }
    )


def _movements(junctions: Junctions, movements: Movements) -> pd.DataFrame:
    """All movements; without a time, they have no penalty."""
    return pd.DataFrame(
        {
            "mvmt_id": np.arange(len(movements)),
            "node_id": junctions.first_node[movements.junction],
            "ib_link_id": movements.approach,
            "ob_link_id": movements.exit,
            "type": np.array(TYPES, dtype=object)[movements.turn],
            "ctrl_type": np.where(junctions.has_signal[movements.junction], "signal", ""),
        }
    )


def _at_times(
    key: str, rows: pd.DataFrame, time_sets: Sequence[TimeSet], values: Mapping[str, FloatArray]
) -> pd.DataFrame:
    """The rows with a first value, with all ``(s, r)`` of them, for each time of day of the sets.

    The first of the values is in all rows that are written, the others where they are known.
    """
    first = next(iter(values.values()))
    parts = [
        rows.assign(
            time_day=time_day,
            **{name: of_set[number].round(DECIMALS[name]) for name, of_set in values.items()},
        )[np.isfinite(first[number])]
        for number, time_set in enumerate(time_sets)
        for time_day in times_of_days(time_set)
    ]
    columns = [rows.columns[0], "time_day", *rows.columns[1:], *values]
    table = pd.concat(parts, ignore_index=True) if parts else rows[:0]
    table = table.reindex(columns=columns)
    table.insert(0, key, np.arange(len(table)))
    return table


def times_of_days(time_set: TimeSet) -> list[str]:
    """The times of a set as GMNS writes them.

    ``01111100_0700_0900`` is on the days with 1, Sunday first and holidays last; holidays are the
    days of the week that they are.
    """
    found = []
    for times, days in time_set.times_by_days():
        bits = "".join(str(int((day - 1) % 7 in days)) for day in range(7)) + "0"
        found += ["_".join((bits, *(clock(each, "") for each in time))) for time in times]
    return found

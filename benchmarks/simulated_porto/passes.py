"""Every pass of a vehicle over a directed edge, and every time that it brakes hard.

A pass lasts from the edge's beginning to the next one's, the junction in between included. Places
are read off the odometer: SUMO says at each second how far into its edge a vehicle is. An edge so
short that a second jumps it lies between its neighbours, in proportion to the edges' lengths.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from trajganr_core.utils.arrays import FloatArray, IntArray

from .simulation import STEP_S, Record

AnyArray = npt.NDArray[Any]
#: A deceleration of this or more is hard braking, m/s².
HARD_BRAKING = 3.0
#: Speeds are written with two decimals.
ROUNDING = 1e-6


def passes_of(record: Record, length_m: FloatArray) -> pd.DataFrame:
    """All passes.

    Args:
        record: of the simulation.
        length_m: ``(E,)`` of the edges.

    Returns:
        By vehicle, in the order driven: ``vehicle``, ``edge``, ``metres``, ``enter_s`` (seconds
        after the begin of the simulation), ``seconds``, ``whole`` (neither the trip's first nor its
        last), ``events`` (runs of decelerations of 3 m/s² and more from one second to the next,
        each where it begins).
    """
    fixes = record.fixes
    vehicle = fixes["vehicle"].to_numpy()
    columns = {name: fixes[name].to_numpy() for name in ("t", "odometer", "edge", "pos", "speed")}
    first = np.flatnonzero(np.r_[True, vehicle[1:] != vehicle[:-1]])
    tables = []
    for begin, end in pairwise([*first.tolist(), len(fixes)]):
        route = np.array(record.routes[str(vehicle[begin])])
        own = {name: values[begin:end] for name, values in columns.items()}
        tables.append(_of_vehicle(own, route, length_m))
    every = {name: np.concatenate([table[name] for table in tables]) for name in tables[0]}
    passed = [len(table["edge"]) for table in tables]
    return pd.DataFrame(every).assign(vehicle=np.repeat(vehicle[first], passed))


def _of_vehicle(
    fixes: Mapping[str, AnyArray], route: IntArray, length_m: FloatArray
) -> dict[str, AnyArray]:
    t, odometer, pos = (fixes[name].astype(np.float64) for name in ("t", "odometer", "pos"))
    edge = fixes["edge"]
    first = np.flatnonzero((np.diff(edge, prepend=-1) != 0) & (edge >= 0))
    rank = ranks(edge[first], route)
    along = np.cumsum(length_m[route]) - length_m[route]
    begins = np.interp(along, along[rank], (odometer - pos)[first])
    bounds = np.clip(np.append(begins, odometer[-1]), odometer[0], odometer[-1])
    times = np.interp(bounds, odometer, t)
    ends = np.arange(len(route))
    braking = np.searchsorted(bounds[1:-1], odometer[_brakes(fixes["speed"])], side="right")
    return {
        "edge": route,
        "metres": np.diff(bounds),
        "enter_s": times[:-1],
        "seconds": np.diff(times),
        "whole": (ends > 0) & (ends < len(route) - 1),
        "events": np.bincount(braking, minlength=len(route)),
    }


def ranks(seen: IntArray, route: IntArray) -> IntArray:
    """Where on the route edges lie that are seen one after the other; it may pass one twice."""
    ranks, at = [], 0
    for edge in seen:
        at += int(np.flatnonzero(route[at:] == edge)[0])
        ranks.append(at)
    return np.array(ranks)


def _brakes(speed: FloatArray) -> IntArray:
    """Fixes at which hard braking begins."""
    hard = -np.diff(speed) / STEP_S >= HARD_BRAKING - ROUNDING
    return np.flatnonzero(hard & ~np.r_[False, hard[:-1]])

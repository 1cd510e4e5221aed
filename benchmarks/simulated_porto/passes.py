"""Every pass of a vehicle over a directed edge, and every time that it brakes hard.

A pass lasts from the edge's beginning to the next one's, the junction in between included. Places
are read off the odometer: SUMO says at each second how far into its edge a vehicle is. An edge so
short that a second jumps it lies between its neighbours, in proportion to the edges' lengths.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from trajganr_core.utils.arrays import FloatArray, IntArray

from .simulation import STEP_S, Record

__all__ = ["HARD_BRAKING", "passes_of"]

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
        By vehicle, in the order driven: ``vehicle``, ``edge``, ``metres``, ``seconds``, ``whole``
        (neither the trip's first nor its last), ``events`` (runs of decelerations of 3 m/s² and
        more from one second to the next, each where it begins).
    """
    tables = []
    for vehicle, fixes in record.fixes.groupby("vehicle", sort=False):
        route = np.array(record.routes[str(vehicle)])
        tables.append(_of_vehicle(fixes, route, length_m).assign(vehicle=vehicle))
    return pd.concat(tables, ignore_index=True)


def _of_vehicle(fixes: pd.DataFrame, route: IntArray, length_m: FloatArray) -> pd.DataFrame:
    t, odometer = (fixes[name].to_numpy(dtype=np.float64) for name in ("t", "odometer"))
    edge, pos = fixes["edge"].to_numpy(), fixes["pos"].to_numpy(dtype=np.float64)
    first = np.flatnonzero((np.diff(edge, prepend=-1) != 0) & (edge >= 0))
    rank = _ranks(edge[first], route)
    along = np.cumsum(length_m[route]) - length_m[route]
    begins = np.interp(along, along[rank], (odometer - pos)[first])
    bounds = np.clip(np.append(begins, odometer[-1]), odometer[0], odometer[-1])
    ends = np.arange(len(route))
    braking = np.searchsorted(bounds[1:-1], odometer[_brakes(fixes)], side="right")
    return pd.DataFrame(
        {
            "edge": route,
            "metres": np.diff(bounds),
            "seconds": np.diff(np.interp(bounds, odometer, t)),
            "whole": (ends > 0) & (ends < len(route) - 1),
            "events": np.bincount(braking, minlength=len(route)),
        }
    )


def _ranks(seen: IntArray, route: IntArray) -> IntArray:
    """Where on the route edges lie that are seen one after the other; it may pass one twice."""
    ranks, at = [], 0
    for edge in seen:
        at += int(np.flatnonzero(route[at:] == edge)[0])
        ranks.append(at)
    return np.array(ranks)


def _brakes(fixes: pd.DataFrame) -> IntArray:
    """Fixes at which hard braking begins."""
    hard = -np.diff(fixes["speed"].to_numpy()) / STEP_S >= HARD_BRAKING - ROUNDING
    return np.flatnonzero(hard & ~np.r_[False, hard[:-1]])

"""Trips that wait before a place, as trackers with distant fixes see them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from junction_roads import trips_along

from trajganr_core.data.matching.matched import MatchedTrips
from trajganr_core.data.matching.pass_times import with_even_times
from trajganr_core.data.roads.network import Network


def waiting_trips(
    network: Network,
    ways: Sequence[Sequence[int]],
    stop_m: float,
    waits_s: Sequence[float],
    *,
    spacing_s: float = 15.0,
    mps: float = 10.0,
    begins_s: Sequence[float] | None = None,
    drivers: Sequence[str] | None = None,
) -> MatchedTrips:
    """A piece a way, over whole segments; its fixes have a phase of their own.

    Args:
        stop_m: metres along the way at which each waits ``waits_s``.
    """
    trips = trips_along(network, ways, mps)
    times, places = [], []
    for row, wait_s in enumerate(waits_s):
        end_m = sum(network.length_m[edge] for edge in ways[row])
        end_s = end_m / mps + wait_s
        t = np.arange(0.5 + 4 * row % spacing_s, end_s, spacing_s)
        t = np.r_[0.0, t[t > 0], end_s]
        arrive_s = stop_m / mps
        s = mps * (np.minimum(t, arrive_s) + np.maximum(t - arrive_s - wait_s, 0.0))
        times.append(t + (1e5 * row if begins_s is None else begins_s[row]))
        places.append(np.minimum(s, end_m))
    counts = [len(each) for each in times]
    fixes = sum(counts)
    blank = np.zeros(fixes)
    trips = replace(
        trips,
        offsets=np.r_[0, np.cumsum(counts)],
        t=np.concatenate(times),
        s=np.concatenate(places),
        **dict.fromkeys(("lon", "lat", "edge_offset"), blank),
        speed=blank.astype(np.float32),
        edge=np.zeros(fixes, dtype=np.int64),
    )
    if drivers is not None:
        trips = replace(trips, driver_id=np.array(drivers, dtype=object))
    return with_even_times(trips)

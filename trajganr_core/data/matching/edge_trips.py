"""Numbers of trips that drive on each edge."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ...utils.arrays import IntArray
from ..roads.network import Network
from .matched import MatchedTrips

#: Shortest way on an edge that counts as driving on it, metres; or half of the edge, if that is
#: shorter.
MIN_PASS_M = 1.0


def trips_on_edges(trips: MatchedTrips, network: Network) -> IntArray:
    """``(E,)`` number of different trips that drive on each directed edge.

    A trip that only begins, ends or turns at a junction does not count for the edges there.
    """
    metres = trips.pass_exit_m - trips.pass_enter_m
    enough = np.minimum(MIN_PASS_M, network.length_m[trips.pass_edge] / 2)
    driven = (metres > 0) & (metres >= enough)
    trip = pd.factorize(trips.trip_id)[0][trips.trip_of_pass]
    pairs = pd.DataFrame({"edge": trips.pass_edge[driven], "trip": trip[driven]})
    return np.bincount(pairs.drop_duplicates()["edge"], minlength=len(network))

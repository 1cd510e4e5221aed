"""Numbers of trips that drive on each edge."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ...utils.arrays import FloatArray
from ...utils.ragged import rank_within
from ..roads.network import Network
from .matched import MatchedTrips

#: Shortest way on an edge that counts as driving on it, metres; or half of the edge, if that is
#: shorter.
MIN_PASS_M = 1.0


def trips_on_edges(trips: MatchedTrips, network: Network) -> FloatArray:
    """``(E,)`` expected number of different trips that drive on each directed edge.

    A trip counts by the probability of its likeliest pass there, 1 between close fixes.

    A trip that only begins, ends or turns at a junction does not count for the edges there.
    """
    metres = trips.pass_exit_m - trips.pass_enter_m
    enough = np.minimum(MIN_PASS_M, network.length_m[trips.pass_edge] / 2)
    driven = (metres > 0) & (metres >= enough)
    trip = pd.factorize(trips.trip_id)[0][trips.trip_of_pass]
    edge, probability = trips.pass_edge[driven], trips.pass_probability[driven]
    pair = edge * np.int64(len(trips)) + trip[driven]
    likeliest = rank_within(pair, -probability) == 0
    number = np.bincount(edge[likeliest], probability[likeliest], len(network))
    return number.astype(np.float64)

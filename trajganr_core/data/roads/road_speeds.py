"""Usual and highest speeds of roads by class and speed limit, where nothing was observed."""

from __future__ import annotations

import numpy as np

from ...utils.arrays import FloatArray
from .network import Network

#: Usual speeds by class, km/h, of which only the ratios matter: which of two ways is faster. And
#: speeds that no vehicle reaches: on a motorway because of physics, on others because of their
#: curves and junctions.
SPEEDS_KMH = {
    "motorway": (90.0, 300.0),
    "trunk": (70.0, 300.0),
    "primary": (45.0, 180.0),
    "secondary": (40.0, 160.0),
    "tertiary": (35.0, 150.0),
    "unclassified": (30.0, 150.0),
    "residential": (25.0, 120.0),
    "service": (15.0, 100.0),
    "living_street": (10.0, 80.0),
}
#: Of a road without a class, or of another one: it may be a motorway.
UNKNOWN_KMH = (25.0, 300.0)
#: The speeds on a link, as shares of those of its class. Links are curved: on a dry road (0.8 g) a
#: curve of 110 m radius is driven at 106 km/h at most, one of 300 m at 175 km/h.
LINK_SHARES = (0.8, 0.6)
#: No vehicle is so many times as fast as a known limit, but a limit says nothing below this speed,
#: km/h.
TIMES_THE_LIMIT, ANYWHERE_KMH = 2.5, 120.0


def usual_speeds_kmh(network: Network) -> FloatArray:
    """``(E,)`` usual speeds by class."""
    return _speeds_kmh(network)[:, 0]


def highest_speeds_kmh(network: Network) -> FloatArray:
    """``(E,)`` speeds that no vehicle reaches: what is faster is an error of positions or times.

    Many drive faster than is allowed, so a speed limit only bounds what is implausible by far.
    """
    limit_kmh = network.attributes.maxspeed_kmh.astype(np.float64)
    by_limit = np.maximum(TIMES_THE_LIMIT * limit_kmh, ANYWHERE_KMH)
    return np.asarray(np.fmin(_speeds_kmh(network)[:, 1], by_limit))


def _speeds_kmh(network: Network) -> FloatArray:
    """``(E, 2)`` usual and highest speeds by class."""
    names, of = np.unique(network.highway.astype(str), return_inverse=True)
    return np.array([_speeds_of(name) for name in names.tolist()])[of]


def _speeds_of(highway: str) -> tuple[float, float]:
    base = highway.removesuffix("_link")
    usual, highest = SPEEDS_KMH.get(base, UNKNOWN_KMH)
    if base == highway:
        return usual, highest
    return LINK_SHARES[0] * usual, LINK_SHARES[1] * highest

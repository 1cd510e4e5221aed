"""Who drives when, from where to where, and how."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pandas as pd
import shapely
from drivers import Style

from trajganr_core.utils.arrays import BoolArray, FloatArray, TextArray

from .options import CityOptions
from .streets import Streets

TRIPS_A_DRIVER = 3
#: Of trips that begin or end beyond the area, through one of its main roads.
FROM_OUTSIDE = 0.35
ARTERIALS = ("motorway", "trunk", "primary", "secondary")
HOMES = ("residential", "living_street")
BORDER_M = 150.0
PLACE_DISTANCE_M = 100.0
#: A place draws as much traffic as so many metres of road.
METRES_A_PLACE = 150.0
#: The peak: its time as a share of the hours, its width, and the departures outside it.
PEAK_AT, PEAK_WIDTH, OFF_PEAK = 0.45, 0.15, 0.5


#: Brisk drivers brake later and harder than 3 m/s²; calm ones only in an emergency.
STYLES = {
    "calm": Style(0.42, 1.8, 2.6, 1.5, 0.2, 0.92),
    "usual": Style(0.38, 2.4, 3.2, 1.2, 0.4, 1.0),
    "brisk": Style(0.20, 3.2, 6.0, 1.0, 0.6, 1.15),
}


@dataclass(frozen=True)
class Trip:
    """A wish to drive.

    Attributes:
        id: of the vehicle in SUMO.
        driver: who drives; the same in all of a driver's trips.
        style: one of :data:`STYLES`, the driver's.
        depart_s: seconds after the first hour's begin.
        origin, destination: directed edges.
    """

    id: str
    driver: str
    style: str
    depart_s: int
    origin: int
    destination: int


class Pulls(NamedTuple):
    """Chances ``(E,)`` of each edge: as a home, for its places, as a way in and out."""

    homes: FloatArray
    attractions: FloatArray
    gates: FloatArray


def draw_styles(drivers: int, rng: np.random.Generator) -> TextArray:
    """``(drivers,)`` the style of each."""
    return rng.choice(list(STYLES), drivers, p=[style.share for style in STYLES.values()])


def plan_trips(
    streets: Streets, places: pd.DataFrame, options: CityOptions, rng: np.random.Generator
) -> list[Trip]:
    """The demand, in the order of departure.

    A driver starts at home or comes from outside, goes to where places are, and on from there.
    """
    homes, attractions, gates = pulls_of(streets, places)
    drivers = -(-options.trips // TRIPS_A_DRIVER)
    styles = draw_styles(drivers, rng)
    trips: list[tuple[int, int, int, int]] = []
    for driver in range(drivers):
        through = rng.random(TRIPS_A_DRIVER + 1) < FROM_OUTSIDE
        pulls = [homes, attractions, attractions, homes]
        stops = [
            int(rng.choice(len(streets), p=gates if outside else pull))
            for outside, pull in zip(through, pulls, strict=True)
        ]
        turns = (np.arange(TRIPS_A_DRIVER) + 0.7 * rng.random(TRIPS_A_DRIVER)) / TRIPS_A_DRIVER
        departs = 3600 * options.hours * _at_share(turns)
        trips += [
            (int(depart), driver, origin, destination)
            for depart, origin, destination in zip(departs, stops[:-1], stops[1:], strict=True)
            if origin != destination
        ]
    trips.sort()
    return [
        Trip(f"v{k}", f"D{driver:05d}", str(styles[driver]), depart, origin, destination)
        for k, (depart, driver, origin, destination) in enumerate(trips[: options.trips])
    ]


def pulls_of(streets: Streets, places: pd.DataFrame) -> Pulls:
    """What draws trips; places are ``lon, lat``."""
    length = streets.network.length_m * streets.connected
    arterial = np.isin(streets.road_class, ARTERIALS)
    quiet = np.isin(streets.road_class, HOMES)
    points = shapely.points(
        streets.area.to_local(places["lon"].to_numpy(), places["lat"].to_numpy())
    )
    _, edge = shapely.STRtree(streets.lines).query(
        points, predicate="dwithin", distance=PLACE_DISTANCE_M
    )
    near = np.bincount(edge, minlength=len(streets))
    gates = arterial * streets.connected * streets.lanes * _at_border(streets)
    homes = length * np.where(quiet, 1.0, 0.2)
    attractions = length + METRES_A_PLACE * near * streets.connected
    # A small area may have no main road at its border.
    doors = gates if gates.any() else homes
    return Pulls(homes / homes.sum(), attractions / attractions.sum(), doors / doors.sum())


def _at_border(streets: Streets) -> BoolArray:
    inner = streets.outline.buffer(-BORDER_M)
    return ~np.asarray(shapely.within(streets.lines, inner))


def _at_share(share: FloatArray) -> FloatArray:
    """The time, as a share of the hours, until which that share of trips has departed."""
    time = np.linspace(0, 1, 501)
    rate = OFF_PEAK + np.exp(-0.5 * ((time - PEAK_AT) / PEAK_WIDTH) ** 2)
    departed = np.cumsum(rate)
    return np.interp(share, departed / departed[-1], time)

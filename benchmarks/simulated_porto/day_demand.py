"""Who drives when on whole days: vehicles of the city, and the drivers of a fleet."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np

from trajganr_core.utils.arrays import FloatArray, IntArray

from .demand import FROM_OUTSIDE, Pulls, Trip, draw_styles

#: A driver of the fleet makes so many trips a day, within so many hours.
TRIPS_A_DRIVER, SHIFT_HOURS = 8, 10.0
#: Begins of a driver's trips are at least this part of an even spacing apart.
EVEN = 0.3

End = Literal["homes", "attractions"]


@dataclass(frozen=True)
class Flow:
    """Vehicles that depart around an hour, with a normal distribution.

    Attributes:
        share: of the vehicles of the day.
        hour, width: mean and standard deviation of the departures, local hours; those of a former
            or a next day depart at the same time of this day.
        origin, destination: what draws them.
    """

    share: float
    hour: float
    width: float
    origin: End
    destination: End


@dataclass(frozen=True)
class Day:
    """A simulated day.

    Attributes:
        name: begins the names of its vehicles.
        date: in local time.
        share: of the vehicles of a weekday.
        flows: their shares sum to one.
    """

    name: str
    date: date
    share: float
    flows: tuple[Flow, ...]

    @property
    def is_weekday(self) -> bool:
        """Whether it is neither a Saturday nor a Sunday."""
        return self.date.weekday() < 5


#: Most of a weekday's vehicles go to work in the morning and home in the evening; a Saturday has
#: one broad peak in the afternoon.
DAYS = (
    Day("tue", date(2024, 5, 14), 1.0, (
        Flow(0.26, 8.3, 0.8, "homes", "attractions"),
        Flow(0.30, 18.0, 1.1, "attractions", "homes"),
        Flow(0.20, 12.5, 2.5, "homes", "attractions"),
        Flow(0.20, 15.5, 3.0, "attractions", "attractions"),
        Flow(0.04, 2.0, 6.0, "attractions", "homes"),
    )),
    Day("sat", date(2024, 5, 18), 0.6, (
        Flow(0.45, 13.5, 2.5, "homes", "attractions"),
        Flow(0.45, 16.5, 3.0, "attractions", "homes"),
        Flow(0.10, 1.0, 6.0, "attractions", "homes"),
    )),
)  # fmt: skip


def draw_fleet(drivers: int, rng: np.random.Generator) -> dict[str, str]:
    """The drivers of the fleet and their styles, which are the same on all days."""
    return {f"F{k:04d}": str(style) for k, style in enumerate(draw_styles(drivers, rng))}


def plan_day(
    day: Day, vehicles: int, fleet: Mapping[str, str], pulls: Pulls, rng: np.random.Generator
) -> list[Trip]:
    """The demand of a day, in the order of departure, from local midnight.

    A driver of the fleet goes from place to place for some hours. Each of the other vehicles makes
    one trip and has a driver of its own.

    Args:
        day: its flows.
        vehicles: of the city on a weekday.
        fleet: drivers and their styles.
        pulls: of the edges.
        rng: of everything that is drawn.
    """
    trips = _city(day, round(day.share * vehicles), pulls, rng)
    for driver, style in fleet.items():
        trips += _of_driver(driver, style, pulls, rng)
    trips = sorted(trip for trip in trips if trip[-2] != trip[-1])
    return [
        Trip(f"{day.name}{k}", driver, style, depart, origin, destination)
        for k, (depart, driver, style, origin, destination) in enumerate(trips)
    ]


#: Departure, driver, style, origin and destination.
_Row = tuple[int, str, str, int, int]


def _city(day: Day, count: int, pulls: Pulls, rng: np.random.Generator) -> list[_Row]:
    flow = rng.choice(len(day.flows), count, p=[each.share for each in day.flows])
    middle, width = np.array([(each.hour, each.width) for each in day.flows]).T
    styles = draw_styles(count, rng)
    hours = rng.normal(middle[flow], width[flow]) % 24

    def ends(of: Callable[[Flow], End]) -> IntArray:
        edges = np.empty(count, dtype=np.int64)
        for number, each in enumerate(day.flows):
            rows = flow == number
            edges[rows] = _drawn(getattr(pulls, of(each)), pulls, int(rows.sum()), rng)
        return edges

    origin, destination = ends(lambda each: each.origin), ends(lambda each: each.destination)
    return [
        (int(3600 * hours[k]), f"D{k:05d}", str(styles[k]), int(origin[k]), int(destination[k]))
        for k in range(count)
    ]


def _of_driver(driver: str, style: str, pulls: Pulls, rng: np.random.Generator) -> list[_Row]:
    turns = np.arange(TRIPS_A_DRIVER) + (1 - EVEN) * rng.random(TRIPS_A_DRIVER)
    hours = (rng.uniform(0, 24) + SHIFT_HOURS * turns / TRIPS_A_DRIVER) % 24
    stops = _drawn(pulls.attractions, pulls, TRIPS_A_DRIVER + 1, rng)
    return [
        (int(3600 * hours[k]), driver, style, int(stops[k]), int(stops[k + 1]))
        for k in range(TRIPS_A_DRIVER)
    ]


def _drawn(pull: FloatArray, pulls: Pulls, count: int, rng: np.random.Generator) -> IntArray:
    """``(count,)`` ends of trips; some are ways in and out instead."""
    edges = rng.choice(len(pull), count, p=pull)
    outside = rng.random(count) < FROM_OUTSIDE
    edges[outside] = rng.choice(len(pull), int(outside.sum()), p=pulls.gates)
    return edges

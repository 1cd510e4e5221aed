"""A made-up road network and passes on it, for tests of the road function."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from trajganr_core.data.matching.matched import MatchedTrips
from trajganr_core.data.passes import PassTable
from trajganr_core.data.roads.network import Network, RoadAttributes
from trajganr_core.data.turn_passes import TurnPasses
from trajganr_core.features.turn_times import CityTurns
from trajganr_core.utils.study_area import StudyArea

AREA = StudyArea(-8.63, 41.14, -8.61, 41.155)


def chain(edges: int) -> Network:
    """One-way segments of 100 m, each following the one before."""
    x = 100.0 * np.arange(edges + 1) - 50.0 * edges
    lon, lat = AREA.to_geographic(np.column_stack([x, np.zeros(edges + 1)])).T
    vertex = np.column_stack([np.arange(edges), np.arange(1, edges + 1)]).ravel()
    return Network(
        offsets=2 * np.arange(edges + 1),
        lon=lon[vertex],
        lat=lat[vertex],
        source=np.arange(edges),
        target=np.arange(1, edges + 1),
        reverse=np.full(edges, -1),
        length_m=np.full(edges, 100.0),
        source_fid=np.arange(edges),
        osm_id=np.zeros(edges, dtype=np.int64),
        forward=np.ones(edges, dtype=bool),
        highway=np.full(edges, "primary", dtype=object),
        name=np.full(edges, "", dtype=object),
        attributes=RoadAttributes.unknown(edges),
    )


def passes(
    edge: np.ndarray, driver: np.ndarray, minute: np.ndarray, seconds: np.ndarray
) -> PassTable:
    """Passes of whole segments of 100 m; each driver has one trip."""
    count = len(edge)
    return PassTable.certain(
        edge=edge.astype(np.int32),
        piece=driver.astype(np.int32),
        driver=driver.astype(np.int32),
        enter_t=60.0 * minute,
        seconds=seconds.astype(np.float32),
        metres=np.full(count, 100, dtype=np.float32),
        minute_of_week=minute.astype(np.float32),
        local_day=np.zeros(count, dtype=np.int32),
    )


def halves(table: PassTable) -> PassTable:
    """Each pass twice, with half of the weight: what is weighted stays the same."""
    twice = table.take(np.repeat(np.arange(len(table)), 2))
    return replace(twice, weight=twice.weight / 2)


def city_turns(network: Network, turn: Sequence[int] = (), seconds: float = 10.0) -> CityTurns:
    """The turns of a network, and those made by drivers from 0 on, one each, at 8:00."""
    count = len(turn)
    number = np.arange(count)
    passes = TurnPasses(
        turn=np.array(turn, dtype=np.int64),
        piece=number,
        driver=number.astype(np.int32),
        minute_of_week=np.full(count, 480, dtype=np.float32),
        seconds=np.full(count, seconds),
    )
    city = CityTurns.on(network, AREA, MatchedTrips.empty(), np.empty(0, dtype=np.int64), "UTC")
    return replace(city, passes=passes)

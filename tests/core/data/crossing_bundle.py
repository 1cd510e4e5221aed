"""A bundle of a few trips over one crossing of the town, whose counts are known by hand.

All trips but the last come from the west, over the segment WEST, to the middle crossing:

- straight on to the east: anna, ben and carla, on Monday at 8:00
- to the north: anna and ben, on Saturday at 12:00
- to the south: dora, on Monday at 8:00
- the last one drives from the south to the north: emil, on Monday at 8:00
"""

from __future__ import annotations

import itertools
from pathlib import Path

import numpy as np
import pandas as pd
import town
from prepared_bundle import prepare_bundle
from town import edge_between

from trajganr_core.contract.options.data_config import PrepareConfig
from trajganr_core.data.bundle import Bundle

#: Monday, 1 July 2013, 8:00 in Lisbon, and the Saturday after it, 12:00.
MONDAY, SATURDAY = 1_372_662_000, 1_373_108_400
STEP_M, STEP_S = 50.0, 5
#: Crossings from which and to which a segment leads, counted from the south-west.
WEST, EAST = ((0, 1), (1, 1)), ((1, 1), (2, 1))
NORTH, SOUTH = ((1, 1), (1, 2)), ((1, 1), (1, 0))
FROM_SOUTH = ((1, 0), (1, 1))
W, E, N, S, M = (0, 200), (400, 200), (200, 400), (200, 0), (200, 200)
TRIPS = (
    *((driver, MONDAY, (W, M, E)) for driver in ("anna", "ben", "carla")),
    *((driver, SATURDAY, (W, M, N)) for driver in ("anna", "ben")),
    ("dora", MONDAY, (W, M, S)),
    ("emil", MONDAY, (S, M, N)),
)


def prepared(folder: Path, *, with_drivers: bool = True) -> Bundle:
    """The bundle, in a new folder."""
    folder.mkdir()
    rows = []
    for number, (driver, start, corners) in enumerate(TRIPS):
        xy = _points(corners)
        lon_lat = town.lon_lat(xy)
        rows.append(
            pd.DataFrame(
                {
                    "trip_id": f"trip {number}",
                    "driver_id": driver if with_drivers else "",
                    "time": start + STEP_S * np.arange(len(xy)),
                    "lon": lon_lat[:, 0],
                    "lat": lon_lat[:, 1],
                }
            )
        )
    fixes = folder / "trips.csv"
    pd.concat(rows).to_csv(fixes, index=False)
    prepare_bundle(
        trips=[fixes],
        roads=town.write_streets(folder / "roads.gpkg"),
        area=town.AREA,
        out=folder / "bundle",
        config=PrepareConfig(name="Crossing"),
    )
    return Bundle.load(folder / "bundle")


def edge(bundle: Bundle, ends: tuple[tuple[int, int], tuple[int, int]]) -> int:
    """The directed segment between two crossings."""
    return edge_between(bundle.network, *ends)


def _points(corners: tuple[tuple[int, int], ...]) -> np.ndarray:
    """Points every 50 m along a way through corners."""
    parts = [np.array([corners[0]], dtype=float)]
    for start, end in itertools.pairwise(corners):
        a, b = np.array(start, dtype=float), np.array(end, dtype=float)
        steps = round(float(np.hypot(*(b - a))) / STEP_M)
        parts.append(a + (b - a) * np.arange(1, steps + 1)[:, None] / steps)
    return np.concatenate(parts)

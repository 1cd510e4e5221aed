"""Four junctions of a rectangle and a dead end, whose travel times are easy to add up.

C ════ D      two-way, 1000 m
║      ║      two-way, 500 m
A ───> B ──> E   one-way, 1000 m and 500 m
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from trajganr_core.data.recovery.turns import Turns
from trajganr_core.data.roads.network import Network, RoadAttributes
from trajganr_core.routing.arcs import Roads, Travel
from trajganr_core.routing.stops import Stops
from trajganr_core.utils.study_area import StudyArea

AREA = StudyArea(-8.63, 41.13, -8.58, 41.17)
PLACES = {"A": (0, 0), "B": (1000, 0), "C": (0, 500), "D": (1000, 500), "E": (1500, 0)}
NODES = "ABCDE"
#: Directed segments and their mean seconds.
SECONDS = {"AB": 250, "AC": 50, "CA": 60, "CD": 100, "DC": 120, "DB": 50, "BD": 70, "BE": 100}
EDGE = {name: number for number, name in enumerate(SECONDS)}
#: Ends of the intervals, as shares of the mean.
LOW, HIGH = 0.8, 1.5
#: Standard deviation of single drives, as a share of the mean.
DEVIATION = 0.3


def lon_lat(x: float, y: float) -> np.ndarray:
    """Degrees ``(2,)`` of a place in metres from A."""
    return AREA.to_geographic(np.array([[x, y]]))[0]


def town(*forbidden: tuple[str, str]) -> Network:
    """The roads; turns from the first segment into the second are forbidden."""
    ends = [[PLACES[node] for node in name] for name in SECONDS]
    lon, lat = AREA.to_geographic(np.array(ends, dtype=np.float64).reshape(-1, 2)).T
    count = len(SECONDS)
    turns = sorted((EDGE[begin], EDGE[end]) for begin, end in forbidden)
    return Network(
        offsets=2 * np.arange(count + 1),
        lon=lon,
        lat=lat,
        source=np.array([NODES.index(name[0]) for name in SECONDS]),
        target=np.array([NODES.index(name[1]) for name in SECONDS]),
        reverse=np.array([EDGE.get(name[::-1], -1) for name in SECONDS]),
        length_m=np.array([float(np.ptp(each, axis=0).max()) for each in ends]),
        source_fid=np.arange(count),
        osm_id=np.zeros(count, dtype=np.int64),
        forward=np.array([name not in ("CA", "DC", "BD") for name in SECONDS]),
        highway=np.full(count, "primary", dtype=object),
        name=np.full(count, "", dtype=object),
        attributes=RoadAttributes.unknown(count),
        forbidden_turns=np.array(turns, dtype=np.int64).reshape(-1, 2),
    )


def roads(
    *forbidden: tuple[str, str], turn_s: Mapping[tuple[str, str], float] = {}, **changed: float
) -> Roads:
    """The seconds of the segments; NaN for a segment that is not driven; and those of turns."""
    mean = np.array([changed.get(name, usual) for name, usual in SECONDS.items()], dtype=float)
    network = town(*forbidden)
    turns = Turns.of(network)
    names = list(SECONDS)
    extra = [
        turn_s.get((names[a], names[b]), 0.0) for a, b in zip(turns.tail, turns.head, strict=True)
    ]
    travel = Travel(mean, LOW * mean, HIGH * mean, DEVIATION * mean, np.array(extra))
    return Roads.of(network, turns, travel)


def at(*stops: tuple[str, float]) -> Stops:
    """Points on segments, each by metres from the segment's start, also in the other direction."""
    rows = []
    for point, (name, metres) in enumerate(stops):
        rows.append((point, EDGE[name], metres))
        if name[::-1] in EDGE:
            length = 500.0 if name in ("AC", "CA", "BD", "DB") else 1000.0
            rows.append((point, EDGE[name[::-1]], length - metres))
    point, edge, offset = (np.array(column) for column in zip(*rows, strict=True))
    return Stops(len(stops), point, edge, offset.astype(float))

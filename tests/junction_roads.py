"""Small road networks with junctions, drawn in metres, and trips along them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from trajganr_core.data.matching.matched import PASS_COLUMNS, PIECE_COLUMNS, MatchedTrips
from trajganr_core.data.roads.network import Network, RoadAttributes
from trajganr_core.utils.ragged import offsets_of
from trajganr_core.utils.study_area import StudyArea

AREA = StudyArea(-8.63, 41.13, -8.58, 41.17)

#: Two carriageways 20 m apart, which a street crosses; s is south of them, n north.
DIVIDED = {"w": (-200, 0), "a": (0, 0), "e": (200, 0), "W": (-200, 20), "b": (0, 20),
           "E": (200, 20), "s": (0, -200), "n": (0, 220)}  # fmt: skip
DIVIDED_ROADS = {"one_way": ("wa", "ae", "Eb", "bW"), "two_way": ("sa", "ab", "bn")}

#: A roundabout, driven counterclockwise, whose arms part before it: PQ, RS, and so on are slips.
ROUNDABOUT = {"a": (0, -20), "b": (20, 0), "c": (0, 20), "d": (-20, 0), "s": (0, -150),
              "S": (0, -45), "e": (150, 0), "n": (0, 150), "w": (-150, 0)}  # fmt: skip
ROUNDABOUT_ROADS = {
    "one_way": ("ab", "bc", "cd", "da", "Sa", "dS"),
    "two_way": ("sS", "be", "cn", "dw"),
    "rings": ("ab", "bc", "cd", "da"),
}


def roads(
    places: Mapping[str, tuple[float, float]],
    one_way: Sequence[str] = (),
    two_way: Sequence[str] = (),
    rings: Sequence[str] = (),
    signals: Sequence[str] = (),
    names: Mapping[str, str] | None = None,
    forbidden: Sequence[tuple[str, str]] = (),
    mirrored: bool = False,
) -> Network:
    """Straight roads between places, each named by its two places.

    Args:
        rings, signals: roads of roundabouts; with signals for their traffic.
        names: of streets, the same for both directions of a road.
        forbidden: pairs of roads.
        mirrored: drawn as where traffic keeps left.
    """
    pairs = [*one_way, *two_way, *(pair[::-1] for pair in two_way)]
    first, second = len(one_way), len(one_way) + len(two_way)
    reverse = [-1] * first + list(range(second, second + len(two_way)))
    reverse += list(range(first, second))
    ends = np.array([[places[node] for node in pair] for pair in pairs], dtype=float)
    ends[..., 0] *= -1 if mirrored else 1
    lon, lat = AREA.to_geographic(ends.reshape(-1, 2)).T
    nodes, count = list(places), len(pairs)
    ring, signal = (np.isin(pairs, list(chosen)).astype(np.float32) for chosen in (rings, signals))
    named = {name[::-1]: text for name, text in (names or {}).items()} | dict(names or {})
    number = {pair: row for row, pair in enumerate(pairs)}
    return Network(
        offsets=2 * np.arange(count + 1),
        lon=lon,
        lat=lat,
        source=np.array([nodes.index(pair[0]) for pair in pairs]),
        target=np.array([nodes.index(pair[1]) for pair in pairs]),
        reverse=np.array(reverse),
        length_m=np.hypot(*(ends[:, 1] - ends[:, 0]).T),
        source_fid=np.arange(count),
        osm_id=np.zeros(count, dtype=np.int64),
        forward=np.ones(count, dtype=bool),
        highway=np.full(count, "primary", dtype=object),
        name=np.array([named.get(pair, "") for pair in pairs], dtype=object),
        attributes=replace(RoadAttributes.unknown(count), roundabout=ring, signals=signal),
        forbidden_turns=np.array(
            sorted((number[a], number[b]) for a, b in forbidden), dtype=np.int64
        ).reshape(-1, 2),
    )


def road(network: Network, places: Mapping[str, tuple[float, float]], name: str) -> int:
    """The directed segment between two places."""
    nodes = list(places)
    ends = (network.source == nodes.index(name[0])) & (network.target == nodes.index(name[1]))
    return int(np.flatnonzero(ends).item())


def trips_along(network: Network, ways: Sequence[Sequence[int]], mps: float = 10.0) -> MatchedTrips:
    """A piece without fixes for each way over whole segments, driven steadily."""
    none = MatchedTrips.empty()
    count = np.array([len(way) for way in ways])
    edge = np.concatenate([np.asarray(way, dtype=np.int64) for way in ways])
    length_m = network.length_m[edge]
    begins = offsets_of(count)
    before = np.concatenate([[0.0], np.cumsum(length_m)])
    s = before[:-1] - np.repeat(before[begins[:-1]], count)
    passes = {
        "pass_edge": edge,
        "pass_s": s,
        "pass_enter_m": np.zeros(len(edge)),
        "pass_exit_m": length_m,
        "pass_t": s / mps,
        "pass_seconds": length_m / mps,
        "pass_probability": np.ones(len(edge), dtype=np.float32),
    }
    assert passes.keys() == PASS_COLUMNS.keys()
    pieces = {
        name: np.array([str(row) for row in range(len(ways))], dtype=object)
        if kind == "O"
        else np.ones(len(ways), dtype=kind)
        for name, kind in PIECE_COLUMNS.items()
    }
    return replace(
        none,
        offsets=np.zeros(len(ways) + 1, dtype=np.int64),
        pass_offsets=begins,
        **pieces,
        **passes,
    )

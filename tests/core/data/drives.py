"""Simulated drives through a network, whose true path is known."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from trajganr_core.data.matching.matched import MatchedTrips
from trajganr_core.data.roads.network import Network
from trajganr_core.data.trips.trajectories import Trajectories
from trajganr_core.utils.arrays import FloatArray, IntArray
from trajganr_core.utils.ragged import offsets_of
from trajganr_core.utils.study_area import StudyArea

START = 1_372_636_800.0

Metres = dict[int, float]


@dataclass(frozen=True)
class Drive:
    """The edges of a way, and when the vehicle leaves each of them, seconds."""

    edges: IntArray
    leaves: FloatArray


def drives(
    network: Network, rng: np.random.Generator, count: int, shortest_m: float, longest_m: float
) -> list[Drive]:
    """Ways from a random crossing to another, each by a driver's own idea of what is short."""
    found: list[Drive] = []
    crossings = int(max(network.source.max(), network.target.max())) + 1
    while len(found) < count:
        cost = network.length_m * rng.lognormal(0.0, 0.4, len(network))
        # Of parallel edges the cheapest is driven.
        best = np.lexsort((cost, network.target, network.source))
        pairs = np.column_stack([network.source, network.target])[best]
        best = best[np.r_[True, (pairs[1:] != pairs[:-1]).any(axis=1)]]
        ends = (network.source[best], network.target[best])
        graph = csr_array((cost[best], ends), shape=(crossings, crossings))
        edge_between = dict(
            zip(zip(*(end.tolist() for end in ends), strict=True), best, strict=True)
        )
        origin = int(rng.integers(crossings))
        far, before = dijkstra(graph, indices=origin, limit=longest_m, return_predecessors=True)
        reachable = np.flatnonzero(np.isfinite(far) & (far >= shortest_m))
        if not len(reachable):
            continue
        node, way = int(rng.choice(reachable)), []
        while node != origin:
            way.append(edge_between[int(before[node]), node])
            node = int(before[node])
        edges = np.array(way[::-1], dtype=np.int64)
        driven = network.length_m[edges] / rng.uniform(4.0, 16.0, len(edges))
        waited = rng.exponential(20.0, len(edges)) * (rng.random(len(edges)) < 0.2)
        found.append(Drive(edges, np.cumsum(driven + waited)))
    return found


def fixes_of(
    drives: list[Drive],
    network: Network,
    area: StudyArea,
    rng: np.random.Generator,
    *,
    seconds: float,
    noise_m: float,
) -> Trajectories:
    """Fixes of a receiver on the drives: one every ``seconds``, off by ``noise_m``."""
    times, edge, offset_m, _ = _positions(drives, network, seconds)
    lon_lat = network.locate(edge, offset_m)
    xy = area.to_local(lon_lat[:, 0], lon_lat[:, 1])
    noisy = area.to_geographic(xy + rng.normal(0.0, noise_m, xy.shape))
    unknown = np.full(len(noisy), np.nan, dtype=np.float32)
    return Trajectories(
        offsets=offsets_of(np.array([len(t) for t in times])),
        lon=noisy[:, 0],
        lat=noisy[:, 1],
        t=START + np.concatenate(times),
        speed=unknown,
        heading=unknown,
        trip_id=np.array([str(i) for i in range(len(drives))], dtype=object),
        driver_id=np.array([""] * len(drives), dtype=object),
    )


def with_motion(
    trips: Trajectories,
    drives: list[Drive],
    network: Network,
    area: StudyArea,
    rng: np.random.Generator,
    *,
    seconds: float,
    heading_noise_deg: float,
    speed_noise_mps: float = 0.5,
    missing_share: float = 0.0,
) -> Trajectories:
    """The fixes of :func:`fixes_of` with measured speeds and headings.

    Both have normal errors. Below 1 m/s headings are random; ``missing_share`` of them are unknown.
    """
    _, edge, offset_m, speed = _positions(drives, network, seconds)
    ends = np.clip(offset_m + np.array([[-1.0], [1.0]]), 0.0, network.length_m[edge])
    start, end = (area.to_local(*network.locate(edge, end_m).T) for end_m in ends)
    heading = np.degrees(np.arctan2(*(end - start).T))
    heading += rng.normal(0.0, heading_noise_deg, len(heading))
    heading = np.where(speed < 1.0, rng.uniform(0.0, 360.0, len(heading)), heading) % 360.0
    heading[rng.random(len(heading)) < missing_share] = np.nan
    measured = np.maximum(speed + rng.normal(0.0, speed_noise_mps, len(speed)), 0.0)
    return dataclasses.replace(
        trips, speed=measured.astype(np.float32), heading=heading.astype(np.float32)
    )


def _positions(
    drives: list[Drive], network: Network, seconds: float
) -> tuple[list[FloatArray], IntArray, FloatArray, FloatArray]:
    """Seconds since the start of each drive, and edges, metres on them and speeds of all fixes."""
    times, edges, offsets_m, speeds = [], [], [], []
    for drive in drives:
        t = np.arange(0.0, drive.leaves[-1], seconds)
        on = np.searchsorted(drive.leaves, t, side="right")
        enters = np.r_[0.0, drive.leaves][on]
        # The time that a drive waits is spread over the edge; none is faster than 16 m/s.
        duration = drive.leaves[on] - enters
        edge = drive.edges[on]
        times.append(t)
        edges.append(edge)
        offsets_m.append(np.minimum((t - enters) / duration, 1.0) * network.length_m[edge])
        speeds.append(network.length_m[edge] / duration)
    return times, np.concatenate(edges), np.concatenate(offsets_m), np.concatenate(speeds)


def driven_metres(drives: list[Drive], network: Network, seconds: float) -> list[Metres]:
    """How far each drive goes on each edge until its last fix."""
    metres: list[Metres] = []
    for drive in drives:
        last = np.arange(0.0, drive.leaves[-1], seconds)[-1]
        enters = np.r_[0.0, drive.leaves[:-1]]
        share = np.clip((last - enters) / (drive.leaves - enters), 0.0, 1.0)
        metres.append(_sums(drive.edges, share * network.length_m[drive.edges]))
    return metres


def matched_metres(matched: MatchedTrips, trips: int) -> list[Metres]:
    """How far each trip, whose id is its number, is matched on each edge."""
    metres = matched.pass_exit_m - matched.pass_enter_m
    trip = matched.trip_id[matched.trip_of_pass].astype(np.int64)
    return [
        _sums(matched.pass_edge[trip == number], metres[trip == number]) for number in range(trips)
    ]


def overlap(one: list[Metres], other: list[Metres]) -> float:
    """Metres that both drive over metres that either drives, of all trips (IoU by length)."""
    both = either = 0.0
    for a, b in zip(one, other, strict=True):
        for edge in a.keys() | b.keys():
            both += min(a.get(edge, 0.0), b.get(edge, 0.0))
            either += max(a.get(edge, 0.0), b.get(edge, 0.0))
    return both / either


def _sums(edges: IntArray, metres: FloatArray) -> Metres:
    sums: Metres = {}
    for edge, length in zip(edges.tolist(), metres.tolist(), strict=True):
        sums[edge] = sums.get(edge, 0.0) + length
    return sums

"""Trips as UniTraj reads them, and what it says of them gathered by road."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
import torch
from torch import Tensor

from ..data.matching.footprints import Passes, passes_through
from ..data.matching.matched import MatchedTrips
from ..data.roads.network import Network
from ..utils.arrays import Float32Array, FloatArray, IntArray
from ..utils.progress import Progress
from ..utils.ragged import concatenated_ranges, last_before, row_of_each

__all__ = [
    "LONGEST",
    "PUBLISHED_SCALE",
    "PaddedTrips",
    "Scale",
    "Visits",
    "padded",
    "pool",
    "scale_of",
    "visits",
    "windows",
]

#: Points of a trip that are read at once.
LONGEST = 200
#: Windows that are described at once; bounds memory, not the result.
WINDOWS_AT_ONCE = 256
#: A fix on a crossing tells of both edges, and rounding must not decide, metres.
ROUNDING_M = 1e-3


@dataclass(frozen=True)
class Scale:
    """How offsets from a trip's first point are standardised, and times between points.

    Attributes:
        mean, std: of longitude and latitude, degrees.
        interval_s: seconds that are called one.
    """

    mean: tuple[float, float]
    std: tuple[float, float]
    interval_s: float


#: Of WorldTrace, which the published weights were trained on; it has a point a second.
PUBLISHED_SCALE = Scale(
    (5.3311563533497974e-05, -7.49477039789781e-05),
    (0.049923088401556015, 0.040688566863536835),
    1.0,
)


@dataclass(frozen=True)
class PaddedTrips:
    """Trips of different lengths side by side.

    Attributes:
        places: ``(B, N, 2)`` standardised offsets from each one's first point.
        intervals: ``(B, N)`` time since the point before, in the scale's unit.
        real: ``(B, N)`` false for padding.
    """

    places: Tensor
    intervals: Tensor
    real: Tensor

    def to(self, device: torch.device) -> PaddedTrips:
        """The same on a device."""
        return PaddedTrips(*(x.to(device) for x in (self.places, self.intervals, self.real)))


@dataclass(frozen=True)
class Visits:
    """The fixes by which trips tell of the middles of edges, sorted by fix.

    Attributes:
        edge, fix: ``(v,)`` fix tells of edge.
        weight: ``(v,)`` those of an edge sum to one; every pass counts alike.
        trips: ``(E,)`` how many different trips tell of each edge.
    """

    edge: IntArray
    fix: IntArray
    weight: FloatArray
    trips: IntArray


def windows(trips: MatchedTrips) -> tuple[IntArray, IntArray]:
    """First fixes, and those after the last, of pieces of at most :data:`LONGEST` fixes.

    Longer trips are cut evenly. The pieces lie in the order of the fixes, each fix in one of them.
    """
    counts = np.diff(trips.offsets)
    pieces = -(-counts // LONGEST)
    number, offsets = concatenated_ranges(np.zeros_like(pieces), pieces)
    trip = row_of_each(offsets)
    start = trips.offsets[trip]
    return (
        start + number * counts[trip] // pieces[trip],
        start + (number + 1) * counts[trip] // pieces[trip],
    )


def scale_of(trips: MatchedTrips) -> Scale:
    """The scale of a study area's own trips: a typical point is one after the one before.

    Trips without extent are left as they are.
    """
    first, after = windows(trips)
    place = np.column_stack([trips.lon, trips.lat])
    offset = place - np.repeat(place[first], after - first, axis=0)
    mean, std = offset.mean(0), offset.std(0)
    std = np.where(std > 0, std, 1.0)
    seconds = np.delete(np.diff(trips.t), trips.offsets[1:-1] - 1)  # within trips
    interval_s = float(np.median(seconds[seconds > 0]))
    return Scale((float(mean[0]), float(mean[1])), (float(std[0]), float(std[1])), interval_s)


def padded(lon_lat: Sequence[FloatArray], t: Sequence[FloatArray], scale: Scale) -> PaddedTrips:
    """Trips, each ``(n, 2)`` degrees and ``(n,)`` Unix seconds, as tensors."""
    shape = len(t), max(map(len, t))
    places = np.zeros((*shape, 2), dtype=np.float32)
    intervals, real = np.zeros(shape, dtype=np.float32), np.zeros(shape, dtype=np.bool_)
    for row, (place, clock) in enumerate(zip(lon_lat, t, strict=True)):
        points = len(clock)
        places[row, :points] = (place - place[0] - scale.mean) / scale.std
        intervals[row, 1:points] = np.diff(clock) / scale.interval_s
        real[row, :points] = True
    return PaddedTrips(*(torch.from_numpy(array) for array in (places, intervals, real)))


def visits(network: Network, trips: MatchedTrips) -> Visits:
    """Which fixes tell of the middle of each directed edge.

    Of each pass through it: the fixes within half of the edge's length along the path, else the
    one nearest along the path.
    """
    half = network.length_m / 2
    passes = passes_through(trips, np.arange(len(network)), half)
    first, after = _fixes_near(trips, passes, half[passes.query])
    fix, offsets = concatenated_ranges(first, after)
    visit = row_of_each(offsets)
    passed = np.bincount(passes.query, minlength=len(network))
    edge = passes.query[visit]
    weight = 1.0 / ((after - first)[visit] * passed[edge])
    order = np.argsort(fix, kind="stable")
    return Visits(edge[order], fix[order], weight[order], _trips(passes, trips, len(network)))


@torch.no_grad()
def pool(
    describe: Callable[[PaddedTrips], Tensor],
    trips: MatchedTrips,
    network: Network,
    scale: Scale,
    progress: Progress,
) -> Float32Array:
    """Mean of what is said of the fixes that tell of each edge.

    Args:
        describe: ``(B, N, d)`` of trips, on any device.
        trips: that may be seen.
        network: whose edges are asked about.
        scale: of the trips.
        progress: told after every batch.

    Returns:
        ``(E, d + 2)``: the means, ``log1p`` of the number of trips, and whether there is one; all
        zero where there is none.
    """
    result = visits(network, trips)
    place = np.column_stack([trips.lon, trips.lat])
    first, after = windows(trips)
    sums: Tensor | None = None
    for begin in range(0, len(first), WINDOWS_AT_ONCE):
        rows = slice(begin, begin + WINDOWS_AT_ONCE)
        spans = [slice(*span) for span in zip(first[rows], after[rows], strict=True)]
        batch = padded([place[s] for s in spans], [trips.t[s] for s in spans], scale)
        said = describe(batch).cpu()[batch.real].double()
        if sums is None:
            sums = torch.zeros(len(network), said.shape[1], dtype=torch.float64)
        seen = slice(*np.searchsorted(result.fix, [first[begin], after[rows][-1]]))
        fix = torch.from_numpy(result.fix[seen] - first[begin])
        weight = torch.from_numpy(result.weight[seen])
        sums.index_add_(0, torch.from_numpy(result.edge[seen]), said[fix] * weight[:, None])
        progress("Describing trips", min(rows.stop, len(first)) / len(first))
    assert sums is not None  # nosec B101 # there are two trips at least
    values = [sums.numpy(), np.log1p(result.trips), result.trips > 0]
    return np.column_stack(values).astype(np.float32)


def _fixes_near(
    trips: MatchedTrips, passes: Passes, within_m: FloatArray
) -> tuple[IntArray, IntArray]:
    """First fix, and the one after the last, near each pass along its path; one at least."""
    within_m = within_m + ROUNDING_M
    begin, end = passes.s - within_m, passes.s + within_m
    last = last_before(trips.s, trips.offsets, end, passes.trip)
    first = last_before(trips.s, trips.offsets, begin, passes.trip)
    first = np.minimum(first + (trips.s[first] < begin), trips.offsets[passes.trip + 1] - 1)
    nearest = np.where(passes.s - trips.s[last] <= trips.s[first] - passes.s, last, first)
    nobody = first > last
    return np.where(nobody, nearest, first), np.where(nobody, nearest, last) + 1


def _trips(passes: Passes, trips: MatchedTrips, edges: int) -> IntArray:
    """``(E,)`` different trips; a trip that was cut in pieces is one."""
    trip = pd.factorize(trips.trip_id)[0][passes.trip]
    pairs = pd.DataFrame({"edge": passes.query, "trip": trip}).drop_duplicates()
    return np.bincount(pairs["edge"], minlength=edges)

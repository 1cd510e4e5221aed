"""Trips as input of UniTraj, and its encoding aggregated by road."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
import torch
from torch import Tensor

from trajganr_core.data.matching.footprints import Passes, passes_through
from trajganr_core.data.matching.matched import MatchedTrips
from trajganr_core.data.roads.network import Network
from trajganr_core.features.input_trips import InputTrips
from trajganr_core.utils.arrays import Float32Array, FloatArray, IntArray
from trajganr_core.utils.progress import Progress
from trajganr_core.utils.ragged import concatenated_ranges, last_before, row_of_each

#: Columns of the number of trips, the last ones of :func:`pool`.
COUNTS = 2
#: Largest number of points of a window of a trip.
MAX_LENGTH = 200
#: Trips that the scale is computed from, which bounds memory.
MAX_OF_SCALE = 20_000
#: Windows per batch, which bounds memory.
WINDOWS_AT_ONCE = 256
#: A fix on a crossing counts for both edges, whatever the rounding, metres.
ROUNDING_M = 1e-3


@dataclass(frozen=True)
class Scale:
    """How offsets from a trip's first point are standardised, and times between points.

    Attributes:
        mean, std: of longitude and latitude, degrees.
        interval_s: unit of time intervals, seconds.
    """

    mean: tuple[float, float]
    std: tuple[float, float]
    interval_s: float


#: Of WorldTrace, on which the published weights were trained; it has one point per second.
PUBLISHED_SCALE = Scale(
    (5.3311563533497974e-05, -7.49477039789781e-05),
    (0.049923088401556015, 0.040688566863536835),
    1.0,
)


@dataclass(frozen=True)
class PaddedTrips:
    """A batch of trips of different lengths.

    Attributes:
        places: ``(B, N, 2)`` standardised offsets from each one's first point.
        intervals: ``(B, N)`` time since the previous point, in the scale's unit.
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
    """The fixes near the middles of edges, sorted by fix.

    Attributes:
        edge, fix: ``(v,)`` pairs of an edge and a fix near its middle.
        weight: ``(v,)`` sum to one for each pass.
        passes, trips: ``(E,)`` numbers of passes and of different trips through each edge.
    """

    edge: IntArray
    fix: IntArray
    weight: FloatArray
    passes: IntArray
    trips: IntArray


def windows(trips: MatchedTrips) -> tuple[IntArray, IntArray]:
    """First fixes, and those after the last, of windows of at most :data:`MAX_LENGTH` fixes.

    Longer trips are cut evenly. The windows are in the order of the fixes and do not overlap.
    """
    counts = np.diff(trips.offsets)
    pieces = -(-counts // MAX_LENGTH)
    number, offsets = concatenated_ranges(np.zeros_like(pieces), pieces)
    trip = row_of_each(offsets)
    start = trips.offsets[trip]
    return (
        start + number * counts[trip] // pieces[trip],
        start + (number + 1) * counts[trip] // pieces[trip],
    )


def scale_of(inputs: InputTrips) -> Scale:
    """The scale of a study area's own trips; its unit of time is the median interval.

    Trips without extent are not scaled. Of many trips, an even selection is read.
    """
    some = min(len(inputs), MAX_OF_SCALE)
    trips = inputs.take(np.linspace(0, len(inputs) - 1, some).astype(np.int64))
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
    """The fixes near the middle of each directed edge.

    For each pass through it: the fixes within half of the edge's length along the path, or else
    the nearest one along the path.
    """
    half = network.length_m / 2
    passes = passes_through(trips, np.arange(len(network)), half)
    first, after = _fixes_near(trips, passes, half[passes.query])
    fix, offsets = concatenated_ranges(first, after)
    visit = row_of_each(offsets)
    order = np.argsort(fix, kind="stable")
    return Visits(
        edge=passes.query[visit][order],
        fix=fix[order],
        weight=1.0 / (after - first)[visit][order],
        passes=np.bincount(passes.query, minlength=len(network)),
        trips=_trips(passes, trips, len(network)),
    )


@torch.no_grad()
def pool(
    encode: Callable[[PaddedTrips], Tensor],
    inputs: InputTrips,
    network: Network,
    scale: Scale,
    progress: Progress,
) -> Float32Array:
    """Mean encoding of the fixes near the middle of each edge; all its passes weigh the same.

    Args:
        encode: returns ``(B, N, d)`` of trips, on any device.
        inputs: the input trips, which are read in parts.
        network: the roads.
        scale: of the trips.
        progress: called after every batch.

    Returns:
        ``(E, d + 2)``: the means, ``log1p`` of the number of trips, and whether there is one; all
        zero without trips.
    """
    edges = len(network)
    sums: Tensor | None = None
    passed, counts = np.zeros((2, edges), dtype=np.int64)
    for number, trips in inputs.parts():
        near = visits(network, trips)
        passed += near.passes
        counts += near.trips
        for done, encoded, edge, weight in _encoded(encode, trips, near, scale):
            if sums is None:
                sums = torch.zeros(edges, encoded.shape[1], dtype=torch.float64)
            sums.index_add_(0, edge, encoded * weight[:, None])
            progress("Encoding trips", (number[0] + done * len(number)) / len(inputs))
    assert sums is not None  # nosec B101 # there are two trips at least
    means = sums.numpy() / np.maximum(passed, 1)[:, None]
    return np.column_stack([means, np.log1p(counts), counts > 0]).astype(np.float32)


def _encoded(
    encode: Callable[[PaddedTrips], Tensor], trips: MatchedTrips, near: Visits, scale: Scale
) -> Iterator[tuple[float, Tensor, Tensor, Tensor]]:
    """Batches: the share that is done, and for each visit its encoding, its edge and weight."""
    first, after = windows(trips)
    for begin in range(0, len(first), WINDOWS_AT_ONCE):
        rows = slice(begin, begin + WINDOWS_AT_ONCE)
        spans = [slice(*span) for span in zip(first[rows], after[rows], strict=True)]
        places = [np.column_stack([trips.lon[s], trips.lat[s]]) for s in spans]
        batch = padded(places, [trips.t[s] for s in spans], scale)
        encoded = encode(batch).cpu()[batch.real].double()
        some = slice(*np.searchsorted(near.fix, [first[begin], after[rows][-1]]))
        fix, edge, weight = (
            torch.from_numpy(one[some]) for one in (near.fix, near.edge, near.weight)
        )
        done = min(rows.stop, len(first)) / len(first)
        yield done, encoded[fix - first[begin]], edge, weight


def _fixes_near(
    trips: MatchedTrips, passes: Passes, within_m: FloatArray
) -> tuple[IntArray, IntArray]:
    """First fix, and the one after the last, near each pass along its path; at least one."""
    within_m = within_m + ROUNDING_M
    begin, end = passes.s - within_m, passes.s + within_m
    last = last_before(trips.s, trips.offsets, end, passes.trip)
    first = last_before(trips.s, trips.offsets, begin, passes.trip)
    first = np.minimum(first + (trips.s[first] < begin), trips.offsets[passes.trip + 1] - 1)
    nearest = np.where(passes.s - trips.s[last] <= trips.s[first] - passes.s, last, first)
    is_empty = first > last
    return np.where(is_empty, nearest, first), np.where(is_empty, nearest, last) + 1


def _trips(passes: Passes, trips: MatchedTrips, edges: int) -> IntArray:
    """``(E,)`` numbers of different trips; the pieces of a trip count once."""
    trip = pd.factorize(trips.trip_id)[0][passes.trip]
    pairs = pd.DataFrame({"edge": passes.query, "trip": trip}).drop_duplicates()
    return np.bincount(pairs["edge"], minlength=edges)
